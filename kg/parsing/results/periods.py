"""The last day of the period that a report tells of: from a title (2019年1-8月…完成情况) or a sentence (截至9月底)."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Final

from kg.model.values import value
from kg.parsing.marks.numbering import chinese_ordinal

__all__ = ["Period", "day_told", "period_of"]

_YEAR: Final = r"(?:(?P<year>20\d\d)\s*年?度?[，、]?\s*)?"
_MONTHS: Final = re.compile(
    rf"{_YEAR}(?:今年|本年)?\s*(?<![\d.])(?:1|一|元)\s*月?(?:份)?\s*[-—–－~～至到]{{1,2}}\s*(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s*月"
)
_UNTIL: Final = re.compile(
    rf"截\s*[至止]\s*(?:到|目前)?\s*[（(]?(?:今年|本年)?{_YEAR}(?P<month>\d{{1,2}})\s*月\s*(?:(?P<day>\d{{1,2}})\s*日|份?\s*[底末]|份)?"
)
_QUARTERS: Final = re.compile(rf"{_YEAR}(?:今年)?(?P<quarter>[前第1]?[-至]?[一二三四1-4])\s*个?季度")
_HALF: Final = re.compile(rf"{_YEAR}(?:今年)?上半年")
_WHOLE: Final = re.compile(r"(?P<year>20\d\d)\s*年?度?[^，。]{0,12}(?:全年|1\s*[-—至]\s*12\s*月)")
_END: Final = re.compile(rf"截\s*[至止]\s*到?\s*{_YEAR}年?[底末]")
_ONE_MONTH: Final = re.compile(rf"{_YEAR}(?<![\d-])(?P<month>\d{{1,2}})\s*月份?(?!\s*\d)")
_TOLD_OF: Final = re.compile(r"[^。，,；;\n]+(?:完成|进展|落实|推进|执行|办理|实施)[^。，,；;\n]{0,4}情况|截\s*[至止][^。，,；;\n]+")
_DIGITS: Final = str.maketrans("一二三四", "1234")


@value
class Period:
    """What is known of when: the year that the document tells of, the last day that its title names, the years of the promise."""

    year: int | None = None
    day: str | None = None
    first: int | None = None
    last: int | None = None


def period_of(title: str | None, letter: str, year: int | None, horizon: str | None) -> Period:
    """The period of a list: its title says it, else the letter, where all that it says is the same day."""
    day = day_told(title or "", year)
    if day is None and (match := _ONE_MONTH.search(title or "")):
        day = _day(match["year"], year, int(match["month"]), None)
    if day is None:
        found = {told for match in _TOLD_OF.finditer(letter) if (told := day_told(match.group(), year))}
        day = found.pop() if len(found) == 1 else None
    years = [int(part) for part in re.findall(r"\d{4}", horizon or "")]
    return Period(year, day, years[0] if years else None, years[-1] if years else None)


def day_told(text: str, year: int | None) -> str | None:
    """The last day of the period that the words tell of; None where they tell none, or the year is not known.

    >>> day_told("截至9月底", 2022)
    '2022-09-30'
    >>> day_told("2019年1-8月实事完成情况", None)
    '2019-08-31'
    """
    if (match := _UNTIL.search(text)) or (match := _MONTHS.search(text)):
        day = match.groupdict().get("day")
        printed = match["month"]
        month = int(printed) if printed.isdigit() else chinese_ordinal(printed) or 0
        return _day(match["year"], year, month, int(day) if day else None)
    if match := _HALF.search(text):
        return _day(match["year"], year, 6, None)
    if match := _QUARTERS.search(text):
        return _day(match["year"], year, 3 * int(match["quarter"][-1].translate(_DIGITS)), None)
    if match := _WHOLE.search(text) or _END.search(text):
        return _day(match["year"], year, 12, None)
    return None


def _day(printed: str | None, year: int | None, month: int, day: int | None) -> str | None:
    own = int(printed) if printed else year
    if own is None or not 1 <= month <= 12:
        return None
    last = calendar.monthrange(own, month)[1]
    return datetime.date(own, month, day if day and day <= last else last).isoformat()
