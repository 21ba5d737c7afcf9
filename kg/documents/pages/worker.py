"""A PDF taken apart in a process of its own, with bounds on memory and time: what goes wrong in there costs one
document.

Reads the PDF from standard input and writes one JSON object to standard output: a source's fields, or what was found
instead. Where processes can copy themselves, one takes many PDFs, and a copy of it reads each.
"""

from __future__ import annotations

import json
import os
import selectors
import sys
import threading
import time
import traceback
from collections.abc import Set
from typing import Any, NoReturn

import pypdfium2  # type: ignore[import-untyped]

from kg.documents.pages.composing import page_of, write_pages
from kg.documents.pages.exchange import REPLY, REQUEST
from kg.documents.pages.glyphs import page_contents
from kg.documents.text.encodings import frequent_share
from kg.documents.writing import Origin, TextWriter
from kg.model.errors import UnreadableSource
from kg.model.source import Source
from kg.model.wording import Told, plain, told

__all__ = ["main", "read_pages", "serve"]

_PIPE = 65_536  # bytes that a pipe holds
_SAID = 4_000  # bytes of what is said on standard error
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


def main(memory: int, seconds: int, data: bytes | None = None) -> None:
    """Read a PDF (from standard input unless given) within ``memory`` bytes and ``seconds`` of processor time.

    What PDFium or Python cannot do within them ends the process, not the run: for memory as each of them ends then, for time
    by SIGXCPU, or with a word on standard error where there are no signals.
    """
    try:
        import resource
    except ImportError:  # Windows has no such limits
        threading.Thread(target=_end_after, args=(seconds,), daemon=True).start()
    else:
        for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
            _, hard = resource.getrlimit(kind)
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    sys.setrecursionlimit(2_000)
    answer = read_pages(sys.stdin.buffer.read() if data is None else data)
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def serve() -> None:
    """Read the PDFs that standard input brings (:mod:`kg.documents.pages.exchange`), until it ends, each in a copy of this process."""
    while len(head := sys.stdin.buffer.read(REQUEST.size)) == REQUEST.size:
        memory, seconds, length = REQUEST.unpack(head)
        data = sys.stdin.buffer.read(length)
        if len(data) < length:
            return
        code, written, said = _in_a_copy(data, memory, seconds)
        del data
        sys.stdout.buffer.write(REPLY.pack(code, len(written), len(said)) + written + said)
        sys.stdout.buffer.flush()


def _in_a_copy(data: bytes, memory: int, seconds: int) -> tuple[int, bytes, bytes]:
    """The exit code of the copy (below 0: the signal that ended it), what it wrote, the last of what it said on standard error."""
    pipes = [os.pipe(), os.pipe()]
    copy = os.fork()
    if copy == 0:
        _be_the_copy(data, memory, seconds, [end for _, end in pipes])
    with selectors.DefaultSelector() as ready:
        for begin, end in pipes:
            os.close(end)
            ready.register(begin, selectors.EVENT_READ)
        parts: dict[int, list[bytes]] = {begin: [] for begin, _ in pipes}
        while ready.get_map():
            for key, _ in ready.select():
                part = os.read(key.fd, _PIPE)
                parts[key.fd].append(part)
                if not part:
                    ready.unregister(key.fd)
                    os.close(key.fd)
    _, status = os.waitpid(copy, 0)
    written, said = (b"".join(some) for some in parts.values())
    return os.waitstatus_to_exitcode(status), written, said[-_SAID:]


def _be_the_copy(data: bytes, memory: int, seconds: int, ends: list[int]) -> NoReturn:
    """Read the PDF and end. What is asked of the process next, and what it answers, is out of the copy's reach."""
    code = 1
    try:
        for end, to in ((os.open(os.devnull, os.O_RDONLY), 0), (ends[0], 1), (ends[1], 2)):
            os.dup2(end, to)
        os.closerange(3, max(ends) + 1)
        main(memory, seconds, data)
        sys.stdout.buffer.flush()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _end_after(seconds: int) -> None:
    while time.process_time() < seconds:
        time.sleep(0.1)
    os.write(2, b"TimeoutError")
    os._exit(1)


def read_pages(data: bytes) -> dict[str, Any]:
    """The text, tables, furniture, places and notes of a PDF; or ``found`` and ``remedy``."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            return _refusal(told("a PDF with a password"), told("Save it without one: qpdf --decrypt --password=… IN.pdf OUT.pdf"))
        return _refusal(told("a damaged PDF ({error})", error=str(error).rstrip(".")), _FETCH_AGAIN)
    if len(document) > _MOST_PAGES:
        return _refusal(told("a PDF of {count} pages; at most {most} are read", count=len(document), most=_MOST_PAGES), told("Split it"))
    pages = list(page_contents(document))
    damaged = [page.number for page in pages if page.damaged]
    if len(damaged) == len(pages):
        return _refusal(told("a damaged PDF (none of its pages can be read)"), _FETCH_AGAIN)
    text = "".join(glyph.text for page in pages for glyph in page.glyphs if not glyph.text.isspace())
    if not text or (len(text) < _LEAST_TEXT * len(pages) and any(page.has_image for page in pages)):
        count = told("1 page") if len(pages) == 1 else told("{count} pages", count=len(pages))
        return _refusal(told("a PDF without a text layer, as scanners make them ({count})", count=count), _OCR)
    if _share_of_strange(text) > _MOST_STRANGE:
        return _refusal(told("a PDF whose text layer gives no characters (its fonts do not say which they are)"), _OCR_AGAIN)
    writer = TextWriter(Origin("", "", ""))
    try:
        write_pages(pages, writer)
    except UnreadableSource as unreadable:
        return _refusal(unreadable.found, unreadable.remedy)
    silent = [page.number for page in pages if page.has_image and len(page.glyphs) < _LEAST_TEXT]
    notes = [f"no text layer on page {', '.join(map(str, silent[:20]))}: pictures are not read"] if silent else []
    if damaged:
        notes.append(f"damaged and not read: page {', '.join(map(str, damaged[:20]))}")
    return _fields(writer.source("application/pdf", notes), {page.number for page in pages if page.recognised})


def _refusal(found: Told, remedy: Told) -> dict[str, Any]:
    return {"found": found, "remedy": remedy, "of": {"found": plain(found), "remedy": plain(remedy)}}


def _share_of_strange(text: str) -> float:
    """The share of characters that no text has: private use, replacement, controls. Real Chinese text is never taken
    for such.
    """
    strange = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char < " " for char in text)
    return 0.0 if frequent_share(text[:20_000]) > 0.4 else strange / len(text)


def _fields(source: Source, recognised: Set[int]) -> dict[str, Any]:
    """A source's fields; the places on pages that an OCR read are marked."""
    return {
        "text": source.text,
        "tables": [
            [t.start, t.end, [[c.start, c.end, c.row, c.column, c.row_span, c.column_span] for c in t.cells]] for t in source.tables
        ],
        "furniture": source.furniture,
        "places": [[place.start, place.name, page_of(place.name) in recognised] for place in source.places],
        "notes": source.notes,
    }
