"""Tables that have lost every sign between their cells (序号工作任务责任单位完成时限1新建公园3个。市园林局年底2…), as sites show them that
sell documents, and pages whose cells nothing parts.

The headings are known one behind the other. Where cells end is told by what they hold: a task ends with its sentence, behind which
stand who leads it, bodies and a time; the next row begins with the next number, or, without numbers, with the next line that goes on so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.knowledge.offices import known_names
from kg.knowledge.words import any_word
from kg.model.passages import Passage
from kg.model.values import value
from kg.model.wording import told
from kg.parsing.findings import Doubt
from kg.parsing.marks.lines import Line, flow_of
from kg.parsing.marks.timing import is_deadline
from kg.parsing.names.forms import is_collective, looks_like_unit
from kg.parsing.names.person_pieces import is_person_name
from kg.parsing.tables.columns import TEXT_KINDS, UNIT_KINDS, WHO_ANSWERS, ColumnKind, column_kind, misfit
from kg.parsing.tables.headings import Grid, Row, TableHeader

__all__ = ["GluedTable", "glued_table"]

_LONGEST_HEADING: Final = 10
_FEWEST: Final = 3  # headings
_BODIES: Final = ("单位", "部门", "科室")  # asked first of every line
_NUMBER: Final = "序号"
_STOP: Final = re.compile(r"[。；;]")
_SIGNS: Final = "、,，;； \u3000\n"
_LONGEST_BODY: Final = 16
_LONGEST_TIME: Final = 16
_NO_BODY: Final = re.compile(r"[\d、，,。；;：:\s]")
_PAGE: Final = re.compile(r"(\d{1,3})、")  # how a site numbers the pages of a document, before each line
_GOES_ON: Final = ("街道", "街", "乡镇", "乡", "镇", "局", "厅", "委", "办", "部")  # 相关镇, 相关镇街; 人社, 人社局
_OF_DIVISION: Final = re.compile(rf"(?:{any_word('bodies', 'of_division')}|各|有关|相关)")
_ALL_OF: Final = re.compile(r"各[乡镇县市区]")
_DIGITS: Final = re.compile(r"\d{1,3}")


@value
class GluedTable:
    """The rows of such a table, the numbers of its first line, which may be a group's name, of its headings' and of that which ends it, and
    what is to be said of it.
    """

    grid: Grid
    start: int
    headings: int
    end: int
    doubts: tuple[Doubt, ...]


@value
class _Heading:
    name: str
    kind: ColumnKind
    start: int
    end: int


def glued_table(lines: Sequence[Line]) -> GluedTable | None:
    """The first such table among the lines; None where there is none, or no row can be told."""
    for index, line in enumerate(lines):
        if not any(word in line.text for word in _BODIES):
            continue
        found = _headings(line.text)
        if found:
            return _table(lines, index, found)
    return None


def _headings(text: str) -> list[_Heading]:
    """The headings one behind the other: from that of the number on, or a whole line of nothing else."""
    at = text.find(_NUMBER)
    found = _run(text, at) if at >= 0 else []
    if len(found) <= _FEWEST and len(text) <= 4 * _LONGEST_HEADING:
        found = _run(text, 0)
        found = found if found and found[-1].end == len(text) else []
    kinds = {heading.kind for heading in found}
    return found if len(found) >= _FEWEST and kinds & TEXT_KINDS and kinds & UNIT_KINDS else []


def _run(text: str, at: int) -> list[_Heading]:
    found: list[_Heading] = []
    while at < len(text):
        longest = len(_NUMBER) if text.startswith(_NUMBER, at) else _LONGEST_HEADING
        sizes = range(min(longest, len(text) - at), 1, -1)
        size = next((size for size in sizes if column_kind(text[at : at + size]) is not None), 0)
        size = next((first for first in range(2, size - 3) if _are_two(text[at : at + first], text[at + first : at + size])), size)
        kind = column_kind(text[at : at + size]) if size else None
        if kind is None:
            break
        found.append(_Heading(text[at : at + size], kind, at, at + size))
        at += size
    return found


def _are_two(first: str, second: str) -> bool:
    """Whether a label is the heading of a text and one of who answers behind it: 工作任务 + 牵头单位."""
    return column_kind(first) in TEXT_KINDS and column_kind(second) in WHO_ANSWERS


def _table(lines: Sequence[Line], index: int, headings: Sequence[_Heading]) -> GluedTable | None:
    line = lines[index]
    printed = line.text[headings[0].start : headings[-1].end]
    head = Passage.of_line(line.text, line.start)
    passages = [head.cut(0, headings[-1].end)]
    rest, pages = [head.cut(headings[-1].end)], _PAGE.match(line.text) is not None
    groups = {above.text for above in lines[:index]}
    for below in lines[index + 1 :]:
        whole = flow_of([below])
        if len(rest) == 1 and not rest[0] and (further := _run(below.text, 0)) and further[-1].end == len(below.text):
            passages.append(whole)  # a second line of headings
            continue
        page = _PAGE.match(below.text) if pages else None
        whole = whole.cut(page.end()) if page else whole
        again = whole.text.find(printed) if len(printed) > len(_NUMBER) else -1
        rest += [whole.cut(0, again), whole.cut(again + len(printed))] if again >= 0 else [whole]
    flow = Passage.joined([piece for piece in rest if piece], "" if pages else "\n")
    again = flow.text.find(printed)
    if again >= 0:
        flow = Passage.joined([flow.cut(0, again), flow.cut(again + len(printed))])
    rows = _Rows(flow, [heading.kind for heading in headings], groups)
    cells = list(rows.read())
    if not cells or (len(cells) == 1 and headings[0].kind == "number"):
        return None
    names = tuple(heading.name for heading in headings)
    header = TableHeader(rows.kinds, names, (*passages, *rows.cut_off.values()), index + 1, True, False)
    names_of_groups = [n for n, above in enumerate(lines[:index]) if above.text in rows.cut_off]
    reached = flow.cut(rows.at - 1, rows.at).end
    end = next((n for n in range(index + 1, len(lines)) if lines[n].start >= reached), len(lines))
    grid = Grid(header, tuple(Row(row) for row in cells), told("cells with nothing between them"))
    return GluedTable(grid, min([index, *names_of_groups]), index, end, tuple(rows.doubts(names, cells)))


class _Rows:
    """Cuts the text below the headings into cells, row by row, as far as that goes; ``at`` is where it stopped."""

    def __init__(self, flow: Passage, kinds: Sequence[ColumnKind], groups: set[str]) -> None:
        self.flow, self.text = flow, flow.text
        texts = [column for column, kind in enumerate(kinds) if kind in TEXT_KINDS]
        # Nothing shows where a name ends and its content begins: the last of these columns holds both.
        self.column = texts[-1]
        self.kinds: tuple[ColumnKind, ...] = tuple(
            "task" if at == self.column else "note" if at in texts else kind for at, kind in enumerate(kinds)
        )
        self.bodies = [column for column, kind in enumerate(kinds) if kind in UNIT_KINDS]
        self.groups = {group for group in groups if 1 < len(group) <= _LONGEST_HEADING}
        self.cut_off: dict[str, Passage] = {}  # the names of groups that rows began with
        self.at = 0

    def read(self) -> Iterator[dict[int, Passage]]:
        number = self._digits(self.at) if "number" in self.kinds else None
        if "number" in self.kinds and number is None:
            return
        while (row := self._row(number)) is not None:
            yield row
            if "number" in self.kinds and number is not None:
                following = self._digits(self.at)
                number = following if following is not None and int(following.text) == int(number.text) + 1 else number

    def doubts(self, names: Sequence[str], rows: Sequence[dict[int, Passage]]) -> Iterator[Doubt]:
        """Where bodies of two columns stand one behind the other."""
        unsure = [row[self.bodies[0]] for row in rows if len(self.bodies) > 1 and self.bodies[1] in row]
        if unsure:
            first, second = (names[column] for column in self.bodies[:2])
            ends = [passage.end for row in rows for passage in row.values()]
            yield Doubt.at("bodies-unparted", unsure[0].start, max(ends), first=first, second=second)

    def _digits(self, at: int) -> Passage | None:
        while self.text[at : at + 1].isspace():
            at += 1
        match = _DIGITS.match(self.text, at)
        return self.flow.cut(*match.span()) if match is not None else None

    def _row(self, number: Passage | None) -> dict[int, Passage] | None:
        """The next row; None where no sentence is followed by bodies, or what follows them is no row's beginning."""
        begin = self.at
        following = self._digits(begin) if number is not None else None
        if following is not None and number is not None and following.text == number.text:
            begin = self.text.index(number.text, begin) + len(number.text)
        for stop in _STOP.finditer(self.text, begin):
            leader, bodies, end = self._who(stop.end())
            if not bodies or not ("number" in self.kinds or self._may_end(end)):
                continue
            row = {self.column: self._without_group(self.flow.cut(begin, stop.end()).strip())}
            if number is not None:
                row[self.kinds.index("number")] = number
            if leader is not None:
                row[self.kinds.index("leader")] = leader
            row[self.bodies[0]] = self._listed(bodies[:1] if len(self.bodies) > 1 else bodies)
            if len(self.bodies) > 1 and len(bodies) > 1:
                row[self.bodies[1]] = self._listed(bodies[1:])
            self.at = self._after(row, end)
            return row
        return None

    def _without_group(self, text: Passage) -> Passage:
        """The task without the name of its group, which stands alone on a line above the table."""
        group = next((group for group in self.groups if text.text.startswith(group)), "")
        if group:
            self.cut_off[group] = text.cut(0, len(group))
        return text.cut(len(group)).strip()

    def _listed(self, bodies: Sequence[tuple[int, int]]) -> Passage:
        """The bodies as one list, with a sign where nothing stands between two."""
        pieces: list[Passage] = []
        for number, (start, end) in enumerate(bodies):
            before = bodies[number - 1][1] if number else start
            if pieces and before == start:
                pieces.append(Passage("、", pieces[-1].origin[-1:]))
            pieces.append(self.flow.cut(before, end))
        return Passage.joined(pieces)

    def _who(self, at: int) -> tuple[Passage | None, list[tuple[int, int]], int]:
        """The person and the bodies that stand there, and where the last ends."""
        while self.text[at : at + 1].isspace():
            at += 1
        leader = None
        if "leader" in self.kinds:
            sizes = [size for size in (3, 2) if is_person_name(self.text[at : at + size]) and self._body(at + size)]
            known = [size for size in sizes if self.text[at + size : self._body(at + size)] in known_names()]
            if size := next(iter(known or sizes), 0):
                leader, at = self.flow.cut(at, at + size), at + size
        bodies: list[tuple[int, int]] = []
        end = at
        first = self.text[at : self._body(at)]
        if not (first in known_names() or (_OF_DIVISION.match(first) and len(first) > 2)):
            return None, [], at
        while stop := self._body(at):
            bodies += self._parted(at, stop)
            end = at = stop
            while self.text[at : at + 1] in tuple(_SIGNS.replace("\n", "")):
                at += 1
        return leader, bodies, end

    def _parted(self, start: int, end: int) -> list[tuple[int, int]]:
        """The body, and the set of bodies that stands behind it (高新园各街道)."""
        at = self.text.find("各", start + 2, end)
        cut = at if at > 0 and is_collective(self.text[at:end]) else end
        return [(start, cut), *([(cut, end)] if cut < end else [])]

    def _body(self, at: int) -> int:
        """Where the body ends that begins there; 0 where none does. The shortest, and as far as it goes on (相关镇, 相关镇街)."""
        bad = _NO_BODY.search(self.text, at)
        last = min(at + _LONGEST_BODY, bad.start() if bad else len(self.text))
        end = next((end for end in range(at + 2, last + 1) if self._is_body(at, end)), 0)
        more = next((word for word in _GOES_ON if self.text.startswith(word, end)), "") if end else ""
        return end + len(more) if more and self._is_body(at, end + len(more)) else end

    def _is_body(self, start: int, end: int) -> bool:
        name = self.text[start:end]
        whole = name.count("(") == name.count(")") and name.count("（") == name.count("）") and self.text[end : end + 1] not in ("(", "（")
        open_end = self.text[end : end + 1] not in ("。", "；", ";")  # what a stop closes is a sentence
        return whole and open_end and (looks_like_unit(name) or _ALL_OF.fullmatch(name) is not None)

    def _after(self, row: dict[int, Passage], end: int) -> int:
        """Where the next row begins, behind a time and what was reached, which are put into the row."""
        if "deadline" in self.kinds:
            number = row[self.kinds.index("number")].text if "number" in self.kinds else ""
            due = ("\n", str(int(number) + 1)) if number else ("\n",)
            sizes = range(2, min(_LONGEST_TIME, len(self.text) - end) + 1)
            closed = (size for size in sizes if end + size == len(self.text) or self.text.startswith(due, end + size))
            size = next((size for size in closed if is_deadline(self.text[end : end + size])), 0)
            if size:
                row[self.kinds.index("deadline")], end = self.flow.cut(end, end + size), end + size
        if "result" in self.kinds and "number" not in self.kinds:
            following = next((at for at in self._line_starts(end) if self._begins_row(at)), len(self.text))
            if told_of := self.flow.cut(end, following).strip():
                row[self.kinds.index("result")] = told_of
            end = following
        return end

    def _line_starts(self, at: int) -> Iterator[int]:
        while (at := self.text.find("\n", at)) >= 0:
            at += 1
            yield at

    def _begins_row(self, at: int) -> bool:
        """Whether a line is a task with its bodies behind it, on it or on the next one."""
        end = self.text.find("\n", at)
        stops = _STOP.finditer(self.text, at, len(self.text) if end < 0 else end)
        found = (self._who(stop.end()) for stop in stops)
        return any(bodies and self._may_end(stop) for _, bodies, stop in found)

    def _may_end(self, at: int) -> bool:
        """Whether a cell of bodies may end there: with its line, or before a number or what tells how far the work has come."""
        rest = self.text[at : at + _LONGEST_TIME]
        return not rest or rest[0] in "\n0123456789" or misfit(rest, "result") == 0 or is_deadline(rest)
