"""Items to tasks: names told from each other, leaders found in headings, doubts about names and numbers said aloud."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from kg.knowledge.offices import known_names
from kg.model.excerpts import excerpt
from kg.model.passages import Passage
from kg.model.records import Leader, NumberNote, Target, Task
from kg.model.values import changed, value
from kg.parsing.clauses.leaders import read_heading_leaders
from kg.parsing.clauses.roles import Clause, Conventions, read_clause
from kg.parsing.findings import Claim, Doubt, Item, Reached, Reading
from kg.parsing.names.forms import looks_like_unit
from kg.parsing.names.run_together import KnownNames
from kg.parsing.names.splitting import names_in
from kg.parsing.notice.duties import leads
from kg.parsing.notice.kind import tells_of_results
from kg.parsing.notice.numbers import doubts_of_numbers
from kg.parsing.notice.odd_names import is_doubtful
from kg.parsing.results import Period, read_results
from kg.parsing.targets import read_targets, unexplained_counts

__all__ = ["TaskList", "read_tasks"]

_NAMES_NOBODY = frozenset({"deadline", "note"})
_MANY_WITHOUT = 3  # items in a row that name nobody: they have one cause
_FEWEST_LED = 2  # headings of one level that name leaders, before one that names none is in doubt


@value
class TaskList:
    """One list of the document: its title and annex number as printed, the years it covers, and how its items were read."""

    title: str | None
    label: str | None
    horizon: str | None
    reading: Reading
    period: Period = Period()


def read_tasks(lists: Sequence[TaskList], conventions: Conventions, source: str) -> tuple[list[Task], list[Doubt], list[Claim]]:
    """The tasks of all lists, what is doubtful about them, and what of their clauses and headings was not used.

    ``conventions`` are those that the letter states; ``source`` is the document's text.
    """
    reader = _Tasks(lists, source)
    return reader.tasks(lists, conventions), reader.doubts, reader.claims


class _Tasks:
    """Reads the items of a document's lists with the names that the whole document prints."""

    def __init__(self, lists: Sequence[TaskList], source: str) -> None:
        self.doubts: list[Doubt] = []
        self.source = source
        self.end = len(source.rstrip())
        self.known = KnownNames(known_names())
        parts = (part for entry in lists for item in entry.reading.items for part in item.parts)
        printed = [part.names.text for part in parts if part.kind in ("lead", "support", "responsible")]
        pieces = Counter(name for text in printed for name in names_in(text))
        self.known.add(piece for piece in pieces if len(piece) <= 12 and looks_like_unit(piece))
        self.once = {piece for piece, count in pieces.items() if count == 1}
        self.one_short = _one_short(name for name in self.known.seen if name not in self.once or self.known.listed(name))
        self.leaders: dict[tuple[int, int], tuple[Leader, ...]] = {}
        self.claims: list[Claim] = []
        self.unknown: set[str] = set()
        self.nobody = False  # no item of the list has a clause

    def tasks(self, lists: Sequence[TaskList], conventions: Conventions) -> list[Task]:
        tasks: list[Task] = []
        for part_number, entry in enumerate(lists, 1):
            self.nobody = not any(part.kind not in _NAMES_NOBODY for item in entry.reading.items for part in item.parts)
            if self.nobody and entry.reading.items:
                texts = [item.text for item in entry.reading.items]
                code = "list-by-title" if entry.reading.family == "titled" else "list-without-units"
                self.doubts.append(Doubt.at(code, texts[0].start, texts[-1].end))
            self.doubts.extend(doubts_of_numbers(entry.reading.items, self.source))
            without: list[Item] = []
            for item in entry.reading.items:
                clause, conventions = read_clause(item.parts, self.known, conventions)
                self._doubt_clause(item, clause)
                if not clause.units:
                    without.append(item)
                elif without:
                    self._doubt_without(without)
                    without = []
                tasks.append(self._task(part_number, entry, item, clause))
            self._doubt_without(without)
            self._doubt_titles(entry.reading.items)
        return tasks

    def _doubt_without(self, items: Sequence[Item]) -> None:
        """Items for which nobody is named: each is said; of many that follow each other, all at once."""
        if self.nobody:
            return
        several = len(items) >= _MANY_WITHOUT
        for item in items[:1] if several else items:
            end = items[-1].text.end if several else None
            self.doubts.append(Doubt.at("task-without-units", item.offset, end, text=excerpt(item.text.text)))

    def _doubt_clause(self, item: Item, clause: Clause) -> None:
        for part in item.parts:
            if part.label and part.label.startswith("任"):
                self.doubts.append(Doubt.at("label-damaged", item.offset, printed=part.label, read=f"责任{part.label[1:]}"))
        for piece in clause.left:
            self._leave("clause-unread", piece)
        for piece in clause.left_leaders:
            self._leave("leader-unread", piece)
        self.claims.extend(Claim("aside", passage, label) for label, passage in clause.aside)
        for label in clause.unknown:
            if label not in self.unknown:
                self.unknown.add(label)
                self.doubts.append(Doubt.at("label-unknown", item.offset, label=label))
        for name in clause.repeated:
            self.doubts.append(Doubt.at("unit-repeated", name.start, name=name.name))
        if clause.run_together:
            cut = "｜".join(name.name for name in clause.run_together)
            sure = all(self.known.listed(name.name) or name.collective or name.name in self.known.seen for name in clause.run_together)
            self.doubts.append(Doubt.at("names-run-together" if sure else "names-cut", clause.run_together[0].start, names=cut))
        for unit in clause.units:
            damaged = self.one_short.get(unit.name)
            if damaged and unit.name in self.once and not self.known.listed(unit.name) and not is_doubtful(unit):
                self.doubts.append(Doubt.at("name-damaged", unit.start, name=unit.name, whole=damaged))

    def _leave(self, code: str, piece: Passage) -> None:
        """Say that a piece was not used, and take it out of the account."""
        if re.search(r"\w", piece.text):
            self.claims.append(Claim("unread", piece, code))
            if piece.end >= self.end:
                code = "cut-off"
            self.doubts.append(Doubt.at(code, piece.start, piece.end, text=excerpt(piece.text)))

    def _task(self, part: int, entry: TaskList, item: Item, clause: Clause) -> Task:
        place = item.place
        leaders = clause.leaders or self._heading_leaders(place.heading, place.subsection_title, place.section_title)
        reading = read_targets(item.text.text)
        targets = [_in_measure(target, item.measure) for target in reading.targets] if item.measure else reading.targets
        for note in unexplained_counts(reading, item.text.text):
            reach = item.text.reach(note.start, note.end)
            self.doubts.append(Doubt.at("number-unexplained", *reach, number=note.text, text=excerpt(item.text.text)))
        told = [Reached(label, passage) for label, passage in clause.aside]
        told = [one for one in (*item.reached, *told) if one.remark or not one.label or tells_of_results(one.label, one.passage.text)]
        results = read_results(item.text, told, targets, entry.period)
        self.doubts.extend(results.doubts)
        self.claims.extend(Claim("result", passage, "result") for passage in results.passages)
        start, end = item.text.reach()
        return Task(
            part=part,
            part_title=entry.title,
            part_label=entry.label,
            section=place.section,
            section_title=_text(place.section_title),
            subsection=place.subsection,
            subsection_title=_text(place.subsection_title),
            number=item.number,
            text=item.text.text,
            horizon=entry.horizon,
            leaders=leaders,
            units=clause.units,
            targets=tuple(_placed(target, item.text) for target in targets),
            start=start,
            end=end,
            deadline=clause.deadline,
            parent=place.parent,
            heading=_text(place.heading),
            details=item.details,
            numbers=tuple(NumberNote(note.text, note.kind, *item.text.reach(note.start, note.end)) for note in reading.numbers),
            results=results.results,
        )

    def _heading_leaders(self, *titles: Passage | None) -> tuple[Leader, ...]:
        for title in titles:
            if title and (leaders := self._leaders_of(title)):
                return leaders
        return ()

    def _leaders_of(self, title: Passage) -> tuple[Leader, ...]:
        key = title.start, title.end
        if key not in self.leaders:
            read = read_heading_leaders(title)
            self.leaders[key] = read.leaders
            for piece in read.left:
                self._leave("leader-unread", piece)
        return self.leaders[key]

    def _doubt_titles(self, items: Sequence[Item]) -> None:
        """Where most headings of a level name leaders, one that names none was not read."""
        for titles in zip(*((item.place.heading, item.place.subsection_title, item.place.section_title) for item in items), strict=True):
            level = {title.start: title for title in titles if title}
            without = [title for title in level.values() if not self._leaders_of(title)]
            led = _FEWEST_LED <= len(level) - len(without) > len(without)
            for title in without:
                if led or len(title.text) == 1 or any(leads("".join(title.text.split()))):  # 三、詹 利民副县长牵头
                    self.doubts.append(Doubt.at("leader-unread", *title.reach(), text=excerpt(title.text)))


def _text(passage: Passage | None) -> str | None:
    return passage.text if passage is not None else None


def _placed(target: Target, text: Passage) -> Target:
    start, end = text.reach(target.start, target.end)
    return changed(target, start=start, end=end)


def _one_short(names: Iterable[str]) -> dict[str, str]:
    """Each name with one character left out, to the name: what a damaged name may have been."""
    return {name[:i] + name[i + 1 :]: name for name in names if 3 <= len(name) <= 9 for i in range(len(name))}


def _in_measure(target: Target, measure: str) -> Target:
    """The target in the unit that a column of its table gives, without which what it measures goes (新增植树 万株 8.6)."""
    named = target.indicator
    indicator = named.removesuffix(measure).rstrip() if named and named != measure else named
    whole = target.unit is None or measure.startswith(f"{target.unit}/")
    return changed(target, unit=measure if whole else target.unit, indicator=indicator)
