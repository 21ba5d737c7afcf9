"""Records made from what a person wrote down for a document: the records' JSON without offsets, with remarks of the person's own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from pyoxigraph import Triple

from kg.linking.units import link_units
from kg.mapping import Mapper, Names, Scope, Used, document_key, document_stem, region_scope, shared_triples
from kg.mapping.statements import triples_of as as_triples
from kg.model.jsonl import document_from_json, task_from_json
from kg.model.keys import keys_of
from kg.model.records import DocumentRecord, Leader, Parsed, Target, Task, Unit
from kg.model.terms import BASE


def parsed_from_json(data: Mapping[str, Any]) -> Parsed:
    """The records, with tasks one behind the other. What a person left open (a target without a value) is left out."""
    file = data["document"]["file"]
    tasks: list[Task] = []
    at = leaders_at = 0
    heading: object = None
    for item in data["tasks"]:
        key = (item["part"], item["section"], item["leaders"])
        if key != heading:  # tasks of one heading share its leaders
            heading, leaders_at = key, at
            at += 10
        tasks.append(task_from_json(_task(item, file, at, leaders_at), f"{file}, {item['text']}"))
        at = tasks[-1].end + len(tasks[-1].units)
    made_up = {"type": "document", "characters": at, "accounted": at, "sha256": hashlib.sha256(file.encode()).hexdigest()}
    made_up["files"] = [{"name": file, "sha256": made_up["sha256"], "media_type": "text/plain"}]
    return Parsed(document_from_json({**_said(DocumentRecord, data["document"]), **made_up}, file), tuple(tasks))


def _task(item: Mapping[str, Any], file: str, start: int, leaders_at: int) -> dict[str, Any]:
    text, end = item["text"], start + len(item["text"])
    leaders = [{**_said(Leader, person), "start": leaders_at + i, "end": leaders_at + i + 1} for i, person in enumerate(item["leaders"])]
    units = [{**_said(Unit, unit), "start": end + i, "end": end + i + 1} for i, unit in enumerate(item["units"])]
    targets = [_target(target, start + max(text.find(target["quote"]), 0)) for target in item["targets"] if target["value"] is not None]
    made_up = {"type": "task", "file": file, "leaders": leaders, "units": units, "targets": targets, "start": start, "end": end}
    return {**_said(Task, item), **made_up}


def _target(target: Mapping[str, Any], start: int) -> dict[str, Any]:
    unsaid = {"upper": None, "baseline": None, "deadline": None}
    return {**unsaid, **_said(Target, target), "start": start, "end": start + len(target["quote"])}


def _said(record: type, data: Mapping[str, Any]) -> dict[str, Any]:
    """What of ``data`` is the record's own."""
    return {key.name: data[key.name] for key in keys_of(record) if key.name in data}


def scope_of(parsed: Sequence[Parsed]) -> Scope:
    """The scope of documents that belong together, as a build makes it."""
    tasks = [task for document in parsed for task in document.tasks]
    first = parsed[0].document
    local = region_scope(first)
    return Scope(
        local=local,
        region=local if first.region else None,
        units=link_units(first.region_code or local, [(unit.name, unit.collective) for task in tasks for unit in task.units]),
        region_name=first.region,
        code=first.region_code,
    )


def triples_of(parsed: Parsed, *, with_text: bool = True, base: str = BASE) -> list[Triple]:
    """The whole graph of one document."""
    scope, names = scope_of([parsed]), Names(base)
    mapper = Mapper(scope, names, with_text=with_text)
    used = Used()
    told = mapper.document(parsed, document_key(parsed.document), document_stem(parsed.document), used)
    told += mapper.bodies.described(used)
    return [*as_triples(told, names.prefixes), *shared_triples(used, {scope.local: scope.region_name}, names)]
