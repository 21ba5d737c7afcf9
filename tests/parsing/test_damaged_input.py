"""Texts whose layout is damaged: each was met by changing documents at random, and none may cost the document."""

from __future__ import annotations

from kg.documents.source import Source
from kg.parsing import parse


def source(text: str) -> Source:
    return Source("notice.txt", "notice.txt", text, "0")


def test_an_empty_cell_before_a_cell_in_pieces() -> None:
    text = (
        "牵头单位|| 目 标 任 务|| 责 任 单 位|||市政|府办|公厅|| 自觉接受各方面监督,提高服务水平|| 市直各单位、各区县市|||"
        "推进安全工作发展|| 市直各单位、各区县市|||青川|新区|管委会|| 推进商业配套建设|| 商务局、高新区|||"
        "实施新区行动计划,加快综业局、园林局、工信委和市直相关单位查处利用职权的行为|| 审计局、财政局和市直各单位|||"
        "市|发|改|委|| 地区生产总值增长9%|| 统计局和市直相关单位、各园区|"
    )
    parsed = parse(source(text))
    assert parsed.tasks
    assert all(unit.start < unit.end <= len(text) for task in parsed.tasks for unit in task.units)


def test_a_quote_in_traditional_characters_occurs_in_its_task() -> None:
    text = (
        "一、教育\n1.改造臨崖小學等12所學校運動場地。（責任單位：教體局）\n2.新建幼兒園3所，新增學位720個。（責任單位：教體局、財政局）\n"
    )
    targets = [(target.quote, task.text) for task in parse(source(text)).tasks for target in task.targets]
    assert targets
    assert all(quote in task for quote, task in targets)
