"""Damage to what gives a list its order: numbers of items, headings of sections, titles of lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from fuzzing.damage.edits import Edit, Place, Stretch
from fuzzing.damage.notice import Notice


def number_lost(notice: Notice, dice: Random) -> Sequence[Place]:
    """An item's number is lost. Everything must be read as before, the number aside."""
    return [(Edit(*at),) for at in _numbers(notice)]


def number_doubled(notice: Notice, dice: Random) -> Sequence[Place]:
    """An item's number is printed twice. Everything must be read as before."""
    return [(Edit(end, end, (notice.text[start:end],)),) for start, end in _numbers(notice)]


def number_wrong(notice: Notice, dice: Random) -> Sequence[Place]:
    """An item bears another number, as OCR or a careless hand leaves it. Everything must be read as before, the number aside."""
    places = []
    for start, end in _numbers(notice):
        words = notice.text[start:end]
        digits = re.search(r"\d+", words)
        if digits:
            new = str(dice.choice([number for number in (1, 2, 7, 11, 37, 99) if str(number) != digits[0]]))
            places.append((Edit(start + digits.start(), start + digits.end(), (new,)),))
    return places


def heading_lost(notice: Notice, dice: Random) -> Sequence[Place]:
    """The heading of a section is lost. Its leaders are not expected, and those of the section above are wrong."""
    return [(Edit(*at),) for at in notice.headings]


def heading_joined(notice: Notice, dice: Random) -> Sequence[Place]:
    """The line end behind a section's heading is lost. Everything must be read as before."""
    places = []
    for _, end in notice.headings:
        found = re.compile(r"[ \u3000]*\n\s*").match(notice.text, end)
        if found and not (notice.text[end - 1].isdigit() and notice.text[found.end() : found.end() + 1].isdigit()):
            places.append((Edit(*found.span()),))
    return places


def title_lost(notice: Notice, dice: Random) -> Sequence[Place]:
    """The title of a list is lost. Everything must be read as before."""
    titles = {task.part_title for task in notice.parsed.tasks if task.part_title}
    lines = [
        line for line in notice.lines if "".join(notice.text[slice(*line)].split()).strip("#|") in {"".join(t.split()) for t in titles}
    ]
    if not lines:  # a page in one line
        found = [notice.text.rfind(title, 0, notice.tasks[0].at[0]) for title in titles]
        lines = [(at, at + len(title)) for at, title in zip(found, titles, strict=True) if at >= 0]
    return [(Edit(*line),) for line in lines]


def _numbers(notice: Notice) -> list[Stretch]:
    """Where the numbers of the tasks stand."""
    begins = {task.block[0] for task in notice.tasks}
    return [number for number in notice.spans("number") if number[0] in begins]
