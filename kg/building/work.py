"""What the workers of a build do; a process that makes them loads this once."""

from __future__ import annotations

from kg.building.drawing import draw_region
from kg.building.reading import read_file
from kg.building.regions import map_region

__all__ = ["draw_region", "map_region", "read_file"]
