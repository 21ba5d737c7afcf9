"""The form in which the grammar reads a text: half-width signs, simplified characters, no white space, with the way back to the text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kg.knowledge.scripts import simplified
from kg.model.values import value
from kg.parsing.targets.words import lexicon

__all__ = ["Written", "written"]

_FULL_WIDTH: Final = "０１２３４５６７８９％．＋－～：；！？＞＜＝"
_HALF_WIDTH: Final = "0123456789%.+-~:;!?><="
_SIGNS: Final = str.maketrans(_FULL_WIDTH + "﹪–—﹣∼〜≧≦⩾⩽﹥﹤", _HALF_WIDTH + "%---~~≥≤≥≤><")
_STOP: Final = re.compile(r"(?<=[\u4e00-\u9fff%)])\.(?![\dA-Za-z.])")  # of half width, behind a word
_WIDE: Final = re.compile(f"[{''.join(map(chr, sorted(_SIGNS)))}]")
_SPACE: Final = re.compile(r"\s+")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_COUNT: Final = re.compile(r"(?P<noun>[\u4e00-\u9fff])[\d.,]+[万亿]?(?P<unit>[\u4e00-\u9fff]{1,3})$")
_REACH: Final = 30  # characters before and behind a space that are looked at
_MONTH: Final = re.compile(r"\d{1,2}月")
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
        before, behind = plain[max(0, space.start() - _REACH) : space.start()], plain[space.end() : space.end() + _REACH]
        named = before.endswith(_NAMES) and _HAN.match(behind)
        if named or (before[-1:].isdigit() and behind[:1].isdigit()) or _ends_count(before, behind):
            kept.append(space.start())
        at = space.end()
    kept.extend(range(at, len(plain)))
    compact = "".join(plain[i] for i in kept)
    return Written(text, _SPACE.sub(" ", compact), tuple(kept))


def _ends_count(before: str, behind: str) -> bool:
    """Whether a noun with its count ends before a space (学校3所 年底前…, 公路40公里 改造…); where a verb stands before the count, what is
    counted follows (新建8个 服务站).
    """
    found = _COUNT.search(before)
    words = lexicon()
    if found is None or words.ends("doing", before[: found.end("noun")]):
        return False
    if _MONTH.match(behind) or words.starts("deadlines", behind) or words.starts("doing", behind):
        return True
    return found["unit"] in _COUNTED and _HAN.match(behind) is not None and behind[0] not in _GOES_ON
