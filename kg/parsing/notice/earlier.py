"""Earlier notices that a notice changes: those that it puts an end to, and those of which it changes a part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.knowledge.words import any_word
from kg.model.values import value

__all__ = ["Earlier", "earlier_notices"]

_NUMBER: Final = r"[\u4e00-\u9fff]{2,10}\s*[〔\[（(【﹝]\s*(?:19|20)\d{2}\s*[〕\]）)】﹞]\s*(?:第\s*)?\d{1,5}\s*号"
_NAMED: Final = re.compile(rf"《(?P<title>[^《》]{{4,120}}(?:《[^》]*》[^《》]*)?)》(?:\s*[（(]\s*(?P<number>{_NUMBER})\s*[)）])?")
_BARE: Final = re.compile(rf"[（(]\s*(?P<number>{_NUMBER})\s*[)）]")
_SENTENCE: Final = re.compile(r"[^。；;\n]+")
_ENDED: Final = re.compile(any_word("changes", "replaces"))
_CHANGES: Final = any_word("changes", "amends")
_TITLE: Final = re.compile(
    rf"关于(?:印发)?(?:(?:{_CHANGES})(?P<behind>.{{4,120}}?)(?:有关|部分|个别)?(?:的|之)?(?:通知|决定|公告|意见)"
    rf"|(?P<before>.{{4,120}}?)的(?:{_CHANGES})(?:通知|决定|公告|意见))"
)
_WHITE: Final = re.compile(r"\s+")


@value
class Earlier:
    """What a notice calls those that it ends and those that it changes: their numbers, or their titles where it gives none."""

    replaces: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()


def earlier_notices(title: str | None, letter: str) -> Earlier:
    """Read from the notice's own title and from the sentences of its letter and its end."""
    flat = re.sub(r"(?<![。；;])\n", "", letter)
    ended = tuple(dict.fromkeys(_ended(flat)))
    changed = _changed(title or "", flat)
    return Earlier(ended, (changed,) if changed and changed not in ended else ())


def _ended(letter: str) -> Iterator[str]:
    for sentence in _SENTENCE.findall(letter):
        ends = [match.start() for match in _ENDED.finditer(sentence)]
        for named in _NAMED.finditer(sentence, 0, ends[-1]) if ends else ():
            yield _WHITE.sub("", named["number"] or named["title"])


def _changed(title: str, letter: str) -> str | None:
    match = _TITLE.search(title)
    if match is None:
        return None
    what = match["behind"] or match["before"]
    quoted = _NAMED.search(what)
    name = _WHITE.sub("", quoted["title"] if quoted else what.strip("《》"))
    core = re.sub(r"^.*?关于(?:印发)?|的?(?:通知|方案|意见)$", "", name)
    for named in _NAMED.finditer(letter):
        if named["number"] and core in _WHITE.sub("", named["title"]):
            return _WHITE.sub("", named["number"])
    bare = _BARE.search(what)
    return _WHITE.sub("", bare["number"]) if bare else name
