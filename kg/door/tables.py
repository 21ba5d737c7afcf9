"""The tables of a graph: which columns, of which kind, found how. They follow from this module alone, whatever the graph holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kg.door.facts import Facts, Getter, back, code, count, iri, label, names, number, text, via, whole, word
from kg.mapping import vocabulary as v

__all__ = ["TABLES", "Column", "Table"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its pandas dtype (``category``: one of ``words``), and what finds a cell of it."""

    name: str
    dtype: str
    find: Getter
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A row a thing of one of the classes, in the order of documents and of characters in them."""

    classes: tuple[ox.NamedNode, ...]
    columns: tuple[Column, ...]

    def cells(self, facts: Facts) -> list[tuple[Column, list[object]]]:
        """The columns, each with its cells from top to bottom."""
        things = sorted(facts.things(self.classes), key=lambda thing: _place(facts, thing))
        return [(column, [column.find(facts, thing) for thing in things]) for column in self.columns]


def _place(facts: Facts, thing: str) -> tuple[str, int, str]:
    start = whole(v.CHAR_START)(facts, thing)
    return next(iter(facts.links(thing, v.QUOTED_FROM)), ""), start if isinstance(start, int) else 0, thing


_SHARE, _STATUS, _STATUS_BASIS = v.term("zr:share"), v.term("zr:status"), v.term("zr:statusBasis")
_AS_OF, _ESTIMATE, _OF_TARGET = v.term("zr:asOf"), v.term("zr:estimate"), v.term("zr:ofTarget")
_BASES: Final = {**v.BASES, "corrected": v.term("zr:Corrected")}
_STATUSES: Final = {
    "done": v.term("zr:Done"),
    "exceeded": v.term("zr:Exceeded"),
    "on-track": v.term("zr:OnTrack"),
    "behind": v.term("zr:Behind"),
    "missed": v.term("zr:Missed"),
    "changed": v.term("zr:Changed"),
    "not-started": v.term("zr:NotStarted"),
}
_STATUS_BASES: Final = {"printed": v.term("zr:Printed"), "derived": v.term("zr:Derived")}


def _string(name: str, find: Getter) -> Column:
    return Column(name, "string", find)


def _whole(name: str, find: Getter) -> Column:
    return Column(name, "Int64", find)


def _number(name: str, predicate: ox.NamedNode) -> Column:
    return Column(name, "Float64", number(predicate))


def _date(name: str, predicate: ox.NamedNode) -> Column:
    return Column(name, "datetime64[s]", text(predicate))


def _word(name: str, predicate: ox.NamedNode, words: dict[str, ox.NamedNode], before: Callable[[Getter], Getter] | None = None) -> Column:
    find = word(predicate, {node.value: known for known, node in words.items()})
    return Column(name, "category", before(find) if before else find, tuple(words))


def _truth(predicate: ox.NamedNode) -> Getter:
    def found(facts: Facts, thing: str) -> object:
        said = facts.text(thing, predicate)
        return None if said is None else said in ("true", "1")

    return found


def _is_group(facts: Facts, thing: str) -> object:
    return v.UNIT_GROUP_CLASS.value in facts.links(thing, v.TYPE)


def _either(*getters: Getter) -> Getter:
    return lambda facts, thing: next((value for getter in getters if (value := getter(facts, thing)) is not None), None)


def _of_list(to_task: Callable[[Getter], Getter]) -> tuple[Column, ...]:
    """Where and for when it holds: what is known of the list that the task stands in."""

    def of_list(find: Getter) -> Getter:
        return to_task(via(v.IS_PART_OF, find))

    return (
        _string("region", to_task(via(v.REGION, label))),
        _string("region_code", to_task(via(v.REGION, text(v.NOTATION)))),
        _whole("year", of_list(whole(v.START_YEAR))),
        _whole("end_year", of_list(whole(v.END_YEAR))),
    )


_SOURCE: Final = (
    _string("document", via(v.QUOTED_FROM, text(v.TITLE))),
    _string("document_iri", via(v.QUOTED_FROM)),
    _string("file", via(v.QUOTED_FROM, via(v.READ_FROM, text(v.FILE_NAME)))),
    _whole("start", whole(v.CHAR_START)),
    _whole("end", whole(v.CHAR_END)),
)
_FIGURE: Final = (
    _string("indicator", via(v.INDICATOR, label)),
    _string("indicator_name", text(v.INDICATOR_NAME)),
    _string("indicator_iri", via(v.INDICATOR)),
)
_VALUE: Final = (
    _number("value", v.VALUE),
    _string("unit", _either(text(v.UNIT_OF_MEASURE), via(v.MEASURE, text(v.PREF_LABEL)))),
    _number("base_value", v.BASE_VALUE),
    _string("base_unit", _either(text(v.BASE_UNIT), via(v.BASE_MEASURE, text(v.PREF_LABEL)))),
)


def _self(find: Getter) -> Getter:
    return find


def _task_of(predicate: ox.NamedNode) -> Callable[[Getter], Getter]:
    return lambda find: back(predicate, find)


def _answered_for(find: Getter) -> Getter:
    """Of the list that a responsibility is about, by its task or by its section, which may stand in another."""
    section = via(v.IS_PART_OF, find)
    return _either(via(v.OF_TASK, find), via(v.IN_SECTION, find), via(v.IN_SECTION, section))


TABLES: Final = {
    "tasks": Table(
        (v.TASK_CLASS,),
        (
            _string("iri", iri),
            *_of_list(_self),
            _word("kind", v.KIND, v.KINDS, lambda find: via(v.IS_PART_OF, via(v.IS_PART_OF, find))),
            _string("list", via(v.IS_PART_OF, text(v.TITLE))),
            _string("list_iri", via(v.IS_PART_OF)),
            _string("section", via(v.SECTION, text(v.ORDINAL))),
            _string("section_title", via(v.SECTION, text(v.TITLE))),
            _string("number", text(v.NUMBER)),
            _string("text", text(v.TEXT)),
            _string("leaders", names(v.LEADER)),
            _string("lead_units", names(v.LEAD_UNIT)),
            _string("support_units", names(v.SUPPORT_UNIT)),
            _whole("parties", count(v.LEAD_UNIT, v.SUPPORT_UNIT)),
            _whole("targets", count(v.TARGET)),
            _string("continues", via(v.CONTINUES)),
            _string("doubts", code(v.DOUBT)),
            *_SOURCE,
        ),
    ),
    "targets": Table(
        (v.TARGET_CLASS,),
        (
            _string("iri", iri),
            _string("task_iri", back(v.TARGET)),
            *_of_list(_task_of(v.TARGET)),
            *_FIGURE,
            _word("change", v.CHANGE, v.CHANGES),
            _word("comparator", v.COMPARATOR, v.COMPARATORS),
            *_VALUE,
            _number("upper", v.UPPER_VALUE),
            _number("baseline", v.term("zr:baselineValue")),
            _word("commitment", v.COMMITMENT, v.COMMITMENTS),
            _string("deadline", text(v.DEADLINE)),
            _string("quote", text(v.QUOTE)),
            *_SOURCE,
        ),
    ),
    "results": Table(
        (v.term("zr:Result"),),
        (
            _string("iri", iri),
            _string("task_iri", via(v.OF_TASK)),
            _string("target_iri", via(_OF_TARGET)),
            *_of_list(lambda find: via(v.OF_TASK, find)),
            *_FIGURE,
            *_VALUE,
            _number("share", _SHARE),
            _word("status", _STATUS, _STATUSES),
            _word("status_basis", _STATUS_BASIS, _STATUS_BASES),
            _date("as_of", _AS_OF),
            Column("estimate", "boolean", _truth(_ESTIMATE)),
            _string("quote", text(v.QUOTE)),
            *_SOURCE,
        ),
    ),
    "assignments": Table(
        (v.ASSIGNMENT_CLASS,),
        (
            _string("iri", iri),
            _string("task_iri", back(v.ASSIGNMENT)),
            *_of_list(_task_of(v.ASSIGNMENT)),
            _string("unit", via(v.PARTY, label)),
            _string("unit_iri", via(v.PARTY)),
            _string("unit_region", via(v.PARTY, via(v.REGION, label))),
            Column("group", "boolean", via(v.PARTY, _is_group)),
            _string("function", via(v.PARTY, via(v.FUNCTION, label))),
            _word("role", v.ROLE, v.ROLES),
            _word("basis", v.BASIS, _BASES),
            _string("printed_name", text(v.PRINTED_NAME)),
            *_SOURCE,
        ),
    ),
    "leaders": Table(
        (v.RESPONSIBILITY_CLASS,),
        (
            _string("iri", iri),
            _string("leader", via(v.MEMBER, label)),
            _string("leader_iri", via(v.MEMBER)),
            _string("region", via(v.MEMBER, via(v.REGION, label))),
            _string("region_code", via(v.MEMBER, via(v.REGION, text(v.NOTATION)))),
            _whole("year", _either(whole(v.START_YEAR), _answered_for(whole(v.START_YEAR)))),
            _whole("end_year", _either(whole(v.END_YEAR), _answered_for(whole(v.END_YEAR)))),
            _string("post", via(v.POST, label)),
            _string("post_iri", via(v.POST)),
            _string("printed_role", text(v.PRINTED_ROLE)),
            _string("section_iri", via(v.IN_SECTION)),
            _string("section_title", via(v.IN_SECTION, text(v.TITLE))),
            _string("task_iri", via(v.OF_TASK)),
            *_SOURCE,
        ),
    ),
    "documents": Table(
        (v.DOCUMENT_CLASS,),
        (
            _string("iri", iri),
            _string("title", text(v.TITLE)),
            _string("number", text(v.IDENTIFIER)),
            _date("issued", v.ISSUED),
            _string("publisher", text(v.PUBLISHER)),
            _string("region", via(v.REGION, label)),
            _string("region_code", via(v.REGION, text(v.NOTATION))),
            _string("region_iri", via(v.REGION)),
            _word("kind", v.KIND, v.KINDS),
            _whole("characters", whole(v.CHARACTERS)),
            _whole("lists", count(v.IS_PART_OF, inverse=True)),
            _string("file", via(v.READ_FROM, text(v.FILE_NAME))),
            _whole("files", count(v.HAS_FORMAT)),
            _string("replaces", via(v.REPLACES)),
            _string("doubts", code(v.DOUBT)),
        ),
    ),
}
"""By name, in the order in which a graph tells of them."""
