"""Whether a notice shares work out, or reports on it."""

from __future__ import annotations

import pytest

from kg.model.source import Source
from kg.parsing import parse

PLAN = "1.新建公园3个。（责任单位：市园林局）\n2.新增学位500个。（责任单位：市教育局）\n"


def kind(text: str) -> str:
    return parse(Source("x.txt", "x.txt", text, "0" * 64)).document.kind


def rows(heading: str, *cells: str) -> str:
    lines = "\n".join(f"{n} | 新建公园{n}个 | 市园林局 | {cell} |" for n, cell in enumerate(cells, 1))
    return f"云陂市2024年重点工作任务表\n序号 | 项目内容 | 责任单位 | {heading} |\n{lines}\n"


@pytest.mark.parametrize(
    "title",
    [
        "云陂市2024年重点工作任务分解表",
        "云陂市人民政府办公室关于做好重点工作落实情况督查的通知",
        "云陂市人民政府办公室关于印发《重点工作落实情况督查方案》的通知",
    ],
)
def test_a_plan_by_its_title(title: str) -> None:
    assert kind(f"{title}\n{PLAN}") == "plan"


@pytest.mark.parametrize(
    "title",
    [
        "云陂市2024年民生实事项目完成情况表",
        "云陂市人民政府办公室关于2024年重点工作进展情况的通报",
        "云陂市人民政府办公室关于通报2024年重点工作完成情况的通知",
        "云陂市2024年民生实事未完成项目清单（截至10月31日）",
    ],
)
def test_progress_by_its_title(title: str) -> None:
    assert kind(f"{title}\n{PLAN}") == "progress"


@pytest.mark.parametrize(
    ("heading", "cells", "found"),
    [
        ("完成情况", ("", "", ""), "plan"),
        ("完成情况", ("无", "/", ""), "plan"),
        ("完成情况", ("已开园", "尚未开工", "建成2个"), "progress"),
        ("当前进度", ("6月底前建成", "8月底前建成", "年内建成"), "plan"),
        ("当前进度", ("80%", "95%", "60%"), "progress"),
    ],
)
def test_a_column_of_results_counts_where_it_is_filled(heading: str, cells: tuple[str, ...], found: str) -> None:
    assert kind(rows(heading, *cells)) == found


def test_sentences_that_tell_what_was_reached() -> None:
    told = "".join(f"{n}.按照计划应新建公园{n}个，目前已建成{n}个。\n" for n in range(1, 5))
    assert kind(told) == "progress"


def test_one_sentence_about_the_year_before_makes_no_report() -> None:
    assert kind(f"云陂市重点工作任务分解表\n目前已建成公园8个。\n{PLAN}") == "plan"
