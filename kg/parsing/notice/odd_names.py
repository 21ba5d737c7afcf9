"""Units that are none: what in a name cannot be, whatever clause it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.knowledge.words import any_word, compiled, words_and_patterns
from kg.model.records import Task, Unit
from kg.parsing.findings import Doubt
from kg.parsing.names.forms import looks_like_unit
from kg.parsing.notice.duties import OF_DIVISION

__all__ = ["doubts_of_units", "is_doubtful"]

_BARE_BODY: Final = re.compile(f"(?:{any_word('checks', 'bare_bodies')})")
_STATUS: Final = compiled(words_and_patterns("checks", "status"))
_TOLD: Final = compiled(words_and_patterns("checks", "told"))
_DUTIES: Final = any_word("checks", "duties")
_LABELS: Final = rf"(?:{any_word('checks', 'duties', 'label_begins')})(?:{any_word('checks', 'body_nouns')})"
_IN_NO_NAME: Final = re.compile(rf"{_DUTIES}|{_LABELS}|[▲★●*]")
_BARE_LABEL: Final = re.compile(_LABELS)
_BEGINS_NO_NAME: Final = re.compile(r"[A-Z?？□][\u4e00-\u9fff]|\d(?!\d*[个家])")
_PLACES: Final = ("镇", "街道")
_MOST_PLACES: Final = 2  # 某某镇和某某镇人民政府: three are names that run together
_LONGEST: Final = 40  # characters of a name; what is longer is a sentence


def doubts_of_units(tasks: Sequence[Task]) -> Iterator[Doubt]:
    """One doubt for each unit that is hardly the name of a body, and for tasks in a row that name it one together."""
    open_runs: dict[str, tuple[int, int]] = {}
    for task in tasks:
        runs: dict[str, tuple[int, int]] = {}
        for unit in task.units:
            if is_doubtful(unit):
                start, end = open_runs.get(unit.name, (unit.start, unit.end))
                runs[unit.name] = min(start, unit.start), max(end, unit.end)
        yield from (_doubt(name, reach) for name, reach in open_runs.items() if name not in runs)
        open_runs = runs
    yield from (_doubt(name, reach) for name, reach in open_runs.items())


def _doubt(name: str, reach: tuple[int, int]) -> Doubt:
    return Doubt.at("name-doubtful", *reach, name=name)


def is_doubtful(unit: Unit) -> bool:
    """Whether the name does not end like one, is a status, a figure, a label, several names, or a noun cut from its name (人民政府)."""
    name = unit.name
    if len(name) > _LONGEST or _BARE_BODY.fullmatch(name) or _BARE_LABEL.fullmatch(name) or _STATUS.fullmatch(name):
        return True
    if not unit.collective and (not looks_like_unit(name) or _TOLD.search(name) or _IN_NO_NAME.search(name)):
        return True
    return _is_several(name) or name.count("（") != name.count("）")


def _is_several(name: str) -> bool:
    """Whether the name is several, or two bodies of one level that nothing parts (市财政局市水利局)."""
    if _BEGINS_NO_NAME.match(name) or any(name.count(place) > _MOST_PLACES for place in _PLACES):
        return True
    if name.startswith("各") and "各" in name[1:]:
        return True
    borders = (at for at in range(3, len(name) - 2) if name[at] == name[0]) if OF_DIVISION.match(name) else ()
    return any(looks_like_unit(name[:at]) and looks_like_unit(name[at:]) for at in borders)
