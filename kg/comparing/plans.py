"""From a graph: the plans of its regions, each with its tasks, bodies and people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.comparing.facts import Body, Line, Number, Person, Task, Years
from kg.mapping import vocabulary as v
from kg.store.opening import ask_graph

__all__ = ["Plan", "plans_of"]

# Number and sections in the place of a task: no document goes deeper, and a circle in a foreign graph ends here.
_DEEPEST: Final = 5


@dataclass
class Plan:
    """All plans of one region in one graph: the tasks by the years of their list, and who is named in them.

    ``key`` is the local part of the region's IRI, empty for what belongs to no region; ``heirs`` those of the regions that took it over one
    after the other, as far as each has one heir alone. ``lines`` leads from the list's years to who answers as what, ``replaced`` from the
    title of a notice that was left out to that of the one that replaces it.
    """

    key: str
    name: str
    code: str
    within: str
    heirs: tuple[str, ...] = ()
    replaced: dict[str, str] = field(default_factory=dict)
    tasks: dict[Years | None, list[Task]] = field(default_factory=lambda: defaultdict(list))
    bodies: dict[str, Body] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    lines: dict[Years | None, set[Line]] = field(default_factory=lambda: defaultdict(set))


def plans_of(data: Path, *, tell: Callable[[str], None] = lambda told: None) -> dict[str, Plan]:
    """The plans of a graph (a file, the folder of a build, a store on disk) by the key of their region.

    Left out are reports on what was done, and lists that another notice, with a list of the same years, replaces. ``tell`` is told what
    takes time. Raises StoreError where the graph cannot be read.
    """
    return ask_graph(data, lambda store: _plans(_Graph(store)), tell=tell)


def _plans(graph: _Graph) -> dict[str, Plan]:
    found: dict[str, Plan] = {}
    reports = set(graph.subjects(v.KIND, v.KINDS["progress"]))
    for task_list in graph.subjects(v.TYPE, v.TASK_LIST_CLASS):
        document = graph.one(task_list, v.IS_PART_OF)
        if document in reports:
            continue
        region = graph.one(task_list, v.REGION)
        key = "" if region is None else local(region)
        if key not in found:
            within = graph.label(graph.one(region, _WITHIN))
            found[key] = Plan(key, graph.label(region), graph.text(region, v.NOTATION), within, _heirs(graph, region))
        later = None if document is None else _in_its_place(graph, document, _years(graph, task_list))
        if document is not None and later is not None:
            found[key].replaced[graph.title(document)] = graph.title(later)
        else:
            _read_list(graph, task_list, found[key])
    for plan in found.values():
        for tasks in plan.tasks.values():
            tasks.sort(key=lambda task: (task.order, task.iri))
    return dict(sorted(found.items()))


_WITHIN: Final = v.term("zr:withinRegion")


def local(node: ox.NamedNode) -> str:
    """What stands behind the last slash or hash of an IRI."""
    return node.value.replace("#", "/").rsplit("/", 1)[-1]


class _Graph:
    """Look-ups of single facts; the smallest of several values, so that their order says nothing."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def subjects(self, predicate: ox.NamedNode, value: ox.NamedNode) -> list[ox.NamedNode]:
        found = (quad.subject for quad in self._store.quads_for_pattern(None, predicate, value, ox.DefaultGraph()))
        return sorted({node for node in found if isinstance(node, ox.NamedNode)}, key=lambda node: node.value)

    def values(self, thing: ox.NamedNode | None, predicate: ox.NamedNode) -> list[ox.NamedNode | ox.Literal]:
        if thing is None:
            return []
        found = {quad.object for quad in self._store.quads_for_pattern(thing, predicate, None, ox.DefaultGraph())}
        return sorted((value for value in found if isinstance(value, ox.NamedNode | ox.Literal)), key=lambda value: value.value)

    def links(self, thing: ox.NamedNode | None, predicate: ox.NamedNode) -> list[ox.NamedNode]:
        return [value for value in self.values(thing, predicate) if isinstance(value, ox.NamedNode)]

    def one(self, thing: ox.NamedNode | None, predicate: ox.NamedNode) -> ox.NamedNode | None:
        return next(iter(self.links(thing, predicate)), None)

    def text(self, thing: ox.NamedNode | None, predicate: ox.NamedNode) -> str:
        return next((value.value for value in self.values(thing, predicate) if isinstance(value, ox.Literal)), "")

    def label(self, thing: ox.NamedNode | None) -> str:
        """The Chinese label, else any, else what the IRI ends in."""
        labels = [value for value in self.values(thing, v.PREF_LABEL) if isinstance(value, ox.Literal)]
        best = min(labels, key=lambda label: label.language not in (None, "zh"), default=None)
        return best.value if best is not None else "" if thing is None else local(thing)

    def title(self, document: ox.NamedNode) -> str:
        return self.text(document, v.TITLE) or local(document)

    def number(self, thing: ox.NamedNode | None, predicate: ox.NamedNode) -> Decimal | None:
        try:
            found = Decimal(self.text(thing, predicate))
        except InvalidOperation:
            return None
        return found if found.is_finite() else None

    def whole(self, thing: ox.NamedNode, predicate: ox.NamedNode) -> int | None:
        text = self.text(thing, predicate)
        return int(text[:9]) if text[:9].isdecimal() else None


