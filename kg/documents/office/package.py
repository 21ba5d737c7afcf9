"""The parts of an office document (OPC, ISO/IEC 29500-2): a ZIP with XML in it, taken apart within bounds.

An office document may hold no document type declaration, so one that does is refused: with it go entity bombs and
external entities. A part is unpacked up to a bound, whatever size it claims to have.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat

from kg.model.errors import UnreadableSource
from kg.model.limits import MAX_PART, megabytes
from kg.model.wording import told

__all__ = ["BrokenArchive", "Package", "attribute", "child", "local", "walk", "xml_of"]

BrokenArchive = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError)
"""What :mod:`zipfile` raises for an archive that is damaged, encrypted or packed in a way it does not know."""

_SAVE_AGAIN = told("Open it in Word, WPS or LibreOffice and save it again")
_MOST_NESTED = 200
_MOST_ELEMENTS = 300_000  # of one part; a notice with a table of 500 rows has 30,000


def local(element: Element) -> str:
    """The name of an element without its namespace: transitional, strict and WPS documents differ in that alone."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute by its name without namespace."""
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of a name, and of that the first of the next name, and so on."""
    for name in path:
        element = next((inner for inner in element if local(inner) == name), None) if element is not None else None
    return element


class Package:
    """An office document, unpacked part by part."""

    def __init__(self, data: bytes, path: str) -> None:
        """Open the package. Raises :class:`kg.model.errors.UnreadableSource`."""
        self.path = path
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BrokenArchive as error:
            raise UnreadableSource(path, told("a damaged ZIP or office document ({error})", error=error), "Fetch it again") from error
        self.names = frozenset(self._zip.namelist())

    def part(self, name: str) -> bytes:
        """The bytes of a part."""
        try:
            with self._zip.open(name) as stream:
                data = stream.read(MAX_PART + 1)
        except BrokenArchive as error:
            found = told("an office document whose part {name} is missing or damaged", name=name)
            raise UnreadableSource(self.path, found, _SAVE_AGAIN) from error
        if len(data) > MAX_PART:
            found = told("an office document whose part {name} unpacks to more than {most}", name=name, most=megabytes(MAX_PART))
            raise UnreadableSource(self.path, found, "Save what matters of it as a smaller document")
        return data

    def xml(self, name: str) -> Element:
        """The root element of an XML part."""
        return xml_of(self.part(name), name, self.path)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The parts that ``part`` refers to: id to kind (the last word of its type) and name. What lies outside is
        left out.
        """
        folder, _, file = part.rpartition("/")
        listed = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        if listed not in self.names:
            return {}
        found = {}
        for relation in self.xml(listed):
            target = attribute(relation, "Target") or ""
            if attribute(relation, "TargetMode") == "External":
                continue
            name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            kind = (attribute(relation, "Type") or "").rpartition("/")[2]
            found[attribute(relation, "Id") or ""] = (kind, name)
        return found

    def main_part(self, usual: str) -> str:
        """The name of the part that holds the document: as the package says, else ``usual``."""
        named = [name for kind, name in self.relations("").values() if kind == "officeDocument"]
        return named[0] if named and named[0] in self.names else usual


def xml_of(data: bytes, name: str, path: str) -> Element:
    """The root element of the XML that a part called ``name`` holds. Raises :class:`kg.model.errors.UnreadableSource`."""
    try:
        _check_declarations(data)
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, expat.ExpatError, _Forbidden, LookupError, ValueError) as error:
        found = told("an office document whose part {name} is not as it must be ({error})", name=name, error=error)
        raise UnreadableSource(path, found, _SAVE_AGAIN) from error


class _Forbidden(ValueError):
    """XML that an office document may not hold."""


def _check_declarations(data: bytes) -> None:
    """Refuse a document type declaration, and elements more and deeper nested than any document's."""
    parser = expat.ParserCreate()
    depth = elements = 0

    def forbid(*_: object) -> None:
        raise _Forbidden("it declares a document type, which may hide an entity bomb")

    def begin(*_: object) -> None:
        nonlocal depth, elements
        depth += 1
        elements += 1
        if elements > _MOST_ELEMENTS:
            raise _Forbidden(f"more than {_MOST_ELEMENTS} elements")
        if depth > _MOST_NESTED:
            raise _Forbidden(f"elements nested more than {_MOST_NESTED} deep")

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = forbid
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.Parse(data, True)


def walk(element: Element, into: frozenset[str]) -> Iterator[Element]:
    """The children of an element, those of the names ``into`` replaced by their own children."""
    for inner in element:
        if local(inner) in into:
            yield from walk(inner, into)
        else:
            yield inner
