"""Questions put to the store within bounds: time, memory and rows of ``kg serve``'s processes, and a size that an agent can read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import pyoxigraph as ox

from kg.model.errors import BadQuery
from kg.model.jsonl import number_json
from kg.model.wording import said, say, told
from kg.publish.serving.pool import Busy, Pool, TookTooLong
from kg.publish.serving.worker import Answer, Asked, Question
from kg.queries.terms import python_value

__all__ = ["Rows", "answered", "asked", "bounded", "plain_value", "shortened"]

_TABLE: Final = "application/sparql-results+json"
_GRAPH: Final = "application/n-triples"
_LONGEST: Final = 4_000
"""Characters of one value that are shown."""
_LARGEST: Final = 200_000
"""Characters of all values of an answer: about what an agent can still read at a time."""


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer: columns and rows of plain JSON values, and whether there are more."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    cut: bool


def answered(pool: Pool, question: Asked, where: str) -> Answer:
    """The answer of one of the pool's processes, which is ended where it takes too long. Raises BadQuery for any other than an answer."""
    try:
        answer = pool.ask(question)
    except TookTooLong as error:
        raise BadQuery(
            where,
            told("took longer than {seconds:g} s and was stopped", seconds=pool.limits.seconds),
            "Ask for less (one region, LIMIT), or start kg mcp with more --seconds",
        ) from error
    except Busy as error:
        raise BadQuery(where, "found no free process in time", "Ask again") from error
    if answer.status != "answered":
        found = said(answer.wrong) if answer.wrong else answer.body.decode("utf-8", "replace")
        query = say("the query")
        for prefix in (f"{query}: ", f"{query}：", f"{query} ", query, f"{where}: "):
            found = found.strip().removeprefix(prefix)
        raise BadQuery(where, found.rstrip(".。"), "")
    return answer


def asked(pool: Pool, text: str, where: str) -> Rows:
    """The rows of a query, at most as many as the pool allows; of CONSTRUCT and DESCRIBE the triples. Raises BadQuery."""
    answer = answered(pool, Question(text, _TABLE, _GRAPH), where)
    if answer.media_type == _GRAPH:
        triples = list(ox.parse(answer.body, format=ox.RdfFormat.N_TRIPLES))
        rows = [tuple(plain_value(python_value(term)) for term in (t.subject, t.predicate, t.object)) for t in triples]
        return Rows(("subject", "predicate", "object"), rows, answer.cut)
    found = json.loads(answer.body)
    if "boolean" in found:
        return Rows(("answer",), [(bool(found["boolean"]),)], cut=False)
    columns = tuple(found["head"]["vars"])
    rows = [tuple(_value(binding.get(column)) for column in columns) for binding in found["results"]["bindings"]]
    return Rows(columns, rows, answer.cut)


def bounded(rows: Sequence[Sequence[Any]], most: int) -> tuple[list[tuple[Any, ...]], bool]:
    """At most so many rows, and not more characters than can be read at a time; whether anything was cut off."""
    kept: list[tuple[Any, ...]] = []
    size, cut = 0, len(rows) > most
    for row in rows[:most]:
        short = tuple(map(shortened, row))
        size += sum(len(str(cell)) for cell in short)
        if kept and size > _LARGEST:
            return kept, True
        cut = cut or short != tuple(row)
        kept.append(short)
    return kept, cut


def shortened(value: object) -> object:
    """The value; of a text that is longer than can be read at a time, its beginning with … behind."""
    return f"{value[:_LONGEST]}…" if isinstance(value, str) and len(value) > _LONGEST else value


def plain_value(value: object) -> object:
    """A value as JSON has it: decimals as the numbers that print the same."""
    return number_json(value) if isinstance(value, Decimal) else value


def _value(term: dict[str, Any] | None) -> object:
    """A term of SPARQL's JSON as a plain value."""
    if term is None:
        return None
    if term["type"] == "literal" and "datatype" in term:
        return plain_value(python_value(ox.Literal(term["value"], datatype=ox.NamedNode(term["datatype"]))))
    return term["value"] if isinstance(term["value"], str) else json.dumps(term["value"], ensure_ascii=False)
