"""A finished reading looked at as a careful reader would: what in it cannot be right, whatever the layout.

Each check is of one thing, gives one doubt for one cause with how far it reaches, and was kept because it stands where something is wrong
far more often than where nothing is.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from typing import Final

from kg.knowledge.words import compiled, words, words_and_patterns
from kg.model.excerpts import excerpt
from kg.model.passages import Passage
from kg.model.records import Leader, Task
from kg.parsing.findings import Doubt
from kg.parsing.marks.numbering import marker_at
from kg.parsing.marks.timing import is_deadline
from kg.parsing.names.forms import is_collective, looks_like_unit
from kg.parsing.names.namesakes import posts_apart
from kg.parsing.notice.duties import LONGEST_BODY, OF_DIVISION, duties
from kg.parsing.notice.odd_names import doubts_of_units

__all__ = ["doubts_of_tasks"]

_CELL_SIGNS: Final = re.compile(r"[\t|｜]")
_BULLET: Final = re.compile(r"[△▲◆◇■□●○☆★](?=[\u4e00-\u9fff])")  # two in a task: items side by side
_ITEM_INSIDE: Final = re.compile(r"(?<=[。；;）)])[ \u3000\n]*(?=\d{1,3}[.．、](?!\d))")
_NUMBER_INSIDE: Final = re.compile(r"(?<![\d.,])[（(]?(\d{1,3})[）).．、](?=[ \u3000]*[\u4e00-\u9fff])")
_LETTER_IN_FIGURE: Final = re.compile(r"(?<![A-Za-z\d.])(?:\d[\d.]*[OoIl][OoIl\d.]*|[OoIl]+[\d.]*\d) ?(?=[\u4e00-\u9fff%％])")
# A number at its beginning, a day at its beginning or end: cells of a table that became part of a task.
_CELL_LEFT: Final = (
    re.compile(r"\A[ \u3000]*\d{1,3}(?:[.．]\d{1,3})?[.．、](?!\d)"),
    re.compile(r"\A[ \u3000]*([一二三四五六七八九十]+)、(?:\1、|(?![一二三四五六七八九十]))"),
    re.compile(r"\A[ \u3000]*(?:[（(]\d{1,2}[）)]|[⑴-⒇①-⑳])"),
    re.compile(r"\A[ \u3000]*(?:20\d\d年)?\d{1,2}月(?:底|末)?前?(?:完成)?[ \u3000]+"),
    re.compile(r"(?<=[。；;])[ \u3000]*(?:(?:20\d\d年)?\d{1,2}月(?:份|底|末)?(?:之?前)?(?:完成)?|20\d\d[.-]\d{1,2})[ \u3000]*\Z"),
)
# The first of a list, and what would be its second.
_FIRST: Final = (
    (re.compile(r"(?<=[\u4e00-\u9fff])[（(]1[）)]|(?<=[ \u3000])[（(]1[）)]"), re.compile(r"[（(]2[）)]")),
    (re.compile(r"(?<=[ \u3000])1[.．、](?!\d)"), re.compile(r"2[.．、]")),
)
_STATUS: Final = compiled(words_and_patterns("checks", "status"))
_PAGE: Final = compiled("|".join(words("patterns/checks")["page"]))
_FIGURE: Final = re.compile(r"\d[\d.,%％]*")
# What only stands within a sentence.
_BROKEN_OFF: Final = re.compile(r"[ \u3000]*(?:[、，。；;：:）)》】〕％%]|(?:以上|以内|以下)(?![\u4e00-\u9fff]))")
_TWO_NUMBERS: Final = re.compile(r"\d+\s+\d+")
_SHORTEST_TWICE: Final = 6  # characters of a sentence that stands twice; 又快又快 may be meant
_SHORTEST_TASK: Final = 8  # characters of a task without a number: what is shorter is a heading, a cell or a name


def doubts_of_tasks(tasks: Sequence[Task], texts: Sequence[Passage]) -> Iterator[Doubt]:
    """What cannot be right in the tasks; ``texts`` are their texts with the places that they came from."""
    for task, text in zip(tasks, texts, strict=True):
        yield from _duty_left(text, task.number)
        yield from _page_left(text)
        yield from _misread_figures(text)
        yield from _odd_task(task, text)
    yield from doubts_of_units(tasks)
    yield from _namesakes([leader for task in tasks for leader in task.leaders])


def _namesakes(leaders: Sequence[Leader]) -> Iterator[Doubt]:
    """One doubt for each name that posts of two people are printed beside, where the second of them is named."""
    posts: dict[str, dict[str, Leader]] = defaultdict(dict)
    for leader in leaders:
        if leader.name and leader.title:
            posts[leader.name].setdefault(leader.title, leader)
    for name, printed in posts.items():
        if len(printed) > 1 and len(groups := posts_apart(printed)) > 1:
            first = next(iter(printed))
            second = next(leader for title, leader in printed.items() if not any({title, first} <= set(group) for group in groups))
            yield Doubt.at("namesakes", second.start, second.end, name=name, posts=" / ".join("、".join(group) for group in groups))


def _duty_left(text: Passage, number: str | None) -> Iterator[Doubt]:
    """Words of a clause, or of a table, that stand in a task's text: one doubt, from the first to the last of them."""
    found = [*duties(text.text)]
    found += [(match.start(), match.end()) for match in _CELL_SIGNS.finditer(text.text)]
    bullets = [match.span() for match in _BULLET.finditer(text.text)]
    found += bullets if len(bullets) > 1 else []
    found += [match.span() for pattern in _CELL_LEFT for match in pattern.finditer(text.text)]
    found += [match.span() for first, second in _FIRST for match in _alone(text.text, first, second)]
    found += [(match.end(), match.end() + 1) for match in _ITEM_INSIDE.finditer(text.text) if _is_next_item(text.text, match.end())]
    if number is not None and number.isdigit():
        found += [match.span() for match in _NUMBER_INSIDE.finditer(text.text) if int(match[1]) == int(number) + 1]
    if found:
        start, end = min(found)[0], max(end for _, end in found)
        yield Doubt.at("duty-left", *text.reach(start, end), text=excerpt(text.text[start:]))


