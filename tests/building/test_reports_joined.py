"""Reports of progress in a build: joined to the plan's tasks of their place and year, said where not sure, and never forced."""

from __future__ import annotations

import json
from collections import Counter
from itertools import permutations
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.building.build import Caches, build
from kg.mapping import vocabulary as v
from kg.model.errors import StoreError
from kg.network import bureau_network
from kg.publish.exporting import export
from kg.publish.exporting.task_lists import regions
from kg.store.cache import Cache
from kg.store.graph import load_store
from kg.store.validate import validate

PLAN = """云岫市人民政府办公室关于印发{year}年重点工作责任分解的通知
云政办发〔{year}〕9号
一、工业
1.新建工厂{factories}家，改造厂房6万平方米。（责任单位：市经信局、市财政局）
2.改造城区道路20公里，新增公共停车位800个。（责任单位：市建设局）
3.城镇新增就业5000人，城镇登记失业率控制在3%以内。（责任单位：市人力社保局）
4.深化园区管理体制改革。（责任单位：市经信局）
"""
REPORT = """云岫市{year}年1-9月重点工作完成情况
一、工业
{items}"""
ITEM = "{number}.{text}\n牵头单位：{lead}\n"


def plan(folder: Path, year: int = 2023, horizon: str = "", factories: int = 12) -> Path:
    path = folder / f"plan{year}{horizon}.txt"
    text = PLAN.format(year=year, factories=factories)
    path.write_text(text.replace(f"{year}年", f"{horizon}年") if horizon else text, encoding="utf-8")
    return path


def report(folder: Path, *items: tuple[str, str], year: int = 2023, place: str = "云岫市") -> Path:
    path = folder / "report.txt"
    printed = "".join(ITEM.format(number=number, text=text, lead=lead) for number, (text, lead) in enumerate(items, 1))
    path.write_text(REPORT.format(year=year, items=printed).replace("云岫市", place), encoding="utf-8")
    return path


FACTORIES = ("新建工厂12家，改造厂房6万平方米。截至9月底，已新建工厂8家。", "市经信局")
ROADS = ("改造城区道路，增加公共停车位。截至9月底，已新增公共停车位640个。", "市建设局")
MARKET = ("开设周末早市。已完成。", "市商务局")


class Graph:
    def __init__(self, folder: Path) -> None:
        self.store = load_store(folder)

    def things(self, class_: ox.NamedNode) -> list[ox.NamedNode]:
        return [quad.subject for quad in self.store.quads_for_pattern(None, v.TYPE, class_) if isinstance(quad.subject, ox.NamedNode)]

    def one(self, thing: Any, predicate: ox.NamedNode) -> Any:
        found = [quad.object for quad in self.store.quads_for_pattern(thing, predicate, None)]
        return found[0] if found else None

    def value(self, thing: Any, predicate: ox.NamedNode) -> str | None:
        found = self.one(thing, predicate)
        return None if found is None else found.value.rpartition("#")[2]

    def joins(self) -> list[tuple[str | None, ...]]:
        """Of each: the item's number, the task's, state and basis."""
        return sorted(
            (
                self.value(j, v.ITEM_NUMBER),
                self.value(self.one(j, v.OF_TASK), v.NUMBER),
                self.value(j, v.JOIN_STATE),
                self.value(j, v.JOIN_BASIS),
            )
            for j in self.things(v.JOIN_CLASS)
        )

    def results(self) -> list[tuple[str | None, ...]]:
        """Of each: value, the task's number, the target's quotation, share, status."""
        return sorted(
            (
                self.value(r, v.VALUE) or "",
                self.value(self.one(r, v.OF_TASK), v.NUMBER),
                self.value(self.one(r, v.OF_TARGET), v.QUOTE) if self.one(r, v.OF_TARGET) else None,
                self.value(r, v.SHARE),
                self.value(r, v.STATUS),
            )
            for r in self.things(v.RESULT_CLASS)
        )


def built(folder: Path, *paths: Path) -> Graph:
    build(list(paths), folder / "out")
    graph = Graph(folder / "out")
    assert [found for found in validate(graph.store) if found.severity == "violation"] == []
    return graph


