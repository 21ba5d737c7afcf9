"""Lists without numbers whose opening words say how many there are: …10件民生实事，分别是：新建…；改造…。 or 一是新建…；二是改造…。, or a
title that counts them and as many lines below it. That the count is right shows that they are the list; what is announced in the same
way and does not count is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.knowledge.words import any_word
from kg.model.excerpts import excerpt
from kg.model.passages import Passage
from kg.model.values import value
from kg.model.wording import told
from kg.parsing.findings import Claim, Doubt, Item, Place, Reading
from kg.parsing.marks.lines import Line
from kg.parsing.marks.numbering import chinese_ordinal, marker_at
from kg.parsing.notice.lists import ListRegion
from kg.parsing.targets import read_targets

__all__ = ["NUMERAL", "find_counted", "number_of", "read_counted"]

_FEWEST: Final = 3
_LONGEST_LINE: Final = 60  # characters of a task on a line of its own
_OPENING: Final = 6  # characters behind the count in which a list is opened
_LONGEST_NAME: Final = 40  # of one between commas
_FEWEST_UNOPENED: Final = 5  # clauses of a paragraph that nothing opens; fewer may be as many by chance
NUMERAL: Final = r"(?P<count>\d{1,2}|[一二三四五六七八九十]{1,3})"
"""How the number of the tasks is printed that a sentence announces, as a pattern with the group ``count``."""
_COUNTED: Final = re.compile(rf"{NUMERAL}[大个项件点][^。；;：:\n\d]{{0,12}}?(?:{any_word('lists', 'of_tasks', 'counted')})")
_OPENS: Final = re.compile(rf"(?:{any_word('lists', 'opens_counted')})[：:]?[ \u3000]*|[：:][ \u3000]*")
_SIGNS: Final = ("；;", "、", "，,")
_PROJECT: Final = re.compile(rf"(?:{any_word('lists', 'projects')})$")
_THIS_YEAR: Final = re.compile(rf"[ \u3000]*(?:{any_word('lists', 'opens_paragraph')})[，,]")
_OPENS_PART: Final = re.compile(rf"(?:{any_word('lists', 'opens_part')})[：:，,]?[ \u3000]*")
_NEAR: Final = 40  # characters behind the count in which a part of the list is opened
_AND_SO_ON: Final = re.compile("等+$")
_BRACKETED: Final = re.compile(r"[（(][^（()）]*[）)]")
_ENUMERATED: Final = re.compile(r"(?:(?<=[：:；;。，,\n是为])|^)[ \u3000]*(?P<number>[一二三四五六七八九十]{1,3})是")
_STOP: Final = re.compile("[。\n]")
_ENDS: Final = "。；;：:！!？?"
_WORDS: Final = re.compile(r"[\u4e00-\u9fff]{4}")
_CELLS: Final = re.compile(r"\S[ \u3000\t]+\S+[ \u3000\t]+\S|[|｜]")  # a row of a table
_NO_LINE: Final = ("。", "！", "!", "？", "?")


@value
class _Found:
    """A counted list: the line that counts it, the last one that it takes, its tasks, and the numbers that they print (一是), or none.

    ``said``: what counts it, where only a part of it is told.
    """

    line: int
    last: int
    tasks: tuple[Passage, ...]
    numbers: tuple[Passage, ...] = ()
    said: Passage | None = None


def find_counted(lines: Sequence[Line]) -> list[ListRegion]:
    """The first such list, if the lines hold one."""
    found = next(_side_by_side(lines), None)
    if found is None:
        return []
    below = found.tasks[0].start >= lines[found.line].end and not found.numbers and found.last - found.line == len(found.tasks)
    return [ListRegion((found.line,) if below else (), (), found.line, len(lines))]


def read_counted(lines: Sequence[Line]) -> Reading:
    """Its tasks; what stands around them in their lines is the letter's, or another such list whose count is not right."""
    items: list[Item] = []
    claims: list[Claim] = []
    doubts: list[Doubt] = []
    for found in _side_by_side(lines):
        if found.said is not None:
            start, end = found.said.reach()
            quoted, read = excerpt(lines[found.line].text), str(len(found.tasks))
            doubts.append(Doubt.at("total-differs", start, end, said=found.said.text, read=read, text=quoted))
        claims.extend(Claim("number", number, "number of a counted task") for number in found.numbers)
        for at, text in enumerate(found.tasks):
            number = found.numbers[at].text.removesuffix("是") if found.numbers else None
            claims.append(Claim("task", text, "one of as many tasks as were announced"))
            items.append(Item(number, at + 1 if found.numbers else None, text, (), Place(), text.start))
    taken = sorted(stretch for claim in claims for stretch in claim.passage.stretches())
    for line in lines:
        at = line.start
        for start, end in (*((a, b) for a, b in taken if a < line.end and b > line.start), (line.end, line.end)):
            claims.extend(_around(line, at, max(at, start)))
            at = max(at, end)
    reason = told("{count} tasks of a part of those announced" if doubts else "{count} tasks, as many as announced", count=len(items))
    return Reading("titled", reason, tuple(items), tuple(claim for claim in claims if claim.passage.strip()), tuple(doubts))


