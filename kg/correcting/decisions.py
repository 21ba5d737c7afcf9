"""One decision of a person about one place of a document, and the line of JSON that it stands on (``corrections.jsonl``)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, Literal, get_args

from kg.model.errors import BadRecord
from kg.model.jsonl import record_from_json, record_json
from kg.model.values import value
from kg.model.wording import either, told

__all__ = [
    "DOCUMENT_KEYS",
    "FIELDS",
    "PLACE",
    "TASK_KEYS",
    "Action",
    "Decision",
    "Judged",
    "OfDocument",
    "OfTask",
    "Selector",
    "decision_of",
]

Action = Literal["set", "drop", "add", "confirm", "same_body", "other_body", "takes_back"]
ACTIONS: Final[tuple[Action, ...]] = get_args(Action)

TASK_KEYS: Final = frozenset(
    {"units", "leaders", "targets", "results", "text", "number", "deadline", "horizon", "parent", "heading", "section", "section_title"}
    | {"subsection", "subsection_title"}
)
"""What may be set of a task."""
DOCUMENT_KEYS: Final = frozenset({"number", "title", "issued", "publisher", "region", "region_code", "year", "kind"})
"""What may be set of a document; ``number`` is the document's where the decision names no place within a task."""
FIELDS: Final = ("text", "units", "leaders", "targets", "results")
"""What is judged of a task, one by one."""
PLACE: Final = "place"
"""What is confirmed of the words alone: that somebody looked at them, and that nothing is to be put right there."""

_DROPPED: Final = ("task", "target", "result")
_ADDED: Final = ("task", "target", "result", "unit", "leader")
_REMEDY: Final = told("Correct the line; docs/corrections.md says what stands in one")
_KEYS: Final = ("id", "when", "by", "why", "document", "at", "task", "fields", "audit")


@value
class OfDocument:
    """Which document is meant: its number, title or digest (one is enough), with the code of its region where that is known."""

    region_code: str | None = None
    number: str | None = None
    title: str | None = None
    sha256: str | None = None


