"""Pictures read in the processes that :mod:`kg.documents.apart` has for them: how many pages there are, a page, the pages put together.

A request is a line of JSON, what is asked, with the file's bytes behind it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

import pypdfium2  # type: ignore[import-untyped]

from kg.documents.apart.answers import refusal
from kg.documents.pages.glyphs import Glyph, PageContent, Ruling, page_contents
from kg.documents.pages.worker import composed
from kg.model.errors import UnreadableSource

__all__ = ["count_pages", "put_together", "read_page"]

_END: Final = b"\n"


def _asked(request: bytes) -> tuple[Any, bytes]:
    what, _, data = request.partition(_END)
    return json.loads(what), data


def _told(make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    try:
        return make()
    except UnreadableSource as unreadable:
        return refusal(unreadable.found, unreadable.remedy)


def count_pages(data: bytes) -> dict[str, Any]:
    """How many pictures a file holds."""
    from kg.documents.pictures.opened import pictures_in

    return _told(lambda: {"pages": pictures_in(data)})


def read_page(request: bytes) -> dict[str, Any]:
    """One page of a picture file or a PDF: its characters and rulings."""
    from kg.documents.pictures.opened import page_shown, picture_shown
    from kg.documents.pictures.page import content_of

    what, data = _asked(request)

    def page() -> dict[str, Any]:
        shown = (page_shown if what["pdf"] else picture_shown)(data, what["page"])
        return _content(content_of(shown.picture, what["page"], shown.per_inch))

    return _told(page)


def _content(page: PageContent) -> dict[str, Any]:
    return {
        "size": [round(page.width, 2), round(page.height, 2)],
        "glyphs": [[g.text, *(round(v, 2) for v in (g.x0, g.x1, g.y, g.size)), round(g.score, 4)] for g in page.glyphs],
        "rulings": [[round(v, 2) for v in (r.x0, r.y0, r.x1, r.y1)] for r in page.rulings],
    }


def _page(number: int, found: dict[str, Any]) -> PageContent:
    width, height = found["size"]
    glyphs, rulings = [Glyph(*one) for one in found["glyphs"]], [Ruling(*one) for one in found["rulings"]]
    return PageContent(number, width, height, glyphs, rulings, has_image=True, recognised=True, own=True, covered=True)


def put_together(request: bytes) -> dict[str, Any]:
    """The fields of a source from the pages that were read, and those of the PDF that needed no reading."""
    what, data = _asked(request)
    read = {int(number): found for number, found in what["pages"].items()}
    if what["pdf"]:
        pages = [
            _page(page.number, read[page.number]) if page.number in read else page for page in page_contents(pypdfium2.PdfDocument(data))
        ]
    else:
        pages = [_page(number, found) for number, found in sorted(read.items())]
    return _told(lambda: composed(pages, what["media_type"]))
