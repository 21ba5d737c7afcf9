"""A build with corrections: who said so stands in the graph, what is lost in the report; only what a correction touches is made anew."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.building.build import Caches, build
from kg.cli.program import program
from kg.store.cache import Cache
from kg.store.validate import validate
from tests.correcting.cases import NOTICE, at, lines_of

NUMBER = {"number": "青政办发〔2024〕3号"}
LINES: list[dict[str, Any]] = [
    {"id": "c-units", "by": "督查室", "when": "2026-11-27T09:12:00.50+08:00", "why": "电话核实", "document": NUMBER,
     "at": at("地区生产总值增长7%"), "set": {"units": [{"name": "县经信局", "role": "lead"}, {"name": "县发改局"}]}},
    {"id": "c-region", "by": "督查室", "document": NUMBER, "set": {"region": "云岫市青岭县"}},
    {"id": "c-target", "by": "甲", "document": NUMBER, "at": at("村级文化礼堂12个"), "drop": "target"},
    {"id": "c-gone", "document": NUMBER, "at": {"exact": "修建机场"}, "confirm": True},
    {"id": "c-other", "document": {"title": "另一份通知"}, "confirm": True},
    {"id": "c-names", "by": "甲", "same_body": ["县教育局", "县财政局"], "document": {"region_code": "云岫市青岭县"}},
]  # fmt: skip
PREFIXES = """PREFIX zr: <https://w3id.org/zeren/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> """

