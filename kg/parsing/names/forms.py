"""What a name is like: its printed form, whether it names one body or a set, whether it could be one at all."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.knowledge.words import compiled, words
from kg.parsing.words import alternatives

__all__ = ["ENDING", "MARKS", "SPACE", "bare_name", "is_collective", "looks_like_unit", "printed_form"]

_BODIES = words("bodies")
_PATTERNS = words("patterns/bodies")
MARKS = "".join(words("signs")["lead_marks"])
SPACE = " \u3000\t\n\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
ENDING = re.compile("(?:" + alternatives(_BODIES["endings"]) + r")(?:（[^）]*）|〈[^〉]*〉)*$")
_SET_END = re.compile("(?:" + alternatives([*_BODIES["endings"], *_BODIES["set_endings"]]) + r")(?:（[^）]*）|〈[^〉]*〉)*等?$")
_NO_NAME = compiled("|".join(_PATTERNS["no_names"]))
_NOT_NAME = re.compile(rf"[{SPACE}*{re.escape(MARKS)}]+")
_COLLECTIVE = compiled("|".join([*_PATTERNS["sets"], *(f"{re.escape(word)}$" for word in _BODIES["set_tails"])]))
_COLLECTIVE_WHOLE = frozenset(_BODIES["set_names"])
_BRACKETED = re.compile(r"（[^）]*）|〈[^〉]*〉")
# Characters; the longest names, of leading groups and their offices, have some thirty.
_SHORTEST, _LONGEST = 2, 40
_HALF_TO_FULL = str.maketrans("()[]〔〕", "（）（）（）")


@lru_cache(maxsize=8192)
def printed_form(text: str) -> str:
    """A name as records carry it: no lead mark, no inner white space, both kinds of parentheses written （ ）."""
    return _NOT_NAME.sub("", text).translate(_HALF_TO_FULL)


def bare_name(name: str) -> str:
    """The name without what stands in brackets."""
    return _BRACKETED.sub("", name)


@lru_cache(maxsize=8192)
def is_collective(name: str) -> bool:
    """Whether the phrase names a set of bodies and no single one (各镇街, 相关职能部门和单位)."""
    if name in _COLLECTIVE_WHOLE:
        return True
    return bool(_COLLECTIVE.search(bare_name(name))) or bare_name(name) in _COLLECTIVE_WHOLE


@lru_cache(maxsize=8192)
def looks_like_unit(name: str) -> bool:
    """Whether the phrase could be the name of a body, by its ending and length."""
    if not _SHORTEST <= len(name) <= _LONGEST or _NO_NAME.search(name):
        return False
    return bool(ENDING.search(name)) or name in _COLLECTIVE_WHOLE or (is_collective(name) and bool(_SET_END.search(name)))
