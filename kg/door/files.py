"""The records of one file, from Python."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from kg.documents import read
from kg.model.errors import PassedOver, UnreadableSource
from kg.model.jsonl import document_json, task_json
from kg.parsing import parse

__all__ = ["parsed_file"]


def parsed_file(path: str | os.PathLike[str]) -> list[dict[str, Any]]:
    """As :func:`kg.parse`."""
    records: list[dict[str, Any]] = []
    for found in read(Path(path)):
        if isinstance(found, PassedOver):
            continue
        if isinstance(found, UnreadableSource):
            raise found
        parsed = parse(found)
        records.append(document_json(parsed.document))
        records += [task_json(parsed.document.file, task) for task in parsed.tasks]
    return records
