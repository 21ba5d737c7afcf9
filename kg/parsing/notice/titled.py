"""Lists that name no body and are known by their title: the numbered points of a notice about 民生实事, 重点工作, 任务分解.

Such a list is looked for only where nothing else shows one; that it is a list of tasks stays in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import Final

from kg.knowledge.words import any_word, compiled
from kg.model.passages import Passage
from kg.parsing.findings import Claim, Reading
from kg.parsing.marks.lines import Line
from kg.parsing.marks.numbering import LEVELS, Marker, marker_at
from kg.parsing.notice.counted import NUMERAL, number_of
from kg.parsing.notice.dates import is_signature
from kg.parsing.notice.list_titles import is_annex_line, title_above, with_annex_line
from kg.parsing.notice.lists import ListRegion
from kg.parsing.notice.titles import close, is_document_title, looks_like_list_title, title_alone, title_lines
from kg.parsing.text.items import read_outline

__all__ = ["find_titled", "is_no_task", "read_titled"]

_BARS: Final = "|｜"
_MOST_BARRED: Final = 4  # one line in so many may hold a bar: a page's particulars do
_FEWEST: Final = 3  # points; a letter has one or two without being a list
_FEWEST_CUT_OFF: Final = 2  # where the sentence above counts more, and the text breaks off within them
_UNFINISHED: Final = re.compile(r"[^。；;：:！!？?）)\d\s]\s*$")
_LONGEST_HEADING: Final = 50
_LONGEST_NAME: Final = 30  # characters before the first stop of a point, in which a word says that it is none
_SPEAKS_OF_TASKS: Final = compiled(any_word("lists", "of_tasks"))
_COUNTED: Final = re.compile(rf"{NUMERAL}[大个项件](?:{any_word('lists', 'of_tasks', 'counted', 'counted_above')})")
_OF_LETTER: Final = compiled(any_word("lists", "of_letter"))
_SENTENCE: Final = re.compile("[。；;]")
_FOLLOWS: Final = compiled(any_word("lists", "opens_counted"))
_LONGEST_SENTENCE: Final = 60  # characters
_NO_TASK: Final = compiled(any_word("lists", "no_tasks"))
_PARTICULAR: Final = compiled(rf"(?:{any_word('lists', 'particulars')})\s*$")
_OTHER_TEXT: Final = compiled(any_word("lists", "other_texts"))
_STOP: Final = re.compile(r"[。；;：:，,？?]|$")
_OPENS: Final = ("：", ":", "——")
_LEADS_ELSEWHERE: Final = re.compile(r"(?:…{2,}|\.{6,}|·{6,})\s*\d+\s*$|\d{4}-\d{1,2}-\d{1,2}\s*$")
"""How the line of a table of contents ends, with its page, and a link to news, with its day."""
_BULLETS: Final = frozenset("*★▲")  # before an item whose list names nobody
_INNER_STOP: Final = re.compile(r"[。；;：:][ \u3000]*(?=[（(\d一二三四五六七八九十①-⑳⒈-⒛⑴-⒇])")
_POINTS: Final = "ABCDE"


def find_titled(lines: Sequence[Line]) -> list[ListRegion]:
    """The lists that titles or a heading of the notice name, where at least three numbered points follow, on lines or within one."""
    if sum(any(sign in line.text for sign in _BARS) for line in lines) * _MOST_BARRED > len(lines):
        return []  # a table, whatever its headings
    if _is_other_text(lines):
        return []
    found = _first_list(lines, _starts(lines)) or _find_in_line(lines)
    regions: list[ListRegion] = []
    while found is not None:
        regions.insert(0, found)
        above = lines[: (*found.title, found.start)[0]]
        found = _first_list(above, _below_titles(above))  # 附件1, where the nearest title is that of 附件2
    return regions


def _first_list(lines: Sequence[Line], starts: Iterable[int]) -> ListRegion | None:
    for first in starts:
        start = _past_opening(lines, first)
        fewest = _FEWEST_CUT_OFF if _breaks_off(lines, first) else _FEWEST
        if start is not None and len(_points(lines, start, _end(lines, start))) >= fewest:
            title, preface = title_above(lines, start)
            return ListRegion(with_annex_line(lines, title), preface, start, len(lines))
    return None


def _breaks_off(lines: Sequence[Line], first: int) -> bool:
    """Whether the line above counts more points than two, and the last line stops within a sentence: …10项主要任务： 1.…。 2.…"""
    counted = _COUNTED.search(lines[first - 1].text) if first else None
    more = counted is not None and number_of(counted["count"]) > _FEWEST_CUT_OFF
    return more and _UNFINISHED.search(lines[-1].text) is not None and _marker(lines[-1]) is not None


def _find_in_line(lines: Sequence[Line]) -> ListRegion | None:
    """The list whose points stand in one line, below a title that speaks of tasks, or behind a sentence that does."""
    titled = False
    for index, line in enumerate(lines):
        cuts = [at for at in _cuts(line.text) if not _says_no_task(line.text, at)]
        if len(cuts) >= _FEWEST and (titled or _SPEAKS_OF_TASKS.search(line.text, 0, cuts[0])):
            title, preface = title_above(lines, index)
            return ListRegion(with_annex_line(lines, title), preface, index, len(lines))
        titled = titled or (looks_like_list_title(line.text) and _SPEAKS_OF_TASKS.search(line.text) is not None)
    return None


def _cuts(text: str) -> list[int]:
    """Where the points begin that count 1, 2, 3 within a line."""
    found: dict[str, list[int]] = {}
    for stop in _INNER_STOP.finditer(text):
        marker = marker_at(text, stop.end())
        if marker is not None and not marker.doubtful and marker.ordinal == len(found.get(marker.level, ())) + 1:
            found.setdefault(marker.level, []).append(stop.end())
    return max((cuts for cuts in found.values() if len(cuts) >= _FEWEST), key=len, default=[])


def _points_apart(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, with each point that stands within one on a line of its own."""
    for line in lines:
        cuts = [0, *_cuts(line.text), len(line.text)]
        yield from (replace(line, text=line.text[a:b], start=line.start + a, end=line.start + b) for a, b in pairwise(cuts) if a < b)


