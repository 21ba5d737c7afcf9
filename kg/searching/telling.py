"""What a search found, told: as plain values for JSON, and in words where there is something to say beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from kg.model.wording import told
from kg.searching.asking import MOST_SIGNS
from kg.searching.finding import Answer, Found

__all__ = ["found_json", "hints"]


def found_json(found: Found) -> dict[str, Any]:
    """The fields of what was found, for JSON."""
    return asdict(found)


def hints(answer: Answer, words: str, region: str | None, year: int | None) -> Iterator[str]:
    """What to tell of an answer beside its rows."""
    if answer.cut:
        yield told("Only the first {most} signs were looked for.", most=MOST_SIGNS)
    if answer.no_region:
        no_region = told("No region is called {region!r} here.", region=region)
        yield told("{message} {near}", message=no_region, near=_near(answer)) if answer.near else no_region
        return
    if answer.missing:
        yield told("Nowhere: {missing}.", missing="、".join(answer.missing))
    if answer.passed_over:
        yield told(
            "Not all was looked through: {passed_over} or more stretches of notices, from all over, may hold a better task. "
            "Add words, a region or a year.",
            passed_over=answer.passed_over,
        )
    if answer.found:
        return
    yield told("Nothing found.")
    if answer.elsewhere:
        within = " and ".join(filter(None, ("--region" if region else "", "--year" if year is not None else "")))
        yield (
            told("Without {within}: {elsewhere} or more.", within=within, elsewhere=answer.elsewhere)
            if answer.elsewhere > 1
            else told("Without {within}: 1.", within=within)
        )
    elif answer.near:
        yield _near(answer)
    else:
        yield told("Try fewer or other words; 'kg query' lists what can be asked besides.")


def _near(answer: Answer) -> str:
    return told("Near it: {near}.", near="、".join(answer.near))
