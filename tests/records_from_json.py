"""Records made from the JSON form that ``kg parse`` prints, with offsets made up where the JSON has none."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pyoxigraph import Triple

from kg.linking.units import link_units
from kg.mapping import Mapper, Names, Scope, Used, document_key, known_as, locals_of, region_scope
from kg.model.records import DocumentRecord, Leader, Parsed, Target, Task, Unit
from kg.model.terms import BASE


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


def scope_of(parsed: Sequence[Parsed]) -> Scope:
    """The scope of documents that belong together, as a build makes it."""
    tasks = [task for document in parsed for task in document.tasks]
    first = parsed[0].document
    local = region_scope(first)
    leaders = [leader for task in tasks for leader in task.leaders]
    return Scope(
        local=local,
        region=local if first.region else None,
        units=link_units(first.region_code or local, [(unit.name, unit.collective) for task in tasks for unit in task.units]),
        region_name=first.region,
        leaders=locals_of(local, [name for leader in leaders if (name := known_as(leader)) is not None]),
        posts=locals_of(local, [leader.title for leader in leaders if leader.title is not None]),
    )


def triples_of(parsed: Parsed, *, with_text: bool = True, base: str = BASE) -> list[Triple]:
    """The whole graph of one document."""
    mapper = Mapper(scope_of([parsed]), Names(base), with_text=with_text)
    used = Used()
    triples = list(mapper.document(parsed, document_key(parsed.document), used))
    return [*triples, *mapper.bodies.described(used), *mapper.bodies.shared(used, set())]
