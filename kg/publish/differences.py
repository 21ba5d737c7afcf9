"""What changed between two graphs: by thing, and statement by statement."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from kg.mapping.vocabulary import TYPE
from kg.model.wording import said, told
from kg.publish.exporting.things import short_name
from kg.queries.terms import python_value
from kg.store.stream import quads_of

__all__ = ["Change", "Differences", "as_json", "as_patch", "as_text", "compare"]

_KINDS: Final = ("Document", "TaskList", "Section", "Task", "Target", "Assignment", "Unit", "UnitGroup", "Leader", "Post", "Region")
_NAMES: Final = ("prefLabel", "title", "text", "quote", "indicatorName", "printedName", "number")
# Where in a document a thing stands; that a word before it was corrected is no change of the thing.
_PLACES: Final = ("charStart", "charEnd")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that came, went, or is described otherwise; ``removed`` and ``added`` are (property, value) as a reader reads them."""

    how: str
    kind: str
    iri: str
    name: str
    removed: tuple[tuple[str, str], ...] = ()
    added: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Differences:
    """All changes, class by class, and the statements behind them as N-Triples lines without their end."""

    changes: tuple[Change, ...]
    removed: tuple[str, ...]
    added: tuple[str, ...]

    def counts(self) -> dict[str, Counter[str]]:
        """How many things of each class were added, removed, changed."""
        found: dict[str, Counter[str]] = {}
        for change in self.changes:
            found.setdefault(change.kind, Counter())[change.how] += 1
        return found


def compare(old: Path, new: Path) -> Differences:
    """Compare two graphs (files, or folders of builds). Raises StoreError where one cannot be read.

    A thing is the same where its IRI is: IRIs are made of what documents print. A thing whose place in the document alone has moved
    has not changed, but its statements are in the patch.
    """
    before, after = _triples(old), _triples(new)
    gone, come = before - after, after - before
    touched = sorted({triple.subject.value for triple in gone | come if isinstance(triple.subject, ox.NamedNode)})
    old_facts, new_facts = _facts(before, set(touched)), _facts(after, set(touched))
    names = {**_names(before), **_names(after)}
    changes = filter(None, (_change(iri, old_facts.get(iri, set()), new_facts.get(iri, set()), names) for iri in touched))
    order = {kind: number for number, kind in enumerate(_KINDS)}
    return Differences(
        tuple(sorted(changes, key=lambda change: (order.get(change.kind, len(order)), change.kind, change.how, change.iri))),
        tuple(sorted(map(str, gone))),
        tuple(sorted(map(str, come))),
    )


def _triples(data: Path) -> set[ox.Triple]:
    return {quad.triple for quad in quads_of(data, named_graphs=False)}


def _facts(triples: set[ox.Triple], wanted: set[str]) -> dict[str, set[ox.Triple]]:
    found: dict[str, set[ox.Triple]] = {}
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode) and triple.subject.value in wanted:
            found.setdefault(triple.subject.value, set()).add(triple)
    return found


def _names(triples: set[ox.Triple]) -> dict[str, str]:
    """What things are called; a Chinese name before others, and the first kind of name that there is."""
    best: dict[str, tuple[int, int, str]] = {}
    for triple in triples:
        name = short_name(triple.predicate.value)
        if name in _NAMES and isinstance(triple.object, ox.Literal) and isinstance(triple.subject, ox.NamedNode):
            rank = (_NAMES.index(name), triple.object.language not in (None, "zh"), triple.object.value)
            iri = triple.subject.value
            best[iri] = min(best.get(iri, rank), rank)
    return {iri: rank[2] for iri, rank in best.items()}


def _change(iri: str, old: set[ox.Triple], new: set[ox.Triple], names: dict[str, str]) -> Change | None:
    kinds = sorted(short_name(t.object.value) for t in new or old if t.predicate == TYPE and isinstance(t.object, ox.NamedNode))
    kind, name = kinds[0] if kinds else "", names.get(iri, short_name(iri))
    if not old:
        return Change("added", kind, iri, name)
    if not new:
        return Change("removed", kind, iri, name)
    removed, added = _read(old - new, names), _read(new - old, names)
    return Change("changed", kind, iri, name, removed, added) if removed or added else None


def _read(triples: set[ox.Triple], names: dict[str, str]) -> tuple[tuple[str, str], ...]:
    found = ((short_name(triple.predicate.value), triple.object) for triple in triples)
    return tuple(sorted((name, _shown(value, names)) for name, value in found if name not in _PLACES))


def _shown(value: object, names: dict[str, str]) -> str:
    if isinstance(value, ox.NamedNode):
        return names.get(value.value, short_name(value.value))
    return str(python_value(value))


_HOWS: Final = {"added": told("added"), "removed": told("removed"), "changed": told("changed")}


def as_text(found: Differences) -> str:
    """The changes for a reader: a summary, then class by class, ``+`` for what came, ``-`` for what went, ``~`` for what changed."""
    if not found.changes:
        moved = len(found.removed) + len(found.added)
        message = (
            told("No thing changed ({count:,} statements differ in their place alone).", count=moved) if moved else told("The same graph.")
        )
        return f"{said(message)}\n"
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Differences) -> Iterator[str]:
    for kind, counts in found.counts().items():
        yield f"{kind}: " + ", ".join(f"{counts[how]:,} {said(_HOWS[how])}" for how in _HOWS if counts[how])
    signs = {"added": "+", "removed": "-", "changed": "~"}
    for change in found.changes:
        yield f"{signs[change.how]} {change.kind} {_flat(change.name)} <{change.iri}>"
        yield from (f"    - {name}: {_flat(value)}" for name, value in change.removed)
        yield from (f"    + {name}: {_flat(value)}" for name, value in change.added)


def _flat(text: str) -> str:
    """On one line, and with nothing in it that steers a terminal."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in " ".join(text.split()))


def as_json(found: Differences) -> str:
    """The changes as a JSON object: ``counts`` by class, and ``changes``."""
    changes: list[dict[str, Any]] = [
        {
            "how": change.how,
            "class": change.kind,
            "iri": change.iri,
            "name": change.name,
            "removed": [{"property": name, "value": value} for name, value in change.removed],
            "added": [{"property": name, "value": value} for name, value in change.added],
        }
        for change in found.changes
    ]
    return json.dumps({"counts": found.counts(), "changes": changes}, ensure_ascii=False, indent=1) + "\n"


def as_patch(found: Differences) -> str:
    """The statements as an RDF Patch: one transaction that makes the new graph of the old."""
    lines = ["TX .", *(f"D {line} ." for line in found.removed), *(f"A {line} ." for line in found.added), "TC ."]
    return "\n".join(lines) + "\n"
