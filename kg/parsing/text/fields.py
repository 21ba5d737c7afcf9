"""Projects printed as labelled fields, one below the other (项目名称：, 建设内容：, 责任单位：): name and content are the text."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.knowledge.words import any_word
from kg.model.values import value

__all__ = ["Fields", "begins_with_name", "fields_of"]

_NUMBER = r"(?:(?P<number>\d{1,3})[ \u3000]*[、.．]?[ \u3000\n]*)?"
_NAME = re.compile(rf"[ \u3000]*{_NUMBER}(?P<label>(?:{any_word('labels', 'field_names')})[ \u3000]*[：:])")
_CONTENT = re.compile(rf"(?<=\n)[ \u3000]*(?P<label>(?:{any_word('labels', 'field_contents')})[ \u3000]*[：:])")
_LINE = re.compile(r"\n")


@value
class Fields:
    """Where the fields of a project begin, its number if one stands before them, the labels, and what stands behind each."""

    start: int
    number: tuple[int, int] | None
    labels: tuple[tuple[int, int], ...]
    contents: tuple[tuple[int, int], ...]


def begins_with_name(line: str) -> bool:
    """Whether the line begins with the label of a project's name."""
    return _NAME.match(line) is not None


def fields_of(text: str, start: int, end: int) -> Fields | None:
    """The fields of the last project that begins between the two places, at the first or on a line of its own."""
    last = None
    for at in (start, *(match.end() for match in _LINE.finditer(text, start, end))):
        last = _NAME.match(text, at, end) or last
    if last is None:
        return None
    labels = [last.span("label"), *(match.span("label") for match in _CONTENT.finditer(text, last.end(), end))]
    bounds = [*labels, (end, end)]
    contents = tuple((here[1], following[0]) for here, following in pairwise(bounds))
    return Fields(last.start(), last.span("number") if last["number"] else None, tuple(labels), contents)
