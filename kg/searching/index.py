"""The index: a SQLite file with the words of all tasks (FTS5) and what an answer tells of each. Rows go in as a stream.

The words stand there without the texts that they come from, in columns that count differently; the column ``scope`` holds region and
years, so that an answer for one region costs no more than its rows, and counts for nothing.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Final

from kg.model.errors import StoreError
from kg.model.wording import told
from kg.searching.concepts import concepts_of
from kg.searching.rows import Document, Place, Row
from kg.searching.signs import TOKEN_SIGNS, folded, tokens
from kg.store.files import not_written, whole_file

__all__ = ["COLUMNS", "INDEX_NAME", "VERSION", "Writer", "filled", "written_index"]

INDEX_NAME: Final = "search.sqlite"
VERSION: Final = 1
COLUMNS: Final = {
    "text": 1.0,
    "headings": 0.4,
    "bodies": 0.7,
    "leaders": 0.9,
    "indicators": 0.9,
    "concepts": 0.6,
    "place": 0.5,
    "scope": 0.0,
}
"""The columns of words, and how much a word in each counts: a heading stands above many tasks and says little of one."""

_MOST_YEARS: Final = 20
_HELD: Final = 32 << 20
"""Bytes of new words that memory holds before they are written: the more, the less often what was written is put together anew."""
_SCHEMA: Final = f"""
PRAGMA user_version = {VERSION};
CREATE TABLE regions (id INTEGER PRIMARY KEY, name TEXT NOT NULL, code TEXT, names TEXT NOT NULL);
CREATE TABLE names (name TEXT NOT NULL, region INTEGER NOT NULL, PRIMARY KEY (name, region)) WITHOUT ROWID;
CREATE TABLE documents (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, title TEXT, number TEXT, file TEXT, region INTEGER);
CREATE TABLE sections (id INTEGER PRIMARY KEY, document INTEGER NOT NULL, iris TEXT NOT NULL, first INTEGER, last INTEGER,
  headings TEXT NOT NULL, leaders TEXT NOT NULL);
CREATE TABLE tasks (id INTEGER PRIMARY KEY, section INTEGER NOT NULL, iri TEXT NOT NULL, item TEXT, text TEXT NOT NULL,
  bodies TEXT NOT NULL, indicators TEXT NOT NULL, known TEXT NOT NULL, starts INTEGER NOT NULL, ends INTEGER NOT NULL);
CREATE VIRTUAL TABLE words USING fts5({", ".join(COLUMNS)}, content='', tokenize="ascii tokenchars '{TOKEN_SIGNS}='");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row);
INSERT INTO words(words, rank) VALUES ('rank', 'bm25({", ".join(map(str, COLUMNS.values()))})');
INSERT INTO words(words, rank) VALUES ('hashsize', {_HELD});
"""
_QUICK: Final = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"


class Writer:
    """Puts rows into a new index. Memory holds the regions, and of the documents the last one."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """``database`` is empty."""
        self._database = database
        self._regions: dict[Place, int] = {}
        self._document: Document | None = None
        self._section: tuple[object, ...] = ()
        self._documents = self._sections = self._tasks = 0
        database.executescript(_QUICK + _SCHEMA)

    def add(self, row: Row) -> None:
        """Put a task in. The rows of a document come one behind the other."""
        if row.document != self._document:
            self._begin(row.document)
        self._tasks += 1
        place = row.document.place
        concepts = " ".join(dict.fromkeys(concepts_of(row.bodies, row.known)))
        listed = headings, bodies, leaders, indicators = [
            "\n".join(names) for names in (row.headings, row.bodies, row.leaders, row.indicators)
        ]
        # What tasks of a section share stands once: the begin of their IRIs, too.
        begin, sign, end = row.iri.rpartition("_")
        section = (self._documents, begin + sign, *(row.years or (None, None)), headings, leaders)
        if section != self._section:
            self._section = section
            self._sections += 1
            self._put("sections", self._sections, *section)
        known = "\n".join(row.known)
        self._put("tasks", self._tasks, self._sections, end, row.item, row.text, bodies, indicators, known, row.start, row.end)
        said = (_words(row.text), *map(_words_again, listed))
        where = _words_again(" ".join(place.names)) if place else ""
        scope = " ".join(_scope(self._regions[place] if place else None, row.years))
        self._put(f"words(rowid, {', '.join(COLUMNS)})", self._tasks, *said, concepts, where, scope)

    def _put(self, table: str, *values: object) -> None:
        self._database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", tuple(map(_storable, values)))

    def add_all(self, rows: Iterable[Row]) -> None:
        """Put the tasks of a document in, or of several, one document behind the other."""
        for row in rows:
            self.add(row)

    def close(self) -> None:
        """All rows are in: put the index in order."""
        self._database.execute("INSERT INTO words(words) VALUES ('optimize')")
        self._database.commit()

    def _begin(self, document: Document) -> None:
        self._document = document
        self._documents += 1
        region = None if document.place is None else self._region(document.place)
        self._put("documents", self._documents, document.iri, document.title, document.number, document.file, region)

    def _region(self, place: Place) -> int:
        number = self._regions.get(place)
        if number is None:
            number = self._regions[place] = len(self._regions) + 1
            self._put("regions", number, place.name, place.code, "\n".join(place.names))
            for name in {folded(name) for name in chain(place.names, (place.code or place.name,))}:
                self._put("names", name, number)
        return number


def _storable(found: object) -> object:
    """A lone surrogate has no UTF-8, which is what the file holds."""
    return found.encode("utf-8", "replace").decode() if isinstance(found, str) else found


def _words(text: str) -> str:
    return " ".join(tokens(folded(text)))


@lru_cache(maxsize=8192)
def _words_again(text: str) -> str:
    """As :func:`_words`, for what comes again from task to task."""
    return _words(text)


def _scope(region: int | None, years: tuple[int, int] | None) -> Iterator[str]:
    """The words of region and years; ``=`` keeps them apart from words of texts."""
    if region is not None:
        yield f"=r{region}"
    if years is not None:
        yield from (f"=y{year}" for year in range(years[0], min(years[1], years[0] + _MOST_YEARS) + 1))


def filled(rows: Iterable[Row]) -> sqlite3.Connection:
    """An index in memory, for a graph that has none beside it."""
    # Whoever asks may be another thread than this one; they take turns.
    database = sqlite3.connect(":memory:", check_same_thread=False)
    writer = Writer(database)
    writer.add_all(rows)
    writer.close()
    return database


@contextlib.contextmanager
def written_index(path: Path, *, wanted: bool = True) -> Iterator[Writer | None]:
    """The writer of an index that stands at ``path`` when the block has ended well; the one that stood there stays as it was otherwise.

    Where none is ``wanted`` there is no writer, and the file goes. Raises StoreError where it cannot be written.
    """
    if not wanted:
        yield None
        path.unlink(missing_ok=True)
        return
    with whole_file(path) as beside:
        try:
            database = sqlite3.connect(beside)
            with contextlib.closing(database):
                writer = Writer(database)
                yield writer
                writer.close()
        except sqlite3.OperationalError as error:
            if "fts5" in str(error):
                raise StoreError(
                    str(path), told("this Python's SQLite cannot search ({error})", error=error), "Use a Python whose SQLite has FTS5"
                ) from error
            raise not_written(path, OSError(str(error))) from error
