"""Forms that report a project each, labels on lines of their own."""

from __future__ import annotations

from kg.model.records import Parsed
from kg.model.source import Source
from kg.parsing.notice.parse import parse

FORMS = """云岫市水务中心2022年实事项目进展情况季报表（三季度）
项 目
名 称
疏浚河道80公里
我市
任务
疏浚河道26公里
进 展
情 况
已疏浚河道27.5公里。
存 在
困 难
和问题
无
2022年市实事项目进展情况季报表（三季度）
项目名称
改造泵站14座
进展情况
已完成任务，共改造15座。
进 度是 否滞 后
否
来源：云岫市水务中心
"""


def read(text: str) -> Parsed:
    return parse(Source("x.txt", "x.txt", text, "0" * 64))


def test_labels_that_their_cells_broke_are_put_together() -> None:
    found = read(FORMS)
    assert [task.text for task in found.tasks] == ["疏浚河道80公里 疏浚河道26公里", "改造泵站14座"]
    assert [[float(result.value) for result in task.results if result.value] for task in found.tasks] == [[27.5], [15]]
    assert ("进度是否滞后", "否") in found.tasks[1].details
    assert not [p.code for p in found.document.problems if p.severity != "note" and not p.code.startswith("region")]


def test_one_form_alone_is_none() -> None:
    assert not read(FORMS[: FORMS.index("2022年市实事")]).tasks


def test_headings_that_stand_again_on_each_page_are_no_labels() -> None:
    page = "项目名称\n进展情况\n新建绿道\n已完成\n"
    assert not read("云岫市2021年项目报表\n" + page * 2).tasks
