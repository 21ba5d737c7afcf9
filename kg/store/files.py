"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kg.model.errors import StoreError

__all__ = ["whole_file"]


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Gives a path beside ``path`` to write to, and moves it into place when the block ends well.

    Whatever ends the block otherwise, an interrupt included, leaves the old file as it was and nothing beside it. Raises
    StoreError where the folder or the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise _not_written(path, error) from error
    os.close(descriptor)
    beside = Path(name)
    try:
        yield beside
        try:
            with beside.open("rb+") as written:
                os.fsync(written.fileno())
            beside.chmod(0o666 & ~_umask())
            beside.replace(path)
        except OSError as error:
            raise _not_written(path, error) from error
    finally:
        beside.unlink(missing_ok=True)


def _not_written(path: Path, error: OSError) -> StoreError:
    return StoreError(str(path), f"cannot be written ({error.strerror or error})", "Check the folder, its permissions and its free space")


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
