"""A user's own folder of knowledge, which lies over the program's: offices, indicators, words, in the same files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kg.knowledge.functions import functions
from kg.knowledge.indicators import indicators
from kg.knowledge.words import check_words
from kg.model.errors import KnowledgeError
from kg.model.wording import told

__all__ = ["faults_of_own"]

_FILES: Final = ("functions.ttl", "indicators.ttl")
_WORDS: Final = "words"


def faults_of_own(folder: Path) -> Iterator[KnowledgeError]:
    """All that is wrong with the folder: files that have no meaning there, and what is wrong with each file that has."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and inside.parts[0] != _WORDS and str(inside) not in _FILES and not inside.name.startswith((".", "README")):
            found = told("no file of knowledge has this name")
            yield KnowledgeError(
                str(path), found, told("Expected are {names}, and word files in {folder}/", names=", ".join(_FILES), folder=_WORDS)
            )
    if (folder / _WORDS).is_dir():
        yield from check_words(folder / _WORDS)
    for asked in (functions, indicators):
        try:
            asked()
        except KnowledgeError as error:
            yield error
