"""The old binary formats of Office and WPS (.doc, .wps, .xls, .et): streams in a compound file ([MS-CFB]), which olefile takes apart."""

from __future__ import annotations

import io
from importlib import import_module
from typing import Any

from kg.documents.apart.answers import answer
from kg.documents.apart.asking import read_apart
from kg.documents.writing import Origin
from kg.model.errors import UnreadableSource
from kg.model.source import Source
from kg.model.wording import Told, told

__all__ = ["needed", "read_compound"]

_WHAT = told("a file in an old binary format of Office or WPS")
_SAVE = told("Open it in Word, WPS or LibreOffice and save it as DOCX or XLSX")
_FETCH = told("Fetch it again, or open it in Word, WPS or LibreOffice and save it as DOCX or XLSX")
_WORKBOOKS = ("Workbook", "Book")


def read_compound(data: bytes, origin: Origin) -> Source:
    """The document or workbook that a compound file holds. Raises :class:`kg.model.errors.UnreadableSource`."""
    return read_apart(f"{__name__}:answered", _WHAT, _SAVE, data, origin)


def answered(data: bytes) -> dict[str, Any]:
    """What the process answers that reads it."""
    return answer(_read, data)


def needed(package: str, what: Told) -> Any:
    """The package, which installing the program brings along. Raises :class:`kg.model.errors.UnreadableSource` where it is gone."""
    try:
        return import_module(package)
    except ImportError as error:
        found = told("{what}; the package that reads it is not installed", what=what)
        raise UnreadableSource(
            "",
            found,
            told(
                "Install it with: pip install {package}; or open the file in Word, WPS or LibreOffice and save it as DOCX or XLSX",
                package=package,
            ),
        ) from error


def _read(data: bytes, origin: Origin) -> Source:
    from kg.documents.office.doc import read_doc
    from kg.documents.office.xls import read_xls

    olefile = needed("olefile", _WHAT)
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            names = {path[0] for path in file.listdir() if len(path) == 1}
            streams = {name: file.openstream(name).read() for name in ("WordDocument", "0Table", "1Table", "Data") if name in names}
    except (UnreadableSource, MemoryError):
        raise
    except Exception as error:  # olefile raises what its parts raise: struct.error, IndexError, its own kind of OSError
        raise UnreadableSource(
            "", told("a damaged file in an old binary format of Office or WPS ({error})", error=error), _FETCH
        ) from error
    if "EncryptedPackage" in names:
        raise UnreadableSource("", "an office document with a password", "Open it with the password and save it without one")
    if "WordDocument" in names:
        return read_doc(streams, origin)
    if names & set(_WORKBOOKS):
        return read_xls(data, origin)
    if "PowerPoint Document" in names:
        raise UnreadableSource("", "slides in the old binary format of PowerPoint (.ppt)", "Save what matters as DOCX or PDF")
    raise UnreadableSource("", "a file in an old binary format of Office or WPS that holds neither a document nor a workbook", _SAVE)
