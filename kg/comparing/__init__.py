"""What changed in the world between two years of a place: tasks, numbers, bodies and leaders, from one graph or from two."""

from __future__ import annotations

from kg.comparing.comparison import Comparison, Note, RegionChanges, compare
from kg.comparing.plans import Plan, plans_of
from kg.comparing.rows import COLUMNS, Row, rows
from kg.comparing.words import Wording

__all__ = ["COLUMNS", "Comparison", "Note", "Plan", "RegionChanges", "Row", "Wording", "compare", "plans_of", "rows"]
