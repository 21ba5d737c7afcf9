"""A build that holds two years of a place links each task to the one that it takes up, and changes nothing else for it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import permutations
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.building.build import build
from kg.mapping import vocabulary as v

NOTICE = """{place}人民政府办公室关于印发{year}年重点工作责任分解的通知
云政办发〔{year}〕9号
一、工业
1.新建工厂{factories}家。（责任单位：市经信局、市财政局）
2.改造城区道路{kilometres}公里，新增停车位。（责任单位：市建设局）
3.{third}（责任单位：市教育局）
"""


def notice(folder: Path, year: int, third: str, place: str = "云岫市") -> Path:
    path = folder / f"{place}{year}.txt"
    path.write_text(NOTICE.format(place=place, year=year, factories=year - 2000, kilometres=year - 1990, third=third), encoding="utf-8")
    return path


@pytest.fixture
def years(tmp_path: Path) -> list[Path]:
    return [
        notice(tmp_path, 2021, "新增普惠幼儿园学位500个。"),
        notice(tmp_path, 2022, "新增普惠幼儿园学位800个。"),
        notice(tmp_path, 2023, "开行早班公交线路4条。"),
    ]


def links(folder: Path) -> set[tuple[str, str]]:
    """Each link as year and number of both tasks: 2023.1 of the later, 2022.1 of the earlier."""
    graph = ox.parse(path=folder / "graph.ttl", format=ox.RdfFormat.TURTLE)
    return {(named(quad.subject), named(quad.object)) for quad in graph if quad.predicate == v.CONTINUES}


def named(task: object) -> str:
    found = re.search(r"云政办发-(\d{4}).*_(\w+)>$", str(task))
    assert found is not None
    return f"{found[1]}.{found[2]}"


def quads(folder: Path) -> list[ox.Quad]:
    return list(ox.parse(path=folder / "graph.nq", format=ox.RdfFormat.N_QUADS))


def test_each_task_continues_that_of_the_year_before(tmp_path: Path, years: list[Path]) -> None:
    build(years, tmp_path / "out")
    expected = {("2022.1", "2021.1"), ("2022.2", "2021.2"), ("2022.3", "2021.3"), ("2023.1", "2022.1"), ("2023.2", "2022.2")}
    assert links(tmp_path / "out") == expected


def test_a_link_stands_in_the_graph_of_the_later_document_alone(tmp_path: Path, years: list[Path]) -> None:
    build(years, tmp_path / "out")
    found = [quad for quad in quads(tmp_path / "out") if quad.predicate == v.CONTINUES]
    assert len(found) == 5
    stands = {(quad.subject, quad.object) for quad in quads(tmp_path / "out") if quad.predicate == v.QUOTED_FROM}
    assert all((quad.subject, quad.graph_name) in stands for quad in found)


def test_no_triple_stands_in_two_graphs(tmp_path: Path, years: list[Path]) -> None:
    result = build(years, tmp_path / "out")
    everywhere = quads(tmp_path / "out")
    graph = list(ox.parse(path=tmp_path / "out" / "graph.ttl", format=ox.RdfFormat.TURTLE))
    assert result.triples == len(everywhere) == len({quad.triple for quad in everywhere}) == len(graph)


def test_without_the_other_years_all_else_is_the_same(tmp_path: Path, years: list[Path]) -> None:
    build(years, tmp_path / "all")
    together = {quad.triple for quad in quads(tmp_path / "all")}
    for path in years:
        build([path], tmp_path / path.stem)
        alone = Counter(q.predicate for q in quads(tmp_path / path.stem))
        assert v.CONTINUES not in alone
        mine = {quad for quad in quads(tmp_path / path.stem) if "/document/" in str(quad.graph_name)}
        assert {quad.triple for quad in mine} <= together


def test_the_order_of_files_leaves_no_trace(tmp_path: Path, years: list[Path]) -> None:
    made = set()
    for number, order in enumerate(permutations(years)):
        build(order, tmp_path / str(number))
        made.add((tmp_path / str(number) / "graph.nq").read_bytes())
    assert len(made) == 1


def test_another_place_is_not_taken_up(tmp_path: Path) -> None:
    text = "新增普惠幼儿园学位500个。"
    build([notice(tmp_path, 2021, text), notice(tmp_path, 2022, text, place="青岭县")], tmp_path / "out")
    assert links(tmp_path / "out") == set()


def test_two_notices_of_one_year_take_up_nothing_of_each_other(tmp_path: Path) -> None:
    one = notice(tmp_path, 2022, "新增普惠幼儿园学位500个。")
    other = tmp_path / "other.txt"
    other.write_text(one.read_text("utf-8").replace("9号", "10号").replace("重点工作", "民生实事"), encoding="utf-8")
    build([one, other], tmp_path / "out")
    assert links(tmp_path / "out") == set()
