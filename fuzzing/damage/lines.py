"""Damage to the lines of a notice: ends lost and added, lines lost, doubled and moved, what a page prints between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from random import Random

from fuzzing.damage.edits import Edit, Place
from fuzzing.damage.grids import grids
from fuzzing.damage.notice import Notice

_PAGE_HEADS = (
    "发布日期：2024-03-05 来源：市政府办公室 浏览次数：128",
    "发布时间:2024-03-05 09:30 字体:[大 中 小]",
    "第3页 共9页",
    "- 3 -",
    "— 3 —",
    "3",
    "首页 > 政务公开 > 政府文件 > 重点工作",
    "首页 要闻动态 政务公开 政务服务 互动交流",
    "分享到： 【打印】 【关闭】",
    "扫一扫在手机打开当前页",
)
_LONGEST = 600  # characters of a line that is lost, doubled or moved: not of a page in one line
_WIDTHS = (18, 24, 30, 40)


def joined_lines(notice: Notice, dice: Random) -> Sequence[Place]:
    """A line end is lost, with the empty lines about it. Every word is still printed, so everything must be read as before. (Not
    between two digits: nobody could part them.)
    """
    between = dice.choice(("", " "))
    return [
        (Edit(one[1], other[0], (between,)),)
        for one, other in pairwise(notice.list_lines)
        if not (notice.text[one[1] - 1].isdigit() and notice.text[other[0]].isdigit())
    ]


def joined_paragraph(notice: Notice, dice: Random) -> Sequence[Place]:
    """All line ends of one task are lost: its number, words and clause run on in one line. Everything must be read as before."""
    places = []
    for task in notice.tasks:
        end = next((start for start, _ in notice.headings if start > task.at[0]), task.block[1])
        lines = [line for line in notice.lines if task.block[0] <= line[0] and line[1] <= min(end, task.block[1])]
        edits = tuple(
            Edit(one[1], other[0])
            for one, other in pairwise(lines)
            if not (notice.text[one[1] - 1].isdigit() and notice.text[other[0]].isdigit())
        )
        places.append(edits)
    return places


def wrapped_lines(notice: Notice, dice: Random) -> Sequence[Place]:
    """A long line is cut into lines of a page's width, as text from a PDF or a mail is. Everything must be read as before."""
    width = dice.choice(_WIDTHS)
    lines = [(a, b) for a, b in notice.list_lines if b - a > width and not re.search(r"[|\t]", notice.text[a:b])]
    return [tuple(Edit(at, at, ("\n",)) for at in range(a + width, b, width)) for a, b in lines]


def line_end_in_sentence(notice: Notice, dice: Random) -> Sequence[Place]:
    """A line end stands in the midst of a sentence, though in no number. Everything must be read as before."""
    return [(_inserted(notice, task.at, "\n", dice),) for task in notice.tasks if task.at[1] - task.at[0] > 4]


def line_end_in_name(notice: Notice, dice: Random) -> Sequence[Place]:
    """A line end stands in the midst of a unit's name. Everything must be read as before."""
    return [(_inserted(notice, at, "\n", dice),) for at in _names(notice)]


def lost_line(notice: Notice, dice: Random) -> Sequence[Place]:
    """A line is lost. What was printed on it is not expected. Wrong is a task that is given a neighbour's words, units or leaders
    instead, and one whose words are read with a hole in them.
    """
    return [(Edit(*_with_end(notice, line)),) for line in _short_lines(notice)]


def doubled_line(notice: Notice, dice: Random) -> Sequence[Place]:
    """A line is printed twice. Everything must be read as before; a task or words read twice are wrong."""
    return [(Edit(end, end, ("\n", (start, end))),) for start, end in _short_lines(notice)]


def moved_line(notice: Notice, dice: Random) -> Sequence[Place]:
    """A line has moved two to five lines down within its section, as text boxes do. Units that were moved away from their task's
    words may be read with it, or not; a task that is given another's units is wrong. (No row is moved away from the merged cell
    that it stands beside.)
    """
    lines, places = _short_lines(notice), []
    for number, (start, end) in enumerate(lines):
        to = number + dice.randint(2, 5)
        crossed = lines[number : to + 1]
        bound = any(a < heading[1] and heading[0] < b for a, b in crossed for heading in notice.headings)
        merged = any(notice.text[a - 1 : a] == "\t" for a, _ in [*crossed, *lines[to + 1 : to + 2]])
        if to < len(lines) and not bound and not merged:
            behind = lines[to][1]
            places.append((Edit(*_with_end(notice, (start, end))), Edit(behind, behind, ("\n", (start, end)))))
    return places