@value
class Selector:
    """A W3C text quote selector: the words, what stands before and behind them, and where they began when it was written."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None


@value
class OfTask:
    """Which task it was: a hint that decides between places which the words leave open."""

    part: int | None = None
    section: str | None = None
    number: str | None = None


@value
class Judged:
    """That a decision answers a question of ``kg audit``: which sample, which stratum of how many tasks, whether it was in doubt."""

    sample: str
    stratum: str
    tasks: int
    in_doubt: bool


@value
class Decision:
    """What somebody decided. ``said`` is what stands behind the key of its ``action``, as JSON in canonical form.

    ``fields`` are what of a task was judged; none: all of it. ``line`` is where it stands in the file (from 1), 0 where it does not yet.
    """

    id: str
    action: Action
    said: str
    when: str | None = None
    by: str | None = None
    why: str | None = None
    document: OfDocument = OfDocument()
    at: Selector | None = None
    task: OfTask | None = None
    fields: tuple[str, ...] = ()
    audit: Judged | None = None
    line: int = 0

    @property
    def content(self) -> Any:
        """What was said, as Python has it; numbers are decimals."""
        return json.loads(self.said, parse_float=Decimal)

    @property
    def is_about_names(self) -> bool:
        """Whether it holds for a region or everywhere, and for no document."""
        return self.action in ("same_body", "other_body")

    def json(self) -> dict[str, Any]:
        """The object of its line."""
        made: dict[str, Any] = {"id": self.id}
        made |= {name: found for name in ("when", "by", "why") if (found := getattr(self, name)) is not None}
        for name, found in (("document", self.document), ("at", self.at), ("task", self.task), ("audit", self.audit)):
            shown = {key: one for key, one in record_json(found).items() if one not in (None, "")} if found is not None else {}
            if shown:
                made[name] = shown
        if self.fields:
            made["fields"] = list(self.fields)
        return made | {self.action: json.loads(self.said)}

    def text(self) -> str:
        """Its line, with the line end."""
        return json.dumps(self.json(), ensure_ascii=False) + "\n"


def decision_of(data: object, where: str, line: int = 0) -> Decision:
    """The decision that an object is. Raises BadRecord, which begins with ``where``, for one that is none: each key is looked at."""
    if not isinstance(data, Mapping):
        raise BadRecord(where, told("{data} is no correction, expected an object", data=_shown(data)), _REMEDY)
    actions = [action for action in ACTIONS if action in data]
    if len(actions) != 1:
        found = told("it has {found}, expected one of {actions}", found=_listed(actions) or "none", actions=", ".join(ACTIONS))
        raise BadRecord(where, found, _REMEDY)
    (action,) = actions
    for name in data:
        if name not in (*_KEYS, action):
            raise BadRecord(where, told("{name} is no key of a correction", name=_shown(name)), _REMEDY)
    texts = {name: _text(data.get(name), name, where) for name in ("id", "when", "by", "why")}
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, default=_plain)
    own = hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    made = Decision(
        id=texts["id"] or f"c-{own}",
        action=action,
        said=json.dumps(data[action], ensure_ascii=False, sort_keys=True, default=_plain),
        when=texts["when"],
        by=texts["by"],
        why=texts["why"],
        document=_inner(OfDocument, data.get("document"), f"{where}: document") or OfDocument(),
        at=_inner(Selector, data.get("at"), f"{where}: at"),
        task=_inner(OfTask, data.get("task"), f"{where}: task"),
        fields=_fields(data.get("fields"), where),
        audit=_inner(Judged, data.get("audit"), f"{where}: audit"),
        line=line,
    )
    _check(made, where)
    return made


def _check(made: Decision, where: str) -> None:
    """What the keys together must be. What is wrong with the value of one is found where it is used, and told with the decision."""
    said = made.content
    match made.action:
        case "set":
            known = TASK_KEYS | DOCUMENT_KEYS
            if not isinstance(said, dict) or not said:
                raise _refused(where, "set", said, told("an object with what is right"))
            for key in said:
                if key not in known:
                    raise _refused(where, "set", key, either(sorted(known)))
            own = set(said) - DOCUMENT_KEYS
            if own and made.at is None and made.task is None:
                raise BadRecord(where, told("it sets {keys} of a task, and says of none which", keys=", ".join(sorted(own))), _REMEDY)
        case "drop":
            if said not in _DROPPED:
                raise _refused(where, "drop", said, either(_DROPPED))
        case "add":
            if not isinstance(said, dict) or len(said) != 1 or not set(said) <= set(_ADDED):
                raise _refused(where, "add", said, told("an object with one of {names}", names=", ".join(_ADDED)))
        case "confirm":
            if not isinstance(said, bool):
                raise _refused(where, "confirm", said, told("true or false"))
        case "same_body" | "other_body":
            if not isinstance(said, list) or len(said) < 2 or not all(isinstance(name, str) and name.strip() for name in said):
                raise _refused(where, made.action, said, told("an array of two names or more"))
        case "takes_back":
            if not isinstance(said, str):
                raise _refused(where, "takes_back", said, told("the id of a correction"))
    if made.action in ("drop", "add") and made.at is None and made.task is None:
        raise BadRecord(where, told("it does not say where: {key} is lacking", key="at"), _REMEDY)
    if made.fields == (PLACE,) and (made.at is None or made.content is not True):
        raise BadRecord(where, told("it does not say where: {key} is lacking", key="at"), _REMEDY)
    if made.at is not None and not made.at.exact.strip():
        raise _refused(where, "at.exact", made.at.exact, told("words of the notice"))
    document = made.document
    if not made.is_about_names and made.action != "takes_back" and not (document.number or document.title or document.sha256):
        raise BadRecord(where, told("it does not say of which document: number, title or sha256 is lacking"), _REMEDY)


def _inner(kind: type, data: object, where: str) -> Any:
    try:
        return None if data is None else record_from_json(kind, data, where)
    except BadRecord as error:
        raise BadRecord(error.where, error.found, _REMEDY) from error


def _fields(data: object, where: str) -> tuple[str, ...]:
    if data is None:
        return ()
    if data == [PLACE]:
        return (PLACE,)
    if not isinstance(data, list) or not all(name in FIELDS for name in data):
        raise _refused(where, "fields", data, told("an array of {names}", names=", ".join(FIELDS)))
    return tuple(data)


def _text(found: object, name: str, where: str) -> str | None:
    if found is not None and not isinstance(found, str):
        raise _refused(where, name, found, told("a text"))
    return found


def _refused(where: str, key: str, found: object, expected: str) -> BadRecord:
    return BadRecord(where, told("{path} is {found}, expected {expected}", path=key, found=_shown(found), expected=expected), _REMEDY)


def _shown(found: object) -> str:
    text = json.dumps(found, ensure_ascii=False, default=_plain)
    return text if len(text) <= 60 else f"{text[:60]}…"


def _listed(names: list[Action]) -> str:
    return ", ".join(names)


def _plain(number: object) -> float:
    return float(str(number))
