"""JSON-LD that reads well: one object a thing, plain names for properties, numbers as numbers, a context that says what they mean."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from kg.mapping.iris import CLASSES
from kg.mapping.vocabulary import TYPE, VOCABULARIES
from kg.model.terms import BASE
from kg.store.files import whole_file
from kg.store.stream import quads_of

__all__ = ["write_json_ld"]

_XSD: Final = VOCABULARIES["xsd"]
_STRING: Final = _XSD + "string"


def write_json_ld(data: Path, output: Path) -> list[Path]:
    """Write the graph to ``output``, one thing a line; the graph is read twice, and memory holds one thing.

    Things whose statements do not stand together in the file become several objects of one ``@id``, which means the same.
    """
    context = _context(quad.triple for quad in quads_of(data, named_graphs=False))
    with whole_file(output) as beside, beside.open("w", encoding="utf-8", newline="\n") as out:
        entries = (f"{json.dumps(name)}: {json.dumps(entry)}" for name, entry in context.items())
        out.write('{"@context": {\n' + ",\n".join(entries) + '\n},\n"@graph": [\n')
        things = itertools.groupby((quad.triple for quad in quads_of(data, named_graphs=False)), key=lambda triple: triple.subject)
        for number, (subject, triples) in enumerate(things):
            out.write((",\n" if number else "") + json.dumps(_thing(subject, triples, context), ensure_ascii=False))
        out.write("\n]}\n")
    return [output]


def _context(triples: Iterable[ox.Triple]) -> dict[str, Any]:
    """The prefixes, and each property with the kind of value that it has most often."""
    kinds: dict[str, Counter[str]] = {}
    for triple in triples:
        if triple.predicate != TYPE:
            kinds.setdefault(triple.predicate.value, Counter())[_kind(triple.object)] += 1
    context: dict[str, Any] = {prefix: iri for prefix, iri in VOCABULARIES.items() if prefix != "rdf"}
    context |= {f"{name}s": f"{BASE}{name}/" for name in CLASSES}
    for predicate in sorted(kinds):
        name = predicate.replace("#", "/").rsplit("/", 1)[-1]
        if name in context:
            name = _compact(predicate)
        kind = kinds[predicate].most_common(1)[0][0]
        context[name] = {"@id": _compact(predicate), **_coercion(kind)}
    return context


def _coercion(kind: str) -> dict[str, str]:
    if not kind:
        return {}
    return {"@language": kind[1:]} if kind.startswith("@") and kind != "@id" else {"@type": kind}


def _kind(term: object) -> str:
    if isinstance(term, ox.Literal):
        if term.language:
            return f"@{term.language}"
        return "" if term.datatype.value == _STRING else term.datatype.value.replace(_XSD, "xsd:")
    return "@id"


def _compact(iri: str) -> str:
    for prefix, vocabulary in VOCABULARIES.items():
        if iri.startswith(vocabulary):
            return f"{prefix}:{iri.removeprefix(vocabulary)}"
    return iri


def _reference(term: object) -> str:
    """An IRI as the context shortens it: unit:… for things, zr:… for terms."""
    if isinstance(term, ox.BlankNode):
        return f"_:{term.value}"
    if not isinstance(term, ox.NamedNode):
        raise ValueError(f"Unexpected term: {term!r}")
    if term.value.startswith(BASE):
        name, slash, local = term.value.removeprefix(BASE).partition("/")
        if slash and name in CLASSES and local and not local.startswith("//"):
            return f"{name}s:{local}"
    return _compact(term.value)


def _thing(subject: object, triples: Iterable[ox.Triple], context: Mapping[str, Any]) -> dict[str, Any]:
    names = {entry["@id"]: name for name, entry in context.items() if isinstance(entry, dict)}
    made: dict[str, Any] = {"@id": _reference(subject)}
    types = []
    values: dict[str, list[Any]] = {}
    for triple in triples:
        if triple.predicate == TYPE:
            types.append(_reference(triple.object))
        else:
            name = names[_compact(triple.predicate.value)]
            values.setdefault(name, []).append(_value(triple.object, context[name]))
    if types:
        made["@type"] = types[0] if len(types) == 1 else types
    return made | {name: found[0] if len(found) == 1 else found for name, found in values.items()}


def _value(term: object, entry: Mapping[str, str]) -> Any:
    kind = _kind(term)
    expected = f"@{entry['@language']}" if "@language" in entry else entry.get("@type", "")
    if not isinstance(term, ox.Literal):
        return _reference(term) if expected == "@id" else {"@id": _reference(term)}
    if kind == expected:
        return _native(term)
    if kind.startswith("@"):
        return {"@value": term.value, "@language": kind[1:]}
    return {"@value": term.value, **({"@type": kind} if kind else {})}


def _native(term: ox.Literal) -> str | int | bool:
    """Integers and truths as JSON's own, if they print as the graph has them; decimals stay text, for JSON's numbers are not exact."""
    if term.datatype.value == _XSD + "integer" and term.value == str(int(term.value)) and abs(int(term.value)) < 1 << 53:
        return int(term.value)
    if term.datatype.value == _XSD + "boolean" and term.value in ("true", "false"):
        return term.value == "true"
    return term.value
