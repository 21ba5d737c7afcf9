"""A page looked at, in the process that reads pictures: it has what reads them loaded, and a copy of it reads each page."""

from __future__ import annotations

from typing import Any

from kg.documents.pages.glyphs import PageContent
from kg.documents.pictures.opened import page_shown, picture_shown, pictures_in
from kg.documents.pictures.page import content_of
from kg.documents.pictures.worker import asked, told_of

__all__ = ["count_pages", "read_page"]


def count_pages(data: bytes) -> dict[str, Any]:
    """How many pictures a file holds."""
    return told_of(lambda: {"pages": pictures_in(data)})


def read_page(request: bytes) -> dict[str, Any]:
    """One page of a picture file or a PDF: its characters and rulings."""
    what, data = asked(request)

    def page() -> dict[str, Any]:
        shown = (page_shown if what["pdf"] else picture_shown)(data, what["page"])
        return _content(content_of(shown.picture, what["page"], shown.per_inch))

    return told_of(page)


def _content(page: PageContent) -> dict[str, Any]:
    return {
        "size": [round(page.width, 2), round(page.height, 2)],
        "glyphs": [[g.text, *(round(v, 2) for v in (g.x0, g.x1, g.y, g.size)), round(g.score, 4)] for g in page.glyphs],
        "rulings": [[round(v, 2) for v in (r.x0, r.y0, r.x1, r.y1)] for r in page.rulings],
    }
