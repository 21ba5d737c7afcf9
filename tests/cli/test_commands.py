"""Each command from end to end: what it prints, what it writes, how it leaves."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from kg.cli.program import program
from kg.resources import FIVE_NOTICES, SAMPLES

FIXTURE = Path(__file__).parents[1] / "queries" / "fixture.ttl"
SAMPLE = SAMPLES / "01-leader-sections.txt"
LEADS = [
    {"unit": "发改局", "region": "青禾县", "tasks": 2, "years": "2031"},
    {"unit": "市发改委", "region": "白石市", "tasks": 1, "years": "2031"},
    {"unit": "财政局", "region": "青禾县", "tasks": 1, "years": "2031"},
]


def kg(*arguments: str | Path) -> Result:
    return CliRunner().invoke(program, [str(argument) for argument in arguments])


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    """A notice of two tasks, one of them with a name that is hardly one."""
    path = tmp_path / "doubtful.txt"
    lines = ["云岫市2023年重点工作责任分解", "1.新建厂房3座。", "责任单位：发改局", "2.修订规划。", "责任单位：财政局、好好学习"]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


class TestQuery:
    def test_json_is_a_list_of_objects_keyed_by_the_columns(self) -> None:
        told = kg("query", "cross-agency-leads", "--data", FIXTURE, "--format", "json")
        assert told.exit_code == 0
        assert json.loads(told.stdout) == LEADS

    def test_csv_has_the_columns_first(self) -> None:
        told = kg("query", "cross-agency-leads", "--data", FIXTURE, "--format", "csv")
        assert list(csv.DictReader(io.StringIO(told.stdout))) == [{key: str(value) for key, value in row.items()} for row in LEADS]

    def test_tsv_and_markdown(self) -> None:
        arguments = ("query", "lead-basis", "--data", FIXTURE, "--format")
        assert kg(*arguments, "tsv").stdout.splitlines()[:2] == ["region\tbasis\tleads\tyears", "白石市\tdeclared\t3\t2031, 2031-2035"]
        assert kg(*arguments, "markdown").stdout.splitlines()[1:3] == [
            "| --- | --- | ---: | --- |",
            "| 白石市 | declared | 3 | 2031, 2031-2035 |",
        ]

    def test_a_table_that_goes_into_a_pipe_is_plain_and_whole(self) -> None:
        told = kg("query", "unquantified-tasks", "--data", FIXTURE)
        assert "\x1b" not in told.stdout
        assert "实施晨光计划，办好学校。" in told.stdout
        assert len(told.stdout.splitlines()) == 4

    def test_the_result_goes_to_the_file_that_is_named(self, tmp_path: Path) -> None:
        target = tmp_path / "new" / "answer.json"
        told = kg("query", "cross-agency-leads", "--data", FIXTURE, "--format", "json", "-o", target)
        assert told.stdout == ""
        assert json.loads(target.read_text(encoding="utf-8")) == LEADS

    def test_without_a_name_the_catalogue_is_listed(self) -> None:
        names = [row["name"] for row in json.loads(kg("query", "--format", "json").stdout)]
        assert "cross-agency-leads" in names
        assert names == sorted(names)
        assert "-p indicator=地区生产总值" in kg("query").stdout

    def test_show_prints_the_sparql(self) -> None:
        assert "GROUP BY" in kg("query", "collaboration", "--show").stdout

    def test_a_parameter_is_bound(self) -> None:
        told = kg("query", "bureau-tasks", "-p", "unit=教育局", "--data", FIXTURE, "--format", "json")
        assert [row["role"] for row in json.loads(told.stdout)] == ["lead", "support"]

    @pytest.mark.parametrize(
        ("arguments", "found"),
        [
            (["indicator-comparison"], "-p indicator=地区生产总值"),
            (["cross-agency-lead"], "Did you mean cross-agency-leads"),
            (["bureau-tasks", "-p", "unit"], "not KEY=VALUE"),
            (["bureau-tasks", "-p", "=x"], "not KEY=VALUE"),
            (["bureau-tasks", "-p", "unit=a", "-p", "unit=b"], "given twice"),
            (["due-before", "-p", "before=soon"], "not of the kind date"),
            (["collaboration", "--format", "turtle"], "for CONSTRUCT and DESCRIBE"),
        ],
    )
    def test_a_message_says_what_to_do(self, arguments: list[str], found: str) -> None:
        told = kg("query", *arguments, "--data", FIXTURE)
        assert told.exit_code == 2
        assert found in told.stderr

    @pytest.mark.parametrize(
        ("text", "form", "expected"),
        [
            ("ASK { ?s a <https://w3id.org/zeren/ontology#Task> }", "json", '[\n  {"answer": true}\n]\n'),
            ("CONSTRUCT { <a:a> <a:b> 'c' } WHERE {}", "ntriples", '<a:a> <a:b> "c" .\n'),
            ("CONSTRUCT { <a:a> <a:b> 'c' } WHERE {}", "csv", "subject,predicate,object\na:a,a:b,c\n"),
        ],
    )
    def test_a_query_of_ones_own(self, tmp_path: Path, text: str, form: str, expected: str) -> None:
        path = tmp_path / "mine.rq"
        path.write_text(text, encoding="utf-8")
        assert kg("query", path, "--data", FIXTURE, "--format", form).stdout == expected

    @pytest.mark.parametrize("text", ["CLEAR ALL", "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "oops"])
    def test_a_query_that_is_refused(self, tmp_path: Path, text: str) -> None:
        path = tmp_path / "mine.rq"
        path.write_text(text, encoding="utf-8")
        told = kg("query", path, "--data", FIXTURE)
        assert told.exit_code == 2
        assert "mine.rq" in told.stderr

    def test_signs_that_steer_a_terminal_do_not_reach_it(self, tmp_path: Path) -> None:
        (tmp_path / "mine.rq").write_text(r'SELECT ("a\u001B[31mb\u202Ec" AS ?x) WHERE {}', encoding="utf-8")
        told = kg("query", tmp_path / "mine.rq", "--data", FIXTURE)
        assert told.stdout.splitlines()[1] == "a\ufffd[31mb\ufffdc"


class TestData:
    @pytest.mark.parametrize("content", [None, b"this is no Turtle", b"\x00\xff"])
    def test_a_graph_that_cannot_be_read_leaves_with_1(self, tmp_path: Path, content: bytes | None) -> None:
        path = tmp_path / "graph.ttl"
        if content is not None:
            path.write_bytes(content)
        told = kg("query", "collaboration", "--data", path)
        assert told.exit_code == 1
        assert "graph.ttl" in told.stderr

    def test_a_build_at_hand_is_taken_and_said(self, elsewhere: Path) -> None:
        (elsewhere / "exports").mkdir()
        (elsewhere / "exports" / "graph.ttl").write_bytes(FIXTURE.read_bytes())
        told = kg("query", "cross-agency-leads", "--format", "json")
        assert json.loads(told.stdout) == LEADS
        assert "exports/graph.ttl" in told.stderr

    def test_without_a_build_the_shipped_graph_is_taken_and_said(self, elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("kg.cli.data.FIVE_NOTICES", FIXTURE)
        told = kg("query", "cross-agency-leads", "--format", "json")
        assert json.loads(told.stdout) == LEADS
        assert "No build at hand" in told.stderr

    def test_without_any_graph_the_message_names_the_way(self, elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("kg.cli.data.FIVE_NOTICES", elsewhere / FIVE_NOTICES.name)
        told = kg("query", "cross-agency-leads")
        assert told.exit_code == 1
        assert "kg build" in told.stderr


class TestParse:
    def test_records_are_json_lines_a_document_and_its_tasks(self) -> None:
        told = kg("parse", SAMPLE)
        records = [json.loads(line) for line in told.stdout.splitlines()]
        assert told.exit_code == 0
        assert [record["type"] for record in records] == ["document"] + ["task"] * (len(records) - 1)
        assert {record["file"] for record in records} == {SAMPLE.name}
        assert len(records) > 15

    def test_without_a_source_the_samples_are_read(self) -> None:
        told = kg("parse")
        assert told.exit_code == 0
        assert told.stdout.count('"type": "document"') >= 5
        assert "sample" in told.stderr

    def test_a_source_that_cannot_be_read_costs_no_other(self, tmp_path: Path) -> None:
        (tmp_path / "empty.txt").write_bytes(b"")
        told = kg("parse", tmp_path / "empty.txt", tmp_path / "absent.txt", SAMPLE)
        assert told.exit_code == 1
        assert told.stdout.count('"type": "document"') == 1
        assert "empty.txt" in told.stderr
        assert "absent.txt" in told.stderr

    def test_what_is_in_doubt_is_told_last_and_beside_the_records(self, doubtful: Path) -> None:
        told = kg("parse", doubtful, SAMPLE)
        assert told.stderr.splitlines()[-1].startswith("2 of 2 documents and 1 of 19 tasks are in doubt: name-doubtful 1, ")
        assert kg("parse", doubtful, SAMPLE, "-q").stderr == ""
        assert all(json.loads(line)["type"] in ("document", "task") for line in told.stdout.splitlines())

    def test_the_file_that_is_named_gets_the_records(self, tmp_path: Path) -> None:
        assert kg("parse", SAMPLE, "-o", tmp_path / "records.jsonl").stdout == ""
        assert (tmp_path / "records.jsonl").read_text(encoding="utf-8") == kg("parse", SAMPLE).stdout

    def test_numbers_shows_every_number_with_what_was_made_of_it(self, tmp_path: Path) -> None:
        path = tmp_path / "notice.txt"
        lines = ["一、林一川牵头重点工作", "1.新建学校3所，推进5G应用。", "责任单位：教育局", "2.粮食产量达到20万吨。", "责任单位：农业局"]
        path.write_text("2031年政府工作报告重点工作责任分解\n" + "\n".join(lines) + "\n", encoding="utf-8")
        rows = json.loads(kg("parse", "--numbers", path, "--format", "json").stdout)
        found = {row["number"]: row for row in rows}
        assert found["3所"]["kind"] == "target"
        assert found["3所"]["line"] == 3
        assert found["20万吨"]["kind"] == "target"
        assert [row["kind"] for row in rows if row["number"].startswith("5")] not in ([], ["target"])


class TestBuild:
    def test_a_build_writes_the_graph_the_records_and_the_report(self, tmp_path: Path) -> None:
        told = kg("build", SAMPLE, "-o", tmp_path)
        assert told.exit_code == 0
        assert {"graph.ttl", "graph.nq", "records.jsonl", "report.md", "report.json"} <= {p.name for p in tmp_path.iterdir()}
        assert "1 documents" in told.stderr
        assert json.loads(kg("query", "task-lists", "--data", tmp_path, "--format", "json").stdout)[0]["tasks"] > 15

    def test_what_is_in_doubt_is_told_last(self, doubtful: Path, tmp_path: Path) -> None:
        told = kg("build", doubtful, "-o", tmp_path / "out", "--without-pages")
        assert told.exit_code == 0
        sentence = "1 of 1 documents and 1 of 2 tasks are in doubt: name-doubtful 1"
        assert told.stderr.splitlines()[-1] == f"{sentence} ({tmp_path / 'out' / 'report.md'})"

    def test_strict_leaves_with_1_where_a_task_is_in_doubt_and_writes_all_the_same(self, doubtful: Path, tmp_path: Path) -> None:
        told = kg("build", doubtful, "-o", tmp_path / "strict", "--without-pages", "--strict", "-q")
        assert told.exit_code == 1
        assert "tasks in doubt: 1" in told.stderr
        assert f"kg query doubts --data {tmp_path / 'strict'}" in told.stderr
        kg("build", doubtful, "-o", tmp_path / "out", "--without-pages")
        written = [sorted(path.name for path in (tmp_path / name).iterdir()) for name in ("strict", "out")]
        assert written[0] == written[1]

    def test_strict_minds_no_note_and_no_doubt_that_touches_no_task(self, tmp_path: Path) -> None:
        told = kg("build", SAMPLE, "-o", tmp_path, "--without-pages", "--strict")
        assert "region-unknown in 1 document" in told.stderr
        assert told.exit_code == 0

    def test_a_place_where_no_store_can_be_is_said_before_the_build(self, tmp_path: Path) -> None:
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine" / "letter.txt").write_text("kept", encoding="utf-8")
        told = kg("build", SAMPLE, "-o", tmp_path / "out", "--store", tmp_path / "mine")
        assert told.exit_code == 1
        assert "no store" in told.stderr
        assert not (tmp_path / "out").exists()
        assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]

    def test_without_text_no_sentence_is_in_the_graph(self, tmp_path: Path) -> None:
        kg("build", SAMPLE, "-o", tmp_path, "--without-text")
        store = ox.Store()
        store.load(path=tmp_path / "graph.ttl", format=ox.RdfFormat.TURTLE)
        predicates = {quad.predicate.value.rpartition("#")[2] for quad in store}
        assert "leadUnit" in predicates
        assert not predicates & {"text", "quote"}

    def test_the_base_of_the_iris_can_be_chosen(self, tmp_path: Path) -> None:
        kg("build", SAMPLE, "-o", tmp_path, "--base", "https://example.org/duty")
        assert "<https://example.org/duty/task/" in (tmp_path / "graph.ttl").read_text(encoding="utf-8")

    def test_a_base_that_is_no_iri_is_wrong_usage(self, tmp_path: Path) -> None:
        told = kg("build", SAMPLE, "-o", tmp_path / "out", "--base", "not an iri")
        assert told.exit_code == 2
        assert not (tmp_path / "out").exists()

    @pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 99, "今天天气很好。".encode(), None])
    def test_where_nothing_can_be_built_nothing_is_written(self, tmp_path: Path, content: bytes | None) -> None:
        source = tmp_path / "source.txt"
        if content is not None:
            source.write_bytes(content)
        told = kg("build", source, "-o", tmp_path / "out")
        assert told.exit_code == 1
        assert "source.txt" in told.stderr
        assert not list((tmp_path / "out").glob("*"))

    def test_what_cannot_be_read_costs_no_other_document(self, tmp_path: Path) -> None:
        (tmp_path / "broken.txt").write_bytes(b"\x00\x01\x02" * 99)
        told = kg("build", tmp_path / "broken.txt", SAMPLE, "-o", tmp_path / "out")
        assert told.exit_code == 1
        assert "broken.txt" in told.stderr
        assert (tmp_path / "out" / "graph.ttl").is_file()


class TestValidate:
    def test_what_was_built_is_sound(self, tmp_path: Path) -> None:
        kg("build", SAMPLE, "-o", tmp_path)
        told = kg("validate", "--data", tmp_path)
        assert told.exit_code == 0
        assert "is sound" in told.stderr

    def test_what_is_not_sound_is_said_and_leaves_with_1(self, tmp_path: Path) -> None:
        path = tmp_path / "graph.ttl"
        path.write_text("@prefix zr: <https://w3id.org/zeren/ontology#> . <https://example.org/t> a zr:Task .", encoding="utf-8")
        told = kg("validate", "--data", path, "--format", "json")
        assert told.exit_code == 1
        assert "https://example.org/t" in {finding["thing"] for finding in json.loads(told.stdout)}
        assert "not sound" in told.stderr
