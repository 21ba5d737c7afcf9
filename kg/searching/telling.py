"""What a search found, told: as plain values for JSON, and in words where there is something to say beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from kg.searching.asking import MOST_SIGNS
from kg.searching.finding import Answer, Found

__all__ = ["found_json", "hints"]


def found_json(found: Found) -> dict[str, Any]:
    """The fields of what was found, for JSON."""
    return asdict(found)


def hints(answer: Answer, words: str, region: str | None, year: int | None) -> Iterator[str]:
    """What to tell of an answer beside its rows."""
    if answer.cut:
        yield f"Only the first {MOST_SIGNS} signs were looked for."
    if answer.no_region:
        yield f"No region is called {region!r} here." + _near(answer)
        return
    if answer.missing:
        yield f"Nowhere: {'、'.join(answer.missing)}."
    if answer.found:
        return
    yield "Nothing found."
    if answer.elsewhere:
        within = " and ".join(filter(None, ("--region" if region else "", "--year" if year is not None else "")))
        yield f"Without {within}: {answer.elsewhere} or more." if answer.elsewhere > 1 else f"Without {within}: 1."
    elif answer.near:
        yield _near(answer).strip()
    else:
        yield "Try fewer or other words; 'kg query' lists what can be asked besides."


def _near(answer: Answer) -> str:
    return f" Near it: {'、'.join(answer.near)}." if answer.near else ""
