"""A notice whose right reading is known, and where in its text things stand that can be damaged."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from fuzzing.damage.edits import Stretch
from kg.model.records import Parsed, Task
from kg.model.source import Source
from kg.parsing import parse
from kg.resources import SAMPLES

__all__ = ["Body", "Figure", "Notice", "Person", "Wanted", "figures_of", "notices", "plain", "read"]

_GOLD = Path(__file__).resolve().parents[2] / "tests" / "samples"
_MULTIPLIERS = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "萬": 10**4}
_MARKS = "▲△★☆*"


@dataclass(frozen=True, slots=True)
class Body:
    """A unit, its role, and where it is printed."""

    name: str
    role: str
    at: Stretch
    mark: int | None  # where the sign stands that marks it as the lead


@dataclass(frozen=True, slots=True)
class Person:
    """A leader, and where the name is printed."""

    name: str
    title: str
    at: Stretch


@dataclass(frozen=True, slots=True)
class Figure:
    """A target, in the base unit (1.2 万家 is 12000 家). Careful readers may differ on one that is ``optional``."""

    value: str
    unit: str
    comparator: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A task as a person reads it. ``at`` is where its words stand, ``block`` reaches from its number to where the next task begins."""

    text: str
    at: Stretch
    block: Stretch
    units: tuple[Body, ...]
    leaders: tuple[Person, ...]
    figures: tuple[Figure, ...]


def plain(text: object) -> str:
    """Text for comparison: compatibility forms folded, white space and signs without a width dropped; None is the empty text."""
    folded = unicodedata.normalize("NFKC", "" if text is None else str(text))
    return "".join(sign for sign in folded if not sign.isspace() and unicodedata.category(sign) != "Cf")


def read(text: str, file: str) -> Parsed:
    """What the program reads in a text."""
    return parse(Source(file, file, text, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()))


@dataclass(frozen=True)
class Notice:
    """A text with its tasks and with what claims each stretch of it, as the program reads it undamaged."""

    file: str
    text: str
    tasks: tuple[Wanted, ...]
    parsed: Parsed

    def spans(self, *kinds: str) -> list[Stretch]:
        """The stretches that are of one of these kinds (number, heading, clause …)."""
        return [(span.start, span.end) for span in self.parsed.spans if span.kind in kinds]

    @cached_property
    def lines(self) -> list[Stretch]:
        """The lines that hold something, without the white space about them."""
        return [(found.start(), found.end()) for found in re.finditer(r"\S(?:[^\n]*\S)?", self.text)]

    @cached_property
    def list_lines(self) -> list[Stretch]:
        """The lines of the lists of tasks."""
        if not self.tasks:
            return []
        first, last = self.tasks[0].block[0], self.tasks[-1].block[1]
        return [line for line in self.lines if line[1] > first and line[0] < last]

    @cached_property
    def headings(self) -> list[Stretch]:
        """The lines, or the parts of one, that are headings of sections among the tasks."""
        first = self.tasks[0].at[0] if self.tasks else 0
        found = [(start, end) for start, end in self.spans("heading") if self.text[start:end].strip()]
        near = [one for one in found if one[1] <= first][-1:]
        return [*near, *(one for one in found if one[0] > first)]

    def clauses(self) -> Iterator[tuple[Stretch, Wanted]]:
        """For each task that has units, the stretch behind its words in which they stand, with labels and brackets."""
        for task in self.tasks:
            ends = [unit.at[1] for unit in task.units if task.at[1] <= unit.at[0] < task.block[1]]
            if ends:
                rest = re.compile(r"[^\n（(]{0,12}?[)）\]】〕]|[牵头主协办配合负责分别等按职]*").match(self.text, max(ends))
                yield (task.at[1], rest.end() if rest else max(ends)), task


