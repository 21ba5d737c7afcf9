"""The eight queries of the public contract, and what they are asked with."""

from __future__ import annotations

__all__ = ["CONTRACT", "PARAMETERS"]

CONTRACT = (
    "cross-agency-leads", "region-overview", "leader-portfolios", "unit-workload", "collaboration", "indicator-comparison",
    "unquantified-tasks", "inferred-leads",
)  # fmt: skip
PARAMETERS = {"indicator-comparison": {"indicator": "地区生产总值"}}