def _around(line: Line, start: int, end: int) -> Iterator[Claim]:
    """What stands in the line from one offset to another: a list that is announced, too, and the rest."""
    whole = Passage.of_line(line.text, line.start).cut(start - line.start, end - line.start)
    at = 0
    for counted in _COUNTED.finditer(whole.text):
        opened = _OPENS.search(whole.text, counted.end(), counted.end() + _OPENING)
        stop = whole.text.find("。", counted.end())
        pieces = list(_pieces(whole.text, opened.end(), stop, "、；;")) if opened and stop > 0 else []
        if opened and len(pieces) >= _FEWEST and number_of(counted["count"]) >= _FEWEST:
            yield Claim("letter", whole.cut(at, opened.end()), "around counted tasks")
            yield Claim("unread", whole.cut(opened.end(), stop), "announced, and not as many")
            at = stop
    yield Claim("letter", whole.cut(at), "around counted tasks")


def _side_by_side(lines: Sequence[Line]) -> Iterator[_Found]:
    """The first such list, and those that its paragraph announces behind it (10项重点项目为：…。10件实事为：…。); else all told in part."""
    last = end = -1
    for found in _found(lines):
        if end >= 0 and found.line > last:
            break
        if found.tasks[0].start >= end:
            yield found
            last, end = found.last if end < 0 else last, found.tasks[-1].end
    if end < 0:
        yield from _told_in_part(lines)


def _told_in_part(lines: Sequence[Line]) -> Iterator[_Found]:
    """Lists of which the text tells some: 今年办好10件实事，包括新建…；改造…；解决…等。 No news of how far these have come."""
    for index, line in enumerate(lines):
        if (counted := _COUNTED.search(line.text)) is None:
            continue
        opened = _OPENS_PART.search(line.text, counted.end(), counted.end() + _NEAR)
        stop = line.text.find("。", opened.end()) if opened else -1
        if opened is None or stop < 0:
            continue
        whole = Passage.of_line(line.text, line.start)
        for signs in ("；;", "，,"):
            pieces = list(_pieces(line.text, opened.end(), stop, signs))
            few = _FEWEST <= len(pieces) < number_of(counted["count"])
            if (
                few
                and (signs == "；;" or _AND_SO_ON.search(line.text, opened.end(), stop))
                and not _reports(line.text, counted.end(), stop)
            ):
                closed = [(a, b + (line.text[b : b + 1] in "；;。")) for a, b in pieces]
                tasks = tuple(whole.cut(start, end).strip() for start, end in closed)
                yield _Found(index, index, tasks, said=whole.cut(counted.start(), counted.end()))
                break


def _reports(text: str, start: int, end: int) -> bool:
    return any(note.kind == "result" for note in read_targets(text[start:end]).numbers)


def _found(lines: Sequence[Line]) -> Iterator[_Found]:
    for index, line in enumerate(lines):
        for counted in _COUNTED.finditer(line.text):
            count = number_of(counted["count"])
            if count < _FEWEST:
                continue
            last, whole = _paragraph(lines, index)
            if tasks := _in_text(whole.text, counted.end(), count):
                yield _Found(index, last, tuple(whole.cut(start, end).strip() for start, end in tasks))
            elif pairs := _enumerated(lines, index, counted.end(), count):
                yield _Found(index, len(lines) - 1, tuple(text for _, text in pairs), tuple(number for number, _ in pairs))
            elif counted.end() > len(line.text) - _LONGEST_NAME and (below := _below(lines, index, count)):
                yield _Found(index, below[-1], tuple(Passage.of_line(lines[i].text, lines[i].start) for i in below))
    for index in range(1, len(lines)):  # the count in the line above: …确定了10件民生实事。 这些实事分别是：…
        counts = [number_of(counted["count"]) for counted in _COUNTED.finditer(lines[index - 1].text)]
        opened = _OPENS.search(lines[index].text)
        for count in counts:
            tasks = _in_text(lines[index].text, opened.start(), count) if opened and count >= _FEWEST else []
            if tasks := tasks or _in_paragraph(lines[index].text, count):
                whole = Passage.of_line(lines[index].text, lines[index].start)
                yield _Found(index - 1, index, tuple(whole.cut(start, end).strip() for start, end in tasks))


