"""What mapping is told of a region: plain facts, found out by the rooms to its left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.knowledge.regions import Level
from kg.linking.units import LinkedUnit
from kg.model.records import Leader

__all__ = ["Scope", "known_as"]


@dataclass(frozen=True)
class Scope:
    """The area inside which one name means one thing: a region, or one document that does not say where it belongs.

    ``local`` is :func:`kg.mapping.iris.region_scope` of its documents. ``region`` is the local name of the region, None
    where there is none, ``region_name`` what its documents call it. ``units`` leads from each printed name to the body,
    ``leaders`` and ``posts`` to a local name.
    """

    local: str
    region: str | None
    units: Mapping[str, LinkedUnit]
    region_name: str | None = None
    level: Level | None = None
    leaders: Mapping[str, str] = field(default_factory=dict)
    posts: Mapping[str, str] = field(default_factory=dict)


def known_as(leader: Leader) -> str | None:
    """What a leader is called in the graph: the name, or the post where only that is printed."""
    return leader.name or leader.title
