"""How much a document may be: what is larger is refused at once, so that no file can hold up or break a run.

The largest responsibility breakdown seen has 60,000 characters; a whole government work report has 25,000.
"""

from __future__ import annotations

from kg.model.wording import told

__all__ = [
    "MAX_ARCHIVE_TEXT",
    "MAX_FILE",
    "MAX_MEMBERS",
    "MAX_PART",
    "MAX_PICTURE_PAGES",
    "MAX_PIXELS",
    "MAX_TASKS",
    "MAX_TEXT",
    "MAX_TEXT_FILE",
    "MAX_UNPACKED",
    "MEGABYTE",
    "PATIENCE",
    "TOO_LONG",
    "USUAL_SECONDS",
    "megabytes",
]


MEGABYTE = 1024 * 1024

MAX_TEXT = 250_000
"""Characters of one document: four times the largest breakdown seen, and as much as is taken apart in ten seconds however dense it is."""

MAX_TASKS = 10_000
"""Tasks of one document in a graph: forty times those of the largest breakdown seen, and as many as fit into half a gigabyte."""

MAX_TEXT_FILE = 4 * MEGABYTE
"""Bytes of a plain text."""

MAX_ARCHIVE_TEXT = 8_000_000
"""Characters of all documents of one archive: those of 500 notices."""

PATIENCE = 20.0
"""Seconds of processor time that the documents of one archive may take beyond :data:`USUAL_SECONDS` each."""

USUAL_SECONDS = 2.0
"""Seconds of processor time that reading a document may take: most take less than a tenth, a PDF of 30 pages one second."""

MAX_FILE = 64 * MEGABYTE
"""Bytes of a file of any format (scans and photographs make files large, not text)."""

MAX_PART = 32 * MEGABYTE
"""Bytes of one unpacked XML part of an office document."""

MAX_PIXELS = 80_000_000
"""Pixels of a page's picture: an A3 page at 600 dots an inch has 70 million, an A4 page as offices scan it 4 to 9."""

MAX_PICTURE_PAGES = 200
"""Scanned pages of one document: the largest breakdown seen has 60, and so many take half an hour of processor time."""

MAX_UNPACKED = 128 * MEGABYTE
"""Bytes that all members of one archive may unpack to, the parts of office documents among them included."""

MAX_MEMBERS = 1_000
"""Members of one archive."""


TOO_LONG = told("A notice has less than 100,000 characters; split the file, or leave it out")
"""What to do about a document that has too much text."""


def megabytes(size: int) -> str:
    """A size as a message prints it: ``12.4 MB``."""
    return f"{size / MEGABYTE:.1f} MB"
