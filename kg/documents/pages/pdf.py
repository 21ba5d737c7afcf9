"""PDF with a text layer: its pages put together to one text, in a process of their own (:mod:`kg.documents.apart`), since PDFium is a
large program in C++. Pages that are pictures are left to :mod:`kg.documents.pictures`.
"""

from __future__ import annotations

from typing import Any, Final

from kg.documents.apart import asking
from kg.documents.writing import Origin
from kg.model.wording import told

__all__ = ["INSTALL_OCR", "ask_pdf"]

INSTALL_OCR: Final = told(
    "Install what reads pictures, pip install 'zeren[ocr]', and run it again; or look for the notice as a web page, DOCX or a PDF with text"
)
"""What to do about pages that are pictures, where the extra that reads them is absent."""
_PRINT_AGAIN: Final = told("Open it and print it to a new PDF, or save it as DOCX")


def ask_pdf(data: bytes, origin: Origin) -> dict[str, Any]:
    """What a PDF's reader answers (:mod:`kg.documents.apart.answers`), with the numbers of the pages that are pictures (``scans``).

    Raises :class:`kg.model.errors.UnreadableSource` where it does not come to an answer.
    """
    return asking.ask("kg.documents.pages.worker:read_pages", told("a PDF"), _PRINT_AGAIN, data, origin)
