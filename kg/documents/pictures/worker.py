"""Pictures read in the processes that :mod:`kg.documents.apart` has for them: the pages put together.

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

__all__ = ["asked", "put_together", "told_of"]

_END: Final = b"\n"


def asked(request: bytes) -> tuple[Any, bytes]:
    """What is asked, and the bytes behind it."""
    what, _, data = request.partition(_END)
    return json.loads(what), data


def told_of(make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What is made, or what was found in its place."""
    try:
        return make()
    except UnreadableSource as unreadable:
        return refusal(unreadable.found, unreadable.remedy)


def _page(number: int, found: dict[str, Any]) -> PageContent:
    width, height = found["size"]
    glyphs, rulings = [Glyph(*one) for one in found["glyphs"]], [Ruling(*one) for one in found["rulings"]]
    return PageContent(number, width, height, glyphs, rulings, has_image=True, recognised=True, own=True, covered=True)


def put_together(request: bytes) -> dict[str, Any]:
    """The fields of a source from the pages that were read, and those of the PDF that needed no reading."""
    what, data = asked(request)
    read = {int(number): found for number, found in what["pages"].items()}
    if what["pdf"]:
        pages = [
            _page(page.number, read[page.number]) if page.number in read else page for page in page_contents(pypdfium2.PdfDocument(data))
        ]
    else:
        pages = [_page(number, found) for number, found in sorted(read.items())]
    return told_of(lambda: composed(pages, what["media_type"]))
