"""Coordinated nouns: several indicators that share a figure, a list of figures, or the end of their name."""

from __future__ import annotations

import re
from typing import Final

from kg.parsing.targets.words import Lexicon

__all__ = ["apposed", "is_pair", "split_nouns"]

_BRACKETS: Final = {"“": "”", "（": "）", "(": ")", "《": "》", "‘": "’"}
_LINK: Final = re.compile(
    r"、|以及|(?<![调总饱缓共平温祥谐柔随亲议附])和(?![谐平睦解气美])|(?<![参给赋授介])与(?!会)|(?<![普涉惠触波提论企])及(?!时|其|以上|以下)|，|,"
)


_SIGN: Final = re.compile("[“（(《‘、以和与及，,]")  # with one of them a bracket opens, or a link begins


def _parts(start: int, end: int, plain: str) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    at, first = start, start
    while begun := _SIGN.search(plain, at, end):
        at = begun.start()
        close = _BRACKETS.get(plain[at])
        if close:
            found = plain.find(close, at, end)
            if found >= 0:
                at = found + 1
                if plain.startswith("“", at) and close == "”":
                    pieces.append((first, at))
                    first = at
                continue
        link = _LINK.match(plain, at)
        if link:
            pieces.append((first, at))
            at = first = min(link.end(), end)
            continue
        at += 1
    pieces.append((first, end))
    return [(a, b) for a, b in pieces if b - a >= 1]


_COUNTED_PLACES: Final = re.compile(
    r"[\u4e00-\u9fff]{2,6}?(?P<count>\d{1,2}|[二两三四五六七八九十])个?[省市县区州旗镇乡村](?=[\u4e00-\u9fff]{2})"
)
_CHINESE: Final = "〇一二三四五六七八九十"
_ABOVE: Final = ("中央", "国家", "自治区")


def apposed(parts: list[tuple[int, int, str]], plain: str) -> list[tuple[int, int, str]]:
    """The parts; only the noun itself where the others are places that a number counts (甲、乙、丙3市用煤量)."""
    last = parts[-1]
    found = _COUNTED_PLACES.match(plain, last[0], last[1])
    if found is None or len(parts) < 2:
        return parts
    count = found["count"].replace("两", "二")
    number = int(count) if count.isdigit() else _CHINESE.index(count)
    return [(found.start("count"), last[1], "")] if number == len(parts) else parts


def _head(words: Lexicon, noun: str, names: tuple[str, ...]) -> str | None:
    for name in names:
        found = next((head for head in words.lists[name] if noun.endswith(head)), None)
        if found:
            return found
    return None


def split_nouns(start: int, end: int, plain: str, words: Lexicon) -> list[tuple[int, int, str]]:
    """The coordinated nouns of the stretch: where each stands, and the end that it shares with the last one.

    基本养老、基本医疗参保率 gives 基本养老 with the shared end 参保率, and 基本医疗参保率.
    """
    parts = _parts(start, end, plain)
    if len(parts) < 2:
        return [(a, b, "") for a, b in parts]
    last = plain[parts[-1][0] : parts[-1][1]]
    tail = _head(words, last, ("ratios", "amounts"))
    shared = []
    for a, b in parts[:-1]:
        own = _head(words, plain[a:b], ("ratios", "amounts"))
        keeps = own is not None or tail is None or len(last) - len(tail) < 1
        shared.append((a, b, "" if keeps or tail is None else _longer(plain[a:b], last, tail)))
    return [*shared, (*parts[-1], "")]


def _longer(noun: str, last: str, tail: str) -> str:
    """The shared end, with what stands before it where both nouns are short qualifiers (城镇、农村居民收入)."""
    if noun in _ABOVE and last[0] in "省市县":
        return last[1:]  # 中央、省专项资金
    if len(noun) <= 2 and len(last) > len(noun) + len(tail):
        return last[len(noun) :]
    overlap = next(n for n in range(len(tail), -1, -1) if noun.endswith(tail[:n]))
    return tail[overlap:]


def is_pair(parts: list[tuple[int, int, str]], plain: str, words: Lexicon, *, growth: bool) -> bool:
    """Whether each of the nouns measures something, so that one percentage behind them is said of each."""
    if len(parts) < 2 or any(tail for _, _, tail in parts):
        return False
    names = ("amounts", "ratios") if growth else ("ratios",)
    return all(_head(words, plain[a:b], names) is not None for a, b, _ in parts)
