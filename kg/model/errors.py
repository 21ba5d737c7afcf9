"""The project's own exceptions: each carries where it happened, what was found, and what to do about it."""

from __future__ import annotations

import errno
from typing import Final

from kg.model.wording import Told, said, told

__all__ = [
    "BadQuery",
    "BadRecord",
    "KnowledgeError",
    "MissingExtra",
    "NothingBuilt",
    "PassedOver",
    "ProgramFault",
    "StoreError",
    "UnreadableSource",
    "ZerenError",
    "fault",
    "full_disk",
]


class ZerenError(Exception):
    """Base of all errors that a user may meet. ``where`` is a file, with a line if there is one; ``remedy`` says what to do."""

    def __init__(self, where: str, found: str, remedy: str) -> None:
        found, remedy = (text if isinstance(text, Told) else Told(text) for text in (found, remedy))
        if remedy:
            super().__init__(told("{where}: {found}. {remedy}", where=where, found=found, remedy=remedy))
        else:
            super().__init__(told("{where}: {found}.", where=where, found=found))
        self.where = where
        self.found = found
        self.remedy = remedy

    @property
    def message(self) -> Told:
        """All of it, to be told in any language."""
        found: Told = self.args[0]
        return found

    def __str__(self) -> str:
        return said(self.message)


class UnreadableSource(ZerenError):
    """A source that could not be read as a document: missing, empty, binary, encrypted, too large, another kind."""


class PassedOver(UnreadableSource):
    """Files of one kind that stand beside documents in a folder or an archive, and are none: told, and no failure."""


class ProgramFault(UnreadableSource):
    """A source on which the program itself failed. It costs no other source; what was raised is its ``__cause__``."""


class NothingBuilt(ZerenError):
    """No source gave anything to build."""


class KnowledgeError(ZerenError):
    """A file of the project's knowledge (offices, regions, indicators, units of measure, words) is not as it must be."""


class BadRecord(ZerenError):
    """A line of JSON Lines that is no record of ``kg parse``: not JSON, a key too many or too few, a value of another kind."""


class BadQuery(ZerenError):
    """A query that does not exist, does not parse, or lacks a parameter."""


class StoreError(ZerenError):
    """A graph file or a triple store that does not do what was asked of it."""


class MissingExtra(ZerenError, ImportError):
    """A package is not installed that only some want; ``extra`` is what the program calls it when it is installed along."""

    def __init__(self, extra: str, why: str) -> None:
        """``why`` says what it is needed for."""
        super().__init__(
            extra,
            told("the package is not installed; {why}", why=Told(why)),
            told("Install it with: pip install 'zeren[{extra}]'", extra=extra),
        )
        self.extra = extra


_FULL: Final = {
    errno.ENOSPC: (told("the disk is full"), told("Free space on it and run it again; no file there is cut off")),
    errno.EDQUOT: (
        told("the disk space that you may use is used up"),
        told("Free some of it and run it again; no file there is cut off"),
    ),
    errno.EFBIG: (
        told("a file grew larger than it may be here"),
        told("Raise the limit (ulimit -f), or write to another disk, and run it again; no file there is cut off"),
    ),
}


def full_disk(where: str, error: BaseException) -> StoreError | None:
    """What to tell where ``error`` is that of a disk that takes no more, met when writing to ``where``; None for any other error."""
    if not isinstance(error, OSError) or error.errno not in _FULL:
        return None
    found, remedy = _FULL[error.errno]
    return StoreError(where, found, remedy)


def fault(path: str, error: Exception) -> ProgramFault:
    """A fault of the program, met in the document at ``path``, as what a user is told.

    What is no fault of a document is raised: one of the program's own files, a graph that cannot be written, a full disk.
    """
    if isinstance(error, (KnowledgeError, StoreError)):
        raise error
    if (full := full_disk(path, error)) is not None:
        raise full from error
    found = told("a fault of the program ({kind}: {error})", kind=type(error).__name__, error=error)
    failed = ProgramFault(path, found, "Please report it, with the document")
    failed.__cause__ = error
    return failed
