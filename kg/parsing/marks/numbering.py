"""Numbers before headings and items: 一、 （一） 1. (1) ① — their level, and what number they are."""

from __future__ import annotations

import re

from kg.model.values import value

__all__ = ["LEVELS", "Marker", "are_two_numbers", "chinese_ordinal", "marker_at"]

LEVELS = "ABCDE"  # 一、 > （一）, 第一件：, 实事一：, 之一： > 1., 【1】 > (1) > ①
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_MARKER = re.compile(
    r"""
      (?P<B1>第[一二三四五六七八九十]{1,3}[件项])(?:实事|工程|任务|工作)?[ \u3000]*[：:、]
    | (?:实事|任务|项目|事项|工程)(?P<B2>[一二三四五六七八九十]{1,3}|\d{1,2})[ \u3000]*[：:](?=[ \u3000]*\S)
    | 之(?P<B3>[一二三四五六七八九十]{1,3})[ \u3000]*[：:](?=[ \u3000]*\S)
    | [【〔\[](?P<C1>\d{1,3})[】〕\]](?=[ \u3000]*[\u4e00-\u9fff])
    | (?P<A>第?[一二三四五六七八九十百〇零]{1,5})[ \u3000]*[、.．﹒](?![一二三四五六七八九十][、.．])
    | [（(][ \u3000]*(?P<B>[一二三四五六七八九十百〇零]{1,5})[ \u3000]*[）)][ \u3000]*[、.．﹒]?
    | (?P<C>\d{1,3})[ \u3000]*(?P<sign>[*＊★▲])?[ \u3000]*(?:[、﹒．]|。(?!\d)|\.(?P<digit>(?=\d))?)
    | (?P<C2>[⒈-⒛])
    | [（(][ \u3000]*(?P<D>\d{1,3})[ \u3000]*[）)][ \u3000]*[、.．]?
    | (?P<D2>\d{1,3})[）)]
    | (?P<D3>[⑴-⒇])[ \u3000]*[、.．]?
    | (?P<E>[①-⑳])[ \u3000]*[、.．]?
    """,
    re.VERBOSE,
)
_FIRST = frozenset("第实任项事工之【〔[一二三四五六七八九十百〇零（(⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇" + _CIRCLED)  # and any digit
_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "〇": 0, "零": 0}


@value
class Marker:
    """A number before a heading or item. ``level`` is one of LEVELS, ``ordinal`` the number, ``printed`` how records write it."""

    level: str
    ordinal: int
    printed: str
    start: int
    end: int
    doubtful: bool = False  # digits follow its stop: 2.0 is no item, 2.2022年… is one where a second item is due


def chinese_ordinal(numeral: str) -> int:
    """The value of 一 … 九十九, 一百二十三; 0 where it is none."""
    numeral = numeral.removeprefix("第")
    total = digit = 0
    for sign in numeral:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign == "十":
            total += (digit or 1) * 10
            digit = 0
        elif sign == "百":
            total += (digit or 1) * 100
            digit = 0
    return total + digit


def marker_at(text: str, at: int) -> Marker | None:
    """The marker that stands at ``at``, if one does."""
    first = text[at : at + 1]
    match = _MARKER.match(text, at) if first in _FIRST or first.isdecimal() else None
    if match is None:
        return None
    end = match.end()
    while end < len(text) and text[end] in " \u3000":
        end += 1
    if match["A"]:
        return Marker("A", chinese_ordinal(match["A"]), match["A"], at, end)
    if match["B1"] or match["B2"]:
        printed = match["B1"] or match["B2"]
        return Marker("B", int(printed) if printed.isdigit() else chinese_ordinal(printed), printed, at, end)
    if match["B3"]:
        return Marker("B", chinese_ordinal(match["B3"]), f"之{match['B3']}", at, end)
    if match["C1"]:
        return Marker("C", int(match["C1"]), match["C1"], at, end)
    if match["B"]:
        return Marker("B", chinese_ordinal(match["B"]), f"（{match['B']}）", at, end)
    if match["C"]:
        return Marker("C", int(match["C"]), match["C"], at, end, match["digit"] is not None)
    if match["C2"]:
        ordinal = ord(match["C2"]) - ord("⒈") + 1
        return Marker("C", ordinal, str(ordinal), at, end)
    if match["D"] or match["D2"]:
        number = match["D"] or match["D2"]
        return Marker("D", int(number), f"（{number}）", at, end)
    if match["D3"]:
        ordinal = ord(match["D3"]) - ord("⑴") + 1
        return Marker("D", ordinal, f"（{ordinal}）", at, end)
    return Marker("E", _CIRCLED.index(match["E"]) + 1, match["E"], at, end)


def are_two_numbers(text: str) -> bool:
    """Whether the cell holds the numbers of two rows that became one (25 26); 1 2 may be 12."""
    numbers = text.split()
    return (
        len(numbers) == 2 and all(number.isdigit() and 1 < len(number) < 4 for number in numbers) and int(numbers[1]) == int(numbers[0]) + 1
    )
