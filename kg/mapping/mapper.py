"""Records to triples, one document after the other.

Each triple is made once and in an order that the document gives, so that a serializer can write it as it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from kg.knowledge.measures import to_base
from kg.linking.indicators import indicator_of
from kg.mapping import vocabulary as v
from kg.mapping.bodies import Bodies, Used
from kg.mapping.concepts import doubt_of
from kg.mapping.containers import Outline, OutlineSection, outline_of
from kg.mapping.iris import Names, UniqueLocals, slug
from kg.mapping.literals import date_literal, decimal_literal, year_literal
from kg.mapping.scope import Scope, known_as
from kg.model.records import DocumentRecord, Leader, Parsed, Target, Task, Unit

__all__ = ["Mapper"]

# Characters of an item's number, after its parent's, in its local name.
_ITEM_LIMIT: Final = 24

_Add = Callable[[Triple], None]


class Mapper:
    """Makes the triples of the documents of one scope."""

    def __init__(
        self,
        scope: Scope,
        names: Names,
        *,
        with_text: bool = True,
        initiatives_in: Callable[[str], Iterable[str]] = lambda text: (),
    ) -> None:
        """``initiatives_in`` gives the names of the campaigns that a task's text speaks of."""
        self.bodies = Bodies(scope, names)
        self._names = names
        self._level = scope.level
        self._with_text = with_text
        self._initiatives_in = initiatives_in
        self._base_quantity = lru_cache(maxsize=4096)(to_base)

    def document(self, parsed: Parsed, key: str, used: Used) -> list[Triple]:
        """The triples of one document, its lists, sections, tasks, assignments and targets; ``key`` is its local name.

        What they point to is noted in ``used``; :class:`Bodies` gives the triples of that.
        """
        made: list[Triple] = []
        document = self._names.iri("document", key)
        outline = outline_of(parsed, key)
        made += self._document(document, parsed.document)
        made += self._doubts(document, parsed.document.doubts, used)
        made += self._lists(document, outline)
        for section in outline.sections:
            made += self._section(section, used)
        locals_ = UniqueLocals()
        lists = {part: self._names.iri("list", task_list.local) for part, task_list in outline.lists.items()}
        sections = {section.local: self._names.iri("section", section.local) for section in outline.sections}
        for task, inner, place in zip(parsed.tasks, outline.section_of_task, outline.place_of_task, strict=True):
            local = locals_.take(f"{place}_{_item_local(task)}")
            section_node = None if inner is None else sections[inner]
            self._task(task, local, lists[task.part], section_node, document, used, made.append)
        return made

    def _document(self, document: NamedNode, record: DocumentRecord) -> Iterator[Triple]:
        yield Triple(document, v.TYPE, v.DOCUMENT_CLASS)
        if record.title is not None:
            yield Triple(document, v.TITLE, Literal(record.title))
        if record.number is not None:
            yield Triple(document, v.IDENTIFIER, Literal(record.number))
        if record.issued is not None:
            yield Triple(document, v.ISSUED, date_literal(record.issued))
        if record.publisher is not None:
            yield Triple(document, v.PUBLISHER, Literal(record.publisher))
        yield from self.bodies.in_region(document)
        yield Triple(document, v.REGION_STATED, Literal(record.region_stated))
        if record.lead_rule is not None:
            yield Triple(document, v.LEAD_RULE, v.BASES[record.lead_rule])
        yield Triple(document, v.SHA256, Literal(record.sha256))

    def _doubts(self, thing: NamedNode, codes: Iterable[str], used: Used) -> Iterator[Triple]:
        for code in codes:
            used.doubts.add(code)
            yield Triple(thing, v.DOUBT, doubt_of(code, self._names))

    def _lists(self, document: NamedNode, outline: Outline) -> Iterator[Triple]:
        for task_list in outline.lists.values():
            node = self._names.iri("list", task_list.local)
            yield Triple(node, v.TYPE, v.TASK_LIST_CLASS)
            if task_list.title is not None:
                yield Triple(node, v.TITLE, Literal(task_list.title))
            yield Triple(node, v.IS_PART_OF, document)
            yield from self.bodies.in_region(node)
            if task_list.years is not None:
                yield Triple(node, v.START_YEAR, year_literal(task_list.years[0]))
                yield Triple(node, v.END_YEAR, year_literal(task_list.years[1]))

    def _section(self, section: OutlineSection, used: Used) -> Iterator[Triple]:
        node = self._names.iri("section", section.local)
        yield Triple(node, v.TYPE, v.SECTION_CLASS)
        if section.title is not None:
            yield Triple(node, v.TITLE, Literal(section.title))
        if section.ordinal is not None:
            yield Triple(node, v.ORDINAL, Literal(section.ordinal))
        yield Triple(node, v.IS_PART_OF, self._names.iri("section" if section.nested else "list", section.parent))
        yield from self._leaders(node, section.leaders, used)

    def _leaders(self, thing: NamedNode, leaders: Iterable[Leader], used: Used) -> Iterator[Triple]:
        seen: set[str] = set()
        for leader in leaders:
            name = known_as(leader)
            if name is None:
                continue
            titles = used.leaders.setdefault(name, set())
            if leader.title is not None:
                titles.add(leader.title)
            if name not in seen:
                seen.add(name)
                yield Triple(thing, v.LEADER, self.bodies.person(name))

    def _task(
        self,
        task: Task,
        local: str,
        task_list: NamedNode,
        section: NamedNode | None,
        document: NamedNode,
        used: Used,
        add: _Add,
    ) -> None:
        node = self._names.iri("task", local)
        add(Triple(node, v.TYPE, v.TASK_CLASS))
        if task.number is not None:
            add(Triple(node, v.NUMBER, Literal(task.number)))
        if task.parent is not None:
            add(Triple(node, v.PARENT_NUMBER, Literal(task.parent)))
        if self._with_text:
            if task.heading is not None:
                add(Triple(node, v.HEADING, Literal(task.heading)))
            add(Triple(node, v.TEXT, Literal(task.text)))
        add(Triple(node, v.IS_PART_OF, task_list))
        if section is not None:
            add(Triple(node, v.SECTION, section))
        for triple in self.bodies.in_region(node):
            add(triple)
        if task.deadline is not None:
            add(Triple(node, v.DEADLINE, Literal(task.deadline)))
        for triple in self._leaders(node, task.leaders, used):
            add(triple)
        for name in self._initiatives_in(task.text):
            used.initiatives.add(name)
            add(Triple(node, v.INITIATIVE, self.bodies.initiative(name)))
        parties = [self.bodies.party(unit.name) for unit in task.units]
        used.units.update(unit.name for unit in task.units)
        for triple in _shortcuts(node, parties, task.units):
            add(triple)
        assignments = [self._names.iri("assignment", f"{local}_a{i}") for i in range(1, len(parties) + 1)]
        targets = [self._names.iri("target", f"{local}_t{i}") for i in range(1, len(task.targets) + 1)]
        for assignment in assignments:
            add(Triple(node, v.ASSIGNMENT, assignment))
        for target in targets:
            add(Triple(node, v.TARGET, target))
        for triple in self._doubts(node, task.doubts, used):
            add(triple)
        add(Triple(node, v.QUOTED_FROM, document))
        add(Triple(node, v.CHAR_START, Literal(task.start)))
        add(Triple(node, v.CHAR_END, Literal(task.end)))
        for assignment, party, unit in zip(assignments, parties, task.units, strict=True):
            add(Triple(assignment, v.TYPE, v.ASSIGNMENT_CLASS))
            add(Triple(assignment, v.PARTY, party))
            add(Triple(assignment, v.ROLE, v.ROLES[unit.role]))
            add(Triple(assignment, v.BASIS, v.BASES[unit.basis]))
            add(Triple(assignment, v.PRINTED_NAME, Literal(unit.name)))
        for target, record in zip(targets, task.targets, strict=True):
            self._target(target, record, document, used, add)

    def _target(self, node: NamedNode, target: Target, document: NamedNode, used: Used, add: _Add) -> None:
        add(Triple(node, v.TYPE, v.TARGET_CLASS))
        if target.indicator is not None:
            add(Triple(node, v.INDICATOR_NAME, Literal(target.indicator)))
            indicator = indicator_of(target.indicator, target.change, target.unit, self._level)
            if indicator is not None:
                used.indicators.add(indicator)
                add(Triple(node, v.INDICATOR, self._names.iri("indicator", indicator)))
        add(Triple(node, v.CHANGE, v.CHANGES[target.change]))
        add(Triple(node, v.COMPARATOR, v.COMPARATORS[target.comparator]))
        add(Triple(node, v.VALUE, decimal_literal(target.value)))
        if target.unit is not None:
            add(Triple(node, v.UNIT_OF_MEASURE, Literal(target.unit)))
        base = self._base_quantity(target.value, target.unit)
        if base is not None:
            add(Triple(node, v.BASE_VALUE, decimal_literal(base[0])))
            add(Triple(node, v.BASE_UNIT, Literal(base[1])))
        if target.upper is not None:
            add(Triple(node, v.UPPER_VALUE, decimal_literal(target.upper)))
        if target.baseline is not None:
            add(Triple(node, v.BASELINE_VALUE, decimal_literal(target.baseline)))
        add(Triple(node, v.COMMITMENT, v.COMMITMENTS[target.commitment]))
        if target.deadline is not None:
            add(Triple(node, v.DEADLINE, Literal(target.deadline)))
        if self._with_text:
            add(Triple(node, v.QUOTE, Literal(target.quote)))
        add(Triple(node, v.QUOTED_FROM, document))
        add(Triple(node, v.CHAR_START, Literal(target.start)))
        add(Triple(node, v.CHAR_END, Literal(target.end)))


def _shortcuts(task: NamedNode, parties: list[NamedNode], units: tuple[Unit, ...]) -> Iterator[Triple]:
    """From the task straight to each party, once: a body named both as lead and as support leads."""
    leads = {party for party, unit in zip(parties, units, strict=True) if unit.role == "lead"}
    once = dict.fromkeys(parties)
    for party in once:
        if party in leads:
            yield Triple(task, v.LEAD_UNIT, party)
    for party in once:
        if party not in leads:
            yield Triple(task, v.SUPPORT_UNIT, party)


def _item_local(task: Task) -> str:
    """The item's number, after its parent's where it has one; 0 where none is printed."""
    return slug("-".join(number for number in (task.parent, task.number) if number), _ITEM_LIMIT) or "0"
