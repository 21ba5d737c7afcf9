"""The kinds of doubt of what was read from pictures; as in :mod:`kg.model.doubt_kinds`."""

from __future__ import annotations

from typing import Final

from kg.model.doubt_kinds import DoubtKind

__all__ = ["KINDS_OF_PICTURES"]

# fmt: off
KINDS_OF_PICTURES: Final = (
    DoubtKind(
        "ocr-read", "note", "Read from a picture", "由图片识别",
        "the text of {where} was read from a picture, its tables by their rulings; what is not sure has doubts of its own",
        "{where} 的文字由程序从图片识别，表格按框线还原；没有把握之处另有疑点",
        "Nothing, where no other doubt is; better than any picture is the notice as a web page, DOCX or a PDF with text",
        "没有其他疑点时无需处理；若有网页、DOCX 或带文字的 PDF，以其为准更可靠",
    ),
    DoubtKind(
        "ocr-number", "doubt", "A number that may be misread", "数字可能认错",
        "{where}: the number {number} was read from a picture, and may be another one (the least sure of its signs: {score} %)",
        "{where}：数字 {number} 由图片识别，可能有误（最没有把握的一个字符：{score}%）",
        "Hold the number against the picture, and correct it where it is another one", "对照图片核对该数字，有误则更正",
    ),
    DoubtKind(
        "ocr-signs", "doubt", "Signs that may be misread", "文字可能认错",
        "{where}: signs that were read from a picture and may be others: {signs} (the least sure: {score} %)",
        "{where}：由图片识别、可能有误的文字：{signs}（最没有把握的一个：{score}%）",
        "Hold the line against the picture, and correct it where it is wrong", "对照图片核对这一行，有误则更正",
    ),
)
# fmt: on
