"""No test may fail because the machine is busy: properties have no time limit, and servers are waited for."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import settings

TESTS = Path(__file__).parent
SECONDS = 30  # the least that is waited for another process


def test_an_example_of_a_property_may_take_its_time() -> None:
    assert settings.default is not None and settings.default.deadline is None


def waits() -> list[tuple[str, float]]:
    """Each ``timeout=`` of the tests that is a plain number, with its place."""
    found = []
    for path in sorted(TESTS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "timeout" and isinstance(node.value, ast.Constant):
                seconds = node.value.value
                if isinstance(seconds, (int, float)):
                    found.append((f"{path.relative_to(TESTS)}:{node.value.lineno}", float(seconds)))
    return found


@pytest.mark.parametrize(("place", "seconds"), waits())
def test_another_process_is_waited_for_long_enough(place: str, seconds: float) -> None:
    assert seconds >= SECONDS, place
