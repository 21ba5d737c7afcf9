"""Where the task lists of a notice begin and end."""

from __future__ import annotations

import pytest

from kg.model.source import Source
from kg.parsing.marks.lines import Line, content_lines
from kg.parsing.notice.lists import find_lists


def lines(*texts: str) -> list[Line]:
    return content_lines(Source("x.txt", "x.txt", "\n".join(texts), "0" * 64))


@pytest.mark.parametrize(
    "text",
    [
        "1.新建公园3个。（责任单位：市园林局）",
        "1.新建公园3个（市园林局、市财政局）",
        "1.新建公园3个（市园林局，责任人：王岚）",
        "1.新建公园3个。（市园林局牵头，完成时限：6月底前）",
        "1.新建公园3个。（市园林局牵头，市财政局配合）",
        "1.新建公园3个。（市园林局牵头）2.新建绿道6公里。（市水利局负责）",
        "责任单位：市园林局",
        "新建公园3个。由市园林局、市财政局负责落实。",
        "以上各项由市园林局负责。",
        "该目标责任单位为市园林局。",
        "序号 工作任务 责任单位",
        "| 序号 | 考评方向 | 工作任务 | 牵头单位 |",
    ],
)
def test_a_line_that_says_who_begins_a_list(text: str) -> None:
    assert find_lists(lines("一、城市建设", text))


@pytest.mark.parametrize(
    "text",
    [
        "一、各牵头单位要切实履行牵头责任，各责任单位要积极配合。",
        "具体工作由市发改委牵头负责。各地应于年中组织自查，将结果报市发改委。",
        "市园林局要牵头抓总，市财政局要积极配合（各镇政府也要行动起来）。",
        "牵头领导是常务副市长，主责单位是市发展改革委。",
        "（此件公开发布）",
        "责任单位 完成时限",
    ],
)
def test_running_text_begins_none(text: str) -> None:
    assert not find_lists(lines("关于工作的报道", text, "会议还研究了其他事项。"))


def test_a_list_has_its_title_and_what_stands_before_the_first_item() -> None:
    texts = ["2024年重点任务分解表", "现将任务分解如下。", "一、城市建设", "1.新建公园3个。（责任单位：市园林局）"]
    found = find_lists(lines(*texts))
    assert [(region.title, region.preface, region.start, region.end) for region in found] == [((0,), (1,), 2, 4)]


@pytest.mark.parametrize(
    ("points", "start"),
    [
        (
            (
                "二、明确责任。各牵头单位要主动协调，各配合单位要积极配合，形成工作合力。",
                "三、强化督查。县政府督查室要定期督查通报，对工作不力的严肃问责，确保落实。",
            ),
            2,
        ),
        (("一、主要目标", "二、城市建设。围绕建设宜居城市，全面提升城市功能和品质，重点抓好以下工作。"), 1),
        (("现将任务分解如下。", "一、城市建设。围绕建设宜居城市，全面提升城市功能和品质，重点抓好以下工作。"), 1),
    ],
)
def test_the_points_of_the_letter_are_no_headings_of_the_list(points: tuple[str, str], start: int) -> None:
    found = find_lists(lines(*points, "1.新建公园3个。（责任单位：市园林局）"))
    assert [region.start for region in found] == [start]


def test_each_annex_is_a_list_of_its_own() -> None:
    texts = [
        *("附件1", "2024年重点工作责任分解", "1.新建公园3个。（责任单位：市园林局）"),
        *("附件2", "2024年民生实事责任分解", "1.新增学位900个。（责任单位：市教育局）"),
    ]
    found = find_lists(lines(*texts))
    assert [(region.title, region.start, region.end) for region in found] == [((0, 1), 2, 3), ((3, 4), 5, 6)]
