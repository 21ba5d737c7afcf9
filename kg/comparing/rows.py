"""A comparison as rows: one change a row, in columns that hold for all kinds."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from kg.comparing.comparison import Comparison, ListsCompared, RegionChanges
from kg.comparing.facts import Number, Task
from kg.comparing.numbers import NumberChange
from kg.comparing.people import LeaderChange
from kg.comparing.tasks import PartyChange, TaskChange
from kg.comparing.words import Wording
from kg.comparing.words_changed import Piece, marked

__all__ = ["COLUMNS", "Row", "rows"]


class Row(NamedTuple):
    """One change. ``kind`` and ``change`` are words of ``words.toml``.

    ``task`` is where it stands in the new list, else in the old; ``what`` the indicator, body or post. ``difference`` counts in ``unit``.
    ``marked`` is a reworded text with what went in ``[-…-]`` and what came in ``{+…+}``; its ``pieces`` are the same for whoever shows it
    otherwise. ``key`` is that of the region.
    """

    region: str
    years: str
    kind: str
    change: str
    task: str | None
    what: str | None
    old: str | int | None
    new: str | int | None
    difference: Decimal | None
    unit: str | None
    marked: str | None
    old_iri: str | None
    new_iri: str | None
    pieces: tuple[Piece, ...] = ()
    key: str = ""


COLUMNS: Final = Row._fields[:-2]


def rows(found: Comparison, wording: Wording, *, everything: bool = False) -> Iterator[Row]:
    """The rows, place by place: tasks, targets, bodies of tasks, bodies, leaders. What is the same only with ``everything``."""
    for region in found.regions:
        for row in _of_region(region, wording):
            if everything or row.change != "same":
                yield row._replace(key=region.key)


def _of_region(region: RegionChanges, wording: Wording) -> Iterator[Row]:
    for lists in region.lists:
        years = f"{lists.old} → {lists.new}"
        yield from (_task(region, years, change) for change in lists.tasks)
        yield from (_number(region, years, change, wording) for change in lists.numbers)
        yield from (_party(region, years, change, wording) for change in _in_order(lists))
    years = f"{region.old} → {region.new}"
    for change in region.bodies:
        gained = change.how == "gained"
        old, new = (0, change.tasks) if gained else (change.tasks, 0)
        iri = change.body.iri
        yield Row(
            region.name, years, "bureau", change.how, None, change.body.name, old, new, None, None, None,
            None if gained else iri, iri if gained else None,
        )  # fmt: skip
    yield from (_leader(region, years, change, wording) for change in region.leaders)


def _in_order(lists: ListsCompared) -> list[PartyChange]:
    def order(change: PartyChange) -> tuple[object, ...]:
        return change.new.order, change.new.iri, change.how, change.old_body or "", change.new_body or ""

    return sorted(lists.parties, key=order)


def _task(region: RegionChanges, years: str, change: TaskChange) -> Row:
    old, new = change.old, change.new
    reworded = change.how == "reworded"
    return Row(
        region.name, years, "task", change.how, _place(new or old), None, old.text if old else None, new.text if new else None,
        None, None, marked(change.pieces) if reworded else None, old.iri if old else None, new.iri if new else None,
        change.pieces if reworded else (),
    )  # fmt: skip


def _place(task: Task | None) -> str | None:
    return (task.place or None) if task else None


def _number(region: RegionChanges, years: str, change: NumberChange, wording: Wording) -> Row:
    old, new = change.old, change.new
    place = new or old
    assert place is not None
    task, number = place
    difference = change.difference
    return Row(
        region.name, years, "target", change.how, task.place or None, number.indicator or number.name,
        old and said(old[1], wording), new and said(new[1], wording), difference or None, number.base_unit if difference else None,
        None, old and old[1].iri, new and new[1].iri,
    )  # fmt: skip


def said(number: Number, wording: Wording) -> str:
    """A target in short: 增长 ≥ 8%."""
    upper = f"–{_plain(number.upper)}" if number.upper is not None else ""
    figure = f"{_plain(number.value)}{upper}{number.unit}"
    words = (wording.known("change", number.change), wording.known("comparator", number.comparator), figure)
    return " ".join(word for word in words if word)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _party(region: RegionChanges, years: str, change: PartyChange, wording: Wording) -> Row:
    roles = [wording.known("role", role) if role else None for role in (change.old_role, change.new_role)]
    names = [region.bodies_known[body].name if body else None for body in (change.old_body, change.new_body)]
    what, (old, new) = (roles[0], names) if change.how == "replaced" else (names[0] or names[1], roles)
    return Row(
        region.name, years, "party", change.how, _place(change.new), what, old, new, None, None, None, change.old.iri, change.new.iri
    )


def _leader(region: RegionChanges, years: str, change: LeaderChange, wording: Wording) -> Row:
    old, new = change.old, change.new
    what: str | None = change.new_post or change.old_post or None
    if change.how == "moved":
        what = f"{change.old_post} → {change.new_post}"
    if change.how == "handed":
        what = wording.word("page", "handed", count=change.tasks)
    return Row(
        region.name, years, "leader", change.how, None, what, old.name if old else None, new.name if new else None,
        None, None, None, old.iri if old else None, new.iri if new else None,
    )  # fmt: skip
