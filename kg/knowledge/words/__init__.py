"""The words by which the program knows the parts of a notice: plain words in ``*.txt``, regular expressions in ``patterns/*.txt``.

One file a thought, one entry a line. A file that is not as it must be is a :class:`KnowledgeError` for whoever asks for its words;
``kg words --check`` tells all faults at once (:func:`check_words`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from kg.knowledge.words.lines import Entries, Fault, faults_of_patterns, faults_of_roles, read_sections
from kg.knowledge.words.plan import FILES, ROLES, Place, RoleOfWord
from kg.knowledge.words.trees import one_of
from kg.model.errors import KnowledgeError
from kg.model.wording import Told, reason_of, told
from kg.resources import knowledge_folder

__all__ = [
    "FOLDER", "WordEntry", "any_word", "check_words", "compiled", "entries", "role_words", "words", "words_and_patterns", "words_at",
]  # fmt: skip

FOLDER: Final = Path(__file__).parent
_OWN: Final = "words"
_ALL_FAULTS: Final = told("kg words --check tells all faults of the word files.")


@dataclass(frozen=True, slots=True)
class WordEntry:
    """An entry of a word file and where it stands: the file's name in this folder without ``.txt``, the line (from 1), the section."""

    file: str
    line: int
    section: str
    text: str

    def __str__(self) -> str:
        """Where it stands and what it says: ``roles.txt:41 牵头 lead``."""
        return f"{self.file}.txt:{self.line} {' '.join(self.text.split()[:2])}"


@cache
def words(file: str) -> Mapping[str, tuple[str, ...]]:
    """The entries of a word file by section, in the order of print; ``file`` is its name in this folder without ``.txt``.

    Those of the user's own knowledge stand behind. Raises :class:`KnowledgeError` where a file is missing or not as it must be.
    """
    return MappingProxyType({name: tuple(entry.text for entry in held) for name, held in entries(file).items()})


@cache
def entries(file: str) -> Mapping[str, tuple[WordEntry, ...]]:
    """As :func:`words`, each entry with its line: for telling which of them was met, not for meeting them."""
    held: dict[str, dict[str, WordEntry]] = {}
    for folder, named in ((FOLDER, file), (_own_folder(), f"{_OWN}/{file}")):
        if folder is None or (folder != FOLDER and not (folder / f"{file}.txt").is_file()):
            continue
        sections, faults = _read(file, folder)
        if faults:
            raise _error(file, faults[0], folder, _ALL_FAULTS)
        for name, section in sections.items():
            for text, line in section.items():
                held.setdefault(name, {}).setdefault(text, WordEntry(named, line, name, text))
    return MappingProxyType({name: tuple(section.values()) for name, section in held.items()})


def _own_folder() -> Path | None:
    own = knowledge_folder()
    return own / _OWN if own is not None else None


@cache
def role_words(place: Place) -> Mapping[RoleOfWord, tuple[str, ...]]:
    """The words of ``roles.txt`` that may stand in this place, by their role."""
    return MappingProxyType({role: tuple(word for word, of, places in _rows() if of == role and place in places) for role in ROLES})


@cache
def _rows() -> tuple[tuple[str, str, list[str]], ...]:
    return tuple((word, role, places) for word, role, *places in map(str.split, words("roles")["words"]))


def words_at(place: Place) -> tuple[str, ...]:
    """The words of ``roles.txt`` that may stand in this place, whatever their role."""
    return tuple(word for of_role in role_words(place).values() for word in of_role)


def any_word(file: str, *sections: str) -> str:
    """A pattern for any word of the sections, as it is written, the longest first."""
    return one_of(word for section in sections for word in words(file)[section])


def words_and_patterns(file: str, section: str) -> str:
    """A pattern for any word of a section and any regular expression of the section of that name in ``patterns/``."""
    patterns = words(f"patterns/{file}").get(section, ())
    return "|".join([any_word(file, section), *(f"(?:{pattern})" if "|" in pattern else pattern for pattern in patterns)])


def compiled(expression: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """The expression, in which regular expressions of ``patterns/`` stand, ready for use.

    Raises :class:`KnowledgeError` where one of these is no regular expression.
    """
    try:
        return re.compile(expression, flags)
    except re.error:
        for error in check_words():
            raise KnowledgeError(error.where, error.found, told("{remedy} {more}", remedy=error.remedy, more=_ALL_FAULTS)) from None
        raise


def check_words(folder: Path | None = None) -> Iterator[KnowledgeError]:
    """All faults of the word files in a folder (of those that the program uses where none is given), file by file.

    In a folder of a user's own, which lies over the program's, only the files and sections that are there are looked at.
    """
    folder = folder or FOLDER
    own = folder == _own_folder()
    known = {folder / f"{file}.txt" for file in FILES}
    for path in sorted(folder.rglob("*.txt")):
        if path not in known:
            yield KnowledgeError(str(path), "no word file has this name", "Move its words into one that has, and take it away.")
    for file, plan in FILES.items():
        if own and not (folder / f"{file}.txt").is_file():
            continue
        sections, faults = _read(file, folder)
        if plan.kind == "pattern":
            faults += [fault for entries in sections.values() for fault in faults_of_patterns(entries)]
        yield from (_error(file, fault, folder) for fault in sorted(faults, key=lambda fault: fault.line or 0))


def _read(file: str, folder: Path) -> tuple[dict[str, Entries], list[Fault]]:
    try:
        data = (folder / f"{file}.txt").read_bytes()
    except OSError as error:
        return {}, [Fault(None, told("cannot be read ({reason})", reason=reason_of(error)), "Put the file back")]
    whole = folder != _own_folder()
    sections, faults = read_sections(data, FILES[file], whole=whole)
    if FILES[file].kind == "role" and sections and whole:
        faults += faults_of_roles(sections["words"])
    return sections, faults


def _error(file: str, fault: Fault, folder: Path, more: Told | None = None) -> KnowledgeError:
    path = folder / f"{file}.txt"
    remedy = fault.remedy if isinstance(fault.remedy, Told) else Told(fault.remedy)
    if not fault.remedy.endswith("?"):
        remedy = told("{remedy}.", remedy=remedy)
    if more is not None:
        remedy = told("{remedy} {more}", remedy=remedy, more=more)
    return KnowledgeError(f"{path}:{fault.line}" if fault.line else str(path), fault.found, remedy)
