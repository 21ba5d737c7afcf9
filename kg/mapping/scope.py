"""What mapping is told of a region: plain facts, found out by the rooms to its left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.knowledge.regions import Level
from kg.linking.decided import NOTHING_DECIDED, NamesDecided
from kg.linking.units import LinkedUnit

__all__ = ["Scope"]


@dataclass(frozen=True)
class Scope:
    """The area inside which one name means one thing: a region, or one document that does not say where it belongs.

    ``local`` is :func:`kg.mapping.iris.region_scope` of its documents. ``region`` is the local name of the region, None
    where there is none, ``region_name`` what its documents call it, ``code`` the code by which its bodies' owners are found, None
    where it has none. ``units`` leads from each printed name of a body of this region, whichever region's notice prints it, to the body.
    ``decided`` is what people decided of names.
    """

    local: str
    region: str | None
    units: Mapping[str, LinkedUnit]
    region_name: str | None = None
    level: Level | None = None
    code: str | None = None
    decided: NamesDecided = NOTHING_DECIDED
