"""SPARQL 1.1 Protocol: what a request asks for, and in which form. Pure functions of the request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, parse_qsl

import pyoxigraph as ox

from kg.mapping.vocabulary import VOCABULARIES
from kg.model.wording import LANGUAGES, Language, Told, told
from kg.publish.serving.results import GRAPH_FORMS, TABLE_FORMS
from kg.publish.serving.worker import Question, Search

__all__ = ["Refused", "chosen", "form_in_address", "forms_are", "language_of", "question_of", "search_of"]

_FORM: Final = "application/x-www-form-urlencoded"
_DIRECT: Final = "application/sparql-query"
_FIELDS: Final = 1_000
_LONGEST_ACCEPT: Final = 8_000
_QVALUE: Final = re.compile(r"0(\.\d{0,3})?|1(\.0{0,3})?")
_VARIABLE: Final = re.compile(r"\$[^\W\d]\w*")
_SHORT: Final = {
    "json": ("application/sparql-results+json", "application/ld+json"),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "csv": ("text/csv", "text/turtle"),
    "tsv": ("text/tab-separated-values", "text/turtle"),
    "turtle": ("application/sparql-results+json", "text/turtle"),
    "ntriples": ("application/sparql-results+json", "application/n-triples"),
}
_FORMS_OF_A_THING: Final = {
    "html": "text/html",
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "ntriples": "application/n-triples",
}
_TABLE_ALSO: Final = {"application/json": "application/sparql-results+json", "application/xml": "application/sparql-results+xml"}
_GRAPH_ALSO: Final = {"application/json": "application/ld+json", "application/xml": "application/rdf+xml"}


@dataclass(frozen=True)
class Refused(Exception):
    """A request that is not answered: the HTTP status, in words why, the methods that would do (for 405), further headers."""

    status: int
    why: str
    allow: str = ""
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def message(self) -> Told:
        """Why, to be told in any language."""
        return self.why if isinstance(self.why, Told) else Told(self.why)


def forms_are(forms: Iterable[str]) -> Refused:
    """The refusal of a request that takes none of these media types."""
    return Refused(406, told("the forms are {forms}", forms=", ".join(forms)))


def question_of(method: str, url_query: str, content_type: str, body: bytes, accept: str, base: str) -> Question:
    """The query that a request brings, by GET, by POST of a form, or by POST of the query itself. Raises Refused.

    ``base`` is what relative IRIs in the query are relative to: the endpoint's own address.

    Besides the protocol's own parameters, ``$name=TERM`` binds the variable of that name to an N-Triples term, and
    ``format`` (json, xml, csv, tsv, turtle, ntriples) says the form where a link cannot set a header. Other words of other
    programs say nothing: ``accept`` decides.
    """
    fields = _fields(url_query)
    if method == "POST":
        kind = _media_type(content_type)
        if kind == _FORM:
            fields = [*fields, *_fields(_text(body))]
        elif kind == _DIRECT:
            if any(name == "query" for name, _ in fields):
                raise Refused(400, "the query stands both in the URL and in the body")
            fields.append(("query", _text(body)))
        elif kind == "application/sparql-update":
            raise Refused(403, "this endpoint is read-only")
        else:
            raise Refused(415, told("a POST is {form} or {direct}", form=_FORM, direct=_DIRECT))
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in fields):
        raise Refused(403, "this endpoint is read-only")
    texts = [value for name, value in fields if name == "query"]
    if len(texts) != 1:
        raise Refused(400, told("there must be one query, not {count}", count=len(texts)))
    table_type, graph_type = _forms(fields, accept)
    return Question(
        text=texts[0],
        table_type=table_type,
        graph_type=graph_type,
        default_graphs=_iris(fields, "default-graph-uri"),
        named_graphs=_iris(fields, "named-graph-uri"),
        bound=tuple((name[1:], value) for name, value in fields if _VARIABLE.fullmatch(name)),
        prefixes=tuple(VOCABULARIES.items()),
        base=base,
    )


def search_of(url_query: str, language: Language = "en") -> Search:
    """The words that ``/search?q=…&region=…&year=…&limit=…`` asks for, hints to be told in ``language``. Raises Refused."""
    given = _fields(url_query)
    fields = dict(given)
    for name in ("q", "region", "year", "limit"):
        if sum(one == name for one, _ in given) > 1:
            raise Refused(400, told("{name} stands in the address twice", name=name))
    numbers: dict[str, int | None] = {}
    for name in ("year", "limit"):
        text = fields.get(name, "").removesuffix("年")
        if text and not (text.isascii() and text.isdecimal() and len(text) < 6):
            raise Refused(400, told("{name} is a number", name=name))
        numbers[name] = int(text) if text else None
    if not fields.get("q", "").strip():
        raise Refused(400, "say what to find: /search?q=…, and region, year and limit where wanted")
    return Search(fields["q"], fields.get("region") or None, numbers["year"], numbers["limit"] or 20, language)


def form_in_address(url_query: str) -> str | None:
    """The media type of a thing or a vocabulary that the address asks for (``?format=turtle``)."""
    return _FORMS_OF_A_THING.get(parse_qs(url_query).get("format", [""])[0])


def language_of(accept_language: str, own: Language) -> Language:
    """In which of the two languages an answer's words are wanted: that which the header likes best, ``own`` where it likes both or none.

    >>> language_of("zh-CN,zh;q=0.9,en;q=0.8", "en"), language_of("de", "zh")
    ('zh', 'zh')
    """
    liked = dict.fromkeys(LANGUAGES, 0.0)
    for part in accept_language[:_LONGEST_ACCEPT].lower().split(","):
        name, *parameters = (word.strip() for word in part.split(";"))
        for language in LANGUAGES:
            if name.partition("-")[0] == language:
                liked[language] = max(liked[language], _quality(parameters))
    return max(LANGUAGES, key=lambda language: (liked[language], language == own))


def _media_type(content_type: str) -> str:
    """The media type without its parameters. Raises Refused where they name another charset than UTF-8."""
    kind, *parameters = (word.strip().lower() for word in content_type.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip(' "') not in ("utf-8", "utf8", "us-ascii"):
            raise Refused(415, "a query is in UTF-8")
    return kind


def _fields(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except (ValueError, UnicodeDecodeError) as error:
        raise Refused(400, told("the parameters cannot be read: {error}", error=error)) from error


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
            raise Refused(400, told("{name} is no IRI: {value}", name=wanted, value=value)) from error
    return found


def _forms(fields: Sequence[tuple[str, str]], accept: str) -> tuple[str | None, str | None]:
    """The form for a table and the form for a graph; which of them the answer is shows only when it is there."""
    short = next((value for name, value in fields if name == "format"), "")
    if short in _SHORT:
        return _SHORT[short]
    table = chosen(accept, [*TABLE_FORMS, *_TABLE_ALSO])
    graph = chosen(accept, [*GRAPH_FORMS, *_GRAPH_ALSO])
    if table is None and graph is None:
        raise forms_are((*TABLE_FORMS, *GRAPH_FORMS))
    return table and _TABLE_ALSO.get(table, table), graph and _GRAPH_ALSO.get(graph, graph)


def chosen(accept: str, offered: Sequence[str]) -> str | None:
    """Which of the offered media types an Accept header likes best, the first of equals; None where it likes none.

    Raises Refused where the header is longer than any that a program writes.

    >>> chosen("text/html, text/turtle;q=0.9", ["text/turtle", "application/ld+json"])
    'text/turtle'
    """
    if not accept.strip():
        return offered[0]
    if len(accept) > _LONGEST_ACCEPT:
        raise Refused(431, told("Accept is at most {most:,} characters", most=_LONGEST_ACCEPT))
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
            return float(value) if _QVALUE.fullmatch(value.strip()) else 0.0
    return 1.0
