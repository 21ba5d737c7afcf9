"""Office documents made by hand, for what no converter writes: odd numberings, hostile parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_WORD}.numbering+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/></Types>'
)
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'


def pack(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP of the parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def docx(body: str, numbering: str = "", styles: str = "", more: dict[str, str] | None = None) -> bytes:
    """A Word document with this body."""
    more = more or {}
    kinds = ["numbering", "styles", *more]
    relations = "".join(f'<Relationship Id="r{i}" Type="{_KIND}/{k}" Target="{k}.xml"/>' for i, k in enumerate(kinds))
    return pack(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": f'{_RELS}<Relationship Id="a" Type="{_KIND}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f"{_RELS}{relations}</Relationships>",
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>",
            "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
            **{f"word/{kind}.xml": f"<w:{kind} {W}>{text}</w:{kind}>" for kind, text in more.items()},
        }
    )


def paragraph(text: str, number: str | None = None, level: int = 0, style: str | None = None) -> str:
    """A Word paragraph, in a list if ``number`` names one."""
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{listed}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def lists(*levels: tuple[str, str], extra: str = "") -> str:
    """One list whose levels have these formats and words."""
    inner = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (style, text) in enumerate(levels)
    )
    number = f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{extra}'
    return f'<w:abstractNum w:abstractNumId="7">{inner}</w:abstractNum>{number}'


def xlsx(*sheets: tuple[str, str], strings: str = "", styles: str = "") -> bytes:
    """A workbook of sheets, each a name and what stands in its ``worksheet`` element."""
    listed = "".join(f'<sheet name="{name}" sheetId="{i}" r:id="s{i}"/>' for i, (name, _) in enumerate(sheets))
    relations = "".join(f'<Relationship Id="s{i}" Type="{_KIND}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in range(len(sheets)))
    relations += f'<Relationship Id="t" Type="{_KIND}/sharedStrings" Target="strings.xml"/>'
    relations += f'<Relationship Id="y" Type="{_KIND}/styles" Target="styles.xml"/>'
    return pack(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f"<workbook {S} {R}><sheets>{listed}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f"{_RELS}{relations}</Relationships>",
            "xl/strings.xml": f"<sst {S}>{strings}</sst>",
            "xl/styles.xml": f"<styleSheet {S}>{styles}</styleSheet>",
            **{f"xl/worksheets/sheet{i}.xml": f"<worksheet {S}>{inner}</worksheet>" for i, (_, inner) in enumerate(sheets)},
        }
    )


_ODF_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"'
    for name, kind in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style"))
)
_ODF_STYLES = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:start-value="3"/>'
    '<text:list-level-style-bullet text:level="3"/></text:list-style>'
    '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="S" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def odf_content(body: str, kind: str = "text", head: str = "document-content") -> str:
    """The XML of an OpenDocument file: lists of the style L, hidden text of the style H, hidden sheets of the style S."""
    inside = (
        f"<office:automatic-styles>{_ODF_STYLES}</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}></office:body>"
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<office:{head} {_ODF_NAMES}>{inside}</office:{head}>'


def odf(body: str, kind: str = "text", more: Mapping[str, str] | None = None) -> bytes:
    """An OpenDocument text, spreadsheet or presentation with this body."""
    media = {"text": "text", "spreadsheet": "spreadsheet", "presentation": "presentation"}[kind]
    parts: dict[str, str | bytes] = {"mimetype": f"application/vnd.oasis.opendocument.{media}", "content.xml": odf_content(body, kind)}
    return pack({**parts, **(more or {})})


def rtf(inside: str, head: str = "") -> bytes:
    """An RTF document of a Chinese Windows with three fonts: a Latin one, one of Big5, one of GBK. A letter is a byte."""
    fonts = "{\\fonttbl{\\f0\\froman\\fcharset0 Times;}{\\f1\\fcharset136 Ming;}{\\f2\\fcharset134 Song;}}"
    return f"{{\\rtf1\\ansi\\ansicpg936\\deff2{fonts}{head}{inside}}}".encode("latin-1")


def rtf_words(text: str, *, unicode: bool = True) -> str:
    """A text as RTF writes it: in Unicode, or in the document's code page."""
    if unicode:
        units = (int.from_bytes(char.encode("utf-16-le")[:2], "little", signed=True) for char in text)
        return "".join(char if char.isascii() else f"\\u{unit}?" for char, unit in zip(text, units, strict=True))
    return "".join(char if char.isascii() else "".join(f"\\'{byte:02x}" for byte in char.encode("gb18030")) for char in text)


def rtf_row(cells: Sequence[str], borders: Sequence[int], merges: Mapping[int, str] | None = None) -> str:
    """A row of a table: where its cells end, in twentieths of a point; ``merges`` are words before those."""
    ends = "".join(f"{(merges or {}).get(index, '')}\\cellx{border}" for index, border in enumerate(borders))
    return f"\\trowd{ends}\\pard\\intbl " + "".join(f"{rtf_words(cell)}\\cell " for cell in cells) + "\\row "
