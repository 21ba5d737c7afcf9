"""Pages that are pictures: scans in a PDF, photographs, faxes. Each is read by an OCR in a process of its own, several at a time, and kept.

What reads them is an extra of the program (``pip install 'zeren[ocr]'``); without it a picture is refused with the command that installs
it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Final, Protocol

from kg.documents.apart import asking
from kg.documents.apart.answers import source_of
from kg.documents.apart.asking import Bounds
from kg.documents.apart.reader import Reader
from kg.documents.pages.pdf import INSTALL_OCR, ask_pdf
from kg.documents.writing import Origin
from kg.model.errors import UnreadableSource
from kg.model.limits import MAX_PICTURE_PAGES, MEGABYTE
from kg.model.source import Source
from kg.model.wording import Told, of_plain, told

__all__ = ["ALONE", "Keeper", "Scans", "can_read_pictures", "read_pdf", "read_picture"]

_LOOKING: Final = "kg.documents.pictures.looking"
_TOGETHER: Final = "kg.documents.pictures.worker:put_together"
_NEEDED: Final = ("rapidocr", "onnxruntime", "cv2", "PIL")
_VERSIONS: Final = ("rapidocr", "onnxruntime", "opencv-python-headless", "pillow")
_SECONDS: Final = 180  # of processor time for a page: one of 60 lines takes 6 to 16
_MEMORY: Final = 3_000 * MEGABYTE  # of addresses, not of memory used: 1.5 GB for a page of a notice, 0.9 GB in use
_MOST_AT_ONCE: Final = 4
_ONE_THREAD: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
_WHAT: Final = told("a scanned page")
_SMALLER: Final = told("Scan it again at 200 to 300 dots per inch, or save it smaller")


class Keeper(Protocol):
    """Where pages that were read are kept for the next time (:class:`kg.store.cache.Cache`)."""

    def find(self, key: str) -> list[bytes] | None:
        """What was kept under the name."""

    def keep(self, key: str, parts: Sequence[bytes]) -> None:
        """Keep it, where that is possible."""


@dataclass(frozen=True, slots=True)
class Scans:
    """What goes along with the reading of pictures: where pages are kept, and who is told how many of how many are read."""

    keeper: Keeper | None = None
    step: Callable[[int, int], None] | None = None


ALONE: Final = Scans()
"""Pages are kept nowhere, and nobody is told."""


@cache
def can_read_pictures() -> bool:
    """Whether the extra is installed."""
    return all(find_spec(name) is not None for name in _NEEDED)


def read_pdf(data: bytes, origin: Origin, scans: Scans = ALONE) -> Source:
    """The text of a PDF, of its scanned pages too where they can be read. Raises :class:`kg.model.errors.UnreadableSource`."""
    answered = ask_pdf(data, origin)
    numbers: Sequence[int] = answered.get("scans", ())
    if not numbers or not can_read_pictures():
        return source_of(answered, origin)
    return _read(data, origin, numbers, "application/pdf", scans)


def read_picture(data: bytes, origin: Origin, media_type: str, what: Told, scans: Scans = ALONE) -> Source:
    """The text of a picture file. ``what`` is its kind, as messages call it. Raises :class:`kg.model.errors.UnreadableSource`."""
    if not can_read_pictures():
        raise UnreadableSource(origin.path, what, INSTALL_OCR)
    counted = asking.ask(f"{_LOOKING}:count_pages", what, _SMALLER, data, origin, _bounds(_reader()))
    if "found" in counted:
        source_of(counted, origin)
    return _read(data, origin, range(1, counted["pages"] + 1), media_type, scans)


def _read(data: bytes, origin: Origin, numbers: Sequence[int], media_type: str, scans: Scans) -> Source:
    """The document, of whose pages those ``numbers`` are pictures."""
    if len(numbers) > MAX_PICTURE_PAGES:
        found = told("a document of {count} scanned pages; at most {most} are read", count=len(numbers), most=MAX_PICTURE_PAGES)
        raise UnreadableSource(origin.path, found, "Split it")
    pdf = media_type == "application/pdf"
    pages = _pages(data, origin, numbers, pdf, scans)
    what = {"pdf": pdf, "media_type": media_type, "pages": pages}
    request = _asked(what, data if pdf else b"")
    return source_of(asking.ask(_TOGETHER, _WHAT, _SMALLER, request, origin), origin)


def _asked(what: object, data: bytes) -> bytes:
    """A request (:mod:`kg.documents.pictures.worker`): what is asked about a file, ahead of the file's bytes."""
    return json.dumps(what).encode("ascii") + b"\n" + data


