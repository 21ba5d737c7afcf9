"""A finished reading looked at as a careful reader would: what in it cannot be right, whatever the layout.

Each check is of one thing, gives one doubt for one cause with how far it reaches, and was kept because it stands where something is wrong
far more often than where nothing is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.knowledge.offices import known_names
from kg.knowledge.words import any_word, compiled, words, words_and_patterns
from kg.model.doubts import OF_THE_DOCUMENT, kind_of
from kg.model.passages import Passage
from kg.model.records import Span, Task
from kg.parsing.clauses.labels import find_labels
from kg.parsing.clauses.leaders import read_heading_leaders
from kg.parsing.clauses.parts import could_be_names
from kg.parsing.findings import Claim, Doubt, Item, excerpt
from kg.parsing.marks.brackets import bracket_ends
from kg.parsing.marks.numbering import marker_at
from kg.parsing.marks.timing import is_deadline
from kg.parsing.names.forms import is_collective, looks_like_unit
from kg.parsing.names.person_pieces import is_person_name
from kg.parsing.text.headings import heading_part

__all__ = ["doubts_of_lost", "doubts_of_tasks", "doubts_of_text", "with_doubts"]

_CELL_SIGNS: Final = re.compile(r"[\t|｜]")
_PIECES: Final = re.compile(r"[、，,；;。：:（(）)\s]+")
_ITEM_INSIDE: Final = re.compile(r"(?<=[。；;）)])[ \u3000\n]*(?=\d{1,3}[.．、](?!\d))")
_NUMBER_INSIDE: Final = re.compile(r"(?<![\d.,])[（(]?(\d{1,3})[）).．、](?=[ \u3000]*[\u4e00-\u9fff])")
_LETTER_IN_FIGURE: Final = re.compile(r"(?<![A-Za-z])(?:\d[\d.]*[OoIl][OoIl\d.]*|[OoIl]+[\d.]*\d) ?(?=[\u4e00-\u9fff%％])")
_DUTY: Final = re.compile(any_word("checks", "duties"))
_LABEL: Final = re.compile(rf"(?:{any_word('checks', 'duties')}|责任)(?:单位|部门|领导|人)[:：]?[▲★*]?")
_ALWAYS: Final = "牵头"
_NO_OBJECT: Final = re.compile(rf"[。；;，,、）)\s]|$|{any_word('checks', 'behind_duties')}")
# A number at its beginning, the first of a list of one, a day at its beginning or end: cells of a table that became part of a task.
_CELL_LEFT: Final = (
    re.compile(r"\A[ \u3000]*\d{1,3}(?:[.．]\d{1,3})?[.．、](?!\d)"),
    re.compile(r"\A[ \u3000]*([一二三四五六七八九十]+)、(?:\1、|(?![一二三四五六七八九十]))"),
    re.compile(r"\A[ \u3000]*(?:[（(]\d{1,2}[）)]|[⑴-⒇①-⑳])"),
    re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]*[（(]1[）)](?![\s\S]*[（(]2[）)])"),
    re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+1[.．、](?!\d)(?![\s\S]*2[.．、])"),
    re.compile(r"\A[ \u3000]*(?:20\d\d年)?\d{1,2}月(?:底|末)?前?(?:完成)?[ \u3000]+"),
    re.compile(r"(?<=[。；;])[ \u3000]*(?:(?:20\d\d年)?\d{1,2}月(?:份|底|末)?(?:之?前)?(?:完成)?|20\d\d[.-]\d{1,2})[ \u3000]*\Z"),
)
_STATUS: Final = compiled(words_and_patterns("checks", "status"))
_PAGE: Final = compiled("|".join(words("patterns/checks")["page"]))
_TOLD: Final = compiled(words_and_patterns("checks", "told"))
_OF_DIVISION: Final = re.compile(rf"(?:{any_word('bodies', 'of_division')}|各|有关|相关)")
_BARE_BODY: Final = re.compile(f"(?:{any_word('checks', 'bare_bodies')})")
_FIGURE: Final = re.compile(r"\d[\d.,%％]*")
_BROKEN_OFF: Final = re.compile(
    r"[ \u3000]*(?:[、，。；;：:）)》】〕％%]|(?:以上|以内|以下)(?![\u4e00-\u9fff]))"
)  # what only stands within a sentence
_IN_NO_NAME: Final = re.compile(rf"{any_word('checks', 'duties')}|责任单位|[▲★●*]")
_BARE_LABEL: Final = re.compile(rf"(?:{any_word('checks', 'duties')}|责任)(?:单位|部门)")
_TWICE: Final = re.compile(r"(.{6,})\s*\1", re.DOTALL)
_GLUED: Final = re.compile(r"[A-Z?？□][\u4e00-\u9fff]|\d(?!\d*[个家])|.*(?:镇.*镇|街道.*街道).*(?:镇|街道)|各.*各")  # several names in one
_TWO_NUMBERS: Final = re.compile(r"\d+\D+\d+")
_SHORTEST_TASK = 8  # characters of a task without a number: what is shorter is a heading, a cell or a name
_LONGEST_BODY = 12  # characters of a body's name in running text; what is longer is a sentence that ends like one
_LONGEST_STUMP = 20  # characters of a heading, or a name, in which a document breaks off
_FEWEST_ROWS = 3  # rows of bodies in a letter, which may name those whom it is for and those whom it is copied to
_FEWEST_BODIES = 2  # bodies side by side in a text, for a list of them


def doubts_of_tasks(tasks: Sequence[Task], texts: Sequence[Passage]) -> Iterator[Doubt]:
    """What cannot be right in the tasks; ``texts`` are their texts with the places that they came from."""
    for task, text in zip(tasks, texts, strict=True):
        yield from _duty_left(text, task.number)
        yield from _page_left(text)
        yield from _misread_figures(text)
        yield from _odd_task(task, text)
        yield from _odd_units(task)


def doubts_of_lost(lost: Sequence[Claim], reached: bytearray, end: int) -> Iterator[Doubt]:
    """What was claimed and reached no task: one doubt for what stands together; where the document ends in it, that is said instead.

    ``reached`` has a 1 for each character that a record holds.
    """
    runs: list[list[Claim]] = []
    for claim in sorted(lost, key=lambda claim: claim.passage.start):
        before = runs[-1][-1] if runs else None
        if before is not None and before.rule == claim.rule and not any(reached[before.passage.end : claim.passage.start]):
            runs[-1].append(claim)
        else:
            runs.append([claim])
    for run in runs:
        first, last = run[0].passage, run[-1].passage
        code = "cut-off" if last.end >= end and len(run) == 1 and len(first) <= _LONGEST_STUMP else run[0].rule
        yield Doubt.at(code, first.start, last.end, text=excerpt(" ".join(claim.passage.text for claim in run)))


def doubts_of_text(source: str, spans: Sequence[Span], first: int, items: Sequence[Item]) -> Iterator[Doubt]:
    """Who answers, said in what was taken for a letter or a heading from the first list on, and not heard."""
    heard = {title.start for item in items for title in item.place.titles() if heading_part(title) or read_heading_leaders(title).leaders}
    letter = [(span.start, source[span.start : span.end]) for span in spans if span.start < first and span.kind == "letter"]
    before = [(at + start, at + end) for at, text in letter for start, end in _labels_without_colon(text)]
    rows = [(at + start, at + end) for at, text in letter for start, end in _rows_of_bodies(text)]
    if len(rows) >= _FEWEST_ROWS:
        before = sorted([*before, *rows])
    if before:
        start, end = before[0][0], before[-1][1]
        yield Doubt.at("clause-unread", start, end, text=excerpt(source[start:end]))
    for span in spans:
        if span.start >= first and span.kind in ("letter", "heading") and not any(span.start <= start < span.end for start in heard):
            text = source[span.start : span.end]
            for start, end in _duties(text):
                yield Doubt.at("clause-unread", span.start + start, span.start + end, text=excerpt(text[start:end]))
                break


def _duty_left(text: Passage, number: str | None) -> Iterator[Doubt]:
    """Words of a clause, or of a table, that stand in a task's text: one doubt, from the first to the last of them."""
    found = [*_duties(text.text)]
    found += [(match.start(), match.end()) for match in _CELL_SIGNS.finditer(text.text)]
    found += [match.span() for pattern in _CELL_LEFT for match in pattern.finditer(text.text)]
    found += [(match.end(), match.end() + 1) for match in _ITEM_INSIDE.finditer(text.text) if _is_next_item(text.text, match.end())]
    if number is not None and number.isdigit():
        found += [match.span() for match in _NUMBER_INSIDE.finditer(text.text) if int(match[1]) == int(number) + 1]
    if found:
        start, end = min(found)[0], max(end for _, end in found)
        yield Doubt.at("duty-left", *text.reach(start, max(end, start + 1)), text=excerpt(text.text[start:]))


