"""A finished reading looked at as a careful reader would: what in it cannot be right, whatever the layout.

Each check is of one thing, gives one doubt for one cause with how far it reaches, and was kept because it stands where something is wrong
far more often than where nothing is.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from typing import Final

from kg.knowledge.words import any_word, compiled, words
from kg.model.excerpts import excerpt
from kg.model.passages import Passage
from kg.model.records import Leader, Task
from kg.parsing.findings import Doubt
from kg.parsing.marks.numbering import marker_at
from kg.parsing.marks.timing import is_deadline
from kg.parsing.names.forms import is_collective, looks_like_unit
from kg.parsing.names.namesakes import posts_apart
from kg.parsing.notice.duties import LONGEST_BODY, OF_DIVISION, duties, leads
from kg.parsing.notice.misread import misread_labels, names_at_the_end
from kg.parsing.notice.odd_names import STATUS, doubts_of_units
from kg.parsing.targets.words import lexicon

__all__ = ["PAGE", "doubts_of_tasks"]

_CELL_SIGNS: Final = re.compile(r"[\t|｜▲★☆]")
_BULLET: Final = re.compile(r"[△◆◇■□●○](?=[\u4e00-\u9fff])")  # two in a task: items side by side
_ITEM_INSIDE: Final = re.compile(r"[。；;）)][ \u3000\n]*(?=\d{1,3}[.．、](?!\d))")
_NUMBER_INSIDE: Final = re.compile(r"(?<![\d.,])[（(]?(\d{1,3})[）).．、](?=[ \u3000]*[\u4e00-\u9fff])")
_NUMBER_BEHIND_BODY: Final = re.compile(rf"(?:{any_word('checks', 'body_ends')})[)）]?(\d{{1,3}})(?=[ \u3000]?[\u4e00-\u9fff]{{2}})")
_LETTER: Final = re.compile(r"[OoIl]")
_LETTER_IN_FIGURE: Final = re.compile(
    r"(?<![A-Za-z\d.])(?:\d[\d.]*[OoIl][OoIl\d.]*|[OoIl]+[\d.]*\d) ?(?=[\u4e00-\u9fff%％])"
    r"|(?<![A-Za-z\d.])[lIO](?=[个家项条所座件名户人台公亿万%％])"
)
# A number at its beginning, a day at its beginning or end: cells of a table that became part of a task.
_CELL_BEFORE: Final = re.compile(
    r"[ \u3000]*(?:\d{1,3}(?:[.．]\d{1,3})?[.．、](?!\d)|\d{1,3}[ \u3000]+(?=[\u4e00-\u9fff]{4})"
    r"|([一二三四五六七八九十]+)、(?:\1、|(?![一二三四五六七八九十]))|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]|[⑴-⒇①-⑳]"
    r"|(?:20\d\d年)?\d{1,2}月(?:底|末)?前?(?:完成)?[ \u3000]+)"
)
_CELL_BEHIND: Final = re.compile(
    r"(?<=[。；;])[ \u3000]*(?:(?:20\d\d年)?\d{1,2}月(?:份|底|末)?(?:之?前)?(?:完成)?|20\d\d[.-]\d{1,2})[ \u3000]*\Z"
)
_LONGEST_BEHIND: Final = 24  # characters of a day in a cell
# The first of a list, and what would be its second.
_FIRST: Final = (
    (re.compile(r"[（(](?<=[\u4e00-\u9fff \u3000].)1[）)]"), re.compile(r"[（(]2[）)]")),
    (re.compile(r"1(?<=[ \u3000].)[.．、](?!\d)"), re.compile(r"2[.．、]")),
)
PAGE: Final = compiled("|".join(words("patterns/checks")["page"]))
"""What a page puts between the lines of a document."""
_FIGURE: Final = re.compile(r"\d[\d.,%％]*")
_NUMBER_ALONE: Final = re.compile(r"\n[ \t\u3000]*[-—－]?[ ]?\d{1,3}[ ]?[-—－]?[ \t\u3000]*(?:\n|\Z)")
# What only stands within a sentence.
_BROKEN_OFF: Final = re.compile(r"[ \u3000]*(?:[、，。；;：:）)》】〕％%]|(?:以上|以内|以下)(?![\u4e00-\u9fff]))")
_TWO_NUMBERS: Final = re.compile(r"\d+\s+\d+")
_SHORTEST_TWICE: Final = 6  # characters of a sentence that stands twice; 又快又快 may be meant
_DONE_BY: Final = re.compile(rf"(?:[前底末]|{any_word('times', 'ends')})$")
_PROJECT: Final = re.compile(rf".{{3}}(?:{any_word('lists', 'projects')})$")
_SHORTEST_TASK: Final = 8  # characters of a task without a number: what is shorter is a heading, a cell or a name

_SHORTEST_DEED: Final = 6  # characters of one that begins with a verb
_DUE_ALONE: Final = 9  # characters of a numbered task that only says until when; a longer one says what is done by then, unless this is all
_FEWEST_TOPICS: Final = 3
_OF_GARBLED: Final = re.compile(r"[\u2502-\u257f\u3105-\u312f\ufffd锟ÃÂ]")
_GARBLED: Final = re.compile(
    r"[\u3105-\u312f\ufffd]|(?<![\u2500-\u257f])[\u2502-\u257f](?=[\u4e00-\u9fffA-Za-z])|锟斤拷|[ÃÂ][\u0080-\u00bf]"
)


def doubts_of_tasks(tasks: Sequence[Task], texts: Sequence[Passage], source: str) -> Iterator[Doubt]:
    """What cannot be right in the tasks; ``texts`` are their texts with the places that they came from in the ``source``'s text."""
    people = {leader.name for task in tasks for leader in task.leaders if leader.name and len(leader.name) > 1}
    yield from doubts_of_units(tasks, people)
    topics = _are_topics(tasks)
    for task, text in zip(tasks, texts, strict=True):
        yield from _duty_left(text, task)
        yield from _page_left(text, source)
        yield from _misread_figures(text)
        yield from _garbled(text)
        yield from _odd_task(task, text, of_topics=topics)
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


