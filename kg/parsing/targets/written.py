"""The form in which the grammar reads a text: half-width signs, simplified characters, no white space, with the way back to the text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kg.knowledge.scripts import simplified
from kg.model.values import value

__all__ = ["Written", "written"]

_FULL_WIDTH: Final = "０１２３４５６７８９％．＋－～：；！？＞＜＝"
_HALF_WIDTH: Final = "0123456789%.+-~:;!?><="
_SIGNS: Final = str.maketrans(_FULL_WIDTH + "﹪–—﹣∼〜≧≦⩾⩽﹥﹤", _HALF_WIDTH + "%---~~≥≤≥≤><")
_STOP: Final = re.compile(r"(?<=[\u4e00-\u9fff%)])\.(?![\dA-Za-z.])")  # of half width, behind a word
_WIDE: Final = re.compile(f"[{''.join(map(chr, sorted(_SIGNS)))}]")
_SPACE: Final = re.compile(r"\s+")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_COUNTED, _GOES_ON = frozenset("个所条处座家项"), frozenset("以左及和与的或并")
_NAMES: Final = ("项目", "工程", "行动", "计划", "任务")


@value
class Written:
    """``plain`` is what rules read; :meth:`place` leads from an offset in it to the offset in ``text``."""

    text: str
    plain: str
    origins: tuple[int, ...] | None

    def place(self, offset: int) -> int:
        """Where in the text the sign at ``offset`` of ``plain`` stands."""
        return offset if self.origins is None else self.origins[offset]

    def slice(self, start: int, end: int) -> str:
        """The text from which ``plain[start:end]`` came, white space and all."""
        return self.text[self.place(start) : self.place(end - 1) + 1] if end > start else ""

    def compact(self, start: int, end: int) -> str:
        """The characters from which ``plain[start:end]`` came, without white space."""
        if self.origins is None:
            return self.text[start:end]
        return "".join(self.text[origin] for origin in self.origins[start:end])


@lru_cache(maxsize=16)  # a task's text is asked for by what reads its targets and its results
def written(text: str) -> Written:
    """The text in the form that the grammar reads. A space stays between two digits, and behind a project's name or its count."""
    plain = simplified(text)
    if _WIDE.search(plain):
        plain = plain.translate(_SIGNS)
    plain = _STOP.sub("。", plain)
    if not _SPACE.search(plain):
        return Written(text, plain, None)
    kept: list[int] = []
    at = 0
    for space in _SPACE.finditer(plain):
        kept.extend(range(at, space.start()))
        before, after = plain[space.start() - 1 : space.start()], plain[space.end() : space.end() + 1]
        counted = (
            before in _COUNTED and plain[space.start() - 2 : space.start() - 1].isdigit() and _HAN.match(after) and after not in _GOES_ON
        )
        if counted or (before.isdigit() and after.isdigit()) or (plain[space.start() - 2 : space.start()] in _NAMES and _HAN.match(after)):
            kept.append(space.start())
        at = space.end()
    kept.extend(range(at, len(plain)))
    compact = "".join(plain[i] for i in kept)
    return Written(text, _SPACE.sub(" ", compact), tuple(kept))
