"""MHT: a web page in one file, as browsers and Word save it (RFC 2557): a mail whose parts are the page and its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message
from email.policy import Compat32
from typing import Final, NamedTuple

from kg.model.errors import UnreadableSource
from kg.model.limits import MEGABYTE, megabytes
from kg.model.wording import told

__all__ = ["ArchivedPage", "archived_page"]

_BOUNDARY: Final = re.compile(rb"\bboundary(?:\*\d*\*?)?\s*=", re.IGNORECASE)
_OF_A_MAIL: Final = re.compile(rb"message/delivery-status", re.IGNORECASE)  # the library makes a part of every empty line of one
_HTML: Final = ("text/html", "application/xhtml+xml")

_MOST: Final = 32 * MEGABYTE  # a page with a hundred photographs
_MOST_LEVELS: Final = 20  # parts of parts of parts: a page has two
# The standard library compares each line with the boundaries of all parts that it stands in: its work is lines times levels. A page
# with 10 MB of pictures has 150,000 lines and two levels.
_MOST_WORK: Final = 3_000_000
_LINE_OF_DASHES: Final = re.compile(rb"^--[^>\s]", re.MULTILINE)  # what parts begin with, and seldom anything else
_MOST_DASHES: Final = 5_000
_MOST_IN_FIELD: Final = 2_000  # characters: how long the library takes over one grows with their square

_SAVE: Final = "Open it in a browser and save the page as HTML (or print it to PDF), and give that to kg"
_FETCH: Final = "Fetch it again, or save the page as HTML"


class _ShortFields(Compat32):
    """Fields of a head are cut where no browser writes on."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """A field's name and value."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_MOST_IN_FIELD]


class ArchivedPage(NamedTuple):
    """The markup that an archive holds, as bytes; the encoding that it is said to be in; what there is to say about it."""

    data: bytes
    charset: str | None
    notes: tuple[str, ...] = ()


def archived_page(data: bytes, path: str) -> ArchivedPage:
    """The page of a web archive: the part that the archive names as its root, else the first that is HTML.

    Raises :class:`kg.model.errors.UnreadableSource` where there is none, where its characters cannot be had back, and for an archive
    that is built to hold up its reader.
    """
    _check(data, path)
    archive = message_from_bytes(data.lstrip(b"\xef\xbb\xbf \t\r\n"), policy=_ShortFields())
    parts = list(_parts(archive, path))
    pages = [part for part in parts if part.get_content_type() in _HTML]
    if not pages:
        raise UnreadableSource(path, told("a web archive (MHT) without a page among its {count:,} parts", count=len(parts)), _SAVE)
    page = _root(archive, pages)
    markup = page.get_payload(decode=True)
    if not isinstance(markup, bytes) or not markup.strip():
        raise UnreadableSource(path, "a web archive (MHT) whose page is empty", _SAVE)
    if page is parts[-1] and _is_cut(archive):
        raise UnreadableSource(path, "a web archive (MHT) that breaks off in its page", _FETCH)
    if any("Base64" in type(defect).__name__ for defect in page.defects):
        raise UnreadableSource(path, "a web archive (MHT) whose page is damaged: its Base64 does not decode", _FETCH)
    others = len(pages) - 1
    frames = (f"pages of the archive that are not read, since they are frames of the first: {others:,}",) if others else ()
    return ArchivedPage(markup, page.get_content_charset(), frames)


def _check(data: bytes, path: str) -> None:
    """Refuse what would take the standard library's parser minutes."""
    if len(data) > _MOST:
        raise UnreadableSource(
            path,
            told("a web archive (MHT) of {size}; the most that is read is {most}", size=megabytes(len(data)), most=megabytes(_MOST)),
            _SAVE,
        )
    if sum(1 for _ in _LINE_OF_DASHES.finditer(data)) > _MOST_DASHES:
        raise UnreadableSource(path, told("a web archive (MHT) of more than {most:,} parts", most=_MOST_DASHES), _SAVE)
    if _OF_A_MAIL.search(data):
        raise UnreadableSource(path, "a mail with a notice of its delivery", "Take out what is a document, and give that to kg")
    levels = len(_BOUNDARY.findall(data)) + 1
    if max(data.count(b"\n"), data.count(b"\r")) * levels > _MOST_WORK:
        raise UnreadableSource(path, "a web archive (MHT) with more lines and levels than a page has", _SAVE)


def _parts(archive: Message, path: str) -> Iterator[Message]:
    """The parts that hold something, in their order."""
    waiting: list[tuple[Message, int]] = [(archive, 0)]
    while waiting:
        part, level = waiting.pop()
        inner = part.get_payload() if part.is_multipart() else None
        if isinstance(inner, list):
            if level == _MOST_LEVELS:
                raise UnreadableSource(
                    path, told("a web archive (MHT) whose parts are nested more than {levels} deep", levels=_MOST_LEVELS), _SAVE
                )
            waiting += [(one, level + 1) for one in reversed(inner) if isinstance(one, Message)]
            continue
        yield part


def _is_cut(archive: Message) -> bool:
    """Whether the end is lacking that an archive of parts has."""
    return any(isinstance(defect, CloseBoundaryNotFoundDefect) for part in archive.walk() for defect in part.defects)


def _root(archive: Message, pages: Sequence[Message]) -> Message:
    start = archive.get_param("start")
    named = [page for page in pages if isinstance(start, str) and str(page.get("content-id", "")).strip() == start.strip()]
    return (named or pages)[0]
