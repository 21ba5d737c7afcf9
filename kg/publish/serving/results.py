"""Answers to queries in the forms of SPARQL 1.1, cut off at a number of rows.

Oxigraph's own writers write an answer to its end, however long; these stop.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

__all__ = ["GRAPH_FORMS", "TABLE_FORMS", "write_answer", "write_graph", "write_rows"]

_XSD_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_RESULTS: Final = "http://www.w3.org/2005/sparql-results#"
Row = Sequence[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None]

GRAPH_FORMS: Final = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}


def write_graph(triples: Iterable[ox.Triple], media_type: str, prefixes: dict[str, str]) -> bytes:
    """A graph in one of :data:`GRAPH_FORMS`."""
    form = GRAPH_FORMS[media_type]
    named = prefixes if form is ox.RdfFormat.TURTLE else None
    return ox.serialize(triples, format=form, prefixes=named) or b""


def write_rows(columns: Sequence[str], rows: Sequence[Row], media_type: str) -> bytes:
    """A table in one of :data:`TABLE_FORMS`."""
    return TABLE_FORMS[media_type](columns, rows).encode()


def write_answer(answer: bool, media_type: str) -> bytes:
    """Yes or no, in one of :data:`TABLE_FORMS`; CSV and TSV, which the standard gives no form for it, have the word."""
    word = "true" if answer else "false"
    if media_type == "application/sparql-results+json":
        return json.dumps({"head": {}, "boolean": answer}).encode()
    if media_type == "application/sparql-results+xml":
        return f'<?xml version="1.0"?>\n<sparql xmlns="{_RESULTS}"><head/><boolean>{word}</boolean></sparql>\n'.encode()
    return f"{word}\n".encode()


def _json(columns: Sequence[str], rows: Sequence[Row]) -> str:
    bindings = [{name: _json_term(term) for name, term in zip(columns, row, strict=True) if term is not None} for row in rows]
    return json.dumps({"head": {"vars": list(columns)}, "results": {"bindings": bindings}}, ensure_ascii=False)


def _json_term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Literal):
        kind = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
        plain = not term.language and term.datatype.value == _XSD_STRING
        return {"type": "literal", "value": term.value, **({} if plain else kind)}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    raise ValueError(f"Unexpected term: {term!r}")


def _xml(columns: Sequence[str], rows: Sequence[Row]) -> str:
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in columns)
    body = "".join(f"<result>{_xml_row(columns, row)}</result>\n" for row in rows)
    return f'<?xml version="1.0"?>\n<sparql xmlns="{_RESULTS}"><head>{head}</head><results>\n{body}</results></sparql>\n'


def _xml_row(columns: Sequence[str], row: Row) -> str:
    found = ((name, term) for name, term in zip(columns, row, strict=True) if term is not None)
    return "".join(f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>" for name, term in found)


def _xml_term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{_xml_text(term.value)}</bnode>"
    if isinstance(term, ox.Literal):
        if term.language:
            return f"<literal xml:lang={quoteattr(term.language)}>{_xml_text(term.value)}</literal>"
        kind = "" if term.datatype.value == _XSD_STRING else f" datatype={quoteattr(term.datatype.value)}"
        return f"<literal{kind}>{_xml_text(term.value)}</literal>"
    return f"<literal>{_xml_text(str(term))}</literal>"


def _xml_text(text: str) -> str:
    """XML has no way at all to write most control characters."""
    return escape("".join(sign if sign >= " " or sign in "\t\n\r" else "\ufffd" for sign in text))


def _csv(columns: Sequence[str], rows: Sequence[Row]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(["" if term is None else getattr(term, "value", str(term)) for term in row] for row in rows)
    return text.getvalue()


def _tsv(columns: Sequence[str], rows: Sequence[Row]) -> str:
    lines = ["\t".join(f"?{name}" for name in columns)]
    lines += ["\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) for row in rows]
    return "\n".join(lines) + "\n"


TABLE_FORMS: Final[dict[str, Callable[[Sequence[str], Sequence[Row]], str]]] = {
    "application/sparql-results+json": _json,
    "application/sparql-results+xml": _xml,
    "text/csv": _csv,
    "text/tab-separated-values": _tsv,
}