def test_a_joined_item_is_no_second_task_and_its_results_hang_at_the_plans(tmp_path: Path) -> None:
    graph = built(tmp_path, plan(tmp_path), report(tmp_path, FACTORIES, ROADS, MARKET))
    assert graph.joins() == [("1", "1", "Joined", "SameWords"), ("2", "2", "Joined", "AlikeWords")]
    assert graph.results() == [
        ("", "3", None, None, "Done"),
        ("640", "2", "新增公共停车位800个", "80", "OnTrack"),
        ("8", "1", "工厂12家", "66.67", "Behind"),
    ]
    assert len(graph.things(v.TASK_CLASS)) == 5


def test_what_is_not_sure_stays_a_task_and_is_a_doubt(tmp_path: Path) -> None:
    graph = built(
        tmp_path, plan(tmp_path), report(tmp_path, ("道路改造、停车收费改革有序推进，公共停车位管理办法印发。", "市交通局"), MARKET)
    )
    (join,) = graph.things(v.JOIN_CLASS)
    assert graph.value(join, v.JOIN_STATE) == "Perhaps"
    own = graph.one(join, v.ITEM_TASK)
    assert graph.value(own, v.NUMBER) == "1"
    assert graph.value(own, v.DOUBT) == "https://w3id.org/zeren/id/doubt/join-doubtful"
    told = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert [reason["code"] for reason in told["summary"]["why"]] == ["join-doubtful"]
    (problem,) = [p for d in told["documents"] for p in d["problems"] if p["code"] == "join-doubtful"]
    assert problem["line"] == 3
    records = (tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["doubts"] for line in records if '"number": "1"' in line and "report.txt" in line] == [["join-doubtful"]]


def test_the_report_says_how_many_items_were_joined(tmp_path: Path) -> None:
    built(tmp_path, plan(tmp_path), report(tmp_path, FACTORIES, ROADS, MARKET))
    said = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert "tells of 2 of the 4 tasks that are planned for 2023: of its 3 items 2 are joined to them, 0 may be, 1 are not" in said


@pytest.mark.parametrize(
    ("made", "told"),
    [
        pytest.param({"year": 2022}, {}, id="另一年"),
        pytest.param({"horizon": "2023-2027"}, {}, id="另一时限"),
        pytest.param({}, {"place": "远山市"}, id="另一地区"),
    ],
)
def test_another_year_horizon_or_place_is_never_joined(made: dict[str, Any], told: dict[str, Any], tmp_path: Path) -> None:
    graph = built(tmp_path, plan(tmp_path, **made), report(tmp_path, FACTORIES, ROADS, **told))
    assert graph.joins() == []
    assert "report-joined" not in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")


def test_another_number_promised_is_said_and_the_plans_is_what_counts(tmp_path: Path) -> None:
    graph = built(tmp_path, plan(tmp_path, factories=10), report(tmp_path, FACTORIES, MARKET))
    assert ("8", "1", "工厂10家", "80", "OnTrack") in graph.results()
    said = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert "the report prints 12家 as what was promised, the plan 10家" in said


def test_a_printed_rate_that_the_plans_number_does_not_bear_out_is_said(tmp_path: Path) -> None:
    item = ("改造城区道路，增加公共停车位。截至9月底，已新增公共停车位640个，完成年度目标的84%。", "市建设局")
    graph = built(tmp_path, plan(tmp_path), report(tmp_path, item, MARKET))
    assert ("640", "2", "新增公共停车位800个", "84", "OnTrack") in graph.results()
    assert "the printed rate is 84 %, and 640 of 800 is 80.00 %" in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")


def test_a_number_is_joined_to_its_promise_where_the_words_are_of_another_item(tmp_path: Path) -> None:
    """The plan has both numbers in one task; the report tells of one alone, under a title of its own."""
    item = ("稳就业工作扎实开展。截至9月底，已完成城镇新增就业4600人。", "市人力社保局")
    graph = built(tmp_path, plan(tmp_path), report(tmp_path, item, MARKET))
    assert ("1", "3", "Joined", "SameIndicator") in graph.joins()
    assert ("4600", "3", "城镇新增就业5000人", "92", "OnTrack") in graph.results()


