"""Records set aside on disk between the two passes of a build, so that memory holds one document at a time."""

from __future__ import annotations

import pickle
import tempfile
from types import TracebackType
from typing import Any, Self

__all__ = ["Spool"]


class Spool:
    """A temporary file of objects, each found again by the number that :meth:`put` gave.

    Only what this program itself put there is ever read from it: the file has no name that another program could open.
    """

    def __init__(self) -> None:
        """Opens the temporary file."""
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__

    def __enter__(self) -> Self:
        """The spool itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        """Closes the file, and thereby removes it."""
        self._file.close()

    def put(self, value: object) -> int:
        """Set an object aside; returns where it stands."""
        self._file.seek(0, 2)
        place = self._file.tell()
        pickle.dump(value, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        return place

    def get(self, place: int) -> Any:
        """The object that was put there."""
        self._file.seek(place)
        return pickle.load(self._file)
