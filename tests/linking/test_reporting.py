"""Which task of a plan an item of a report tells of."""

from __future__ import annotations

import pytest

from kg.linking.continuing import gist_of
from kg.linking.reporting import Item, joins

PAVE = "改造城区道路20公里，新增公共停车位800个。"
NURSERY = "新增普惠托育位500个，办好社区托育园。"


def item(text: str, lead: str = "", number: str | None = None, figures: str = "") -> Item:
    return Item(gist_of(text), number, frozenset({lead} - {""}), frozenset(figures.split()))


def found(plan: list[Item], report: list[Item]) -> list[tuple[int, int, str, str]]:
    return [(join.plan, join.report, join.state, join.basis) for join in joins(plan, report)]


@pytest.mark.parametrize(
    ("plan", "report", "expected"),
    [
        pytest.param([PAVE, NURSERY], [NURSERY, PAVE], [(1, 0, "joined", "same"), (0, 1, "joined", "same")], id="次序不同"),
        pytest.param([PAVE], ["改造城区道路12公里，新增公共停车位300个。"], [(0, 0, "joined", "same")], id="只有数字不同"),
        pytest.param([PAVE], ["完成城区道路改造，新增公共停车位300个。"], [(0, 0, "joined", "alike")], id="措辞改动"),
        pytest.param([PAVE], ["办好民生实事，开行早班公交线路。"], [], id="另一件事"),
        pytest.param([PAVE], ["城区新增停车位进展较慢，道路管养到位。"], [(0, 0, "perhaps", "alike")], id="不够相近"),
        pytest.param(
            ["改造城区道路20公里，新增公共停车位800个，更换路灯600盏，疏通雨水管网12公里。"],
            ["改造城区道路20公里，新增公共停车位。", "更换路灯600盏，疏通雨水管网12公里。"],
            [(0, 0, "joined", "alike"), (0, 1, "perhaps", "part")],
            id="一项分为两项",
        ),
        pytest.param([PAVE, PAVE], [PAVE], [(0, 0, "perhaps", "same"), (1, 0, "perhaps", "same")], id="两项同样相近"),
    ],
)
def test_an_item_tells_of_the_task_that_it_is_alike(plan: list[str], report: list[str], expected: list[tuple[int, int, str, str]]) -> None:
    assert found([item(text) for text in plan], [item(text) for text in report]) == expected


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        pytest.param(item(PAVE, "市建设局"), item(PAVE, "市交通局"), item(PAVE, "市交通局"), id="牵头单位"),
        pytest.param(item(PAVE, figures="20"), item(PAVE, figures="35"), item(PAVE, figures="35"), id="相同数字"),
        pytest.param(item(PAVE, number="3"), item(PAVE, number="7"), item(PAVE, number="7"), id="序号"),
    ],
)
def test_between_equals_lead_number_and_place_decide(first: Item, second: Item, told: Item) -> None:
    assert found([first, second], [told]) == [(0, 0, "perhaps", "same"), (1, 0, "joined", "same")]


ROADS = "加快城区道路改造，增加公共停车供给，完善停车收费办法。"
TOLD = "城区道路改造20公里，停车位建设进展顺利，收费系统上线运行。"


@pytest.mark.parametrize(
    ("lead", "figure", "expected"),
    [
        ("市建设局", "20", [(0, 0, "joined", "figure")]),
        ("市建设局", "12", [(0, 0, "perhaps", "alike")]),
        ("市交通局", "20", [(0, 0, "perhaps", "alike")]),
    ],
)
def test_less_alike_words_are_joined_where_a_number_and_the_lead_are_in_common(
    lead: str, figure: str, expected: list[tuple[int, int, str, str]]
) -> None:
    assert found([item(ROADS, "市建设局", figures="20")], [item(TOLD, lead, figures=figure)]) == expected


def test_a_join_by_less_alike_words_takes_no_task_from_one_by_alike_words() -> None:
    plan = [item(PAVE, "市建设局", figures="20 800")]
    report = [item("新增停车位，道路改造收尾。", "市建设局", figures="800"), item("改造城区道路，新增公共停车位。")]
    assert (0, 1, "joined", "alike") in found(plan, report)
