"""Cells of result columns: a bare figure, a rate, a state, or sentences; sentences may have slipped behind a rate (54% 已解决…)."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kg.model.passages import Passage
from kg.parsing.results.drafts import Draft
from kg.parsing.results.statuses import status_alone

__all__ = ["read_cell"]

_FIGURE: Final = re.compile(
    r"\s*(?P<about>约|大约)?(?P<value>-?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s*(?P<many>[百千]?万|百|千|亿|万亿)?"
    r"(?P<unit>[%％]|个?百分点|[^\d\s%％,，。；;、（(：:]{0,6}(?:/[^\d\s,，。；;]{1,4})?)\s*"
)
_RATE_FIRST: Final = re.compile(r"\s*(?P<value>\d+(?:\.\d+)?)\s*[%％](?=\s|[^\d\s个百])")
_RATE_COLUMN: Final = re.compile(r"率|比例|占|[%％]|百分比|进度")
_HEADING_UNIT: Final = re.compile(r"[（(](?P<unit>[^（()）\d]{1,8})[）)]")
_PERCENT: Final = ("%", "％")


def read_cell(label: str, passage: Passage, promised_in_percent: bool) -> tuple[list[Draft], Passage | None]:
    """What the cell holds, and what is left of it to be read as sentences. ``label`` is the heading of its column.

    A percentage is a share of the target, unless the target itself is one and the column is not one of rates.
    """
    text = passage.text
    state = status_alone(text)
    if state is not None:
        return [Draft(passage, 0, len(text), status=state, cell=True)], None
    rate_column = bool(_RATE_COLUMN.search(label))
    whole = _FIGURE.fullmatch(text)
    first = None if whole else _RATE_FIRST.match(text)
    if whole is None and first is None:
        return [], passage
    if first is not None:
        if not rate_column:
            return [], passage
        draft = _share(Draft(passage, first.start("value"), first.end(), cell=True), first["value"])
        return [draft], passage.cut(first.end())
    assert whole is not None
    end = len(text.rstrip())
    draft = Draft(passage, len(text) - len(text.lstrip()), end, cell=True, about=bool(whole["about"]))
    number, unit = Decimal(re.sub("[,，]", "", whole["value"])), (whole["many"] or "") + whole["unit"]
    named = _HEADING_UNIT.search(label)
    percent = unit in _PERCENT or (not unit and rate_column)
    if percent and (rate_column or not promised_in_percent):
        return [_share(draft, whole["value"])], None
    if not unit and named and named["unit"] not in _PERCENT:
        unit = named["unit"]
    return [replace(draft, value=number, unit="%" if unit in _PERCENT else unit or None)], None


def _share(draft: Draft, printed: str) -> Draft:
    digits = len(printed.partition(".")[2])
    return replace(draft, share=Decimal(printed), share_digits=digits)
