"""Archives that are no ZIP: RAR made by hand, 7-Zip by libarchive where the system has it."""

from __future__ import annotations

import ctypes
import zlib
from collections.abc import Mapping
from pathlib import Path
from struct import pack

import pytest

from kg.documents import foreign_archive

__all__ = ["library", "rar", "seven_zip"]


def library() -> ctypes.CDLL:
    """The system's libarchive; a test that needs it is skipped where there is none."""
    found = foreign_archive._library()
    if found is None:
        pytest.skip("libarchive is not installed (apt-get install libarchive13)")
    return found


def rar(files: Mapping[str, bytes], *, password: bool = False, claimed: int | None = None) -> bytes:
    """A RAR archive of version 4 whose files are stored as they are; ``claimed`` is how long each says it is."""
    parts = [b"Rar!\x1a\x07\x00", _block(0x73, 0, bytes(6))]
    for name, data in files.items():
        letters = name.encode("ascii", "replace") + b"\0" + _utf16(name) if not name.isascii() else name.encode("ascii")
        flags = 0x8000 | (0x200 if not name.isascii() else 0) | (4 if password else 0)
        size = len(data) if claimed is None else claimed
        head = pack("<IIBIIBBHI", len(data), size, 3, zlib.crc32(data), 0, 20, 0x30, len(letters), 0o100644) + letters
        parts += [_block(0x74, flags, head), data]
    return b"".join([*parts, _block(0x7B, 0x4000, b"")])


def _utf16(name: str) -> bytes:
    """A name as RAR packs it: a high byte, then flags of two bits a sign; here each sign is two bytes (2)."""
    packed = b"\0"
    for at in range(0, len(name), 4):
        some = name[at : at + 4]
        packed += bytes([sum(2 << (6 - 2 * index) for index in range(len(some)))]) + some.encode("utf-16-le")
    return packed


def _block(kind: int, flags: int, body: bytes) -> bytes:
    head = pack("<BHH", kind, flags, 7 + len(body)) + body
    return pack("<H", zlib.crc32(head) & 0xFFFF) + head


def seven_zip(files: Mapping[str, bytes], path: Path) -> bytes:
    """A 7-Zip archive, written to the path and read back."""
    made = library()
    for function in ("archive_write_new", "archive_entry_new"):
        getattr(made, function).restype = ctypes.c_void_p
    made.archive_write_data.restype = ctypes.c_ssize_t
    writer = ctypes.c_void_p(made.archive_write_new())
    made.archive_write_set_format_7zip(writer)
    assert made.archive_write_open_filename(writer, str(path).encode()) == 0
    for name, data in files.items():
        entry = ctypes.c_void_p(made.archive_entry_new())
        made.archive_entry_copy_pathname_w(entry, ctypes.c_wchar_p(name))
        made.archive_entry_set_size(entry, ctypes.c_int64(len(data)))
        made.archive_entry_set_filetype(entry, 0o100000)
        made.archive_entry_set_perm(entry, 0o644)
        assert made.archive_write_header(writer, entry) >= -20
        made.archive_write_data(writer, ctypes.c_char_p(data), ctypes.c_size_t(len(data)))
        made.archive_entry_free(entry)
    assert made.archive_write_close(writer) == 0
    made.archive_write_free(writer)
    return path.read_bytes()
