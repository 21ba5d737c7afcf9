"""An office's bare name as the heading over its tasks (四、县科学技术局, then 1. 2. 3.): nothing else says who answers for them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.knowledge.offices import function_of, take_apart
from kg.model.passages import Passage
from kg.parsing.clauses.parts import ClausePart
from kg.parsing.marks.lines import Line
from kg.parsing.marks.numbering import LEVELS, marker_at
from kg.parsing.names.forms import looks_like_unit
from kg.parsing.names.splitting import names_in

__all__ = ["office_part", "office_title", "stands_over_tasks"]

_LONGEST = 40
_ENDS_LIKE_ONE = re.compile(r"[^\s。；;，,]{3,}[：:]?[ \u3000]*")
_AROUND = " \u3000：:【】"
_ALONE = 2  # headings without a number that show the layout; one may be a signature


def office_title(text: str, *, whole: bool = False) -> bool:
    """Whether a heading is the bare name of an office or two; ``whole``: with the division that it is of (县科学技术局)."""
    if len(text) > _LONGEST or not _ENDS_LIKE_ONE.fullmatch(text):
        return False
    names = list(names_in(text.strip(_AROUND)))
    return bool(names) and all(looks_like_unit(name) and _is_office(name, whole) for name in names)


def _is_office(name: str, whole: bool) -> bool:
    if function_of(name) is None:
        return False
    office = take_apart(name)
    return not whole or bool(office.level or office.place)


def office_part(title: Passage) -> ClausePart | None:
    """The offices whose bare names the heading is, as those who answer for what stands below it."""
    return ClausePart("responsible", None, title.strip(_AROUND)) if office_title(title.text) else None


def stands_over_tasks(lines: Sequence[Line], index: int) -> bool:
    """Whether the line is an office's name over numbered tasks: with a number of its own, or one of several without."""
    if index + 1 == len(lines) or len(lines[index].text) > _LONGEST:
        return False
    below = marker_at(lines[index + 1].text, 0)
    if below is None or below.ordinal != 1 or below.doubtful:
        return False
    own = marker_at(lines[index].text, 0)
    if own is not None:
        deeper = LEVELS.index(below.level) > LEVELS.index(own.level)
        return deeper and office_title(lines[index].text[own.end :], whole=True)
    if not _is_bare(lines, index):
        return False
    several = sum(_is_bare(lines, other) for other in range(index, len(lines) - 1)) >= _ALONE
    return several or _parts_counts(lines, index, below.level)


def _parts_counts(lines: Sequence[Line], index: int, level: str) -> bool:
    """Whether the item above the line is a later one of a count that begins again below it: a signature stands between no two counts."""
    above = marker_at(lines[index - 1].text, 0) if index else None
    return above is not None and above.level == level and above.ordinal > 1 and office_title(lines[index].text, whole=True)


def _is_bare(lines: Sequence[Line], index: int) -> bool:
    below = lines[index + 1].text
    return below[:2] in ("1.", "1、", "1．", "一、", "（一", "(一") and office_title(lines[index].text)
