"""Shares as people read them."""

from __future__ import annotations

__all__ = ["percent"]


def percent(part: int, whole: int) -> str:
    """The share in per cent, rounded down, so that 100 % means all; of nothing all is reached."""
    return f"{(part * 10_000 // whole if whole else 10_000) / 100:.2f} %"
