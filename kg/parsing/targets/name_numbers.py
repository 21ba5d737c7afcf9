"""Numbers that are no targets by the look of them: roads, ordinals, phases, versions, grades, ranks, honours, codes, dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.parsing.targets.words import Lexicon, any_of, lexicon

__all__ = ["DATE", "NameRules", "name_rules"]

DATE: Final = (
    r"\d{4}年?[-~至到]\d{4}年(?:度|间)?|\d{4}年(?:度|\d{1,2}月(?:\d{1,2}日)?)?(?:底|末|初)?(?:前)?|(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}"
    r"|\d{1,2}[-~至到]\d{1,2}年(?=时间|左右)|\d{1,2}年内(?=[\u4e00-\u9fff])|\d{1,2}月份?(?:\d{1,2}日)?(?:底|末|初|上旬|中旬|下旬)?(?:前)?|[二一][〇零○一二三四五六七八九]{3}年"
    r"|[一二三四五六七八九十]{1,3}月(?:份|底|末|初)(?:前)?"
)
"""A date or a span of years, as a pattern; what is written of a day in Chinese numerals alone is left to the rules of names."""

_SINGLE_LETTER: Final = re.compile(r"(?<![A-Za-z])(?:[A-Za-z]|PM|pm)-?$")


@dataclass(frozen=True)
class NameRules:
    """What the signs around a number make of it. Each rule names a kind; the first that fits wins."""

    after: tuple[tuple[str, re.Pattern[str]], ...]
    after_chinese: tuple[tuple[str, re.Pattern[str]], ...]
    lexicon: Lexicon

    def kind(self, plain: str, start: int, end: int, *, chinese: bool, has_unit: bool) -> str | None:
        """The kind of name that the number ``plain[start:end]`` is part of; None where it may be a quantity."""
        before = plain[max(0, start - 4) : start]
        if before.endswith("第"):
            return "ordinal"
        if before.endswith(("国道", "省道", "县道", "乡道")) and not plain.startswith(("公里", "千米"), end):
            return "road"
        if before.endswith(("〔", "[", "【")) or plain.startswith(("〕",), end):
            return "document-number"
        for kind, pattern in self.after:
            if pattern.match(plain, end) and not (kind == "rank" and before.endswith("前")):
                return kind
        if chinese:
            for kind, pattern in self.after_chinese:
                if pattern.match(plain, end):
                    return kind
            return None
        if not has_unit and plain[start:end].endswith(".0") and not before.endswith(("到", "至", "达", "为", "于")):
            return "version"
        following = plain[end : end + 1]
        if _SINGLE_LETTER.search(before) or (before[-1:].isascii() and before[-1:].isalpha() and not has_unit):
            return "code"
        if not has_unit and following.isascii() and (following.isalpha() or following in ("#", "+", "/")) and following:
            return "code"
        if before.endswith(("+", "-", "/")) and not has_unit:
            return "code"
        return None


@cache
def name_rules() -> NameRules:
    """The rules, compiled from the lists of the word files."""
    words = lexicon()
    lists = words.lists

    def pattern(name: str, extra: str = "") -> re.Pattern[str]:
        return re.compile(any_of(lists[name]) + extra)

    after = (
        ("road", pattern("road_after")),
        ("ordinal", pattern("ordinal_after", "(?!召集)")),
        ("rank", pattern("rank_after")),
        ("time", re.compile(r"(?:时|点)(?:以?[前后]|整|[至到-]\d)|[:：]\d\d(?!\d)")),
        ("honour", re.compile("个?" + any_of(lists["honour_after"]))),
        ("version", pattern("version_after")),
        ("structure", re.compile("(?:个子项|项子任务|个方面|大类)")),
        ("grade", re.compile(r"(?:星级|A级|级(?:[以及甲乙]|医|公路|航道|标准|网络|风险|响应)|甲(?!醇|醛|烷)|等奖|类[水及标断以]|线城市)")),
        ("name", pattern("series_after", "|人才(?:梯队|工程|计划|项目|培养)")),
        ("anniversary", re.compile("周年(?!$|[，。、；])")),
    )
    after_chinese = (
        ("phase", pattern("phase_after")),
        ("grade", re.compile(r"(?:星|级|类|档|等|甲)")),
        ("set", pattern("set_after")),
        ("event", pattern("event_after")),
        ("duration", re.compile(r"(?:年|个月|周|天|日|小时|分钟)(?!以内|以上)")),
        ("word", re.compile(r"(?:[区院馆厂楼桥站校队连部期产农孩胎医统线面网中高低老小大新方边角体化创品标]|公里内|次(?!$|[，。、；]))")),
        ("word", pattern("word_after")),
    )
    return NameRules(after=after, after_chinese=after_chinese, lexicon=words)
