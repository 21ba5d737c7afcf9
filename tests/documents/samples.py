"""Documents about a made-up place, built by the tests in the formats that they read."""

from __future__ import annotations

from pathlib import Path

from kg.documents import Source, read
from kg.model.errors import UnreadableSource

LINES = (
    "青川岭市人民政府办公室关于印发2023年重点工作责任分解的通知",
    "青政办发〔2023〕9号",
    "各乡镇人民政府，市政府各部门：",
    "现将《2023年重点工作责任分解》印发给你们，请结合实际抓好落实。",
    "青川岭市人民政府办公室",
    "2023年3月6日",
    "一、陆远山市长牵头的重点工作",
    "1.地区生产总值增长6.5%左右，一般公共预算收入达到42亿元以上，规模以上工业增加值增长8%，全社会研发投入强度达到2.6%。",
    "责任单位：发改局、财政局、经信局、科技局",
    "2.新建改建农村公路85公里，建成“四好农村路”示范乡镇3个，完成危桥改造12座。",
    "责任单位：交通运输局、各乡镇",
    "二、苏澄副市长牵头的重点工作",
    "（一）民生保障",
    "3.新增城镇就业5000人，城镇登记失业率控制在3%以内；开工建设老旧小区改造16个，惠及居民2400户。",
    "责任单位：人力社保局、建设局",
)
TEXT = "\n".join(LINES) + "\n"

ROWS = (
    ("序号", "工作任务", "牵头单位", "配合单位"),
    ("1", "建成云顶湖片区污水管网18公里", "住建局", "水利局、云顶镇"),
    ("2", "新增公办幼儿园学位1200个", "教育局", "财政局"),
    ("3", "实施水库除险加固7座", "水利局", "各乡镇"),
)


def read_one(path: Path) -> Source:
    """The one document of a file, which must be readable."""
    (source,) = list(read(path))
    assert isinstance(source, Source), source
    return source


def refusal(path: Path) -> UnreadableSource:
    """Why a file is not read."""
    (unread,) = list(read(path))
    assert isinstance(unread, UnreadableSource)
    return unread


def paragraphs(source: Source) -> list[str]:
    """The lines of the document, without furniture and empty ones."""
    return [line for line in document_text(source).split("\n") if line.strip()]


def document_text(source: Source) -> str:
    """The text without furniture."""
    kept, at = [], 0
    for start, end in source.furniture:
        kept.append(source.text[at:start])
        at = end
    return "".join([*kept, source.text[at:]])


def grids(source: Source) -> list[list[tuple[int, int, int, int, str]]]:
    """The tables as row, column, row span, column span and text of each cell."""
    return [[(c.row, c.column, c.row_span, c.column_span, source.text[c.start : c.end]) for c in table.cells] for table in source.tables]


def grid(rows: tuple[tuple[str, ...], ...]) -> list[tuple[int, int, int, int, str]]:
    """Rows without spans as :func:`grids` gives them."""
    return [(r, c, 1, 1, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
