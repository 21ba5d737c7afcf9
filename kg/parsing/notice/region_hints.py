"""What of a page lets infer the division where neither the header nor the text shows it: the sign of the number, whose site it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from kg.knowledge.regions import Region, regions
from kg.knowledge.words import any_word, words
from kg.parsing.notice.region_levels import carries, leading_sign, signs_of_units
from kg.parsing.notice.region_mentions import mentions_in

__all__ = ["hinted_region"]

_OPENING = 1500  # characters in which a text says whose it is
_NUMBER = re.compile(r"^(?P<sign>[\u4e00-\u9fff])(?=[政府办委发])[\u4e00-\u9fff]{1,6}[〔\[（(【﹝]\d{4}", re.MULTILINE)
# What stands behind the name of a place, which is looked for before it: there are far fewer of these than beginnings of names.
_NAME_BEFORE = re.compile(r"[\u4e00-\u9fff]{2,12}\Z")
_SITE = re.compile(rf"(?:人民)?政府(?:{any_word('regions', 'sites')})")
_MEDIUM = re.compile(any_word("regions", "media"))
_OFFICER = re.compile(r"[省市县区州旗](?<=[省市县区州旗].)长")
_CONGRESS = re.compile(r"(?<=[省市县区州旗盟])第?[一二三四五六七八九十]{1,3}届(?:人民代表大会|人大)")
# A headline: 某地15件实事, 某地：民生放首位.
_BEGINS = re.compile(
    r"^(?P<name>[\u4e00-\u9fff]{2,4})(?=关于|\d|[：:]?(?:确定|公布|今年)|[：:][\u4e00-\u9fff]{2,8}[ \u3000])", re.MULTILINE
)
# A paper tells of a place: its congress, its government, what it does this year; or the text names the place that it fits.
_PLACE = r"(?P<name>[\u4e00-\u9fff]{1,12}?[省市县区州旗盟])"
_TOLD = (
    re.compile(rf"从{_PLACE}(?:人民)?政府(?:获悉|了解到)"),
    re.compile(rf"(?:今年|20\d\d年)[，,]?{_PLACE}(?=继续|将|为|着力|确定|计划|决定|要(?!求))"),
    re.compile(
        rf"^(?:\d{{1,2}}[.．、])?{_PLACE}(?=20\d\d年)|^20\d\d年(?P<behind>[\u4e00-\u9fff]{{1,12}}?[省市县区州旗盟])(?=\d)", re.MULTILINE
    ),
    re.compile(rf"(?:{any_word('header', 'publisher_labels', 'source_labels')})\s*[：:]\s*{_PLACE}(?:人民)?政府"),
    re.compile(r"结合(?P<name>[\u4e00-\u9fff]{2,4})实际"),
    re.compile(rf"现将[ \u3000]*《{_PLACE}(?=[^《》]{{4,60}}》[^。]{{0,40}}(?:印发|转发))"),
)
_HOST = re.compile(r"(?:www\.)?(?P<host>[a-z]{4,})\.gov\.cn")
_CITED = re.compile(r"《(?P<name>[\u4e00-\u9fff]{2,12}?)人民政府(?:办公[厅室])?关于")
# Whose offices a text speaks of: 我县, 县民生办, 市城管委; not those of 各区县人民政府.
_LEVEL = re.compile(
    r"[全我本](自治区|[省市县区州旗])"
    r"|(?<![各、县市区])(自治区|[省市县州旗]|(?<!治)区)(?=(?:人民)?政府|[委直]|[\u4e00-\u9fff]{2,6}[局委厅办])"
)


def hinted_region(header: str, page: str, text: str, unit_names: Sequence[str]) -> tuple[Region, str] | None:
    """The one division that such hints name and whose level the text speaks of, and the words that say so; None without one.

    ``header`` holds the notice's number, ``page`` is the head of its page, ``text`` the document.
    """
    opening = text[:_OPENING]
    signs = signs_of_units(unit_names) or Counter(match[1] or match[2] for match in _LEVEL.finditer(_without_names(opening)))
    sign = leading_sign(signs)
    found: dict[str, list[str]] = {}
    for hints in (_hints(header, page, opening), _media(page, opening)):  # a paper is asked where nothing else speaks
        for region, said in hints:
            if not signs or (sign is not None and carries(region, sign)):
                found.setdefault(region.code, []).append(said)
        if found:
            break
    if len(found) != 1:
        return None
    ((code, evidence),) = found.items()
    return regions().by_code[code], "、".join(dict.fromkeys(evidence))


def _hints(header: str, page: str, opening: str) -> Iterator[tuple[Region, str]]:
    for match in _NUMBER.finditer(header):
        yield from _one(_province(match["sign"], "province_signs"), match.group().rstrip("〔[（(【﹝0123456789"))
    shown = f"{page}\n{opening}"
    for tail in (_SITE, _OFFICER, _CONGRESS):
        yield from _before(tail, shown)
    for pattern in (_BEGINS, *_TOLD):
        for match in pattern.finditer(shown):
            yield from _one(_named_at_end(match[match.lastgroup or "name"]), match.group().strip()[-14:])
    for match in _HOST.finditer(page):
        yield from _one(_province(match["host"], "province_hosts"), match.group())
    for match in _CITED.finditer(opening):
        yield from _one(_named_at_end(match["name"]), match.group().lstrip("《").removesuffix("关于"))


def _media(page: str, opening: str) -> Iterator[tuple[Region, str]]:
    yield from _before(_MEDIUM, f"{page}\n{opening}")


def _before(tail: re.Pattern[str], text: str) -> Iterator[tuple[Region, str]]:
    """The places whose names stand right before such words."""
    for match in tail.finditer(text):
        if name := _NAME_BEFORE.search(text, max(0, match.start() - 12), match.start()):
            yield from _one(_named_at_end(name.group()), text[name.start() : match.end()][-14:])


def _one(region: Region | None, said: str) -> Iterator[tuple[Region, str]]:
    if region is not None:
        yield region, said


@cache
def _provinces(section: str) -> dict[str, Region]:
    rows = (row.split() for row in words("provinces")[section])
    return {sign: regions().named(name)[0] for sign, name in rows}


def _province(sign: str, section: str) -> Region | None:
    return _provinces(section).get(sign)


def _named_at_end(name: str) -> Region | None:
    """The one division whose name, with or without its kind, the words end in."""
    named = [mention for mention in mentions_in(name) if mention.end == len(name)]
    if named:
        return named[0].regions[0] if len(named[0].regions) == 1 else None
    for length in (4, 3, 2):
        bearers = regions().by_short.get(name[-length:], ()) if len(name) >= length else ()
        if bearers:
            highest = [region for region in bearers if region.level != "county"] or list(bearers)
            return highest[0] if len(highest) == 1 else None
    return None


def _without_names(text: str) -> str:
    """The text without the divisions that it names: 省 of 安徽省人民政府 does not say whose offices are meant."""
    kept, at = [], 0
    for mention in mentions_in(text):
        kept.append(text[at : mention.start])
        at = mention.end
    return "。".join([*kept, text[at:]])