def page_head_in_sentence(notice: Notice, dice: Random) -> Sequence[Place]:
    """The head or foot of a page, the date of publication or a site's menu stands on a line of its own in the midst of a sentence.
    Everything must be read as before, without it.
    """
    heads = _heads(notice)
    return [(_inserted(notice, task.at, f"\n{dice.choice(heads)}\n", dice),) for task in notice.tasks if task.at[1] - task.at[0] > 4]


def page_head_between_lines(notice: Notice, dice: Random) -> Sequence[Place]:
    """The same between two lines, or two rows of a table. Everything must be read as before, without it."""
    heads = _heads(notice)
    return [(Edit(start, start, (f"{dice.choice(heads)}\n",)),) for start, _ in notice.list_lines]


def cut_off(notice: Notice, dice: Random) -> Sequence[Place]:
    """The text ends in the midst of a list. What stood behind is not expected. Wrong is a task that is read as whole with part of
    its words or of a name.
    """
    first, last = notice.tasks[0].block[0], notice.tasks[-1].block[1]
    return [(Edit(at, len(notice.text)),) for at in (dice.randrange(first + 1, last) for _ in range(4))]


def beginning_lost(notice: Notice, dice: Random) -> Sequence[Place]:
    """The text begins in the midst of a list: title, heading and the tasks above are gone, and not expected. What is still printed
    must be read as before, roles aside where the notice's rule is gone.
    """
    begins = [task.block[0] for task in notice.tasks[1 : max(2, len(notice.tasks) // 2)]]
    return [(Edit(0, start),) for start in begins]


def spaced_characters(notice: Notice, dice: Random) -> Sequence[Place]:
    """A space stands behind each Chinese character of a line, as justified type leaves it. Everything must be read as before."""
    return [
        tuple(Edit(at + 1, at + 1, (" ",)) for at in range(start, end - 1) if "\u4e00" <= notice.text[at] <= "\u9fff")
        for start, end in notice.list_lines
    ]


def invisible_signs(notice: Notice, dice: Random) -> Sequence[Place]:
    """Signs that nobody sees (no-break space, zero-width space, soft hyphen, byte order mark) stand in a line; no space in a
    number. Everything must be read as before.
    """
    sign = dice.choice(("\u00a0", "\u200b", "\u00ad", "\ufeff"))
    places = []
    for start, end in notice.list_lines:
        spots = sorted({dice.randrange(start, end) for _ in range(3)})
        spots = [at for at in spots if not (sign.isspace() and _in_number(notice.text, at))]
        places.append(tuple(Edit(at, at, (sign,)) for at in spots))
    return places


def _short_lines(notice: Notice) -> list[tuple[int, int]]:
    return [(start, end) for start, end in notice.list_lines if end - start <= _LONGEST]


def _heads(notice: Notice) -> tuple[str, ...]:
    """What may be printed between lines; no bare number where the rows of a table begin with one."""
    one_a_line = any(grid.sign == "\n" for grid in grids(notice.text))
    return tuple(words for words in _PAGE_HEADS if not (one_a_line and words.isdigit()))


def _names(notice: Notice) -> list[tuple[int, int]]:
    return sorted({unit.at for task in notice.tasks for unit in task.units if unit.at[1] - unit.at[0] > 2})


def _inserted(notice: Notice, at: tuple[int, int], words: str, dice: Random) -> Edit:
    spots = [spot for spot in range(at[0] + 1, at[1]) if not _in_number(notice.text, spot)]
    spot = dice.choice(spots or [at[0] + 1])
    return Edit(spot, spot, (words,))


def _in_number(text: str, at: int) -> bool:
    return text[at - 1] in "0123456789." and text[at] in "0123456789."


def _with_end(notice: Notice, line: tuple[int, int]) -> tuple[int, int]:
    end = notice.text.find("\n", line[1])
    return line[0], len(notice.text) if end < 0 else end + 1
