"""What a reader of web pages has to know about HTML and about the pages of government sites: ``html.toml``, ready for
use.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["HtmlWords", "html_words"]


@dataclass(frozen=True, slots=True)
class HtmlWords:
    """The names of elements by what they do, and the patterns that tell furniture from document."""

    blocks: frozenset[str]
    silent: frozenset[str]
    not_nesting: frozenset[str]
    furniture_tags: frozenset[str]
    furniture_names: re.Pattern[str]
    furniture_always: re.Pattern[str]
    furniture_lines: re.Pattern[str]
    about: re.Pattern[str]
    title: re.Pattern[str]
    attachment: re.Pattern[str]


@cache
def html_words() -> HtmlWords:
    """The words of ``html.toml``."""
    data = tomllib.loads((Path(__file__).parent / "html.toml").read_text(encoding="utf-8"))
    furniture, document = data["furniture"], data["document"]
    names = "|".join(furniture["names"].split())
    return HtmlWords(
        blocks=frozenset(data["blocks"].split()),
        silent=frozenset(data["silent"].split()),
        not_nesting=frozenset(data["not_nesting"].split()),
        furniture_tags=frozenset(furniture["tags"].split()),
        furniture_names=re.compile(rf"(?:^|[\s_-])(?:{names})(?:[\s_\d-]|$)", re.IGNORECASE),
        furniture_always=re.compile("|".join(furniture["always"]), re.IGNORECASE),
        furniture_lines=re.compile("|".join(furniture["lines"]), re.IGNORECASE),
        about=re.compile("|".join(document["about"])),
        title=re.compile(document["title"]),
        attachment=re.compile(document["attachment"]),
    )
