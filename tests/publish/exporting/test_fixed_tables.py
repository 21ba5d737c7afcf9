"""Tables with a schema that never depends on the data, and shards of N-Quads: what other machines take in."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.building.build import build
from kg.model.errors import StoreError
from kg.publish.exporting import export, parquet
from kg.publish.exporting.fixed_tables import TABLES
from kg.resources import SAMPLES
from kg.store.disk import write_store
from kg.store.manifest import check, read, write

DOCS = Path(__file__).resolve().parents[3] / "docs"
NAMES = [*(table.name for table in TABLES), "nodes", "edges"]
PREFIXES = "@prefix zr: <https://w3id.org/zeren/ontology#> . @prefix x: <https://example.org/x/> .\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    build(sorted(SAMPLES.glob("*.txt"))[:3], folder)
    return folder


def tables(data: Path, folder: Path) -> dict[str, Any]:
    reading = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    return {path.stem: reading.read_table(path) for path in export(data, "parquet", folder)}


def rows(table: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table.to_pylist()
    return found


def test_the_schema_is_the_same_whatever_the_graph_holds(built: Path, tmp_path: Path) -> None:
    odd = tmp_path / "odd.ttl"
    odd.write_text(PREFIXES + 'x:t a zr:Target ; zr:value "much" , "more" ; zr:charStart 1.5 . x:u a x:Unknown .', encoding="utf-8")
    ours, others = tables(built, tmp_path / "a"), tables(odd, tmp_path / "b")
    assert list(ours) == list(others) == NAMES
    assert {name: str(table.schema) for name, table in ours.items()} == {name: str(table.schema) for name, table in others.items()}
    assert others["tasks"].num_rows == ours["results"].num_rows == 0
    (odd_row,) = rows(others["targets"])
    assert (odd_row["iri"], odd_row["value"], odd_row["char_start"]) == ("https://example.org/x/t", None, None)


def test_the_tables_hold_what_the_graph_says(built: Path, tmp_path: Path) -> None:
    found = tables(built, tmp_path)
    store = ox.Store()
    store.bulk_load(path=built / "graph.ttl")
    for table in TABLES:
        classes = " ".join(f"{name}" for name in table.classes)
        answer = store.query(
            f"PREFIX zr: <https://w3id.org/zeren/ontology#> SELECT (COUNT(DISTINCT ?s) AS ?n) {{ VALUES ?c {{ {classes} }} ?s a ?c }}"
        )
        assert isinstance(answer, ox.QuerySolutions)
        assert int(next(answer)["n"].value) == found[table.name].num_rows, table.name
    tasks = {row["iri"]: row for row in rows(found["tasks"])}
    assignments = rows(found["assignments"])
    assert assignments
    for row in assignments:
        side = {"Lead": "lead", "Support": "support"}[row["role"]]
        assert row["party"] in tasks[row["task"]][f"{side}_units"]
        assert row["party_name"] in tasks[row["task"]][f"{side}_unit_names"]
    targets = rows(found["targets"])
    assert all(row["task"] in tasks and isinstance(row["char_start"], int) and row["char_end"] > row["char_start"] for row in targets)
    assert any(isinstance(row["value"], float) for row in targets)


def test_no_edge_leads_nowhere_and_no_node_comes_twice(built: Path, tmp_path: Path) -> None:
    found = tables(built, tmp_path)
    nodes = [row["id"] for row in rows(found["nodes"])]
    edges = rows(found["edges"])
    assert len(nodes) == len(set(nodes))
    assert {end for row in edges for end in (row["src"], row["dst"])} <= set(nodes)
    links = sum(1 for quad in ox.parse(path=built / "graph.ttl") if isinstance(quad.object, ox.NamedNode))
    types = sum(1 for quad in ox.parse(path=built / "graph.ttl") if quad.predicate.value.endswith("#type"))
    assert len(edges) == links - types


def test_a_thing_of_several_classes_is_one_node_and_a_class_without_a_name_is_none(tmp_path: Path) -> None:
    odd = tmp_path / "odd.ttl"
    odd.write_text(
        PREFIXES + "x:a a zr:Unit , x:First , [ a x:Second ] ; zr:region x:r . x:b a zr:Task ; zr:leadUnit x:a .", encoding="utf-8"
    )
    found = rows(tables(odd, tmp_path / "out")["nodes"])
    assert [(row["id"][-1], row["label"]) for row in found] == [("a", "First"), ("b", "Task"), ("r", "Term")]


def test_a_number_in_a_column_of_texts_is_written_out(tmp_path: Path) -> None:
    odd = tmp_path / "odd.ttl"
    odd.write_text(PREFIXES + "x:t a zr:Task ; zr:number 0.0000001 .", encoding="utf-8")
    found = tables(odd, tmp_path / "out")
    assert [row["number"] for row in rows(found["tasks"])] == [row["name"] for row in rows(found["nodes"])] == ["0.0000001"]


@pytest.mark.parametrize("batch", [1, 2, 1000])
def test_a_table_is_whole_however_many_rows_are_written_at_once(
    batch: int, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(tables(built, tmp_path / "a")["units"])
    monkeypatch.setattr(parquet, "_ROWS", batch)
    small = tmp_path / "small.ttl"
    small.write_text(PREFIXES + "".join(f"x:{n} a zr:Unit .\n" for n in range(3)), encoding="utf-8")
    assert [row["iri"][-1] for row in rows(tables(small, tmp_path / "b")["units"])] == ["0", "1", "2"]
    assert before


def test_a_store_gives_the_same_tables(built: Path, tmp_path: Path) -> None:
    write_store(built, tmp_path / "store")
    ours, theirs = tables(built, tmp_path / "a"), tables(tmp_path / "store", tmp_path / "b")
    for name in NAMES:
        order = [(key, "ascending") for key in ours[name].schema.names[:3]]
        assert ours[name].sort_by(order).equals(theirs[name].sort_by(order)), name


@pytest.mark.parametrize("page", ["stores.md", "zh/stores.md"])
def test_what_the_documentation_asks_duckdb_and_pandas_is_answered(
    built: Path, tmp_path: Path, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    found = tables(built, tmp_path / "tables")
    export(built, "csv", tmp_path / "csv")
    monkeypatch.chdir(tmp_path)
    text = (DOCS / page).read_text(encoding="utf-8")
    by_table, by_edges, of_csv = (duckdb.sql(query).fetchall() for query in re.findall(r"^```sql\n(.*?)^```$", text, re.M | re.S))
    leads = Counter(row["party_name"] for row in rows(found["assignments"]) if row["role"] == "Lead")
    assert leads and sum(count for *_, count in by_table) <= leads.total()
    for answer in (by_edges, of_csv):
        assert answer and {name: leads[name] for name, _ in answer} == dict(answer)
    (expression,) = re.findall(r"`(pandas\.read_parquet\(.*?)`", text)
    assert eval(expression, {"pandas": pandas})["count"].sum() == sum(
        row["value"] is not None and row["indicator_name"] is not None for row in rows(found["targets"])
    )


def statements(paths: list[Path]) -> list[bytes]:
    return [line for path in paths for line in gzip.decompress(path.read_bytes()).splitlines()]


@pytest.mark.parametrize("size", [1, 7, 10, 11])
def test_shards_hold_each_statement_once_and_fit_their_manifest(size: int, tmp_path: Path) -> None:
    data = tmp_path / "graph.nq"
    lines = [f'<x:s{n}> <x:p> "{n}" <x:g{n // 3}> .'.encode() for n in range(10)]
    data.write_bytes(b"\n".join(lines))
    *shards, manifest = export(data, "nquads-shards", tmp_path / "out", shard_triples=size)
    assert len(shards) == -(-10 // size)
    assert statements(shards) == lines
    found = read(manifest.parent)
    assert found is not None
    assert list(found.files) == [path.name for path in shards]
    assert check(manifest.parent, digests=True) == []


def test_the_same_graph_gives_the_same_shards_and_old_ones_go(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    first = {path.name: path.read_bytes() for path in export(built, "nquads-shards", folder, shard_triples=500)}
    assert len(first) > 3
    (folder / "graph-99999.nq.gz").write_bytes(b"not of a manifest")
    again = {path.name: path.read_bytes() for path in export(built, "nquads-shards", folder, shard_triples=500)}
    assert again == first
    export(built, "nquads-shards", folder)
    assert sorted(path.name for path in folder.iterdir()) == ["graph-00000.nq.gz", "graph-99999.nq.gz", "manifest.json"]


def test_a_store_and_its_build_give_the_same_statements(built: Path, tmp_path: Path) -> None:
    write_store(built, tmp_path / "store")
    *ours, _ = export(built, "nquads-shards", tmp_path / "a")
    *theirs, _ = export(tmp_path / "store", "nquads-shards", tmp_path / "b")
    assert sorted(statements(ours)) == sorted(statements(theirs)) == sorted((built / "graph.nq").read_bytes().splitlines())


def test_nothing_makes_no_shard(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_bytes(b"")
    with pytest.raises(StoreError, match="no triple"):
        export(tmp_path / "graph.nq", "nquads-shards", tmp_path / "out")


def test_the_folder_of_a_build_is_not_taken_for_one_of_shards(built: Path, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_bytes(b"")
    manifest = write(tmp_path, ["graph.ttl"])
    before = manifest.read_bytes()
    with pytest.raises(StoreError, match="not that of shards"):
        export(built, "nquads-shards", tmp_path)
    assert manifest.read_bytes() == before
