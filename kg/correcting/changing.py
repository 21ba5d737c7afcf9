"""What a decision says is right, as records: what it leaves out is taken from the reading, or from what is usual."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kg.correcting.places import Text, without_space
from kg.model.errors import BadRecord
from kg.model.jsonl import record_from_json, record_json
from kg.model.records import Leader, Result, Target, Task, Unit
from kg.model.values import changed
from kg.model.wording import told
from kg.parsing.names.forms import is_collective, printed_form
from kg.parsing.targets.read import read_targets

__all__ = ["Near", "alike", "leaders_of", "results_of", "retargeted", "shown", "targets_of", "text_of", "units_of", "with_text"]

_LEFT_OUT: Final = ("start", "end", "basis")
_OF_TARGET: Final[Mapping[str, Any]] = {
    "indicator": None, "change": "level", "comparator": "eq", "upper": None, "baseline": None, "unit": None,
    "commitment": "plain", "deadline": None,
}  # fmt: skip
_OF_RESULT: Final[Mapping[str, Any]] = dict.fromkeys(("indicator", "value", "unit", "target", "share", "status", "status_basis", "as_of"))
_REMEDY: Final = told("Quote the notice as it stands")


@dataclass(frozen=True, slots=True)
class Near:
    """Where a decision's words are looked for: first in the ``reach`` of its task, else nearest to the place ``at`` that it names."""

    text: Text
    reach: tuple[int, int]
    at: tuple[int, int]

    def span(self, words: str) -> tuple[int, int]:
        """Where the words stand; where they do not, the place itself."""
        return self.text.nearest(words, self.at[0], self.reach) or self.at

    def quoted(self, words: str, where: str) -> tuple[int, int]:
        """Where the words stand. Raises BadRecord where the notice does not have them."""
        found = self.text.nearest(words, self.at[0], self.reach)
        if found is None:
            raise BadRecord(where, told("“{words}” does not stand in the notice", words=words), _REMEDY)
        return found


def units_of(said: object, task: Task | None, near: Near, where: str) -> tuple[Unit, ...]:
    """The bodies that answer for a task, each of them because a person says so."""
    known = {unit.name: unit for unit in task.units} if task else {}
    made = []
    for given, at in _each(said, "units", where):
        words = _words(given, "name", at)
        name = printed_form(words) or words
        start, end = (known[name].start, known[name].end) if name in known else near.span(name)
        kept = known[name].collective if name in known else is_collective(name)
        entry = {"role": "support", "collective": kept, **given, "name": name, "basis": "corrected", "start": start, "end": end}
        made.append(record_from_json(Unit, entry, at))
    return tuple(made)


def leaders_of(said: object, task: Task | None, near: Near, where: str) -> tuple[Leader, ...]:
    """The leaders of a task; one who stays as he was is not touched, so that he stays the one of the heading."""
    made = []
    for given, at in _each(said, "leaders", where):
        named = [one for one in task.leaders if (one.name, one.title) == (given.get("name"), given.get("title", one.title))] if task else []
        start, end = (named[0].start, named[0].end) if named else near.span(str(given.get("name") or given.get("title") or ""))
        own = {"name": None, "title": named[0].title if named else None, "role": named[0].role if named else None}
        leader = record_from_json(Leader, {**own, **given, "basis": "corrected", "start": start, "end": end}, at)
        if not (leader.title or "").strip():
            _words(given, "name", at)
        same = [one for one in named if (one.title, one.role) == (leader.title, leader.role)]
        made.append(same[0] if same else leader)
    return tuple(made)


def targets_of(said: object, task: Task, near: Near, where: str) -> tuple[Target, ...]:
    """The numbers that a task commits to. Raises BadRecord where one is not quoted from the task's text."""
    text = Text(task.text)
    made = []
    for given, at in _each(said, "targets", where):
        quote = _words(given, "quote", at)
        inside = text.all_of(quote)
        if not inside:
            raise BadRecord(at, told("“{words}” does not stand in the task's text", words=quote), _REMEDY)
        quote = task.text[slice(*inside[0])]
        known = _known(quote, task.targets, _OF_TARGET)
        start, end = near.quoted(quote, at)
        made.append(record_from_json(Target, {**known, **given, "quote": quote, "start": start, "end": end}, at))
    return tuple(made)


