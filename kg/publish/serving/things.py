"""The page on one thing: its label, what is said of it, the sentence it came from, and what points to it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import resources
from typing import Final, TypedDict
from urllib.parse import quote

import pyoxigraph as ox

from kg.mapping.vocabulary import VOCABULARIES
from kg.model.terms import BASE, ZR
from kg.model.wording import Language
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


Term = TypedDict("Term", {"type": str, "value": str, "datatype": str, "xml:lang": str}, total=False)
"""A term in SPARQL's JSON."""


Row = dict[str, Term]


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


def thing_page(iri: str, ask: Ask, language: Language = "zh") -> str | None:
    """The page as HTML, in one language; None where the graph says nothing of such a thing."""
    out, into, sentence = (_rows(ask, text, iri) for text in (_OUT, _IN, _SENTENCE))
    facts = _Facts(_in_language(out, language), _in_language(into, language), sentence)
    if not facts.out and not facts.into:
        return None
    page = _Writer(language)
    label = _own_label(facts, iri)
    kinds = [page.term(row["other"]["value"]) for row in facts.out if row["p"]["value"].endswith("#type")]
    rows = "".join(page.fact(row) for row in facts.out if not row["p"]["value"].endswith("#type"))
    comma = "、" if language == "zh" else ", "
    body = f"<h1>{page.named(label)}</h1><p class=kind>{escape(comma.join(kinds))} · <code>{escape(iri)}</code></p>"
    body += page.sentence(facts.sentence)
    body += f"<table><tbody>{rows}</tbody></table>" if rows else ""
    if facts.into:
        more = page.word(f"（前 {_SHOWN} 项）", f" (the first {_SHOWN})") if len(into) == _SHOWN else ""
        body += f"<h2>{page.word('被引用', 'Named by')}{more}</h2><table><tbody>{''.join(map(page.fact, facts.into))}</tbody></table>"
    forms = (("turtle", "Turtle"), ("jsonld", "JSON-LD"))
    links = " · ".join(f'<a href="{escape(_with(address_of(iri), f"format={form}"))}">{name}</a>' for form, name in forms)
    return _PAGE.format(
        html="zh-CN" if language == "zh" else "en",
        title=escape(label),
        home="/" if language == "zh" else "/?lang=en",
        questions=page.word("问题", "Questions"),
        other=escape(address_of(iri) if language == "en" else _with(address_of(iri), "lang=en")),
        other_name=page.word('<span lang="en">English</span>', '<span lang="zh">中文</span>'),
        body=body,
        links=links,
    )


_PAGE: Final = """<!doctype html>
<html lang="{html}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><link rel="stylesheet" href="/static/site.css"><link rel="stylesheet" href="/static/page.css">
<link rel="icon" href="data:,"></head>
<body class="thing"><header><a class="brand" href="{home}" lang="zh">责任 <span lang="en">Zeren</span></a>
<nav><a href="{home}">{questions}</a></nav><a class="button" id="language" href="{other}">{other_name}</a></header>
<main><section class="card">{body}<p>{links}</p></section></main></body></html>
"""
_HAN: Final = re.compile("[\u3400-\u9fff]")


def _with(address: str, parameter: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{parameter}"


def _in_language(rows: list[Row], language: Language) -> list[Row]:
    """Each fact once, with the name that its thing has in the language; of texts in several languages those of the language alone."""
    has = {row["p"]["value"] for row in rows if row["other"].get("xml:lang", "").startswith(language)}
    found: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        other = row["other"]
        spoken = other.get("xml:lang", "")
        if spoken and not spoken.startswith(language) and row["p"]["value"] in has:
            continue
        known = found.setdefault((row["p"]["value"], other["value"], spoken), row)
        if row.get("name", {}).get("xml:lang", "").startswith(language):
            known["name"] = row["name"]
    return list(found.values())


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


class _Writer:
    """Writes HTML in one language. What a document says stays in its own, and is marked so."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def word(self, chinese: str, english: str) -> str:
        """That of the two which is in the page's language."""
        return chinese if self._language == "zh" else english

    def named(self, text: str) -> str:
        """A text out of the graph."""
        return f'<span lang="zh">{escape(text)}</span>' if self._language == "en" and _HAN.search(text) else escape(text)

    def term(self, iri: str) -> str:
        """What a term of the ontology is called."""
        names = _terms().get(iri, {})
        return names.get(self._language) or next(iter(names.values()), "") or iri.replace("#", "/").rsplit("/", 1)[-1]

    def address(self, iri: str) -> str:
        """Where the page on a thing is, in this language."""
        return escape(address_of(iri) if self._language == "zh" else _with(address_of(iri), "lang=en"))

    def sentence(self, rows: list[Row]) -> str:
        """The sentence that a thing came from."""
        if not rows:
            return ""
        text, quoted = escape(rows[0]["text"]["value"]), escape(rows[0].get("quote", {}).get("value", ""))
        if quoted:
            text = text.replace(quoted, f"<mark>{quoted}</mark>", 1)
        spoken = ' lang="zh"' if self._language == "en" else ""
        return f'<blockquote{spoken}>{text} <a href="{self.address(rows[0]["task"]["value"])}">→</a></blockquote>'

    def fact(self, row: Row) -> str:
        """A fact as a row of a table."""
        other = row["other"]
        shown = row.get("name") or row.get("title")
        text = " ".join(row[key]["value"] for key in ("number", "text") if key in row)
        if other["type"] == "uri":
            own = self.term(other["value"]) if other["value"] in _terms() else ""
            label = own or (shown["value"] if shown else text or other["value"].rsplit("/", 1)[-1])
            cell = f'<a href="{self.address(other["value"])}">{self.named(label)}</a>'
        else:
            cell = self.named(other["value"])
        predicate = row["p"]["value"]
        return f'<tr><th title="{escape(predicate)}">{escape(self.term(predicate))}</th><td>{cell}</td></tr>'


@cache
def _terms() -> Mapping[str, Mapping[str, str]]:
    """What the terms of the ontology and of the vocabularies that it builds on are called, by language."""
    names: dict[str, dict[str, str]] = {}
    others = tomllib.loads(resources.files("kg.publish.serving").joinpath("terms.toml").read_text(encoding="utf-8"))
    for term, (chinese, english) in others.items():
        prefix, _, local = term.partition(":")
        names[VOCABULARIES[prefix] + local] = {"zh": chinese, "en": english}
    for quad in ox.parse(path=ONTOLOGY / "zeren.ttl"):
        if (
            quad.predicate.value.endswith(("#label", "#prefLabel"))
            and isinstance(quad.object, ox.Literal)
            and isinstance(quad.subject, ox.NamedNode)
        ):
            names.setdefault(quad.subject.value, {})[quad.object.language or "en"] = quad.object.value
    return names
