"""The offices' own words for how far the work has come (超额完成, 未达序时进度, 红灯), from ``statuses.txt``."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from kg.knowledge.words import compiled, words
from kg.knowledge.words.trees import one_of
from kg.model.records import ResultStatus
from kg.model.values import value

__all__ = ["PrintedStatus", "status_alone", "status_in"]

_STATUS_OF: Final[dict[str, ResultStatus]] = {
    "done": "done",
    "done_alone": "done",
    "exceeded": "exceeded",
    "on_track": "on-track",
    "behind": "behind",
    "missed": "missed",
    "changed": "changed",
    "not_started": "not-started",
}
_LIGHTS: Final = re.compile(r"[红黄蓝绿](?=[灯色牌]?$)")
_ENDS: Final = re.compile(r"[\s，,。；;！!、：:（）()]+")
_NOT_SO: Final = re.compile(r"(?:确保|力争|争取|努力|要|应|为|未能|推动|促进|加快|实现|以确保|保证|避免|防止|解决)[^，。；]{0,8}$")
_NO_STATUS_BEHIND: Final = re.compile(r"(?:率|比例|情况|[^，。；]{0,3}\d)|(?:的)(?!是)")


@value
class PrintedStatus:
    """A status and where the words stand that print it."""

    status: ResultStatus
    start: int
    end: int


@cache
def _of_word() -> dict[str, ResultStatus]:
    return {word: status for section, status in _STATUS_OF.items() for word in words("statuses")[section]}


@cache
def _anywhere() -> re.Pattern[str]:
    return compiled(one_of(word for section in _STATUS_OF if section != "done_alone" for word in words("statuses")[section]))


def status_alone(text: str) -> ResultStatus | None:
    """The status that a cell or clause holds and nothing else.

    >>> status_alone("已完成。"), status_alone("绿"), status_alone("已完成3个")
    ('done', 'on-track', None)
    """
    closed = _ENDS.sub("", text)
    if closed in _of_word():
        return _of_word()[closed]
    light = _LIGHTS.match(closed)
    return _of_word().get(f"{light.group()}灯") if light else None


def status_in(text: str) -> PrintedStatus | None:
    """The first status that a clause prints of the work it tells of, and does not wish for.

    >>> status_in("项目有序推进").status, status_in("确保如期完成")
    ('on-track', None)
    """
    alone = status_alone(text)
    if alone is not None:
        return PrintedStatus(alone, 0, len(text))
    for match in _anywhere().finditer(text):
        if not _NOT_SO.search(text, 0, match.start()) and not _NO_STATUS_BEHIND.match(text, match.end()):
            return PrintedStatus(_of_word()[match.group()], *match.span())
    return None
