"""Each sample document parses to the records that a person wrote down for it, by the rules of the public contract."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.model.jsonl import document_json, task_json
from kg.model.records import Parsed
from kg.model.source import Source
from kg.parsing import parse
from kg.resources import SAMPLES

GOLD = Path(__file__).parent / "samples"
NAMES = sorted(path.stem for path in GOLD.glob("*.json"))
DOCUMENT_FIELDS = (
    "title",
    "number",
    "issued",
    "publisher",
    "region",
    "region_code",
    "region_stated",
    "year",
    "lead_rule",
)
MULTIPLIERS = (("万亿", 10**12), ("亿", 10**8), ("万", 10**4), ("萬", 10**4))
Record = dict[str, Any]


def plain(value: object) -> str:
    """Text for comparison: compatibility forms folded, white space dropped; None and the empty text are the same."""
    return "".join(unicodedata.normalize("NFKC", "" if value is None else str(value)).split())


def likeness(one: str | None, other: str | None) -> float:
    """How far two short names share their characters, 0 to 1."""
    a, b = Counter(plain(one)), Counter(plain(other))
    total = sum(a.values()) + sum(b.values())
    return 2 * (a & b).total() / total if total else 1.0


@cache
def gold(name: str) -> Record:
    record: Record = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
    return record


@cache
def parsed(name: str) -> Parsed:
    text = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    return parse(Source(path=f"{name}.txt", file=f"{name}.txt", text=text, sha256=digest))


def found(name: str) -> list[Record]:
    return [task_json(f"{name}.txt", task) for task in parsed(name).tasks]


def place(task: Record) -> tuple[object, ...]:
    keys = ("part_title", "section", "section_title", "subsection", "subsection_title", "number", "text", "horizon")
    return (task["part"], *(plain(task[key]) for key in keys))


def people(task: Record) -> tuple[object, ...]:
    return plain(task["text"])[:12], [(plain(p["name"]), plain(p["title"])) for p in task["leaders"]]


def units(task: Record) -> tuple[object, ...]:
    return plain(task["text"])[:12], [(plain(u["name"]), u["role"], u["basis"], u["collective"]) for u in task["units"]]


def deadline(task: Record) -> tuple[str, str]:
    return plain(task["text"])[:12], plain(task.get("deadline"))


def target(record: Record) -> tuple[object, ...]:
    """What two readings of a target must agree on; 300 万亩 and 3000000 亩 are the same."""
    factor, unit = 1, plain(record["unit"])
    for prefix, size in MULTIPLIERS:
        if unit.startswith(prefix):
            factor, unit = size, unit.removeprefix(prefix)
            break
    ends = (record["value"], record["upper"], record["baseline"])
    numbers = (*(None if end is None else round(end * factor, 6) for end in ends), unit)
    return (*numbers, record["change"], record["comparator"], record["commitment"], plain(record["deadline"]))


def test_there_is_a_sample_for_each_expectation_and_the_other_way_round() -> None:
    assert sorted(path.stem for path in SAMPLES.glob("*.txt")) == NAMES
    assert len(NAMES) >= 10


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_has_at_least_fifteen_tasks(name: str) -> None:
    assert len(gold(name)["tasks"]) >= 15


@pytest.mark.parametrize("name", NAMES)
def test_document_fields(name: str) -> None:
    want, got = gold(name)["document"], document_json(parsed(name).document)
    assert {k: plain(got[k]) for k in DOCUMENT_FIELDS} == {k: plain(want[k]) for k in DOCUMENT_FIELDS}


@pytest.mark.parametrize("name", NAMES)
def test_tasks_stand_in_their_place_with_their_text(name: str) -> None:
    assert [place(task) for task in found(name)] == [place(task) for task in gold(name)["tasks"]]


@pytest.mark.parametrize("name", NAMES)
def test_leaders(name: str) -> None:
    assert [people(task) for task in found(name)] == [people(task) for task in gold(name)["tasks"]]


@pytest.mark.parametrize("name", NAMES)
def test_units_with_role_and_basis(name: str) -> None:
    assert [units(task) for task in found(name)] == [units(task) for task in gold(name)["tasks"]]


@pytest.mark.parametrize("name", NAMES)
def test_deadlines_of_tasks(name: str) -> None:
    assert [deadline(task) for task in found(name)] == [deadline(task) for task in gold(name)["tasks"]]


@pytest.mark.parametrize("name", NAMES)
def test_targets(name: str) -> None:
    wrong: list[str] = []
    for want, got in zip(gold(name)["tasks"], found(name), strict=True):
        left = [t for t in got["targets"] if plain(t["quote"]) in plain(want["text"])]
        for expected in sorted(want["targets"], key=lambda t: bool(t["optional"])):
            same = [t for t in left if target(t)[:4] == target(expected)[:4]]
            same.sort(key=lambda t: -likeness(t["indicator"], expected["indicator"]) - likeness(t["quote"], expected["quote"]))
            if expected["optional"]:
                if same:
                    left.remove(same[0])
                continue
            if not same or target(same[0]) != target(expected) or likeness(same[0]["indicator"], expected["indicator"]) < 0.6:
                wrong.append(f"{want['id']} missed {expected['quote']}: found {same or left}")
                continue
            left.remove(same[0])
        wrong += [f"{want['id']} not expected: {t}" for t in left]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", NAMES)
def test_every_character_is_accounted_for(name: str) -> None:
    record = parsed(name).document
    aside = sum(span.end - span.start for span in parsed(name).spans if span.kind == "aside")
    assert record.accounted + aside == record.characters == len((SAMPLES / f"{name}.txt").read_text(encoding="utf-8"))
    assert not list(parsed(name).unread())
