"""PDF with a text layer: its pages put together to one text, in a process of their own (:mod:`kg.documents.apart`), since PDFium is a
large program in C++.
"""

from __future__ import annotations

from typing import Any

from kg.documents.apart import asking
from kg.documents.apart.answers import source_of
from kg.documents.writing import Origin
from kg.model.source import Source
from kg.model.wording import told

__all__ = ["read_pdf"]

_PRINT_AGAIN = told("Open it and print it to a new PDF, or save it as DOCX")


def read_pdf(data: bytes, origin: Origin) -> Source:
    """The text of a PDF. Raises :class:`kg.model.errors.UnreadableSource`."""
    return source_of(_ask_worker(data, origin), origin)


def _ask_worker(data: bytes, origin: Origin) -> dict[str, Any]:
    return asking.ask("kg.documents.pages.worker:read_pages", told("a PDF"), _PRINT_AGAIN, data, origin)
