"""Units that are none: what in a name cannot be, whatever clause it came from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Final

from kg.knowledge.offices import known_names
from kg.knowledge.words import any_word, compiled, words, words_and_patterns
from kg.model.records import Task, Unit
from kg.parsing.findings import Doubt
from kg.parsing.names.forms import bare_name, looks_like_unit
from kg.parsing.notice.duties import OF_DIVISION

__all__ = ["STATUS", "doubts_of_units", "is_doubtful"]

_BARE_BODY: Final = re.compile(f"(?:{any_word('checks', 'bare_bodies')})")
STATUS: Final = compiled(words_and_patterns("checks", "status"))
"""What says how far a thing has come: the whole of a name, or of a task, that is none."""
_TOLD: Final = compiled(words_and_patterns("checks", "told"))
_DUTIES: Final = any_word("checks", "duties")
_LABELS: Final = rf"(?:{any_word('checks', 'duties', 'label_begins')})(?:{any_word('checks', 'body_nouns')})"
_IN_NO_NAME: Final = re.compile(rf"{_DUTIES}|{_LABELS}|[▲★●*]")
_BARE_LABEL: Final = re.compile(_LABELS)
_BEGINS_NO_NAME: Final = re.compile(r"[A-Z?？□][\u4e00-\u9fff]|\d(?!\d*[个家])")
_PLACES: Final = ("镇", "街道")
_MOST_PLACES: Final = 2  # 某某镇和某某镇人民政府: three are names that run together
_OF_PLACES: Final = frozenset(words("checks")["bodies_of_places"])
_SHORTEST_JOINED: Final = 6  # characters of two names with nothing between them
_JOINED_SETS: Final = compiled("|".join(words("patterns/checks")["joined_sets"]))
_END_WITHIN: Final = re.compile(rf"(?:{any_word('checks', 'body_ends')})(?!{any_word('checks', 'parts_of_bodies')})")
_ENDS_BODY: Final = re.compile(rf"(?:{any_word('checks', 'body_ends')})\Z")
_LONGEST: Final = 40  # characters of a name; what is longer is a sentence


def doubts_of_units(tasks: Sequence[Task], people: Collection[str]) -> Iterator[Doubt]:
    """One doubt for each unit that is hardly the name of a body, and for tasks in a row that name it one together.

    ``tasks`` and ``people`` are those of the whole document.
    """
    printed = {unit.name for task in tasks for unit in task.units}
    odd = {name for name in printed if name[:2] in people or name[:3] in people or _is_joined(name, printed)}
    open_runs: dict[str, tuple[int, int]] = {}
    for task in tasks:
        runs: dict[str, tuple[int, int]] = {}
        for before, unit in zip((None, *task.units), task.units, strict=False):
            if (unit.name in odd or is_doubtful(unit)) and not (before and _goes_on(before, unit)):
                start, end = open_runs.get(unit.name, (unit.start, unit.end))
                runs[unit.name] = min(start, unit.start), max(end, unit.end)
        yield from (_doubt(name, reach) for name, reach in open_runs.items() if name not in runs)
        open_runs = runs
    yield from (_doubt(name, reach) for name, reach in open_runs.items())


def _goes_on(before: Unit, unit: Unit) -> bool:
    """Whether a set that 各 opened goes on with the kind of place whose body is named: 各区政府、开发区管委会."""
    return before.collective and before.name.startswith("各") and unit.name in _OF_PLACES


def _doubt(name: str, reach: tuple[int, int]) -> Doubt:
    return Doubt.at("name-doubtful", *reach, name=name)


def is_doubtful(unit: Unit) -> bool:
    """Whether the name does not end like one, is a status, a figure, a label, several names, or a noun cut from its name (人民政府)."""
    return _is_doubtful(unit.name, collective=unit.collective)


@lru_cache(maxsize=8192)
def _is_doubtful(name: str, *, collective: bool) -> bool:
    if len(name) > _LONGEST or _BARE_BODY.fullmatch(name) or _BARE_LABEL.fullmatch(name) or STATUS.fullmatch(name):
        return True
    if not collective and (not looks_like_unit(name) or _TOLD.search(name) or _IN_NO_NAME.search(name)):
        return True
    return _is_several(name) or name.count("（") != name.count("）")


def _is_joined(name: str, printed: Collection[str]) -> bool:
    """Whether the name is two bodies with nothing between them, of which the document names one by itself (县民政局武原街道)."""
    bare = bare_name(name)
    if len(bare) < _SHORTEST_JOINED or bare in known_names():
        return False
    if _JOINED_SETS.search(bare):
        return True
    for end in _END_WITHIN.finditer(bare, 2, len(bare) - 2):
        one, other = bare[: end.end()], bare[end.end() :]
        second = one in printed and (_ENDS_BODY.search(other) or OF_DIVISION.match(other)) and other[1:] != "政府"
        if (second and looks_like_unit(other)) or (len(other) > 2 and other in printed and looks_like_unit(one)):
            return True
    return False


def _is_several(name: str) -> bool:
    """Whether the name is several, or two bodies of one level that nothing parts (市财政局市水利局)."""
    if _BEGINS_NO_NAME.match(name) or any(name.count(place) > _MOST_PLACES for place in _PLACES):
        return True
    if name.startswith("各") and "各" in name[1:]:
        return True
    borders = (at for at in range(3, len(name) - 2) if name[at] == name[0]) if OF_DIVISION.match(name) else ()
    return any(looks_like_unit(name[:at]) and looks_like_unit(name[at:]) for at in borders)
