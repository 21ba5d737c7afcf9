"""The two ways to write Chinese: traditional characters to the simplified ones that the project is written in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

__all__ = ["simplified"]


@cache
def _forms() -> Mapping[int, int]:
    pairs = tomllib.loads(Path(__file__).with_name("traditional.toml").read_text(encoding="utf-8"))["pairs"]
    return MappingProxyType({ord(t): ord(s) for line in pairs for t, s in zip(*line, strict=True)})


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, sorted(_forms())))}]")


def simplified(text: str) -> str:
    """The text with each frequent traditional character in its simplified form; the length stays the same.

    >>> simplified("老舊小區")
    '老旧小区'
    """
    # Most texts hold none of them, and a look for one is quicker than a translation that changes nothing.
    return text.translate(_forms()) if _traditional().search(text) else text
