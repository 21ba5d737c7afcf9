"""The page on one thing: its label, what is said of it, the sentence it came from, and what points to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Final, TypedDict
from urllib.parse import quote

import pyoxigraph as ox

from kg.mapping.vocabulary import VOCABULARIES
from kg.model.terms import BASE, ZR
from kg.publish.serving.worker import Question
from kg.resources import ONTOLOGY

__all__ = ["Ask", "address_of", "describe_question", "thing_page"]

Ask = Callable[[Question], bytes]
"""Puts a question and gives the answer's body."""

_JSON: Final = "application/sparql-results+json"
_SHOWN: Final = 300
_LABEL: Final = (
    "OPTIONAL { ?other <http://www.w3.org/2004/02/skos/core#prefLabel> ?name } OPTIONAL { ?other <http://purl.org/dc/terms/title> ?title }"
)
_OUT: Final = f"SELECT ?thing ?p ?other ?name ?title WHERE {{ ?thing ?p ?other . {_LABEL} }} LIMIT 2000"
_IN: Final = f"""SELECT ?thing ?p ?other ?name ?title ?number ?text WHERE {{
  ?other ?p ?thing . {_LABEL}
  OPTIONAL {{ ?other <{ZR}number> ?number }} OPTIONAL {{ ?other <{ZR}text> ?text }}
}} ORDER BY ?p ?other LIMIT {_SHOWN}"""
_SENTENCE: Final = f"""SELECT ?thing ?task ?text ?quote WHERE {{
  {{ ?thing <{ZR}text> ?text BIND(?thing AS ?task) }}
  UNION {{ ?task <{ZR}target>|<{ZR}assignment> ?thing . ?task <{ZR}text> ?text OPTIONAL {{ ?thing <{ZR}quote> ?quote }} }}
}} LIMIT 1"""


class Term(TypedDict, total=False):
    """A term in SPARQL's JSON."""

    type: str
    value: str
    datatype: str


Row = Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class _Facts:
    out: list[Row]
    into: list[Row]
    sentence: list[Row]


def describe_question(iri: str, media_type: str) -> Question:
    """All that the graph says of the thing, and which things point to it."""
    text = "CONSTRUCT { ?thing ?p ?o . ?s ?q ?thing } WHERE { { ?thing ?p ?o } UNION { ?s ?q ?thing } }"
    return Question(text, _JSON, media_type, bound=(("thing", f"<{iri}>"),), prefixes=_prefixes())


def _prefixes() -> tuple[tuple[str, str], ...]:
    return tuple(VOCABULARIES.items())


def address_of(iri: str) -> str:
    """Where the server has the page on a thing."""
    if iri.startswith(BASE):
        return "/id/" + quote(iri.removeprefix(BASE))
    return "/thing?iri=" + quote(iri, safe="")


def thing_page(iri: str, ask: Ask) -> str | None:
    """The page as HTML; None where the graph says nothing of such a thing."""
    facts = _Facts(*(_rows(ask, text, iri) for text in (_OUT, _IN, _SENTENCE)))
    if not facts.out and not facts.into:
        return None
    label = _own_label(facts, iri)
    kinds = [_term_label(row["other"]["value"]) for row in facts.out if row["p"]["value"].endswith("#type")]
    rows = "".join(_fact(row) for row in facts.out if not row["p"]["value"].endswith("#type"))
    body = f"<h1>{escape(label)}</h1><p class=kind>{escape(', '.join(kinds))} · <code>{escape(iri)}</code></p>"
    body += _sentence(facts.sentence)
    body += f"<table><tbody>{rows}</tbody></table>" if rows else ""
    if facts.into:
        more = f" (the first {_SHOWN} 前{_SHOWN}项)" if len(facts.into) == _SHOWN else ""
        body += f"<h2>Named by 被引用{more}</h2><table><tbody>{''.join(_fact(row) for row in facts.into)}</tbody></table>"
    source = address_of(iri)
    joined = "&amp;" if "?" in source else "?"
    links = " · ".join(
        f'<a href="{escape(source)}{joined}format={form}">{name}</a>' for form, name in (("turtle", "Turtle"), ("jsonld", "JSON-LD"))
    )
    return _PAGE.format(title=escape(label), body=body, links=links)


_PAGE: Final = """<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><link rel="stylesheet" href="/static/site.css"><link rel="stylesheet" href="/static/page.css">
<link rel="icon" href="data:,"></head>
<body class="thing"><header><a class="brand" href="/" lang="zh">责任 <span lang="en">Zeren</span></a>
<nav><a href="/">问题 Questions</a></nav></header>
<main><section class="card">{body}<p>{links}</p></section></main></body></html>
"""


def _rows(ask: Ask, text: str, iri: str) -> list[Row]:
    answer = ask(Question(text, _JSON, "text/turtle", bound=(("thing", f"<{iri}>"),)))
    rows: list[Row] = json.loads(answer)["results"]["bindings"]
    return rows


def _own_label(facts: _Facts, iri: str) -> str:
    for ending in ("#prefLabel", "/title", "#number", "#printedName", "#indicatorName"):
        for row in facts.out:
            if row["p"]["value"].endswith(ending):
                return row["other"]["value"]
    return iri.rsplit("/", 1)[-1]


def _sentence(rows: list[Row]) -> str:
    if not rows:
        return ""
    text, quoted = escape(rows[0]["text"]["value"]), escape(rows[0].get("quote", {}).get("value", ""))
    if quoted:
        text = text.replace(quoted, f"<mark>{quoted}</mark>", 1)
    task = escape(address_of(rows[0]["task"]["value"]))
    return f'<blockquote>{text} <a href="{task}">→</a></blockquote>'


def _fact(row: Row) -> str:
    other = row["other"]
    shown = row.get("name") or row.get("title")
    text = " ".join(row[key]["value"] for key in ("number", "text") if key in row)
    label = (shown["value"] if shown else text or other["value"].rsplit("/", 1)[-1]) if other["type"] == "uri" else other["value"]
    if other["type"] == "uri":
        label = _terms().get(other["value"], label)
        cell = f'<a href="{escape(address_of(other["value"]))}">{escape(label)}</a>'
    else:
        cell = escape(label)
    predicate = row["p"]["value"]
    return f'<tr><th title="{escape(predicate)}">{escape(_term_label(predicate))}</th><td>{cell}</td></tr>'


def _term_label(iri: str) -> str:
    return _terms().get(iri) or iri.replace("#", "/").rsplit("/", 1)[-1]


@cache
def _terms() -> Mapping[str, str]:
    """What the terms of the ontology are called, in English and Chinese."""
    names: dict[str, dict[str, str]] = {}
    for quad in ox.parse(path=ONTOLOGY / "zeren.ttl"):
        if (
            quad.predicate.value.endswith(("#label", "#prefLabel"))
            and isinstance(quad.object, ox.Literal)
            and isinstance(quad.subject, ox.NamedNode)
        ):
            names.setdefault(quad.subject.value, {})[quad.object.language or "en"] = quad.object.value
    return {iri: " ".join(found[language] for language in ("en", "zh") if language in found) for iri, found in names.items()}
