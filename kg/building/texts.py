"""``texts/``: each document as it was read, so that every offset of the graph can be followed, whatever the format was."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.model.errors import StoreError

__all__ = ["TextFiles"]


class TextFiles:
    """The folder of the texts, which takes the place of the one before when the block ends well, and else leaves nothing.

    ``wanted`` is False for a build without text, which takes the old folder away. Raises StoreError where it cannot be written.
    """

    def __init__(self, folder: Path, *, wanted: bool) -> None:
        """``folder`` is where the texts will be, in the folder of the build."""
        self._folder = folder
        self.wanted = wanted

    def __enter__(self) -> Self:
        """Makes the folder beside its place."""
        try:
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            self._beside = Path(tempfile.mkdtemp(prefix=f".{self._folder.name}.", suffix=".part", dir=self._folder.parent))
            self._beside.chmod(0o755)
        except OSError as error:
            raise self._not_written(error) from error
        return self

    def write(self, local: str, text: str) -> None:
        """Write a document's text; ``local`` is its local name. Nothing where no texts are wanted."""
        if self.wanted:
            # Bytes, for an offset counts code points and no line end may change.
            (self._beside / f"{local}.txt").write_bytes(text.encode("utf-8", "surrogatepass"))

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        """Puts the folder into its place."""
        try:
            if kind is None:
                shutil.rmtree(self._folder, ignore_errors=True)
                if self.wanted:
                    self._beside.replace(self._folder)
        except OSError as failed:
            raise self._not_written(failed) from failed
        finally:
            shutil.rmtree(self._beside, ignore_errors=True)

    def _not_written(self, error: OSError) -> StoreError:
        where = str(self._folder)
        return StoreError(where, f"cannot be written ({error.strerror or error})", "Check the folder, its permissions and its free space")
