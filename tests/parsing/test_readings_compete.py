"""Of two readings of a list, the one that says more of who answers is taken."""

from __future__ import annotations

from kg.model.passages import Passage
from kg.model.wording import Told
from kg.parsing.clauses.parts import ClausePart
from kg.parsing.findings import Item, Place, Reading


def _item(kind: str) -> Item:
    names = Passage.of_line("市水利局", 20)
    return Item("1", 1, Passage.of_line("疏浚河道。", 0), (ClausePart(kind, None, names),), Place(), 0)  # type: ignore[arg-type]


def test_a_remark_or_a_time_says_nobody_answers() -> None:
    assert [Reading("text", Told(""), (_item(kind),)).weight() for kind in ("lead", "leader", "note", "deadline")] == [9, 9, 0, 0]