Made = Callable[..., Path]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Builds the notice with these lines beside it."""
    folder = tmp_path / "notices"
    folder.mkdir()
    (folder / "青岭县.txt").write_text(NOTICE, encoding="utf-8")

    def make(*lines: dict[str, Any], to: str = "out", caches: Caches | None = None, **options: Any) -> Path:
        beside = folder / "corrections.jsonl"
        beside.unlink(missing_ok=True)
        if lines:
            beside.write_bytes(lines_of(*lines))
        build([folder], tmp_path / to, caches=caches, **options)
        return tmp_path / to

    return make


def asked(folder: Path, query: str) -> list[list[str]]:
    store = ox.Store()
    store.bulk_load(path=folder / "graph.ttl", format=ox.RdfFormat.TURTLE)
    rows = store.query(PREFIXES + query)
    assert isinstance(rows, ox.QuerySolutions)
    return sorted([str(getattr(term, "value", "")) for term in row] for row in rows)


def test_who_said_so_when_and_why_stands_beside_what_was_read(made: Made) -> None:
    folder = made(*LINES)
    found = asked(
        folder,
        """SELECT ?name ?by ?when ?why ?read { ?a zr:basis zr:Corrected ; zr:printedName ?name ; prov:wasGeneratedBy ?c .
        ?c prov:wasAssociatedWith/skos:prefLabel ?by ; prov:endedAtTime ?when ; zr:reason ?why ; zr:printedReading ?read }""",
    )
    assert [row[:4] for row in found] == [[name, "督查室", "2026-11-27T09:12:00.5+08:00", "电话核实"] for name in ("县发改局", "县经信局")]
    assert [unit["name"] for unit in json.loads(found[0][4])["units"]] == ["县发改局", "县经信局"]
    makers = asked(folder, "SELECT ?name { ?c a zr:Correction ; prov:wasAssociatedWith/skos:prefLabel ?name }")
    assert makers == [["甲"], ["甲"], ["督查室"], ["督查室"]]
    assert len(asked(folder, 'SELECT ?unit { ?unit skos:prefLabel|skos:altLabel "县教育局"@zh , "县财政局"@zh }')) == 1
    assert validate(_store(folder)) == []


def _store(folder: Path) -> ox.Store:
    store = ox.Store()
    store.bulk_load(path=folder / "graph.ttl", format=ox.RdfFormat.TURTLE)
    return store


def test_named_graphs_hold_each_triple_once(made: Made) -> None:
    folder = made(*LINES)
    quads = list(ox.parse(path=folder / "graph.nq", format=ox.RdfFormat.N_QUADS))
    assert len({quad.triple for quad in quads}) == len(quads) == len(list(ox.parse(path=folder / "graph.ttl", format=ox.RdfFormat.TURTLE)))


def test_the_report_says_what_became_of_each_and_the_lost_ones_first(made: Made) -> None:
    folder = made(*LINES)
    told = json.loads((folder / "report.json").read_text(encoding="utf-8"))["corrections"]
    assert {state: [one["id"] for one in told[state]] for state in told["counts"] if told["counts"][state]} == {
        "lost": ["c-gone"], "applied": ["c-units", "c-region", "c-target", "c-names"], "elsewhere": ["c-other"],
    }  # fmt: skip
    page = (folder / "report.md").read_text(encoding="utf-8")
    assert page.index("Not found any more") < page.index("`c-gone`") < page.index("### Applied") < page.index("## What was read")


def test_without_text_no_sentence_is_kept_in_the_graph(made: Made) -> None:
    folder = made(*LINES, with_text=False)
    assert "村级文化礼堂12个" not in (folder / "graph.ttl").read_text(encoding="utf-8")
    assert [row[0].count("县发改局") for row in asked(folder, "SELECT ?r { ?c zr:printedReading ?r }") if "units" in row[0]] == [1]


def test_only_what_a_correction_touches_is_made_anew(made: Made, tmp_path: Path) -> None:
    other = NOTICE.replace("青岭县", "望岚县").replace("青政办发", "望政办发")
    (tmp_path / "notices" / "望岚县.txt").write_text(other, encoding="utf-8")
    caches = Caches(*(Cache(tmp_path / "kept" / kind, 10**9) for kind in ("files", "regions", "layouts")))

    def kept(*lines: dict[str, Any]) -> tuple[int, int]:
        made(*lines, caches=caches)
        beside = tmp_path / "notices" / "corrections.jsonl"
        return build([beside.parent], tmp_path / "again", caches=caches).kept

    assert kept() == (2, 2)
    made(*LINES[:1], caches=caches)
    beside = tmp_path / "notices" / "corrections.jsonl"
    beside.write_bytes(lines_of(LINES[2]))
    found = build([beside.parent], tmp_path / "again", caches=caches)
    assert found.kept == (2, 1)
    beside.write_bytes(lines_of(LINES[2] | {"by": "乙"}))
    assert build([beside.parent], tmp_path / "again", caches=caches).kept == (2, 1)
    assert build([beside.parent], tmp_path / "again", caches=caches).kept == (2, 2)
    cold = build([beside.parent], tmp_path / "cold")
    assert (cold.folder / "graph.ttl").read_bytes() == (tmp_path / "again" / "graph.ttl").read_bytes()


def test_two_files_of_one_notice_are_corrected_alike(made: Made, tmp_path: Path) -> None:
    page = "".join(f"<p>{line}</p>" for line in NOTICE.splitlines())
    (tmp_path / "notices" / "青岭县.html").write_text(f"<html><meta charset=utf-8><body>{page}</body></html>", encoding="utf-8")
    folder = made(*LINES)
    told = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert told["summary"]["documents"] == 1
    assert "readings-differ" not in (folder / "report.md").read_text(encoding="utf-8")
    assert len(asked(folder, "SELECT ?a { ?a zr:basis zr:Corrected }")) == 2


def test_the_command_names_what_is_lost_even_when_it_is_to_be_quiet(made: Made, tmp_path: Path) -> None:
    made()
    file = tmp_path / "mine.jsonl"
    file.write_bytes(lines_of(*LINES))
    sources = [str(tmp_path / "notices"), "-o", str(tmp_path / "out"), "--no-cache", "--without-pages", "-j", "1"]
    run = CliRunner().invoke(program, ["build", *sources, "-q", "--corrections", str(file)])
    assert run.exit_code == 0
    assert run.stderr.splitlines() == [
        "The correction c-gone is not found any more in 青岭县.txt: “修建机场” does not stand there any more"
    ]
    # The file that was named holds for what is added, too.
    again = tmp_path / "more"
    shutil.copytree(tmp_path / "notices", again)
    run = CliRunner().invoke(
        program, ["build", str(again), "-o", str(tmp_path / "out"), "--no-cache", "--without-pages", "-j", "1", "--add"]
    )
    assert "4 applied, 0 not needed any more, 1 not in force" in run.stderr
    run = CliRunner().invoke(program, ["parse", str(tmp_path / "notices"), "--corrections", str(file)])
    records = [json.loads(line) for line in run.stdout.splitlines()]
    assert (records[0]["region"], records[1]["units"][0]["basis"], records[1]["corrections"][0]["id"]) == (
        "云岫市青岭县",
        "corrected",
        "c-units",
    )
    assert "3 applied" in run.stderr


def test_a_file_that_is_half_understood_builds_nothing(made: Made, tmp_path: Path) -> None:
    made()
    file = tmp_path / "mine.jsonl"
    file.write_text('{"document": {"number": "1号"}, "confrim": true}\n', encoding="utf-8")
    run = CliRunner().invoke(
        program, ["build", str(tmp_path / "notices"), "-o", str(tmp_path / "new"), "--no-cache", "--corrections", str(file)]
    )
    assert run.exit_code == 1
    assert "mine.jsonl:1" in run.stderr
    assert not (tmp_path / "new" / "graph.ttl").exists()
    run = CliRunner().invoke(program, ["build", str(tmp_path / "notices"), "--no-cache", "--corrections", str(tmp_path / "none.jsonl")])
    assert run.exit_code == 1
    assert "no such file of corrections" in run.stderr