def read_titled(lines: Sequence[Line]) -> Reading:
    """Its points as items; what follows the last of them is the notice's closing, up to a further point, which is left unread."""
    if _marker(lines[0]) is None:
        lines = list(_points_apart(lines))
    end = _end(lines, 0)
    reading = read_outline(lines[:end], by_title=True)
    closing = tuple(
        Claim("letter", Passage.of_line(line.text, line.start), "behind a list known by its title")
        for line in lines[end : _closing_end(lines, end)]
    )
    items = tuple(replace(item, text=item.text.cut(1)) if item.text.text[:1] in _BULLETS else item for item in reading.items)
    return Reading("titled", reading.reason, items, (*reading.claims, *closing), reading.doubts)


def _is_other_text(lines: Sequence[Line]) -> bool:
    """Whether a short line above the first number says that this is a speech, an account or the like, which speaks of tasks in passing."""
    above = takewhile(lambda line: _marker(line) is None, lines)
    return any(len(line.text) < _LONGEST_HEADING and _OTHER_TEXT.search(line.text) for line in above)


def _numbered(lines: Sequence[Line]) -> list[int]:
    return [index for index, line in enumerate(lines) if _marker(line) is not None]


def _below_titles(lines: Sequence[Line]) -> Iterator[int]:
    """The first numbered lines behind titles that speak of tasks, the nearest first."""
    numbered = _numbered(lines)
    for index in reversed([index for index, line in enumerate(lines) if _marker(line) is None and _is_title(line)]):
        yield from [number for number in numbered if number > index and not _ends_letter(lines, number)][:1]


def _starts(lines: Sequence[Line]) -> Iterator[int]:
    """First lines of what may be the list: behind titles that speak of tasks; at such headings; behind such a colon."""
    numbered = _numbered(lines)
    if not numbered:
        return
    yield from _below_titles(lines)
    for index in numbered:
        heading, above = lines[index].text, lines[index - 1].text if index else ""
        headed = len(heading) < _LONGEST_HEADING and heading[-1] not in "。；;" and _SPEAKS_OF_TASKS.search(heading)
        if headed or (_announces(above) and not _ends_letter(lines, index)):
            yield index
    own = title_lines(lines[: numbered[0]])
    title = "".join(lines[index].text for index in own) if own else title_alone(lines[: numbered[0]]) or ""
    if _SPEAKS_OF_TASKS.search(title) and not _ends_letter(lines, numbered[0]):
        yield numbered[0]


