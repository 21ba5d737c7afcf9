"""What a user calls a place, a bureau or an indicator, as the graph calls it.

The name as it is, else the one that is surely meant, else the nearest.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kg.model.terms import ZR
from kg.model.wording import Told, told
from kg.queries.catalogue import Named, Query
from kg.store.confined import confined

__all__ = ["Resolved", "resolved"]

_PREFIXES: Final = f"PREFIX zr: <{ZR}>\nPREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
_PLACES: Final = """SELECT DISTINCT ?name ?place { { ?list a zr:TaskList ; zr:region ?r } UNION { ?notice a zr:Document ; zr:region ?r }
  ?r skos:prefLabel ?place OPTIONAL { ?r zr:withinRegion ?above . ?above skos:prefLabel ?over }
  { ?r skos:prefLabel|skos:altLabel|skos:notation ?name } UNION { ?r skos:prefLabel ?own BIND(CONCAT(STR(?over), STR(?own)) AS ?name) } }"""
_UNITS: Final = "SELECT DISTINCT ?name { ?unit a zr:Unit ; skos:prefLabel|skos:altLabel ?name }"
_KNOWN: Final[Mapping[Named, str]] = {
    "region": _PLACES,
    "unit": _UNITS,
    "function": """SELECT DISTINCT ?name { ?unit zr:function ?of
      { ?of skos:prefLabel|skos:altLabel ?name } UNION { ?unit skos:prefLabel|skos:altLabel ?name } }""",
    "indicator": "SELECT DISTINCT ?name { ?target zr:indicator ?of . ?of skos:prefLabel|skos:altLabel ?name }",
    "leader": "SELECT DISTINCT ?name { ?leader a zr:Leader ; skos:prefLabel|skos:altLabel ?name }",
    "initiative": "SELECT DISTINCT ?name { ?initiative a zr:Initiative ; skos:prefLabel ?name }",
    "doubt": "SELECT DISTINCT ?name { ?doubt a zr:Doubt ; skos:notation ?name }",
}
_CALLED: Final[Mapping[Named, Told]] = {
    "region": told("region"),
    "unit": told("unit"),
    "function": told("function"),
    "indicator": told("indicator"),
    "leader": told("leader"),
    "initiative": told("initiative"),
    "doubt": told("doubt"),
}
_OF_FUNCTION: Final = (
    "SELECT DISTINCT ?other ?name { ?unit a zr:Unit ; zr:function ?of ; skos:prefLabel ?name . ?of skos:prefLabel|skos:altLabel ?other }"
)
_NEAR: Final = 0.4
"""Names less alike than this are no help: 发改句 and 发改局 are alike by two thirds, 发改局 and 财政局 by a third."""
_MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Resolved:
    """The parameters to ask with, and what to tell of those that were taken for other names or are not known."""

    parameters: dict[str, str | tuple[str, ...]]
    notes: tuple[str, ...]


def resolved(store: ox.Store, query: Query, given: Mapping[str, str]) -> Resolved:
    """The names of the graph for those that are given. What no name is surely meant by stays as it is, with a note of the nearest."""
    parameters: dict[str, str | tuple[str, ...]] = dict(given)
    notes: list[str] = []
    takes = {parameter.name: parameter.names for parameter in query.parameters}
    for name, value in given.items():
        kind = takes.get(name)
        if kind is None:
            continue
        known = _names(store, _KNOWN[kind])
        if value in known:
            continue
        meant, place = _meant(store, kind, value, known)
        if not meant:
            near = _nearest(value, known)
            no_such = told("No {kind} is called {value!r} in this graph.", kind=_CALLED[kind], value=value)
            notes.append(told("{message} Near it: {near}.", message=no_such, near=", ".join(near)) if near else no_such)
            continue
        parameters[name] = meant if len(meant) > 1 else meant[0]
        taken = {"name": name, "value": value, "meant": ", ".join(meant)}
        if place:
            notes.append(told("{name}={value} was taken for {meant} of {place}.", **taken, place=place))
        else:
            notes.append(told("{name}={value} was taken for {meant}.", **taken))
        if place and "region" in takes and "region" not in given:
            parameters["region"] = place
    return Resolved(parameters, tuple(notes))


def _rows(store: ox.Store, text: str) -> list[ox.QuerySolution]:
    """The rows of a query of this module's own."""

    def asked() -> list[ox.QuerySolution]:
        answer = store.query(_PREFIXES + text)
        if not isinstance(answer, ox.QuerySolutions):
            raise ValueError(f"Unexpected answer: {answer!r}")
        return list(answer)

    return confined(asked)


def _names(store: ox.Store, text: str) -> tuple[str, ...]:
    """The names that a query finds."""
    found: list[str] = []
    for row in _rows(store, text):
        name = row["name"]
        if isinstance(name, ox.Literal):
            found.append(name.value)
    return tuple(sorted(set(found)))


def _meant(store: ox.Store, kind: Named, value: str, known: Sequence[str]) -> tuple[tuple[str, ...], str | None]:
    """The names that are surely meant, none where that is not sure, and the place that was named before them."""
    text = "".join(unicodedata.normalize("NFKC", value).split()).strip("“”\"'《》")
    same = [name for name in known if name == text] or [name for name in known if _folded(name) == _folded(text)]
    if same:
        return (same[0],), None
    if kind == "region":
        longer = [name for name in known if name.startswith(text) and len(name) == len(text) + 1 and len(text) > 1]
        inner = [name for name in known if text.endswith(name) and len(name) > 1]
        found = longer or inner
        return (found[0],) if len(found) == 1 else (), None
    if kind not in ("unit", "function"):
        return (), None
    places = _places(store)
    begin = max((begin for begin in places if text.startswith(begin)), key=len, default="")
    place = places.get(begin)
    rest = text[len(begin) :]
    if begin and rest in known:
        return (rest,), place
    wanted = {text, rest, rest.lstrip("省市县区")} - {""}
    units = _units_of_function(store, wanted)
    if units and kind == "unit":
        return tuple(sorted(units)), place
    return (), None


def _places(store: ox.Store) -> dict[str, str]:
    """How names may begin: with a place's name, whole or without its last sign; and the place that is meant."""
    begins: dict[str, str] = {}
    for row in _rows(store, _PLACES):
        name, place = row["name"], row["place"]
        if isinstance(name, ox.Literal) and isinstance(place, ox.Literal):
            begins[name.value] = place.value
            if len(name.value) > 2:
                begins.setdefault(name.value[:-1], place.value)
    return begins


def _units_of_function(store: ox.Store, wanted: set[str]) -> set[str]:
    """The names of the units whose kind of office goes by one of the names."""
    units: set[str] = set()
    for row in _rows(store, _OF_FUNCTION):
        other, name = row["other"], row["name"]
        if isinstance(other, ox.Literal) and isinstance(name, ox.Literal) and other.value in wanted:
            units.add(name.value)
    return units


def _nearest(value: str, known: Sequence[str]) -> list[str]:
    holding = sorted(
        (name for name in known if len(value) > 1 and (value in name or name in value)), key=lambda name: abs(len(name) - len(value))
    )
    return list(dict.fromkeys([*holding[:_MOST], *difflib.get_close_matches(value, known, n=_MOST, cutoff=_NEAR)]))[:_MOST]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
