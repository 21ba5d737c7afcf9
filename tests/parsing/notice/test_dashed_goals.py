"""Goals behind a dash in the rows of a table: the sentence over them is their heading."""

from __future__ import annotations

from kg.model.source import Source
from kg.parsing import parse


def test_rows_of_goals_under_one_number_have_its_sentence_as_their_heading() -> None:
    text = (
        "目标责任分解表\n主要目标 | 牵头单位 | 责任单位 |\n1.提高孕产妇保健水平。——死亡率控制在15/10万以内。 | 省卫健委 | 省公安厅 |\n"
        "——住院分娩率达到98%以上。 | 省卫健委 | 省财政厅 |\n2.扩大就业。——新增就业2万人。 | 省人社厅 | 省总工会 |\n"
    )
    tasks = parse(Source(path="x.txt", file="x.txt", text=text, sha256="0" * 64)).tasks
    assert [(task.number, task.heading, task.text) for task in tasks] == [
        ("1", "提高孕产妇保健水平。", "——死亡率控制在15/10万以内。"),
        ("1", "提高孕产妇保健水平。", "——住院分娩率达到98%以上。"),
        ("2", None, "扩大就业。——新增就业2万人。"),
    ]
