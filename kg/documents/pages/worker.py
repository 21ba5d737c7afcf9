"""A PDF taken apart, in the process that :mod:`kg.documents.apart` has for it: a source's fields, or what was found instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pypdfium2  # type: ignore[import-untyped]

from kg.documents.apart.answers import fields_of, refusal
from kg.documents.pages.composing import page_of, write_pages
from kg.documents.pages.glyphs import PageContent, page_contents
from kg.documents.pages.pdf import INSTALL_OCR
from kg.documents.pages.unsure import unsure_of
from kg.documents.text.encodings import frequent_share
from kg.documents.writing import Origin, TextWriter
from kg.model.errors import UnreadableSource
from kg.model.source import Source
from kg.model.wording import told

__all__ = ["composed", "read_pages"]

_MOST_PAGES = 600
_LEAST_TEXT = 20  # characters on a page that is more than a picture with a stamp
_MOST_STRANGE = 0.3
_FETCH_AGAIN = told("Fetch it again, or open it and print it to a new PDF")


def read_pages(data: bytes) -> dict[str, Any]:
    """The text, tables, furniture, places and notes of a PDF; or ``found`` and ``remedy``."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            return refusal(told("a PDF with a password"), told("Save it without one: qpdf --decrypt --password=… IN.pdf OUT.pdf"))
        return refusal(told("a damaged PDF ({error})", error=str(error).rstrip(".")), _FETCH_AGAIN)
    if len(document) > _MOST_PAGES:
        return refusal(told("a PDF of {count} pages; at most {most} are read", count=len(document), most=_MOST_PAGES), told("Split it"))
    pages = list(page_contents(document))
    damaged = [page.number for page in pages if page.damaged]
    if len(damaged) == len(pages):
        return refusal(told("a damaged PDF (none of its pages can be read)"), _FETCH_AGAIN)
    text = "".join(glyph.text for page in pages for glyph in page.glyphs if not glyph.text.isspace())
    if not text or (len(text) < _LEAST_TEXT * len(pages) and any(page.has_image for page in pages)):
        count = told("1 page") if len(pages) == 1 else told("{count} pages", count=len(pages))
        found = told("a PDF without a text layer, as scanners make them ({count})", count=count)
        return {**refusal(found, INSTALL_OCR), "scans": [page.number for page in pages if not page.damaged and _says_little(page)]}
    if _share_of_strange(text) > _MOST_STRANGE:
        found = told("a PDF whose text layer gives no characters (its fonts do not say which they are)")
        return {**refusal(found, INSTALL_OCR), "scans": [page.number for page in pages if not page.damaged]}
    return {**composed(pages, "application/pdf"), "scans": _scans(pages)}


def _scans(pages: Sequence[PageContent]) -> list[int]:
    """The pages whose picture says more than their text: that have none, or only what an OCR made of the picture."""
    pictured = (page for page in pages if page.has_image and (page.covered or not page.glyphs))
    return [page.number for page in pictured if _says_little(page)]


def _says_little(page: PageContent) -> bool:
    return page.recognised or sum(not glyph.text.isspace() for glyph in page.glyphs) < _LEAST_TEXT


def composed(pages: Sequence[PageContent], media_type: str) -> dict[str, Any]:
    """The fields of a source whose pages these are."""
    writer = TextWriter(Origin("", "", ""))
    try:
        write_pages(pages, writer)
    except UnreadableSource as unreadable:
        return refusal(unreadable.found, unreadable.remedy)
    silent = [page.number for page in pages if page.has_image and not page.own and len(page.glyphs) < _LEAST_TEXT]
    notes = [f"no text layer on page {', '.join(map(str, silent[:20]))}: pictures are not read"] if silent else []
    if damaged := [page.number for page in pages if page.damaged]:
        notes.append(f"damaged and not read: page {', '.join(map(str, damaged[:20]))}")
    return fields_of(_marked(writer.source(media_type, notes), pages))


def _share_of_strange(text: str) -> float:
    """The share of characters that no text has: private use, replacement, controls. Real Chinese text is never taken
    for such.
    """
    strange = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char < " " for char in text)
    return 0.0 if frequent_share(text[:20_000]) > 0.4 else strange / len(text)


def _marked(source: Source, pages: Sequence[PageContent]) -> Source:
    """The source, its places on pages that an OCR read marked, and what it was not sure of."""
    recognised = {page.number for page in pages if page.recognised}
    own = {page.number for page in pages if page.own}
    on_page = [(place, page_of(place.name)) for place in source.places]
    places = tuple(replace(place, recognised=page in recognised, own=page in own) for place, page in on_page)
    unsure = tuple(unsure_of(source, [page for page in pages if page.own])) if own else ()
    return replace(source, places=places, unsure=unsure)