def _page_left(text: Passage) -> Iterator[Doubt]:
    """What a page puts between the lines of a document: one doubt, from the first of it to the last."""
    found = [match.span() for match in _PAGE.finditer(text.text)]
    if found:
        yield Doubt.at("page-left", *text.reach(found[0][0], found[-1][1]), text=excerpt(text.text[found[0][0] :]))


def _misread_figures(text: Passage) -> Iterator[Doubt]:
    """Figures in which a letter stands for a digit (2O家)."""
    for match in _LETTER_IN_FIGURE.finditer(text.text):
        yield Doubt.at("number-unexplained", *text.reach(*match.span()), number=match.group(), text=excerpt(text.text))


def _is_next_item(text: str, at: int) -> bool:
    marker = marker_at(text, at)
    return marker is not None and not marker.doubtful and marker.ordinal > 1


def _duties(text: str) -> Iterator[tuple[int, int]]:
    """Where a text says who answers: a label with its colon, a body with a word of duty, a bracket or a row of bodies."""
    for label in find_labels(text):
        if label.kind in ("lead", "support", "responsible", "leader"):
            yield label.start, label.end
    yield from _labels_without_colon(text)
    yield from _duty_words(text)
    for start, end in bracket_ends(text).items():
        content = text[start + 1 : end - 1]
        if len(_PIECES.split(content)) >= _FEWEST_BODIES and could_be_names(content) and _of_division(_PIECES.split(content)):
            yield start, end
    yield from _rows_of_bodies(text)


