"""Each bureau's list of tasks, region by region: what a supervision office hands out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.mapping.vocabulary import TYPE
from kg.model.terms import ZR
from kg.publish.exporting.tables import plain
from kg.publish.exporting.things import Graph, Thing, short_name

__all__ = ["Bureau", "Duty", "Region", "regions"]

_ROLES: Final = {"Lead": "牵头", "Support": "配合"}
_BASES: Final = {
    "Marked": "标记",
    "Labelled": "标明",
    "Declared": "文件规定",
    "Sole": "唯一单位",
    "Inferred": "推定",
    "Corrected": "人工更正",
}
_COMPARATORS: Final = {"AtLeast": "≥", "AtMost": "≤", "About": "约", "Exactly": ""}
_CHANGES: Final = {"Increase": "增长", "Decrease": "下降", "Level": ""}
# Number and sections in the place of a task: no document goes deeper, and a circle in a foreign graph ends here.
_DEEPEST: Final = 5
_COMMITMENTS: Final = {"Ensure": "确保", "Strive": "力争", "Plain": ""}


@dataclass(frozen=True, slots=True)
class Duty:
    """One task as one bureau has it on its list. Text is as printed, empty where the graph was built without it.

    ``doubts`` are the titles of what puts the task in doubt, empty where nothing does.
    """

    place: str
    role: str
    basis: str
    text: str
    targets: str
    deadlines: str
    leaders: str
    others: str
    document: str
    doubts: str
    iri: str


@dataclass(frozen=True, slots=True)
class Bureau:
    """A unit or a unit group, and its duties: those it leads first, then in the order of the documents."""

    name: str
    collective: bool
    duties: tuple[Duty, ...]

    def count(self, role: str) -> int:
        """How many of its duties have the role (牵头, 配合)."""
        return sum(duty.role == role for duty in self.duties)


@dataclass(frozen=True, slots=True)
class Region:
    """A region with its bureaus, those with the most to lead first; ``code`` is what its IRI ends in."""

    name: str
    code: str
    bureaus: tuple[Bureau, ...]


def regions(data: Path) -> Iterator[Region]:
    """The regions that have tasks, by code; tasks of no known region come last. Raises StoreError where the data cannot be read."""
    graph = Graph(data)
    lists: dict[str, dict[str, list[tuple[tuple[str, int, str], Duty]]]] = {}
    for task in graph.things("Task"):
        region = _links(task).get("region", [""])[0]
        for party, duty in _duties(graph, task):
            lists.setdefault(region, {}).setdefault(party, []).append((_order(task, duty), duty))
    for region in sorted(lists, key=lambda iri: (not iri, iri)):
        bureaus = (
            Bureau(graph.label(party), _is_collective(graph, party), tuple(duty for _, duty in sorted(duties, key=itemgetter(0))))
            for party, duties in lists[region].items()
        )
        ordered = sorted(bureaus, key=lambda bureau: (-bureau.count("牵头"), -len(bureau.duties), bureau.name))
        yield Region(graph.label(region) if region else "地区不明", short_name(region) if region else "unknown", tuple(ordered))


def _links(thing: Thing) -> dict[str, list[str]]:
    return dict(thing.links())


def _first(thing: Thing, name: str) -> str:
    return plain(dict(thing.literals()).get(name, [None])[0])


def _order(task: Thing, duty: Duty) -> tuple[str, int, str]:
    start = _first(task, "charStart")
    return f"{duty.role != '牵头'}{duty.document}", int(start) if start.isdecimal() else 0, task.iri


def _is_collective(graph: Graph, iri: str) -> bool:
    return ox.NamedNode(f"{ZR}UnitGroup") in graph.thing(iri).properties.get(TYPE.value, [])


def _duties(graph: Graph, task: Thing) -> Iterator[tuple[str, Duty]]:
    links = _links(task)
    assignments = [graph.thing(iri) for iri in links.get("assignment", [])]
    targets = [graph.thing(iri) for iri in links.get("target", [])]
    deadlines = dict.fromkeys(filter(None, [_first(task, "deadline"), *(_first(target, "deadline") for target in targets)]))
    for assignment in assignments:
        own = _links(assignment)
        for party in own.get("party", []):
            others = [graph.label(iri) for other in assignments for iri in _links(other).get("party", []) if iri != party]
            yield (
                party,
                Duty(
                    place=_place(graph, links, task),
                    role=_word(own, "role", _ROLES),
                    basis=_word(own, "basis", _BASES),
                    text=_first(task, "text"),
                    targets="\n".join(_target(target) for target in targets),
                    deadlines="、".join(deadlines),
                    leaders="、".join(graph.label(iri) for iri in links.get("leader", [])),
                    others="、".join(dict.fromkeys(others)),
                    document="、".join(graph.label(iri) for iri in links.get("wasQuotedFrom", [])),
                    doubts="；".join(graph.label(iri) for iri in links.get("doubt", [])),
                    iri=task.iri,
                ),
            )


def _place(graph: Graph, links: dict[str, list[str]], task: Thing) -> str:
    """The ordinals of the sections and the number: where the task stands in its document."""
    parts = [_first(task, "number")]
    section = links.get("section", [])
    while section and len(parts) < _DEEPEST:
        thing = graph.thing(section[0])
        parts.append(_first(thing, "ordinal"))
        section = [iri for iri in _links(thing).get("isPartOf", []) if "/section/" in iri]
    return " ".join(part for part in reversed(parts) if part)


def _word(links: dict[str, list[str]], name: str, words: dict[str, str]) -> str:
    found = short_name(links[name][0]) if name in links else ""
    return words.get(found, found)


def _target(target: Thing) -> str:
    """A target in short: 力争 固定资产投资 增长 ≥ 8%."""
    links = _links(target)
    number = _number(target, "value") + ("–" + _number(target, "upperValue") if _first(target, "upperValue") else "")
    unit = _first(target, "unitOfMeasure")
    baseline = f"（由{_number(target, 'baselineValue')}{unit}）" if _first(target, "baselineValue") else ""
    words = (
        _word(links, "commitment", _COMMITMENTS),
        _first(target, "indicatorName"),
        _word(links, "change", _CHANGES),
        _word(links, "comparator", _COMPARATORS),
        f"{number}{unit}{baseline}",
    )
    return " ".join(word for word in words if word)


def _number(target: Thing, name: str) -> str:
    text = _first(target, name)
    return format(Decimal(text).normalize(), "f") if text else ""
