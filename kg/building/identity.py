"""One notice, one document: which files are readings of the same, which hold its annexes, and which only share its number.

Files of one region and number are one document where they have most of their tasks in common; so are those of one title and year that
do not print two numbers, and a file that prints none takes over what the other prints. An annex in a file of its own, under the
notice's number, is a list of the notice. What has the number and nothing else in common stays a document of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.linking.likeness import letters
from kg.linking.readings import differences, shared_tasks
from kg.model.doubts import kind_of, message
from kg.model.records import DocumentRecord, Parsed, Problem, Task

__all__ = ["Joined", "Reading", "groups", "join", "stated_regions"]

_SAME: Final = 0.5  # share of the shorter reading's tasks from which two files are one notice
_MOST_TOLD: Final = 30  # differences of one file that are told one by one
_BETWEEN: Final = "\n\n"  # between the texts of a notice and its annex
# Of two readings with as many sound tasks, that of the form in which cells and paragraphs are told apart.
_FORMS: Final = ("wordprocessingml", "html", "spreadsheetml", "csv", "text/plain", "pdf")


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as read: ``place`` is what the caller finds it again by, ``label`` the annex that its first list is (附件2)."""

    place: int
    parsed: Parsed
    text: str

    @property
    def label(self) -> str | None:
        """The annex that the file's first list says it is."""
        return self.parsed.tasks[0].part_label if self.parsed.tasks else None


@dataclass(frozen=True, slots=True)
class Joined:
    """A document of several files: its record and tasks, its text, the reading that was kept, and why that one.

    ``parts`` are the readings that the text is made of, with the number of lines that stand before each.
    """

    parsed: Parsed
    text: str
    kept: int
    why: str
    parts: Mapping[int, int]


def groups(keys: Iterable[tuple[int, Sequence[object]]]) -> Iterator[list[int]]:
    """Those that share a key, directly or by another; each group in the order in which they came. ``keys`` are those of each."""
    leader: dict[int, int] = {}
    holder: dict[object, int] = {}

    def root(of: int) -> int:
        while leader[of] != of:
            leader[of] = leader[leader[of]]
            of = leader[of]
        return of

    for one, own in keys:
        leader.setdefault(one, one)
        for key in own:
            leader[root(one)] = root(holder.setdefault(key, one))
    together: dict[int, list[int]] = defaultdict(list)
    for one in leader:
        together[root(one)].append(one)
    yield from together.values()


def join(readings: Sequence[Reading]) -> list[tuple[list[Reading], Joined | None]]:
    """What the files of one group come to: each document with its readings, and where it has several, what they are together."""
    best_first = sorted(readings, key=_rank)
    notices: list[list[Reading]] = []
    for reading in best_first:
        same = next(
            (notice for notice in notices if _may_be_one(notice, reading) and shared_tasks(notice[0].parsed, reading.parsed) >= _SAME), None
        )
        if same is None:
            notices.append([reading])
        else:
            same.append(reading)
    with_annexes: list[list[list[Reading]]] = []
    for notice in sorted(notices, key=lambda notice: (notice[0].label or "", notice[0].text[:80])):
        home = next((whole for whole in with_annexes if _is_annex_of(notice[0], whole[0][0])), None)
        if home is None:
            with_annexes.append([notice])
        else:
            home.append(notice)
    numbers: dict[str | None, list[DocumentRecord]] = defaultdict(list)
    for whole in with_annexes:
        numbers[whole[0][0].parsed.document.number].append(whole[0][0].parsed.document)
    made: list[tuple[list[Reading], Joined | None]] = []
    for whole in with_annexes:
        own = whole[0][0].parsed.document
        alike = [other for other in numbers[own.number] if other is not own and len(stated_regions((own, other))) <= 1]
        others = [other.file for other in alike if other.file != own.file] if own.number else []
        flat = [reading for notice in whole for reading in notice]
        made.append((flat, _joined(whole, others) if len(flat) > 1 or others else None))
    return made


def _rank(reading: Reading) -> tuple[int, int, int, str, str]:
    """The best first: the most tasks that nothing puts in doubt, the fewest in doubt, the form, then the name."""
    tasks = reading.parsed.tasks
    doubted = sum(bool(task.doubts) for task in tasks)
    media = reading.parsed.document.files[0].media_type if reading.parsed.document.files else ""
    form = next((i for i, name in enumerate(_FORMS) if name in media), len(_FORMS))
    return doubted - len(tasks), doubted, form, reading.parsed.document.file, reading.parsed.document.sha256


def _may_be_one(notice: Sequence[Reading], reading: Reading) -> bool:
    """Whether nothing printed tells a file from those of a notice: two numbers, or two regions, are two notices, however alike."""
    documents = [other.parsed.document for other in (*notice, reading)]
    numbers = {letters(document.number or "") for document in documents} - {""}
    return len(numbers) <= 1 and len(stated_regions(documents)) <= 1


