"""A list that was handed out to bureaus and came back filled in: only the rows in which something was typed are its text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.documents.writing import GridCell, Origin, TextWriter, cell_text
from kg.knowledge.workbook import FIELDS, KEY_HEADS, KEYS, field_of, words_of
from kg.model.errors import PassedOver, UnreadableSource
from kg.model.source import FilledRow, Source
from kg.model.wording import told

__all__ = ["is_handed_out", "read_filled_in"]

_COLUMNS: Final = ("bureau", "text", *FIELDS)
# Of a task's words so many are kept with what was typed: they are known by their digest, and a list may have thousands of rows.
_LONGEST_TEXT: Final = 200
_HEAD: Final = KEY_HEADS["task"]


def is_handed_out(cells: Sequence[GridCell]) -> bool:
    """Whether a sheet has the mark of a list that the program made."""
    return any(cell.text == _HEAD for cell in cells)


def read_filled_in(sheets: Sequence[Sequence[GridCell]], origin: Origin, media_type: str) -> Source:
    """The text of a filled-in list, a line a row.

    Raises PassedOver where nothing is filled in, UnreadableSource where it is too
    long, or a sheet has lost the heads or the hidden columns by which its rows are known: nothing that was typed is left out unsaid.
    """
    for cells in sheets:
        _refuse_damaged(cells, origin)
    rows = [row for cells in sheets if is_handed_out(cells) for row in _typed(cells)]
    if not rows:
        raise PassedOver(
            origin.path,
            told("a list that was handed out, in which nothing is filled in"),
            told("Nothing to do; what is filled in is read when the file is given again"),
        )
    writer = TextWriter(origin)
    zh = words_of("zh")
    heads = {name: zh.word("filled_in" if name in FIELDS else "columns", name) for name in _COLUMNS}
    grid = [GridCell(heads[name], 0, column) for column, name in enumerate(_COLUMNS)]
    for number, (_, row) in enumerate(rows, 1):
        grid += [GridCell(row[name].text, number, column, place=row[name].place) for column, name in enumerate(_COLUMNS) if name in row]
    writer.table(grid)
    source = writer.source(media_type, _left_out(sheets))
    spans: dict[int, dict[str, tuple[int, int]]] = {}
    for cell in source.tables[0].cells:
        spans.setdefault(cell.row, {})[_COLUMNS[cell.column]] = (cell.start, cell.end)
    filled = []
    for number, (place, row) in enumerate(rows, 1):
        own = spans[number]
        filled.append(
            FilledRow(
                place=place,
                start=min(start for start, _ in own.values()),
                end=max(end for _, end in own.values()),
                keys={key: row[f"key-{key}"].text.strip() for key in KEYS if f"key-{key}" in row},
                text=own.get("text", (0, 0)),
                cells={name: (*own[name], row[name].place or place) for name in FIELDS if name in own},
            )
        )
    return Source(
        path=source.path,
        file=source.file,
        text=source.text,
        sha256=source.sha256,
        media_type=media_type,
        tables=source.tables,
        places=source.places,
        notes=source.notes,
        filled_in=tuple(filled),
    )


def _refuse_damaged(cells: Sequence[GridCell], origin: Origin) -> None:
    heads: dict[int, set[str]] = {}
    for cell in cells:
        if (name := field_of(cell.text)) is not None:
            heads.setdefault(cell.row, set()).add(name)
    found: set[str] = max(heads.values(), key=len, default=set())
    wanted = {*FIELDS, *(f"key-{key}" for key in KEYS)}
    # The columns to fill in are known by most of their heads; the overview has none of them.
    if len(found & wanted) >= len(FIELDS) - 1 and not wanted <= found:
        zh = words_of("zh")
        lost = [KEY_HEADS[name.removeprefix("key-")] if name.startswith("key-") else zh.word("filled_in", name) for name in wanted - found]
        raise UnreadableSource(
            origin.path,
            told(
                "the sheet {sheet} of a list that was handed out has lost columns: {heads}",
                sheet=_sheet(cells),
                heads=", ".join(sorted(lost)),
            ),
            told("Put their heads back as they were, or copy what was typed into a list as it was handed out"),
        )


def _left_out(sheets: Sequence[Sequence[GridCell]]) -> list[str]:
    """A note for each sheet that somebody added."""
    own = {words_of("zh").word("words", "overview"), words_of("en").word("words", "overview")}
    names = (_sheet(cells) for cells in sheets if cells and not is_handed_out(cells))
    return [
        told("the sheet {sheet} is none of the list that was handed out, and was left out", sheet=name) for name in names if name not in own
    ]


def _sheet(cells: Sequence[GridCell]) -> str:
    return (cells[0].place or "").rpartition("!")[0]


def _typed(cells: Sequence[GridCell]) -> list[tuple[str, dict[str, GridCell]]]:
    """The rows below the heads in which something was typed, each with its place and its cells by their names."""
    top = next(cell.row for cell in cells if cell.text == _HEAD)
    names = {cell.column: name for cell in cells if cell.row == top and (name := field_of(cell.text)) is not None}
    rows: dict[int, dict[str, GridCell]] = {}
    for cell in cells:
        if cell.row > top and cell.column in names and cell_text(cell.text):
            rows.setdefault(cell.row, {})[names[cell.column]] = cell
    found = []
    for _, row in sorted(rows.items()):
        if any(name in row for name in FIELDS):
            if "key-bureau" in row:
                row["bureau"] = row["key-bureau"]
            if "text" in row:
                row["text"] = GridCell(row["text"].text[:_LONGEST_TEXT], row["text"].row, row["text"].column, place=row["text"].place)
            found.append((_row_of(next(row[name].place or "" for name in FIELDS if name in row)), row))
    return found


def _row_of(place: str) -> str:
    """The sheet and row of a cell.

    >>> _row_of("发改局!G5")
    '发改局!5'
    """
    sheet, _, cell = place.rpartition("!")
    return f"{sheet}!{cell.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}"
