"""Records to triples: one document after the other, with the bodies of one region.

Each triple is made once and in an order that the document gives, so that a serializer can write it as it comes. The
terms of a region (its bodies, its leaders) are kept, since most triples point to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from kg.knowledge.measures import to_base
from kg.linking.indicators import indicator_of
from kg.mapping import vocabulary as v
from kg.mapping.concepts import described
from kg.mapping.iris import Names, UniqueLocals, slug
from kg.mapping.literals import date_literal, decimal_literal, year_literal
from kg.mapping.outline import Outline, OutlineSection, outline_of
from kg.mapping.scope import LinkedUnit, Scope, known_as
from kg.records import DocumentRecord, Leader, Parsed, Target, Task

__all__ = ["Mapper", "Used"]

_ITEM_LIMIT: Final = 24


@dataclass
class Used:
    """The things that some triples point to, and that the graph has yet to describe."""

    units: set[str] = field(default_factory=set)
    leaders: dict[str, set[str]] = field(default_factory=dict)
    functions: set[str] = field(default_factory=set)
    indicators: set[str] = field(default_factory=set)
    initiatives: set[str] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)

    def add(self, other: Used) -> None:
        """Take over what another has."""
        self.units |= other.units
        for name, titles in other.leaders.items():
            self.leaders.setdefault(name, set()).update(titles)
        self.functions |= other.functions
        self.indicators |= other.indicators
        self.initiatives |= other.initiatives
        self.regions |= other.regions


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
        """``initiatives_in`` gives the names of the known campaigns that a task's text speaks of."""
        self._scope = scope
        self._names = names
        self._with_text = with_text
        self._initiatives_in = initiatives_in
        self._region = names.iri("region", scope.region) if scope.region else None
        self._parties: dict[str, NamedNode] = {}
        self._people: dict[str, NamedNode] = {}
        self._base_quantity = lru_cache(maxsize=4096)(to_base)

    def document(self, parsed: Parsed, key: str, used: Used) -> Iterator[Triple]:
        """The triples of one document, its lists, sections, tasks, assignments and targets; ``key`` is its local name.

        What they point to is noted in ``used``; :meth:`described` gives the triples of that.
        """
        document = self._names.iri("document", key)
        if self._scope.region:
            used.regions.add(self._scope.region)
        outline = outline_of(parsed, key)
        yield from self._document(document, parsed.document)
        yield from self._lists(document, outline)
        for section in outline.sections:
            yield from self._section(section, used)
        locals_ = UniqueLocals()
        for task, inner, place in zip(parsed.tasks, outline.section_of_task, outline.place_of_task, strict=True):
            local = locals_.take(f"{place}_{_item_local(task)}")
            yield from self._task(task, local, outline.lists[task.part].local, inner, document, used)

    def described(self, used: Used) -> Iterator[Triple]:
        """The triples of the bodies and people in ``used``, in the order of their local names."""
        linked: dict[str, LinkedUnit] = {}
        for printed in used.units:
            unit = self._scope.units[printed]
            linked[unit.key] = unit
        for local in sorted(linked):
            yield from self._unit(linked[local], used)
        for name in sorted(used.leaders):
            yield from self._leader(name, sorted(used.leaders[name]))
        for title in sorted({title for titles in used.leaders.values() for title in titles}):
            post = self._names.iri("post", self._scope.posts[title])
            yield Triple(post, v.TYPE, v.POST_CLASS)
            yield Triple(post, v.PREF_LABEL, Literal(title))
            yield from self._in_region(post)

    def shared(self, used: Used, done: set[NamedNode]) -> Iterator[Triple]:
        """The triples of what regions share and ``used`` holds: regions, functions, indicators, campaigns.

        To be asked after :meth:`described`, which notes the functions. What is in ``done`` is left out, and what is told
        is put into it.
        """
        if self._region is not None and self._region not in done:
            told = list(described("region", used.regions, self._names, done))
            yield from told or self._unknown_region(self._region)
            done.add(self._region)
        yield from described("function", used.functions, self._names, done)
        yield from described("indicator", used.indicators, self._names, done)
        for name in sorted(used.initiatives):
            node = self._initiative(name)
            if node not in done:
                done.add(node)
                yield Triple(node, v.TYPE, v.INITIATIVE_CLASS)
                yield Triple(node, v.PREF_LABEL, Literal(name, language="zh"))

    def _unknown_region(self, region: NamedNode) -> Iterator[Triple]:
        """A region that the divisions do not hold: all that is known is what its documents print."""
        yield Triple(region, v.TYPE, v.REGION_CLASS)
        if self._scope.region_name is not None:
            yield Triple(region, v.PREF_LABEL, Literal(self._scope.region_name, language="zh"))

    def _initiative(self, name: str) -> NamedNode:
        return self._names.iri("initiative", slug(name))

    def _in_region(self, thing: NamedNode) -> Iterator[Triple]:
        if self._region is not None:
            yield Triple(thing, v.REGION, self._region)

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
        yield from self._in_region(document)
        yield Triple(document, v.REGION_STATED, Literal(record.region_stated))
        if record.lead_rule is not None:
            yield Triple(document, v.LEAD_RULE, v.BASES[record.lead_rule])
        yield Triple(document, v.SHA256, Literal(record.sha256))

    def _lists(self, document: NamedNode, outline: Outline) -> Iterator[Triple]:
        for task_list in outline.lists.values():
            node = self._names.iri("list", task_list.local)
            yield Triple(node, v.TYPE, v.TASK_LIST_CLASS)
            if task_list.title is not None:
                yield Triple(node, v.TITLE, Literal(task_list.title))
            yield Triple(node, v.IS_PART_OF, document)
            yield from self._in_region(node)
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
                yield Triple(thing, v.LEADER, self._person(name))

    def _task(
        self,
        task: Task,
        local: str,
        list_local: str,
        section_local: str | None,
        document: NamedNode,
        used: Used,
    ) -> Iterator[Triple]:
        node = self._names.iri("task", local)
        yield Triple(node, v.TYPE, v.TASK_CLASS)
        if task.number is not None:
            yield Triple(node, v.NUMBER, Literal(task.number))
        if task.parent is not None:
            yield Triple(node, v.PARENT_NUMBER, Literal(task.parent))
        if self._with_text:
            if task.heading is not None:
                yield Triple(node, v.HEADING, Literal(task.heading))
            yield Triple(node, v.TEXT, Literal(task.text))
        yield Triple(node, v.IS_PART_OF, self._names.iri("list", list_local))
        if section_local is not None:
            yield Triple(node, v.SECTION, self._names.iri("section", section_local))
        if self._region is not None:
            yield Triple(node, v.REGION, self._region)
        if task.deadline is not None:
            yield Triple(node, v.DEADLINE, Literal(task.deadline))
        yield from self._leaders(node, task.leaders, used)
        parties = [self._party(unit.name, used) for unit in task.units]
        leads = {party for party, unit in zip(parties, task.units, strict=True) if unit.role == "lead"}
        shown: set[NamedNode] = set()
        for party in parties:
            if party not in shown:
                shown.add(party)
                yield Triple(node, v.LEAD_UNIT if party in leads else v.SUPPORT_UNIT, party)
        for name in self._initiatives_in(task.text):
            used.initiatives.add(name)
            yield Triple(node, v.INITIATIVE, self._initiative(name))
        assignments = [self._names.iri("assignment", f"{local}_a{i}") for i in range(1, len(parties) + 1)]
        targets = [self._names.iri("target", f"{local}_t{i}") for i in range(1, len(task.targets) + 1)]
        for assignment in assignments:
            yield Triple(node, v.ASSIGNMENT, assignment)
        for target in targets:
            yield Triple(node, v.TARGET, target)
        yield Triple(node, v.QUOTED_FROM, document)
        yield Triple(node, v.CHAR_START, Literal(task.start))
        yield Triple(node, v.CHAR_END, Literal(task.end))
        for assignment, party, unit in zip(assignments, parties, task.units, strict=True):
            yield Triple(assignment, v.TYPE, v.ASSIGNMENT_CLASS)
            yield Triple(assignment, v.PARTY, party)
            yield Triple(assignment, v.ROLE, v.ROLES[unit.role])
            yield Triple(assignment, v.BASIS, v.BASES[unit.basis])
            yield Triple(assignment, v.PRINTED_NAME, Literal(unit.name))
        for target, record in zip(targets, task.targets, strict=True):
            yield from self._target(target, record, document, used)

    def _target(self, node: NamedNode, target: Target, document: NamedNode, used: Used) -> Iterator[Triple]:
        yield Triple(node, v.TYPE, v.TARGET_CLASS)
        if target.indicator is not None:
            yield Triple(node, v.INDICATOR_NAME, Literal(target.indicator))
            indicator = indicator_of(target.indicator, target.change, target.unit, self._scope.level)
            if indicator is not None:
                used.indicators.add(indicator)
                yield Triple(node, v.INDICATOR, self._names.iri("indicator", indicator))
        yield Triple(node, v.CHANGE, v.CHANGES[target.change])
        yield Triple(node, v.COMPARATOR, v.COMPARATORS[target.comparator])
        yield Triple(node, v.VALUE, decimal_literal(target.value))
        if target.unit is not None:
            yield Triple(node, v.UNIT_OF_MEASURE, Literal(target.unit))
        base = self._base_quantity(target.value, target.unit)
        if base is not None:
            yield Triple(node, v.BASE_VALUE, decimal_literal(base[0]))
            yield Triple(node, v.BASE_UNIT, Literal(base[1]))
        if target.upper is not None:
            yield Triple(node, v.UPPER_VALUE, decimal_literal(target.upper))
        if target.baseline is not None:
            yield Triple(node, v.BASELINE_VALUE, decimal_literal(target.baseline))
        yield Triple(node, v.COMMITMENT, v.COMMITMENTS[target.commitment])
        if target.deadline is not None:
            yield Triple(node, v.DEADLINE, Literal(target.deadline))
        if self._with_text:
            yield Triple(node, v.QUOTE, Literal(target.quote))
        yield Triple(node, v.QUOTED_FROM, document)
        yield Triple(node, v.CHAR_START, Literal(target.start))
        yield Triple(node, v.CHAR_END, Literal(target.end))

    def _party(self, printed: str, used: Used) -> NamedNode:
        used.units.add(printed)
        node = self._parties.get(printed)
        if node is None:
            unit = self._scope.units[printed]
            node = self._parties[printed] = self._body(unit)
        return node

    def _body(self, unit: LinkedUnit) -> NamedNode:
        return self._names.iri("group" if unit.collective else "unit", unit.key)

    def _person(self, name: str) -> NamedNode:
        node = self._people.get(name)
        if node is None:
            node = self._people[name] = self._names.iri("leader", self._scope.leaders[name])
        return node

    def _unit(self, unit: LinkedUnit, used: Used) -> Iterator[Triple]:
        node = self._body(unit)
        yield Triple(node, v.TYPE, v.UNIT_GROUP_CLASS if unit.collective else v.UNIT_CLASS)
        yield Triple(node, v.PREF_LABEL, Literal(unit.pref_name))
        for name in sorted(set(unit.alt_names) - {unit.pref_name}):
            yield Triple(node, v.ALT_LABEL, Literal(name))
        yield from self._in_region(node)
        if unit.function is not None:
            used.functions.add(unit.function)
            yield Triple(node, v.FUNCTION, self._names.iri("function", unit.function))

    def _leader(self, name: str, titles: list[str]) -> Iterator[Triple]:
        node = self._person(name)
        yield Triple(node, v.TYPE, v.LEADER_CLASS)
        yield Triple(node, v.PREF_LABEL, Literal(name))
        yield from self._in_region(node)
        for title in titles:
            yield Triple(node, v.HOLDS, self._names.iri("post", self._scope.posts[title]))


def _item_local(task: Task) -> str:
    """The item's number, after its parent's where it has one; 0 where none is printed."""
    return slug("-".join(number for number in (task.parent, task.number) if number), _ITEM_LIMIT) or "0"
