"""Which tasks of a damaged notice are read wrongly, and whether the reading says so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from fuzzing.damage.edits import Damaged
from fuzzing.damage.kinds import Kind
from fuzzing.damage.notice import Body, Figure, Notice, Wanted, figures_of, plain
from kg.model.doubts import OF_THE_DOCUMENT
from kg.model.jsonl import task_json
from kg.model.records import Parsed, Problem, Task

__all__ = ["Wrong", "align", "judge"]

_GRAM = 3
_SHARED = 0.5  # how much of the shorter of two texts the other must hold to be the same task, misread


@dataclass(frozen=True, slots=True)
class Wrong:
    """A task that came out wrong: what was wanted (None: invented), what was read (None: missing), what of it is wrong."""

    wanted: Wanted | None
    read: Task | None
    what: str
    first: int
    last: int
    said: bool


def align(wanted: Sequence[tuple[str, int]], found: Sequence[tuple[str, int]]) -> dict[int, int]:
    """Which of the found texts is which of the wanted ones, both with their places: the same words first, the nearest of several;
    of what is left, the two that share most.

    >>> align([("建成公园", 0), ("新增学位三百个", 9)], [("新增学位三百个以上", 0), ("建成公园", 9)])
    {0: 1, 1: 0}
    """
    pairs: dict[int, int] = {}
    free = set(range(len(found)))
    same: defaultdict[str, list[int]] = defaultdict(list)
    for number, (text, _) in enumerate(found):
        same[text].append(number)
    for number, (text, at) in enumerate(wanted):
        if candidates := [other for other in same[text] if other in free]:
            pairs[number] = min(candidates, key=lambda other: abs(found[other][1] - at))
            free.discard(pairs[number])
    holders: defaultdict[str, set[int]] = defaultdict(set)
    sizes = {}
    for other in free:
        grams = _grams(found[other][0])
        sizes[other] = len(grams)
        for gram in grams:
            holders[gram].add(other)
    likeness = []
    for number, (text, at) in enumerate(wanted):
        if number not in pairs:
            grams = _grams(text)
            shared = Counter(other for gram in grams for other in holders[gram])
            for other, count in shared.items():
                if count >= _SHARED * min(len(grams), sizes[other]):
                    likeness.append((-count, abs(found[other][1] - at), number, other))
    for _, _, number, other in sorted(likeness):
        if number not in pairs and other in free:
            pairs[number] = other
            free.discard(other)
    return pairs


def _grams(text: str) -> set[str]:
    return {text[at : at + _GRAM] for at in range(len(text) - _GRAM + 1)}


def judge(notice: Notice, kind: Kind, damaged: Damaged, parsed: Parsed) -> list[Wrong]:
    """Every task that is wrong, missing or invented, said or quiet."""
    alike = kind.alike
    expected = [task for task in notice.tasks if damaged.survivors(*task.at)]
    begins = [damaged.line(damaged.begin(task.block[0])) for task in expected]
    words = [(alike(task.text), damaged.at(task.at[0])) for task in expected]
    pairs = align(words, [(alike(plain(task.text)), task.start) for task in parsed.tasks])
    said = _Said(damaged, parsed, begins)
    wrong = []
    for number, task in enumerate(expected):
        got = parsed.tasks[pairs[number]] if number in pairs else None
        whole = not kind.cuts or damaged.survivors(*task.at) == task.at[1] - task.at[0]
        what = _difference(task, got, kind, damaged)
        if what and not (got is None and not whole):
            first, last = said.reach(begins[number])
            wrong.append(Wrong(task, got, what, first, last, said(first, last, got)))
    for number, got in enumerate(parsed.tasks):
        if number not in pairs.values():
            first, last = damaged.line(got.start), damaged.line(got.end)
            wrong.append(Wrong(None, got, "invented", first, last, said(first, last, got)))
    return wrong


class _Said:
    """Whether a task that was read carries a doubt, or a problem, other than a note, names one of some lines. Where several tasks begin
    on one line, a task's own doubts decide.
    """

    def __init__(self, damaged: Damaged, parsed: Parsed, begins: Sequence[int]) -> None:
        problems = [problem for problem in parsed.document.problems if problem.severity != "note"]
        self._refused = any(problem.code == "no-task-list" for problem in problems)
        self._problems: list[Problem] = [problem for problem in problems if problem.code not in OF_THE_DOCUMENT]
        self._begins = sorted(set(begins))
        self._crowded = Counter(begins)
        self._lines = damaged.lines()
        self._file = parsed.document.file

    def reach(self, first: int) -> tuple[int, int]:
        """The lines from where a task begins to before the next one."""
        after = next((line for line in self._begins if line > first), self._lines + 1)
        return first, after - 1

    def __call__(self, first: int, last: int, got: Task | None) -> bool:
        if self._refused:
            return True
        own = None if got is None else task_json(self._file, got).get("doubts")
        if own or (own is not None and self._crowded[first] > 1):
            return bool(own)
        return any(problem.line <= last and first - 1 <= (problem.to_line or problem.line) for problem in self._problems)


def _difference(
    wanted: Wanted, got: Task | None, kind: Kind, damaged: Damaged
) -> Literal["", "missing", "text", "units", "roles", "leaders", "targets"]:
    """What of a task is wrong, the gravest first."""
    if got is None:
        return "missing"
    if kind.alike(wanted.text) != kind.alike(plain(got.text)):
        return "text"
    read = {plain(unit.name): unit.role for unit in got.units}
    units = [unit for unit in wanted.units if kind.open or damaged.survivors(*unit.at)]
    if kind.open:
        lost = [unit for unit in units if not damaged.survivors(*unit.at) or damaged.moved(*unit.at)]
        units = [unit for unit in units if unit.name in read or unit not in lost]
    names = [_names_of(unit, damaged) & set(read) for unit in units]
    if not all(names) or set(read) - set().union(*names):
        return "units"
    touched = damaged.touches(*wanted.block) or len(units) < len(wanted.units)
    if not (kind.roles == "open everywhere" or (kind.roles == "open" and touched)):
        leads = [unit.role == "lead" for unit in units]
        if kind.roles == "by marks" and touched and len(units) > 1:
            marked = [unit.mark is not None and damaged.where[unit.mark] >= 0 for unit in units]
            leads = marked if any(marked) else [number == 0 for number in range(len(units))]
        if any((read[name] == "lead") != lead for found, lead in zip(names, leads, strict=True) for name in found):
            return "roles"
    people = {(person.name, person.title) for person in wanted.leaders if damaged.survivors(*person.at)}
    if people != {(plain(leader.name), plain(leader.title)) for leader in got.leaders}:
        return "leaders"
    return "" if _same_figures(wanted.figures, figures_of(got), kind.alike) else "targets"


def _names_of(unit: Body, damaged: Damaged) -> set[str]:
    """The names under which a unit may be read: the true one, or as it is printed now, the signs of a wrong encoding aside."""
    printed = plain(damaged.printed(*unit.at))
    return {unit.name, printed, printed.strip("□?\ufffd〓")}


def _same_figures(wanted: Sequence[Figure], found: Sequence[Figure], alike: Callable[[str], str]) -> bool:
    def keys(figures: Sequence[Figure]) -> Iterator[tuple[str, str, str]]:
        return ((alike(figure.value), alike(figure.unit), figure.comparator) for figure in figures)

    left = Counter(keys(found))
    left.subtract(keys([figure for figure in wanted if not figure.optional]))
    optional = Counter((alike(figure.value), alike(figure.unit)) for figure in wanted if figure.optional)
    if any(count < 0 for count in left.values()):
        return False
    over = Counter({(value, unit): count for (value, unit, _), count in left.items() if count})
    return not over - optional
