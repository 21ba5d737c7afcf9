"""The index: a SQLite file with the words of all tasks (FTS5) and what an answer tells of each. Blocks of tasks go in as a stream.

The words stand there without the texts that they come from, and without where in these: what an answer could be is opened and looked
through. Region and years are words too, so that an answer for one region costs no more than its rows.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from kg.model.errors import StoreError
from kg.model.wording import told
from kg.searching.blocks import Block, blocks_of, region_word
from kg.searching.rows import Place, Row
from kg.searching.signs import TOKEN_SIGNS, folded
from kg.store.files import not_written, whole_file

__all__ = ["INDEX_NAME", "VERSION", "Writer", "filled", "written_index"]

INDEX_NAME: Final = "search.sqlite"
VERSION: Final = 2
_HELD: Final = 32 << 20
"""Bytes of new words that memory holds before they are written: the more, the fewer pieces each word is in."""
_PIECES: Final = 64
"""Of these pieces are put together: before that it costs more than an answer gains."""
_SCHEMA: Final = f"""
PRAGMA page_size = 16384;
PRAGMA user_version = {VERSION};
CREATE TABLE regions (word TEXT PRIMARY KEY, name TEXT NOT NULL, names TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE names (name TEXT NOT NULL, region TEXT NOT NULL, PRIMARY KEY (name, region)) WITHOUT ROWID;
CREATE TABLE blocks (id INTEGER PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE counted (tasks INTEGER NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(said, content='', columnsize=0, detail=none, tokenize="ascii tokenchars '{TOKEN_SIGNS}='");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row);
INSERT INTO words(words, rank) VALUES ('hashsize', {_HELD}), ('automerge', 0), ('crisismerge', {_PIECES});
"""
_QUICK: Final = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"


class Writer:
    """Puts blocks of tasks into a new index. Memory holds the regions."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """``database`` is empty."""
        self._database = database
        self._regions: set[str] = set()
        self._blocks = self._tasks = 0
        database.executescript(_SCHEMA + _QUICK)

    def put(self, blocks: Iterable[Block]) -> None:
        """Put blocks in."""
        for block in blocks:
            self._blocks += 1
            self._tasks += block.tasks
            if block.place is not None:
                self._region(block.place)
            self._database.execute("INSERT INTO blocks VALUES (?, ?)", (self._blocks, block.content))
            self._database.execute("INSERT INTO words(rowid, said) VALUES (?, ?)", (self._blocks, block.words))

    def add_all(self, rows: Iterable[Row]) -> None:
        """Put the tasks of documents in, one document behind the other."""
        self.put(blocks_of(rows))

    def close(self) -> None:
        """All is in."""
        self._database.execute("INSERT INTO counted VALUES (?)", (self._tasks,))
        self._database.commit()

    def _region(self, place: Place) -> None:
        word = region_word(place)
        if word in self._regions:
            return
        self._regions.add(word)
        self._put("regions", word, place.name, "\n".join(place.names))
        for name in {folded(name) for name in chain(place.names, (place.code or place.name,))}:
            self._put("names", name, word)

    def _put(self, table: str, *values: str) -> None:
        self._database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", tuple(map(_storable, values)))


def _storable(text: str) -> str:
    """A lone surrogate has no UTF-8, which is what the file holds."""
    return text.encode("utf-8", "replace").decode()


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