def _labels_without_colon(text: str) -> Iterator[tuple[int, int]]:
    """A label that has lost its colon, before a name: 责任单位市财政局、市水利局."""
    for label in _LABEL.finditer(text):
        name = _PIECES.split(text[label.end() : label.end() + 2 * _LONGEST_BODY].lstrip(), maxsplit=1)[0]
        named = looks_like_unit(name) and (_OF_DIVISION.match(name) or name in known_names())
        if 2 <= len(name) <= _LONGEST_BODY and (named or is_person_name(name)):
            yield label.span()


def _duty_words(text: str) -> Iterator[tuple[int, int]]:
    """A body with a word of duty behind it: 市发改委牵头, 由市财政局负责."""
    for word in _DUTY.finditer(text):
        if word.group() != _ALWAYS and not _NO_OBJECT.match(text, word.end()):
            continue  # 市园林局负责全市绿化
        piece = _PIECES.split(text[max(0, word.start() - 2 * _LONGEST_BODY) : word.start()])[-1]
        name = piece.rsplit("由", maxsplit=1)[-1].removesuffix("等")
        if 2 <= len(name) <= _LONGEST_BODY and looks_like_unit(name) and (_OF_DIVISION.match(name) or name in known_names()):
            yield word.start() - len(name), word.end()