def _in_paragraph(text: str, count: int) -> list[tuple[int, int]]:
    """Where the tasks stand in a paragraph of nothing else that no word opens (今年，…开工建设；建成…。), with the sign behind each."""
    if count < _FEWEST_UNOPENED or text.count("；") + text.count(";") < count - 1:
        return []
    said = _THIS_YEAR.match(text)
    end = len(text.rstrip())
    if text.find("。", 0, end - 1) >= 0:
        return []
    pieces = list(_pieces(text, said.end() if said else 0, end, "；;"))
    closed = [(a, b + (text[b : b + 1] in "；;")) for a, b in pieces]
    return closed if len(pieces) == count and all(b - a > _FEWEST for a, b in pieces) else []


def _paragraph(lines: Sequence[Line], index: int) -> tuple[int, Passage]:
    """The line with those that go on with its sentence where a page broke it, and which is the last of them."""
    last = index
    while (
        last + 1 < len(lines)
        and lines[last].text[-1:] not in _ENDS
        and len(lines[last].text) > _LONGEST_LINE
        and not lines[last + 1].blank_before
    ):
        last += 1
    return last, Passage.joined(Passage.of_line(line.text, line.start) for line in lines[index : last + 1])


def _enumerated(lines: Sequence[Line], index: int, at: int, count: int) -> list[tuple[Passage, Passage]]:
    """The number and the text of each of 一是…；二是…, in the line's paragraph or in those below, if they are as many as that."""
    rest = Passage.joined(
        [
            *(
                Passage.of_line(line.text + "\n", line.start) if line.text[-1:] in _ENDS else Passage.of_line(line.text, line.start)
                for line in lines[index:]
            )
        ]
    )
    marks: list[re.Match[str]] = []
    for mark in _ENUMERATED.finditer(rest.text, at):
        if chinese_ordinal(mark["number"]) == len(marks) + 1:
            marks.append(mark)
    if len(marks) != count or len(rest.text[at : marks[0].start()]) > _LONGEST_NAME:
        return []
    ends = [mark.start("number") for mark in marks[1:]]
    stop = _STOP.search(rest.text, marks[-1].end())
    ends.append(stop.end() if stop else len(rest.text))
    return [
        (rest.cut(m.start("number"), m.end()), rest.cut(m.end(), end).strip("\n \u3000，,")) for m, end in zip(marks, ends, strict=True)
    ]


def number_of(printed: str) -> int:
    """The value of such a number."""
    return int(printed) if printed.isdigit() else chinese_ordinal(printed)


def _in_text(text: str, at: int, count: int) -> list[tuple[int, int]]:
    """Where the tasks stand that follow an opening (分别是, ：), if they are as many as that; with the sign that ends each, if no comma."""
    for opening in _OPENS.finditer(text, at):
        stop = text.find("。", opening.end())
        end = len(text) if stop < 0 else stop
        for signs in _SIGNS:
            pieces = list(_pieces(text, opening.end(), end, signs))
            if signs != _SIGNS[0] and len(pieces) > count:
                pieces = _projects(text, pieces)
            if len(pieces) == count and (signs == _SIGNS[0] or all(b - a <= _LONGEST_NAME for a, b in pieces)):
                closed = [(a, b + (text[b : b + 1] in "；;。" and signs == _SIGNS[0])) for a, b in pieces]
                return closed if all(b - a > _FEWEST for a, b in pieces) and not _ENUMERATED.match(text, pieces[0][0]) else []
    return []


def _projects(text: str, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces, with those that end as no project does as part of the next one (供水管网、污水处理站工程); none if the last ends so."""
    whole: list[tuple[int, int]] = []
    begin: int | None = None
    for start, end in pieces:
        begin = start if begin is None else begin
        if _PROJECT.search(text, start, end):
            whole.append((begin, end))
            begin = None
    return whole if begin is None else []


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
