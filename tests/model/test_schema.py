"""The JSON Schema of the records is what the program writes: the file is generated, and every record keeps it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kg.documents import Source, read
from kg.model.jsonl import record_lines
from kg.model.keys import keys_of
from kg.model.records import DocumentRecord, Task
from kg.model.schema import records_schema, schema_text
from kg.model.terms import RECORDS
from kg.parsing import parse
from kg.resources import SAMPLES

FILE = Path(__file__).parents[2] / "docs" / "records.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(records_schema())


def records(path: Path, *, with_text: bool = True) -> list[Any]:
    lines: list[Any] = []
    for source in read(path):
        assert isinstance(source, Source)
        lines += [json.loads(line) for line in record_lines(parse(source), with_text=with_text)]
    return lines


def faults(record: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(record)]


def test_the_file_is_what_is_generated() -> None:
    assert FILE.read_text(encoding="utf-8") == schema_text(), "python docs/make_records_schema.py writes it anew"


def test_the_schema_is_a_schema_of_its_draft() -> None:
    jsonschema.Draft202012Validator.check_schema(records_schema())
    assert records_schema()["$id"] == RECORDS


@pytest.mark.parametrize("with_text", [True, False], ids=["with text", "without text"])
@pytest.mark.parametrize("path", sorted(Path(str(SAMPLES)).glob("*.txt")), ids=lambda path: path.stem)
def test_every_record_of_a_sample_keeps_it(path: Path, with_text: bool) -> None:
    found = records(path, with_text=with_text)
    assert len(found) > 15
    assert not [fault for record in found for fault in faults(record)]


@pytest.mark.parametrize("record", [DocumentRecord, Task])
def test_each_record_is_described_with_each_of_its_keys(record: type) -> None:
    said = records_schema()["$defs"][record.__name__.removesuffix("Record").lower()]
    assert said["description"]
    assert {key.name for key in keys_of(record)} <= set(said["properties"])


@pytest.mark.parametrize(
    "keys",
    [{"part": 0}, {"part": 1.5}, {"text": 3}, {"units": None}, {"unts": []}, {"details": {"备注": 1}}, {"start": -1}, {"type": "notice"}],
    ids=str,
)
def test_what_is_no_record_does_not_keep_it(keys: dict[str, object]) -> None:
    task = records(Path(str(SAMPLES)) / "10-pipe-table.txt")[1]
    assert not faults(task)
    assert faults(task | keys)


@pytest.mark.parametrize("key", [key.name for key in keys_of(Task) if not key.where_said])
def test_a_record_without_a_key_does_not_keep_it(key: str) -> None:
    task = records(Path(str(SAMPLES)) / "10-pipe-table.txt")[1]
    assert faults({name: found for name, found in task.items() if name != key})
