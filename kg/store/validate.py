"""Is a graph sound? It is held against the SHACL shapes of ``ontology/shapes.ttl``, which are run as queries on a store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import pyoxigraph as ox

from kg.model.errors import StoreError
from kg.model.wording import told
from kg.resources import ONTOLOGY
from kg.store.confined import confined
from kg.store.opening import ask_graph
from kg.store.rules import Rule, read_rules

__all__ = ["Finding", "validate"]

Severity = Literal["violation", "warning", "info"]
_ORDER: Final[tuple[Severity, ...]] = ("violation", "warning", "info")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that a shape does not allow. ``thing`` is an IRI; ``path`` and ``value`` say where in it, if at one place."""

    severity: Severity
    thing: str
    message: str
    message_zh: str
    path: str | None
    value: str | None
    shape: str


def validate(
    graph: Path | ox.Store, shapes: Path = ONTOLOGY / "shapes.ttl", *, tell: Callable[[str], None] = lambda told: None
) -> list[Finding]:
    """What is not sound in a graph: violations, then warnings, each in the order of the things they are in.

    Empty where all is sound. The graph is a file, a folder or a store on disk (see :func:`kg.store.opening.open_graph`), or an
    open store, of which the default graph is checked. ``tell`` is told what takes time.
    Raises StoreError where it or the shapes cannot be read.
    """
    if isinstance(graph, Path):
        return ask_graph(graph, lambda store: validate(store, shapes), tell=tell)
    rules = read_rules(shapes)
    # Shapes are anybody's, and hold SPARQL.
    found = confined(lambda: {finding for rule in rules for finding in _broken(graph, rule, str(shapes))})
    return sorted(found, key=lambda finding: (_ORDER.index(finding.severity), finding.thing, finding.message, finding.value or ""))


def _broken(store: ox.Store, rule: Rule, where: str) -> list[Finding]:
    try:
        if rule.unless is not None and next(_solutions(store, rule.unless, rule, where), None) is None:
            return []
        answer = _solutions(store, rule.query, rule, where)
    except SyntaxError as error:
        raise StoreError(
            where, told("the rule {shape} is no query: {error}", shape=rule.shape, error=error), "Put the file back as it was"
        ) from error
    valued = any(variable.value == "value" for variable in answer.variables)
    return [_finding(rule, row["this"], row["value"] if valued else None) for row in answer]


def _solutions(store: ox.Store, query: str, rule: Rule, where: str) -> ox.QuerySolutions:
    answer = store.query(query)
    if not isinstance(answer, ox.QuerySolutions):
        raise StoreError(where, told("the rule {shape} selects nothing", shape=rule.shape), "Put the file back as it was")
    return answer


def _finding(rule: Rule, thing: object, value: object) -> Finding:
    (severity,) = [known for known in _ORDER if known == rule.severity]
    return Finding(severity, _shown(thing), rule.message, rule.message_zh, rule.path, None if value is None else _shown(value), rule.shape)


def _shown(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else str(term)
