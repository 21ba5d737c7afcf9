"""How far readings can be trusted, as the pages tell it: what judgements of a sample say of all tasks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from kg.correcting.estimating import Estimate

__all__ = ["Trust", "trust_beside", "trust_of"]

Trust = Mapping[str, Any]
"""One estimate, by the keys of :class:`~kg.correcting.estimating.Estimate`."""
_NUMBERS: Final = ("share", "low", "high", "judged", "tasks", "wrong")
_REPORT: Final = "report.json"


def trust_of(found: Iterable[Estimate]) -> tuple[Trust, ...]:
    """The estimates of a build, field by field; shares are 0 to 1."""
    return tuple({"field": one.field, **{key: getattr(one, key) for key in _NUMBERS}, "doubted": one.doubted} for one in found)


def trust_beside(folder: Path) -> tuple[Trust, ...]:
    """Those that the report in the folder of a build tells; none, where there is no report, or none that tells any."""
    try:
        told = json.loads((folder / _REPORT).read_text(encoding="utf-8"))["corrections"]["estimates"]
        return tuple(_estimate(one) for one in told)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ()


def _estimate(one: Mapping[str, Any]) -> Trust:
    doubted = one["doubted"]
    return {
        "field": str(one["field"]),
        **{key: float(one[key]) for key in _NUMBERS},
        "doubted": None if doubted is None else float(doubted),
    }
