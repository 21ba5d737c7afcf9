"""A PDF taken apart, in the process that :mod:`kg.documents.apart` has for it: a source's fields, or what was found instead."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from typing import Any

import pypdfium2  # type: ignore[import-untyped]

from kg.documents.apart.answers import fields_of, refusal
from kg.documents.pages.composing import page_of, write_pages
from kg.documents.pages.glyphs import page_contents
from kg.documents.text.encodings import frequent_share
from kg.documents.writing import Origin, TextWriter
from kg.model.errors import UnreadableSource
from kg.model.source import Source
from kg.model.wording import told

__all__ = ["read_pages"]

_MOST_PAGES = 600
_LEAST_TEXT = 20  # characters on a page that is more than a picture with a stamp
_MOST_STRANGE = 0.3
_FETCH_AGAIN = told("Fetch it again, or open it and print it to a new PDF")
_OCR = told(
    "Look for the notice as a web page, DOCX or a PDF with text; else run ocrmypdf -l chi_sim IN.pdf OUT.pdf and read OUT.pdf: "
    "it reads the words only: tables are lost, and signs may be misread"
)
_OCR_AGAIN = told(
    "Look for the notice as a web page or DOCX; else run ocrmypdf --force-ocr -l chi_sim IN.pdf OUT.pdf and read OUT.pdf: "
    "it reads the words only: tables are lost, and signs may be misread"
)


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
        return refusal(told("a PDF without a text layer, as scanners make them ({count})", count=count), _OCR)
    if _share_of_strange(text) > _MOST_STRANGE:
        return refusal(told("a PDF whose text layer gives no characters (its fonts do not say which they are)"), _OCR_AGAIN)
    writer = TextWriter(Origin("", "", ""))
    try:
        write_pages(pages, writer)
    except UnreadableSource as unreadable:
        return refusal(unreadable.found, unreadable.remedy)
    silent = [page.number for page in pages if page.has_image and len(page.glyphs) < _LEAST_TEXT]
    notes = [f"no text layer on page {', '.join(map(str, silent[:20]))}: pictures are not read"] if silent else []
    if damaged:
        notes.append(f"damaged and not read: page {', '.join(map(str, damaged[:20]))}")
    return _fields(writer.source("application/pdf", notes), {page.number for page in pages if page.recognised})


def _share_of_strange(text: str) -> float:
    """The share of characters that no text has: private use, replacement, controls. Real Chinese text is never taken
    for such.
    """
    strange = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char < " " for char in text)
    return 0.0 if frequent_share(text[:20_000]) > 0.4 else strange / len(text)


def _fields(source: Source, recognised: Set[int]) -> dict[str, Any]:
    """A source's fields; the places on pages that an OCR read are marked."""
    places = tuple(replace(place, recognised=page_of(place.name) in recognised) for place in source.places)
    return fields_of(replace(source, places=places))
