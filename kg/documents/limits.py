"""How much a document may be: what is larger is refused at once, so that no file can hold up or break a run.

The largest responsibility breakdown seen has 60,000 characters; a whole government work report has 25,000.
"""

from __future__ import annotations

__all__ = ["MAX_FILE", "MAX_MEMBERS", "MAX_PART", "MAX_TEXT", "MAX_UNPACKED", "MEGABYTE", "megabytes"]

MEGABYTE = 1024 * 1024

MAX_TEXT = 8 * MEGABYTE
"""Of a plain text the bytes, of every other format the characters that it may give."""

MAX_FILE = 64 * MEGABYTE
"""Bytes of a file of any format (scans and photographs make files large, not text)."""

MAX_PART = 32 * MEGABYTE
"""Bytes of one unpacked XML part of an office document."""

MAX_UNPACKED = 128 * MEGABYTE
"""Bytes that all members of one archive may unpack to, the parts of office documents among them included."""

MAX_MEMBERS = 1_000
"""Members of one archive."""


def megabytes(size: int) -> str:
    """A size as a message prints it: ``12.4 MB``."""
    return f"{size / MEGABYTE:.1f} MB"
