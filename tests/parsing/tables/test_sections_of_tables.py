"""Numbered headings that stand outside the cells, before and between the tables of one list."""

from __future__ import annotations

from pathlib import Path

from kg.documents import Source, read
from kg.parsing import parse


def test_numbered_headings_before_and_between_tables_are_their_sections(tmp_path: Path) -> None:
    def table(*rows: str) -> str:
        cells = "".join(f"<tr><td>{number}</td><td>{row}</td><td>市园林局</td></tr>" for number, row in enumerate(rows, 1))
        return f"<table><tr><th>序号</th><th>工作任务</th><th>责任单位</th></tr>{cells}</table>"

    body = f"<p>一、综合类</p>{table('新建公园3个。', '新建绿地4处。')}<p>二、民生类</p>{table('改造公园5个。', '改造绿地6处。')}"
    path = tmp_path / "x.html"
    path.write_text(f"<meta charset=utf-8><h1>云岫市2023年重点工作责任分解</h1>{body}", encoding="utf-8")
    (source,) = read(path)
    assert isinstance(source, Source)
    parsed = parse(source)
    assert [(task.section, task.section_title, task.number) for task in parsed.tasks] == [
        ("一", "综合类", "1"),
        ("一", "综合类", "2"),
        ("二", "民生类", "1"),
        ("二", "民生类", "2"),
    ]
    assert parsed.document.problems == ()
