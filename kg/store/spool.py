"""Records as bytes, and such bytes set aside on disk between the passes of a build, so that memory holds one document at a time."""

from __future__ import annotations

import contextlib
import copyreg
import errno
import io
import pickle
import struct
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from types import MappingProxyType, TracebackType
from typing import Any, Final, Self

from kg.model.errors import StoreError, full_disk
from kg.model.records import DocumentRecord, Entry, Leader, NumberNote, Parsed, Problem, Result, SourceFile, Target, Task, Unit
from kg.model.wording import Told, reason_of, told

__all__ = ["Spool", "packed", "unpacked"]

_ELSEWHERE: Final = told("Free space there, or name another folder in the environment variable TMPDIR (on Windows TEMP), and run it again")

_OWN: Final = ("kg.model.", "kg.linking.", "kg.mapping.", "kg.store.", "kg.searching.", "kg.building.", "kg.views.")
_PLAIN: Final = frozenset({("builtins", "frozenset"), ("builtins", "set"), ("collections", "Counter"), ("decimal", "Decimal")})
_LENGTH: Final = struct.Struct("<Q")
_RECORDS: Final = (DocumentRecord, Entry, Leader, NumberNote, Parsed, Problem, Result, SourceFile, Target, Task, Unit)


def packed(value: object) -> bytes:
    """An object as bytes, for :func:`unpacked` of the same program."""
    out = io.BytesIO()
    pickler = pickle.Pickler(out, protocol=pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _by_fields()
    pickler.dump(value)
    return out.getvalue()


def unpacked(content: bytes) -> Any:
    """The object. Its bytes may come from a file that others can write: nothing is made but this program's own kinds of record."""
    return _Unpickler(io.BytesIO(content)).load()


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module.startswith(_OWN) and name.isidentifier():
            found = super().find_class(module, name)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, (tuple, Told))):
                return found
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no kind of record")


class Spool:
    """A temporary file of objects, each found again by the number that :meth:`put` gave.

    Only what this program itself put there is ever read from it: the file has no name that another program could open.
    """

    def __init__(self) -> None:
        """Opens the temporary file. Raises StoreError where there is no folder for it."""
        try:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        except OSError as error:
            raise StoreError(
                "the temporary folder", told("no file can be made in it ({reason})", reason=reason_of(error)), _ELSEWHERE
            ) from error

    def __enter__(self) -> Self:
        """The spool itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        """Closes the file, and thereby removes it."""
        with contextlib.suppress(OSError):  # what could not be written to a full disk
            self._file.close()

    def put(self, value: object) -> int:
        """Set an object aside; returns where it stands. Raises StoreError where the disk takes no more."""
        return self.put_packed(packed(value))

    def put_packed(self, content: bytes) -> int:
        """Set aside what :func:`packed` made, or any bytes; returns where they stand. Raises StoreError where the disk takes no more."""
        with self._told():
            self._file.seek(0, 2)
            place = self._file.tell()
            self._file.write(_LENGTH.pack(len(content)))
            self._file.write(content)
        return place

    def get(self, place: int) -> Any:
        """The object that was put there."""
        return unpacked(self.get_packed(place))

    def get_packed(self, place: int) -> bytes:
        """The bytes that were put there."""
        with self._told():  # what was put last is written only now
            self._file.seek(place)
        return self._file.read(_LENGTH.unpack(self._file.read(_LENGTH.size))[0])

    @staticmethod
    @contextlib.contextmanager
    def _told() -> Iterator[None]:
        try:
            yield
        except OSError as error:
            where = told("the temporary folder {folder}", folder=tempfile.gettempdir())
            full = full_disk(where, error)
            if full is not None and error.errno == errno.EFBIG:
                raise full from error
            raise StoreError(where, full.found if full else told("cannot be written ({error})", error=error), _ELSEWHERE) from error


@cache
def _by_fields() -> MappingProxyType[type, Callable[[Any], tuple[Any, ...]]]:
    """Records by their fields alone: three times as fast as a dataclass with slots and frozen pickles itself."""
    return MappingProxyType(copyreg.dispatch_table | {record: _reducer(record) for record in _RECORDS})


def _reducer(record: type) -> Callable[[Any], tuple[Any, ...]]:
    values = attrgetter(*(field.name for field in fields(record)))
    return lambda value: (record, values(value))
