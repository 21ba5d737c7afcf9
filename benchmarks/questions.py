"""The eight questions of the public contract, and what they are asked with."""

from __future__ import annotations

__all__ = ["BOUND", "QUESTIONS"]

QUESTIONS = (
    "cross-agency-leads", "region-overview", "leader-portfolios", "unit-workload", "collaboration", "indicator-comparison",
    "unquantified-tasks", "inferred-leads",
)  # fmt: skip
BOUND = {"indicator-comparison": {"indicator": "地区生产总值"}}
