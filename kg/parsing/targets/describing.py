"""Quantities of which the words beside them tell that they describe or compare: ages, capacities, prices, what is there already."""

from __future__ import annotations

import re
from typing import Final, Literal

from kg.parsing.targets.phrases import Left
from kg.parsing.targets.spans import Clause
from kg.parsing.targets.tokens import Quantity

__all__ = ["describes"]

_PRICE: Final = re.compile("元/(?:公里|平方米|立方米|米|亩|吨|座|套|个)$")
_DESCRIBED: Final = re.compile(
    r"(?:计划|拟|已|尚?未|规划|确定|下达|列入|纳入|明确)[^，,。；;、]{0,8}的(?:\d+[^\d，,。；;的]{1,12}[和与及、])*$"
    r"|(?<![比较])(?:去年|上年)度?(?:新开工|新建|开工|续建|建成|启动|实施|确定|安排|引进|签约)的?$"
)
"""What stands before a number of things that are there already, or are told of elsewhere: 计划出列的2个乡和20个村."""
_OF_PROJECTS: Final = re.compile("[^，,。；;、]*、[^，,。；;]*等[^，,。；;、]{0,6}(?:项目|工程)")  # 40万吨炼油、3万吨石墨等项目建设


def describes(quantity: Quantity, left: Left, clause: Clause, plain: str, tail: str) -> Literal["size", "count", "compared"] | None:
    """What the quantity is where the signs beside it tell that it describes or compares; None where they do not."""
    unit = plain[quantity.unit[0] : quantity.unit[1]]
    if unit.endswith("岁") and (quantity.post == "le" or left.has("le")):  # 人选不超过45周岁
        return "size"
    if (quantity.multiplied and unit.endswith("级")) or (not tail and plain.endswith(("占地", "占地面积"), clause.start, quantity.start)):
        return "size"
    if tail.endswith("成果") and "巩固" in plain[clause.start : quantity.start]:
        return "count"  # 巩固12所学校对接成果
    if tail and unit.endswith(("吨", "瓦")) and _OF_PROJECTS.match(plain, quantity.post_end, clause.end):
        return "size"
    if _PRICE.search(unit) and left.empty and quantity.start == clause.start:  # …及配套，85万元/公里
        return "size"
    if tail.startswith(("平均", "的平均")):  # 高于全省8%的平均水平
        return "compared"
    if quantity.family in ("count", "measure") and _DESCRIBED.search(plain, max(clause.start, quantity.start - 40), quantity.start):
        return "count"
    return "count" if not tail and plain[left.start : left.end] == "涉及" and quantity.post is not None else None
