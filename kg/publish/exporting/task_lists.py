"""Each bureau's list of tasks, region by region: what a supervision office hands out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import itemgetter
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.knowledge.workbook import Words, words_of
from kg.linking.handed_out import digest_of
from kg.mapping.vocabulary import TYPE
from kg.model.terms import ZR
from kg.model.wording import Language
from kg.publish.exporting.due_days import reported_lists
from kg.publish.exporting.filled_rows import Row, by_duty, kept_by_region
from kg.publish.exporting.tables import plain
from kg.publish.exporting.things import Graph, Thing, short_name

__all__ = ["Bureau", "Duty", "Region", "first_of", "number_of", "regions", "target_in_short"]

# Number and sections in the place of a task: no document goes deeper, and a circle in a foreign graph ends here.
_DEEPEST: Final = 5


@dataclass(frozen=True, slots=True)
class Duty:
    """One task as one bureau has it on its list. Text is as printed, empty where the graph was built without it.

    ``doubts`` are the titles of what puts the task in doubt, empty where nothing does. ``party`` is the bureau's IRI, ``digest`` what the
    task's words are known by, ``row`` what the bureau filled in last.
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
    lead: bool
    party: str
    digest: str
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Bureau:
    """A unit or a unit group, and its duties: those it leads first, then in the order of the documents."""

    name: str
    collective: bool
    duties: tuple[Duty, ...]

    @property
    def leads(self) -> int:
        """How many of its duties it leads."""
        return sum(duty.lead for duty in self.duties)

    def count(self, role: str) -> int:
        """How many of its duties have the role, in the words of the list (牵头, 配合)."""
        return sum(duty.role == role for duty in self.duties)


@dataclass(frozen=True, slots=True)
class Region:
    """A region with its bureaus, those with the most to lead first; ``code`` is what its IRI ends in.

    ``kept`` is what was filled in and stands in none of their lists.
    """

    name: str
    code: str
    bureaus: tuple[Bureau, ...]
    kept: tuple[Row, ...] = ()


def regions(data: Path, language: Language = "zh") -> Iterator[Region]:
    """The regions that have tasks, by code; tasks of no known region come last. Raises StoreError where the data cannot be read.

    What reports of progress tell is nobody's to fill in, but what somebody did fill in there stays.
    """
    graph, words = Graph(data), words_of(language)
    filled, older = by_duty(graph)
    kept = kept_by_region(graph, older)
    reported = reported_lists(graph)
    lists: dict[str, dict[str, list[tuple[tuple[str, int, str], Duty]]]] = {}
    for task in graph.things("Task"):
        region = _links(task).get("region", [""])[0]
        promised = not reported & {*_links(task).get("isPartOf", [])}
        for party, duty in _duties(graph, task, words):
            if not promised and (task.iri, party) not in filled:
                continue
            own = replace(duty, row=filled.get((task.iri, party)))
            lists.setdefault(region, {}).setdefault(party, []).append((_order(task, duty), own))
    for region in sorted({*lists, *kept}, key=lambda iri: (not iri, iri)):
        bureaus = (
            Bureau(graph.label(party), _is_collective(graph, party), tuple(duty for _, duty in sorted(duties, key=itemgetter(0))))
            for party, duties in lists.get(region, {}).items()
        )
        ordered = sorted(bureaus, key=lambda bureau: (-bureau.leads, -len(bureau.duties), bureau.name))
        name, code = (graph.label(region), short_name(region)) if region else (words.word("words", "nowhere"), "unknown")
        yield Region(name, code, tuple(ordered), tuple(kept.get(region, ())))


def _links(thing: Thing) -> dict[str, list[str]]:
    return dict(thing.links())


def first_of(thing: Thing, name: str) -> str:
    """The first value of a property as text, empty where there is none."""
    return plain(dict(thing.literals()).get(name, [None])[0])


def _order(task: Thing, duty: Duty) -> tuple[str, int, str]:
    start = first_of(task, "charStart")
    return f"{not duty.lead}{duty.document}", int(start) if start.isdecimal() else 0, task.iri


def _is_collective(graph: Graph, iri: str) -> bool:
    return ox.NamedNode(f"{ZR}UnitGroup") in graph.thing(iri).properties.get(TYPE.value, [])


def _duties(graph: Graph, task: Thing, words: Words) -> Iterator[tuple[str, Duty]]:
    links = _links(task)
    assignments = [graph.thing(iri) for iri in links.get("assignment", [])]
    targets = [graph.thing(iri) for iri in links.get("target", [])]
    deadlines = dict.fromkeys(filter(None, [first_of(task, "deadline"), *(first_of(target, "deadline") for target in targets)]))
    for assignment in assignments:
        own = _links(assignment)
        for party in own.get("party", []):
            others = [graph.label(iri) for other in assignments for iri in _links(other).get("party", []) if iri != party]
            yield (
                party,
                Duty(
                    place=_place(graph, links, task),
                    role=_word(own, "role", "roles", words),
                    basis=_word(own, "basis", "bases", words),
                    text=first_of(task, "text"),
                    targets="\n".join(target_in_short(target, words) for target in targets),
                    deadlines="、".join(deadlines),
                    leaders="、".join(graph.label(iri) for iri in links.get("leader", [])),
                    others="、".join(dict.fromkeys(others)),
                    document=_printed_in(graph, links),
                    doubts="；".join(graph.label(iri) for iri in links.get("doubt", [])),
                    iri=task.iri,
                    lead=_last(own, "role") == "Lead",
                    party=party,
                    digest=digest_of(first_of(task, "text")),
                ),
            )


def _printed_in(graph: Graph, links: dict[str, list[str]]) -> str:
    """The document, with a word for one that was read from pictures: its numbers may be misread."""
    named = "、".join(graph.label(iri) for iri in links.get("wasQuotedFrom", []))
    read_by = "、".join(graph.label(iri) for iri in links.get("readBy", []))
    return f"{named}（{read_by}）" if read_by else named


def _place(graph: Graph, links: dict[str, list[str]], task: Thing) -> str:
    """The ordinals of the sections and the number: where the task stands in its document."""
    parts = [first_of(task, "number")]
    section = links.get("section", [])
    while section and len(parts) < _DEEPEST:
        thing = graph.thing(section[0])
        parts.append(first_of(thing, "ordinal"))
        section = [iri for iri in _links(thing).get("isPartOf", []) if "/section/" in iri]
    return " ".join(part for part in reversed(parts) if part)


def _last(links: dict[str, list[str]], name: str) -> str:
    return short_name(links[name][0]) if name in links else ""


def _word(links: dict[str, list[str]], name: str, table: str, words: Words) -> str:
    found = _last(links, name)
    return words.word(table, found) if found else ""


def target_in_short(target: Thing, words: Words) -> str:
    """A target in short: 力争 固定资产投资 增长 ≥ 8%."""
    links = _links(target)
    number = number_of(target, "value") + ("–" + number_of(target, "upperValue") if first_of(target, "upperValue") else "")
    unit = first_of(target, "unitOfMeasure")
    baseline = number_of(target, "baselineValue")
    parts = (
        _word(links, "commitment", "commitments", words),
        first_of(target, "indicatorName"),
        _word(links, "change", "changes", words),
        _word(links, "comparator", "comparators", words),
        f"{number}{unit}{words.word('words', 'baseline', baseline=f'{baseline}{unit}') if baseline else ''}",
    )
    return " ".join(part for part in parts if part)


def number_of(target: Thing, name: str) -> str:
    """The same of a number, without zeros that say nothing."""
    text = first_of(target, name)
    return format(Decimal(text).normalize(), "f") if text else ""