def _is_title(line: Line) -> bool:
    return looks_like_list_title(line.text) and _SPEAKS_OF_TASKS.search(line.text) is not None


def _announces(text: str) -> bool:
    """Whether the last sentence of the line above the points speaks of tasks: …办好10件民生实事：, …办好“十件民生实事”。"""
    *_, before, last = ("", *_SENTENCE.split(text.rstrip("。：:—－ ")))
    last = before if _FOLLOWS.fullmatch(last.strip()) else last
    if text.endswith(_OPENS) and _COUNTED.search(last[-_LONGEST_NAME:]):
        return True
    return text.endswith((*_OPENS, "。")) and len(last) <= _LONGEST_SENTENCE and _SPEAKS_OF_TASKS.search(last) is not None


def _ends_letter(lines: Sequence[Line], index: int) -> bool:
    """Whether the line above says that what follows are the letter's own points (现就有关事项通知如下)."""
    return index > 0 and _OF_LETTER.search(lines[index - 1].text) is not None


def _marker(line: Line) -> Marker | None:
    marker = marker_at(line.text, 0)
    return marker if marker is not None and not marker.doubtful and marker.level in _POINTS else None


def _past_opening(lines: Sequence[Line], start: int) -> int | None:
    """Past the sections that say what it is all for (一、总体要求); None where all are such, as those of a call for proposals."""
    first = _marker(lines[start])
    while first is not None and is_no_task(lines[start]):
        following = (
            index for index in range(start + 1, len(lines)) if (marker := _marker(lines[index])) is not None and marker.level <= first.level
        )
        at = next(following, None)
        if at is None:
            return None
        start, first = at, _marker(lines[at])
    return start


def _end(lines: Sequence[Line], start: int) -> int:
    """Where the points end: at a section on how to go about it, the signature, an annex, a further title."""
    first = _marker(lines[start])
    for index in range(start + 1, len(lines)):
        line = lines[index]
        marker = _marker(line)
        if _is_outer(marker, first) and is_no_task(line):
            return index
        titled = looks_like_list_title(line.text) or is_document_title(close(line.text))
        if is_signature(line) or is_annex_line(line) or (marker is None and titled):
            return index
    return len(lines)


def _is_outer(marker: Marker | None, first: Marker | None) -> bool:
    return marker is not None and first is not None and LEVELS.index(marker.level) <= LEVELS.index(first.level)


def _closing_end(lines: Sequence[Line], end: int) -> int:
    """Where points go on behind the list's end (五、新建公园3个 behind 四、健全机制), to be said to be unread; else the last line."""
    first = _marker(lines[0])
    return next((i for i in range(end, len(lines)) if _is_outer(_marker(lines[i]), first) and not is_no_task(lines[i])), len(lines))


def is_no_task(line: Line) -> bool:
    """Whether the line begins a section on how to go about it (三、保障措施), or one that asks or refers elsewhere."""
    return _says_no_task(line.text, 0) or _LEADS_ELSEWHERE.search(line.text) is not None


def _says_no_task(text: str, at: int) -> bool:
    """Whether the point that begins there has a name that is no task's, or asks."""
    marker = marker_at(text, at)
    begin = marker.end if marker else at
    stop = _STOP.search(text, begin)
    end = stop.start() if stop else begin
    asks = stop is not None and stop.group() in ("？", "?")
    return asks or bool(_NO_TASK.search(text, begin, min(end, begin + _LONGEST_NAME)) or _PARTICULAR.match(text, begin, end))


def _points(lines: Sequence[Line], start: int, end: int) -> list[int]:
    """The numbered lines that have none of a lower level below them."""
    marked: list[tuple[int, Marker]] = []
    for index in range(start, end):
        marker = marker_at(lines[index].text, 0)
        due = bool(marked) and marker is not None and marker.level == marked[-1][1].level and marker.ordinal == marked[-1][1].ordinal + 1
        if marker is not None and marker.level in _POINTS and (due or not marker.doubtful) and not is_no_task(lines[index]):
            marked.append((index, marker))
    following = [*(marker for _, marker in marked[1:]), None]
    return [index for (index, marker), below in zip(marked, following, strict=True) if below is None or below.level <= marker.level]
