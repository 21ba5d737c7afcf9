"""The overview's answers: the most asked questions of the catalogue, put to the graph."""

from __future__ import annotations

import tomllib
from collections import Counter
from decimal import Decimal
from importlib import resources
from typing import Any, Final

from pyoxigraph import Store

from kg.model.jsonl import number_json
from kg.queries import Value, find_query, run

__all__ = ["answers"]

MOST_ROWS: Final = 600


def answers(store: Store) -> list[dict[str, Any]]:
    """Each question with title, columns and rows; ``of`` and ``ofRegion`` say how many rows the whole answer has, and of each region."""
    listed = tomllib.loads(resources.files("kg.views").joinpath("questions.toml").read_text(encoding="utf-8"))["question"]
    return [_answer(store, question) for question in listed]


def _answer(store: Store, question: dict[str, Any]) -> dict[str, Any]:
    query = find_query(question["name"])
    result = run(store, query, question.get("parameters"))
    region = result.columns.index("region") if "region" in result.columns else None
    taken: Counter[Value] = Counter()
    rows: list[list[Any]] = []
    for row in result.rows:
        place = row[region] if region is not None else None
        taken[place] += 1
        if taken[place] <= question["rows"] and len(rows) < MOST_ROWS:
            rows.append([number_json(value) if isinstance(value, Decimal) else value for value in row])
    return {
        "name": query.name,
        "zh": query.title_zh,
        "en": query.title,
        "noteZh": query.description_zh,
        "noteEn": query.description,
        "with": question.get("parameters", {}),
        "columns": list(result.columns),
        "rows": rows,
        "of": len(result.rows),
        "ofRegion": {str(place): count for place, count in taken.items() if place is not None},
        "names": question["names"],
        "bar": question["bar"],
        "goals": question.get("goals", False),
    }
