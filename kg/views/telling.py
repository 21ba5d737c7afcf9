"""An explanation in sentences, in Chinese or in English: what the page and the terminal say alike."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Final

from kg.knowledge.words import WordEntry
from kg.model.doubts import Language, kind_of, message
from kg.model.excerpts import excerpt
from kg.model.records import Leader, Problem, Target, Unit
from kg.model.shares import percent
from kg.model.wording import said
from kg.parsing.clauses.places import FORMS, Form
from kg.parsing.explaining.explanation import (
    ClauseReason,
    ColumnReason,
    Explanation,
    LeaderReason,
    LineReason,
    NameReason,
    NearMiss,
    PartReason,
    Stretch,
    TaskReason,
)
from kg.parsing.findings import FAMILIES
from kg.parsing.tables.columns import COLUMNS
from kg.parsing.text.items import FORM_OF_RULE
from kg.parsing.trace import Contest, Entrant

__all__ = ["Teller", "short"]

_SIGNS: Final = {"eq": "=", "ge": "≥", "le": "≤", "approx": "≈"}
_OF_TASKS: Final = frozenset({"number", "task", "detail", "clause"})
_MOST_TASKS: Final = 6
_LONGEST: Final = 60


@cache
def _words() -> Mapping[str, Mapping[str, Sequence[str]]]:
    return tomllib.loads(resources.files("kg.views").joinpath("explaining.toml").read_text(encoding="utf-8"))


class Teller:
    """Says in one language what an explanation holds; each sentence on one line, without markup."""

    def __init__(self, explanation: Explanation, language: Language) -> None:
        self.explanation = explanation
        self.language = language
        self._column = 0 if language == "zh" else 1
        self._comma = "，" if language == "zh" else ", "
        self._between = "；" if language == "zh" else "; "

    def word(self, table: str, key: str, **facts: object) -> str:
        """A word or sentence of ``explaining.toml``, filled in."""
        return _words()[table][key][self._column].format_map(facts)

    def head(self) -> list[tuple[str, str]]:
        """What holds for the whole document: terms, each with what is said of it."""
        told, record = self.explanation, self.explanation.document
        title = record.title or self.word("head", "unknown")
        if told.title_line:
            title = self.word("head", "at-line", what=title, line=told.title_line)
        rows = [
            (self.word("head", "title"), title),
            (self.word("head", "number"), record.number or self.word("head", "unknown")),
            (self.word("head", "region"), self._region()),
        ]
        rows += [(self.word("head", "list", number=number), self._list(contest)) for number, contest in enumerate(told.contests, 1)]
        share = percent(record.accounted, record.characters)
        rows.append((self.word("head", "tasks"), str(len(told.tasks))))
        counted = {"share": share, "accounted": f"{record.accounted:,}", "characters": f"{record.characters:,}"}
        return [*rows, (self.word("head", "accounted"), self.word("head", "share", **counted))]

    def _region(self) -> str:
        record, evidence = self.explanation.document, self.explanation.region_evidence
        if not record.region:
            return self.word("head", "unknown")
        if record.region_stated and record.region_code is None and evidence and evidence.isascii():
            return self.word("head", "unlisted", region=record.region)
        return self.word("head", "region-stated" if record.region_stated else "region-inferred", region=record.region, evidence=evidence)

    def _list(self, contest: Contest) -> str:
        lines = {"first": self.explanation.line_of(contest.start), "last": self.explanation.line_of(max(contest.start, contest.end - 1))}
        parts = [self.word("head", "list-lines", **lines)]
        if contest.title:
            parts.append(self.word("head", "list-title", line=self.explanation.line_of(contest.title[0])))
        first = contest.entrants[0]
        parts.append(self.word("head", "family", family=self._family(first), reason=said(first.reason, self.language)))
        if len(contest.entrants) == 1:
            return self._between.join([*parts, self.word("head", "one-reading")])
        weights = " : ".join(self.word("head", "weight", family=self._family(e), weight=f"{e.weight:,}") for e in contest.entrants)
        parts.append(self.word("head", "weights", weights=weights))
        parts += [self.word("head", "cells-known", measure=f"{e.measure:,.0f}") for e in contest.entrants if e.measure > e.weight]
        return self._between.join(parts)

    def _family(self, entrant: Entrant) -> str:
        return said(FAMILIES[entrant.family], self.language)

    def _form(self, form: Form) -> str:
        return said(FORMS[form], self.language)

    def stretch(self, stretch: Stretch) -> str:
        """The kind of a stretch and its rule."""
        kind = self.word("kind", stretch.kind)
        return f"{kind}{'：' if self.language == 'zh' else ': '}{self._rule(stretch)}"

    def _rule(self, stretch: Stretch) -> str:
        if stretch.rule in FORM_OF_RULE:
            return self._form(FORM_OF_RULE[stretch.rule])
        if stretch.rule in _words()["rule"]:
            return self.word("rule", stretch.rule)
        if stretch.rule.startswith("column "):
            return self.word("rule", "column", column=stretch.rule.removeprefix("column "))
        if stretch.kind == "aside":
            return self.word("rule", "aside", what=stretch.rule)
        if stretch.rule:
            return self.word("rule", "doubt", code=stretch.rule) if stretch.kind == "unread" else stretch.rule
        return self.word("rule", {"layout": "blank", "furniture": "reader"}.get(stretch.kind, "nothing"))

    def reasons(self, line: LineReason, stretch: Stretch) -> list[list[str]]:
        """All that is known of a stretch of a line, a block each: the first sentence of a block is its head."""

        def here(start: int) -> bool:
            return stretch.start <= start < stretch.end

        blocks = [[self.stretch(stretch)]]
        blocks += [[self.column(column)] for column in line.columns if here(column.start)]
        blocks += [self.clause(clause) for clause in line.clauses if here(clause.start)]
        blocks += [[self.name(name)] for name in line.names if here(name.unit.start)]
        blocks += [[self.leader(leader)] for leader in line.leaders if here(leader.leader.start)]
        blocks += [self.task(task) for task in self._tasks_of(line, stretch)]
        return [*blocks, *([self.doubt(doubt)] for doubt in line.doubts)]

    def _tasks_of(self, line: LineReason, stretch: Stretch) -> Sequence[TaskReason]:
        """The task that the stretch belongs to: that which begins in it or, for a number, behind it; else the one around the line."""
        if stretch.kind not in _OF_TASKS:
            return ()
        reach = stretch.end if stretch.kind != "number" else line.end
        own = [task for task in line.tasks if stretch.start <= task.task.start < reach]
        before = [task for task in line.tasks if task.task.start < stretch.start]
        around = self.explanation.tasks[line.within : line.within + 1] if line.within is not None else ()
        return own[:1] or before[-1:] or around

    def column(self, column: ColumnReason) -> str:
        """What a table's column holds, by its heading."""
        said = self.word(
            "column", "column", heading=column.heading, kind=column.kind, goes=self.word("column", COLUMNS[column.kind].goes_to)
        )
        return self._with_entries(said, column.entries)

    def clause(self, clause: ClauseReason) -> list[str]:
        """The form of a clause, and its parts, a line each."""
        head = self.word("part", "clause", form=self._form(clause.form) if clause.form else self.word("part", "cell"))
        return [head, *(map(self._part, clause.parts))] if clause.parts else [f"{head}{self._comma}{self.word('part', 'empty')}"]

    def _part(self, part: PartReason) -> str:
        facts = {"label": part.label, "kind": self.word("part", part.kind), "names": short(part.names)}
        return self._with_entries(self.word("part", "label" if part.label else "unlabelled", **facts), part.entries)

    def name(self, name: NameReason) -> str:
        """A body's role and its ground, and why it is a name."""
        said = self._said_of(name.unit, name.label, name.said_at)
        grounds = [
            self.word("unit", "office-of", office=name.office) if ground == "office" and name.office else self.word("unit", ground)
            for ground in name.grounds
        ]
        return self._with_entries(self._between.join([said, *(grounds or [self.word("unit", "no-ground")])]), name.entries)

    def _said_of(self, unit: Unit, label: str | None, said_at: int | None) -> str:
        facts = {"name": unit.name, "role": self.word("unit", unit.role), "basis": self._basis(unit, label, said_at)}
        return self.word("unit", "said", **facts)

    def _basis(self, unit: Unit, label: str | None, said_at: int | None) -> str:
        if unit.basis == "marked" and unit.role == "support":
            return self.word("unit", "marked-other")
        if unit.basis == "labelled":
            return self.word("unit", "labelled", label=label) if label else self.word("unit", "labelled-bare")
        if unit.basis == "declared":
            return self.word("unit", "declared", line=said_at) if said_at else self.word("unit", "declared-bare")
        return self.word("unit", unit.basis)

    def leader(self, leader: LeaderReason) -> str:
        """Where a leader comes from, by which words, and for which tasks."""
        told = f"{self._from(leader.leader, leader.line)}{self._between}{self.word('head', 'of-tasks', tasks=self._tasks(leader.tasks))}"
        return self._with_entries(told, leader.entries)

    def _from(self, leader: Leader, line: int) -> str:
        name = " ".join(part for part in (leader.title, leader.name) if part)
        return self.word("leader", "said", name=name, basis=self.word("leader", leader.basis, line=line, role=leader.role or ""))

    def _tasks(self, numbers: Sequence[int]) -> str:
        named = []
        for number in numbers[:_MOST_TASKS]:
            task = self.explanation.tasks[number]
            named.append(self.word("head", "task-named", name=f" {task.task.number}" if task.task.number else "", line=task.line))
        more = len(numbers) - _MOST_TASKS
        return self._comma.join([*named, *([self.word("head", "and-more", count=more)] if more > 0 else [])])

    def task(self, task: TaskReason) -> list[str]:
        """A task: its number, who answers by which ground and at which line, until when, and its targets; a line each."""
        record = task.task
        said = [self.word("task", "task", number=record.number) if record.number else self.word("task", "unnumbered")]
        for role in ("lead", "support"):
            names = [
                self.word("task", "unit-at", name=unit.name, basis=self.word("basis", unit.basis), line=line)
                for unit, line in zip(record.units, task.unit_lines, strict=True)
                if unit.role == role
            ]
            said += [self.word("task", "who", role=self.word("unit", role), names=self._comma.join(names))] if names else []
        said += [] if record.units else [self.word("task", "nobody")]
        said += [self._from(leader, line) for leader, line in zip(record.leaders, task.leader_lines, strict=True)]
        said += [self.word("task", "deadline", deadline=record.deadline)] if record.deadline else []
        return [*said, *map(self.target, record.targets)]

    def target(self, target: Target) -> str:
        """A number that is promised: of what, how it compares, how much, how firmly."""
        upper = f"–{_plain(target.upper)}" if target.upper is not None else ""
        return self.word(
            "task",
            "target",
            name=target.indicator or self.word("task", "unnamed"),
            sign=_SIGNS[target.comparator],
            value=f"{_plain(target.value)}{upper}{target.unit or ''}",
            change=self.word("task", target.change),
            commitment=self.word("task", target.commitment),
            quote=short(target.quote),
        )

    def doubt(self, problem: Problem) -> str:
        """A doubt, with what to do about it."""
        kind = kind_of(problem.code)
        return self.word(
            "doubt",
            "said",
            severity=self.word("doubt", problem.severity),
            code=problem.code,
            message=message(problem.code, dict(problem.facts), self.language),
            remedy=kind.remedy_zh if self.language == "zh" else kind.remedy_en,
        )

    def near(self, miss: NearMiss) -> str:
        """What came near to a list, and what is lacking."""
        facts = {key: fact or self.word("near", "none") for key, fact in miss.facts.items()}
        return self.word("near", miss.kind, **facts)

    def _with_entries(self, said: str, entries: Sequence[WordEntry]) -> str:
        if not entries:
            return said
        named = (" + " if self.language == "en" else "＋").join(short(str(entry)) for entry in dict.fromkeys(entries))
        return f"{said}{self._between}{self.word('part', 'by', entries=named)}"


def short(text: str) -> str:
    """The text on one line, its beginning where it is long."""
    return excerpt(text, _LONGEST)


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f") if number else "0"
