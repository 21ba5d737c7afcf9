"""What is compared: plain facts of the graph, as records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Body", "Line", "Number", "Person", "Task", "Years"]

Years = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Body:
    """A unit or unit group; ``key`` is the local part of its IRI, which follows from region and name."""

    key: str
    name: str
    iri: str


@dataclass(frozen=True, slots=True)
class Person:
    """A leader, and the posts printed beside the name."""

    key: str
    name: str
    iri: str


@dataclass(frozen=True, slots=True)
class Number:
    """A target. ``indicator`` is the local name of the known one, ``measure`` that of the base measure; ``base`` and ``upper`` count in it.

    ``value`` is as printed, with ``unit``; ``printed`` are all the figures printed for it.
    """

    iri: str
    indicator: str | None
    name: str | None
    change: str
    comparator: str
    measure: str
    base: Decimal
    base_unit: str
    upper: Decimal | None
    value: Decimal
    unit: str
    printed: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """That a leader answers, with this post, where one is printed."""

    person: str
    post: str | None


@dataclass(frozen=True, slots=True)
class Task:
    """A task: ``place`` is where it stands in its document (一 3); ``text`` is None in a graph without sentences.

    ``roles`` leads from the key of each body to its role, lead or support.
    """

    iri: str
    place: str
    text: str | None
    years: Years | None
    order: tuple[str, int]
    roles: Mapping[str, str]
    leaders: tuple[str, ...]
    numbers: tuple[Number, ...]
