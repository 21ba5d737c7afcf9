"""Changes that keep a notice a notice: signs and words of the field moved about, elements of XML, parts of a ZIP.

Bytes changed blindly break the encoding of a text and the checksum of a ZIP, and nothing behind those is ever reached.
``blindly`` is the fuzzer's own change of bytes; it is one choice among the others everywhere.
"""

from __future__ import annotations

import io
import random
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Callable

__all__ = ["TOKENS", "Blindly", "change_file", "change_text"]

Blindly = Callable[[bytes, int], bytes]

TOKENS = (
    *("责任单位：", "牵头单位:", "配合单位：", "【责任单位】", "责任领导：", "完成时限：", "部门分工：", "备注：", "任单位："),
    *("牵头", "配合", "负责", "按职责分工负责", "由", "等", "和", "、", "，", "；", "。", "：", ":", ",", ";", "下同"),
    *("（", "）", "(", ")", "[", "]", "〔", "〕", "【", "】", "《", "》", "“", "”", "▲", "★", "*", "1*", "|", "\t", "——", "-", "~"),
    *("一、", "二、", "十一、", "（一）", "（二）", "1.", "2.", "3、", "(1)", "①", "⒈", "1。", "101.", "第一章", "附件1", "附件："),
    *("市发改委", "县财政局", "各县（市、区）政府", "相关部门", "各镇街", "王岚", "王 岚", "张三丰副市长", "市发改委财政局", "常务副市长"),
    *("增长8%", "8%-10%", "3个", "12.5亿元", "10个百分点", "由50%提高到60%", "万亩", "1,000", "０.５", "三分之一", "2倍", "百分之八"),
    *("新建公园3个", "地区生产总值增长8%", "力争", "确保", "左右", "以上", "年内完成", "6月底前", "2024年", "2021-2025年"),
    *("序号", "工作任务", "主要工作", "牵头单位", "责任单位", "完成时限", "分管领导", "责任領導", "單位", "类别"),
    *("┌──┬──┐", "│", "├──┼──┤", "└──┴──┘", "# ", "**", "---", "> ", "\n", "\n\n", "\r\n", " ", "　", "\u2028", "\ufeff", "\u200b"),
    *("列第一位的为牵头单位", "带▲的为牵头单位", "以上各项由", "某市人民政府办公室", "2024年1月2日", "〔2024〕3号", "关于印发方案的通知"),
)
_MARKUP = (
    *(
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        '<td rowspan="2">',
        '<td colspan="3">',
        '<td rowspan="99999">',
        "<p>",
        "<br>",
    ),
    *("<div>", "</div>", "<ol start=7>", "<li>", "<pre>", "<script>", "<!--", "-->", "<nav>", "&nbsp;", "&#0;", "&#xD800;", "<![CDATA["),
)
_NUMBERS = ("0", "1", "-1", "2", "9", "255", "65535", "99999", "4294967296", "1e9", "", "x")
_TIMES = (1, 1, 1, 1, 2, 3, 40)
_PIECE = re.compile(r"<[^<>]*>|[^<>]+|[<>]")
_NAME = re.compile(r"</?([\w:]+)")
_ATTRIBUTE = re.compile(r'(?<=")[^"]*(?=")')
_PDF_TEXT = re.compile(rb"<((?:[0-9A-Fa-f]{4})+)>")
_BLINDLY = 0.12


def change_text(text: str, dice: random.Random) -> str:
    """The text with a few changes that a careless hand or program could have made."""
    for _ in range(dice.choice((1, 1, 2, 3, 6))):
        a, b = sorted((_place(text, dice), _place(text, dice)))
        b = min(b, a + dice.choice((1, 2, 8, 40, 400)))
        match dice.randrange(8):
            case 0:
                text = text[:a] + dice.choice(TOKENS) * dice.choice(_TIMES) + text[a:]
            case 1:
                text = text[:a] + text[b:]
            case 2:
                text = text[:a] + text[a:b] * dice.choice(_TIMES) + text[b:]
            case 3:
                at = _place(text, dice)
                text = text[:at] + text[a:b] + text[at:]
            case 4:
                text = text[:a] + dice.choice(TOKENS) + text[b:]
            case 5:
                old = dice.choice([token for token in TOKENS if token in text] or ["\n"])
                text = text.replace(old, dice.choice(TOKENS), dice.choice((1, 3, -1)))
            case 6:
                lines = text.split("\n")
                i, j = dice.randrange(len(lines)), dice.randrange(len(lines))
                lines[i], lines[j] = lines[j], lines[i]
                text = "\n".join(lines)
            case _:
                sign = chr(
                    dice.choice((0, 0x0B, 0x85, 0x202E, 0xFFFD, 0xE000, 0x1F600, dice.randrange(0x4E00, 0x9FFF), dice.randrange(32, 127)))
                )
                text = text[:a] + sign + text[a + 1 :]
    return text


def _place(text: str, dice: random.Random) -> int:
    """A place in the text, most often at the beginning of a line."""
    at = dice.randint(0, len(text))
    return at if dice.random() < 0.6 else text.rfind("\n", 0, at) + 1


