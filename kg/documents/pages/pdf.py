"""PDF with a text layer: its pages put together to one text.

PDFium is a large program in C++ that reads files from anywhere, and a page of a few bytes can ask for gigabytes; so
each PDF is read in a process of its own (:mod:`kg.documents.pages.worker`) that ends when it takes too long or too much.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from kg.documents.writing import Origin
from kg.model.errors import UnreadableSource
from kg.model.limits import MEGABYTE
from kg.model.source import Cell, Place, Source, Table

__all__ = ["read_pdf"]

_SECONDS = 9.0
_MEMORY = 480 * MEGABYTE
_ROOT = Path(__file__).resolve().parents[3]
_PRINT_AGAIN = "Open it and print it to a new PDF, or save it as DOCX"


def read_pdf(data: bytes, origin: Origin) -> Source:
    """The text of a PDF. Raises :class:`kg.model.errors.UnreadableSource`."""
    answer = _ask_worker(data, origin)
    if "found" in answer:
        raise UnreadableSource(origin.path, answer["found"], answer["remedy"])
    return Source(
        path=origin.path,
        file=origin.file,
        text=answer["text"],
        sha256=origin.digest,
        media_type="application/pdf",
        tables=tuple(Table(start, end, tuple(Cell(*c) for c in cells)) for start, end, cells in answer["tables"]),
        furniture=tuple((start, end) for start, end in answer["furniture"]),
        places=tuple(Place(start, name) for start, name in answer["places"]),
        notes=tuple(answer["notes"]),
    )


def _ask_worker(data: bytes, origin: Origin) -> dict[str, Any]:
    start = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from kg.documents.pages.worker import main; main({_MEMORY + len(data)})"
    try:
        done = subprocess.run([sys.executable, "-c", start], input=data, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise UnreadableSource(origin.path, f"a PDF that takes more than {_SECONDS:.0f} seconds to read", _PRINT_AGAIN) from error
    except OSError as error:
        raise UnreadableSource(origin.path, f"a PDF whose reader did not start ({error})", "Free memory and try again") from error
    if done.returncode != 0 or not done.stdout:
        said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:200]
        found = f"a PDF that its reader could not take apart within its bounds ({said or f'it ended with {done.returncode}'})"
        raise UnreadableSource(origin.path, found, _PRINT_AGAIN)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
