"""Binary office files made by hand, small and without a program that writes them: compound files, workbooks, Word documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from struct import pack

_SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

Value = str | float | tuple[float, int]


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file ([MS-CFB]) with these streams at its root, each filled up to what is no small one."""
    held = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    sectors: list[bytes] = []
    chain: list[int] = []
    starts: dict[str, int] = {}

    def add(data: bytes) -> int:
        first, count = len(sectors), -(-len(data) // _SECTOR)
        sectors.extend(data[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(data), _SECTOR))
        chain.extend([*range(first + 1, first + count), _END])
        return first

    for name, data in held.items():
        starts[name] = add(data)
    entries = [_entry("Root Entry", 5, 1 if held else _FREE, _END, 0)]
    for index, (name, data) in enumerate(held.items(), 1):
        entries.append(_entry(name, 2, _FREE, starts[name], len(data), right=index + 1 if index < len(held) else _FREE))
    directory = add(b"".join(entries))
    tables = 1
    while (len(sectors) + tables) * 4 > tables * _SECTOR:
        tables += 1
    first = len(sectors)
    allocation = [*chain, *[_TABLE] * tables]
    allocation += [_FREE] * (tables * _SECTOR // 4 - len(allocation))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += pack("<IIIIIIIII", 0, tables, directory, 0, 4096, _END, 0, _END, 0)
    head += pack("<109I", *range(first, first + tables), *[_FREE] * (109 - tables))
    return head + b"".join(sectors) + pack(f"<{len(allocation)}I", *allocation)


def _entry(name: str, kind: int, child: int, start: int, size: int, right: int = _FREE) -> bytes:
    letters = name.encode("utf-16-le")
    head = letters.ljust(64, b"\0") + pack("<HBBIII", len(letters) + 2, kind, 1, _FREE, right, child)
    return head + bytes(36) + pack("<IQ", start, size)


def _record(kind: int, data: bytes = b"") -> bytes:
    return pack("<HH", kind, len(data)) + data


def _short(text: str) -> bytes:
    return pack("<HB", len(text), 1) + text.encode("utf-16-le")


def xls(
    *sheets: tuple[str, Sequence[Sequence[Value]]],
    formats: Sequence[str] = (),
    merged: Sequence[tuple[int, int, int, int]] = (),
    hidden: Sequence[str] = (),
    password: bool = False,
) -> bytes:
    """A workbook ([MS-XLS], BIFF8). A value is a text, a number, or a number with the place of its format in ``formats``, from 1."""
    begin = _record(0x809, pack("<HHHHII", 0x600, 5, 0, 1997, 0, 0))
    shared = _record(0x2F, bytes(6)) if password else b""
    shared += b"".join(_record(0x41E, pack("<H", 164 + i) + _short(form)) for i, form in enumerate(formats))
    shared += b"".join(_record(0xE0, pack("<HHH14x", 0, 164 + i - 1 if i else 0, 0)) for i in range(len(formats) + 1))
    parts = [_sheet(rows, merged) for _, rows in sheets]
    letters = [name.encode("utf-16-le") for name, _ in sheets]
    at = len(begin) + len(shared) + sum(12 + len(name) for name in letters) + 4
    listed = b""
    for (name, _), title, part in zip(sheets, letters, parts, strict=True):
        listed += _record(0x85, pack("<IHBB", at, name in hidden, len(name), 1) + title)
        at += len(part)
    return compound({"Workbook": begin + shared + listed + _record(0x0A) + b"".join(parts)})


def _sheet(rows: Sequence[Sequence[Value]], merged: Sequence[tuple[int, int, int, int]]) -> bytes:
    found = _record(0x809, pack("<HHHHII", 0x600, 0x10, 0, 1997, 0, 0))
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if isinstance(value, str):
                found += _record(0x204, pack("<HHH", row, column, 0) + _short(value)) if value else b""
            else:
                number, form = value if isinstance(value, tuple) else (value, 0)
                found += _record(0x203, pack("<HHHd", row, column, form, number))
    areas = b"".join(pack("<HHHH", top, bottom, left, right) for top, left, bottom, right in merged)
    return found + _record(0xE5, pack("<H", len(merged)) + areas) + _record(0x0A)


Paragraph = str | tuple[str, bytes]


def doc(
    *paragraphs: Paragraph, runs: Sequence[tuple[int, int, bytes]] = (), flags: int = 0, version: int = 0xC1, lists: bytes = b""
) -> bytes:
    """A document ([MS-DOC]). A paragraph is its text, which ends with a cell's mark or gets a paragraph's, with the changes said of it.

    ``runs`` are what is said of characters: from, to, and the changes. ``lists`` are ``PlfLst`` with its levels, used once by ``PlfLfo``.
    """
    told = [
        (text if text.endswith("\x07") else text + "\r", said) for text, said in ((p, b"") if isinstance(p, str) else p for p in paragraphs)
    ]
    text = "".join(text for text, _ in told)
    start = 2048
    words = text.encode("utf-16-le")
    ends, bodies = [start], []
    for written, said in told:
        ends.append(ends[-1] + len(written.encode("utf-16-le")))
        bodies.append(pack("<H", 0) + said)
    main = start + len(words) + (-len(words)) % 512
    pages = _pages(ends, [_of_paragraph(body) for body in bodies], 13)
    letters = sorted({0, len(text), *(place for run in runs for place in run[:2])})
    said_of = {run[0]: run[2] for run in runs}
    spans = [said_of.get(place, b"") for place in letters[:-1]]
    run_pages = _pages([start + 2 * place for place in letters], [bytes([len(said)]) + said if said else b"" for said in spans], 1)
    number = main // 512
    table = b""

    def put(data: bytes, counted: int | None = None) -> tuple[int, int]:
        nonlocal table
        at = len(table)
        table += data
        return at, len(data) if counted is None else counted

    pieces = pack("<II", 0, len(text)) + pack("<HIH", 0, start, 0)
    places = {0x1A2: put(b"\x02" + pack("<I", len(pieces)) + pieces)}
    places[0x102] = put(_bins(pages, number))
    places[0xFA] = put(_bins(run_pages, number + len(pages)))
    if lists:
        places[0x2E2] = put(lists, 30)
        places[0x2EA] = put(pack("<I", 1) + lists[2:6] + bytes(12) + b"\xff" * 4)
    head = bytearray(start)
    head[:0x0C] = pack("<HHHHHH", 0xA5EC, version, 0, 0x804, 0, flags | 0x200)
    head[0x20:0x22], head[0x3E:0x40], head[0x98:0x9A] = pack("<H", 14), pack("<H", 22), pack("<H", 93)
    head[0x4C:0x50] = pack("<I", len(text))
    for place, (at, size) in places.items():
        head[place : place + 8] = pack("<II", at, size)
    stream = bytes(head) + words.ljust(main - start, b"\0") + b"".join(page for _, _, page in [*pages, *run_pages])
    return compound({"WordDocument": stream, "1Table": table})


def _of_paragraph(body: bytes) -> bytes:
    return bytes([0, len(body) // 2]) + body if len(body) % 2 == 0 else bytes([(len(body) + 1) // 2]) + body


def _pages(ends: Sequence[int], bodies: Sequence[bytes], width: int) -> list[tuple[int, int, bytes]]:
    """Pages of properties, each with where its characters begin and end in the stream."""
    found = []
    for first in range(0, len(bodies), 6):
        some = bodies[first : first + 6]
        page = bytearray(512)
        page[511] = len(some)
        page[: 4 * (len(some) + 1)] = pack(f"<{len(some) + 1}I", *ends[first : first + len(some) + 1])
        at = 510
        for index, body in enumerate(some):
            if body:
                at -= len(body) + len(body) % 2
                page[at : at + len(body)] = body
                page[4 * (len(some) + 1) + width * index] = at // 2
        found.append((ends[first], ends[first + len(some)], bytes(page)))
    return found


def _bins(pages: Sequence[tuple[int, int, bytes]], number: int) -> bytes:
    places = [begin for begin, _, _ in pages] + [pages[-1][1]]
    return pack(f"<{len(places)}I", *places) + pack(f"<{len(pages)}I", *range(number, number + len(pages)))


IN_TABLE = pack("<HB", 0x2416, 1)


def row_end(*borders: int, merges: Mapping[int, int] | None = None) -> Paragraph:
    """The end of a row: where its cells begin and end, in twentieths of a point; ``merges`` are flags of cells ([MS-DOC] 2.9.311)."""
    count = len(borders) - 1
    cells = b"".join(pack("<H18x", (merges or {}).get(index, 0)) for index in range(count))
    packed = bytes([count]) + pack(f"<{count + 1}h", *borders) + cells
    return "\x07", IN_TABLE + pack("<HB", 0x2417, 1) + pack("<HH", 0xD608, len(packed) + 1) + packed


def cell(text: str) -> Paragraph:
    """A cell of a row."""
    return text + "\x07", IN_TABLE


def numbered(text: str, level: int = 0) -> Paragraph:
    """A paragraph of the first list, at that level."""
    return text, pack("<HBHH", 0x260A, level, 0x460B, 1)


def lists(*levels: tuple[int, str]) -> bytes:
    """One list of nine levels: the number of each level's format, and what is written, with %1 to %9 for numbers."""
    found = pack("<H", 1) + pack("<II", 7, 0) + bytes(20)
    for form, text in [*levels, *[(0, "%9.")] * (9 - len(levels))]:
        written = text
        for index in range(9):
            written = written.replace(f"%{index + 1}", chr(index))
        found += pack("<iBB", 1, form, 0) + bytes(9) + bytes(1 + 8) + bytes(4) + pack("<H", len(written)) + written.encode("utf-16-le")
    return found
