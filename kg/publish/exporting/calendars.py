"""iCalendar (RFC 5545): for each body a calendar of what is due, in a folder a region. Needs icalendar, an extra.

What is printed with a day of its own is an event of that day; what is due within the year is one event of its last day.
"""

from __future__ import annotations

import datetime
import hashlib
import importlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from kg.knowledge.workbook import Words, words_of
from kg.model.errors import StoreError
from kg.model.excerpts import excerpt
from kg.model.wording import Language
from kg.publish.exporting.due_days import DueDay, Plans, due_days
from kg.publish.exporting.task_lists import Bureau, Duty, Region, regions
from kg.publish.exporting.things import Graph
from kg.store.files import whole_file

__all__ = ["write_calendars"]

_UNFIT: Final = re.compile(r"[\[\]:*?\"<>|/\\\x00-\x1f\x7f]")
_NO_SIGN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # RFC 5545, 3.1: no text holds them
_LONGEST_NAME: Final = 60  # characters of the name of a file, which may have 255 bytes
_LONGEST_SUMMARY: Final = 40
# The same graph gives the same bytes: an event says when it was made.
_MADE: Final = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def write_calendars(data: Path, folder: Path, language: Language = "zh") -> list[Path]:
    """Write a calendar for each body to which something falls due into ``folder``; the files. The words are those of the language.

    Raises StoreError where icalendar is not installed, or the graph cannot be read.
    """
    try:
        icalendar = importlib.import_module("icalendar")
    except ImportError as error:
        raise StoreError("ics", "the package icalendar is not installed", "pip install 'zeren[calendar]'") from error
    graph = Graph(data)
    plans = Plans(graph)
    tasks = {task.iri: plans.years(task) for task in graph.things("Task") if plans.holds(task)}
    days, words = due_days(graph), words_of(language)
    written: list[Path] = []
    for region in regions(data, language):
        names: set[str] = set()
        for bureau in region.bureaus:
            events = list(_events(icalendar, bureau, tasks, days, words))
            if events:
                path = folder / _name(f"{region.code}-{region.name}", set()) / f"{_name(bureau.name, names)}.ics"
                with whole_file(path) as beside:
                    beside.write_bytes(_calendar(icalendar, region, bureau, events, words))
                written.append(path)
    return written


def _calendar(icalendar: Any, region: Region, bureau: Bureau, events: list[Any], words: Words) -> bytes:
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Zeren//kg export//ZH" if words.language == "zh" else "-//Zeren//kg export//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _plain(words.word("calendar", "name", region=region.name, bureau=bureau.name)))
    for event in events:
        calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made


def _events(
    icalendar: Any, bureau: Bureau, tasks: dict[str, tuple[int, int] | None], days: dict[str, list[DueDay]], words: Words
) -> Iterator[Any]:
    """The events of a body, by day."""
    made: list[tuple[datetime.date, str, str, str]] = []
    by_year: dict[int, list[Duty]] = defaultdict(list)
    for duty in bureau.duties:
        if duty.iri not in tasks:
            continue
        years = tasks[duty.iri]
        seen: Counter[str] = Counter()
        for due in days.get(duty.iri, ()):
            seen[due.thing] += 1
            key = f"{due.thing} {duty.party}" + (f" {seen[due.thing]}" if seen[due.thing] > 1 else "")
            summary = due.label or excerpt(duty.text, _LONGEST_SUMMARY) or words.word("calendar", "task", place=duty.place)
            made.append((due.day, key, summary, _told(duty, due.deadline, words)))
        if duty.iri not in days and years is not None:
            by_year[years[1]].append(duty)
    for year, duties in by_year.items():
        summary = words.word("calendar", "by_year", bureau=bureau.name, year=year, count=len(duties))
        lines = [f"{number}. {duty.text or duty.targets or duty.place}" for number, duty in enumerate(duties, 1)]
        made.append((datetime.date(year, 12, 31), f"{year} {duties[0].party}", summary, "\n".join(lines)))
    for day, key, summary, description in sorted(made):
        event = icalendar.Event()
        event.add("uid", f"{hashlib.sha256(key.encode()).hexdigest()[:32]}@w3id.org")
        event.add("dtstamp", _MADE)
        event.add("dtstart", day)
        event.add("dtend", day + datetime.timedelta(days=1))
        event.add("summary", _plain(summary))
        event.add("description", _plain(description))
        event.add("categories", [_plain(bureau.name)])
        event.add("transp", "TRANSPARENT")
        yield event


def _told(duty: Duty, deadline: str, words: Words) -> str:
    lines = [
        duty.text,
        words.word("calendar", "printed", deadline=deadline) if deadline else "",
        words.word("calendar", "role", role=duty.role) if duty.role else "",
        words.word("calendar", "targets", targets="；".join(duty.targets.split("\n"))) if duty.targets else "",
        words.word("calendar", "leaders", leaders=duty.leaders) if duty.leaders else "",
        words.word("calendar", "others", others=duty.others) if duty.others else "",
        words.word("calendar", "source", document=duty.document, place=duty.place) if duty.document else "",
    ]
    return "\n".join(line for line in lines if line)


def _plain(text: str) -> str:
    """A text with what a calendar may hold: no control signs, line feeds alone between lines."""
    return _NO_SIGN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _name(name: str, taken: set[str]) -> str:
    """A name that a file may have and no other of the folder has."""
    plain = _UNFIT.sub("-", name).strip(". ")[:_LONGEST_NAME].strip(". ") or "-"
    found, number = plain, 2
    while found.casefold() in taken:
        found, number = f"{plain} {number}", number + 1
    taken.add(found.casefold())
    return found
