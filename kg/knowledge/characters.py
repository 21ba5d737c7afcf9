"""Traditional characters in the names of divisions and offices, and the simplified ones that ``ontology/`` writes them with."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

__all__ = ["simplified"]


@cache
def _simplified_by_traditional() -> Mapping[int, str]:
    data = tomllib.loads((Path(__file__).parent / "characters.toml").read_text(encoding="utf-8"))
    return MappingProxyType({ord(old): new for new, forms in data["traditional"].items() for old in forms})


def simplified(text: str) -> str:
    """The text with the characters of such names simplified, character by character: its length stays (洋縣 → 洋县).

    >>> simplified("教體局")
    '教体局'
    """
    return text if text.isascii() else text.translate(_simplified_by_traditional())
