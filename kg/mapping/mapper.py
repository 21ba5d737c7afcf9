"""Records to triples, one document after the other.

Each triple is made once and in an order that the document gives, so that a serializer can write it as it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from kg.mapping import written as w
from kg.mapping.bodies import Bodies, Used
from kg.mapping.containers import Outline, OutlineSection, outline_of, task_locals
from kg.mapping.corrections import Corrections
from kg.mapping.iris import Names, slug
from kg.mapping.joins import ItemTold, join_triples
from kg.mapping.literals import date_literal, truth, whole_number
from kg.mapping.people import People
from kg.mapping.responsibilities import Responsibilities
from kg.mapping.results import result_triples
from kg.mapping.scope import Scope
from kg.mapping.standing import stands
from kg.mapping.statements import Statement, Term, text
from kg.mapping.targets import target_triples
from kg.model.records import DocumentRecord, Parsed, Result, SourceFile, Task, Unit

__all__ = ["Mapper"]

# Hexadecimal digits of a file's digest in its local name.
_FILE_DIGITS: Final = 20

_Add = Callable[[Statement], None]
_UNITS: Final = frozenset({"units", "task"}).__contains__


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

    def document(
        self,
        parsed: Parsed,
        key: str,
        stem: str,
        used: Used,
        earlier: Iterable[tuple[str, str]] = (),
        told: Mapping[int, ItemTold] | None = None,
    ) -> list[Statement]:
        """The triples of one document, its files, lists, sections, tasks, assignments, responsibilities and targets.

        ``key`` is its local name, ``stem`` what those of its lists begin with, ``earlier`` the local names of documents that it changes,
        each with the way: ``replaces`` or ``amends``; ``told`` is what an item of a report tells of plans, by its place in ``parsed``. What
        the triples point to is noted in ``used``:
        :class:`Bodies` and :mod:`kg.mapping.shared` give the triples of that.
        """
        document = self._names.term("document", key)
        outline = outline_of(parsed, stem)
        people = People(leader for task in parsed.tasks for leader in task.leaders)
        answering = Responsibilities(self._names, self.bodies, document, people, used, parsed.document.read_by)
        corrections = Corrections(self._names, key, with_text=self._with_text)
        made = [
            *self._document(document, parsed.document),
            *((document, w.EARLIER[way], self._names.term("document", other)) for way, other in earlier),
            *self._doubts(document, parsed.document.doubts, used),
            *self._lists(document, outline),
        ]
        for section in outline.sections:
            made += self._section(section, outline, answering)
        corrections.of(document, parsed.document.corrections, lambda key: True, used, made.append)
        lists = {part: self._names.term("list", task_list.local) for part, task_list in outline.lists.items()}
        headed = {section.local: section for section in outline.sections}
        named = zip(parsed.tasks, outline.section_of_task, task_locals(parsed, outline), strict=True)
        for at, (task, inner, local) in enumerate(named):
            node = self._names.term("task", local)
            item = (told or {}).get(at)
            stays = item is None or item.stays
            if stays:
                section_node = None if inner is None else self._names.term("section", inner)
                made += answering.led_by(node, task.leaders)
                self._task(task, node, local, lists[task.part], section_node, document, used, corrections, made.append)
            self._results(task, local, document, item, corrections, used, made.append)
            if stays:
                heads = set() if inner is None else headed[inner].heads
                own = [leader for leader in task.leaders if leader not in heads]
                made += answering.answer(local, node, own, w.OF_TASK, outline.lists[task.part].years)
            for number, join in enumerate(item.joins if item else (), 1):
                joined = self._names.term("join", f"{local}_j{number}")
                made += join_triples(joined, join, task, node if stays else None, self._names, with_text=self._with_text)
                if not stays:
                    corrections.of(joined, task.corrections, lambda key: True, used, made.append)
                made += stands(joined, document, task.start, task.end, task.read_by)
        return made

    def _document(self, document: Term, record: DocumentRecord) -> Iterator[Statement]:
        yield (document, w.TYPE, w.DOCUMENT_CLASS)
        yield (document, w.KIND, w.KINDS[record.kind])
        if record.title is not None:
            yield (document, w.TITLE, text(record.title, "zh"))
        if record.number is not None:
            yield (document, w.IDENTIFIER, text(record.number))
        if record.issued is not None:
            yield (document, w.ISSUED, date_literal(record.issued))
        if record.publisher is not None:
            yield (document, w.PUBLISHER, text(record.publisher))
        yield from self.bodies.in_region(document)
        yield (document, w.REGION_STATED, truth(record.region_stated))
        if record.lead_rule is not None:
            yield (document, w.LEAD_RULE, w.BASES[record.lead_rule])
        yield (document, w.CHARACTERS, whole_number(record.characters))
        if record.read_by is not None:
            yield (document, w.READ_BY, w.READERS[record.read_by])
        files = record.files or (SourceFile(record.file, record.sha256, "text/plain"),)
        nodes = [self._names.term("file", file.sha256[:_FILE_DIGITS]) for file in files]
        for node in nodes:
            yield (document, w.HAS_FORMAT, node)
        yield (document, w.READ_FROM, nodes[0])
        for node, file in zip(nodes, files, strict=True):
            yield (node, w.TYPE, w.SOURCE_FILE_CLASS)
            yield (node, w.FILE_NAME, text(file.name))
            yield (node, w.FORMAT, text(file.media_type))
            yield (node, w.SHA256, text(file.sha256))

    def _doubts(self, thing: Term, codes: Iterable[str], used: Used) -> Iterator[Statement]:
        for code in codes:
            used.doubts.add(code)
            yield (thing, w.DOUBT, self._names.term("doubt", code))

    def _lists(self, document: Term, outline: Outline) -> Iterator[Statement]:
        for task_list in outline.lists.values():
            node = self._names.term("list", task_list.local)
            yield (node, w.TYPE, w.TASK_LIST_CLASS)
            if task_list.title is not None:
                yield (node, w.TITLE, text(task_list.title, "zh"))
            yield (node, w.IS_PART_OF, document)
            yield from self.bodies.in_region(node)
            if task_list.years is not None:
                yield (node, w.START_YEAR, whole_number(task_list.years[0]))
                yield (node, w.END_YEAR, whole_number(task_list.years[1]))

    def _section(self, section: OutlineSection, outline: Outline, answering: Responsibilities) -> Iterator[Statement]:
        node = self._names.term("section", section.local)
        yield (node, w.TYPE, w.SECTION_CLASS)
        if section.title is not None:
            yield (node, w.TITLE, text(section.title, "zh"))
        if section.ordinal is not None:
            yield (node, w.ORDINAL, text(section.ordinal))
        yield (node, w.IS_PART_OF, self._names.term("section" if section.nested else "list", section.parent))
        yield from answering.led_by(node, section.leaders)
        yield from answering.answer(section.local, node, section.leaders, w.IN_SECTION, outline.lists[section.part].years)

    def _task(
        self,
        task: Task,
        node: Term,
        local: str,
        task_list: Term,
        section: Term | None,
        document: Term,
        used: Used,
        corrections: Corrections,
        add: _Add,
    ) -> None:
        add((node, w.TYPE, w.TASK_CLASS))
        corrections.of(node, task.corrections, lambda key: True, used, add)
        if task.number is not None:
            add((node, w.NUMBER, text(task.number)))
        if task.parent is not None:
            add((node, w.PARENT_NUMBER, text(task.parent)))
        if self._with_text:
            if task.heading is not None:
                add((node, w.HEADING, text(task.heading)))
            add((node, w.TEXT, text(task.text)))
        add((node, w.IS_PART_OF, task_list))
        add((node, w.STEP_OF_PLAN, task_list))
        if section is not None:
            add((node, w.SECTION, section))
        for triple in self.bodies.in_region(node):
            add(triple)
        if task.deadline is not None:
            add((node, w.DEADLINE, text(task.deadline)))
        for name in self._initiatives_in(task.text):
            used.initiatives.add(name)
            add((node, w.INITIATIVE, self._names.term("initiative", slug(name))))
        parties = [self.bodies.party(unit.name, unit.collective) for unit in task.units]
        for triple in _shortcuts(node, parties, task.units):
            add(triple)
        assignments = [self._names.term("assignment", f"{local}_a{i}") for i in range(1, len(parties) + 1)]
        targets = [self._names.term("target", f"{local}_t{i}") for i in range(1, len(task.targets) + 1)]
        for assignment in assignments:
            add((node, w.ASSIGNMENT, assignment))
        for target in targets:
            add((node, w.TARGET, target))
        for triple in self._doubts(node, task.doubts, used):
            add(triple)
        for triple in stands(node, document, task.start, task.end, task.read_by):
            add(triple)
        for assignment, party, unit in zip(assignments, parties, task.units, strict=True):
            add((assignment, w.TYPE, w.ASSIGNMENT_CLASS))
            add((assignment, w.PARTY, party))
            add((assignment, w.ROLE, w.ROLES[unit.role]))
            add((assignment, w.BASIS, w.BASES[unit.basis]))
            add((assignment, w.PRINTED_NAME, text(unit.name)))
            if unit.basis == "corrected":
                corrections.of(assignment, task.corrections, _UNITS, used, add)
            for triple in stands(assignment, document, unit.start, unit.end, task.read_by):
                add(triple)
        for target, record in zip(targets, task.targets, strict=True):
            for triple in target_triples(target, record, self._names, self._level, used, with_text=self._with_text):
                add(triple)
            for triple in stands(target, document, record.start, record.end, task.read_by):
                add(triple)

    def _results(
        self, task: Task, local: str, document: Term, item: ItemTold | None, corrections: Corrections, used: Used, add: _Add
    ) -> None:
        """The results of a task, or of an item of a report those of the tasks of plans that it tells of."""
        for number, (result, plan) in enumerate(item.results if item else ((result, None) for result in task.results), 1):
            made = self._names.term("result", f"{local}_e{number}")
            of, its_local = (plan.task, plan.local) if plan else (task, local)
            node = self._names.term("task", its_local)
            targets = [self._names.term("target", f"{its_local}_t{i}") for i in range(1, len(of.targets) + 1)]
            for triple in self.result(made, result, node, targets, of, used):
                add(triple)
            corrections.of(made, task.corrections, lambda key: key == "results", used, add)
            for triple in stands(made, document, result.start, result.end, task.read_by):
                add(triple)

    def result(self, node: Term, result: Result, task: Term, targets: Sequence[Term], of: Task, used: Used) -> Iterator[Statement]:
        """What is said of one result of the task ``of`` but for where it stands; ``targets`` are the nodes of the task's."""
        return result_triples(node, result, task, targets, of, self._names, self._level, used, with_text=self._with_text)


def _shortcuts(task: Term, parties: list[Term], units: tuple[Unit, ...]) -> Iterator[Statement]:
    """From the task straight to each party, once: a body named both as lead and as support leads."""
    leads = {party for party, unit in zip(parties, units, strict=True) if unit.role == "lead"}
    once = dict.fromkeys(parties)
    for party in once:
        if party in leads:
            yield (task, w.LEAD_UNIT, party)
    for party in once:
        if party not in leads:
            yield (task, w.SUPPORT_UNIT, party)