def notices(folder: Path | None) -> Iterator[Notice]:
    """The samples, with what a person read in them; and the texts of the folder, with what the program reads in them."""
    for path in sorted(Path(str(SAMPLES)).glob("*.txt")):
        gold = json.loads((_GOLD / f"{path.stem}.json").read_text(encoding="utf-8"))
        yield _notice(path, gold["tasks"])
    if folder is not None:
        for path in sorted(folder.glob("*.txt")):
            yield _notice(path, None)


def _notice(path: Path, gold: list[dict[str, Any]] | None) -> Notice:
    text = path.read_text(encoding="utf-8")
    parsed = read(text, path.name)
    if gold is not None and len(gold) != len(parsed.tasks):
        raise ValueError(f"{path.name}: undamaged, {len(parsed.tasks)} tasks are read, and not {len(gold)}: mend that first")
    begins = [_begin(parsed, text, task) for task in parsed.tasks]
    after = [*begins[1:], len(text)] if begins else []
    tasks = []
    for number, task in enumerate(parsed.tasks):
        block = (begins[number], max(after[number], task.end))
        tasks.append(_wanted(text, task, block, None if gold is None else gold[number]))
    if tasks:
        tasks[-1] = _wanted(text, parsed.tasks[-1], (begins[-1], _last_end(parsed)), None if gold is None else gold[-1])
    return Notice(path.name, text, tuple(tasks), parsed)


def _begin(parsed: Parsed, text: str, task: Task) -> int:
    """Where the number of a task begins, or else its words; in a row of a table, where the row begins."""
    line = text.rfind("\n", 0, task.start) + 1
    before = [span for span in parsed.spans if span.end <= task.start and span.kind != "layout"]
    row = [span for span in before if span.start >= line]
    if row and all(span.kind in ("number", "clause", "detail", "aside") for span in row):
        return row[0].start
    return before[-1].start if before and before[-1].kind == "number" else task.start


def _last_end(parsed: Parsed) -> int:
    return max(span.end for span in parsed.spans if span.kind in ("task", "clause"))


def _wanted(text: str, task: Task, block: Stretch, gold: dict[str, Any] | None) -> Wanted:
    places = {plain(unit.name): (unit.start, unit.end) for unit in task.units}
    people = {plain(leader.name): (leader.start, leader.end) for leader in task.leaders}
    if gold is None:
        units = [(unit.name, unit.role) for unit in task.units]
        leaders = [(leader.name, leader.title) for leader in task.leaders]
        figures = figures_of(task)
    else:
        units = [(unit["name"], unit["role"]) for unit in gold["units"]]
        leaders = [(person["name"], person["title"]) for person in gold["leaders"]]
        figures = tuple(
            _figure(one["value"], one["unit"], one["comparator"], bool(one["optional"]))
            for one in gold["targets"]
            if one["value"] is not None
        )
    return Wanted(
        plain(task.text if gold is None else gold["text"]),
        (task.start, task.end),
        block,
        tuple(Body(plain(name), role, places[plain(name)], _mark(text, places[plain(name)][0])) for name, role in units),
        tuple(Person(plain(name), plain(title), people[plain(name)]) for name, title in leaders),
        figures,
    )


def figures_of(task: Task) -> tuple[Figure, ...]:
    """The targets that were read in a task."""
    return tuple(_figure(target.value, target.unit, target.comparator, optional=False) for target in task.targets)


def _figure(value: object, unit: str | None, comparator: str, optional: bool) -> Figure:
    number, measure = Decimal(str(value)), plain(unit)
    for prefix, factor in _MULTIPLIERS.items():
        if measure.startswith(prefix):
            number, measure = number * factor, measure.removeprefix(prefix)
            break
    return Figure(f"{round(number, 6).normalize():f}", measure, comparator, optional)


def _mark(text: str, start: int) -> int | None:
    at = start - 1
    while at >= 0 and text[at] == "*" and text[at - 1] in _MARKS:  # **▲** in a text that was Markdown
        at -= 1
    return at if at >= 0 and text[at] in _MARKS else None
