"""Lists without numbers whose opening words say how many there are: …10件民生实事，分别是：新建…；改造…。, or a title that counts them
and as many lines below it. That the count is right shows that they are the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.knowledge.words import any_word
from kg.model.passages import Passage
from kg.model.values import value
from kg.model.wording import told
from kg.parsing.findings import Claim, Item, Place, Reading
from kg.parsing.marks.lines import Line
from kg.parsing.marks.numbering import chinese_ordinal, marker_at
from kg.parsing.notice.lists import ListRegion

__all__ = ["find_counted", "read_counted"]

_FEWEST: Final = 3
_LONGEST_LINE: Final = 60  # characters of a task on a line of its own
_LONGEST_NAME: Final = 40  # of one between commas
_COUNT: Final = r"(?P<count>\d{1,2}|[一二三四五六七八九十]{1,3})[大个项件点]"
_COUNTED: Final = re.compile(rf"{_COUNT}[^。；;：:\n\d]{{0,12}}?(?:{any_word('lists', 'of_tasks', 'counted')})")
_OPENS: Final = re.compile(rf"(?:{any_word('lists', 'opens_counted')})[：:]?[ \u3000]*|[：:][ \u3000]*")
_SIGNS: Final = ("；;", "、", "，,")
_BRACKETED: Final = re.compile(r"[（(][^（()）]*[）)]")
_WORDS: Final = re.compile(r"[\u4e00-\u9fff]{4}")
_CELLS: Final = re.compile(r"\S[ \u3000\t]+\S+[ \u3000\t]+\S|[|｜]")  # a row of a table
_NO_LINE: Final = ("。", "！", "!", "？", "?")


@value
class _Found:
    """A counted list: the line that counts it, and its tasks as (line, start, end)."""

    line: int
    tasks: tuple[tuple[int, int, int], ...]


def find_counted(lines: Sequence[Line]) -> list[ListRegion]:
    """The first such list, if the lines hold one."""
    found = next(_found(lines), None)
    if found is None:
        return []
    in_line = found.tasks[0][0] == found.tasks[1][0]
    return [ListRegion(() if in_line else (found.line,), (), found.line, len(lines))]


def read_counted(lines: Sequence[Line]) -> Reading:
    """Its tasks, which have no numbers; what stands around them in their lines is the letter's."""
    found = next(_found(lines), None)
    tasks = found.tasks if found else ()
    items: list[Item] = []
    claims: list[Claim] = []
    behind = dict.fromkeys(range(len(lines)), 0)
    for number, start, end in tasks:
        line = lines[number]
        text = Passage.of_line(line.text, line.start).cut(start, end).strip()
        claims.append(Claim("letter", Passage.of_line(line.text, line.start).cut(behind[number], start), "before a counted task"))
        claims.append(Claim("task", text, "one of as many tasks as were announced"))
        items.append(Item(None, None, text, (), Place(), text.start))
        behind[number] = end
    for number, line in enumerate(lines):
        claims.append(Claim("letter", Passage.of_line(line.text, line.start).cut(behind[number]), "behind a counted task"))
    claims = [claim for claim in claims if claim.passage.strip()]
    return Reading("titled", told("{count} tasks, as many as announced", count=len(items)), tuple(items), tuple(claims))


def _found(lines: Sequence[Line]) -> Iterator[_Found]:
    for index, line in enumerate(lines):
        for counted in _COUNTED.finditer(line.text):
            count = _number(counted["count"])
            if count < _FEWEST:
                continue
            tasks = _in_line(line.text, counted.end(), count)
            if tasks:
                yield _Found(index, tuple((index, start, end) for start, end in tasks))
            elif counted.end() > len(line.text) - _LONGEST_NAME and (below := _below(lines, index, count)):
                yield _Found(index, tuple((i, 0, len(lines[i].text)) for i in below))
    for index in range(1, len(lines)):  # the count in the line above: …确定了10件民生实事。 这些实事分别是：…
        counts = [_number(counted["count"]) for counted in _COUNTED.finditer(lines[index - 1].text)]
        opened = _OPENS.search(lines[index].text)
        for count in counts if opened else ():
            if count >= _FEWEST and opened and (tasks := _in_line(lines[index].text, opened.start(), count)):
                yield _Found(index - 1, tuple((index, start, end) for start, end in tasks))


def _number(printed: str) -> int:
    return int(printed) if printed.isdigit() else chinese_ordinal(printed)


def _in_line(text: str, at: int, count: int) -> list[tuple[int, int]]:
    """Where the tasks stand that follow an opening (分别是, ：), if they are as many as that."""
    for opening in _OPENS.finditer(text, at):
        stop = text.find("。", opening.end())
        end = len(text) if stop < 0 else stop
        for signs in _SIGNS:
            pieces = list(_pieces(text, opening.end(), end, signs))
            if len(pieces) == count and (signs == _SIGNS[0] or all(b - a <= _LONGEST_NAME for a, b in pieces)):
                return pieces if all(b - a > _FEWEST for a, b in pieces) else []
    return []


def _pieces(text: str, start: int, end: int, signs: str) -> Iterator[tuple[int, int]]:
    hidden = _BRACKETED.sub(lambda match: "-" * len(match.group()), text[start:end])
    at = 0
    for match in re.finditer(rf"[{signs}]|$", hidden):
        if hidden[at : match.start()].strip():
            yield start + at, start + match.start()
        at = match.end()


def _below(lines: Sequence[Line], index: int, count: int) -> list[int]:
    """The lines below that are as many short ones without numbers, before one that is none."""
    run: list[int] = []
    for number in range(index + 1, len(lines)):
        line = lines[number]
        if not run and _is_remark(line):
            continue
        if (
            len(line.text) > _LONGEST_LINE
            or _CELLS.search(line.text)
            or not _WORDS.search(line.text)
            or line.text.endswith(_NO_LINE)
            or marker_at(line.text, 0)
            or (run and line.blank_before and len(run) == count)
        ):
            break
        run.append(number)
    return run if len(run) == count else []


def _is_remark(line: Line) -> bool:
    return line.text[:1] in "（(" and line.text[-1:] in "）)"
