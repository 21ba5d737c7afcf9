"""How a document came to be read as it was: what its records do not keep, for whoever asks for the reason."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model.values import value
from kg.model.wording import Told
from kg.parsing.findings import Claim, Item, Reading
from kg.parsing.marks.lines import Line

__all__ = ["Contest", "Entrant", "Trace"]


@value
class Entrant:
    """One reading of a list. ``weight`` is the text that it accounts for by tasks that name who answers, in characters; ``measure`` is
    what the readings competed by: more than the weight where the cells are those of the format.
    """

    family: str
    reason: Told
    weight: int
    measure: float
    items: int

    @classmethod
    def of(cls, reading: Reading, least: float) -> Entrant:
        """A reading as it competes: one that wins with ``least`` of the others' weight."""
        weight = reading.weight()
        return cls(reading.family, reading.reason, weight, weight / least, len(reading.items))


@value
class Contest:
    """The readings of one list, the one that was taken first. ``title`` are the offsets of the list's title, where it has one."""

    start: int
    end: int
    title: tuple[int, int] | None
    entrants: tuple[Entrant, ...]

    @classmethod
    def of(cls, body: Sequence[Line], title: Sequence[Line], entrants: Sequence[Entrant]) -> Contest:
        """The contest over the lines of a list, decided: the greatest measure wins, of two alike the table."""
        ranked = sorted(entrants, key=lambda entrant: (entrant.measure, entrant.family == "table"), reverse=True)
        start, end = (body[0].start, body[-1].end) if body else (0, 0)
        return cls(start, end, (title[0].start, title[-1].end) if title else None, tuple(ranked))


@value
class Trace:
    """``text`` is what was read (simplified, where the document is in traditional characters: every character keeps its place), ``items``
    are those that became the tasks, one each, in their order; ``region_evidence`` is what named the region.
    """

    text: str
    claims: tuple[Claim, ...]
    contests: tuple[Contest, ...]
    items: tuple[Item, ...]
    region_evidence: str | None