def _page_left(text: Passage) -> Iterator[Doubt]:
    """What a page puts between the lines of a document: one doubt, from the first of it to the last."""
    found = [match.span() for match in _PAGE.finditer(text.text)]
    if found:
        yield Doubt.at("page-left", *text.reach(found[0][0], found[-1][1]), text=excerpt(text.text[found[0][0] :]))


def _misread_figures(text: Passage) -> Iterator[Doubt]:
    """Figures in which a letter stands for a digit (2O家)."""
    found = list(_LETTER_IN_FIGURE.finditer(text.text))
    if found:
        reach = text.reach(found[0].start(), found[-1].end())
        yield Doubt.at("number-unexplained", *reach, number=found[0].group().strip(), text=excerpt(text.text))


def _alone(text: str, first: re.Pattern[str], second: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The last 1 of a list that has no 2: (1) behind words, and no (2) after it."""
    last = deque(first.finditer(text), maxlen=1)
    return (match for match in last if not second.search(text, match.end()))


def _is_next_item(text: str, at: int) -> bool:
    marker = marker_at(text, at)
    return marker is not None and not marker.doubtful and marker.ordinal > 1


def _odd_task(task: Task, text: Passage) -> Iterator[Doubt]:
    """A task that is a name, a time, a status or a figure, or begins as only the rest of a sentence does."""
    bare = task.text.strip(" \u3000。；;，,、：:")
    short = task.number is None and len(bare) <= _SHORTEST_TASK
    named = len(bare) <= LONGEST_BODY and looks_like_unit(bare) and (bool(OF_DIVISION.match(bare)) or is_collective(bare))
    broken = bool(_BROKEN_OFF.match(task.text)) or bool(task.number and _TWO_NUMBERS.fullmatch(task.number))
    if short or named or broken or _is_twice(task.text) or is_deadline(bare) or _STATUS.fullmatch(bare) or _FIGURE.fullmatch(bare):
        yield Doubt.at("task-odd", *text.reach(), text=excerpt(task.text))


def _is_twice(text: str) -> bool:
    """Whether the text is one sentence twice over."""
    closed = re.sub(r"\s+", "", text)
    half = len(closed) // 2
    return half >= _SHORTEST_TWICE and closed[:half] == closed[half:]
