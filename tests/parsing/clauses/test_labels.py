"""Labels before names."""

from __future__ import annotations

import pytest

from kg.parsing.clauses.labels import column_label, find_labels


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("牵头单位：市发改委", "lead", "牵头单位"),
        ("牵头（责任）单位: 市发改委", "lead", "牵头（责任）单位"),
        ("主办单位：市发改委", "lead", "主办单位"),
        ("主要责任单位：市发改委", "lead", "主要责任单位"),
        ("牵头责任单位：市发改委", "lead", "牵头责任单位"),
        ("牵头单位及责任人：市发改委", "lead", "牵头单位及责任人"),
        ("配合实施单位：市财政局", "support", "配合实施单位"),
        ("协同责任单位：市财政局", "support", "协同责任单位"),
        ("协办单位：市财政局", "support", "协办单位"),
        ("其他责任单位：市财政局", "support", "其他责任单位"),
        ("责任单位：市财政局", "responsible", "责任单位"),
        ("责任单位（部门）：市财政局", "responsible", "责任单位（部门）"),
        ("责 任 单 位：市财政局", "responsible", "责任单位"),
        ("部门分工：市财政局牵头", "responsible", "部门分工"),
        ("【承办部门】市财政局", "responsible", "承办部门"),
        ("责任单位 市财政局", "responsible", "责任单位"),
        ("责任部门\n市财政局", "responsible", "责任部门"),
        ("牵头领导：王岚", "leader", "牵头领导"),
        ("市政府分管领导：王岚", "leader", "市政府分管领导"),
        ("项目责任人：王岚", "leader", "项目责任人"),
        ("分管副市长：王岚", "leader", "分管副市长"),
        ("分工领导：王岚", "leader", "分工领导"),
        ("包案领导：王岚", "leader", "包案领导"),
        ("政府分管领导：王岚", "leader", "政府分管领导"),
        ("县级领导：王岚", "leader", "县级领导"),
        ("牵头旗领导：王岚", "leader", "牵头旗领导"),
        ("分管副主席：王岚", "leader", "分管副主席"),
        ("直接责任人：王岚", "leader", "直接责任人"),
        ("牵头抓总单位：市发改委", "lead", "牵头抓总单位"),
        ("牵头协调单位：市发改委", "lead", "牵头协调单位"),
        ("责任单位和责任人：市财政局", "responsible", "责任单位和责任人"),
        ("责任旗县：东岭旗", "responsible", "责任旗县"),
        ("主要配合单位：市财政局", "support", "主要配合单位"),
        ("会同单位：市财政局", "support", "会同单位"),
        ("分工单位：市财政局", "responsible", "分工单位"),
        ("责任单位*：市财政局", "responsible", "责任单位"),
        ("责任人：王岚", "leader", "责任人"),
        ("完成时限：12月底", "deadline", "完成时限"),
        ("完成时限 12月底", "deadline", "完成时限"),
        ("进度安排：6月底前开工", "deadline", "进度安排"),
        ("实际完成情况：已开工", "note", "实际完成情况"),
        ("备注：省定", "note", "备注"),
    ],
)
def test_a_label_says_what_the_words_behind_it_are(text: str, kind: str, name: str) -> None:
    labels = list(find_labels(text))
    assert [(label.kind, label.name) for label in labels] == [(kind, name)]


@pytest.mark.parametrize(
    "text",
    [
        "各责任单位要加强领导",
        "由牵头单位统一报送",
        "责任单位 完成时限",
        "牵头领导 责任单位",
        "会议指出：要抓落实",
        "工作任务：新建公园",
        "责任单位应当于月底前报送",
    ],
)
def test_the_same_words_in_a_sentence_are_no_labels(text: str) -> None:
    assert list(find_labels(text)) == []


def test_labels_on_one_line_are_each_found() -> None:
    text = "牵头领导：王岚 牵头单位：市民政局 配合单位：市财政局；完成时限：年底"
    assert [label.kind for label in find_labels(text)] == ["leader", "lead", "support", "deadline"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("牵头单位", "lead"),
        ("责任单位或牵头单位", "responsible"),
        ("责任单位及责任人", "responsible"),
        ("责任领导", "leader"),
        ("工作任务", None),
    ],
)
def test_a_columns_heading_may_be_a_label(heading: str, kind: str | None) -> None:
    assert column_label(heading) == kind
