"""The graph and the records of a build say the same of every target."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store
from pyoxigraph import parse as parse_rdf

from kg.building.build import build
from kg.mapping import vocabulary as v
from kg.resources import SAMPLES

COMPARATORS = {"eq": "Exactly", "ge": "AtLeast", "le": "AtMost", "approx": "About"}
Fact = tuple[str, str | None, Decimal, str | None, str]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    build(sorted(SAMPLES.glob("*.txt")), folder)
    return folder


def in_records(folder: Path) -> Counter[tuple[str, tuple[Fact, ...]]]:
    """For each task its text and its targets."""
    found: Counter[tuple[str, tuple[Fact, ...]]] = Counter()
    for line in (folder / "records.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line, parse_float=Decimal)
        if record["type"] == "task":
            facts = sorted(
                (t["quote"], t["indicator"], Decimal(t["value"]).normalize(), t["unit"], COMPARATORS[t["comparator"]])
                for t in record["targets"]
            )
            found[record["text"], tuple(facts)] += 1
    return found


def in_graph(folder: Path) -> Counter[tuple[str, tuple[Fact, ...]]]:
    """The same from the triples."""
    store = Store()
    store.bulk_extend(q for q in parse_rdf(path=str(folder / "graph.ttl")))
    found: Counter[tuple[str, tuple[Fact, ...]]] = Counter()

    def one(node: NamedNode, name: str) -> str | None:
        values = [quad.object for quad in store.quads_for_pattern(node, v.term(name), None)]
        assert len(values) <= 1, (node, name, values)
        for value in values:
            assert isinstance(value, NamedNode | Literal)
            return value.value
        return None

    for quad in store.quads_for_pattern(None, v.TYPE, v.term("zr:Task")):
        task = quad.subject
        assert isinstance(task, NamedNode)
        facts: list[Fact] = []
        for link in store.quads_for_pattern(task, v.term("zr:target"), None):
            node = link.object
            assert isinstance(node, NamedNode)
            comparator = (one(node, "zr:comparator") or "").rpartition("#")[2]
            quote = one(node, "zr:quote") or ""
            facts.append(
                (
                    quote,
                    one(node, "zr:indicatorName"),
                    Decimal(one(node, "zr:value") or "NaN").normalize(),
                    one(node, "zr:unitOfMeasure"),
                    comparator,
                )
            )
        found[one(task, "zr:text") or "", tuple(sorted(facts))] += 1
    return found


def test_every_target_of_the_records_is_in_the_graph_and_none_besides(built: Path) -> None:
    records, graph = in_records(built), in_graph(built)
    assert sum(records.values()) > 100
    assert records - graph == Counter()
    assert graph - records == Counter()
