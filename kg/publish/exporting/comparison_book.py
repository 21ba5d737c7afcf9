"""XLSX: a comparison of two years as a workbook: how many changes of which kind there are, and a sheet of each kind.

Whatever a document says is written as text, never as a formula or a link; in a reworded text the words that changed are coloured.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]

from kg.comparing import Comparison, Row, Wording, rows
from kg.publish.exporting.workbooks import MADE, OPTIONS, head, sheet_text

__all__ = ["write_comparison"]

_KINDS: Final = ("task", "target", "party", "bureau", "leader")
_COLUMNS: Final = (
    ("region", 14), ("years", 14), ("change", 10), ("task", 10), ("what", 26), ("old", 60), ("new", 60), ("difference", 10), ("unit", 8),
)  # fmt: skip
_NARROW: Final = 26  # width of what holds numbers or names alone
# A cell of coloured words takes at most so many runs and characters; longer ones are written plainly.
_MOST_PIECES: Final = 200
_LONGEST: Final = 30_000


def write_comparison(found: Comparison, wording: Wording, path: Path, *, everything: bool = False) -> None:
    """Write the workbook; ``everything`` has what stayed the same, too. The same comparison gives the same bytes."""
    listed = list(rows(found, wording, everything=everything))
    with xlsxwriter.Workbook(path, OPTIONS) as book:
        title = wording.word("page", "title", old=found.old, new=found.new)
        book.set_properties({"title": sheet_text(title), "created": MADE})
        forms = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "head": book.add_format({"bold": True, "bg_color": "#DDE6F0", "border": 1, "valign": "vcenter", "text_wrap": True}),
            "cell": book.add_format({"border": 1, "valign": "top", "text_wrap": True}),
            "old": book.add_format({"font_color": "#9B1C31", "font_strikeout": True}),
            "new": book.add_format({"font_color": "#0F5F2E", "bold": True}),
        }
        _summary(book.add_worksheet(wording.word("page", "summary")), found, title, wording, forms)
        for kind in _KINDS:
            mine = [row for row in listed if row.kind == kind]
            if mine:
                _sheet(book.add_worksheet(wording.word("kind", kind)), title, mine, wording, forms)


def _summary(sheet: Any, found: Comparison, title: str, wording: Wording, forms: dict[str, Any]) -> None:
    columns = (("region", 20), ("years", 20), ("kind", 24), ("change", 20))
    heads = [(wording.word("column", name), width) for name, width in columns]
    counted = [
        (region.name, f"{region.old} → {region.new}", wording.word("kind", kind), wording.word("how", how), count)
        for region in found.regions
        for kind, counts in region.counts().items()
        for how, count in sorted(counts.items())
    ]
    head(sheet, title, (*heads, ("", 10)), len(counted), forms)
    row = 2
    for *texts, count in counted:
        for column, text in enumerate(texts):
            sheet.write_string(row, column, sheet_text(str(text)), forms["cell"])
        sheet.write_number(row, len(texts), count, forms["cell"])
        row += 1
    for note in (wording.word("page", "how"), *(wording.word("note", note.code, **note.facts) for note in found.notes)):
        row += 1
        sheet.write_string(row, 0, sheet_text(note))


def _sheet(sheet: Any, title: str, listed: Sequence[Row], wording: Wording, forms: dict[str, Any]) -> None:
    kept = [(name, width) for name, width in _COLUMNS if any(getattr(row, name) is not None for row in listed)]
    wide = listed[0].kind == "task"
    heads = [(wording.word("column", name), width if wide else min(width, _NARROW)) for name, width in kept]
    head(sheet, title, tuple(heads), len(listed), forms)
    for number, row in enumerate(listed, 2):
        for column, (name, _) in enumerate(kept):
            value = getattr(row, name)
            if row.pieces and name in ("old", "new"):
                _rich(sheet, number, column, row, name, forms)
            elif name in ("old", "new", "difference") and value is not None and not isinstance(value, str):
                sheet.write_number(number, column, float(value), forms["cell"])
            else:
                text = wording.word("how", value) if name == "change" else "" if value is None else str(value)
                sheet.write_string(number, column, sheet_text(text), forms["cell"])


def _rich(sheet: Any, number: int, column: int, row: Row, side: str, forms: dict[str, Any]) -> None:
    """The text of one side, with the words that the other has not in a colour of their own."""
    runs = list(_runs(row, side, forms))
    texts = [part for part in runs if isinstance(part, str)]
    whole = "".join(texts)
    # The writer refuses fewer than two runs, and Excel too many.
    if len(texts) < 2 or len(texts) > _MOST_PIECES or len(whole) > _LONGEST:
        sheet.write_string(number, column, sheet_text(whole), forms["cell"])
    else:
        sheet.write_rich_string(number, column, *runs, forms["cell"])


def _runs(row: Row, side: str, forms: dict[str, Any]) -> Iterator[Any]:
    for piece in row.pieces:
        text = sheet_text(piece.old if side == "old" else piece.new)
        if text:
            if piece.changed:
                yield forms[side]
            yield text
