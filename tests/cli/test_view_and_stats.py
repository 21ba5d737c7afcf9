"""``kg view`` and ``kg stats`` from end to end."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner, Result

from kg.cli.program import program
from kg.resources import SAMPLES

FIXTURE = Path(__file__).parents[1] / "queries" / "fixture.ttl"
SAMPLE = SAMPLES / "01-leader-sections.txt"


def kg(*arguments: str | Path) -> Result:
    return CliRunner().invoke(program, [str(argument) for argument in arguments])


class TestView:
    def test_the_pages_go_to_the_folder_that_is_named(self, tmp_path: Path) -> None:
        told = kg("view", "--data", FIXTURE, "-o", tmp_path / "pages")
        assert told.exit_code == 0
        assert told.stdout == ""
        assert "index.html" in told.stderr
        assert (tmp_path / "pages" / "index.html").is_file()

    def test_without_a_folder_they_go_beside_the_graph(self, tmp_path: Path) -> None:
        (tmp_path / "graph.ttl").write_bytes(FIXTURE.read_bytes())
        assert kg("view", "--data", tmp_path, "--quiet").stderr == ""
        assert (tmp_path / "html" / "index.html").is_file()

    def test_a_graph_that_is_missing_leaves_with_1_and_writes_nothing(self, tmp_path: Path) -> None:
        told = kg("view", "--data", tmp_path / "none.ttl", "-o", tmp_path / "pages")
        assert told.exit_code == 1
        assert not (tmp_path / "pages").exists()

    def test_a_build_has_its_pages_unless_they_are_left_out(self, tmp_path: Path) -> None:
        kg("build", SAMPLE, "-o", tmp_path / "a")
        kg("build", SAMPLE, "-o", tmp_path / "b", "--without-pages")
        assert (tmp_path / "a" / "html" / "index.html").is_file()
        assert not (tmp_path / "b" / "html").exists()

    def test_a_build_without_text_has_pages_without_sentences(self, tmp_path: Path) -> None:
        kg("build", SAMPLE, "-o", tmp_path, "--without-text")
        data = [path.read_text("utf-8") for path in (tmp_path / "html" / "assets" / "data").glob("r*-t*.js")]
        assert data
        assert not any('"text":' in text or '"quote":' in text for text in data)


class TestStats:
    def test_bureaus_the_strongest_first(self) -> None:
        rows = json.loads(kg("stats", "--data", FIXTURE, "--format", "json").stdout)
        assert list(rows[0]) == ["name", "region", "leads", "supports", "degree", "strength", "betweenness", "community", "leaders"]
        first = rows[0]
        assert (first["name"], first["leads"], first["supports"], first["degree"], first["strength"]) == ("发改局", 2, 1, 2, 3)
        assert first["leaders"] == 2
        assert [row["strength"] for row in rows] == sorted((row["strength"] for row in rows), reverse=True)

    @pytest.mark.parametrize("region", ["青禾县", "qinghe"])
    def test_one_region_alone(self, region: str) -> None:
        rows = list(csv.DictReader(io.StringIO(kg("stats", "--data", FIXTURE, "--region", region, "--format", "csv").stdout)))
        assert {row["region"] for row in rows} == {"青禾县"}

    def test_leaders_and_their_tasks(self) -> None:
        rows = {row["name"]: row for row in json.loads(kg("stats", "--network", "leaders", "--data", FIXTURE, "--format", "json").stdout)}
        assert (rows["林一川"]["kind"], rows["林一川"]["tasks"], rows["林一川"]["leaders"]) == ("leader", 4, None)
        assert (rows["发改局"]["kind"], rows["发改局"]["tasks"], rows["发改局"]["leaders"]) == ("bureau", None, 2)

    def test_functions_have_no_region(self) -> None:
        rows = json.loads(kg("stats", "--network", "functions", "--data", FIXTURE, "--format", "json").stdout)
        assert {row["name"] for row in rows} == {"发展改革", "教育"}
        assert "region" not in rows[0]

    def test_bridges_are_edges(self) -> None:
        told = kg("stats", "--bridges", "--data", FIXTURE, "--format", "csv")
        assert told.stdout.splitlines()[0] == "a,b,tasks,communityA,communityB"

    @pytest.mark.parametrize(("name", "read"), [("x.graphml", nx.read_graphml), ("x.gexf", nx.read_gexf)])
    def test_an_export_reads_back(self, tmp_path: Path, name: str, read) -> None:  # type: ignore[no-untyped-def]
        assert kg("stats", "--data", FIXTURE, "--export", tmp_path / name).exit_code == 0
        assert len(read(tmp_path / name)) == 5

    @pytest.mark.parametrize(
        ("arguments", "code", "found"),
        [
            (["--region", "无此地"], 2, "青禾县"),
            (["--network", "functions", "--region", "青禾县"], 2, "all regions together"),
            (["--export", "x.json"], 1, ".graphml or .gexf"),
        ],
    )
    def test_a_message_says_what_to_do(self, arguments: list[str], code: int, found: str) -> None:
        told = kg("stats", "--data", FIXTURE, *arguments)
        assert told.exit_code == code
        assert found in told.stderr