def _duty_left(text: Passage, task: Task) -> Iterator[Doubt]:
    """Words of a clause, or of a table, that stand in a task's text: one doubt, from where the text begins to the last of them."""
    number = task.number
    printed, due = text.text, None if number is None or not number.isdecimal() else str(int(number) + 1)
    found = [*duties(printed), *leads(printed), *misread_labels(printed), *names_at_the_end(printed)]
    subject = max((unit.end for unit in task.units if text.start <= unit.start < unit.end <= text.end), default=None)
    if found and subject is not None:  # 市科技局、市教育局将负责…: read as who answers
        found = [span for span in found if text.reach(*span)[0] >= subject]
    found += [match.span() for match in _CELL_SIGNS.finditer(printed)]
    bullets = [match.span() for match in _BULLET.finditer(printed)]
    found += bullets if len(bullets) > 1 else []
    if before := _CELL_BEFORE.match(printed):
        found.append(before.span())
    if behind := _CELL_BEHIND.search(printed, max(0, len(printed) - _LONGEST_BEHIND)):
        found.append(behind.span())
    if "1" in printed:
        found += [match.span() for first, second in _FIRST for match in _alone(printed, first, second)]
    found += [(match.end(), match.end() + 1) for match in _ITEM_INSIDE.finditer(printed) if _is_next_item(printed, match.end())]
    if due and due in printed:
        found += [
            match.span() for pattern in (_NUMBER_BEHIND_BODY, _NUMBER_INSIDE) for match in pattern.finditer(printed) if match[1] == due
        ]
    if found:
        start, end = min(found)[0], max(end for _, end in found)
        yield Doubt.at("duty-left", *text.reach(0, end), text=excerpt(printed[start:]))


def _page_left(text: Passage, source: str) -> Iterator[Doubt]:
    """What a page puts between the lines of a document: one doubt, from the first of it to the last."""
    found = [match.span() for match in PAGE.finditer(text.text)]
    if found:
        yield Doubt.at("page-left", *text.reach(found[0][0], found[-1][1]), text=excerpt(text.text[found[0][0] :]))
    elif text.start + 1 < text.end and (line := _NUMBER_ALONE.search(source, text.start, text.end)):
        yield Doubt.at("page-left", *line.span(), text=excerpt(line.group()))


def _misread_figures(text: Passage) -> Iterator[Doubt]:
    """Figures in which a letter stands for a digit (2O家)."""
    found = list(_LETTER_IN_FIGURE.finditer(text.text)) if _LETTER.search(text.text) else []
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


def _garbled(text: Passage) -> Iterator[Doubt]:
    """Signs that only a wrong character set puts into a text: ㄒ, a lone ┚ before a word, 锟斤拷."""
    found = _GARBLED.search(text.text) if _OF_GARBLED.search(text.text) else None
    if found is not None:
        yield Doubt.at("text-garbled", *text.reach(), text=excerpt(text.text))


def _are_topics(tasks: Sequence[Task]) -> bool:
    """Whether a table shares out topics (烟花爆竹 | 1月份 | 安监站): most of its tasks are short, and each has bodies and its time."""
    short = [task for task in tasks if task.number is None and len(task.text) <= _SHORTEST_TASK]
    whole = all(task.units and task.deadline for task in tasks)
    return whole and len(short) >= _FEWEST_TOPICS and len(short) * 2 > len(tasks)


def _odd_task(task: Task, text: Passage, *, of_topics: bool) -> Iterator[Doubt]:
    """A task that is a name, a time, a status or a figure, or begins as only the rest of a sentence does."""
    bare = task.text.strip(" \u3000。；;，,、：:")
    little = len(bare) <= LONGEST_BODY
    counted = little and any(sign.isdigit() for sign in bare)  # 新建小学2所
    short = (
        little
        and not of_topics
        and task.number is None
        and len(bare) <= _SHORTEST_TASK
        and not (counted and task.targets)
        and not _PROJECT.search(bare)
        and not (len(bare) >= _SHORTEST_DEED and "verb" in lexicon().roles.get(bare[:2], ()))  # 扶持大棚种菜
    )
    named = (
        little
        and not counted
        and not _PROJECT.search(bare)
        and looks_like_unit(bare)
        and (bool(OF_DIVISION.match(bare)) or is_collective(bare))
    )
    broken = bool(_BROKEN_OFF.match(task.text)) or bool(task.number and _TWO_NUMBERS.fullmatch(task.number))
    due = is_deadline(bare) and not (task.number and len(bare) > _DUE_ALONE and not _DONE_BY.search(bare))
    if short or named or broken or due or _is_twice(task.text) or STATUS.fullmatch(bare) or _FIGURE.fullmatch(bare):
        yield Doubt.at("task-odd", *text.reach(), text=excerpt(task.text))


def _is_twice(text: str) -> bool:
    """Whether the text is one sentence twice over."""
    closed = "".join(text.split())
    half = len(closed) // 2
    return half >= _SHORTEST_TWICE and closed[:half] == closed[half:]
