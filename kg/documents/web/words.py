"""What a reader of web pages has to know about HTML and about the pages of government sites: ``html.txt`` and
``pages.txt`` of the word files, with the patterns, ready for use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.knowledge.words import any_word, compiled, words, words_and_patterns

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
    """The words of ``html.txt`` and ``pages.txt``."""
    found = words("html")
    patterns = words("patterns/pages")
    return HtmlWords(
        blocks=frozenset(found["blocks"]),
        silent=frozenset(found["silent"]),
        not_nesting=frozenset(found["not_nesting"]),
        furniture_tags=frozenset(found["furniture_tags"]),
        furniture_names=compiled(rf"(?:^|[\s_-])(?:{any_word('html', 'furniture_names')})(?:[\s_\d-]|$)", re.IGNORECASE),
        furniture_always=compiled(words_and_patterns("pages", "site_always"), re.IGNORECASE),
        furniture_lines=compiled(words_and_patterns("pages", "site_lines"), re.IGNORECASE),
        about=compiled(words_and_patterns("pages", "about")),
        title=compiled("|".join(patterns["document_title"])),
        attachment=compiled("|".join(patterns["attachment"])),
    )
