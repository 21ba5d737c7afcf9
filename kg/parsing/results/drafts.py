"""What is read of one result before it is known to which target it belongs."""

from __future__ import annotations

from decimal import Decimal

from kg.model.passages import Passage
from kg.model.records import Change, ResultStatus
from kg.model.values import value

__all__ = ["Draft"]


@value
class Draft:
    """A number, a share or a status that a passage tells of; ``start`` and ``end`` are offsets into the passage.

    ``part``: it is a part of another result (其中新建82座), and belongs to no target. ``cell``: it stands alone in a cell of the row.
    ``borrowed``: its status stands in a sentence of its own.
    ``gap``: by how many points it is printed to be above what was promised (below: less than 0). ``share_digits``: decimals of the
    printed share.
    """

    passage: Passage
    start: int
    end: int
    sentence: int = 0
    indicator: str | None = None
    change: Change = "level"
    value: Decimal | None = None
    unit: str | None = None
    share: Decimal | None = None
    share_digits: int = 0
    status: ResultStatus | None = None
    day: str | None = None
    estimate: bool = False
    about: bool = False
    part: bool = False
    cell: bool = False
    gap: Decimal | None = None
    borrowed: bool = False

    def quote(self) -> str:
        """The words of the passage."""
        return self.passage.text[self.start : self.end]