def test_a_plan_that_another_replaces_is_not_what_was_promised(tmp_path: Path) -> None:
    later = tmp_path / "later.txt"
    text = PLAN.format(year=2023, factories=15).replace("〔2023〕9号", "〔2023〕21号")
    ends = "《云岫市人民政府办公室关于印发2023年重点工作责任分解的通知》（云政办发〔2023〕9号）同时废止。\n一、工业\n"
    later.write_text(text.replace("一、工业\n", ends), encoding="utf-8")
    graph = built(tmp_path, plan(tmp_path), later, report(tmp_path, FACTORIES, MARKET))
    (join,) = graph.things(v.JOIN_CLASS)
    assert "2023-21号" in str(graph.one(join, v.OF_TASK))


def test_order_and_caches_leave_no_trace_and_no_triple_stands_twice(tmp_path: Path) -> None:
    paths = [plan(tmp_path), plan(tmp_path, 2024), report(tmp_path, FACTORIES, ROADS, MARKET)]
    caches = Caches(*(Cache(tmp_path / name, 10**8) for name in ("files", "regions", "layouts")))
    made = []
    for number, order in enumerate(list(permutations(paths))[:3]):
        build(order, tmp_path / f"out{number}", caches=caches if number else None)
        made.append(
            {name: (tmp_path / f"out{number}" / name).read_bytes() for name in ("graph.ttl", "graph.nq", "report.md", "records.jsonl")}
        )
    again = build(paths, tmp_path / "kept", caches=caches)
    # Of eleven tasks that were read the graph has nine: two items of the report are none of their own.
    assert (again.tasks, again.joined, again.kept[1]) == (11, 2, 1)
    assert len(Graph(tmp_path / "kept").things(v.TASK_CLASS)) == again.tasks - again.joined
    made.append({name: (tmp_path / "kept" / name).read_bytes() for name in made[0]})
    assert all(one == made[0] for one in made)
    quads = Counter((q.subject, q.predicate, q.object) for q in ox.parse(path=tmp_path / "out0" / "graph.nq", format=ox.RdfFormat.N_QUADS))
    assert max(quads.values()) == 1


def test_without_text_the_joins_stay_and_their_words_go(tmp_path: Path) -> None:
    build([plan(tmp_path), report(tmp_path, FACTORIES, ROADS)], tmp_path / "out", with_text=False)
    graph = Graph(tmp_path / "out")
    assert len(graph.joins()) == 2
    assert not list(graph.store.quads_for_pattern(None, v.ITEM_TEXT, None))
    assert [found for found in validate(graph.store) if found.severity == "violation"] == []


def test_what_a_person_decides_about_a_joined_item_stands_at_its_join(tmp_path: Path) -> None:
    lines: list[dict[str, Any]] = [
        {"at": {"exact": "增加公共停车位"}, "set": {"units": [{"name": "市城管局", "role": "lead"}]}},
        {"at": {"exact": "已新建工厂8家"}, "set": {"results": [{"indicator": "工厂", "value": 9, "unit": "家", "quote": "已新建工厂8家"}]}},
    ]
    said = ({"id": f"c-{number}", "document": {"title": "云岫市2023年1-9月重点工作完成情况"}, **line} for number, line in enumerate(lines))
    (tmp_path / "corrections.jsonl").write_text("".join(json.dumps(line) + "\n" for line in said), encoding="utf-8")
    graph = built(tmp_path, plan(tmp_path), report(tmp_path, FACTORIES, ROADS))
    made = {
        (graph.value(quad.subject, v.TYPE), str(quad.object).rstrip(">").rpartition("_")[2])
        for quad in graph.store.quads_for_pattern(None, v.GENERATED_BY, None)
    }
    assert made == {("Join", "c-0"), ("Join", "c-1"), ("Result", "c-1")}


def test_what_only_a_report_tells_is_on_no_list_to_fill_in_and_in_no_network(tmp_path: Path) -> None:
    graph = built(tmp_path, plan(tmp_path), report(tmp_path, FACTORIES, MARKET))
    (region,) = regions(tmp_path / "out")
    names = {"市经信局", "市财政局", "市建设局", "市人力社保局"}
    assert {bureau.name for bureau in region.bureaus} == names
    assert {data["label"] for _, data in bureau_network(graph.store).nodes(data=True)} == names


def test_a_report_alone_gives_no_lists_to_hand_out_and_says_so(tmp_path: Path) -> None:
    built(tmp_path, report(tmp_path, MARKET))
    for form in ("xlsx", "ics"):
        with pytest.raises(StoreError, match="no task that a notice shares out"):
            export(tmp_path / "out", form, tmp_path / "lists")
