"""Records made from the JSON form that ``kg parse`` prints, with offsets made up where the JSON has none."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kg.records import DocumentRecord, Leader, Parsed, Target, Task, Unit


def _number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def parsed_from_json(data: Mapping[str, Any]) -> Parsed:
    document = data["document"]
    tasks: list[Task] = []
    at = 0
    heads: tuple[Leader, ...] = ()
    heading: object = None
    for item in data["tasks"]:
        key = (item["part"], item["section"], item["leaders"])
        if key != heading:
            heading = key
            heads = tuple(Leader(p["name"], p["title"], p["role"], at + i, at + i + 1) for i, p in enumerate(item["leaders"]))
            at += 10
        start, at = at, at + len(item["text"])
        tasks.append(_task(item, heads, start, at))
    record = DocumentRecord(
        file=document["file"],
        title=document["title"],
        number=document["number"],
        issued=document["issued"],
        publisher=document["publisher"],
        region=document["region"],
        region_code=document["region_code"],
        region_stated=document["region_stated"],
        year=document["year"],
        lead_rule=document["lead_rule"],
        characters=at,
        accounted=at,
        sha256=hashlib.sha256(document["file"].encode()).hexdigest(),
    )
    return Parsed(record, tuple(tasks))


def _task(item: Mapping[str, Any], heads: tuple[Leader, ...], start: int, end: int) -> Task:
    units = tuple(Unit(u["name"], u["role"], u["basis"], u["collective"], end, end) for u in item["units"])
    targets = tuple(
        Target(
            quote=t["quote"],
            indicator=t["indicator"],
            change=t["change"],
            comparator=t["comparator"],
            value=Decimal(str(t["value"])),
            upper=_number(t.get("upper")),
            baseline=_number(t.get("baseline")),
            unit=t["unit"],
            commitment=t["commitment"],
            deadline=t.get("deadline"),
            start=start + max(item["text"].find(t["quote"]), 0),
            end=start + max(item["text"].find(t["quote"]), 0) + len(t["quote"]),
        )
        for t in item["targets"]
        if t["value"] is not None
    )
    return Task(
        part=item["part"],
        part_title=item["part_title"],
        section=item["section"],
        section_title=item["section_title"],
        subsection=item["subsection"],
        subsection_title=item["subsection_title"],
        number=item["number"],
        text=item["text"],
        horizon=item["horizon"],
        leaders=heads,
        units=units,
        targets=targets,
        start=start,
        end=end,
        deadline=item.get("deadline"),
        parent=item.get("parent"),
        heading=item.get("heading"),
    )
