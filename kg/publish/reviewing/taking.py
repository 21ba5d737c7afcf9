"""From the body of a request to a decision: all of it is looked at before anything is taken."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from kg.correcting.desk import Desk, Opened
from kg.model.errors import BadRecord
from kg.model.wording import Told, told
from kg.publish.serving.protocol import Refused

__all__ = ["decided", "object_in", "opened_of", "taken_back", "words_of"]

_TAKEN: Final = ("set", "drop", "add", "confirm")
_KEYS: Final = frozenset({"key", "said", "at", "task", "by", "why"})
_OF_TASK: Final = frozenset({"start", "end", "number", "seen"})
_LONGEST: Final = {"by": 200, "why": 2_000}
_STALE: Final = told("this task was changed in another window, or is gone; it is shown as it reads now")


def object_in(body: bytes) -> dict[str, Any]:
    """The object that a body is. Raises Refused (400) for any other."""
    try:
        found = json.loads(body.decode("utf-8"), parse_float=Decimal, parse_constant=_no_number)
        # A half of a character is none, and could not be written.
        json.dumps(found, ensure_ascii=False, default=str).encode("utf-8")
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise Refused(400, told("the body is no JSON that could be taken")) from error
    if not isinstance(found, dict):
        raise Refused(400, told("the body is no object"))
    return found


def opened_of(desk: Desk, key: object) -> Opened:
    """The document that is asked for. Raises Refused (404) where there is none."""
    if isinstance(key, str):
        try:
            return desk.open(key)
        except KeyError:
            pass
    raise Refused(404, told("no document has this key"))


def decided(desk: Desk, asked: Mapping[str, Any]) -> tuple[str, Opened]:
    """Take the decision that a request brings: its id, and the document as it reads with it.

    Raises Refused: 400 for what is no decision, 404 for one of no document here, 409 for one of a task that reads otherwise by now than
    the window shows, 422 for one that contradicts the notice.
    """
    if unknown := sorted(set(asked) - _KEYS):
        raise Refused(400, told("{name} is no key of a decision", name=str(unknown[0])[:60]))
    opened = opened_of(desk, asked.get("key"))
    said = asked.get("said")
    if not isinstance(said, dict) or not set(said) <= {*_TAKEN, "fields"} or sum(name in said for name in _TAKEN) != 1:
        raise Refused(400, told("a decision is one of {actions}", actions=", ".join(_TAKEN)))
    made = f"c-{secrets.token_hex(6)}"
    try:
        found = desk.decide(
            opened.key,
            {"id": made, **said},
            at=_span(asked.get("at"), len(opened.source.text)),
            task=_task(asked.get("task"), opened),
            by=words_of(asked, "by"),
            why=words_of(asked, "why"),
        )
    except BadRecord as error:
        raise Refused(422, _reason(error)) from error
    return made, found


def taken_back(desk: Desk, asked: Mapping[str, Any]) -> Opened:
    """Undo a decision by its id. Raises Refused as :func:`decided` does."""
    of = asked.get("id")
    if not isinstance(of, str):
        raise Refused(400, told("there is no correction {id}", id=str(of)[:60]))
    try:
        return desk.take_back(opened_of(desk, asked.get("key")).key, of, by=words_of(asked, "by"))
    except BadRecord as error:
        raise Refused(422, _reason(error)) from error


def _reason(error: BadRecord) -> Told:
    if not error.remedy:
        return told("{found}.", found=error.found)
    return told("{found}. {remedy}", found=error.found, remedy=error.remedy)


def _span(found: object, length: int) -> tuple[int, int] | None:
    match found:
        case None:
            return None
        case [int(start), int(end)] if not isinstance(start, bool) and not isinstance(end, bool) and 0 <= start < end <= length:
            return start, end
        case _:
            raise Refused(400, told("the words are no place in the text"))


def _task(found: object, opened: Opened) -> int | None:
    """The task's index now. A window names it by where it stands, and says which decisions about it it has seen."""
    if found is None:
        return None
    if not isinstance(found, dict) or not set(found) <= _OF_TASK:
        raise Refused(400, told("the task is not named by its place"))
    for index, task in enumerate(opened.parsed.tasks):
        if (task.start, task.end, task.number) == (found.get("start"), found.get("end"), found.get("number")):
            if [one.id for one in task.corrections] == found.get("seen", []):
                return index
            break
    raise Refused(409, _STALE)


def words_of(asked: Mapping[str, Any], name: str) -> str | None:
    """Who, or why: in one line. Raises Refused (400) where that is no text, or too long."""
    found = asked.get(name)
    if found is None:
        return None
    if not isinstance(found, str) or len(found) > _LONGEST[name]:
        raise Refused(400, told("{name} is no text of at most {most} characters", name=name, most=_LONGEST[name]))
    return " ".join(found.split()) or None


def _no_number(name: str) -> object:
    raise ValueError(name)
