"""The JSON Schema (draft 2020-12) of the records, generated from their dataclasses; ``docs/records.schema.json`` holds it."""

from __future__ import annotations

import inspect
import json
import re
from typing import Any, Final, assert_never

from kg.model.keys import Key, Kind, Many, Maybe, Nested, Number, Pairs, Plain, Words, keys_of
from kg.model.records import DocumentRecord, Task
from kg.model.terms import RECORDS

__all__ = ["records_schema", "schema_text"]

_DESCRIPTION: Final = (
    "One line of what kg parse prints and of records.jsonl: a document, or one of the tasks below it. start and end are character offsets "
    "(Unicode code points) into the document's text as read, end exclusive. A key whose value is unknown is null. Where sentences are left "
    "out (kg build --without-text), text, heading and quote are null. These are all keys of this version; a later one may add some."
)
_TYPES: Final = {str: "string", int: "integer", bool: "boolean"}


def schema_text() -> str:
    """The schema as the file holds it."""
    return json.dumps(records_schema(), ensure_ascii=False, indent=2) + "\n"


def records_schema() -> dict[str, Any]:
    """The schema of one line. Each record is a definition of its own; a key that this version does not write is no part of it."""
    definitions = {
        "document": _object(DocumentRecord, type={"const": "document"}),
        "task": _object(Task, type={"const": "task"}, file={"type": "string"}),
    }
    for record in _nested(DocumentRecord) | _nested(Task):
        definitions[_name(record)] = _object(record)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": RECORDS,
        "title": "Records of kg parse",
        "description": _DESCRIPTION,
        "oneOf": [{"$ref": "#/$defs/document"}, {"$ref": "#/$defs/task"}],
        "$defs": definitions,
    }


def _name(record: type) -> str:
    """What a record is called in the schema: its class in lower case, words parted by a hyphen."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", record.__name__.removesuffix("Record")).lower()


def _nested(record: type) -> dict[type, None]:
    """The records inside a record, those inside them included, each once."""
    found: dict[type, None] = {}
    for key in keys_of(record):
        kind = key.kind
        while isinstance(kind, Maybe | Many):
            kind = kind.of
        if isinstance(kind, Nested):
            found |= {kind.record: None} | _nested(kind.record)
    return found


def _object(record: type, **before: dict[str, Any]) -> dict[str, Any]:
    """The keys of a record, behind those that only a line has."""
    keys = keys_of(record)
    return {
        "description": _described(record),
        "type": "object",
        "properties": before | {key.name: _key(key) for key in keys},
        "required": [*before, *(key.name for key in keys if not key.where_said)],
        "additionalProperties": False,
    }


def _described(record: type) -> str:
    """The record's docstring in one line, as a reader of JSON calls things."""
    words = " ".join((inspect.getdoc(record) or "").split())
    return re.sub(r"\bNone\b", "null", words.replace("``", "`"))


def _key(key: Key) -> dict[str, Any]:
    schema = _schema(Maybe(key.kind) if key.withheld and not isinstance(key.kind, Maybe) else key.kind)
    return schema if key.least is None else schema | {"minimum": key.least}


def _schema(kind: Kind) -> dict[str, Any]:
    match kind:
        case Plain():
            return {"type": _TYPES[kind.type]}
        case Number():
            return {"type": "number"}
        case Words():
            return {"enum": [*kind.words]}
        case Many():
            return {"type": "array", "items": _schema(kind.of)}
        case Pairs():
            return {"type": "object", "additionalProperties": {"type": "string"}}
        case Nested():
            return {"$ref": f"#/$defs/{_name(kind.record)}"}
        case Maybe():
            return _or_null(_schema(kind.of))
        case _:
            assert_never(kind)


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    if "type" in schema:
        return schema | {"type": [schema["type"], "null"]}
    if "enum" in schema:
        return {"enum": [*schema["enum"], None]}
    return {"anyOf": [schema, {"type": "null"}]}
