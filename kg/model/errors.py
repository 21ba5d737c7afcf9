"""The project's own exceptions: each carries where it happened, what was found, and what to do about it."""

from __future__ import annotations

__all__ = ["BadQuery", "BadRecord", "KnowledgeError", "NothingBuilt", "StoreError", "UnreadableSource", "ZerenError"]


class ZerenError(Exception):
    """Base of all errors that a user may meet. ``where`` is a file, with a line if there is one; ``remedy`` says what to do."""

    def __init__(self, where: str, found: str, remedy: str) -> None:
        super().__init__(f"{where}: {found}. {remedy}" if remedy else f"{where}: {found}.")
        self.where = where
        self.found = found
        self.remedy = remedy


class UnreadableSource(ZerenError):
    """A source that could not be read as a document: missing, empty, binary, encrypted, too large, another kind."""


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