def _of_division(pieces: Sequence[str]) -> bool:
    return sum(bool(_OF_DIVISION.match(piece)) for piece in pieces) >= _FEWEST_BODIES


def _rows_of_bodies(text: str) -> Iterator[tuple[int, int]]:
    """Bodies of the division side by side (市财政局、市水利局): a list of them, and no part of a sentence."""
    at, row = 0, []
    for sign in [*_PIECES.finditer(text), None]:
        piece = text[at : sign.start() if sign else len(text)]
        if 3 <= len(piece) <= _LONGEST_BODY and _OF_DIVISION.match(piece) and looks_like_unit(piece):
            row.append((at, at + len(piece)))
        else:
            if len(row) >= _FEWEST_BODIES:
                yield row[0][0], row[-1][1]
            row = []
        at = sign.end() if sign else len(text)
    if len(row) >= _FEWEST_BODIES:
        yield row[0][0], row[-1][1]


def _odd_task(task: Task, text: Passage) -> Iterator[Doubt]:
    """A task that is a name, a time, a status or a figure, or begins as only the rest of a sentence does."""
    bare = task.text.strip(" \u3000。；;，,、：:")
    short = task.number is None and len(bare) <= _SHORTEST_TASK
    named = len(bare) <= _LONGEST_BODY and looks_like_unit(bare) and (bool(_OF_DIVISION.match(bare)) or is_collective(bare))
    broken = bool(_BROKEN_OFF.match(task.text)) or bool(task.number and _TWO_NUMBERS.fullmatch(task.number))
    if short or named or broken or _TWICE.fullmatch(task.text) or is_deadline(bare) or _STATUS.fullmatch(bare) or _FIGURE.fullmatch(bare):
        yield Doubt.at("task-odd", *text.reach(), text=excerpt(task.text))


def _odd_units(task: Task) -> Iterator[Doubt]:
    """Units that are a status, a figure or the bare noun of a body (人民政府, 县级市) that was cut from its name."""
    for unit in task.units:
        if (
            _BARE_BODY.fullmatch(unit.name)
            or _STATUS.fullmatch(unit.name)
            or (_TOLD.search(unit.name) and not unit.collective)
            or (_IN_NO_NAME.search(unit.name) and not unit.collective)
            or _BARE_LABEL.fullmatch(unit.name)
            or _is_glued(unit.name)
            or _unbalanced(unit.name)
        ):
            yield Doubt.at("name-doubtful", unit.start, unit.end, name=unit.name)


def _is_glued(name: str) -> bool:
    """Whether the name is several, or two bodies of one level that nothing parts (市财政局市水利局)."""
    if _GLUED.match(name):
        return True
    halves = ((name[:at], name[at:]) for at in range(3, len(name) - 2) if name[at] == name[0] and _OF_DIVISION.match(name))
    return any(looks_like_unit(first) and looks_like_unit(second) for first, second in halves)


def _unbalanced(name: str) -> bool:
    return name.count("（") != name.count("）")


def with_doubts(tasks: Sequence[Task], items: Sequence[Item], doubts: Sequence[Doubt]) -> list[Task]:
    """The tasks, each with the codes of the doubts that touch it: from its first character to the next task's, or a heading above it."""
    grave = sorted((doubt for doubt in doubts if kind_of(doubt.code).severity != "note"), key=lambda doubt: doubt.offset)
    if not grave:
        return list(tasks)
    starts = sorted({task.start for task in tasks})
    found = []
    for task, item in zip(tasks, items, strict=True):
        following = bisect_right(starts, task.start)
        reaches = [(task.start, starts[following] if following < len(starts) else 1 << 60)]
        reaches += [title.reach() for title in item.place.titles()]
        reaches += [part.names.reach() for part in item.parts if part.names]
        codes = {d.code for d in grave if any(d.offset < end and start < d.end for start, end in reaches) and d.code not in OF_THE_DOCUMENT}
        found.append(replace(task, doubts=tuple(sorted(codes))) if codes else task)
    return found
