"""An agent's session over standard input and output, tool by tool, with the protocol package's own client."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
from click.testing import CliRunner

from kg.building.build import build
from kg.cli.program import program
from kg.model.errors import BadQuery
from kg.publish.agents.server import TOOLS
from kg.publish.agents.tools import Tools
from kg.publish.serving.pool import Limits, Pool, TookTooLong
from kg.publish.serving.worker import Answer, Asked
from kg.resources import SAMPLES
from kg.store.disk import write_store
from tests.queries.places import heirs
from tests.test_house import TOP

pytest.importorskip("mcp.server.mcpserver", reason="mcp is not installed: pip install 'zeren[mcp]'")

import anyio
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

TASKS = "SELECT ?task ?text { ?task a <https://w3id.org/zeren/ontology#Task> ; <https://w3id.org/zeren/ontology#text> ?text }"
SOURCE = {"iri", "document", "file", "start", "end"}
# A cross product of four times all triples: no machine ends it within the second that it has.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@dataclass(frozen=True)
class Said:
    """What a tool said: its answer, or as ``error`` what was wrong."""

    answer: dict[str, Any]
    error: str


Call = tuple[str, dict[str, Any]]


async def _session(arguments: list[str], calls: list[Call], tools: list[Any]) -> list[Said]:
    environment = {"PYTHONPATH": os.pathsep.join(filter(None, [str(TOP), os.environ.get("PYTHONPATH")]))}
    server = StdioServerParameters(command=sys.executable, args=["-m", "kg", "mcp", "-q", *arguments], env=environment)
    said = []
    async with Client(stdio_client(server)) as client:
        tools += (await client.list_tools()).tools
        for name, given in calls:
            result = await client.call_tool(name, given)
            text = "".join(getattr(part, "text", "") for part in result.content)
            said.append(Said({}, text) if result.is_error else Said(json.loads(text), ""))
    return said


def session(arguments: list[str], *calls: Call, tools: list[Any] | None = None) -> list[Said]:
    """Start ``kg mcp`` in a process of its own and call its tools one after the other."""
    return anyio.run(partial(_session, arguments, list(calls), [] if tools is None else tools))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    samples = [str(SAMPLES / name) for name in ("02-pdf-as-markdown.txt", "05-several-annexes.txt")]
    assert CliRunner().invoke(program, ["build", "-q", "--without-pages", "-o", str(folder), *samples]).exit_code == 0
    return folder


def bytes_of(folder: Path) -> dict[str, str]:
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_every_tool_says_what_it_is_for_and_that_it_only_reads(built: Path) -> None:
    tools: list[Any] = []
    session(["--data", str(built)], tools=tools)
    assert {tool.name for tool in tools} == {"list_questions", "ask", "search", "get_task", "compare", "describe", "sparql"} == set(TOOLS)
    for tool in tools:
        assert tool.annotations.read_only_hint is True
        assert tool.description == TOOLS[tool.name]
        assert all(name in tool.description for name in tool.input_schema["properties"] if name != "iri"), tool.name


def test_a_session_from_a_question_to_the_notices_own_words(built: Path) -> None:
    before = bytes_of(built)
    questions, asked, held, counted = session(
        ["--data", str(built)],
        ("list_questions", {"words": "bureaus lead"}),
        ("ask", {"question": "cross-agency-leads", "parameters": {"year": 2024}, "limit": 2}),
        ("describe", {}),
        ("sparql", {"query": TASKS, "limit": 3}),
    )
    assert "cross-agency-leads" in [question["name"] for question in questions.answer["questions"]]
    assert questions.answer["source"]

    assert len(asked.answer["rows"]) == 2
    assert asked.answer["more"] is True
    for row in asked.answer["rows"]:
        assert row["facts"] == row["tasks"]
        assert row["sources"]
        assert all(set(source) == SOURCE and all(value is not None for value in source.values()) for source in row["sources"])

    assert {row["region"] for row in held.answer["regions"]} == {row["region"] for row in held.answer["documents"]}
    assert all(row["sources"] for row in held.answer["documents"])

    assert counted.answer["columns"] == ["task", "text"]
    assert counted.answer["more"] is True
    assert [source["iri"] for source in counted.answer["sources"]] == [row[0] for row in counted.answer["rows"]]

    fact, task = asked.answer["rows"][0]["sources"][0]["iri"], counted.answer["rows"][0][0]
    by_fact, by_task, thing = session(
        ["--data", str(built)], ("get_task", {"iri": fact}), ("get_task", {"iri": task, "around": 5}), ("describe", {"iri": fact})
    )
    assert by_fact.answer["task"]["iri"] in json.dumps(by_fact.answer["source"], ensure_ascii=False)
    printed, source = by_task.answer["printed"], by_task.answer["source"]
    text = (built / "texts" / f"{source['document_iri'].rsplit('/', 1)[-1]}.txt").read_text(encoding="utf-8")
    assert printed["words"] == text[source["start"] : source["end"]]
    assert printed["before"] == text[max(0, source["start"] - 5) : source["start"]]
    assert by_task.answer["assignments"]
    assert thing.answer["thing"]["iri"] == fact
    assert set(thing.answer["source"]) >= SOURCE
    assert bytes_of(built) == before


def test_two_years_are_compared_with_the_iris_of_both(tmp_path: Path) -> None:
    heading = "云岫市人民政府办公室\n{year}年政府工作报告重点工作责任分解\n云政办发〔{year}〕1号\n"
    plan = heading + "1.城镇新增就业{jobs}人。（责任单位：市人力社保局、市财政局）\n"
    for year, jobs in ((2023, 5000), (2024, 6000)):
        (tmp_path / f"{year}.txt").write_text(plan.format(year=year, jobs=jobs), encoding="utf-8")
    command = ["build", "-q", "--without-pages", "-o", str(tmp_path / "out"), str(tmp_path / "2023.txt"), str(tmp_path / "2024.txt")]
    assert CliRunner().invoke(program, command).exit_code == 0
    changed, lacking = session(
        ["--data", str(tmp_path / "out")],
        ("compare", {"old": 2023, "new": 2024, "region": "云岫市"}),
        ("compare", {"old": 1999, "new": 2024}),
    )
    (raised,) = [change for change in changed.answer["changes"] if change["kind"] == "target"]
    assert (raised["change"], raised["difference"]) == ("raised", 1000)
    assert [source["file"] for source in raised["sources"]] == ["2024.txt", "2023.txt"]
    assert "1999" in lacking.error


HOSTILE: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("sparql", {"query": "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }"}, "SERVICE is not allowed"),
    ("sparql", {"query": "INSERT DATA { <x:s> <x:p> 1 }"}, "INSERT is an update"),
    ("sparql", {"query": "SELECT nothing"}, "does not parse"),
    ("sparql", {"query": ENDLESS}, "took longer than 1 s and was stopped"),
    ("sparql", {"query": "ASK {}", "limit": 0}, "must lie between 1 and 1,000"),
    ("sparql", {"query": "ASK {}", "limit": 10**9}, "must lie between 1 and 1,000"),
    ("ask", {"question": "unit-worklod"}, "Did you mean unit-workload"),
    ("ask", {"question": "../../etc/passwd"}, "list_questions names them all"),
    ("ask", {"question": "unit-workload", "parameters": {"regoin": "x"}}, "It takes: region (as 330782), year (as 2022)"),
    ("ask", {"question": "unit-workload", "parameters": {"year": "last"}}, "is not of the kind integer"),
    ("ask", {"question": "indicator-comparison"}, "needs the parameter indicator"),
    ("get_task", {"iri": 'x" }'}, "is no IRI"),
    ("get_task", {"iri": "https://w3id.org/zeren/id/task/none"}, "is not the IRI of a thing of this graph"),
    ("get_task", {"iri": "https://w3id.org/zeren/ontology#Task"}, "is not the IRI of a thing of this graph"),
    ("describe", {"iri": "file:///etc/passwd"}, "is not the IRI of a thing of this graph"),
    ("get_task", {"iri": "../../../etc/passwd"}, "is no IRI"),
    ("search", {"words": "  "}, "no words to look for"),
    ("search", {"words": "产值", "limit": 0}, "must lie between 1 and 1,000"),
    ("compare", {"old": 2024, "new": 2024}, "kg compare: 2024 is named twice"),
    ("compare", {"old": 2023, "new": 2024, "region": "<x> }"}, "<x> }"),
    ("drop", {}, "Unknown tool"),
)


@pytest.fixture(scope="module")
def refused(built: Path) -> list[Said]:
    """What is said to the hostile calls, one after the other in one session, and to a harmless one behind them."""
    return session(["--data", str(built), "--seconds", "1"], *((tool, given) for tool, given, _ in HOSTILE), ("list_questions", {}))


@pytest.mark.parametrize("number", range(len(HOSTILE)), ids=[f"{tool} {json.dumps(given)[:40]}" for tool, given, _ in HOSTILE])
def test_what_cannot_be_answered_is_told_in_words(number: int, refused: list[Said]) -> None:
    assert HOSTILE[number][2] in refused[number].error
    assert "fault of the program" not in refused[number].error


def test_the_session_outlives_them_all(refused: list[Said]) -> None:
    assert len(refused[-1].answer["questions"]) > 40


def test_a_huge_answer_is_cut_and_says_so(built: Path) -> None:
    many, long = session(
        ["--data", str(built)],
        ("sparql", {"query": "SELECT ?a ?b { ?a ?p ?o . ?b ?q ?r }", "limit": 1000}),
        ("sparql", {"query": "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?o))) AS ?all) { ?a ?p ?o . ?a ?q ?r }"}),
    )
    assert many.answer["more"] is True
    assert len(json.dumps(many.answer["rows"], ensure_ascii=False)) < 400_000
    assert long.answer["more"] is True
    assert len(long.answer["rows"][0][0]) == 4_001


def test_a_graph_without_texts_says_that_they_are_not_at_hand(built: Path, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_bytes((built / "graph.ttl").read_bytes())
    ((task, *_),) = [session(["--data", str(tmp_path / "graph.ttl")], ("sparql", {"query": TASKS, "limit": 1}))]
    (told,) = session(["--data", str(tmp_path / "graph.ttl")], ("get_task", {"iri": task.answer["rows"][0][0]}))
    assert told.answer["printed"] is None
    assert "not at hand" in told.answer["notes"][0]
    assert told.answer["source"]["file"]


def test_tasks_are_found_by_words(built: Path) -> None:
    asked = ("search", {"words": "地区生产总值", "limit": 2}), ("search", {"words": "地区生产总值", "region": "无此县"})
    found, nowhere = session(["--data", str(built)], *asked)
    assert 0 < len(found.answer["tasks"]) <= 2
    assert (found.answer["more"], found.answer["notes"]) == (True, [])
    assert nowhere.answer["tasks"] == []
    assert "No region is called '无此县' here" in nowhere.answer["notes"][0]
    assert all(set(task["source"]) >= SOURCE for task in found.answer["tasks"])


def test_a_search_says_which_region_there_is_not(built: Path) -> None:
    (found,) = session(["--data", str(built)], ("search", {"words": "地区生产总值", "region": "无此县"}))
    assert found.answer["tasks"] == []
    assert "无此县" in found.answer["notes"][0]


def test_a_store_is_searched_by_an_index_that_is_made_once(built: Path, tmp_path: Path) -> None:
    write_store(built, tmp_path / "store")
    once, again, by_build = (
        *session(["--data", str(tmp_path / "store")], *[("search", {"words": "地区生产总值"})] * 2),
        *session(["--data", str(built)], ("search", {"words": "地区生产总值"})),
    )
    assert once.answer["tasks"]
    assert once == again == by_build


class Slow:
    """A pool whose every question takes too long."""

    limits = Limits(seconds=7)

    def ask(self, question: Asked) -> Answer:
        raise TookTooLong


@pytest.mark.parametrize(
    "call",
    [
        lambda tools: tools.sparql("ASK {}"),
        lambda tools: tools.ask("unit-workload"),
        lambda tools: tools.search("产值"),
        lambda tools: tools.compare(2023, 2024),
        lambda tools: tools.describe(),
        lambda tools: tools.describe("https://w3id.org/zeren/ontology#Plan"),
    ],
    ids=["sparql", "ask", "search", "compare", "describe", "describe a thing"],
)
def test_whatever_reads_more_than_one_thing_has_a_time_limit(call: Callable[[Tools], object], built: Path, tmp_path: Path) -> None:
    write_store(built, tmp_path / "store")
    with pytest.raises(BadQuery, match="took longer than 7 s and was stopped"):
        call(Tools(tmp_path / "store", built, cast(Pool, Slow())))


def test_a_task_has_all_its_results_and_an_answer_says_what_it_leaves_out(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(
        "云岫市2023年1-9月民生实事完成情况\n序号 | 任务 | 责任单位 | 完成情况\n"
        "1 | 新建驿站20个 | 市民政局 | 已建成12个\n2 | 改造道路5条 | 市建设局 | 已建成2条\n",
        encoding="utf-8",
    )
    graphs = {"report": tmp_path / "built", "heirs": heirs()}
    build([tmp_path / "report.txt"], graphs["report"])
    said = {}
    for name, graph in graphs.items():
        write_store(graph, tmp_path / name)
        with Pool(tmp_path / name, Limits(workers=1)) as pool:
            tools = Tools(tmp_path / name, graph, pool)
            tasks = [str(row[0]) for row in tools.sparql(TASKS)["rows"]]
            said[name] = ([tools.get_task(task)["results"] for task in tasks], tools.ask("unit-workload")["notes"])
    assert sorted(float(result["value"]) for results in said["report"][0] for result in results) == [2, 12]
    assert "印发2031年" in said["heirs"][1][0]


def test_what_takes_too_long_of_a_description_is_told_beside_the_rest(built: Path, tmp_path: Path) -> None:
    write_store(built, tmp_path / "store")

    class SlowForRegions(Pool):
        """Takes too long for what counts documents by region."""

        def ask(self, question: Asked) -> Answer:
            if "?documents" in getattr(question, "text", ""):
                raise TookTooLong
            return super().ask(question)

    with SlowForRegions(tmp_path / "store", Limits(workers=1)) as pool:
        described = Tools(tmp_path / "store", built, pool).describe()
    assert described["documents"]
    assert described["regions"] == []
    assert "took longer" in described["notes"][0]


def test_without_the_package_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("mcp", "mcp.server", "mcp.server.mcpserver"):
        monkeypatch.setitem(sys.modules, module, None)
    told = CliRunner().invoke(program, ["mcp"])
    assert told.exit_code == 1
    assert "pip install 'zeren[mcp]'" in told.stderr


def test_what_is_no_graph_is_told_before_an_agent_is_waited_for(tmp_path: Path) -> None:
    told = CliRunner().invoke(program, ["mcp", "--data", str(tmp_path / "none")])
    assert told.exit_code == 1
    assert "no such file or folder" in told.stderr
    assert "Waits for an agent" not in told.stderr
