"""How a Chinese name is typed on a Latin keyboard: its syllables, for the search on the pages."""

from __future__ import annotations

from functools import cache

__all__ = ["syllables"]


@cache
def syllables(name: str) -> str:
    """The name's syllables without tones, parted by blanks; what is no Chinese character stays as it is, in lower case.

    >>> syllables("发改局")
    'fa gai ju'
    """
    # Its dictionaries are large: they are read when a name is, not with the module.
    from pypinyin import lazy_pinyin

    return " ".join(part.strip().lower() for part in lazy_pinyin(name) if part.strip())
