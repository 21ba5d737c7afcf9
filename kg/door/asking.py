"""Questions from Python: names that are unknown are told as a KeyError would, with those that are nearest."""

from __future__ import annotations

import difflib
import warnings
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

import pyoxigraph as ox

from kg.model.errors import BadQuery
from kg.model.wording import told
from kg.network import regions_of
from kg.queries import Query, Result, Value, catalogue, left_out, resolved, run

__all__ = ["DTYPES", "FOUND", "Given", "NameTaken", "UnknownName", "answered", "found_region", "found_row", "own_query", "unknown"]

Given = str | int | float | Decimal | date | Sequence[str] | None
"""What a parameter may be given as."""

_WHOLE: Final = (
    "allLeads documents end ensure entries firstYear lastYear leaders leads lists most parties plain regions sections start strive "
    "supports targets tasks things units year"
)
_FRACTION: Final = "baseline difference earlierValue herfindahl otherValue share sum value yuan"

DTYPES: Final[Mapping[str, str]] = {
    **dict.fromkeys(_WHOLE.split(), "Int64"),
    **dict.fromkeys(_FRACTION.split(), "Float64"),
    "issued": "datetime64[s]",
}
"""What the catalogue's columns hold, by their names; any other holds text."""

FOUND: Final[Mapping[str, str]] = {
    "iri": "string", "score": "Float64", "text": "string", "snippet": "string", "region": "string", "year": "Int64", "years": "string",
    "headings": "string", "bodies": "string", "leaders": "string", "document": "string", "document_iri": "string", "file": "string",
    "start": "Int64", "end": "Int64",
}  # fmt: skip
"""The columns of what a search finds, and what they hold."""

_OWN: Final = "the query"
_CALLER: Final = 4  # frames from the warning up to the line that asked


class UnknownName(BadQuery, KeyError):
    """No such question, parameter, network or region; the message names the nearest, ``known`` all there are."""

    def __init__(self, where: str, found: str, remedy: str, known: tuple[str, ...]) -> None:
        """``known`` are the names that there are."""
        super().__init__(where, found, remedy)
        self.known = known

    def __str__(self) -> str:
        """The message as it is: a KeyError by itself would show it in quotation marks."""
        return str(self.args[0])


class NameTaken(UserWarning):
    """A name that the graph does not know was taken for one that it knows, or for none."""


def unknown(kind: str, name: str, known: Iterable[str]) -> UnknownName:
    """The error for a name that is not among those known."""
    names = tuple(known)
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    remedy = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(names) or 'none'}"
    return UnknownName(name, f"no such {kind}", remedy, names)


def answered(store: ox.Store, name: str, given: Mapping[str, Given], *, with_source: bool) -> tuple[Result, tuple[str, ...]]:
    """The answer to a question of the catalogue, and what is to be told of the names in it (a warning each) and of what it leaves out.

    Raises UnknownName, and BadQuery for a parameter that is lacking or is no value of its kind.
    """
    query = _question(name)
    takes = tuple(parameter.name for parameter in query.parameters)
    for parameter in given:
        if parameter not in takes:
            raise unknown(f"parameter of {name}", parameter, takes)
    wanted = {parameter: value for parameter, value in given.items() if value is not None}
    for lacking in query.parameters:
        if lacking.name not in wanted and not lacking.optional:
            raise BadQuery(
                name,
                told("needs {name} ({description})", name=lacking.name, description=lacking.description),
                told("For example: {name}={example!r}", name=lacking.name, example=lacking.example),
            )
    single = {parameter: _text(value) for parameter, value in wanted.items() if not _is_several(value)}
    names = resolved(store, query, single)
    for note in names.notes:
        warnings.warn(note, NameTaken, stacklevel=_CALLER - 1)
    several = {parameter: tuple(map(_text, value)) for parameter, value in wanted.items() if _is_several(value)}  # type: ignore[arg-type]
    notes = (*names.notes, *left_out(store, query, {**names.parameters, **several}))
    return run(store, query, {**names.parameters, **several}, with_source=with_source), notes


def own_query(store: ox.Store, text: str) -> Result:
    """The answer to a query in SPARQL. Raises BadQuery."""
    return run(store, Query(_OWN, "", "", "", "", (), (), text, _OWN))


def found_row(task: Any) -> tuple[Value, ...]:
    """A task that was found, in the order of :data:`FOUND`; names and headings parted by 、."""
    headings, bodies, leaders = ("、".join(names) or None for names in (task.headings, task.bodies, task.leaders))
    return (
        task.iri, task.score, task.text, task.snippet, task.region, task.year, task.years, headings, bodies, leaders,
        task.title, task.document, task.file, task.start, task.end,
    )  # fmt: skip


def found_region(store: ox.Store, wanted: str) -> str:
    """The IRI of the region of that name, code or IRI. Raises UnknownName with the nearest."""
    known = regions_of(store)
    for iri, name in known:
        if wanted in (name, iri, iri.rsplit("/", 1)[-1]):
            return iri
    raise unknown("region of this graph", wanted, (name for _, name in known))


def _question(name: str) -> Query:
    known = {query.name: query for query in catalogue()}
    if name not in known:
        raise unknown("question in the catalogue", name, known)
    return known[name]


def _is_several(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _text(value: object) -> str:
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    return value.isoformat() if isinstance(value, date) else format(value, "f") if isinstance(value, Decimal) else str(value)
