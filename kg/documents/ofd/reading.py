"""OFD: its pages put together to one text as those of a PDF are, in a process of their own."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any, Final
from xml.etree.ElementTree import Element

from kg.documents.apart.answers import answer
from kg.documents.apart.asking import read_apart
from kg.documents.ofd.content import Box, box_of, page_content
from kg.documents.office.package import Package, attribute, child, local
from kg.documents.pages.composing import write_pages
from kg.documents.pages.glyphs import PageContent
from kg.documents.writing import Origin, TextWriter
from kg.model.errors import UnreadableSource
from kg.model.source import Source
from kg.model.wording import told

__all__ = ["answered", "read_ofd"]

_MEDIA_TYPE: Final = "application/ofd"
_WHAT: Final = told("a document in the OFD format")
_PRINT: Final = told("Open it in WPS or an OFD reader and print it to PDF")
_LOOK: Final = told("Look for the notice as a web page, DOCX or PDF with text")
_MOST_PAGES: Final = 600
_A4: Final = Box(0.0, 0.0, 210.0, 297.0)


def read_ofd(data: bytes, origin: Origin) -> Source:
    """The text of an OFD document. Raises :class:`kg.model.errors.UnreadableSource`."""
    return read_apart(f"{__name__}:answered", _WHAT, _PRINT, data, origin)


def answered(data: bytes) -> dict[str, Any]:
    """What the process answers that reads it."""
    return answer(_read, data)


def _read(data: bytes, origin: Origin) -> Source:
    package = Package(data, origin.path)
    root = package.xml("OFD.xml")
    if any(local(element) == "Encryptions" for element in root.iter()) or any(name.endswith("Encryptions.xml") for name in package.names):
        raise UnreadableSource(origin.path, "an encrypted document in the OFD format", "Open it with its key and print it to PDF")
    pages: list[PageContent] = []
    missing: list[int] = []
    for body in (element for element in root if local(element) == "DocBody"):
        main = _named("", _text(child(body, "DocRoot")), package)
        for page in _pages(package, main, len(pages)) if main is not None else ():
            pages.append(page)
            if page.damaged:
                missing.append(page.number)
            if len(pages) > _MOST_PAGES:
                found = told("a document in the OFD format of more than {most} pages", most=_MOST_PAGES)
                raise UnreadableSource(origin.path, found, "Split it")
    if len(missing) == len(pages):
        raise UnreadableSource(origin.path, "a damaged document in the OFD format (none of its pages can be read)", _PRINT)
    if not any(not glyph.text.isspace() for page in pages for glyph in page.glyphs):
        raise UnreadableSource(origin.path, "a document in the OFD format without text, as scanners make them", _LOOK)
    writer = TextWriter(origin)
    write_pages(pages, writer)
    silent = [page.number for page in pages if page.has_image and not page.glyphs]
    notes = [f"no text on page {', '.join(map(str, silent[:20]))}: pictures are not read"] if silent else []
    if missing:
        notes.append(f"damaged and not read: page {', '.join(map(str, missing[:20]))}")
    return writer.source(_MEDIA_TYPE, notes)


def _pages(package: Package, main: str, before: int) -> Iterator[PageContent]:
    """The pages of one document in the package, each with what its templates draw on it."""
    document = package.xml(main)
    common = child(document, "CommonData")
    usual = box_of(_text(child(common, "PageArea", "PhysicalBox"))) or _A4
    listed = [element for element in common if local(element) == "TemplatePage"] if common is not None else []
    templates = {attribute(element, "ID") or "": _named(main, attribute(element, "BaseLoc"), package) for element in listed}
    read: dict[str, Element | None] = {}

    def drawn(name: str | None) -> Element | None:
        if name is None:
            return None
        if name not in read:
            read[name] = package.xml(name)
        return read[name]

    held = child(document, "Pages")
    for number, page in enumerate((element for element in held if local(element) == "Page") if held is not None else (), before + 1):
        name = _named(main, attribute(page, "BaseLoc"), package)
        try:
            content = package.xml(name) if name is not None else None
            if content is None:
                raise UnreadableSource(package.path, "a page of an OFD document that is not in it", _PRINT)
            used = [attribute(element, "TemplateID") or "" for element in content if local(element) == "Template"]
            behind = [layer for one in used[:4] if (layer := drawn(templates.get(one))) is not None]
        except UnreadableSource:
            yield PageContent(number, 595.0, 842.0, [], [], has_image=False, damaged=True)
            continue
        box = box_of(_text(child(content, "Area", "PhysicalBox"))) or usual
        yield page_content([*behind, content], number, box)


def _named(beside: str, place: str | None, package: Package) -> str | None:
    """The part that a part refers to: from the package's top where it begins with a slash, else from the part's own folder."""
    if not place:
        return None
    place = place.strip().replace("\\", "/")
    name = posixpath.normpath(posixpath.join("/", posixpath.dirname(beside), place)).lstrip("/")
    return name if name in package.names else None


def _text(element: Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""