def results_of(said: object, task: Task, near: Near, where: str) -> tuple[Result, ...]:
    """What the document says was reached. Raises BadRecord where one is not quoted from the notice, or is of a target that is none."""
    made = []
    for given, at in _each(said, "results", where):
        quote = _words(given, "quote", at)
        start, end = near.quoted(quote, at)
        known = _known(quote, task.results, _OF_RESULT)
        entry = {**known, **given, "start": start, "end": end}
        if entry.get("status") is None:
            entry["status_basis"] = None
        elif entry.get("status_basis") is None:
            entry["status_basis"] = "printed"
        result = record_from_json(Result, entry, at)
        if result.target is not None and result.target >= len(task.targets):
            found = told("target is {found}, and the task has {count}", found=result.target, count=len(task.targets))
            raise BadRecord(at, found, "Count the targets from 0")
        made.append(result)
    return tuple(made)


def _words(given: Mapping[str, Any], key: str, where: str) -> str:
    """What stands under the key. Raises BadRecord where that is no text, or one of blanks."""
    words = given.get(key)
    if not isinstance(words, str) or not words.strip():
        found = json.dumps(words, ensure_ascii=False, default=str)
        raise BadRecord(where, told("{path} is {found}, expected {expected}", path=key, found=found, expected=told("a text")), "")
    return words


def _known(quote: str, of: Sequence[Target | Result], otherwise: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is known of the number that is quoted: the one of that quotation, else one whose quotation holds it or lies in it."""
    plain = without_space(quote)
    same = [one for one in of if without_space(one.quote) == plain]
    near = [one for one in of if plain and (plain in without_space(one.quote) or without_space(one.quote) in plain)]
    return record_json((same or near)[0]) if same or len(near) == 1 else otherwise


def text_of(said: object, near: Near, where: str) -> tuple[str, int, int]:
    """A task's text, and where it stands. Raises BadRecord where the notice does not have it."""
    if not isinstance(said, str) or not said.strip():
        raise BadRecord(where, told("text is {found}, expected a text", found=said), _REMEDY)
    return said, *near.quoted(said, where)


def with_text(task: Task, text: str, start: int, end: int) -> Task:
    """The task with another text, whose targets are read again; what was reached stays with the target of the same words.

    White space of the document, which the text has not, is shared out evenly over it.
    """
    size, whole = max(1, len(text)), end - start

    def placed(target: Target) -> Target:
        return changed(target, start=start + target.start * whole // size, end=start - (-target.end * whole // size))

    targets = tuple(placed(target) for target in read_targets(text).targets)
    return retargeted(changed(task, text=text, start=start, end=end), targets)


def retargeted(task: Task, targets: Sequence[Target]) -> Task:
    """The task with other targets: each result stays with the target that has the same quotation."""

    def of(result: Result) -> int | None:
        if result.target is None:
            return None
        quote = task.targets[result.target].quote
        return next((at for at, target in enumerate(targets) if target.quote == quote), None)

    results = tuple(changed(result, target=of(result)) for result in task.results)
    return changed(task, targets=tuple(targets), results=results)


def alike(one: object, other: object) -> bool:
    """Whether two values say the same: where they stand and on what ground is left out, and of texts white space and width."""
    return _canonical(one) == _canonical(other)


def shown(found: object) -> Any:
    """A value as JSON, without where it stands."""
    if isinstance(found, tuple):
        return [shown(one) for one in found]
    if isinstance(found, (Unit, Leader, Target, Result)):
        return {key: one for key, one in record_json(found).items() if key not in ("start", "end") and one is not None}
    return found


def _canonical(found: object) -> object:
    if isinstance(found, str):
        return without_space(found)
    if isinstance(found, (list, tuple)):
        return [_canonical(one) for one in found]
    if isinstance(found, (Unit, Leader, Target, Result)):
        return _canonical({key: one for key, one in record_json(found).items() if key not in _LEFT_OUT})
    if isinstance(found, Mapping):
        return sorted((key, repr(_canonical(one))) for key, one in found.items())
    return found


def _each(said: object, key: str, where: str) -> Iterator[tuple[dict[str, Any], str]]:
    if not isinstance(said, list):
        raise BadRecord(where, told("{key} is no array", key=key), "Give all of them, as they should be")
    for number, one in enumerate(said):
        at = f"{where}: {key}[{number}]"
        if not isinstance(one, Mapping):
            raise BadRecord(at, told("this is no object"), "Give all of them, as they should be")
        yield dict(one), at
