"""Doubts that no reading gives rise to, but a person: what :mod:`kg.model.doubt_kinds` is for those of the program."""

from __future__ import annotations

from typing import Final

from kg.model.doubt_kinds import DoubtKind

__all__ = ["KINDS_OF_PEOPLE"]

# fmt: off
KINDS_OF_PEOPLE: Final = (
    DoubtKind(
        "judged-wrong", "doubt", "Judged wrong by a person", "经人工判定有误",
        "a person says that this is read wrongly, and not what is right: {what}", "有人判定此处读取有误，但未给出正确内容：{what}",
        "Look in the notice, and correct it", "核对原文并更正",
    ),
)
# fmt: on
