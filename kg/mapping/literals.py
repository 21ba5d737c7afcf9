"""Values as literals, in the one canonical form that no store changes."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final

from pyoxigraph import Literal

from kg.mapping.vocabulary import term

__all__ = ["canonical_decimal", "date_literal", "decimal_literal", "year_literal", "years_of"]

_DECIMAL: Final = term("xsd:decimal")
_DATE: Final = term("xsd:date")
_HORIZON: Final = re.compile(r"(\d{4})(?:-(\d{4}))?", re.ASCII)


def canonical_decimal(value: Decimal) -> str:
    """The number without exponent, plus sign, trailing zeros or a bare point: 12.0 is 12, 1E+3 is 1000, -0 is 0.

    A store normalises numbers: only this form comes back from it as it went in. Raises ValueError for what is no
    number.
    """
    if not value.is_finite():
        raise ValueError(f"not a finite number: {value!r}")
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def decimal_literal(value: Decimal) -> Literal:
    """The number as xsd:decimal in canonical form."""
    return Literal(canonical_decimal(value), datatype=_DECIMAL)


def year_literal(year: int) -> Literal:
    """The year as xsd:integer: xsd:gYear is outside OWL 2."""
    return Literal(year)


def date_literal(printed: str) -> Literal:
    """An ISO date as xsd:date; what is none, as the string that it is."""
    try:
        return Literal(date.fromisoformat(printed).isoformat(), datatype=_DATE)
    except ValueError:
        return Literal(printed)


def years_of(horizon: str | None) -> tuple[int, int] | None:
    """First and last year of a horizon, "2022" or "2022-2026"; None where there is none that reads so."""
    match = _HORIZON.fullmatch(horizon or "")
    if match is None:
        return None
    first = int(match[1])
    return first, int(match[2] or first)
