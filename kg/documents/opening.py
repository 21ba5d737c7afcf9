"""One file's bytes to its documents: recognise the format, hand over to its reader.

The readers of web pages, office formats and archives are loaded when the first of these comes: they take a tenth of the time in which
the program starts, and most notices are plain text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from os import times
from pathlib import Path, PurePosixPath
from time import monotonic
from typing import Final

from kg.documents.annexed import annexes_beside, belongs, with_annexes
from kg.documents.loading import TOO_LARGE, load
from kg.documents.pictures.reading import ALONE, Scans, read_pdf, read_picture
from kg.documents.recognising import (
    PICTURES,
    NotADocument,
    is_flat_odf,
    is_web_archive,
    looks_like_html,
    office_kind,
    office_xml,
    recognise,
)
from kg.documents.text.delimited import delimiter_of, read_delimited
from kg.documents.text.encodings import NotText, decode
from kg.documents.text.plain import read_plain
from kg.documents.writing import Origin
from kg.model.errors import UnreadableSource, fault
from kg.model.limits import MAX_ARCHIVE_TEXT, MAX_TEXT, MAX_TEXT_FILE, PATIENCE, TOO_LONG, USUAL_SECONDS, megabytes
from kg.model.signs import UNSEEN
from kg.model.source import Source
from kg.model.wording import told

__all__ = ["read", "read_bytes"]

_NO_TEXT = (
    ".pdf",
    ".docx",
    ".doc",
    ".wps",
    ".odt",
    ".xlsx",
    ".xls",
    ".et",
    ".ods",
    ".zip",
    ".7z",
    ".rar",
    ".ofd",
    ".tif",
    ".tiff",
    ".png",
    ".jpg",
    ".jpeg",
)
_FOREIGN = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_FORMATS = told(
    "Fetch it again if it should be a document; kg reads TXT, Markdown, HTML, MHT, PDF, OFD, DOCX, DOC, WPS, RTF, ODT, XLSX, XLS, ET, ODS,"
    " CSV, scans (PDF, TIFF, PNG, JPEG), and archives of them"
)
_UNPACK = told("Unpack it, and give the folder to kg")
_LESS_BESIDE = told("Unpack it, and give the folder to kg when less runs beside it")
_HOUR: Final = 3_600.0


def read(path: Path, scans: Scans = ALONE) -> Iterator[Source | UnreadableSource]:
    """Each document of a file: one, or as many as a ZIP holds.

    What cannot be read comes as an :class:`~kg.model.errors.UnreadableSource` in the place of its document and is not
    raised, so that it never costs the documents beside it; a fault of the program as a
    :class:`~kg.model.errors.ProgramFault`. Raised is only what is no document's fault: a
    :class:`~kg.model.errors.KnowledgeError`, and :class:`~kg.model.errors.StoreError` for a full disk. ``scans`` goes along with pages
    that are pictures.
    """
    data = load(path)
    if isinstance(data, UnreadableSource):
        yield data
    else:
        yield from read_bytes(data, str(path), path.name, annexes_beside(path), scans)


def read_bytes(
    data: bytes, path: str, file: str, annexes: Mapping[str, bytes | UnreadableSource] | None = None, scans: Scans = ALONE
) -> Iterator[Source | UnreadableSource]:
    """As :func:`read`, of bytes at hand. ``path`` is what messages name, ``file`` the file's own name.

    ``annexes`` are the files beside it that it names as its annexes, by name, or why one of them could not be opened.
    """
    try:
        if data.startswith(_FOREIGN):
            from kg.documents.foreign_archive import as_zip

            yield from _members(as_zip(data, path), path, file, scans)
        elif _is_archive(data):
            yield from _members(data, path, file, scans)
        else:
            yield from _with_annexes(data, path, file, annexes or {}, scans)
    except UnreadableSource as unreadable:
        yield unreadable
    except Exception as error:  # a fault of the program in one file must not cost the others
        yield fault(path, error)


def _with_annexes(
    data: bytes, path: str, file: str, annexes: Mapping[str, bytes | UnreadableSource], scans: Scans
) -> Iterator[Source | UnreadableSource]:
    """A document with what belongs to it; then those of its annexes that cannot be read, or are documents of their own."""
    page = _one(data, path, file, scans)
    own: dict[str, Source] = {}
    apart: list[Source | UnreadableSource] = []
    for name, content in annexes.items():
        where = str(PurePosixPath(path).with_name(name))
        if isinstance(content, UnreadableSource):
            apart.append(UnreadableSource(where, content.found, content.remedy))
            continue
        annex = _one(content, where, str(PurePosixPath(file).with_name(name)), scans)
        if isinstance(page, Source) and isinstance(annex, Source) and belongs(page, annex):
            own[name] = annex
        else:
            apart.append(annex)
    yield with_annexes(page, own) if isinstance(page, Source) and own else page
    yield from apart


def _members(data: bytes, path: str, file: str, scans: Scans) -> Iterator[Source | UnreadableSource]:
    """The documents of an archive, until they have taken more text or processor time together than many notices do."""
    from kg.documents.archive import with_their_annexes

    characters, late, started = 0, 0.0, monotonic()
    for member, annexes in with_their_annexes(data, path):
        if isinstance(member, UnreadableSource):
            yield member
            continue
        began = _processor_seconds()
        for found in _with_annexes(member.data, f"{path}/{member.name}", f"{file}/{member.name}", annexes, scans):
            yield replace(found, notes=(*found.notes, *member.notes)) if isinstance(found, Source) else found
            characters += len(found.text) if isinstance(found, Source) else 0
        late += max(0.0, _processor_seconds() - began - USUAL_SECONDS)
        if characters > MAX_ARCHIVE_TEXT:
            yield UnreadableSource(
                path,
                told(
                    "an archive with more than {most:,} characters; what follows {name} is not read",
                    most=MAX_ARCHIVE_TEXT,
                    name=member.name,
                ),
                _UNPACK,
            )
            return
        if late > PATIENCE:
            yield UnreadableSource(
                path,
                told("an archive whose documents take too much processor time; what follows {name} is not read", name=member.name),
                _UNPACK,
            )
            return
        if monotonic() - started > _HOUR:
            yield UnreadableSource(
                path,
                told("an archive that is not read after an hour by the clock; what follows {name} is not read", name=member.name),
                _LESS_BESIDE,
            )
            return


def _processor_seconds() -> float:
    """What this process, and the readers of PDFs that it has waited for, took of a processor. The clock says how busy the machine is."""
    took = times()
    return took.user + took.system + took.children_user + took.children_system


def _is_archive(data: bytes) -> bool:
    try:
        return data.startswith(_ZIP) and office_kind(data) is None
    except NotADocument:
        return False


def _one(data: bytes, path: str, file: str, scans: Scans) -> Source | UnreadableSource:
    """The one document that ``data`` is, or why it cannot be read."""
    try:
        source = _recognised(data, Origin.of(path, file, data), scans)
        if UNSEEN.sub("", source.text).strip():
            return source
        return UnreadableSource(path, "a document without text", "Open it and see whether it is the right one")
    except NotADocument as unread:
        return UnreadableSource(path, unread.found, unread.remedy)
    except NotText as unread:
        suffix = PurePosixPath(file).suffix.lower()
        found = told("{found}, whatever its name says ({suffix})", found=unread, suffix=suffix) if suffix in _NO_TEXT else unread.args[0]
        return UnreadableSource(path, found, _FORMATS)
    except UnreadableSource as unread:
        return unread
    except (MemoryError, RecursionError):
        return UnreadableSource(path, "a document too large or too deeply nested to be taken apart", TOO_LARGE)
    except Exception as error:  # a fault of the program in one document of an archive must not cost the others
        return fault(path, error)


def _recognised(data: bytes, origin: Origin, scans: Scans) -> Source:
    container = recognise(data)
    if container == "pdf":
        return read_pdf(data, origin, scans)
    if container == "picture":
        what, media_type = next((what, kind) for magic, what, kind in PICTURES if data.startswith(magic))
        return read_picture(data, origin, media_type, what, scans)
    if container == "compound":
        from kg.documents.office.compound import read_compound

        return read_compound(data, origin)
    if container == "rtf":
        from kg.documents.office.rtf import read_rtf

        return read_rtf(data, origin)
    return _read_office(data, origin) if container == "archive" else _read_text(data, origin)


def _read_office(data: bytes, origin: Origin) -> Source:
    kind = office_kind(data)
    if kind is None:
        raise UnreadableSource(origin.path, "an archive within an archive", "Unpack it, and give the folder to kg")
    if kind == "ofd":
        from kg.documents.ofd.reading import read_ofd

        return read_ofd(data, origin)
    from kg.documents.office.docx import read_docx
    from kg.documents.office.odf import read_odf
    from kg.documents.office.package import Package
    from kg.documents.office.xlsx import read_xlsx

    readers = {"docx": read_docx, "odf": read_odf, "xlsx": read_xlsx}
    return readers[kind](Package(data, origin.path), origin)


def _read_text(data: bytes, origin: Origin) -> Source:
    """Text of some kind: a web page, a table with delimiters, or plain."""
    if _head_is_html(data):
        from kg.documents.web.html import decode_html, read_html

        return read_html(decode_html(data), origin)
    if is_web_archive(data):
        return _read_web_archive(data, origin)
    if len(data) > MAX_TEXT_FILE:
        found = told("a text of {size}; the most that is read is {most}", size=megabytes(len(data)), most=megabytes(MAX_TEXT_FILE))
        raise UnreadableSource(origin.path, found, TOO_LARGE)
    decoded = decode(data)
    if is_flat_odf(decoded.text):
        from kg.documents.office.odf import read_flat_odf

        return read_flat_odf(data, origin)
    if (other := office_xml(decoded.text)) is not None:
        raise other
    if len(decoded.text) > MAX_TEXT:
        raise UnreadableSource(
            origin.path,
            told("a text of {count:,} characters; the most that is read is {most:,}", count=len(decoded.text), most=MAX_TEXT),
            TOO_LONG,
        )
    delimiter = delimiter_of(decoded.text, PurePosixPath(origin.file).suffix.lower())
    return read_plain(decoded, origin) if delimiter is None else read_delimited(decoded, delimiter, origin)


def _read_web_archive(data: bytes, origin: Origin) -> Source:
    from kg.documents.web.archived import archived_page
    from kg.documents.web.html import decode_html, read_html

    page = archived_page(data, origin.path)
    decoded = decode_html(page.data, page.charset)
    return read_html(replace(decoded, notes=(*decoded.notes, *page.notes)), origin, "multipart/related")


def _head_is_html(data: bytes) -> bool:
    head = data[:65_536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return looks_like_html(head.decode("utf-16", "replace"))
    return looks_like_html(head.removeprefix(b"\xef\xbb\xbf").decode("latin-1"))
