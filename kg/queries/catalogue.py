"""The catalogue: one file a question, with a header of comments that says in words what it asks.

The header's form is described in ``docs/queries.md``; a query without a header is still a query.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, get_args

from kg.model.errors import BadQuery
from kg.model.wording import either, told
from kg.queries.binding import bound_names
from kg.resources import QUERIES

__all__ = ["Kind", "Named", "Parameter", "Query", "catalogue", "find_query", "query_of", "read_query"]

Kind = Literal["text", "date", "integer", "decimal", "iri"]
Named = Literal["region", "unit", "function", "indicator", "leader", "initiative", "doubt"]

_LINE: Final = re.compile(r"#\+ (?P<key>[a-z]+(?:-[A-Za-z0-9]+)*): (?P<value>.*\S)\s*")
_PARAMETER: Final = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9]*)(?: \((?P<kind>[a-z]+)(?P<optional>, optional)?\))?")
_SIZE_LIMIT: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question needs, or where it is ``optional`` may, be told: the variable of that name in its SELECT is bound to the value."""

    name: str
    kind: Kind
    description: str
    description_zh: str
    example: str
    optional: bool = False
    names: Named | None = None
    """What the value is a name of, where the graph knows such names."""


_EVERYWHERE: Final = (
    Parameter(
        "region",
        "text",
        "one place alone, by its name, its name with that of the place above, or its code: its own lists, not those of its parts",
        "只看一个地区：地名、带上级地名的地名或行政区划代码；只含本级清单，不含下级",
        "330782",
        True,
        "region",
    ),
    Parameter(
        "year",
        "integer",
        "the lists that hold this year alone; a list of five years holds five",
        "只看涵盖该年的清单；五年清单涵盖五个年份",
        "2022",
        True,
    ),
)
"""What every question of the catalogue takes besides its own parameters; known by its lines, and told in no header."""


@dataclass(frozen=True, slots=True)
class Query:
    """One question. ``where`` is its file; what the header does not say is empty.

    ``facts`` is the pattern of the facts behind a row (``?fact``), in terms of the row's columns and of the variables in ``row``;
    ``counts`` the column that says how many they are.
    """

    name: str
    title: str
    title_zh: str
    description: str
    description_zh: str
    audience: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    text: str
    where: str
    facts: str = ""
    row: tuple[str, ...] = ()
    counts: str = ""


@cache
def catalogue(folder: Path = QUERIES) -> tuple[Query, ...]:
    """Every question of the folder, by name. Raises :class:`BadQuery` for a file whose header cannot be read."""
    return tuple(read_query(path) for path in sorted(folder.glob("*.rq")))


def find_query(name: str, folder: Path = QUERIES) -> Query:
    """The question of that name. Raises :class:`BadQuery` with the nearest names where there is none."""
    known = {query.name: query for query in catalogue(folder)}
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    all_of_them = told("'kg query' without a name lists them all")
    remedy = told("Did you mean {near}? {more}", near=either(near), more=all_of_them) if near else all_of_them
    raise BadQuery(name, "no such query in the catalogue", remedy)


def read_query(path: Path) -> Query:
    """The query in a file, a user's own included. Raises :class:`BadQuery` where it cannot be read."""
    where = str(path)
    try:
        if path.stat().st_size > _SIZE_LIMIT:
            raise BadQuery(where, told("the file is larger than {most:,} bytes", most=_SIZE_LIMIT), "A query is a short text")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadQuery(where, told("not UTF-8 at byte {start}", start=error.start), "Save the query as UTF-8") from error
    except OSError as error:
        raise BadQuery(where, error.strerror or "cannot be read", "Give a file with one SPARQL query") from error
    return query_of(text, where, path.stem)


def query_of(text: str, where: str, name: str) -> Query:
    """The query that ``text`` is; ``where`` is what messages call its place. Raises :class:`BadQuery` where its header cannot be read."""
    header = dict(_header(text))
    names = [value for key, value in _header(text) if key == "parameter"]
    lines = bound_names(text)
    return Query(
        name=name,
        title=header.get("title", ""),
        title_zh=header.get("title-zh", ""),
        description=header.get("description", ""),
        description_zh=header.get("description-zh", ""),
        audience=tuple(word.strip() for word in header.get("audience", "").split(",") if word.strip()),
        parameters=(
            *(_parameter(value, header, where) for value in names),
            *(parameter for parameter in _EVERYWHERE if parameter.name in lines),
        ),
        text=text,
        where=where,
        facts="\n".join(value for key, value in _header(text) if key == "facts"),
        row=tuple(header.get("row", "").split()),
        counts=header.get("counts", ""),
    )


def _header(text: str) -> Iterator[tuple[str, str]]:
    """Keys and values of the header: the ``#+`` lines that the text begins with."""
    for line in text.splitlines():
        if not line.startswith("#"):
            return
        match = _LINE.fullmatch(line)
        if match:
            yield match["key"], match["value"]


def _parameter(value: str, header: dict[str, str], where: str) -> Parameter:
    match = _PARAMETER.fullmatch(value)
    if match is None or (match["kind"] or "text") not in get_args(Kind):
        kinds = ", ".join(get_args(Kind))
        raise BadQuery(
            where,
            told("the header's parameter {value!r} is not understood", value=value),
            told("Write NAME (KIND) or NAME (KIND, optional), KIND of {kinds}", kinds=kinds),
        )
    name = match["name"]
    return Parameter(
        name=name,
        kind=_kind(match["kind"] or "text"),
        description=header.get(f"parameter-{name}", ""),
        description_zh=header.get(f"parameter-{name}-zh", ""),
        example=header.get(f"example-{name}", ""),
        optional=match["optional"] is not None,
        names=_named(header[f"names-{name}"], where) if f"names-{name}" in header else None,
    )


def _kind(word: str) -> Kind:
    for kind in get_args(Kind):
        if kind == word:
            found: Kind = kind
            return found
    raise ValueError(f"Unexpected kind of parameter: {word!r}")


def _named(word: str, where: str) -> Named:
    for named in get_args(Named):
        if named == word:
            found: Named = named
            return found
    raise BadQuery(
        where, told("the header names no such things: {word!r}", word=word), told("Write one of {names}", names=", ".join(get_args(Named)))
    )
