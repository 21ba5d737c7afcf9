"""A document's text to its records: header, lists, tasks, and the account of every character."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from kg.model.excerpts import excerpt
from kg.model.passages import Passage
from kg.model.records import DocumentRecord, Parsed, SourceFile, Task
from kg.model.source import Source, Table
from kg.parsing.clauses.roles import Conventions
from kg.parsing.findings import Claim, Doubt, Item, Reading, of_lists
from kg.parsing.marks.lines import Line, content_lines, flow_of, is_furniture, is_header, without_site_lines
from kg.parsing.notice.account import account, not_within
from kg.parsing.notice.checks import doubts_of_tasks
from kg.parsing.notice.dashed_goals import with_goals_apart
from kg.parsing.notice.dates import horizon, year_of_work
from kg.parsing.notice.earlier import Earlier, earlier_notices
from kg.parsing.notice.header import Header, read_header, signature_below
from kg.parsing.notice.kind import kind_of_document
from kg.parsing.notice.leftovers import doubts_of_lost, doubts_of_text
from kg.parsing.notice.list_titles import annex_label
from kg.parsing.notice.lists import ListRegion, find_lists, title_of
from kg.parsing.notice.mirrors import read_without_mirror_text
from kg.parsing.notice.neighbours import doubts_of_neighbours
from kg.parsing.notice.pledged import with_pledging_office
from kg.parsing.notice.private import without_private, without_private_text
from kg.parsing.notice.problems import problem_of
from kg.parsing.notice.recognised import doubts_of_recognised, read_by, with_readers
from kg.parsing.notice.region import RegionFinding, find_region
from kg.parsing.notice.scripts import as_printed, simplified_if_traditional
from kg.parsing.notice.sections import doubts_of_leaderless, doubts_of_sections
from kg.parsing.notice.table_reading import sheet_among, table_of, with_sheet_above
from kg.parsing.notice.tasks import TaskList, read_tasks
from kg.parsing.notice.told_paragraphs import doubts_of_results_in_prose
from kg.parsing.notice.totals import doubts_of_totals
from kg.parsing.notice.touched import Stretches, with_doubts
from kg.parsing.notice.unled import lists_without_bodies
from kg.parsing.notice.unseen import read_without_unseen_signs
from kg.parsing.results import period_of
from kg.parsing.tables.drawn import DrawnTable, drawn_tables, grid_of_drawn
from kg.parsing.tables.grids import grid_of_tables
from kg.parsing.tables.shapes import is_even
from kg.parsing.text.items import NUMBER_OF_HEADING, read_outline
from kg.parsing.trace import Contest, Entrant, Trace

__all__ = ["parse", "traced"]

_Placed = TypeVar("_Placed", Table, DrawnTable)

_CELLS_ARE_KNOWN = 0.8
_HEAD_OF_PAGE = 40  # lines
_LABELS_ARE_SURE = 0.1  # a text that outweighs a sheet of labels takes what they label for tasks
_ROWS_COUNT = 0.5  # a text that outweighs a table whose rows count, or fill all columns, has run them into each other
_TITLE_OF_LIST = "title of the list"
_NO_ITEMS = frozenset({_TITLE_OF_LIST, NUMBER_OF_HEADING, "headings of the columns"})  # what is no item's and yet understood


def parse(source: Source) -> Parsed:
    """Read a document. One that shows no list of tasks with units gives no tasks and says so; nothing raises for what a text holds."""
    return read_without_unseen_signs(source, lambda seen: read_without_mirror_text(seen, lambda shortened: _read(shortened)[0]))


def traced(source: Source) -> tuple[Parsed, Trace]:
    """As :func:`parse`, with how it came about; ``without_unseen_signs`` and ``without_mirror_text`` are to go through the source first."""
    parsed, document = _read(source)
    return parsed, document.trace()


def _read(source: Source) -> tuple[Parsed, _Document]:
    simple = simplified_if_traditional(source.text)
    if simple == source.text:
        document = _Document(source)
        return document.parsed(), document
    document = _Document(replace(source, text=simple))
    return as_printed(document.parsed(), source.text, simple), document


_QUOTED_TITLE = re.compile(r"《([^《》]*)》")


class _Document:
    """One document on its way from text to records."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.doubts: list[Doubt] = []
        self.claims: list[Claim] = []
        self.contests: list[Contest] = []
        self.items: list[Item] = []
        self.region: RegionFinding | None = None
        self.read_text: Callable[[Sequence[Line]], Reading] = read_outline
        self.drawn = drawn_tables(source.text)

    def parsed(self) -> Parsed:
        lines = content_lines(self.source)
        kept = without_site_lines([line for line in lines if is_header(line) or not is_furniture(line)])
        body = len(kept) - signature_below(kept)
        kept, tail = kept[:body], kept[body:]
        regions = with_sheet_above(kept, find_lists(kept, self._tables_with_headings()))
        if not regions and (found := lists_without_bodies(kept)) is not None:
            regions, self.read_text = [*found.regions], found.read
        head = regions[0].title[0] if regions and regions[0].title else regions[0].start if regions else len(kept)
        titles = [title_of(kept, region) for region in regions]
        page = lines[: bisect_left(lines, kept[regions[0].start].start, key=lambda line: line.start)] if regions else lines
        header = read_header([*kept[:head], *tail], _unquoted(titles[0]) if titles else None, page)
        letter = "\n".join(line.text for line in kept[:head])
        named = [*titles[:1], header.title, header.number, *titles, header.text]
        year = year_of_work(named, header.dating, letter, self.source.text)
        lists = [
            TaskList(
                None if _QUOTED_TITLE.fullmatch(title or "") else title,  # the name of the notice, of which the list has none
                next((label for i in region.title if (label := annex_label(kept[i]))), None),
                horizon(title or header.title, year),
                self._best_reading(kept, region),
                period_of(f"{title or ''} {header.title or ''}", letter, year, horizon(title or header.title, year)),
            )
            for title, region in zip(titles, regions, strict=True)
        ]
        self._claim_front(lines, [*kept, *tail], header, head, regions)
        self.claims.extend(Claim("letter", flow_of([line]), "signature and what follows it") for line in tail)
        tasks, doubts, given_back = read_tasks(lists, Conventions().after(letter), self.source.text)
        self.doubts.extend(doubts)
        items = self.items = [item for entry in lists for item in entry.reading.items]
        self._audit(items)
        self.claims.extend(given_back)
        self._say_what_is_set_aside()
        self.doubts.extend(doubts_of_tasks(tasks, [item.text for item in items], self.source.text))
        for entry in lists:
            self.doubts.extend(doubts_of_neighbours(entry.reading.items, self.source.text))
            self.doubts.extend(doubts_of_sections(entry.reading.items))
        self.doubts.extend(doubts_of_leaderless(tasks))
        head_of_page = "\n".join(line.text for line in page[:_HEAD_OF_PAGE])
        bodies = [unit.name for task in tasks for unit in task.units]
        self.region = finding = find_region(header.text, self.source.text, bodies, head_of_page)
        spans, accounted = account(self.source, self.claims)
        said = Stretches((doubt.offset, doubt.end) for doubt in self.doubts)
        for span in spans if tasks else ():
            if span.kind == "unread" and not said.hold(span.start, span.end):
                self.doubts.append(Doubt.at("unread", span.start, span.end, text=excerpt(self.source.text[span.start : span.end])))
        if regions:
            self.doubts.extend(doubts_of_text(self.source.text, spans, kept[regions[0].start].start, items))
        cut_off = any(doubt.code in ("cut-off", "clause-unclosed") for doubt in self.doubts)
        self.doubts.extend(doubts_of_recognised(self.source))
        self.doubts.extend(doubts_of_results_in_prose(kept, year) if not regions else ())
        self.doubts.extend(doubts_of_totals(kept[: regions[0].start if regions else 0], tasks, items, cut_off))
        tasks = with_readers(with_doubts(tasks, items, self.doubts), self.source)
        front = "\n".join(line.text for line in (*kept[:head], *tail))
        document = self._record(header, year, finding, lists, tasks, accounted, earlier_notices(header.title, front))
        return Parsed(document, tuple(tasks), tuple(spans))

    def trace(self) -> Trace:
        """How it was read, once it is."""
        evidence = self.region.evidence if self.region else None
        return Trace(self.source.text, tuple(self.claims), tuple(self.contests), tuple(self.items), evidence)

    def _audit(self, items: Sequence[Item]) -> None:
        """What was claimed as a task's text or a heading, and reached no item, is given back as unread."""
        reached = bytearray(len(self.source.text))
        # Items under one heading hold one passage of it.
        passages = {id(passage): passage for item in items for passage in (item.text, *item.place.titles())}
        for passage in passages.values():
            for start, end in passage.stretches():
                reached[start:end] = b"\x01" * (end - start)
        lost = [
            Claim("unread", claim.passage, "section-without-task" if claim.kind == "heading" else "unread")
            for claim in self.claims
            if claim.kind in ("task", "heading") and claim.rule not in _NO_ITEMS and not_within(claim, reached)
        ]
        self.claims.extend(lost)
        self.doubts.extend(doubts_of_lost(lost, reached, len(self.source.text.rstrip()), items))

    def _say_what_is_set_aside(self) -> None:
        """One note for each kind of what goes to no record by rule: remarks, results, numbers of telephones."""
        by_kind: dict[str, list[Passage]] = {}
        read = {claim.passage.start for claim in self.claims if claim.kind == "result"}
        for claim in (one for one in self.claims if one.kind == "aside" and one.passage.start not in read):
            by_kind.setdefault(claim.rule, []).append(claim.passage)
        for what, passages in by_kind.items():
            facts = {"what": what, "count": str(len(passages)), "characters": str(sum(map(len, passages)))}
            self.doubts.append(Doubt.at("set-aside", min(p.start for p in passages), max(p.end for p in passages), **facts))

    def _tables_with_headings(self) -> list[int]:
        """Where the tables begin whose cells are known, and that have headings of tasks and units."""
        own = [table.start for table in self.source.tables if grid_of_tables(self.source.text, [table]) is not None]
        return sorted([*own, *(table.start for table in self.drawn if grid_of_drawn([table]) is not None)])

    def _best_reading(self, lines: Sequence[Line], region: ListRegion) -> Reading:
        """The reading that accounts for most of the list's text by tasks that name who answers."""
        body = lines[region.start : region.end]
        readings = [self.read_text(body)]
        own = _between(self.source.tables, body)
        grid, table = table_of(self.source.text, body, own, _between(self.drawn, body))
        sure = False
        if table is None and self.read_text is read_outline:
            table, sure = sheet_among(body)
        readings.extend([table] if table is not None else [])
        least = _CELLS_ARE_KNOWN if own else _LABELS_ARE_SURE if sure else 1.0  # a reading of the format's own cells guesses least
        if grid is not None and (is_even(grid) or (readings[1].counts() and not readings[0].counts())):
            least = _ROWS_COUNT
        entrants = [Entrant.of(reading, least if reading.family == "table" else 1.0) for reading in readings]
        self.contests.append(Contest.of(body, [lines[i] for i in region.title], entrants))
        best = with_goals_apart(without_private(readings[entrants.index(self.contests[-1].entrants[0])]))
        best = with_pledging_office(best, lines, region) if best.family == "titled" else best
        self.claims.extend(best.claims)
        self.doubts.extend(best.doubts)
        self.claims.extend(Claim("heading", flow_of([lines[i]]), _TITLE_OF_LIST) for i in region.title)
        self.claims.extend(Claim("letter", flow_of([lines[i]]), "between the list's title and its first item") for i in region.preface)
        return best

    def _claim_front(self, lines: Sequence[Line], kept: Sequence[Line], header: Header, head: int, regions: Sequence[ListRegion]) -> None:
        """Everything before the first list: the header, the letter, and page furniture."""
        keep = {line.start for line in kept}
        for line in lines:
            if line.start not in keep:
                self.claims.append(Claim("furniture", flow_of([line]), "around the document on its page"))
        if not regions:
            return
        first = header.title_lines[0] if header.title_lines else 0
        for number, line in enumerate(kept[:head]):
            kind = (
                "header"
                if number in header.title_lines or is_header(line) or (header.number and header.number in line.text.replace(" ", ""))
                else "letter"
            )
            if number < first and kind == "letter":
                kind = "header" if len(line.text) <= 40 else "letter"
            self.claims.append(Claim(kind, flow_of([line]), "before the first list"))  # type: ignore[arg-type]

    def _record(
        self,
        header: Header,
        year: int | None,
        finding: RegionFinding | None,
        lists: Sequence[TaskList],
        tasks: Sequence[Task],
        accounted: int,
        earlier: Earlier,
    ) -> DocumentRecord:
        if not tasks:
            self.doubts.append(Doubt.at("no-task-list", 0))
        if finding is None:
            self.doubts.append(Doubt.at("region-unknown", 0))
        elif not finding.stated:
            self.doubts.append(Doubt.at("region-inferred", 0, region=finding.name, evidence=finding.evidence))
        bases = {unit.basis for task in tasks for unit in task.units}
        problems = sorted(
            (problem_of(doubt, self.source) for doubt in self.doubts),
            # That another program read the text from pictures stands before all that is said of the text.
            key=lambda p: (p.code != "ocr-text", p.line, p.code, p.message),
        )
        return DocumentRecord(
            file=self.source.file,
            title=without_private_text(header.title) if header.title else None,
            number=header.number,
            issued=header.issued,
            publisher=header.publisher,
            region=finding.name if finding else None,
            region_code=finding.code if finding else None,
            region_stated=bool(finding and finding.stated),
            year=year,
            lead_rule="marked" if "marked" in bases else "declared" if "declared" in bases else None,
            characters=len(self.source.text),
            accounted=accounted,
            sha256=self.source.sha256,
            problems=tuple(problems),
            family=", ".join(dict.fromkeys(entry.reading.family for entry in lists)) or None,
            family_reason=of_lists([entry.reading for entry in lists]),
            replaces=earlier.replaces,
            amends=earlier.amends,
            files=(SourceFile(self.source.file, self.source.sha256, self.source.media_type),),
            read_by=read_by(self.source, 0, len(self.source.text)),
            kind=kind_of_document([header.title, *(entry.title for entry in lists)], self.source.text, len(tasks), self.claims),
        )


def _between(tables: Sequence[_Placed], body: Sequence[Line]) -> Sequence[_Placed]:
    """The tables, in the order of the text, that begin within the lines of a list or right above them."""
    if not body:
        return ()
    first = bisect_left(tables, body[0].start - 200, key=lambda table: table.start)
    return tables[first : bisect_left(tables, body[-1].end, lo=first, key=lambda table: table.start)]


def _unquoted(title: str | None) -> str | None:
    """The name of a document that a line gives between 《》."""
    match = _QUOTED_TITLE.fullmatch(title or "")
    return match[1] if match else title
