"""Values as literals, in the one canonical form that no store changes."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Final

from kg.mapping.statements import Term, text

__all__ = ["canonical_decimal", "date_literal", "decimal_literal", "moment_literal", "truth", "whole_number", "years_of"]

_HORIZON: Final = re.compile(r"(\d{4})(?:-(\d{4}))?", re.ASCII)


def canonical_decimal(value: Decimal) -> str:
    """The number without exponent, plus sign, trailing zeros or a bare point: 12.0 is 12, 1E+3 is 1000, -0 is 0.

    A store normalises numbers: only this form comes back from it as it went in. Raises ValueError for what is no
    number.
    """
    if not value.is_finite():
        raise ValueError(f"not a finite number: {value!r}")
    number = format(value, "f")
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    return "0" if number in {"-0", ""} else number


@lru_cache(maxsize=4096)
def decimal_literal(value: Decimal) -> Term:
    """The number as xsd:decimal in canonical form."""
    number = canonical_decimal(value)
    return Term(number if "." in number else f'"{number}"^^xsd:decimal')


def whole_number(number: int) -> Term:
    """The number as xsd:integer. Years are such numbers: xsd:gYear is outside OWL 2."""
    return Term(str(number))


def truth(value: bool) -> Term:
    """xsd:boolean."""
    return Term("true" if value else "false")


def date_literal(printed: str) -> Term:
    """An ISO date as xsd:date; what is none, as the string that it is."""
    try:
        return Term(f'"{date.fromisoformat(printed).isoformat()}"^^xsd:date')
    except ValueError:
        return text(printed)


def years_of(horizon: str | None) -> tuple[int, int] | None:
    """First and last year of a horizon, "2022" or "2022-2026"; None where there is none that reads so."""
    match = _HORIZON.fullmatch(horizon or "")
    if match is None:
        return None
    first = int(match[1])
    return first, int(match[2] or first)


def moment_literal(moment: str) -> Term | None:
    """A day and time of ISO 8601 (2026-11-27T09:12:00+08:00) as xsd:dateTime in canonical form; None for what is none."""
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return None
    if len(moment) <= len("2026-11-27"):
        return None
    seconds = found.isoformat()
    day, point, rest = seconds.partition(".")
    if point:
        digits, zone = rest[:6].rstrip("0"), rest[6:]
        seconds = f"{day}.{digits}{zone}"
    return Term(f'"{seconds.replace("+00:00", "Z")}"^^xsd:dateTime')
