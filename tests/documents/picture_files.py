"""Pictures made by hand: their heads may say what they like."""

from __future__ import annotations

import struct
import zlib

__all__ = ["png", "tiff"]


def png(width: int, height: int, grey: bytes = b"") -> bytes:
    """A grey PNG; ``grey`` are its pixels, all of them or as many as there are."""

    def chunk(kind: bytes, held: bytes) -> bytes:
        return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + grey[at : at + width] for at in range(0, len(grey), width))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def tiff(width: int, height: int, grey: bytes, following: int = 0) -> bytes:
    """A grey TIFF of one page; ``following`` is where it says that the next page stands."""
    at = 8 + len(grey)
    entries = [(256, 4, width), (257, 4, height), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 8), (277, 3, 1), (278, 4, height)]
    entries.append((279, 4, len(grey)))
    fields = b"".join(struct.pack("<HHI", tag, kind, 1) + struct.pack("<I", value) for tag, kind, value in entries)
    return b"II*\0" + struct.pack("<I", at) + grey + struct.pack("<H", len(entries)) + fields + struct.pack("<I", following)
