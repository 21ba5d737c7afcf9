"""What a text reports as reached: its numbers are results, and none of them is promised (截至6月底，已完成30个，占年度计划的60%)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from kg.knowledge.words import compiled, words
from kg.model.values import value

__all__ = ["reported"]

_GATE: Final = re.compile(
    r"[已截现了]|目前|至今|正在|处于|完成率|序时|未达|实际|提前|超[额计目]|进度|进展|情况|成效|(?:计划|任务|目标).{0,8}\d"
)
"""A text without any of these reports nothing: it is passed over at one look."""

_PIECE: Final = re.compile(r"(?:[（(][^（()）]*[）)]|“[^“”]*”|《[^《》]*》|[^，,、。；;:：!！?？（(“《]|[（(“《])+")
_DONE: Final = re.compile("已|累计|[成决]了|实际|共")
_LABEL: Final = 14
"""A label before a colon is no longer than this: what is longer is a sentence."""

# How far a report reaches over the signs behind it.
_NOT, _LIST, _CLAUSES, _SENTENCE, _TEXT = range(5)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled("|".join(f"(?:{entry})" for entry in words("patterns/results")[name]))


@value
class _Piece:
    """A stretch between two signs; ``closing`` is the sign behind it."""

    start: int
    end: int
    text: str
    closing: str


@lru_cache(maxsize=16)
def reported(plain: str) -> tuple[tuple[int, int], ...]:
    """The stretches of the text that report what was reached, as pairs of offsets.

    >>> [text[a:b] for text in ["新建驿站30个，实际建成12个。"] for a, b in reported(text)]
    ['实际建成12个']
    """
    if not _GATE.search(plain):
        return ()
    found = list(_PIECE.finditer(plain))
    pieces = [_Piece(m.start(), m.end(), m.group(), plain[m.end() : m.end() + 1]) for m in found]
    return tuple(_Report(pieces, plain).read())


class _Report:
    """One way through the pieces of a text: how far the report reaches that has begun, and what is reported."""

    def __init__(self, pieces: list[_Piece], plain: str) -> None:
        self.pieces = pieces
        self.plain = plain
        self.reach = _NOT
        self.begun: int | None = None
        self.spans: dict[int, tuple[int, int]] = {}

    def read(self) -> list[tuple[int, int]]:
        first = 0
        for at, piece in enumerate(self.pieces):
            before = self.pieces[at - 1].closing if at else "。"
            if not (before in "；;" and piece.text.startswith("其中")):
                self._pass_sign(before)
            if before not in "，,、:：":
                first, self.begun = at, None
            self._piece(at, piece, first)
        return sorted(self.spans.values())

    def _pass_sign(self, sign: str) -> None:
        """Close the report that does not reach over the sign."""
        least = _LIST if sign == "、" else _CLAUSES if sign in "，,:：" and sign else _SENTENCE if sign in "；;" and sign else _TEXT
        if self.reach < least:
            self.reach = _NOT

    def _piece(self, at: int, piece: _Piece, first: int) -> None:
        text = piece.text
        if piece.closing in (":", "：") and len(text) <= _LABEL:
            if _pattern("labels").search(text):
                self.reach = _TEXT
            elif _pattern("plan_labels").search(text):
                self.reach = _NOT
            return
        if _pattern("shares").search(text) and not self._pledged(at, first):
            self._carry_back(at, first)
            self._say(at, piece.start)
            self.reach = max(self.reach, _CLAUSES)
            return
        opening = self._opening(at, text)
        done = _pattern("reached").search(text)
        if opening and not _pattern("planned").search(text):
            self.reach = max(self.reach, opening)
            self._say(at, piece.start)
        elif done and not _pattern("pledged").search(text, 0, done.start()):
            counted = any(sign.isdigit() for sign in text[done.start() :])
            self._say(at, piece.start + (done.start() if counted or not self.reach else 0))
            self.reach = _NOT if text.endswith("基础上") else max(self.reach, _CLAUSES if counted else _LIST)
            self.begun = at
        elif self.begun is not None and text.startswith("累计"):
            for earlier in range(self.begun + 1, at + 1):  # 已完成基础工程，开挖土方2万立方米，累计完成投资300万元
                self._say(earlier, self.pieces[earlier].start)
            self.reach = max(self.reach, _CLAUSES)
        elif self.reach and (_pattern("planned").search(text) or _pattern("pledged").search(text)):
            self.reach = _NOT
        elif self.reach:
            self._say(at, piece.start)

    def _say(self, at: int, start: int) -> None:
        self.spans[at] = start, self.pieces[at].end

    def _opening(self, at: int, text: str) -> int:
        """How far the report reaches that the piece opens with a time; nowhere where it opens none."""
        if _pattern("now").search(text):
            return _SENTENCE
        if _pattern("since").match(text):
            end = self.plain.find("。", self.pieces[at].start)
            sentence = self.plain[self.pieces[at].start : end if end >= 0 else len(self.plain)]
            if (_DONE.search(sentence) or _pattern("shares").search(sentence)) and not _pattern("pledged").search(sentence):
                return _TEXT
        return _NOT

    def _pledged(self, at: int, first: int) -> bool:
        """Whether a piece of the sentence up to this one pledges."""
        return any(_pattern("pledged").search(piece.text) for piece in self.pieces[first : at + 1])

    def _carry_back(self, at: int, first: int) -> None:
        """A share of the plan tells of the clauses before it that promise nothing themselves."""
        for earlier in range(at - 1, first - 1, -1):
            piece = self.pieces[earlier]
            if earlier in self.spans or (piece.closing in (":", "：") and len(piece.text) <= _LABEL):
                continue
            if "计划" in piece.text or "目标" in piece.text or _pattern("planned").search(piece.text):
                return
            self._say(earlier, piece.start)