def _heirs(graph: _Graph, region: ox.NamedNode | None) -> tuple[str, ...]:
    """Who took the region over, and who that one; a circle in a foreign graph ends where it begins."""
    way = [region]
    while len(after := graph.links(way[-1], v.REPLACED_BY)) == 1 and after[0] not in way:
        way.append(after[0])
    return tuple(local(heir) for heir in way[1:] if heir is not None)


def _years(graph: _Graph, task_list: ox.NamedNode) -> Years | None:
    first, last = graph.whole(task_list, v.START_YEAR), graph.whole(task_list, v.END_YEAR)
    return None if first is None else (first, first if last is None else last)


def _in_its_place(graph: _Graph, document: ox.NamedNode, years: Years | None) -> ox.NamedNode | None:
    """The notice that ends a document and has a list of these years, too: one of a later year ends it, and takes nothing from its year."""
    for later in graph.subjects(v.REPLACES, document):
        if any(
            _years(graph, part) == years for part in graph.subjects(v.IS_PART_OF, later) if v.TASK_LIST_CLASS in graph.links(part, v.TYPE)
        ):
            return later
    return None


def _read_list(graph: _Graph, task_list: ox.NamedNode, plan: Plan) -> None:
    years = _years(graph, task_list)
    document = graph.one(task_list, v.IS_PART_OF)
    name = "" if document is None else document.value
    sections: set[ox.NamedNode] = set()
    for node in graph.subjects(v.IS_PART_OF, task_list):
        if v.TASK_CLASS in graph.links(node, v.TYPE):
            plan.tasks[years].append(_task(graph, node, plan, years, name))
            plan.lines[years].update(_lines(graph, node, v.OF_TASK))
            sections.update(_sections(graph, node))
    for section in sections:
        plan.lines[years].update(_lines(graph, section, v.IN_SECTION))


def _task(graph: _Graph, node: ox.NamedNode, plan: Plan, years: Years | None, document: str) -> Task:
    roles: dict[str, str] = {}
    for role, relation in (("lead", v.LEAD_UNIT), ("support", v.SUPPORT_UNIT)):
        for body in graph.links(node, relation):
            key = local(body)
            plan.bodies.setdefault(key, Body(key, graph.label(body), body.value))
            roles.setdefault(key, role)
    leaders = graph.links(node, v.LEADER)
    for leader in leaders:
        plan.people.setdefault(local(leader), Person(local(leader), graph.label(leader), leader.value))
    targets = sorted(graph.links(node, v.TARGET), key=lambda target: (graph.whole(target, v.CHAR_START) or 0, target.value))
    return Task(
        iri=node.value,
        place=_place(graph, node),
        text=graph.text(node, v.TEXT) or None,
        years=years,
        order=(document, graph.whole(node, v.CHAR_START) or 0),
        roles=roles,
        leaders=tuple(map(local, leaders)),
        numbers=tuple(filter(None, (_number(graph, target) for target in targets))),
    )


def _sections(graph: _Graph, task: ox.NamedNode) -> Iterator[ox.NamedNode]:
    """The section that a task is in, and those that it is in."""
    section = graph.one(task, v.SECTION)
    for _ in range(_DEEPEST):
        if section is None or v.SECTION_CLASS not in graph.links(section, v.TYPE):
            return
        yield section
        section = graph.one(section, v.IS_PART_OF)


def _place(graph: _Graph, task: ox.NamedNode) -> str:
    """The ordinals of the sections and the number: where the task stands in its document."""
    ordinals = [graph.text(section, v.ORDINAL) for section in _sections(graph, task)]
    parts = (*reversed(ordinals), graph.text(task, v.PARENT_NUMBER), graph.text(task, v.NUMBER))
    return " ".join(part for part in parts if part)


def _lines(graph: _Graph, thing: ox.NamedNode, relation: ox.NamedNode) -> Iterator[Line]:
    for node in graph.subjects(relation, thing):
        post = graph.one(node, v.POST)
        for person in graph.links(node, v.MEMBER):
            yield Line(local(person), graph.label(post) or None)


def _number(graph: _Graph, node: ox.NamedNode) -> Number | None:
    """The target; None for one without a number, which a foreign graph may hold."""
    value = graph.number(node, v.VALUE)
    if value is None:
        return None
    base, measure = graph.number(node, v.BASE_VALUE), graph.one(node, v.BASE_MEASURE)
    indicator = graph.one(node, v.INDICATOR)
    base_unit = graph.text(node, v.BASE_UNIT)
    unit = graph.text(node, v.UNIT_OF_MEASURE)
    printed = (value, graph.number(node, v.UPPER_VALUE), graph.number(node, v.BASELINE_VALUE))
    return Number(
        iri=node.value,
        indicator=None if indicator is None else graph.label(indicator),
        name=graph.text(node, v.INDICATOR_NAME) or None,
        change=_word(graph, node, v.CHANGE, _CHANGES),
        comparator=_word(graph, node, v.COMPARATOR, _COMPARATORS),
        measure=base_unit or ("" if measure is None else local(measure)),
        base=value if base is None else base,
        base_unit=base_unit if base is not None and base_unit else unit,
        upper=printed[1],
        value=value,
        unit=unit,
        printed=tuple(figure for figure in printed if figure is not None),
    )


_CHANGES: Final = {term.value: word for word, term in v.CHANGES.items()}
_COMPARATORS: Final = {term.value: word for word, term in v.COMPARATORS.items()}


def _word(graph: _Graph, node: ox.NamedNode, predicate: ox.NamedNode, words: Mapping[str, str]) -> str:
    found = graph.one(node, predicate)
    return "" if found is None else words.get(found.value, local(found))
