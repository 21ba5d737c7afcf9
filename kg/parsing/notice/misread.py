"""Labels that lost a character or had one taken for another, and names without a label, where they stand in a task's text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from kg.knowledge.words import words
from kg.parsing.names.person_pieces import is_person_name

__all__ = ["misread_labels", "names_at_the_end"]

_COLON: Final = re.compile(r"[：:]")
_NAME_BEHIND: Final = re.compile(r"(?:[。；;]|[ \u3000])[ \u3000]*(?P<name>[\u4e00-\u9fff]{1,2}[ \u3000]?[\u4e00-\u9fff]{1,2})[ \u3000]*\Z")
_LONGEST_BEHIND: Final = 10  # characters of a name with the signs about it
_LABELS: Final = frozenset(words("checks")["labels"])
_SIZE: Final = 4  # characters of such a label


def misread_labels(text: str) -> Iterator[tuple[int, int]]:
    """What is a label, or one but for a character (奉头领导：, 任单位：), before a colon."""
    for colon in _COLON.finditer(text):
        end = colon.start()
        for start in (end - _SIZE, end - _SIZE + 1):
            if start >= 0 and _is_near(text[start:end]) and (end - start == _SIZE or not _is_han(text[start - 1 : start])):
                yield start, colon.end()
                break


def _is_han(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"


@lru_cache(maxsize=2048)
def _is_near(word: str) -> bool:
    if len(word) == _SIZE:
        return any(sum(a != b for a, b in zip(word, label, strict=True)) <= 1 for label in _LABELS)
    return any(word == label[:at] + label[at + 1 :] for label in _LABELS for at in range(_SIZE))


def names_at_the_end(text: str) -> Iterator[tuple[int, int]]:
    """A person's name behind the last sentence."""
    found = _NAME_BEHIND.search(text, max(0, len(text) - _LONGEST_BEHIND))
    if found and is_person_name("".join(found["name"].split())):
        yield found.span("name")