def _pages(data: bytes, origin: Origin, numbers: Sequence[int], pdf: bool, scans: Scans) -> dict[int, Any]:
    """What each page shows. Raises :class:`kg.model.errors.UnreadableSource` for one that cannot be read."""
    from concurrent.futures import ThreadPoolExecutor, as_completed

    found: dict[int, Any] = {}
    for number in numbers:
        if (kept := _kept(scans.keeper, _key(origin, number))) is not None:
            found[number] = kept
    missing = [number for number in numbers if number not in found]
    if scans.step is not None:
        scans.step(len(found), len(numbers))
    readers: SimpleQueue[Reader] = SimpleQueue()
    at_once = min(_at_once(), len(missing))
    hired = [_reader(), *(Reader(_ONE_THREAD) for _ in range(at_once - 1))] if missing else []
    for reader in hired:
        readers.put(reader)

    def read(number: int) -> tuple[int, dict[str, Any]]:
        reader = readers.get()
        try:
            request = _asked({"pdf": pdf, "page": number}, data)
            return number, asking.ask(f"{_LOOKING}:read_page", _WHAT, _SMALLER, request, origin, _bounds(reader))
        finally:
            readers.put(reader)

    crew = ThreadPoolExecutor(max(1, at_once))
    try:
        for done in as_completed([crew.submit(read, number) for number in missing]):
            number, answered = done.result()
            if "found" in answered:
                found_of, remedy = (of_plain(answered["of"][what]) for what in ("found", "remedy"))
                raise UnreadableSource(f"{origin.path}, page {number}" if len(numbers) > 1 else origin.path, found_of, remedy)
            found[number] = answered
            if scans.keeper is not None:
                scans.keeper.keep(_key(origin, number), [json.dumps(answered).encode("ascii")])
            if scans.step is not None:
                scans.step(len(found), len(numbers))
    except BaseException:
        # Whoever interrupts does not wait for pages: their readers end, and the threads with them.
        crew.shutdown(wait=False, cancel_futures=True)
        for reader in hired:
            reader.abandon()
        raise
    finally:
        crew.shutdown(wait=True, cancel_futures=True)
        for reader in hired[1:]:
            reader.end()
    return found


def _at_once() -> int:
    """How many pages are read beside one another: as many as there are cores, one where a build keeps these busy with other files."""
    import multiprocessing

    if multiprocessing.parent_process() is not None:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, _MOST_AT_ONCE))


@cache
def _reader() -> Reader:
    """The process of this one that reads pictures; it lasts, for it takes two seconds to start."""
    return Reader(_ONE_THREAD)


def _bounds(reader: Reader) -> Bounds:
    return Bounds(_SECONDS, _MEMORY, reader)


@cache
def _read_by() -> tuple[str, ...]:
    """What reads pages, this room and the packages with their versions: another one reads them otherwise."""
    from importlib.metadata import PackageNotFoundError, version

    def found(name: str) -> str:
        try:
            return version(name)
        except PackageNotFoundError:
            return "absent"

    own = sha256(b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))).hexdigest()
    return (own, *(f"{name} {found(name)}" for name in _VERSIONS))


def _key(origin: Origin, number: int) -> str:
    """The name under which a page is kept: of the file's bytes and of what reads them."""
    return sha256(repr(("picture", *_read_by(), origin.digest, number)).encode()).hexdigest()


def _kept(keeper: Keeper | None, key: str) -> Mapping[str, Any] | None:
    parts = keeper.find(key) if keeper is not None else None
    if not parts:
        return None
    try:
        found: Mapping[str, Any] = json.loads(parts[0])
    except ValueError:
        return None
    return found
