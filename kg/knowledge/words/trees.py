"""Patterns for one of many words, which share what they begin with: they are compiled and matched in fewer steps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

__all__ = ["one_of"]

_Tree: TypeAlias = dict[str, "_Tree"]
_END = ""  # the key that says that a word ends here


def one_of(words: Iterable[str], sign: Callable[[str], str] = re.escape, between: str = "") -> str:
    """A pattern for any of the words, the longest that fits first; an alternative, not yet in brackets.

    ``sign`` gives the pattern of a character, ``between`` is the pattern of what may stand between two.

    >>> one_of(["牵头", "牵头单位", "负责"])
    '牵头(?:单位|)|负责'
    """
    tree: _Tree = {}
    for word in words:
        here = tree
        for character in word:
            here = here.setdefault(character, {})
        here[_END] = {}
    return _branches(tree, sign, between)


def _branches(tree: Mapping[str, _Tree], sign: Callable[[str], str], between: str) -> str:
    return "|".join(sign(character) + _rest(below, sign, between) for character, below in tree.items() if character)


def _rest(below: Mapping[str, _Tree], sign: Callable[[str], str], between: str) -> str:
    """What may follow a character: all longer words, and where one ends here, at last nothing."""
    if below.keys() == {_END}:
        return ""
    longer = _branches(below, sign, between)
    if _END in below:
        return f"(?:{between}(?:{longer})|)" if between and len(below) > 2 else f"(?:{between}{longer}|)"
    return f"{between}(?:{longer})" if len(below) > 1 else between + longer
