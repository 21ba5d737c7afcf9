"""Tables of goals and results whose cells are parted by spaces, and columns that give the unit of measure."""

from __future__ import annotations

from kg.model.records import Parsed
from kg.model.source import Source
from kg.parsing.notice.parse import parse

COUNTED = """云岫市1-10月实事项目落实情况
序号 考核指标 单 位 工作目标 已完成数 占年任务之比 备  注
1 新增植树 万株 8.6 9.03  105.0% 市林业局
2 新修河堤 公里  24 25.20  105.0% 市水利局
加固渠道 公里  50 51.50  103.0%
3 提高孤儿养育标准 元/月/人 不低于1500元 1560  达到目标1560元 市民政局
"""
SENTENCES = """青岭县2021年第二季度工作推进目标表
序号  目标任务 二季度 推进情况
2 整治城区占道经营，做到 “天天有人 管”。 结合夜间巡查，清理各处摊点。

1.5月上旬开展了一次清理。

2.6月向县城管局报送了名册。

31 新建农贸市场，方便群众买菜。 督促各街道选定地点。 签订了两处用地的协议。
32 推进垃圾分类。 督促各街道配齐设施。 发放了分类的垃圾桶。
"""


def read(text: str) -> Parsed:
    return parse(Source("x.txt", "x.txt", text, "0" * 64))


def test_rows_that_spaces_part_are_read_where_many_have_a_piece_for_each_heading() -> None:
    found = read(COUNTED)
    assert [(task.number, task.text) for task in found.tasks] == [
        ("1", "新增植树 万株 8.6"),
        ("2", "新修河堤 公里 24"),
        ("2", "加固渠道 公里 50"),
        ("3", "提高孤儿养育标准 元/月/人 不低于1500元"),
    ]
    assert [[unit.name for unit in task.units] for task in found.tasks] == [["市林业局"], ["市水利局"], ["市水利局"], ["市民政局"]]
    assert not [p.code for p in found.document.problems if p.severity != "note" and not p.code.startswith("region")]


def test_a_column_of_units_gives_that_of_the_figure_beside_it() -> None:
    targets = [(t.indicator, float(t.value), t.unit) for task in read(COUNTED).tasks for t in task.targets]
    assert targets[0] == ("新增植树", 8.6, "万株")
    assert [(value, unit) for _, value, unit in targets] == [(8.6, "万株"), (24, "公里"), (50, "公里"), (1500, "元/月/人")]


def test_sentences_that_a_space_parts_stand_in_columns_of_their_own() -> None:
    found = read(SENTENCES)
    assert [(task.number, task.text) for task in found.tasks] == [
        ("2", "整治城区占道经营，做到 “天天有人 管”。"),
        ("31", "新建农贸市场，方便群众买菜。"),
        ("32", "推进垃圾分类。"),
    ]
    assert dict(found.tasks[1].details)["二季度"] == "督促各街道选定地点。"
