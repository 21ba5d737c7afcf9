"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from kg.model.errors import StoreError, full_disk
from kg.model.wording import reason_of, told
from kg.store.parts import part_file

__all__ = ["full_disk_told", "not_written", "whole_file"]


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Gives a path beside ``path`` to write to, and moves it into place when the block ends well.

    Whatever ends the block otherwise, an interrupt included, leaves the old file as it was and nothing beside it. Raises
    StoreError where the folder or the file cannot be written, or the disk is full.
    """
    with contextlib.ExitStack() as stack:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = stack.enter_context(part_file(path))
        except OSError as error:
            raise not_written(path, error) from error
        with full_disk_told(path):
            yield beside
        try:
            with beside.open("rb+") as written:
                os.fsync(written.fileno())
            beside.chmod(0o666 & ~_umask())
            beside.replace(path)
        except OSError as error:
            raise not_written(path, error) from error


@contextlib.contextmanager
def full_disk_told(where: Path) -> Iterator[None]:
    """Raises StoreError, which says so, where the block meets a disk that takes no more when it writes to ``where``."""
    try:
        yield
    except OSError as error:
        if (full := full_disk(str(where), error)) is not None:
            raise full from error
        raise


def not_written(path: Path, error: OSError) -> StoreError:
    """What to tell where ``path`` cannot be written, with a message of its own for a full disk."""
    if (full := full_disk(str(path), error)) is not None:
        return full
    return StoreError(
        str(path), told("cannot be written ({reason})", reason=reason_of(error)), "Check the folder, its permissions and its free space"
    )


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
