"""What copies of pages put into a notice: readings of characters (汉字(hàn zì)), signs between characters, lines of advertising.

It is taken out before anything is read, and is furniture in the account of the text's characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.knowledge.words import any_word, compiled, words
from kg.model.excerpts import excerpt
from kg.model.records import Parsed
from kg.model.source import Source
from kg.parsing.findings import Doubt
from kg.parsing.notice.cuts import Cuts

__all__ = ["read_without_mirror_text", "without_mirror_text"]

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_TONE = re.compile(f"[{_TONES}]")
_SYLLABLE = f"[a-zü]{{0,5}}[{_TONES}][a-z]{{0,5}}"
_READING = re.compile(rf"(?<=[\u4e00-\u9fff])[(（]{_SYLLABLE}(?:[ '’]?{_SYLLABLE}){{0,9}}[)）]")
_FEWEST_READINGS = 3  # one or two are the notice's own help with a rare name
_PUT_IN = compiled("|".join(words("patterns/pages")["put_in"]))
_ADVERTISING = re.compile(any_word("pages", "advertising"))
_FEWEST_WORDS = 2  # one may stand in a notice: 查处网上赌场


def read_without_mirror_text(source: Source, read: Callable[[Source], Parsed]) -> Parsed:
    """What ``read`` makes of the document without such text; every offset of the result is one of the document's own."""
    stretches = _stretches(source.text)
    if not stretches:
        return read(source)
    cuts = Cuts(stretches)
    (first, end), (last, _) = stretches[0], stretches[-1]
    counts = {"count": str(len(stretches)), "characters": str(cuts.characters)}
    note = Doubt.at("mirror-text", first, last + 1, text=excerpt(source.text[first:end]), **counts)
    return cuts.put_back(read(cuts.shortened(source)), source, note)


def without_mirror_text(source: Source) -> Source:
    """The document without such text; its lines are the same."""
    stretches = _stretches(source.text)
    return Cuts(stretches).shortened(source) if stretches else source


def _stretches(text: str) -> list[tuple[int, int]]:
    """What is to be taken out, in order, without overlap; no line end is among it."""
    readings = [match.span() for match in _READING.finditer(text)] if _TONE.search(text) else []
    if len(readings) < _FEWEST_READINGS:
        readings = []
    signs = (match.span() for match in _PUT_IN.finditer(text))
    found = sorted([*readings, *signs, *_adverts(text)])
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _adverts(text: str) -> Iterator[tuple[int, int]]:
    by_line: dict[tuple[int, int], set[str]] = {}
    for match in _ADVERTISING.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        by_line.setdefault((start, len(text) if end < 0 else end), set()).add(match.group())
    return (line for line, held in by_line.items() if len(held) >= _FEWEST_WORDS)
