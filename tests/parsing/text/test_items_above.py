"""A clause about several items above it: numbered ones, and paragraphs without numbers."""

from __future__ import annotations

import pytest

from kg.model.records import Task
from kg.model.source import Source
from kg.parsing import parse


def tasks(text: str) -> list[Task]:
    return list(parse(Source("x.txt", "x.txt", f"云岫市2024年重点任务分解表\n{text}", "0" * 64)).tasks)


PARAGRAPHS = """一、加强公共设施建设。新建公园，改造菜场。
新建公园3个，6月底前完成。
改造菜市场4家，年底前完成。
上述项目由市园林局牵头负责。
新增停车位800个，年底前完成。
建设绿道6公里，年底前完成。
上述项目由市住建局牵头负责。"""


def test_paragraphs_above_a_clause_about_all_are_a_task_each() -> None:
    found = [(task.section, task.text, [unit.name for unit in task.units]) for task in tasks(PARAGRAPHS)]
    assert found == [
        ("一", "新建公园3个，6月底前完成。", ["市园林局"]),
        ("一", "改造菜市场4家，年底前完成。", ["市园林局"]),
        ("一", "新增停车位800个，年底前完成。", ["市住建局"]),
        ("一", "建设绿道6公里，年底前完成。", ["市住建局"]),
    ]


def test_one_paragraph_below_a_numbered_line_is_its_own() -> None:
    assert [task.text for task in tasks("一、加强生态建设。\n植树3万亩。\n上述项目由市林业局负责。")] == ["加强生态建设。植树3万亩。"]


def test_a_line_that_is_no_sentence_makes_no_tasks_of_paragraphs() -> None:
    assert len(tasks("一、新建公园\n东园片区\n新建公园3个。\n上述项目由市园林局负责。")) == 1


@pytest.mark.parametrize("word", ["会同", "联合"])
def test_a_clause_about_all_items_may_go_on_behind_its_word(word: str) -> None:
    found = tasks(f"1.新建学校3所。\n2.改造校舍12处。\n以上工作由市教育局牵头，{word}市财政局、市公安局。")
    wanted = [("市教育局", "lead"), ("市财政局", "support"), ("市公安局", "support")]
    assert [[(unit.name, unit.role) for unit in task.units] for task in found] == [wanted, wanted]


def test_who_answers_first_may_close_a_sentence_of_its_own() -> None:
    found = tasks(
        "一、治理市场\n由市商务局承办，市农业局、市卫生局协办。合格率达到95%以上。\n二、治理污水\n由市水利局承办，市农业局协办。处理率达到85%以上。"
    )
    assert [task.text for task in found] == ["治理市场 合格率达到95%以上。", "治理污水 处理率达到85%以上。"]
    assert [[unit.name for unit in task.units] for task in found] == [["市商务局", "市农业局", "市卫生局"], ["市水利局", "市农业局"]]


def test_a_clause_about_all_that_the_end_of_the_page_cuts_off_within_a_name() -> None:
    long = "新建公园3个，" + "每季度通报进展情况，" * 10 + "6月底前完成。"
    found = tasks(f"4.{long}\n5.改造菜市场4家。\n以上工作由市园林局牵头，会同市财政局、公安")
    assert [task.text for task in found] == [long, "改造菜市场4家。"]
    assert all([unit.name for unit in task.units][:2] == ["市园林局", "市财政局"] for task in found)
