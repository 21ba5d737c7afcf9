"""Names between quotation marks: “腾笼换鸟、凤凰涅槃”, 「双减」, 〈亩均论英雄〉.

A name stands inside one sentence and one pair of marks; marks may be nested, and the name inside and the one around it are both
given. The half-width mark ``"`` opens and closes in turn. What is a title of something written is given as such: between 《 and 》
that is what is long or ends like one (规划, 清单 …), in other marks only what ends like one (条例, 报告 …); the endings are in
``quotes.txt`` of the word files. A mark that has no partner is passed over.
"""

from __future__ import annotations

import re
from typing import Final

from kg.knowledge.words import words
from kg.model.values import value

__all__ = ["QuotedName", "quoted_names"]

_CLOSES: Final = {"“": "”", "‘": "’", "「": "」", "『": "』", "〈": "〉", "《": "》", "〝": "〞", "﹁": "﹂"}
_CLOSERS: Final = frozenset(_CLOSES.values())
_TURNING: Final = frozenset('"＂')
_ANY_MARK: Final = re.compile(f"[{''.join(sorted({*_CLOSES, *_TURNING}))}]")
_TITLE_OPENERS: Final = frozenset("《〈")
_ENDS: Final = frozenset("。！？；!?;\n")
# Characters; what is longer is a sentence that somebody said, not a name.
_LONGEST: Final = 40
_LONGEST_BETWEEN: Final = 10  # characters; what is longer between 《 and 》 is a title


@value
class QuotedName:
    """A name between quotation marks; ``text[start:end]`` is the name without them."""

    name: str
    start: int
    end: int
    is_title: bool = False


def _is_title(name: str, opener: str) -> bool:
    endings = words("quotes")
    if name.endswith(endings["title_ends"]):
        return True
    if opener not in _TITLE_OPENERS:
        return False
    return name.endswith(endings["title_ends_between"]) or len(name) > _LONGEST_BETWEEN


def quoted_names(text: str) -> tuple[QuotedName, ...]:
    """The names between quotation marks in the order of their beginnings.

    >>> [quoted.name for quoted in quoted_names("推进“双减”和“一件事”改革")]
    ['双减', '一件事']
    """
    if not _ANY_MARK.search(text):
        return ()
    found: list[QuotedName] = []
    open_marks: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        if char in _ENDS:
            open_marks.clear()
        elif char in _CLOSES:
            open_marks.append((char, at + 1))
        elif char in _CLOSERS or char in _TURNING:
            depth = _partner(open_marks, char)
            if depth is None:
                if char in _TURNING:
                    open_marks.append((char, at + 1))
                continue
            opener, start = open_marks[depth]
            del open_marks[depth:]
            name = text[start:at]
            if name.strip() and len(name) <= _LONGEST:
                found.append(QuotedName(name, start, at, _is_title(name.strip(), opener)))
    return tuple(sorted(found, key=lambda quoted: (quoted.start, -quoted.end)))


def _partner(open_marks: list[tuple[str, int]], closer: str) -> int | None:
    """Where in the open marks the one is that ``closer`` closes: the last of its kind."""
    for depth in range(len(open_marks) - 1, -1, -1):
        opener = open_marks[depth][0]
        if _CLOSES.get(opener, opener) == closer:
            return depth
    return None
