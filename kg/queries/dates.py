"""Dates as people write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from kg.model.wording import told

__all__ = ["date_of"]

_FORMS: Final = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})"),
    re.compile(r"(?P<year>\d{4})\.(?P<month>\d{1,2})\.(?P<day>\d{1,2})"),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"),
    re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]?"),
    re.compile(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]?"),
)


def date_of(text: str, year: int | None = None) -> date:
    """The day that is written; ``year`` is that of a day without one (6月30日).

    Raises ValueError where it is none, or its year is not known.

    >>> date_of("2024年6月30日"), date_of("20240630"), date_of("6月30日", 2024)
    (datetime.date(2024, 6, 30), datetime.date(2024, 6, 30), datetime.date(2024, 6, 30))
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    for form in _FORMS:
        match = form.fullmatch(plain)
        if match is not None:
            of = match.groupdict().get("year") or year
            if of is None:
                raise ValueError(told("{text} is of no year", text=text))
            return date(int(of), int(match["month"]), int(match["day"]))
    raise ValueError(told("{text} is no date", text=text))
