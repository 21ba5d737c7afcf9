"""Families of layouts beyond the samples that ship with the project: each file shows one, about a place that does not exist."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.model.jsonl import task_json
from kg.model.records import Parsed
from kg.model.source import Source
from kg.parsing import parse

LAYOUTS = Path(__file__).parent / "layouts"
NAMES = sorted(path.stem for path in LAYOUTS.glob("*.txt"))
PLACE = ("part", "section", "section_title", "subsection", "subsection_title", "number")
Record = dict[str, Any]


def plain(value: object) -> str:
    return "".join(str(value or "").split())


@cache
def parsed(name: str) -> Parsed:
    text = (LAYOUTS / f"{name}.txt").read_text(encoding="utf-8")
    return parse(Source(path=f"{name}.txt", file=f"{name}.txt", text=text, sha256="0" * 64))


def found(name: str) -> list[Record]:
    return [task_json(f"{name}.txt", task) for task in parsed(name).tasks]


@cache
def wanted(name: str) -> list[Record]:
    tasks: list[Record] = json.loads((LAYOUTS / f"{name}.json").read_text(encoding="utf-8"))["tasks"]
    return tasks


@pytest.mark.parametrize("name", NAMES)
def test_tasks_stand_where_the_document_puts_them(name: str) -> None:
    def shown(tasks: list[Record]) -> list[list[str]]:
        return [[plain(task[key]) for key in (*PLACE, "text")] for task in tasks]

    assert shown(found(name)) == shown(wanted(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_unit_has_its_role_and_the_ground_for_it(name: str) -> None:
    def shown(tasks: list[Record]) -> list[list[tuple[Any, ...]]]:
        return [[(unit["name"], unit["role"], unit["basis"], unit["collective"]) for unit in task["units"]] for task in tasks]

    assert shown(found(name)) == shown(wanted(name))


@pytest.mark.parametrize("name", NAMES)
def test_leaders_and_times_are_those_that_the_task_names(name: str) -> None:
    def shown(tasks: list[Record]) -> list[tuple[Any, ...]]:
        return [([(p["name"], p["title"], p["role"]) for p in task["leaders"]], plain(task["deadline"])) for task in tasks]

    assert shown(found(name)) == shown(wanted(name))


@pytest.mark.parametrize("name", [name for name in NAMES if wanted(name)])
def test_next_to_nothing_stays_unread(name: str) -> None:
    unread = sum(span.end - span.start for span in parsed(name).unread())
    assert unread <= 0.02 * parsed(name).document.characters
