"""A document's records with what people decided laid over them, and what became of each decision.

Every decision is found in the reading as the program made it, whatever the others do; then the last one about a thing holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.correcting.decisions import PLACE, Decision
from kg.correcting.finding import Place, concerns, place_of
from kg.correcting.laying import Laid, lay_over_document, lay_over_task
from kg.correcting.outcomes import Outcome
from kg.correcting.places import Text
from kg.correcting.settling import settled
from kg.model.errors import BadRecord
from kg.model.records import Parsed, Task
from kg.model.values import changed
from kg.model.wording import Told, told

__all__ = ["Corrected", "corrected", "in_force"]

_WHOLE: Final = "task"
_REPLACED: Final = told("a later correction of the same place holds")
_TAKEN_BACK: Final = told("it was taken back")


@dataclass(frozen=True, slots=True)
class Corrected:
    """A document as it is with its corrections, and what became of each that concerns it."""

    parsed: Parsed
    outcomes: tuple[Outcome, ...] = ()


@dataclass(slots=True)
class _Work:
    """One decision on its way: where it stands, which keys of the thing it decides, what became of it."""

    decision: Decision
    place: Place
    keys: tuple[str, ...]
    outcome: Outcome | None = None
    against: list[str] = field(default_factory=list)
    overruled: set[str] = field(default_factory=set)

    @property
    def left(self) -> tuple[str, ...]:
        """The keys that no later one decides."""
        return tuple(key for key in self.keys if key not in self.overruled)


def in_force(decisions: Iterable[Decision]) -> tuple[tuple[Decision, ...], tuple[Outcome, ...]]:
    """The decisions that nobody took back, and what is told of those that somebody did."""
    every = tuple(decisions)
    back = {decision.content: decision.id for decision in every if decision.action == "takes_back"}
    told_of = [Outcome(one, "replaced", _TAKEN_BACK) for one in every if one.id in back]
    known = {one.id for one in every}
    for one in every:
        if one.action == "takes_back":
            missing = one.content not in known
            reason = told("there is no correction {id}", id=one.content) if missing else ""
            told_of.append(Outcome(one, "lost" if missing else "applied", reason))
    return tuple(one for one in every if one.id not in back and one.action != "takes_back"), tuple(told_of)


def corrected(
    parsed: Parsed, text: str | Text, decisions: Sequence[Decision], known: dict[Decision, Place | Told] | None = None
) -> Corrected:
    """The document with the decisions that concern it; ``text`` is its text as read. Decisions about names have no part in it.

    ``known`` keeps where decisions stand in this document, for who asks again and again.
    """
    record = parsed.document
    mine = [one for one in decisions if not one.is_about_names and concerns(one, record)]
    if not mine:
        return Corrected(parsed)
    whole = text if isinstance(text, Text) else Text(text)
    works: list[_Work] = []
    outcomes: list[Outcome] = []
    for decision in mine:
        place = known.get(decision) if known is not None else None
        if place is None:
            place = place_of(decision, parsed, whole)
            if known is not None:
                known[decision] = place
        if isinstance(place, str):
            outcomes.append(Outcome(decision, "lost", place, record.file))
        else:
            works.append(_Work(decision, place, place.keys(decision)))
    _later_wins(works)
    made = _laid(parsed, whole, works)
    for work in works:
        assert work.outcome is not None
        outcomes.append(changed(work.outcome, file=record.file, against=tuple(work.against), **_where(work.place, whole.text)))
    return Corrected(made, tuple(sorted(outcomes, key=lambda outcome: (outcome.decision.line, outcome.decision.id))))


def _where(place: Place, text: str) -> dict[str, int]:
    return {"line": text.count("\n", 0, place.start) + 1, "start": place.start, "end": place.end}


def _later_wins(works: Sequence[_Work]) -> None:
    """Note for each decision what a later one decides otherwise, and for the later ones whom they contradict."""
    for number, work in enumerate(works):
        for earlier in works[:number]:
            if earlier.place.thing != work.place.thing:
                continue
            shared = {key for key in earlier.keys if _decides(work.keys, key)}
            one, other = earlier.decision, work.decision
            about_all = "confirm" in (one.action, other.action) and (PLACE,) not in (one.fields, other.fields)
            if (shared or about_all) and one.by != other.by and _differ(one, other):
                work.against.append(one.id)
            earlier.overruled |= shared


def _decides(keys: Sequence[str], earlier: str) -> bool:
    """Whether one that decides these keys decides what an earlier one did: each key, all of the task, or that it is a task."""
    return earlier in keys or _WHOLE in keys or (earlier == _WHOLE and "confirm" not in keys)


def _differ(one: Decision, other: Decision) -> bool:
    """Whether the two do not say the same. One who says that the reading is right says otherwise than one who changes it."""
    if one.action == other.action:
        return one.said != other.said
    return "confirm" not in (one.action, other.action) or one.content is True


def _laid(parsed: Parsed, text: Text, works: Sequence[_Work]) -> Parsed:
    document = parsed.document
    tasks: list[Task | None] = list(parsed.tasks)
    added: list[Task] = []
    for work in works:
        place, decision = work.place, work.decision
        if not work.left:
            work.outcome = Outcome(decision, "replaced", _REPLACED)
            continue
        try:
            if place.task is None and decision.action != "add":
                document, laid = lay_over_document(document, decision, work.left)
            else:
                task = tasks[place.task] if place.task is not None else None
                laid = lay_over_task(task, decision, work.left, place, parsed, text)
                if place.task is not None:
                    tasks[place.task] = laid.task
                added += laid.added
                if laid.dropped is not None:
                    document = changed(document, corrections=(*document.corrections, laid.dropped))
        except BadRecord as error:
            work.outcome = Outcome(decision, "refused", error.found)
            continue
        work.outcome = _told(decision, laid)
    every = sorted((task for task in (*tasks, *added) if task is not None), key=lambda task: task.start) if added else tasks
    made = changed(parsed, document=document, tasks=tuple(task for task in every if task is not None))
    return settled(made, parsed, text.text, [(w.place.start, w.place.end) for w in works if w.left and w.decision.fields == (PLACE,)])


def _told(decision: Decision, laid: Laid) -> Outcome:
    if laid.refused:
        return Outcome(decision, "refused", laid.refused)
    return Outcome(decision, "applied" if laid.changes else "unneeded")
