"""The two ways to write Chinese: traditional characters to the simplified ones that the project is written in."""

from __future__ import annotations

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


def simplified(text: str) -> str:
    """The text with each frequent traditional character in its simplified form; the length stays the same.

    >>> simplified("老舊小區")
    '老旧小区'
    """
    return text.translate(_forms())
