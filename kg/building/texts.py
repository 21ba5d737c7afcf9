"""``texts/``: each document as it was read, so that every offset of the graph can be followed, whatever the format was."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from kg.store.files import not_written
from kg.store.parts import part_folder

__all__ = ["TextFiles", "whole_texts"]


class TextFiles:
    """The texts in the making; nothing is written where they are not ``wanted``."""

    def __init__(self, folder: Path, *, wanted: bool) -> None:
        """``folder`` is there."""
        self._folder = folder
        self.wanted = wanted

    def write(self, local: str, text: str) -> None:
        """Write a document's text; ``local`` is its local name."""
        if self.wanted:
            # Bytes, for an offset counts code points and no line end may change.
            (self._folder / f"{local}.txt").write_bytes(text.encode("utf-8", "surrogatepass"))


@contextlib.contextmanager
def whole_texts(folder: Path, *, wanted: bool) -> Iterator[TextFiles]:
    """Texts that take the place of those in ``folder`` when the block ends well, and else leave these as they were.

    Where none are ``wanted`` the folder goes. Raises StoreError where it cannot be written.
    """
    with contextlib.ExitStack() as stack:
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            beside = stack.enter_context(part_folder(folder))
            beside.chmod(0o755)
        except OSError as error:
            raise not_written(folder, error) from error
        yield TextFiles(beside, wanted=wanted)
        try:
            if folder.exists():
                shutil.rmtree(folder)
            if wanted:
                beside.rename(folder)
        except OSError as error:
            raise not_written(folder, error) from error
