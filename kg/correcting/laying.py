"""One decision laid over one record."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from kg.correcting.changing import Near, alike, leaders_of, results_of, retargeted, shown, targets_of, text_of, units_of, with_text
from kg.correcting.decisions import TASK_KEYS, Decision
from kg.correcting.finding import Place
from kg.correcting.places import Text
from kg.model.errors import BadRecord
from kg.model.jsonl import number_json, record_from_json, record_json
from kg.model.records import Amendment, DocumentRecord, Parsed, Task
from kg.model.values import changed
from kg.model.wording import told

__all__ = ["Laid", "lay_over_document", "lay_over_task"]


_OF_NO_TASK: Final = told("it sets {keys}, which a document has and a task has not")


@dataclass(frozen=True, slots=True)
class Laid:
    """What a decision comes to: the task, None where it is dropped; tasks that are new; whether the reading is another with it.

    ``dropped`` is what the document is told of a task that is gone.
    """

    task: Task | None
    changes: bool
    added: tuple[Task, ...] = ()
    dropped: Amendment | None = None
    refused: str = ""


def lay_over_document(record: DocumentRecord, decision: Decision, keys: tuple[str, ...]) -> tuple[DocumentRecord, Laid]:
    """The document's record with what the decision says of it. Raises BadRecord for a value that a record does not take."""
    if decision.action == "confirm":
        amendment = _amendment(decision, wrong=not decision.content)
        return changed(record, corrections=(*record.corrections, amendment)), Laid(None, True)
    if decision.action == "drop":
        raise BadRecord(decision.id, told("its words stand in no task"), "")
    said = decision.content
    alone = sorted(set(keys) - set(_document_keys(record)))
    if alone:
        raise BadRecord(decision.id, told("it sets {keys} of a task, and its words stand in none", keys=", ".join(alone)), "")
    wanted = {key: said[key] for key in keys}
    before = _document_keys(record)
    different = {key: found for key, found in wanted.items() if not alike(found, before[key])}
    if not different:
        return record, Laid(None, False)
    made = record_from_json(DocumentRecord, record_json(record) | different, decision.id)
    if "issued" in different and not _is_day(made.issued):
        expected = told("a day as 2024-01-31")
        raise BadRecord(
            decision.id, told("{path} is {found}, expected {expected}", path="issued", found=made.issued, expected=expected), ""
        )
    if "region_code" in different or "region" in different:
        made = changed(made, region_stated=True)
    amendment = _amendment(decision, tuple(different), {key: before[key] for key in different})
    # What has no key is as it was.
    made = changed(made, problems=record.problems, family_reason=record.family_reason, corrections=(*record.corrections, amendment))
    return made, Laid(None, True)


def _is_day(printed: str | None) -> bool:
    try:
        return printed is None or date.fromisoformat(printed).isoformat() == printed
    except ValueError:
        return False


def _document_keys(record: DocumentRecord) -> dict[str, Any]:
    found = record_json(record)
    return {key: found[key] for key in ("number", "title", "issued", "publisher", "region", "region_code", "year", "kind")}


def lay_over_task(task: Task | None, decision: Decision, keys: tuple[str, ...], place: Place, parsed: Parsed, text: Text) -> Laid:
    """The task with what the decision says of it; ``task`` is None where an earlier decision dropped it, or there is none.

    Raises BadRecord where it contradicts the notice, or says what a record does not take.
    """
    near = Near(text, place.reach, (place.start, place.end))
    if decision.action == "add":
        return _added(task, decision, near, place, parsed)
    if task is None:
        raise BadRecord(decision.id, told("its task was dropped by another correction"), "")
    match decision.action:
        case "confirm":
            amendment = _amendment(decision, wrong=not decision.content)
            return Laid(changed(task, corrections=(*task.corrections, amendment)), True)
        case "drop":
            return _dropped(task, decision, place)
        case _:
            return _set(task, decision, keys, near)


def _set(task: Task, decision: Decision, keys: tuple[str, ...], near: Near) -> Laid:
    said, made = decision.content, task
    foreign = sorted(set(keys) - TASK_KEYS)
    if foreign:
        raise BadRecord(decision.id, told(_OF_NO_TASK.template, keys=", ".join(foreign)), "")
    printed: dict[str, Any] = {}
    # The text first: targets are quoted from it.
    for key in sorted(keys, key=lambda key: (key != "text", key)):
        before = made
        made = _with(made, key, said[key], near, decision.id)
        old, new = getattr(before, key), getattr(made, key)
        if alike(old, new) and not (key == "units" and any(unit.basis == "inferred" for unit in task.units)):
            made = before
        else:
            printed[key] = shown(getattr(task, key))
    if not printed:
        return Laid(task, False)
    amendment = _amendment(decision, tuple(sorted(printed)), printed)
    return Laid(changed(made, corrections=(*task.corrections, amendment)), True)


