"""7-Zip and RAR archives made into ZIPs, in memory and in a process of their own, by the system's libarchive where it has one.

libarchive is a large program in C that takes apart what it is given, so it runs within the bounds of :mod:`kg.documents.apart`. What comes
of it is read as any ZIP is; files that are no documents come along by name, without what they hold.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import locale
import zipfile
from base64 import b64decode, b64encode
from collections.abc import Iterator
from ctypes.util import find_library
from pathlib import PurePosixPath
from typing import Any, Final

from kg.documents.apart import asking
from kg.documents.apart.answers import refusal
from kg.documents.finding import SUFFIXES
from kg.documents.writing import Origin
from kg.model.errors import UnreadableSource
from kg.model.limits import MAX_FILE, MAX_MEMBERS, MAX_UNPACKED, MEGABYTE, megabytes
from kg.model.wording import Told, of_plain, told

__all__ = ["as_zip"]

_WHAT: Final = told("a 7-Zip or RAR archive")
_UNPACK: Final = told("Unpack it, and give the folder or a ZIP of it to kg")
_INSTALL: Final = told(
    "Install it (apt-get install libarchive13, brew install libarchive), or unpack the archive and give the folder or a ZIP of it to kg"
)
_LIBRARIES: Final = (
    *("libarchive.so.13", "libarchive.so", "/opt/homebrew/opt/libarchive/lib/libarchive.dylib", "libarchive.13.dylib", "archive.dll"),
)
_END: Final = 1
_WARNED: Final = -20
_REGULAR: Final = 0o100000
_BLOCK: Final = MEGABYTE
_MOST_NAMES: Final = 20_000


def as_zip(data: bytes, path: str) -> bytes:
    """The archive as a ZIP. Raises :class:`kg.model.errors.UnreadableSource`."""
    answered = asking.ask(f"{__name__}:answered", _WHAT, _UNPACK, data, Origin(path, path, ""))
    if "found" in answered:
        raise UnreadableSource(path, *(of_plain(answered["of"][what]) for what in ("found", "remedy")))
    return b64decode(answered["zip"])


def answered(data: bytes) -> dict[str, Any]:
    """What the process answers that takes the archive apart."""
    library = _library()
    if library is None:
        return refusal(told("{what}; the library that opens it (libarchive) is not installed", what=_WHAT), _INSTALL)
    packed = io.BytesIO()
    try:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, content in _members(library, data):
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 1)
    except _Refused as refused:
        return refusal(refused.found, refused.remedy)
    return {"zip": b64encode(packed.getvalue()).decode("ascii")}


class _Refused(Exception):
    def __init__(self, found: Told, remedy: Told) -> None:
        super().__init__(found)
        self.found, self.remedy = found, remedy


def _library() -> ctypes.CDLL | None:
    for name in (*_LIBRARIES, find_library("archive")):
        with contextlib.suppress(OSError, TypeError):
            if name:
                library = ctypes.CDLL(name)
                for function in ("archive_read_new", "archive_entry_pathname_w", "archive_entry_pathname", "archive_error_string"):
                    getattr(library, function).restype = ctypes.c_void_p
                library.archive_entry_size.restype = ctypes.c_int64
                library.archive_read_data.restype = ctypes.c_ssize_t
                return library
    return None


def _members(library: ctypes.CDLL, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files of the archive in its order; of those that are no documents, only the names."""
    with contextlib.suppress(locale.Error):
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")  # in which names become letters
    reader = ctypes.c_void_p(library.archive_read_new())
    for form in ("7zip", "rar", "rar5"):
        with contextlib.suppress(AttributeError):  # rar5: since libarchive 3.4
            getattr(library, f"archive_read_support_format_{form}")(reader)
    held = ctypes.create_string_buffer(data, len(data))
    _check(library, reader, library.archive_read_open_memory(reader, held, ctypes.c_size_t(len(data))))
    entry = ctypes.c_void_p()
    documents = names = unpacked = 0
    while (code := library.archive_read_next_header(reader, ctypes.byref(entry))) != _END:
        _check(library, reader, code)
        if library.archive_entry_filetype(entry) != _REGULAR:
            continue
        name = _name(library, entry)
        names += 1
        if names > _MOST_NAMES:
            raise _Refused(told("an archive of more than {most:,} files", most=_MOST_NAMES), _UNPACK)
        if PurePosixPath(name).suffix.lower() not in SUFFIXES:
            yield name, b""
            continue
        documents += 1
        if documents > MAX_MEMBERS:
            raise _Refused(told("an archive of more than {most:,} documents", most=MAX_MEMBERS), _UNPACK)
        content = _content(library, reader, entry, min(MAX_FILE, MAX_UNPACKED - unpacked))
        unpacked += len(content)
        yield name, content


def _content(library: ctypes.CDLL, reader: ctypes.c_void_p, entry: ctypes.c_void_p, most: int) -> bytes:
    if library.archive_entry_is_data_encrypted(entry) == 1:
        raise _Refused(told("a 7-Zip or RAR archive with a password"), told("Unpack it with the password first"))
    parts, size = [], 0
    block = ctypes.create_string_buffer(_BLOCK)
    while (count := library.archive_read_data(reader, block, ctypes.c_size_t(_BLOCK))) != 0:
        _check(library, reader, count)
        size += count
        if size > most:
            found = told("a file in an archive that unpacks to more than {most}, as a bomb does", most=megabytes(most))
            raise _Refused(found, told("If it is a real document, unpack it and give the file to kg"))
        parts.append(block.raw[:count])
    return b"".join(parts)


def _name(library: ctypes.CDLL, entry: ctypes.c_void_p) -> str:
    if wide := library.archive_entry_pathname_w(entry):
        return str(ctypes.wstring_at(wide))
    narrow = library.archive_entry_pathname(entry)
    return ctypes.string_at(narrow).decode("gb18030", "replace") if narrow else "unnamed"


def _check(library: ctypes.CDLL, reader: ctypes.c_void_p, code: int) -> None:
    if code >= 0 or code == _WARNED:
        return
    said = library.archive_error_string(reader)
    why = ctypes.string_at(said).decode("utf-8", "replace") if said else f"code {code}"
    if "ncrypt" in why or "assphrase" in why:
        raise _Refused(told("a 7-Zip or RAR archive with a password"), told("Unpack it with the password first"))
    found = told("a 7-Zip or RAR archive that is damaged, or packed in a way that libarchive does not know ({why})", why=why)
    raise _Refused(found, _UNPACK)
