"""The documents' own words, as the pages load them: in pieces, so that a long one is there at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

__all__ = ["SIGNS_A_PIECE", "Texts", "pieces"]

SIGNS_A_PIECE: Final = 12_000
"""How many signs a piece has at most. Ten pages of paper, 36 kB: drawn within a blink, and a click on a fact opens one or two."""
_NEAR: Final = 2_000
"""How far before its end a piece looks for the end of a line, or else for a stop, to end there."""
_ENDS: Final = ("\n", "。", "；", " ")


class Texts:
    """The texts beside a graph, ``LOCAL.txt`` for the document whose IRI ends so; offsets of the graph count in them."""

    def __init__(self, folder: Path | None) -> None:
        """``folder`` is None, or absent, where the graph has none."""
        self._folder = folder if folder is not None and folder.is_dir() else None

    def of(self, document: str, characters: int | None) -> str | None:
        """The text of a document. None where there is none, or where it is not of the length that the graph tells: not what was read."""
        if self._folder is None:
            return None
        path = self._folder / f"{document.rpartition('/')[2]}.txt"
        if path.parent != self._folder or not path.is_file():
            return None
        try:
            text = path.read_bytes().decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            return None
        return text if characters is None or len(text) == characters else None


def pieces(text: str, most: int = SIGNS_A_PIECE) -> Iterator[tuple[int, str]]:
    """The text in pieces, each with where it starts; they end with a line, or else with a sentence, where one ends near enough.

    >>> list(pieces("一。二三。四", 4))
    [(0, '一。'), (2, '二三。四')]
    """
    at = 0
    while len(text) - at > most:
        near = max(at + 1, at + most - _NEAR)
        ends = (text.rfind(sign, near, at + most) + 1 for sign in _ENDS)
        end = next((end for end in ends if end > 0), at + most)
        yield at, text[at:end]
        at = end
    yield at, text[at:]
