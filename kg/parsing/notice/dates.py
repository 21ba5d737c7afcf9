"""When a notice was made, which year its work is of, and which years a list covers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.knowledge.words import any_word
from kg.model.values import value
from kg.parsing.marks.lines import Line
from kg.parsing.marks.numbering import chinese_ordinal

__all__ = ["Dating", "dating_of", "horizon", "is_signature", "year_in", "year_of_work"]

_DIGITS = r"(?:19|20)\d{2}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}\s*日?"
_CHINESE = r"[二一][〇○零Oo0一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
_DATE = re.compile(r"(?P<y>(?:19|20)\d{2})\s*[-年/.]\s*(?P<m>\d{1,2})\s*[-月/.]\s*(?P<d>\d{1,2})")
_COMPACT = re.compile(r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?!\d)")
_CHINESE_DATE = re.compile(
    r"(?P<y>[二一][〇○零Oo0一二三四五六七八九]{3})年(?P<m>[一二三四五六七八九十]{1,3})月(?P<d>[一二三四五六七八九十]{1,3})日"
)
_CHINESE_DIGITS = {c: str(v) for v, s in enumerate(["〇○零Oo0", "一", "二", "三", "四", "五", "六", "七", "八", "九"]) for c in s}
_SIGNED = re.compile(rf"^[\s\u3000]*(?:(?:19|20)\d{{2}}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日|{_CHINESE})[\s\u3000]*$")
_LABEL_ALONE = re.compile(r"^[^，。]{2,12}[：:|]\s*$")  # a cell of the page's particulars, whose value stands on the next line
_VALUE = rf"\s*[】\]]?\s*[：:|]?\s*\|?\s*(?P<date>\d[^|\n]{{6,20}}|{_CHINESE})"
_ISSUED_LABEL = re.compile(rf"(?:{any_word('header', 'issued_labels')}){_VALUE}")
_PUBLISHED_LABEL = re.compile(
    rf"(?:{any_word('header', 'published_labels')}|(?<![\u4e00-\u9fff])(?:{any_word('header', 'bare_date_labels')})){_VALUE}"
)
_BEHIND_NUMBER = re.compile(rf"\d\s*号[\s\u3000]*(?P<date>{_DIGITS}|{_CHINESE})")
_CLOCK = r"\s*\d{1,2}[：:]\d{2}(?:[：:]\d{2})?"
# A line of a page's head that ends in its date, behind the source's name, behind a clock's time, or alone; or that begins with it, before
# a clock's time or the source's name.
_OF_PAGE = re.compile(
    rf"^(?=.{{8,60}}$)(?:(?:{any_word('header', 'source_labels')})[：:].{{0,20}}?|.{{2,20}}?(?={_DIGITS}{_CLOCK})|[（(]|)"
    rf"(?P<date>{_DIGITS}|\d{{1,2}}\.\d{{1,2}}\.20\d{{2}}(?={_CLOCK}))"
    rf"(?:(?:{_CLOCK})?[）)]?$|{_CLOCK}\s|\s+(?:{any_word('header', 'source_labels')})[：:])"
)
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>20\d{2})$")
_YEAR = re.compile(r"(?<!\d)(20\d{2}|19\d{2})\s*年?(?!\d)")
_QUOTED = re.compile(r"《[^《》]*》")
_RANGE = re.compile(r"(?P<from>20\d\d)\s*年?\s*[-—–－~～至]{1,2}\s*(?P<to>20\d\d)\s*年?")
_FIVE_YEARS = re.compile(any_word("times", "five_years"))
_OF_A_YEAR = any_word("header", "of_a_year")
_YEAR_OF_WORK = re.compile(rf"(?P<year>20\d\d)\s*年(?:起|(?=.{{0,12}}?(?:{_OF_A_YEAR})))")
# A year that is no part of a date, no time until which something is to last, and none to compare with.
_OTHER_YEAR = re.compile(r"(?<!\d)(?<![到至比较])(?P<year>20\d\d)(?![-\d./])(?!\s*年\s*(?:\d|前|底|以来))")
_MONTH = re.compile(r"(?<![\d到至])(?P<year>20\d\d)\s*年\s*\d{1,2}\s*月(?!\s*(?:\d|[前底]))")
_ANY_YEAR = re.compile(r"20\d\d\s*年(?!\s*\d)")
_YEAR_GONE = re.compile(r"过去的(?P<year>20\d\d)年[^\n]{0,120}今年")
_SPEAKS_OF_A_YEAR = re.compile(_OF_A_YEAR)
_OPENING = 1500  # characters in which a letter says what it is about
_LATEST = 1  # years after its number's that a page may bear a notice's date; later ones are a copy's


@value
class Dating:
    """The day of a notice (2024-02-05); ``own``: it is the notice's, and not only that of the page that shows it."""

    issued: str | None
    own: bool


