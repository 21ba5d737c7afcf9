"""Paragraphs that begin with the body that answers and say what it has to do (区住建局负责…；区财政局要…), and name nobody elsewhere.

Three such paragraphs on end, of different bodies, are a list; two, where several bodies share each of them (科技部、财政部等部门将负责…).
The names stay part of the sentence, of which they are the subject; clauses may stand before them (根据分工方案，…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, Literal

from kg.knowledge.words import any_word, words
from kg.model.passages import Passage
from kg.model.values import value
from kg.model.wording import told
from kg.parsing.clauses.front import is_body
from kg.parsing.clauses.parts import ClausePart
from kg.parsing.findings import Claim, Item, Place, Reading
from kg.parsing.marks.lines import Line
from kg.parsing.marks.numbering import marker_at
from kg.parsing.names.forms import is_collective, looks_like_unit
from kg.parsing.names.splitting import names_in
from kg.parsing.notice.list_titles import title_above
from kg.parsing.notice.lists import ListRegion

__all__ = ["find_duty_paragraphs", "read_duty_paragraphs"]

_FEWEST: Final = 3  # paragraphs on end
_SHORTEST: Final = 12  # characters of a duty
_LEADS: Final = tuple(words("checks")["sure_duties"])
_ANSWERS: Final = any_word("checks", "subject_duties")
_BEGINS: Final = re.compile(rf"(?P<names>[^，,。；;：:\s（(\d]{{3,40}}?)[：:。]?[ \u3000]*(?P<verb>{_ANSWERS})(?=[^。；;，,、\s])")
_SHARED: Final = re.compile(
    rf"(?:[^。；;\n]{{2,60}}[，,])?(?P<names>[^，,。；;：:\s（(\d]+、[^，,。；;：:\s（(\d]+?)(?:等(?:部门|单位)?)?(?:还?将)(?P<verb>{_ANSWERS})(?=[^。；;，,、\s])"
)
_WILL: Final = "将"
_FEWEST_SHARED: Final = 2


@value
class _Duty:
    """The line, where its sentence begins, where the names in it stand, and what they do."""

    line: Line
    start: int
    names_start: int
    names_end: int
    kind: Literal["lead", "responsible"]

    @property
    def names(self) -> str:
        return self.line.text[self.names_start : self.names_end]


def find_duty_paragraphs(lines: Sequence[Line]) -> list[ListRegion]:
    """The longest run of such paragraphs, if the lines hold one."""
    run = max(_runs(lines), key=len, default=[])
    if not run:
        return []
    title, preface = title_above(lines, run[0])
    return [ListRegion(title, preface, run[0], run[-1] + 1)]


def read_duty_paragraphs(lines: Sequence[Line]) -> Reading:
    """Each paragraph as a task of the bodies that it begins with."""
    items: list[Item] = []
    claims: list[Claim] = []
    for duty in filter(None, map(_duty, lines)):
        whole = Passage.of_line(duty.line.text, duty.line.start)
        marker = marker_at(duty.line.text, 0)
        text = whole.cut(duty.start).strip()
        if marker is not None:
            claims.append(Claim("number", whole.cut(0, marker.end), "number of an item"))
        claims.append(Claim("task", text, "a paragraph that begins with who answers"))
        part = ClausePart(duty.kind, None, whole.cut(duty.names_start, duty.names_end))
        items.append(Item(marker.printed if marker else None, marker.ordinal if marker else None, text, (part,), Place(), text.start))
    return Reading("text", told("{count} paragraphs that begin with who answers", count=len(items)), tuple(items), tuple(claims))


def _runs(lines: Sequence[Line]) -> Iterator[list[int]]:
    """The lines of each run that is long enough, of different bodies, one of which at least is no collective."""
    duties = [_duty(line) for line in lines]
    for answers, numbers in groupby(range(len(lines)), key=lambda index: duties[index] is not None):
        run = list(numbers)
        names = {duty.names for index in run if (duty := duties[index]) is not None and not is_collective(duty.names)}
        shared = all(duty is not None and "、" in duty.names for duty in duties[run[0] : run[-1] + 1])
        if answers and min(len(run), len(names)) >= (_FEWEST_SHARED if shared else _FEWEST):
            yield run


def _duty(line: Line) -> _Duty | None:
    marker = marker_at(line.text, 0)
    start = marker.end if marker else 0
    begin = (_SHARED.match(line.text, start) if _WILL in line.text else None) or _BEGINS.match(line.text, start)
    if begin is None or len(line.text) - begin.end() < _SHORTEST:
        return None
    names = list(names_in(begin["names"]))
    sure = sum(map(is_body, names))
    if not (sure == len(names) > 0 or (sure > len(names) - sure and all(map(looks_like_unit, names)))):
        return None
    kind: Literal["lead", "responsible"] = "lead" if begin["verb"].startswith(_LEADS) else "responsible"
    return _Duty(line, begin.start(), *begin.span("names"), kind)
