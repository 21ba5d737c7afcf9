"""The rows of filled-in lists in one region: each goes to the task that it was handed out for, or is kept as what belongs to none.

The tasks of the region's other documents are taken first; memory holds them only where a list was filled in.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kg.building.doubts import UNPLACED, doubts_of, own_tasks
from kg.building.report import DocumentReport
from kg.building.told import Told, told_of
from kg.knowledge.measures import to_base
from kg.knowledge.workbook import words_of
from kg.linking.handed_out import HandedOut, Why
from kg.linking.likeness import letters
from kg.mapping import Mapper, Names, Used, outline_of, task_locals
from kg.mapping.entries import entry_triples, party_local
from kg.mapping.iris import UniqueLocals, slug
from kg.mapping.standing import stands
from kg.mapping.statements import Statement, Term
from kg.model.doubts import kind_of, message
from kg.model.excerpts import excerpt
from kg.model.records import Entry, Parsed, Problem, Result, Task
from kg.model.values import changed
from kg.parsing.results.again import alike_target

__all__ = ["FilledIn", "is_filled_in", "retold"]

_LOCAL: Final = re.compile(r"[\w-]{1,200}")
_SHOWN: Final = 30  # characters of what was typed


def is_filled_in(parsed: Parsed) -> bool:
    """Whether a document is a list that was filled in."""
    return any(task.entry is not None for task in parsed.tasks)


@dataclass(frozen=True)
class _Home:
    """A task that was handed out, with its node, and those of its targets and of its bodies by their names."""

    task: Task
    local: str
    parties: dict[str, Term]


@dataclass
class FilledIn:
    """The tasks of one region by their local names, and what was filled in of them."""

    names: Names
    mapper: Mapper
    with_text: bool
    _handed_out: HandedOut = field(default_factory=HandedOut)
    _homes: dict[str, _Home] = field(default_factory=dict)
    _seen: set[tuple[object, ...]] = field(default_factory=set)

    def take(self, stem: str, parsed: Parsed, gone: Collection[int] = ()) -> None:
        """The tasks of a document that is no such list; ``stem`` is what the local names of its lists begin with.

        ``gone`` are those, by their place, that the graph does not have.
        """
        for at, (task, local) in enumerate(zip(parsed.tasks, task_locals(parsed, outline_of(parsed, stem)), strict=True)):
            if at in gone:
                continue
            parties: dict[str, Term] = {}
            for unit in task.units:
                node = self.mapper.bodies.party(unit.name, unit.collective)
                parties |= {node: node, unit.name: node}
            self._handed_out.take(local, task.text, parties)
            self._homes[local] = _Home(task, local, parties)

    def placed(self, parsed: Parsed, key: str, stem: str, used: Used) -> tuple[Parsed, list[Statement]]:
        """The document with a doubt at each row that belongs to no task, and its triples."""
        homes: list[tuple[_Home | None, Why | None]] = [self._home(task.entry) for task in parsed.tasks if task.entry is not None]
        tasks, problems = list(parsed.tasks), list(parsed.document.problems)
        for at, (task, (home, why)) in enumerate(zip(parsed.tasks, homes, strict=True)):
            if home is None and task.entry is not None:
                problems.append(_problem(task.entry, why, at + 2))
                tasks[at] = replace(task, doubts=tuple(sorted({*task.doubts, UNPLACED})))
        document = replace(parsed.document, problems=tuple(sorted(problems, key=lambda one: (one.line, one.code))))
        whole = Parsed(document, tuple(tasks), parsed.spans)
        rows = list(zip(tasks, homes, strict=True))
        new = [row for row in rows if not self._known(*row)]
        left = Parsed(document, tuple(task for task, (home, _) in new if home is None))
        made = self.mapper.document(left, key, stem, used)
        locals_ = iter(task_locals(left, outline_of(left, stem)))
        unique = UniqueLocals()
        for task, (home, why) in new:
            local = unique.take(f"{key}_{slug(task.entry.place if task.entry else '')}")
            if home is None:
                own = next(locals_)
                results = [self.names.term("result", f"{own}_e{i}") for i in range(1, len(task.results) + 1)]
                made += self._entry(task, local, self.names.term("task", own), None, why, results, key)
            else:
                made += self._results(task, local, home, key, used)
        return whole, made

    def _home(self, entry: Entry) -> tuple[_Home | None, Why | None]:
        iri = self._party(entry) or ""
        found, why = self._handed_out.place(party_local(entry.task)[1], entry.digest, {"iri": iri, "name": entry.bureau})
        return (self._homes[found] if found is not None else None), why

    def _party(self, entry: Entry) -> Term | None:
        """The body that the row names, whoever wrote it there; None for what is no name of one."""
        kind, local = party_local(entry.party)
        return self.names.term(kind, local) if kind in ("unit", "group") and _LOCAL.fullmatch(local) else None

    def _known(self, task: Task, home: tuple[_Home | None, Why | None]) -> bool:
        """Whether another list says the same of the same task for the same body."""
        entry = task.entry
        if entry is None:
            return False
        whose = home[0].local if home[0] is not None else entry.task
        said = (whose, entry.party or entry.bureau, entry.told, entry.value, entry.status, entry.as_of, entry.evidence)
        if whose and said in self._seen:
            return True
        self._seen.add(said)
        return False

    def _results(self, task: Task, local: str, home: _Home, key: str, used: Used) -> list[Statement]:
        made: list[Statement] = []
        node = self.names.term("task", home.local)
        targets = [self.names.term("target", f"{home.local}_t{i}") for i in range(1, len(home.task.targets) + 1)]
        results = [self.names.term("result", f"{local}_e{i}") for i in range(1, len(task.results) + 1)]
        document = self.names.term("document", key)
        taken: set[int] = set()
        for result, read in zip(results, task.results, strict=True):
            own = _of_target(read, home.task)
            if own.target is None and task.entry is not None and not task.entry.value:
                own = changed(own, target=alike_target(own, home.task.targets, taken))  # of a sentence, whose words for it may vary
            taken.add(-1 if own.target is None else own.target)
            made += self.mapper.result(result, own, node, targets, home.task, used)
            made += stands(result, document, read.start, read.end, task.read_by)
        entry = task.entry
        whose = (home.parties.get(self._party(entry) or "") or home.parties.get(entry.bureau)) if entry is not None else None
        return made + self._entry(task, local, node, whose, None, results, key)

    def _entry(
        self, task: Task, local: str, node: Term, party: Term | None, why: Why | None, results: Sequence[Term], key: str
    ) -> list[Statement]:
        if task.entry is None:
            return []
        row = self.names.term("entry", local)
        made = list(entry_triples(row, task.entry, node, party, why, list(results), with_text=self.with_text))
        return [*made, *stands(row, self.names.term("document", key), task.start, task.end, task.read_by)]


def retold(report: DocumentReport, parsed: Parsed) -> Told:
    """What is told of a list once it is known where its rows belong."""
    return told_of(replace(report, problems=parsed.document.problems, doubts=doubts_of(parsed), tasks=len(own_tasks(parsed))))


def _of_target(result: Result, task: Task) -> Result:
    """The result with the target that it is of: the one that it names, or the only one; a bare number is in that target's unit."""
    if result.value is None:
        return result
    if result.indicator is None:
        found = [0] if len(task.targets) == 1 else []
    else:
        found = [at for at, target in enumerate(task.targets) if letters(target.indicator or "") == letters(result.indicator)]
    if len(found) != 1:
        return result
    target = task.targets[found[0]]
    unit = result.unit or target.unit
    if _base(result, unit) != _base(result, target.unit):
        return result
    return changed(result, target=found[0], unit=unit, indicator=result.indicator or target.indicator)


def _base(result: Result, unit: str | None) -> str | None:
    """The unit in which the result is compared with others."""
    based = to_base(result.value, unit) if result.value is not None else None
    return based[1] if based is not None else unit


def _problem(entry: Entry, why: Why | None, line: int) -> Problem:
    typed = next(filter(None, (entry.told, entry.value, entry.status, entry.as_of, entry.evidence)), "")
    words, en = words_of("zh").word("unplaced", why or "no-key"), words_of("en").word("unplaced", why or "no-key")
    facts = {"place": entry.place, "why": f"{en} {words}", "text": excerpt(typed, _SHOWN)}
    return Problem(UNPLACED, line, message(UNPLACED, facts), kind_of(UNPLACED).severity, facts=tuple(sorted(facts.items())))
