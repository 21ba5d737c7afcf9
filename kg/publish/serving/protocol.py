"""SPARQL 1.1 Protocol: what a request asks for, and in which form. Pure functions of the request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

import pyoxigraph as ox

from kg.errors import BadQuery
from kg.mapping.vocabulary import VOCABULARIES
from kg.publish.serving.results import GRAPH_FORMS, TABLE_FORMS
from kg.publish.serving.worker import Question
from kg.queries.safety import refuse_unsafe

__all__ = ["Refused", "chosen", "question_of"]

_FORM: Final = "application/x-www-form-urlencoded"
_DIRECT: Final = "application/sparql-query"
_FIELDS: Final = 1_000
_VARIABLE: Final = re.compile(r"\$[^\W\d]\w*")
_SHORT: Final = {
    "json": ("application/sparql-results+json", "application/ld+json"),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "csv": ("text/csv", "text/turtle"),
    "tsv": ("text/tab-separated-values", "text/turtle"),
    "turtle": ("application/sparql-results+json", "text/turtle"),
    "ntriples": ("application/sparql-results+json", "application/n-triples"),
}
_ALSO: Final = {"application/json": "application/sparql-results+json", "application/xml": "application/sparql-results+xml"}


@dataclass(frozen=True)
class Refused(Exception):
    """A request that is not answered: the HTTP status, and in words why."""

    status: int
    why: str


def question_of(method: str, url_query: str, content_type: str, body: bytes, accept: str) -> Question:
    """The query that a request brings, by GET, by POST of a form, or by POST of the query itself. Raises Refused.

    Besides the protocol's own parameters, ``$name=TERM`` binds the variable of that name to an N-Triples term, and
    ``format`` (json, xml, csv, tsv, turtle, ntriples) says the form where a link cannot set a header.
    """
    fields = _fields(url_query)
    if method == "POST":
        kind = content_type.partition(";")[0].strip().lower()
        if kind == _FORM:
            fields = [*fields, *_fields(_text(body))]
        elif kind == _DIRECT:
            if any(name == "query" for name, _ in fields):
                raise Refused(400, "the query stands both in the URL and in the body")
            fields.append(("query", _text(body)))
        elif kind == "application/sparql-update":
            raise Refused(403, "this endpoint is read-only")
        else:
            raise Refused(415, f"a POST is {_FORM} or {_DIRECT}")
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in fields):
        raise Refused(403, "this endpoint is read-only")
    texts = [value for name, value in fields if name == "query"]
    if len(texts) != 1:
        raise Refused(400, f"there must be one query, not {len(texts)}")
    try:
        refuse_unsafe(texts[0], "the query")
    except BadQuery as error:
        raise Refused(400, str(error)) from error
    table_type, graph_type = _forms(fields, accept)
    return Question(
        text=texts[0],
        table_type=table_type,
        graph_type=graph_type,
        default_graphs=_iris(fields, "default-graph-uri"),
        named_graphs=_iris(fields, "named-graph-uri"),
        bound=tuple((name[1:], value) for name, value in fields if _VARIABLE.fullmatch(name)),
        prefixes=tuple(VOCABULARIES.items()),
    )


def _fields(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except (ValueError, UnicodeDecodeError) as error:
        raise Refused(400, f"the parameters cannot be read: {error}") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, "the body is not UTF-8") from error


def _iris(fields: Iterable[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    found = tuple(value for name, value in fields if name == wanted)
    for value in found:
        try:
            ox.NamedNode(value)
        except ValueError as error:
            raise Refused(400, f"{wanted} is no IRI: {value}") from error
    return found


def _forms(fields: Sequence[tuple[str, str]], accept: str) -> tuple[str, str]:
    short = [value for name, value in fields if name == "format"]
    if short:
        if short[0] not in _SHORT:
            raise Refused(400, f"format is one of {', '.join(_SHORT)}")
        return _SHORT[short[0]]
    # Whether the answer is a table or a graph shows only when it is there: each has its form, and one of them must be acceptable.
    table = chosen(accept, [*TABLE_FORMS, *_ALSO])
    graph = chosen(accept, list(GRAPH_FORMS))
    if table is None and graph is None:
        raise Refused(406, f"the forms are {', '.join([*TABLE_FORMS, *GRAPH_FORMS])}")
    table = table or next(iter(TABLE_FORMS))
    return _ALSO.get(table, table), graph or "text/turtle"


def chosen(accept: str, offered: Sequence[str]) -> str | None:
    """Which of the offered media types an Accept header likes best, the first of equals; None where it likes none.

    >>> chosen("text/html, text/turtle;q=0.9", ["text/turtle", "application/ld+json"])
    'text/turtle'
    """
    if not accept.strip():
        return offered[0]
    liked = {offer: _liking(accept, offer) for offer in offered}
    best = max(liked.values())
    return next(offer for offer in offered if liked[offer] == best) if best > 0 else None


def _liking(accept: str, offer: str) -> float:
    """The q of the most specific range that covers the offer."""
    found = (-1, 0.0)
    for part in accept.split(","):
        name, *parameters = (word.strip().lower() for word in part.split(";"))
        exactness = {offer: 2, f"{offer.partition('/')[0]}/*": 1, "*/*": 0}.get(name, -1)
        if exactness > found[0]:
            found = (exactness, _quality(parameters))
    return found[1]


def _quality(parameters: Iterable[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0
