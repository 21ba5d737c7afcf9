"""The numbers that Word puts before paragraphs of a binary document ([MS-DOC] 2.9.131 and on), and the styles that ask for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from struct import unpack_from

from kg.documents.office.doc_file import LIST_USES, LISTS, STYLES, Paragraph, WordFile, changes
from kg.documents.office.docx_numbering import ListLevel, NumberedList, Numbering

__all__ = ["Numbers", "read_numbers"]

_LEVEL, _LIST = 0x260A, 0x460B
_MOST_LISTS = 4_000
_MOST_LINKS = 20  # of styles based on styles
_NO_STYLE = 0xFFF
# Numbers' formats ([MS-OSHARED] 2.2.1.3) by the names that OOXML has for them.
_FORMATS = {
    1: "upperRoman",
    2: "lowerRoman",
    3: "upperLetter",
    4: "lowerLetter",
    10: "ideographDigital",
    11: "japaneseCounting",
    14: "decimalFullWidth",
    16: "chineseLegalSimplified",
    17: "japaneseDigitalTenThousand",
    18: "decimalEnclosedCircle",
    19: "decimalFullWidth2",
    22: "decimalZero",
    23: "bullet",
    26: "decimalEnclosedFullstop",
    27: "decimalEnclosedParen",
    28: "decimalEnclosedCircleChinese",
    29: "ideographEnclosedCircle",
    30: "ideographTraditional",
    31: "ideographZodiac",
    33: "taiwaneseCounting",
    34: "ideographLegalTraditional",
    35: "taiwaneseCountingThousand",
    36: "taiwaneseDigital",
    37: "chineseCounting",
    38: "chineseLegalSimplified",
    39: "chineseCountingThousand",
    255: "none",
}


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: int
    list_use: int | None
    level: int | None


@dataclass(slots=True)
class Numbers:
    """How far each list has counted. Ask once for each paragraph, in order."""

    numbering: Numbering
    styles: dict[int, _Style]

    def mark(self, paragraph: Paragraph) -> str:
        """The number before the paragraph, empty where it has none: its own list before that of its style."""
        use, level = paragraph.number(_LIST), paragraph.number(_LEVEL)
        style = paragraph.style
        for _ in range(_MOST_LINKS):
            if style not in self.styles or (use is not None and level is not None):
                break
            use = self.styles[style].list_use if use is None else use
            level = self.styles[style].level if level is None else level
            style = self.styles[style].based_on
        return self.numbering.mark_of(str(use), level or 0) if use else ""


def read_numbers(file: WordFile) -> Numbers:
    """The lists and styles of a document."""
    return Numbers(Numbering(lists=dict(_uses(file, _lists(file)))), dict(_styles(file)))


def _lists(file: WordFile) -> dict[int, dict[int, ListLevel]]:
    """The levels of each list, by the list's own number."""
    start, size = file.part(LISTS)
    if size < 2:
        return {}
    table = file.table
    count = min(int.from_bytes(table[start : start + 2], "little"), _MOST_LISTS)
    found: dict[int, dict[int, ListLevel]] = {}
    at = start + 2 + 28 * count  # the levels follow behind, and are not counted in
    for index in range(count):
        head = start + 2 + 28 * index
        (name,) = unpack_from("<I", table, head)
        simple = table[head + 26] & 1
        levels: dict[int, ListLevel] = {}
        for level in range(1 if simple else 9):
            levels[level], at = _level(table, at)
        found[name] = levels
    return found


def _level(table: bytes, at: int) -> tuple[ListLevel, int]:
    """A level, and where the next one begins."""
    start, form, flags = unpack_from("<iBB", table, at)
    runs, paragraphs, limit = table[at + 24], table[at + 25], table[at + 26]
    at += 28 + paragraphs + runs
    count = int.from_bytes(table[at : at + 2], "little")
    written = table[at + 2 : at + 2 + 2 * count].decode("utf-16-le", "replace")
    text = "".join(f"%{ord(char) + 1}" if char < "\t" else char for char in written)
    restart = limit if flags & 8 else None
    return ListLevel(start, _FORMATS.get(form, "decimal"), text, restart, legal=bool(flags & 4)), at + 2 + 2 * count


def _uses(file: WordFile, lists: dict[int, dict[int, ListLevel]]) -> Iterator[tuple[str, NumberedList]]:
    """The lists as paragraphs name them: by the place of their use, from 1, with what that use changes."""
    start, size = file.part(LIST_USES)
    if size < 4:
        return
    table = file.table
    count = min(int.from_bytes(table[start : start + 4], "little"), _MOST_LISTS)
    at = start + 4 + 16 * count
    for index in range(count):
        head = start + 4 + 16 * index
        (name,) = unpack_from("<I", table, head)
        levels, starts = dict(lists.get(name, {})), {}
        at += 4
        for _ in range(table[head + 12]):
            begin, flags = unpack_from("<iI", table, at)
            at += 8
            level = flags & 0xF
            if flags & 0x20:
                levels[level], at = _level(table, at)
                begin = levels[level].start
            if flags & 0x10:
                starts[level] = begin
        yield str(index + 1), NumberedList(str(name), levels, starts)


def _styles(file: WordFile) -> Iterator[tuple[int, _Style]]:
    """The paragraph styles ([MS-DOC] 2.9.258 and on)."""
    start, size = file.part(STYLES)
    data = file.table[start : start + size]
    if len(data) < 6:
        return
    head = int.from_bytes(data[:2], "little")
    count, fixed = unpack_from("<HH", data, 2)
    at = 2 + head
    for index in range(min(count, _NO_STYLE)):
        length = int.from_bytes(data[at : at + 2], "little")
        style = data[at + 2 : at + 2 + length]
        at += 2 + length
        if len(style) < fixed + 2 or style[2] & 0xF != 1:
            continue
        based_on = int.from_bytes(style[2:4], "little") >> 4
        place = fixed + 4 + 2 * int.from_bytes(style[fixed : fixed + 2], "little")
        place += place & 1
        packed = style[place + 4 : place + 2 + int.from_bytes(style[place : place + 2], "little")]
        said = dict(changes(packed))
        use, level = (int.from_bytes(said[op], "little") if op in said else None for op in (_LIST, _LEVEL))
        yield index, _Style(based_on, use, level)
