"""Counts that the notice itself gives (共79项, 一、综合指标类9项), held against what was read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from kg.knowledge.words import any_word
from kg.model.records import Task
from kg.parsing.findings import Doubt, Item, excerpt
from kg.parsing.marks.lines import Line
from kg.parsing.marks.numbering import chinese_ordinal

__all__ = ["doubts_of_totals"]

_NUMERAL: Final = r"(?P<count>\d{1,4}|[一二三四五六七八九十百]{1,5})"
_MEASURE: Final = any_word("checks", "measures_of_tasks")
_THINGS: Final = any_word("checks", "counted_tasks")
_IN_LETTER: Final = re.compile(
    rf"(?:{any_word('checks', 'before_totals')})[^。；;，,\d]{{0,8}}?{_NUMERAL}(?:{_MEASURE})(?:[^。；;，,\d]{{0,8}}?(?:{_THINGS}))"
)
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
    for line in letter:
        for match in _IN_LETTER.finditer(line.text):
            said = _count(match["count"])
            if said >= _LEAST and len(tasks) != said and not (cut_off and len(tasks) < said):
                yield Doubt.at(
                    "total-differs",
                    line.start + match.start(),
                    line.start + match.end(),
                    said=match.group(),
                    read=str(len(tasks)),
                    text=excerpt(line.text),
                )
            return
    titles = {title.start: title for item in items if (title := item.place.section_title)}
    read = Counter(title.start for item in items if (title := item.place.section_title))
    for start, count in list(read.items())[: -1 if cut_off else None]:
        title = titles[start]
        said_of_section = _IN_HEADING.search(title.text)
        if said_of_section is not None and _LEAST <= _count(said_of_section["count"]) != count:
            facts = {"said": said_of_section.group(), "read": str(count), "text": excerpt(title.text)}
            yield Doubt("total-differs", title.start, facts, title.end)