def stated_regions(documents: Iterable[DocumentRecord]) -> set[str]:
    """The regions that the documents themselves name: 政办发〔2023〕9号 may be any county's. One that is inferred tells nothing apart."""
    return {document.region_code or letters(document.region) for document in documents if document.region and document.region_stated}


def _is_annex_of(reading: Reading, notice: Reading) -> bool:
    """Whether a file under the notice's own number is another of its lists: it has the title, too, or is another annex than the notice."""
    one, other = reading.parsed.document, notice.parsed.document
    if one.number is None or one.number != other.number or len(stated_regions((one, other))) > 1:
        return False
    same_title = letters(one.title or "") == letters(other.title or "")
    return same_title or (reading.label is not None and reading.label != notice.label)


def _joined(whole: Sequence[Sequence[Reading]], others: Sequence[str]) -> Joined:
    first = whole[0][0]
    document, tasks, text = first.parsed.document, list(first.parsed.tasks), first.text
    problems = list(document.problems)
    parts = {first.place: 0}
    for other in (reading.parsed.document for notice in whole for reading in notice):
        document = replace(
            document,
            number=document.number or other.number,
            issued=document.issued or other.issued,
            publisher=document.publisher or other.publisher,
            region=document.region or other.region,
            region_code=document.region_code or (other.region_code if document.region in (None, other.region) else None),
        )
    for number, notice in enumerate(whole):
        kept, shift, line = notice[0], 0, 0
        if number:
            text += _BETWEEN
            shift, line = len(text), text.count("\n")
            text += kept.text
            parts[kept.place] = line
            part = max((task.part for task in tasks), default=0)
            moved = [_moved(task, shift, part) for task in kept.parsed.tasks]
            at = len(tasks)
            tasks += moved
            problems += [_on_line(problem, line) for problem in kept.parsed.document.problems]
            problems.append(_problem("files-joined", line + 1, file=kept.parsed.document.file, how=f"as {kept.label or 'another list'}"))
        else:
            at = 0
        for other_reading in notice[1:]:
            how = f"{len(other_reading.parsed.tasks)} tasks"
            problems.append(_problem("files-joined", line + 1, file=other_reading.parsed.document.file, how=how))
            problems += _differing(kept, other_reading, at, tasks, text)
    for file in others:
        problems.append(_problem("number-shared", 1, file=file))
    files = [file for notice in whole for reading in notice for file in reading.parsed.document.files]
    document = replace(
        document,
        problems=tuple(sorted(problems, key=lambda p: (p.line, p.code, p.message))),
        files=tuple(files),
        characters=len(text),
        accounted=sum(notice[0].parsed.document.accounted for notice in whole) + (len(text) - sum(len(n[0].text) for n in whole)),
    )
    doubted = sum(bool(task.doubts) for task in first.parsed.tasks)
    why = f"{len(first.parsed.tasks)} tasks, {doubted} in doubt" if len(whole[0]) > 1 else ""
    return Joined(Parsed(document, tuple(tasks), first.parsed.spans if len(whole) == 1 else ()), text, first.place, why, parts)


def _differing(kept: Reading, other: Reading, at: int, tasks: list[Task], text: str) -> Iterator[Problem]:
    """A problem for each place where the other reading says otherwise; the tasks are marked."""
    for number, difference in enumerate(differences(kept.parsed, other.parsed)):
        line = 1
        if difference.task is not None:
            task = tasks[at + difference.task]
            tasks[at + difference.task] = replace(task, doubts=tuple(sorted({*task.doubts, "readings-differ"})))
            line = text.count("\n", 0, task.start) + 1
        if number < _MOST_TOLD:
            facts = {"file": other.parsed.document.file, "what": difference.what, "here": difference.here, "there": difference.there}
            yield _problem("readings-differ", line, **facts)


def _problem(code: str, line: int, **facts: str) -> Problem:
    return Problem(code, line, message(code, facts), kind_of(code).severity, facts=tuple(sorted(facts.items())))


def _on_line(problem: Problem, down: int) -> Problem:
    return replace(problem, line=problem.line + down, to_line=None if problem.to_line is None else problem.to_line + down)


def _moved(task: Task, by: int, parts: int) -> Task:
    """A task of an annex, in the text of its notice."""
    return replace(
        task,
        part=task.part + parts,
        start=task.start + by,
        end=task.end + by,
        units=tuple(replace(unit, start=unit.start + by, end=unit.end + by) for unit in task.units),
        leaders=tuple(replace(leader, start=leader.start + by, end=leader.end + by) for leader in task.leaders),
        targets=tuple(replace(target, start=target.start + by, end=target.end + by) for target in task.targets),
        numbers=tuple(replace(note, start=note.start + by, end=note.end + by) for note in task.numbers),
        results=tuple(replace(result, start=result.start + by, end=result.end + by) for result in task.results),
    )