def _change_markup(text: str, dice: random.Random) -> str:
    """The XML or HTML with elements moved, repeated, left out, attributes and texts changed; mostly well-formed still."""
    for _ in range(dice.choice((1, 1, 2, 4))):
        pieces = _PIECE.findall(text)
        if not pieces:
            return dice.choice(_MARKUP)
        at = dice.randrange(len(pieces))
        end = _element_end(pieces, at)
        match dice.randrange(7):
            case 0 | 1:
                texts = [i for i, piece in enumerate(pieces) if not piece.startswith("<") and piece.strip()]
                chosen = dice.choice(texts) if texts else at
                changed = change_text(pieces[chosen], dice)
                pieces[chosen] = changed if dice.random() < 0.1 else re.sub("[<>&]", "", changed)
            case 2:
                pieces[at:end] = pieces[at:end] * dice.choice((2, 2, 3, 30))
            case 3:
                del pieces[at:end]
            case 4:
                moved = pieces[at:end]
                to = dice.randrange(len(pieces))
                pieces[to:to] = moved
            case 5:
                tagged = [i for i, piece in enumerate(pieces) if piece.startswith("<") and '"' in piece]
                if tagged:
                    chosen = dice.choice(tagged)
                    pieces[chosen] = _ATTRIBUTE.sub(lambda old: dice.choice((old[0], *_NUMBERS)), pieces[chosen])
            case _:
                pieces[at:at] = [dice.choice(_MARKUP)] if dice.random() < 0.3 else pieces[at : at + 1]
        text = "".join(pieces)
    return text


def _element_end(pieces: list[str], at: int) -> int:
    """Behind the last piece of the element that begins at ``at``."""
    name = _NAME.match(pieces[at])
    if name is None or pieces[at].startswith("</") or pieces[at].endswith("/>"):
        return at + 1
    depth = 0
    for number in range(at, len(pieces)):
        same = _NAME.match(pieces[number])
        if same is not None and same[1] == name[1] and not pieces[number].endswith("/>"):
            depth += -1 if pieces[number].startswith("</") else 1
            if depth == 0:
                return number + 1
    return at + 1


def _change_zip(data: bytes, dice: random.Random, blindly: Blindly) -> bytes:
    """The archive packed anew with one of its parts changed, which may be an archive itself; or a part more or less."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except Exception:  # no archive any more, for any of the many reasons that the library has
        return blindly(data, len(data) + 64)
    if not parts:
        return data
    weights = [len(content) + 50 for _, content in parts]
    chosen = dice.choices(range(len(parts)), weights)[0]
    name, content = parts[chosen]
    kind = dice.random()
    if kind < 0.04:
        del parts[chosen]
    elif kind < 0.08:
        parts.append((dice.choice((*_names_like(name), "b.txt", "word/document.xml", "xl/workbook.xml", "[Content_Types].xml")), content))
    else:
        parts[chosen] = (name, _change_content(content, dice, blindly))
    packed = io.BytesIO()
    method = dice.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    with warnings.catch_warnings(), zipfile.ZipFile(packed, "w", method) as archive:
        warnings.simplefilter("ignore")  # of two parts with one name, which are meant
        for name, content in parts:
            archive.writestr(name, content)
    return packed.getvalue()


def _names_like(name: str) -> tuple[str, ...]:
    """The name itself, and others that some system or program takes for the same."""
    return (
        name,
        name.swapcase(),
        f"../{name}",
        f"./{name}",
        name.replace("/", "\\"),
        *(unicodedata.normalize(form, name) for form in ("NFC", "NFD")),
    )


def _change_pdf(data: bytes, dice: random.Random, blindly: Blindly) -> bytes:
    """One text of a PDF that is written in hexadecimal changed as text, or a line of the file moved, repeated or left out."""
    texts = list(_PDF_TEXT.finditer(data))
    if texts and dice.random() < 0.5:
        old = dice.choice(texts)
        text = change_text(bytes.fromhex(old[1].decode()).decode("utf-16-be", "replace"), dice)
        new = text.encode("utf-16-be", "replace").hex().encode()
        return data[: old.start(1)] + new + data[old.end(1) :]
    if dice.random() < 0.3:
        return blindly(data, len(data) + 64)
    lines = data.split(b"\n")
    at, to = dice.randrange(len(lines)), dice.randrange(len(lines))
    match dice.randrange(4):
        case 0:
            lines[to:to] = [lines[at]] * dice.choice(_TIMES)
        case 1:
            del lines[at]
        case 2:
            lines[at], lines[to] = lines[to], lines[at]
        case _:
            lines[at] = re.sub(rb"\d+", lambda old: dice.choice((old[0], dice.choice(_NUMBERS).encode())), lines[at])
    return b"\n".join(lines)


def _change_content(data: bytes, dice: random.Random, blindly: Blindly) -> bytes:
    """A file's content changed as its format allows."""
    if dice.random() < _BLINDLY:
        return blindly(data, len(data) + 64)
    if data.startswith(b"PK"):
        return _change_zip(data, dice, blindly)
    if data.startswith(b"%PDF"):
        return _change_pdf(data, dice, blindly)
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        marked = text.lstrip().startswith("<") and dice.random() < 0.8
        return (_change_markup(text, dice) if marked else change_text(text, dice)).encode(encoding, "ignore")
    return blindly(data, len(data) + 64)


def change_file(data: bytes, dice: random.Random, blindly: Blindly) -> bytes:
    """A file changed behind its first byte, which says under what suffix it is read; rarely that one too."""
    if not data:
        return b"\0"
    head = bytes([dice.randrange(256)]) if dice.random() < 0.02 else data[:1]
    return head + _change_content(data[1:], dice, blindly)
