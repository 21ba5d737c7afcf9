"""A list that bureaus filled in: a task and what was typed of it for each row, results where number, state or date can be read: of the
cell for the number, else of the sentences."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from decimal import Decimal
from typing import Final

from kg.knowledge.regions import COUNTRY, STATE_COUNCIL
from kg.knowledge.workbook import FIELDS, day_of, status_chosen, words_of
from kg.model.doubts import kind_of, message
from kg.model.passages import Passage
from kg.model.records import DocumentRecord, Entry, Parsed, Problem, Result, ResultStatus, SourceFile, Span, Task
from kg.model.source import CELL_BREAK, FilledRow, Source
from kg.model.values import changed
from kg.parsing.findings import Reached
from kg.parsing.results.periods import Period
from kg.parsing.results.read import read_results
from kg.parsing.results.statuses import status_alone

__all__ = ["read_list_filled_in"]

# 8.5, 8.5万人, 增加值：8.1%, 约120家; what else stands there is no number that anybody could count on.
_NUMBER: Final = re.compile(
    r"(?:(?P<of>[^:]{1,80}):)?\s*(?P<about>约|预计|大约)?\s*(?P<number>-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s*(?P<unit>[^\d\s,.;:]{0,12})"
)
_NO_UNIT: Final = re.compile(r"左右|以上|以下|以内|[多余]|不到|近|超")
_PARTS: Final = re.compile(r"[^\u2028;；]+")
_MOST_DIGITS: Final = 18
_MOST_NUMBERS: Final = 40  # of one task; a list has ten at most
_CODE: Final = re.compile(r"[0-9]{6}(?:[0-9]{3}){0,2}")


def read_list_filled_in(source: Source) -> Parsed:
    """The records of a filled-in list; nothing raises for what was typed. Bodies and targets are its lists'."""
    tasks, problems = [], []
    for row in source.filled_in:
        task, found = _task(source, row)
        tasks.append(task)
        problems += found
    spans = [Span("header", 0, source.filled_in[0].start)]
    for row in source.filled_in:
        spans += [Span("layout", spans[-1].end, row.start), Span("result", row.start, row.end)]
    spans.append(Span("layout", spans[-1].end, len(source.text)))
    return Parsed(_document(source, tasks, problems), tuple(tasks), tuple(span for span in spans if span.start < span.end))


def _document(source: Source, tasks: list[Task], problems: list[Problem]) -> DocumentRecord:
    code, _, name = next((row.keys["region"] for row in source.filled_in if row.keys.get("region")), "").partition(" ")
    region = STATE_COUNCIL if code == COUNTRY else name or None
    typed = "\n".join(repr(task.entry) for task in tasks)
    digest = hashlib.sha256(typed.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    days = [result.as_of for task in tasks for result in task.results if result.as_of]
    return DocumentRecord(
        file=source.file,
        title=words_of("zh").word("words", "report", region=name or "", digest=digest),
        number=None,
        issued=None,
        publisher=None,
        region=region,
        region_code=code if _CODE.fullmatch(code) and region else None,
        region_stated=region is not None,
        year=int(max(days)[:4]) if days else None,
        lead_rule=None,
        characters=len(source.text),
        accounted=len(source.text),
        sha256=source.sha256,
        problems=tuple(problems),
        kind="progress",
        files=(SourceFile(source.file, source.sha256, source.media_type),),
    )


def _task(source: Source, row: FilledRow) -> tuple[Task, list[Problem]]:
    typed = {name: source.text[start:end].replace(CELL_BREAK, "\n") for name, (start, end, _) in row.cells.items()}
    problems: list[Problem] = []

    def unread(code: str, name: str) -> None:
        start, _, place = row.cells[name]
        facts = {"place": place, "text": typed[name]}
        line = source.line(start)
        problems.append(Problem(code, line, message(code, facts), kind_of(code).severity, facts=tuple(sorted(facts.items()))))

    status = status_chosen(typed["status"]) or status_alone(typed["status"]) if "status" in typed else None
    if "status" in typed and status is None:
        unread("entry-status", "status")
    day = day_of(typed["as_of"]) if "as_of" in typed else None
    as_of = day.isoformat() if day is not None else None
    if "as_of" in typed and as_of is None:
        unread("entry-date", "as_of")
    results, rest = _numbers(source, row, as_of) if "value" in row.cells else (_in_sentences(source, row, as_of), False)
    if rest:
        unread("entry-number", "value")
    if status is not None:
        results = _with_status(results, status, as_of, source, row)
    text = source.text[slice(*row.text)].replace(CELL_BREAK, "\n")
    keys = row.keys
    entry = Entry(
        task=keys.get("task", ""),
        party=keys.get("party", ""),
        bureau=keys.get("bureau", ""),
        digest=keys.get("text", ""),
        place=row.place,
        **{name: typed.get(name) for name in FIELDS},
    )
    task = Task(
        part=1,
        part_title=None,
        section=None,
        section_title=None,
        subsection=None,
        subsection_title=None,
        number=None,
        text=text,
        horizon=None,
        leaders=(),
        units=(),
        targets=(),
        start=row.start,
        end=row.end,
        results=tuple(results),
        doubts=tuple(sorted({problem.code for problem in problems})),
        entry=entry,
    )
    return task, problems


def _with_status(results: list[Result], status: ResultStatus, as_of: str | None, source: Source, row: FilledRow) -> list[Result]:
    """The state goes with the one number that was typed; beside several, or none, it stands for itself."""
    if len(results) == 1:
        return [changed(results[0], status=status, status_basis="printed")]
    start, end, _ = row.cells["status"]
    return [*results, Result(source.text[start:end], None, None, None, None, None, status, "printed", as_of, start, end)]


def _in_sentences(source: Source, row: FilledRow, as_of: str | None) -> list[Result]:
    """Where no number was typed by itself: those of the sentences, which may name a day of their own."""
    if "told" not in row.cells:
        return []
    start, end, _ = row.cells["told"]
    told = Reached(words_of("zh").word("filled_in", "told"), Passage.of(source.text, start, end))
    period = Period(year=int(as_of[:4]) if as_of else None, day=as_of)
    found = read_results(Passage.of(source.text, *row.text), [told], (), period).results
    return [result for result in found if result.start >= start][:_MOST_NUMBERS]


def _numbers(source: Source, row: FilledRow, as_of: str | None) -> tuple[list[Result], bool]:
    """A result for each number of the cell, and whether something else stands there, too."""
    first, last, _ = row.cells["value"]
    found: list[Result] = []
    rest = False
    for part in _PARTS.finditer(source.text, first, last):
        if not part[0].strip():
            continue
        if len(found) == _MOST_NUMBERS:
            rest = True
            break
        read = _NUMBER.fullmatch(unicodedata.normalize("NFKC", part[0]).strip())
        if read is None or len(read["number"]) > _MOST_DIGITS or _NO_UNIT.search(read["unit"]):
            rest = True
            continue
        of = read["of"].strip() if read["of"] else None
        value = Decimal(read["number"].replace(",", ""))
        start, end = part.start() + len(part[0]) - len(part[0].lstrip()), part.start() + len(part[0].rstrip())
        about = read["about"] is not None
        quote = source.text[start:end]
        found.append(Result(quote, of, value, read["unit"] or None, None, None, None, None, as_of, start, end, estimate=about))
    return found, rest