def dating_of(front: Sequence[Line], page: Sequence[Line], number: str | None) -> Dating:
    """The date below the letter, else behind the number, else one that a label calls the notice's, else the page's.

    ``page`` are the lines of the page's head, furniture too. A page's date that does not fit the number's year is that of a copy.
    """
    text = "\n".join(line.text for line in front)
    own = [*_labelled(_BEHIND_NUMBER, text), *_labelled(_ISSUED_LABEL, text)]
    for printed in [*reversed(list(_signatures(front))), *own]:
        if date := _iso(printed):
            return Dating(date, own=True)
    year = year_in(number)
    head = "\n".join(line.text for line in page)
    for printed in [*_labelled(_PUBLISHED_LABEL, text), *_labelled(_PUBLISHED_LABEL, head), *_lines_of_page(page)]:
        date = _iso(printed)
        if date and (year is None or year <= int(date[:4]) <= year + _LATEST):
            return Dating(date, own=False)
    return Dating(None, own=False)


def _signatures(front: Sequence[Line]) -> Iterator[str]:
    for number, line in enumerate(front):
        if is_signature(line) and not (number and _LABEL_ALONE.match(front[number - 1].text)):
            yield line.text


def _labelled(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    return (match["date"] for match in pattern.finditer(text))


def _lines_of_page(page: Sequence[Line]) -> Iterator[str]:
    return (match["date"] for line in page if (match := _OF_PAGE.match(line.text)))


def is_signature(line: Line) -> bool:
    """Whether the line is a date alone, as under a letter."""
    return bool(_SIGNED.match(line.text))


def _iso(printed: str) -> str | None:
    match = _DATE.match(printed) or _DAY_FIRST.match(printed) or _DATE.search(printed) or _COMPACT.match(printed)
    if match:
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    elif match := _CHINESE_DATE.search(printed):
        year = int("".join(_CHINESE_DIGITS[c] for c in match["y"]))
        month, day = chinese_ordinal(match["m"]), chinese_ordinal(match["d"])
    else:
        return None
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def year_in(*texts: str | None) -> int | None:
    """The first year printed in the first of the texts that prints one."""
    for text in texts:
        match = _YEAR.search(text or "")
        if match:
            return int(match[1])
    return None


def year_of_work(named: Iterable[str | None], dating: Dating, letter: str, text: str) -> int | None:
    """The year that the notice's work is of: one that its titles or its number print, that of its date, or one of which it speaks.

    The date of a page counts only where the notice speaks of the work of a year, or prints no year at all.
    """
    if year := year_in(*named):
        return year
    if dating.own:
        return year_in(dating.issued)
    opening = text[:_OPENING]
    if match := _YEAR_GONE.search(opening):
        return int(match["year"]) + 1
    if match := _YEAR_OF_WORK.search(letter) or _YEAR_OF_WORK.search(opening) or _OTHER_YEAR.search(letter):
        return int(match["year"])
    if dating.issued is None and (match := _MONTH.search(letter)):
        return int(match["year"])
    return year_in(dating.issued) if _SPEAKS_OF_A_YEAR.search(opening) or not _ANY_YEAR.search(text) else None


def horizon(title: str | None, year: int | None) -> str | None:
    """The year that a list covers, or the years from the first to the last (2011-2020); ``year`` is the document's."""
    outside = _QUOTED.sub("", title or "")
    if (match := _RANGE.search(outside)) or (year_in(outside) is None and (match := _RANGE.search(title or ""))):
        return f"{match['from']}-{match['to']}"
    own = year_in(outside, title) or year
    if own and _FIVE_YEARS.search(title or ""):
        return f"{own}-{own + 4}"
    return str(own) if own else None
