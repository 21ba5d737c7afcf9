"""How long the parts of a local name are: each limit from both sides. IRIs are part of the public contract."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest

from kg.mapping import vocabulary as v
from kg.mapping.containers import outline_of
from kg.mapping.iris import document_key, flat, slug
from kg.mapping.literals import years_of
from kg.model.records import Leader, Parsed
from tests.mapping.test_mapper import RECORD, TASK, document, objects
from tests.records_from_json import triples_of


def parts(local: str) -> tuple[int, bool]:
    """How many characters stand before a digest, and whether there is one."""
    head, _, tail = local.rpartition("-")
    return (len(head), True) if len(tail) == 8 and head else (len(local), False)


@pytest.mark.parametrize(("size", "kept"), [(60, (60, False)), (61, (60, True))])
def test_a_local_name_has_up_to_sixty_characters_before_its_digest(size: int, kept: tuple[int, bool]) -> None:
    assert parts(slug("甲" * size)) == kept


def test_no_sign_stands_before_the_digest() -> None:
    assert slug("甲" * 5 + "、" + "乙" * 9, limit=6).startswith("甲" * 5 + "-")
    assert "--" not in slug("甲" * 5 + "、" + "乙" * 9, limit=6)


@pytest.mark.parametrize(("size", "kept"), [(32, (36, False)), (33, (36, True))])
def test_a_document_goes_by_thirty_two_characters_of_its_title(size: int, kept: tuple[int, bool]) -> None:
    assert parts(document_key(replace(RECORD, number=None, year=None, title="甲" * size))) == kept


@pytest.mark.parametrize(("size", "long"), [(24, False), (25, True)])
def test_a_heading_goes_by_twenty_four_characters(size: int, long: bool) -> None:
    for task in (replace(TASK, section="甲" * size), replace(TASK, section=None, section_title="甲" * size)):
        (section,) = outline_of(document(task), "x").sections
        assert section.local == "x_重点工作清单_" + slug("甲" * size, 24)
        assert (len(section.local) == len("x_重点工作清单_") + 24 + 9) is long


@pytest.mark.parametrize(("size", "long"), [(22, False), (23, True)])
def test_a_task_goes_by_twenty_four_characters_of_its_numbers(size: int, long: bool) -> None:
    triples = triples_of(document(replace(TASK, parent="甲" * size, number="1")))
    (local,) = {t.subject.value.rpartition("_0_")[2] for t in triples if t.object == v.TASK_CLASS and isinstance(t.subject, ox.NamedNode)}
    assert local == slug("甲" * size + "-1", 24)
    assert (len(local) > 24) is long


@pytest.mark.parametrize(
    ("key", "local"), [("甲_乙", "甲_乙"), ("甲（乙）", "甲-乙-"), ("-甲", "甲"), ("（甲", "甲"), ("甲 乙", "甲-乙"), ("a.b", "a-b")]
)
def test_a_key_that_was_made_elsewhere_keeps_its_levels(key: str, local: str) -> None:
    assert flat(key) == local


@pytest.mark.parametrize(
    ("horizon", "years"),
    [("202", None), ("20222", None), ("2022-26", None), ("2022-20260", None), ("2022—2026", None), ("2022-2026", (2022, 2026))],
)
def test_a_horizon_has_four_digits(horizon: str, years: tuple[int, int] | None) -> None:
    assert years_of(horizon) == years


def shown(*tasks: object) -> list[tuple[str, str | None, str | None, bool]]:
    found = outline_of(Parsed(RECORD, tuple(tasks)), "x")  # type: ignore[arg-type]
    return [(section.local, section.ordinal, section.title, section.nested) for section in found.sections]


def test_sections_are_told_from_each_other_by_list_ordinal_and_title() -> None:
    other = replace(TASK, section_title="农业")
    assert shown(TASK, replace(TASK, number="2"), other) == [
        ("x_重点工作清单_一", "一", "产业", False),
        ("x_重点工作清单_一_2", "一", "农业", False),
    ]
    assert shown(TASK, replace(TASK, part=2)) == [("x_重点工作清单_一", "一", "产业", False), ("x_重点工作清单_2_一", "一", "产业", False)]
    assert shown(replace(TASK, subsection="（一）"), replace(TASK, subsection="（二）")) == [
        ("x_重点工作清单_一", "一", "产业", False),
        ("x_重点工作清单_一_一", "（一）", None, True),
        ("x_重点工作清单_一_二", "（二）", None, True),
    ]
    alone = replace(TASK, section=None, section_title=None, subsection="（一）", subsection_title="工业")
    assert shown(alone) == [("x_重点工作清单_0_一", "（一）", "工业", False)]
    assert shown(replace(TASK, section="——", section_title="、")) == [("x_重点工作清单_0", "——", "、", False)]


@pytest.mark.parametrize(("end", "heads"), [(10, True), (11, False)])
def test_who_heads_a_section_is_printed_before_its_first_task(end: int, heads: bool) -> None:
    leader = Leader("林海", "市长", None, 5, end)
    (section,) = outline_of(
        document(replace(TASK, leaders=(leader,)), replace(TASK, number="2", leaders=(leader,), start=60)), "x"
    ).sections
    assert (section.leaders == (leader,)) is heads


def test_who_heads_the_section_is_not_told_again_of_its_subsections() -> None:
    leader, other = Leader("林海", "市长", None, 0, 2), Leader("周原", None, None, 3, 5)
    tasks = (replace(TASK, subsection="（一）", leaders=(leader, other)), replace(TASK, subsection="（二）", leaders=(leader,), start=60))
    first, second, third = outline_of(document(*tasks), "x").sections
    assert (first.leaders, second.leaders, third.leaders) == ((leader,), (other,), ())


@pytest.mark.parametrize(
    ("horizons", "year", "years"),
    [
        (("2022",), 2020, (2022, 2022)),
        (("2022-2026", "2021"), 2020, (2021, 2026)),
        ((None, "2024"), 2020, (2024, 2024)),
        ((None,), 2020, (2020, 2020)),
        ((None,), None, None),
    ],
)
def test_the_years_of_a_list_are_those_of_its_tasks_else_of_its_document(
    horizons: tuple[str | None, ...], year: int | None, years: tuple[int, int] | None
) -> None:
    tasks = tuple(replace(TASK, horizon=horizon) for horizon in horizons)
    assert outline_of(Parsed(replace(RECORD, year=year), tasks), "x").lists[1].years == years


def test_a_list_without_a_title_is_called_as_its_document() -> None:
    assert outline_of(document(replace(TASK, part_title=None), replace(TASK, part_title="清单")), "x").lists[1].title == "清单"
    assert outline_of(document(replace(TASK, part_title=None)), "x").lists[1].title == RECORD.title


def test_what_is_not_printed_is_not_told() -> None:
    bare = replace(RECORD, title=None, number=None, issued=None, publisher=None, lead_rule=None, year=None)
    task = replace(TASK, number=None, part_title=None, section_title=None, horizon=None, leaders=(), units=(), targets=())
    told = {t.predicate for t in triples_of(Parsed(bare, (task,))) if "/scheme/" not in str(t.subject)}
    assert not told & {v.TITLE, v.IDENTIFIER, v.ISSUED, v.PUBLISHER, v.LEAD_RULE, v.NUMBER, v.START_YEAR, v.LEADER, v.DEADLINE, v.HEADING}
    full = replace(TASK, deadline="年底", heading="园林", parent="5")
    told = {t.predicate for t in triples_of(document(full))}
    assert told >= {v.TITLE, v.IDENTIFIER, v.ISSUED, v.PUBLISHER, v.LEAD_RULE, v.NUMBER, v.START_YEAR, v.LEADER, v.DEADLINE, v.HEADING}
    assert objects(triples_of(document(full)), v.PARENT_NUMBER) == ["5"]
