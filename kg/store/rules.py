"""The SHACL shapes as SPARQL queries, which a store answers over a large graph in seconds.

The shapes stay the rules: any SHACL validator gives the same verdict. What is translated is the part of SHACL that the shapes use: property
shapes with a target class, a path and constraints of Core, and SPARQL constraints (``sh:select``, in which ``$this`` is the thing that
is looked at). A shape with anything else is refused, so that no rule is passed over in silence.

Source: Shapes Constraint Language (SHACL), W3C Recommendation 20 July 2017.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.model.errors import StoreError
from kg.model.wording import told

__all__ = ["Rule", "read_rules"]

_SH: Final = "http://www.w3.org/ns/shacl#"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
# What a value of a datatype must be like: a number in words has the type and is none. What the store holds as a number need not be read as
# text; numbers that are too large for it are read as such.
_IN_FORM: Final[Mapping[str, str]] = {
    _XSD + "integer": 'isNumeric(?value) || REGEX(STR(?value), "^[+-]?[0-9]+$")',
    _XSD + "decimal": r'isNumeric(?value) || REGEX(STR(?value), "^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)$")',
    _XSD + "date": f"COALESCE(isLiteral(<{_XSD}date>(STR(?value))), false)",
    _XSD + "dateTime": f"COALESCE(isLiteral(<{_XSD}dateTime>(STR(?value))), false)",
    _XSD + "boolean": 'REGEX(STR(?value), "^(true|false|0|1)$")',
    _XSD + "string": "true",
}
_NODE_KINDS: Final[Mapping[str, str]] = {
    f"<{_SH}IRI>": "isIRI(?value)",
    f"<{_SH}Literal>": "isLiteral(?value)",
    f"<{_SH}BlankNode>": "isBlank(?value)",
}
_WHERE: Final = re.compile(r"WHERE\s*\{", re.IGNORECASE)
# A rule about which properties things may have: asked of the few properties that there are, before it is asked of all things. The limit,
# which no graph reaches, keeps the store from asking of each triple what is to be asked of each property.
_ANY_PROPERTY: Final = re.compile(r"\?this \?value \?any \.")
# A rule of how many values there may be at most: where there are as many values as things that have one, no thing has two.
_HAVING_SEVERAL: Final = (
    "SELECT ?values WHERE {{ {{ SELECT (COUNT(*) AS ?values) (COUNT(DISTINCT ?this) AS ?things) WHERE {{ ?this {path} ?value }} }} "
    "FILTER(?values > ?things) }}"
)
# Rules of each value for itself: the values of a path are read one behind the other, the things of a class looked up one by one. So it is
# asked first whether anything at all, of whatever class, breaks the rule.
_OF_ONE_VALUE: Final = frozenset(
    {"datatype", "class", "nodeKind", "in", "pattern", "minLength", "minInclusive", "lessThan", "lessThanOrEquals"}
)
_TARGETS: Final = ("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode")
_TYPE: Final = ox.NamedNode(_RDF + "type")
_SHAPES: Final = (ox.NamedNode(_SH + "NodeShape"), ox.NamedNode(_SH + "PropertyShape"))
_DESCRIBING: Final = frozenset({"message", "severity", "path", "targetClass", "targetSubjectsOf", "prefixes", "sparql"})

_Constraint = Callable[..., str]
"""The path and the values of the constraint, as SPARQL writes them, to a pattern. Raises LookupError for a value that is not translated."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One constraint of one shape. ``query`` gives each thing (``?this``) that breaks it, and where it is one value, that (``?value``).

    ``path`` is the IRI of the property, None where the rule is about more than one. ``unless`` is a quick question: where it has no
    answer, nothing breaks the rule; None where there is none.
    """

    shape: str
    severity: str
    message: str
    message_zh: str
    path: str | None
    query: str
    unless: str | None = None


@cache
def read_rules(path: Path) -> tuple[Rule, ...]:
    """The rules of a file of shapes. Raises StoreError where it cannot be read, or holds what is not translated."""
    shapes = ox.Store()
    try:
        shapes.bulk_load(path=path, format=ox.RdfFormat.TURTLE)
    except (OSError, SyntaxError) as error:
        raise StoreError(str(path), told("the shapes cannot be read: {error}", error=error), "Put the file back as it was") from error
    reader = _Shapes(shapes, str(path))
    return tuple(sorted(reader.rules(), key=lambda rule: (rule.shape, rule.query)))


class _Shapes:
    """One file of shapes."""

    def __init__(self, store: ox.Store, where: str) -> None:
        self._store = store
        self._where = where

    def rules(self) -> Iterator[Rule]:
        targeted = {quad.subject for term in _TARGETS for quad in self._about(None, term)}
        typed = {quad.subject for kind in _SHAPES for quad in self._store.quads_for_pattern(None, _TYPE, kind)}
        for shape in sorted(targeted | typed, key=str):
            if not isinstance(shape, ox.NamedNode) or not self._target(shape):
                raise StoreError(
                    self._where,
                    told("the shape {shape} has no IRI, or no target that is translated", shape=_name(shape)),
                    "Give it an IRI, and sh:targetClass or sh:targetSubjectsOf",
                )
            yield from self._of(shape)

    def _of(self, shape: ox.NamedNode) -> Iterator[Rule]:
        target = self._target(shape)
        path_node = self._one(shape, "path")
        path = None if path_node is None else self._path(path_node)
        for quad in self._store.quads_for_pattern(shape, None, None):
            name = quad.predicate.value.removeprefix(_SH)
            if name == quad.predicate.value or name in _DESCRIBING:
                continue
            values = self._list(quad.object) if name in ("in", "languageIn") else [quad.object]
            try:
                if path is None:
                    raise LookupError(name)
                pattern = _CONSTRAINTS[name](path, *map(str, values))
            except LookupError as error:
                found = told(
                    "{shape} has sh:{name} {names}, which is not translated",
                    shape=shape.value,
                    name=name,
                    names=" ".join(map(_name, values)),
                )
                raise StoreError(self._where, found, "Write it as a SPARQL constraint") from error
            rule = self._rule(shape, shape, path_node, f"SELECT DISTINCT ?this ?value WHERE {{ {target} {pattern} }}")
            if name == "maxCount" and _count(str(quad.object)) > 0:
                yield replace(rule, unless=_HAVING_SEVERAL.format(path=path))
            else:
                yield replace(rule, unless=f"SELECT ?value WHERE {{ {pattern} }} LIMIT 1") if name in _OF_ONE_VALUE else rule
        for quad in self._about(shape, "sparql"):
            select = self._one(quad.object, "select")
            if not isinstance(select, ox.Literal):
                raise StoreError(self._where, told("a rule of {shape} has no sh:select", shape=shape.value), "Put the file back as it was")
            asked = self._prefixes() + select.value.replace("$this", "?this")
            properties, quick = _ANY_PROPERTY.subn("{ SELECT DISTINCT ?value WHERE { ?this ?value ?any } LIMIT 1000000 }", asked)
            query, found_where = _WHERE.subn(f"WHERE {{ {target} ", asked, count=1)
            if not found_where:
                raise StoreError(self._where, told("a rule of {shape} has no WHERE", shape=shape.value), "Write SELECT $this WHERE { … }")
            rule = self._rule(shape, quad.object, None, query)
            yield replace(rule, unless=properties) if quick else rule

    def _rule(self, shape: ox.NamedNode, telling: object, path: object, query: str) -> Rule:
        said = {m.language: m.value for m in self._all(telling, "message") or self._all(shape, "message") if isinstance(m, ox.Literal)}
        severity = self._one(shape, "severity")
        return Rule(
            shape=shape.value,
            severity="violation" if severity is None else str(getattr(severity, "value", "")).removeprefix(_SH).lower(),
            message=said.get("en", ""),
            message_zh=said.get("zh", ""),
            path=path.value if isinstance(path, ox.NamedNode) else None,
            query=query,
        )

    def _target(self, shape: ox.NamedNode) -> str:
        classes = [f"{{ ?this a {term} }}" for term in self._all(shape, "targetClass")]
        subjects = [f"{{ ?this {term} ?anything }}" for term in self._all(shape, "targetSubjectsOf")]
        return " UNION ".join(sorted(classes + subjects))

    def _path(self, node: object) -> str:
        """A property path as SPARQL writes it."""
        if isinstance(node, ox.NamedNode):
            return str(node)
        inverse, alternative = self._one(node, "inversePath"), self._one(node, "alternativePath")
        if inverse is not None:
            return f"^{self._path(inverse)}"
        if alternative is not None:
            return f"({'|'.join(self._path(step) for step in self._list(alternative))})"
        return f"({'/'.join(self._path(step) for step in self._list(node))})"

    def _prefixes(self) -> str:
        declared = ((self._one(quad.object, "prefix"), self._one(quad.object, "namespace")) for quad in self._about(None, "declare"))
        pairs = sorted((p.value, n.value) for p, n in declared if isinstance(p, ox.Literal) and isinstance(n, ox.Literal))
        return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in pairs)

    def _about(self, subject: object, term: str) -> Iterator[ox.Quad]:
        return iter(self._store.quads_for_pattern(subject, ox.NamedNode(_SH + term), None))  # type: ignore[arg-type]

    def _all(self, subject: object, term: str) -> list[object]:
        return sorted((quad.object for quad in self._about(subject, term)), key=str)

    def _one(self, subject: object, term: str) -> object:
        return next(iter(self._all(subject, term)), None)

    def _list(self, node: object) -> list[object]:
        """The members of an RDF list."""
        found: list[object] = []
        while isinstance(node, ox.BlankNode):
            first = next(iter(self._store.quads_for_pattern(node, ox.NamedNode(_RDF + "first"), None)))
            found.append(first.object)
            node = next(iter(self._store.quads_for_pattern(node, ox.NamedNode(_RDF + "rest"), None))).object
        return found


def _name(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _count(literal: str) -> int:
    return int(re.findall(r"\d+", literal)[0])


def _several(path: str, count: int) -> str:
    """So many different values."""
    names = [f"?any{number}" for number in range(count)]
    apart = "".join(f" FILTER(!sameTerm({one}, {other}))" for one, other in combinations(names, 2))
    return f"{{ ?this {path} {' , '.join(names)} .{apart} }}" if names else "{ }"


def _datatype(path: str, datatype: str) -> str:
    return f"?this {path} ?value . FILTER(!isLiteral(?value) || DATATYPE(?value) != {datatype} || !({_IN_FORM[datatype.strip('<>')]}))"


def _unique_language(path: str, asked: str) -> str:
    if not asked.startswith('"true"'):
        raise LookupError(asked)
    return (
        f"FILTER EXISTS {{ ?this {path} ?one , ?other . FILTER(!sameTerm(?one, ?other) && LANG(?one) = LANG(?other) && LANG(?one) != '') }}"
    )


def _language(path: str, *languages: str) -> str:
    known = " || ".join(f"LANGMATCHES(LANG(?value), {language})" for language in languages)
    return f"?this {path} ?value . FILTER(!COALESCE({known or 'false'}, false))"


def _one_of(path: str, *values: str) -> str:
    """The same term, as SHACL has it: 1 is not 1.0."""
    others = " && ".join(f"!sameTerm(?value, {value})" for value in values)
    return f"?this {path} ?value . FILTER({others or 'true'})"


_CONSTRAINTS: Final[Mapping[str, _Constraint]] = {
    "minCount": lambda path, count: f"FILTER NOT EXISTS {_several(path, _count(count))}",
    "maxCount": lambda path, count: f"FILTER EXISTS {_several(path, _count(count) + 1)}",
    "datatype": _datatype,
    "class": lambda path, kind: f"?this {path} ?value . FILTER NOT EXISTS {{ ?value a {kind} }}",
    "nodeKind": lambda path, kind: f"?this {path} ?value . FILTER(!{_NODE_KINDS[kind]})",
    "in": _one_of,
    "hasValue": lambda path, value: f"FILTER NOT EXISTS {{ ?this {path} {value} }}",
    "pattern": lambda path, pattern: f"?this {path} ?value . FILTER(isBlank(?value) || !REGEX(STR(?value), {pattern}))",
    "minLength": lambda path, count: f"?this {path} ?value . FILTER(isBlank(?value) || STRLEN(STR(?value)) < {_count(count)})",
    "minInclusive": lambda path, least: f"?this {path} ?value . FILTER(!COALESCE(?value >= {least}, false))",
    "disjoint": lambda path, other: f"?this {path} ?value . ?this {other} ?value .",
    "lessThan": lambda path, other: f"?this {path} ?value . ?this {other} ?more . FILTER(!COALESCE(?value < ?more, false))",
    "lessThanOrEquals": lambda path, other: f"?this {path} ?value . ?this {other} ?more . FILTER(!COALESCE(?value <= ?more, false))",
    "uniqueLang": _unique_language,
    "languageIn": _language,
}
