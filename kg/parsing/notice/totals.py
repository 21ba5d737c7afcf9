"""Counts that the notice itself gives (共79项, 一、综合指标类9项), held against what was read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from kg.knowledge.words import any_word, words_and_patterns
from kg.model.excerpts import excerpt
from kg.model.records import Task
from kg.parsing.findings import Doubt, Item
from kg.parsing.marks.lines import Line
from kg.parsing.marks.numbering import chinese_ordinal

__all__ = ["doubts_of_totals"]

_NUMERAL: Final = r"(?P<count>\d{1,4}|[一二三四五六七八九十百]{1,5})"
_MEASURE: Final = any_word("checks", "measures_of_tasks")
_THINGS: Final = any_word("checks", "counted_tasks")
_BEFORE: Final = words_and_patterns("checks", "before_totals")
_IN_LETTER: Final = re.compile(rf"(?:{_BEFORE})[^。；;，,\d]{{0,8}}?{_NUMERAL}(?:{_MEASURE})(?:[^。；;，,\d]{{0,8}}?(?:{_THINGS}))")
_IN_HEADING: Final = re.compile(rf"[（(]?(?:共)?{_NUMERAL}(?:{_MEASURE})[）)]?(?:[（(][^（()）]*[）)])?[：:]?$")
_LEAST = 3  # tasks; a smaller count is of something else (两项工作)


def _count(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else chinese_ordinal(numeral)


def doubts_of_totals(letter: Sequence[Line], tasks: Sequence[Task], items: Sequence[Item], cut_off: bool) -> Iterator[Doubt]:
    """Totals that differ from the tasks read: in the letter, of the whole; in a section's title, of that section.

    A document that is cut off has lost some of them: there only what is too many counts.
    """
    if not tasks:
        return
    yield from _of_the_whole(letter, len(tasks), cut_off)
    titles = {title.start: title for item in items if (title := item.place.section_title)}
    read = Counter(title.start for item in items if (title := item.place.section_title))
    for start, count in read.items():
        title = titles[start]
        match = _IN_HEADING.search(title.text)
        said = _count(match["count"]) if match else 0
        goes_on = cut_off and start == max(read) and count < said
        if match and said >= _LEAST and said != count and not goes_on:
            yield Doubt.at("total-differs", *title.reach(), said=match.group(), read=str(count), text=excerpt(title.text))


def _of_the_whole(letter: Sequence[Line], read: int, cut_off: bool) -> Iterator[Doubt]:
    """The largest of the letter's totals, where none of them is what was read (3项指标和2项工作，共5项任务)."""
    found = [(_count(match["count"]), line, match) for line in letter for match in _IN_LETTER.finditer(line.text)]
    found = [(said, line, match) for said, line, match in found if said >= _LEAST]
    if found and all(said != read for said, _, _ in found):
        said, line, match = max(found, key=lambda entry: entry[0])
        if not (cut_off and read < said):
            start, end = line.start + match.start(), line.start + match.end()
            yield Doubt.at("total-differs", start, end, said=match.group(), read=str(read), text=excerpt(line.text))
