"""Tables of goals and results whose cells are parted by spaces, and columns that give the unit of measure."""

from __future__ import annotations

from kg.model.records import Parsed
from kg.model.source import Source
from kg.parsing.notice.parse import parse

COUNTED = """云岫市1-11月重点民生实事工作落实情况
序号 考核指标 单 位 工作目标 已完成数 占年任务之比 备  注
1 城镇新增就业 万人 5.2 7.23  139.1% 市人社局
2 自然村通水泥路 公里  136 138.92  102.1% 市交通局
提质改造农村公路 公里  168 171.70  102.2%
3 提高农村低保标准 元/年/人 不低于3700元 3840  达到目标3840元 市民政局
"""
SENTENCES = """青岭县2020年第三季度重点工作推进目标表
序号  目标任务 三季度 推进情况
2 加强控辍保学，确保孩子上学 “一个都不 少”。 结合开学检查，开展查漏补缺。

1.8月下旬开展了一次排查。

2.9月向县司法局提交了总结。

31 新建幼儿园，扩大学前教育资源。 督促各乡镇加快项目实施进度。 印发了进展情况的通报。
32 推进城乡教育一体化发展。 督促各乡镇补短板。 完成了寄宿制学校的项目。
"""


def read(text: str) -> Parsed:
    return parse(Source("x.txt", "x.txt", text, "0" * 64))


def test_rows_that_spaces_part_are_read_where_many_have_a_piece_for_each_heading() -> None:
    found = read(COUNTED)
    assert [(task.number, task.text) for task in found.tasks] == [
        ("1", "城镇新增就业 万人 5.2"),
        ("2", "自然村通水泥路 公里 136"),
        ("2", "提质改造农村公路 公里 168"),
        ("3", "提高农村低保标准 元/年/人 不低于3700元"),
    ]
    assert [[unit.name for unit in task.units] for task in found.tasks] == [["市人社局"], ["市交通局"], ["市交通局"], ["市民政局"]]
    assert not [p.code for p in found.document.problems if p.severity != "note" and not p.code.startswith("region")]


def test_a_column_of_units_gives_that_of_the_figure_beside_it() -> None:
    targets = [(t.indicator, float(t.value), t.unit) for task in read(COUNTED).tasks for t in task.targets]
    assert targets == [
        ("城镇新增就业", 5.2, "万人"),
        ("自然村通水泥路", 136, "公里"),
        ("农村公路", 168, "公里"),
        ("农村低保标准", 3700, "元/年/人"),
    ]


def test_sentences_that_a_space_parts_stand_in_columns_of_their_own() -> None:
    found = read(SENTENCES)
    assert [(task.number, task.text) for task in found.tasks] == [
        ("2", "加强控辍保学，确保孩子上学 “一个都不 少”。"),
        ("31", "新建幼儿园，扩大学前教育资源。"),
        ("32", "推进城乡教育一体化发展。"),
    ]
    assert dict(found.tasks[1].details)["三季度"] == "督促各乡镇加快项目实施进度。"
