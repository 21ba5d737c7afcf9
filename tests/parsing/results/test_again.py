"""A result beside the plan's promise: share and state follow anew, what is printed stays."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kg.model.records import Result, Target
from kg.parsing.results.again import judged_again

MID, END = "2023-06-30", "2023-12-31"


def target(value: str, unit: str = "家", change: Any = "level", comparator: Any = "eq") -> Target:
    return Target("甲", "甲", change, comparator, Decimal(value), None, None, unit, "plain", None, 0, 1)


def result(value: str | None, day: str | None, unit: str = "家", **more: Any) -> Result:
    found = {"target": None, "share": None, "status": None, "status_basis": None} | more
    number = None if value is None else Decimal(value)
    return Result(quote="甲", indicator="甲", value=number, unit=unit, as_of=day, start=0, end=1, **found)


@pytest.mark.parametrize(
    ("told", "promised", "share", "status"),
    [
        pytest.param(result("10", END), target("10"), "100", "done", id="正好"),
        pytest.param(result("12", MID), target("10"), "120", "exceeded", id="超过"),
        pytest.param(result("6", MID), target("10"), "60", "on-track", id="达序时"),
        pytest.param(result("4", MID), target("10"), "40", "behind", id="欠序时"),
        pytest.param(result("9", END), target("10"), "90", "missed", id="年末未达"),
        pytest.param(result("9", None), target("10"), "90", None, id="不知何时"),
        pytest.param(result("2.8", END, "%"), target("3", "%", comparator="le"), None, "done", id="控制在以内"),
        pytest.param(result("3.1", END, "%"), target("3", "%", comparator="le"), None, "missed", id="超出上限"),
        pytest.param(result("7.5", MID, "%"), target("8", "%", "increase"), None, None, id="增速未到年末"),
        pytest.param(result("7.5", END, "%"), target("8", "%", "increase", "approx"), None, None, id="左右"),
        pytest.param(result("4", MID, status="done", status_basis="printed"), target("10"), "40", "done", id="原文所写"),
        pytest.param(result("4", MID, status="missed", status_basis="printed"), target("10"), "40", "behind", id="未到期的未完成"),
        pytest.param(result(None, MID, share=Decimal(30)), target("10"), "30", "behind", id="只有比例"),
    ],
)
def test_value_direction_and_date_give_the_state(told: Result, promised: Target, share: str | None, status: str | None) -> None:
    found, _ = judged_again(told, None, promised, 2, (2023, 2023))
    assert (found.target, found.share, found.status) == (2, None if share is None else Decimal(share), status)
    assert (found.status_basis is None) == (status is None)


def test_a_share_that_followed_from_the_reports_own_number_follows_anew() -> None:
    told = result("8", MID, target=0, share=Decimal("66.67"), status="on-track", status_basis="derived")
    found, differs = judged_again(told, target("12"), target("20"), 0, (2023, 2023))
    assert (found.share, found.status, differs) == (Decimal(40), "behind", None)


def test_a_printed_share_stays_and_what_it_should_be_is_said() -> None:
    told = result("145", END, target=0, share=Decimal("87.9"))
    found, differs = judged_again(told, target("165"), target("170"), 0, (2023, 2023))
    assert (found.share, differs) == (Decimal("87.9"), Decimal("85.29"))


def test_a_state_from_the_printed_distance_stays() -> None:
    told = result("6.1", MID, "%", status="behind", status_basis="derived", derived_target=Decimal(7))
    found, _ = judged_again(told, None, target("7", "%", "increase"), 0, (2023, 2023))
    assert (found.status, found.status_basis) == ("behind", "derived")
