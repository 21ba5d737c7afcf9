"""The keys that each record has as JSON: names, order, and kinds of value, taken from the fields of its dataclass.

A field that is added to a record is a key from then on, with nothing to do here. :data:`RULES` holds what the fields do not
say: which keys stand elsewhere, which fields have none, which keys stand only where there is something to say.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, Field, field, fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Final, TypeAlias

from kg.model.records import Amendment, DocumentRecord, Entry, Leader, Problem, Result, Target, Task
from kg.model.values import value

__all__ = ["RULES", "Key", "Kind", "Many", "Maybe", "Nested", "Number", "Pairs", "Plain", "Rules", "Words", "keys_of"]


@value
class Plain:
    """A text, a whole number, or true and false."""

    type: type[str] | type[int] | type[bool]


@value
class Number:
    """A decimal number."""


@value
class Words:
    """One of a few fixed words."""

    words: tuple[str, ...]


@value
class Maybe:
    """A value, or null where it is unknown."""

    of: Kind


@value
class Many:
    """An array."""

    of: Kind


@value
class Pairs:
    """Pairs of texts: an object whose keys are the first ones."""


@value
class Nested:
    """A record inside the record."""

    record: type


Kind: TypeAlias = Plain | Number | Words | Maybe | Many | Pairs | Nested


@value
class Rules:
    """What the fields of a record do not say of its keys.

    ``before``: the key (left) stands before another (right) and not where its field stands. ``left_out``: the field has no key, and
    is its default when it is read back. ``where_said``: the key stands only where the value is not the field's default.
    ``withheld``: null where sentences stay out of what is written. ``least``: the least that a whole number may be.
    """

    before: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    where_said: frozenset[str] = frozenset()
    withheld: frozenset[str] = frozenset()
    least: Mapping[str, int] = field(default_factory=dict)


RULES: Final[Mapping[type[Any], Rules]] = {
    # The facts are in the message; it reaches to another line only where it says so.
    Problem: Rules(
        before={"severity": "message", "to_line": "severity"},
        left_out=frozenset({"facts"}),
        where_said=frozenset({"to_line"}),
        least={"line": 1, "to_line": 1},
    ),
    Amendment: Rules(where_said=frozenset({"keys", "printed", "wrong"}), withheld=frozenset({"printed"})),
    Leader: Rules(before={"basis": "start"}),
    Entry: Rules(withheld=frozenset({"told", "evidence"})),
    Target: Rules(withheld=frozenset({"quote"})),
    Result: Rules(
        before={"estimate": "start", "derived_target": "start"},
        where_said=frozenset({"estimate", "derived_target"}),
        withheld=frozenset({"quote"}),
        least={"target": 0},
    ),
    Task: Rules(
        before={
            "parent": "text",
            "heading": "text",
            "details": "text",
            "deadline": "leaders",
            "results": "start",
            "doubts": "start",
            "part_label": "section",
            "entry": "start",
            "corrections": "start",
            "read_by": "start",
        },
        # What was made of each number is a table of its own (kg parse --numbers).
        left_out=frozenset({"numbers"}),
        where_said=frozenset({"part_label", "entry", "corrections", "read_by"}),
        withheld=frozenset({"text", "heading"}),
        least={"part": 1},
    ),
    # Why a family was chosen is told to a person; the spans of a document (``Parsed.spans``) have no record to stand in.
    DocumentRecord: Rules(
        before={
            "family": "problems",
            "kind": "characters",
            "files": "characters",
            "replaces": "characters",
            "amends": "characters",
            "corrections": "problems",
            "read_by": "problems",
        },
        left_out=frozenset({"family_reason"}),
        where_said=frozenset({"replaces", "amends", "corrections", "read_by"}),
    ),
}
_LEAST_ANYWHERE: Final = types.MappingProxyType({"start": 0, "end": 0, "characters": 0, "accounted": 0})


@value
class Key:
    """One key: its kind, its field's default (MISSING where there is none), and what :class:`Rules` say of it."""

    name: str
    kind: Kind
    default: Any
    where_said: bool
    withheld: bool
    least: int | None


@cache
def keys_of(record: type) -> tuple[Key, ...]:
    """The keys of a record in the order in which they are written.

    Raises TypeError for a field of a type that has no form as JSON: give it one here, in ``jsonl`` and in ``schema``.
    """
    rules = RULES.get(record, Rules())
    hints = typing.get_type_hints(record)
    own = {one.name: one for one in fields(record) if one.name not in rules.left_out}
    order = [name for name in own if name not in rules.before]
    for name in own:
        if name in rules.before:
            order.insert(order.index(rules.before[name]), name)
    return tuple(
        Key(
            name,
            _kind(hints[name], f"{record.__name__}.{name}"),
            _default(own[name]),
            where_said=name in rules.where_said,
            withheld=name in rules.withheld,
            least=rules.least.get(name, _LEAST_ANYWHERE.get(name)),
        )
        for name in order
    )


def _default(of: Field[Any]) -> Any:
    return of.default if of.default_factory is MISSING else of.default_factory()


def _kind(hint: Any, where: str) -> Kind:
    arguments = typing.get_args(hint)
    match typing.get_origin(hint):
        case None if hint in (str, int, bool):
            return Plain(hint)
        case None if hint is Decimal:
            return Number()
        case None if is_dataclass(hint) and isinstance(hint, type):
            return Nested(hint)
        case typing.Literal:
            return Words(arguments)
        case types.UnionType | typing.Union if len(arguments) == 2 and arguments[1] is type(None):
            return Maybe(_kind(arguments[0], where))
        case builtin if builtin is tuple and arguments == (tuple[str, str], ...):
            return Pairs()
        case builtin if builtin is tuple and len(arguments) == 2 and arguments[1] is ...:
            return Many(_kind(arguments[0], where))
        case _:
            raise TypeError(f"{where} is of type {hint}, which has no form as JSON")
