"""Records to triples, one document after the other.

Each triple is made once and in an order that the document gives, so that a serializer can write it as it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from kg.mapping import vocabulary as v
from kg.mapping.bodies import Bodies, Used
from kg.mapping.concepts import doubt_of
from kg.mapping.containers import Outline, OutlineSection, outline_of, task_locals
from kg.mapping.iris import Names
from kg.mapping.literals import date_literal, year_literal
from kg.mapping.people import People
from kg.mapping.responsibilities import Responsibilities
from kg.mapping.scope import Scope
from kg.mapping.shared import initiative
from kg.mapping.targets import target_triples
from kg.model.records import DocumentRecord, Parsed, SourceFile, Task, Unit

__all__ = ["Mapper"]

# Hexadecimal digits of a file's digest in its local name.
_FILE_DIGITS: Final = 20

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

    def document(self, parsed: Parsed, key: str, stem: str, used: Used, earlier: Iterable[tuple[str, str]] = ()) -> list[Triple]:
        """The triples of one document, its files, lists, sections, tasks, assignments, responsibilities and targets.

        ``key`` is its local name, ``stem`` what those of its lists begin with, ``earlier`` the local names of documents that it changes,
        each with the way: ``replaces`` or ``amends``. What the triples point to is noted in ``used``:
        :class:`Bodies` and :mod:`kg.mapping.shared` give the triples of that.
        """
        document = self._names.iri("document", key)
        outline = outline_of(parsed, stem)
        people = People(leader for task in parsed.tasks for leader in task.leaders)
        answering = Responsibilities(self._names, self.bodies, document, people, used)
        made = [
            *self._document(document, parsed.document),
            *(Triple(document, v.EARLIER[way], self._names.iri("document", other)) for way, other in earlier),
            *self._doubts(document, parsed.document.doubts, used),
            *self._lists(document, outline),
        ]
        for section in outline.sections:
            made += self._section(section, outline, answering)
        lists = {part: self._names.iri("list", task_list.local) for part, task_list in outline.lists.items()}
        headed = {section.local: section for section in outline.sections}
        for task, inner, local in zip(parsed.tasks, outline.section_of_task, task_locals(parsed, outline), strict=True):
            node = self._names.iri("task", local)
            section_node = None if inner is None else self._names.iri("section", inner)
            made += answering.led_by(node, task.leaders)
            self._task(task, node, local, lists[task.part], section_node, document, used, made.append)
            heads = set() if inner is None else headed[inner].heads
            own = [leader for leader in task.leaders if leader not in heads]
            made += answering.answer(local, node, own, v.OF_TASK, outline.lists[task.part].years)
        return made

    def _document(self, document: NamedNode, record: DocumentRecord) -> Iterator[Triple]:
        yield Triple(document, v.TYPE, v.DOCUMENT_CLASS)
        yield Triple(document, v.KIND, v.KINDS[record.kind])
        if record.title is not None:
            yield Triple(document, v.TITLE, Literal(record.title, language="zh"))
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
        yield Triple(document, v.CHARACTERS, Literal(record.characters))
        files = record.files or (SourceFile(record.file, record.sha256, "text/plain"),)
        nodes = [self._names.iri("file", file.sha256[:_FILE_DIGITS]) for file in files]
        for node in nodes:
            yield Triple(document, v.HAS_FORMAT, node)
        yield Triple(document, v.READ_FROM, nodes[0])
        for node, file in zip(nodes, files, strict=True):
            yield Triple(node, v.TYPE, v.SOURCE_FILE_CLASS)
            yield Triple(node, v.FILE_NAME, Literal(file.name))
            yield Triple(node, v.FORMAT, Literal(file.media_type))
            yield Triple(node, v.SHA256, Literal(file.sha256))

    def _doubts(self, thing: NamedNode, codes: Iterable[str], used: Used) -> Iterator[Triple]:
        for code in codes:
            used.doubts.add(code)
            yield Triple(thing, v.DOUBT, doubt_of(code, self._names))

    def _lists(self, document: NamedNode, outline: Outline) -> Iterator[Triple]:
        for task_list in outline.lists.values():
            node = self._names.iri("list", task_list.local)
            yield Triple(node, v.TYPE, v.TASK_LIST_CLASS)
            if task_list.title is not None:
                yield Triple(node, v.TITLE, Literal(task_list.title, language="zh"))
            yield Triple(node, v.IS_PART_OF, document)
            yield from self.bodies.in_region(node)
            if task_list.years is not None:
                yield Triple(node, v.START_YEAR, year_literal(task_list.years[0]))
                yield Triple(node, v.END_YEAR, year_literal(task_list.years[1]))

    def _section(self, section: OutlineSection, outline: Outline, answering: Responsibilities) -> Iterator[Triple]:
        node = self._names.iri("section", section.local)
        yield Triple(node, v.TYPE, v.SECTION_CLASS)
        if section.title is not None:
            yield Triple(node, v.TITLE, Literal(section.title, language="zh"))
        if section.ordinal is not None:
            yield Triple(node, v.ORDINAL, Literal(section.ordinal))
        yield Triple(node, v.IS_PART_OF, self._names.iri("section" if section.nested else "list", section.parent))
        yield from answering.led_by(node, section.leaders)
        yield from answering.answer(section.local, node, section.leaders, v.IN_SECTION, outline.lists[section.part].years)

    def _task(
        self,
        task: Task,
        node: NamedNode,
        local: str,
        task_list: NamedNode,
        section: NamedNode | None,
        document: NamedNode,
        used: Used,
        add: _Add,
    ) -> None:
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
        add(Triple(node, v.STEP_OF_PLAN, task_list))
        if section is not None:
            add(Triple(node, v.SECTION, section))
        for triple in self.bodies.in_region(node):
            add(triple)
        if task.deadline is not None:
            add(Triple(node, v.DEADLINE, Literal(task.deadline)))
        for name in self._initiatives_in(task.text):
            used.initiatives.add(name)
            add(Triple(node, v.INITIATIVE, initiative(name, self._names)))
        parties = [self.bodies.party(unit.name, unit.collective) for unit in task.units]
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
        _stands(node, document, task.start, task.end, add)
        for assignment, party, unit in zip(assignments, parties, task.units, strict=True):
            add(Triple(assignment, v.TYPE, v.ASSIGNMENT_CLASS))
            add(Triple(assignment, v.PARTY, party))
            add(Triple(assignment, v.ROLE, v.ROLES[unit.role]))
            add(Triple(assignment, v.BASIS, v.BASES[unit.basis]))
            add(Triple(assignment, v.PRINTED_NAME, Literal(unit.name)))
            _stands(assignment, document, unit.start, unit.end, add)
        for target, record in zip(targets, task.targets, strict=True):
            for triple in target_triples(target, record, self._names, self._level, used, with_text=self._with_text):
                add(triple)
            _stands(target, document, record.start, record.end, add)


def _stands(thing: NamedNode, document: NamedNode, start: int, end: int, add: _Add) -> None:
    """Where a thing is printed."""
    add(Triple(thing, v.QUOTED_FROM, document))
    add(Triple(thing, v.CHAR_START, Literal(start)))
    add(Triple(thing, v.CHAR_END, Literal(end)))


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