def _with(task: Task, key: str, said: Any, near: Near, where: str) -> Task:
    match key:
        case "units":
            return changed(task, units=units_of(said, task, near, where))
        case "leaders":
            return changed(task, leaders=leaders_of(said, task, near, where))
        case "targets":
            return retargeted(task, targets_of(said, task, near, where))
        case "results":
            return changed(task, results=results_of(said, task, near, where))
        case "text":
            return with_text(task, *text_of(said, near, where))
        case _:
            if said is not None and not isinstance(said, str):
                raise BadRecord(where, told("{path} is {found}, expected {expected}", path=key, found=said, expected=told("a text")), "")
            return changed(task, **{key: said})


def _dropped(task: Task, decision: Decision, place: Place) -> Laid:
    what = decision.content
    if what == "task":
        amendment = _amendment(decision, ("task",), {"number": task.number, "text": task.text, "units": shown(task.units)})
        return Laid(None, True, dropped=amendment)
    held = task.targets if what == "target" else task.results
    gone = [one for one in held if one.start < place.end and place.start < one.end]
    if not gone:
        return Laid(task, False)
    if len(gone) > 1:
        inside = [one for one in gone if alike(one.quote, decision.at.exact if decision.at else "")]
        if len(inside) != 1:
            raise BadRecord(decision.id, told("{count} of them stand at its words, and it does not say which", count=len(gone)), "")
        gone = inside
    left = tuple(one for one in held if one is not gone[0])
    key = f"{what}s"
    amendment = _amendment(decision, (key,), {key: [shown(gone[0])]})
    made = retargeted(task, left) if what == "target" else changed(task, results=left)  # type: ignore[arg-type]
    return Laid(changed(made, corrections=(*task.corrections, amendment)), True)


def _added(task: Task | None, decision: Decision, near: Near, place: Place, parsed: Parsed) -> Laid:
    ((kind, said),) = decision.content.items()
    if kind == "task":
        return _new_task(task, decision, said, near, place, parsed)
    if task is None:
        raise BadRecord(decision.id, told("its words stand in no task"), "")
    key = f"{kind}s"
    held = getattr(task, key)
    entry = dict(said) if isinstance(said, dict) else said
    if kind in ("target", "result") and isinstance(entry, dict) and "quote" not in entry and decision.at is not None:
        entry["quote"] = decision.at.exact
    one = _with(changed(task, units=(), leaders=()) if kind in ("unit", "leader") else task, key, [entry], near, decision.id)
    (new,) = getattr(one, key)
    if any(alike(new, old) for old in held):
        return Laid(task, False)
    made = changed(task, **{key: (*held, new)}) if key != "targets" else retargeted(task, sorted((*held, new), key=lambda t: t.start))
    amendment = _amendment(decision, (key,), {key: shown(held)})
    return Laid(changed(made, corrections=(*task.corrections, amendment)), True)


def _new_task(task: Task | None, decision: Decision, said: Any, near: Near, place: Place, parsed: Parsed) -> Laid:
    """A task that was not read; what is not said of where it belongs, it has of the task before it."""
    assert decision.at is not None
    given = dict(said) if isinstance(said, dict) else {}
    words = given.pop("text", None) or "".join(decision.at.exact.split())
    text, start, end = text_of(words, near, decision.id)
    if any(alike(other.text, text) for other in parsed.tasks):
        return Laid(task, False)
    above = task if task is not None else (parsed.tasks[0] if parsed.tasks else None)
    if above is None:
        raise BadRecord(decision.id, told("the document has no list that the task could belong to"), "")
    leaders = tuple(leader for leader in above.leaders if leader.end <= above.start)
    bare = changed(
        above, number=None, parent=None, deadline=None, heading=None, leaders=leaders, units=(), targets=(), results=(),
        numbers=(), details=(), doubts=(), corrections=(), start=start, end=end,
    )  # fmt: skip
    made = with_text(bare, text, start, end)
    own = {key: one for key, one in given.items() if key in TASK_KEYS}
    if unknown := sorted(set(given) - set(own)):
        raise BadRecord(decision.id, told("{name} is no key of a correction", name=", ".join(unknown)), "")
    for key in sorted(own):
        made = _with(made, key, own[key], near, decision.id)
    amendment = _amendment(decision, ("task",))
    return Laid(task, True, (changed(made, corrections=(amendment,)),))


def _amendment(decision: Decision, keys: tuple[str, ...] = (), printed: object = None, *, wrong: bool = False) -> Amendment:
    said = None if printed is None else json.dumps(printed, ensure_ascii=False, sort_keys=True, default=number_json)
    return Amendment(decision.id, decision.when, decision.by, decision.why, keys or tuple(sorted(decision.fields)), said, wrong)
