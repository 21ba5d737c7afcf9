"""Files that hold no notice, or that mean harm: each as bytes, with a word that the message about it must say."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator

from tests.documents.ofd_files import ofd
from tests.documents.office_files import W, docx, odf, pack, paragraph, rtf, xlsx

__all__ = ["NO_NOTICE", "UNREADABLE", "bad_files", "random_files"]

_PDF_WITH_PASSWORD = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    b"4 0 obj<</Filter/Standard/V 1/R 2/Length 40/P -64/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]/Size 5>>\n%%EOF\n"
)
_PDF_WITHOUT_TEXT = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF\n"
)
_ENTITY = (
    '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    f"<w:document {W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
)
_REPEATED = (
    '<table:table><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384">'
    "<text:p>重点</text:p></table:table-cell></table:table-row></table:table>"
)
_SPEECH = (
    "在全县年中工作会议上的讲话\n\n同志们：\n\n今天我们召开年中工作会议，主要任务是总结上半年工作，安排下半年工作。"
    "上半年，全县上下同心协力，经济增长6.1%，成绩来之不易。\n\n一、要认清形势，坚定信心。面对困难，我们要看到长处，也要看到短处。\n\n"
    "二、要突出重点，狠抓落实。产业是根本，项目是抓手。\n\n三、要改进作风，担当作为。谢谢大家！\n"
)
_NOVEL = (
    "第七回　青石桥夜遇故人　白鹭渡晨别旧友\n\n"
    "话说那天夜里，雨下得正紧。阿川撑着一把破伞，沿着河边慢慢走回家去。桥头的灯笼早灭了，只听得水声哗哗地响。\n\n"
    "“是谁在那里？”他问。没有人答。过了一会儿，才有一个苍老的声音说道：“三十年了，你还记得我吗？”\n"
)
_FORM = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>网上预约</title></head><body><h1>网上预约登记</h1><form>"
    "<label>姓名：<input name='a'></label><label>电话：<input name='b'></label><select><option>上午</option><option>下午</option></select>"
    "<button>提交</button></form><p>请如实填写以上信息，带*的为必填项。</p></body></html>"
)


def _numbers() -> bytes:
    rows = "".join(f'<row r="{r}">' + "".join(f"<c><v>{r * 7 + c}</v></c>" for c in range(6)) + "</row>" for r in range(1, 200))
    return xlsx(("数据", f"<sheetData>{rows}</sheetData>"))


def _bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.txt", b"0" * 70_000_000)
    return buffer.getvalue()


UNREADABLE: dict[str, str] = {
    "empty.txt": "empty",
    "spaces.txt": "empty",
    "binary.txt": "binary",
    "huge.txt": "the most that is read",
    "line.txt": "the most that is read",
    "password.pdf": "password",
    "scan.pdf": "without",
    "broken.pdf": "damaged",
    "bomb.zip": "unpacks to more than",
    "entity.docx": "document type",
    "bomb.docx": "more than",
    "deep.html": "nested",
    "empty.html": "without text",
    "picture.txt": "picture",
    "old.doc": "DOCX",
    "slides.docx": "slides",
    "entity.odt": "document type",
    "bomb.ods": "more than",
    "deep.rtf": "nested",
    "scan.ofd": "without text",
    "broken.7z": "npack",
}
"""What cannot be read at all, and a word of the reason."""

NO_NOTICE = ("speech.txt", "novel.txt", "form.html", "numbers.xlsx", "numbers.csv")
"""What can be read, and holds no list of tasks."""


def bad_files() -> Iterator[tuple[str, bytes]]:
    """The files by name, made when asked for: some are large."""
    yield "empty.txt", b""
    yield "spaces.txt", b" \n\t\r\n" * 100
    yield "binary.txt", bytes(range(256)) * 64
    yield "huge.txt", "全面推进乡村振兴工作。\n".encode() * 1_500_000
    yield "line.txt", "全面推进乡村振兴工作，".encode() * 240_000
    yield "password.pdf", _PDF_WITH_PASSWORD
    yield "scan.pdf", _PDF_WITHOUT_TEXT
    yield "broken.pdf", b"%PDF-1.7\n" + random.Random(1).randbytes(5_000)
    yield "bomb.zip", _bomb()
    yield "entity.docx", pack({"[Content_Types].xml": "<Types/>", "word/document.xml": _ENTITY})
    yield "bomb.docx", docx(paragraph("重" * 40_000_000))
    yield "deep.html", b"<html><body>" + b"<div>" * 100_000 + "重点工作".encode()
    yield "empty.html", b"<!DOCTYPE html><html><head><title></title></head><body></body></html>"
    yield "picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(100)
    yield "old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600)
    yield "slides.docx", pack({"[Content_Types].xml": "<Types/>", "ppt/slide1.xml": "<p/>"})
    yield "entity.odt", pack({"mimetype": "x", "content.xml": _ENTITY})
    yield "bomb.ods", odf(_REPEATED, "spreadsheet")
    yield "deep.rtf", rtf("{" * 100_000)
    yield "scan.ofd", ofd('<ofd:ImageObject ID="7" ResourceID="8" Boundary="0 0 210 297"/>')
    yield "broken.7z", b"7z\xbc\xaf\x27\x1c" + bytes(range(100))
    yield "speech.txt", _SPEECH.encode("gb18030")
    yield "novel.txt", _NOVEL.encode()
    yield "form.html", _FORM.encode()
    yield "numbers.xlsx", _numbers()
    yield "numbers.csv", "\n".join(",".join(str(r * c) for c in range(5)) for r in range(50)).encode()


def random_files(seed: int) -> Iterator[tuple[str, bytes]]:
    """Random bytes under every suffix, behind what a file of the kind begins with and without it."""
    source = random.Random(seed)
    heads = {
        "pdf": b"%PDF-1.5\n",
        "docx": b"PK\x03\x04",
        "xlsx": b"PK\x03\x04",
        "zip": b"PK\x03\x04",
        "html": b"<html>",
        "doc": b"\xd0\xcf\x11\xe0",
    }
    for suffix in ("txt", "md", "html", "htm", "pdf", "docx", "doc", "xlsx", "xls", "csv", "tsv", "zip"):
        yield f"bytes.{suffix}", source.randbytes(4_000)
        if suffix in heads:
            yield f"headed.{suffix}", heads[suffix] + source.randbytes(4_000)
