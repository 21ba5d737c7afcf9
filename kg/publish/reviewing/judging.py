"""The sample of ``kg audit``, judged on the page: each task field by field, as its workbook would have it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from kg.correcting.applying import in_force
from kg.correcting.decisions import FIELDS, Decision, decision_of
from kg.correcting.desk import Desk, Opened
from kg.correcting.estimating import answers
from kg.model.errors import BadRecord
from kg.model.values import value
from kg.model.wording import told
from kg.publish.serving.protocol import Refused

__all__ = ["Asked", "asked_of", "judge", "left_of"]


@value
class Asked:
    """One task of the sample: the key of its document here, where it begins, a judgement of it that lacks only what is judged."""

    key: str
    start: int
    carried: Decision


def asked_of(questions: Sequence[Mapping[str, Any]], desk: Desk, where: str) -> list[Asked]:
    """The questions about documents that are here. Raises BadRecord, which begins with ``where``, for one that is none."""
    here = {opened.key for opened in desk.documents()}
    found = []
    for number, carried in enumerate(questions, 1):
        made = decision_of({**carried, "confirm": True}, f"{where}: {number}")
        if made.audit is None or made.at is None or made.at.start is None:
            raise BadRecord(f"{where}: {number}", told("it is no question of a sample"), "")
        if made.document.sha256 in here:
            found.append(Asked(str(made.document.sha256), made.at.start, made))
    return found


def left_of(asked: Sequence[Asked], desk: Desk) -> list[int]:
    """The numbers (from 0) of those of which not every field is judged yet."""
    known = {key for of_sample in answers(in_force(desk.decisions)[0]).values() for key in of_sample}
    return [n for n, one in enumerate(asked) if any((_place(one.carried), field) not in known for field in FIELDS)]


def judge(asked: Sequence[Asked], desk: Desk, said: Mapping[str, Any], by: str | None, why: str | None) -> Opened:
    """Write what is right and what is wrong of a task, both or neither. Raises Refused (400) for what is no judgement."""
    number, wrong = said.get("number"), said.get("wrong")
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < len(asked):
        raise Refused(400, told("the sample has no such task"))
    if not isinstance(wrong, list) or not all(isinstance(field, str) and field in FIELDS for field in wrong):
        raise Refused(400, told("say which are wrong of {fields}", fields=", ".join(FIELDS)))
    one = asked[number]
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    verdicts = {True: [field for field in FIELDS if field not in wrong], False: [field for field in FIELDS if field in wrong]}
    lines = [
        {**one.carried.json(), "id": f"c-{secrets.token_hex(6)}", "when": when, "by": by, "why": why, "fields": fields, "confirm": verdict}
        for verdict, fields in verdicts.items()
        if fields
    ]
    desk.ledger.append([decision_of({key: found for key, found in line.items() if found is not None}, "decision") for line in lines])
    return desk.open(one.key)


def _place(one: Decision) -> str:
    return repr((one.document, one.at, one.task))
