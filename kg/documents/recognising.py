"""Which format a file is in, by its content. A file's name says little: a portal's ``.doc`` is often a web page, its
``.xls`` a CSV.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final, Literal

from kg.documents.office.package import BrokenArchive
from kg.model.wording import told

__all__ = [
    "PICTURES",
    "Container",
    "NotADocument",
    "is_flat_odf",
    "is_web_archive",
    "looks_like_html",
    "office_kind",
    "office_xml",
    "recognise",
]

Container = Literal["archive", "compound", "pdf", "picture", "rtf", "text"]

_CONVERT = told("Open it in Word, WPS or LibreOffice and save it as {kind}, or run: soffice --headless --convert-to {suffix} FILE")
_WORD = told(_CONVERT, kind="DOCX", suffix="docx")
_SHEET = told(_CONVERT, kind="XLSX", suffix="xlsx")
_PNG = told("If it shows a notice, save it as PNG; better, look for the notice as a web page, DOCX or PDF with text")
_UNPACK = told("Unpack it, and give the folder or a ZIP of it to kg")

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"GIF8", told("a picture (GIF)"), _PNG),
    (b"BM", told("a picture (BMP)"), _PNG),
    (b"7z\xbc\xaf\x27\x1c", told("a 7-Zip archive"), _UNPACK),
    (b"Rar!\x1a\x07", told("a RAR archive"), _UNPACK),
    (b"\x1f\x8b", told("a gzip archive"), _UNPACK),
    (b"BZh", told("a bzip2 archive"), _UNPACK),
    (b"\xfd7zXZ\0", told("an xz archive"), _UNPACK),
    (b"\x7fELF", told("a program"), told("Give kg documents only")),
    (b"MZ\x90\0", told("a program"), told("Give kg documents only")),
    (b"SQLite format 3\0", told("a database (SQLite)"), told("Give kg documents only")),
)
PICTURES: Final = (
    (b"\x89PNG\r\n\x1a\n", told("a picture (PNG)"), "image/png"),
    (b"\xff\xd8\xff", told("a picture (JPEG)"), "image/jpeg"),
    (b"II*\0", told("a picture (TIFF)"), "image/tiff"),
    (b"MM\0*", told("a picture (TIFF)"), "image/tiff"),
)
"""How files begin that are pictures and are read, what messages call each, and its media type."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_LEADING = re.compile(r"\s*(?:<\?xml[^>]{0,500}\?>|<!--(?!\[if).*?-->|\s+)*", re.DOTALL)
_HTML_START = re.compile(
    r"<(?:!doctype\s+html|!--\[if|html|head|body|meta|title|link|script|style|div|table|tbody|tr|p|h[1-6]|span|font|center|section|article"
    r"|main|ul|ol|base)\b",
    re.IGNORECASE,
)
_OFFICE_XML = re.compile(r"<\?mso-application\s|<(?:\w+:)?(?:wordDocument|Workbook|package)\s[^>]*schemas[.-]microsoft", re.IGNORECASE)
_MAIL_HEAD = 16_384
_MAIL_FIELD = re.compile(rb"[!-9;-~]{1,80}:")
_MAIL_VERSION = re.compile(rb"^mime-version:", re.IGNORECASE | re.MULTILINE)
_MAIL_KIND = re.compile(rb"^content-type:\s*(?:multipart/(?:related|alternative)|text/html)\b", re.IGNORECASE | re.MULTILINE)
_XML_SHEET = re.compile(r"Excel\.Sheet|<(?:\w+:)?Workbook\s", re.IGNORECASE)


class NotADocument(ValueError):
    """What was found instead of a document that can be read, and what to do about it."""

    def __init__(self, found: str, remedy: str) -> None:
        """What it is, and what to do to have it read."""
        super().__init__(found)
        self.found = found
        self.remedy = remedy


def recognise(data: bytes) -> Container:
    """The kind of container ``data`` is. Raises :class:`NotADocument` for kinds that are known and not read."""
    if not data.strip(b"\0 \t\r\n"):
        raise NotADocument("an empty file", "Fetch it again, or leave it out")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return "archive"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        return "compound"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if any(data.startswith(magic) for magic, _, _ in PICTURES):
        return "picture"
    for magic, found, remedy in _MAGIC:
        if data.startswith(magic) and (len(magic) > 2 or b"\0" in data[:64]):
            raise NotADocument(found, remedy)
    return "text"


def office_kind(data: bytes) -> Literal["docx", "odf", "ofd", "xlsx"] | None:
    """The kind of office document that a ZIP is, by the parts in it; None for a mere archive or a damaged one.

    Raises :class:`NotADocument` for kinds that are known and not read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            mimetype = archive.read("mimetype")[:200] if "mimetype" in names and "content.xml" in names else b""
    except BrokenArchive:
        return None
    if "[Content_Types].xml" in names:
        if any(name.startswith("word/") for name in names):
            return "docx"
        if "xl/workbook.bin" in names:
            raise NotADocument("a spreadsheet in Excel's binary format (.xlsb)", _SHEET)
        if any(name.startswith("xl/") for name in names):
            return "xlsx"
        raise NotADocument("an office document that is neither DOCX nor XLSX (slides, a drawing)", "Save it as PDF")
    if "OFD.xml" in names:
        return "ofd"
    if "content.xml" in names and "mimetype" in names:
        if b"presentation" in mimetype or b"graphics" in mimetype:
            raise NotADocument("slides or a drawing in the OpenDocument format (.odp, .odg)", "Save what matters of it as DOCX or PDF")
        return "odf"
    return None


def looks_like_html(text: str) -> bool:
    """Whether a text is a web page (or a part of one): it begins with a tag of HTML, comments and an XML declaration
    apart.
    """
    head = text[:20_000]
    match = _LEADING.match(head)
    return _HTML_START.match(head, match.end() if match else 0) is not None


def is_web_archive(data: bytes) -> bool:
    """Whether bytes begin as a web archive (MHT) does: with fields of a mail alone, MIME's version and a page's kind among them."""
    head = data[:_MAIL_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    lines = re.split(rb"\r?\n", re.split(rb"\r?\n[ \t]*\r?\n", head, maxsplit=1)[0])
    if not all(line.startswith((b" ", b"\t")) or _MAIL_FIELD.match(line) for line in lines):
        return False
    return any(_MAIL_VERSION.match(line) for line in lines) and _MAIL_KIND.search(b"\n".join(lines)) is not None


def is_flat_odf(text: str) -> bool:
    """Whether a text is an OpenDocument file as one XML file."""
    return text.lstrip()[:5].startswith("<?xml") and "<office:document " in text[:4_000]


def office_xml(text: str) -> NotADocument | None:
    """What is to be said of an office document's XML in one file (Word 2003, Excel 2003, flat OPC), or None where the
    text is none of that.
    """
    if not text.lstrip()[:5].startswith("<?xml") or not _OFFICE_XML.search(text[:4_000]):
        return None
    return NotADocument("an office document as one XML file", _SHEET if _XML_SHEET.search(text[:10_000]) else _WORD)
