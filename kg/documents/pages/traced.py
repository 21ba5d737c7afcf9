"""From a document's text back to its pages: which characters of which page a stretch of text was made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from kg.documents.pages.composing import page_of
from kg.documents.pages.glyphs import Glyph, PageContent
from kg.documents.pages.ruled_tables import ruled_tables
from kg.documents.pages.text_lines import lines_of
from kg.model.source import Source

__all__ = ["Traced", "traced"]

_NEXT_PAGES = 2  # a cell that goes on does so on the next page, seldom on the one behind it


@dataclass(frozen=True, slots=True)
class Traced:
    """A character of the text at ``offset`` that stands on a page; ``glyph`` is None where it was not found there."""

    offset: int
    page: int
    glyph: Glyph | None


@dataclass(slots=True)
class _Stretch:
    """The characters of a line or a cell in reading order."""

    name: str
    page: int
    glyphs: list[Glyph]
    text: str
    used: bool = False


def traced(source: Source, pages: Sequence[PageContent]) -> Iterator[Traced]:
    """Each character of the text that is no space and stands on one of the pages, with what it was made of, in the order of the text."""
    stretches = [stretch for page in pages for stretch in _stretches(page)]
    by_name: dict[str, list[_Stretch]] = {}
    by_page: dict[int, list[_Stretch]] = {}
    for stretch in stretches:
        by_name.setdefault(stretch.name, []).append(stretch)
        by_page.setdefault(stretch.page, []).append(stretch)
    numbers = by_page.keys()
    for place, after in zip_longest(source.places, source.places[1:]):
        page = page_of(place.name)
        if page not in numbers:
            continue
        offsets = range(place.start, after.start if after is not None else len(source.text))
        rest = [offset for offset in offsets if not source.text[offset].isspace()]
        candidates = by_name.get(place.name, [])
        while rest:
            left = "".join(source.text[offset] for offset in rest)
            found = next((one for one in candidates if not one.used and one.text and left.startswith(one.text)), None)
            if found is None:
                break
            found.used = True
            yield from (Traced(offset, found.page, glyph) for offset, glyph in zip(rest, found.glyphs, strict=False))
            rest = rest[len(found.text) :]
            candidates = [one for on in range(page, page + _NEXT_PAGES + 1) for one in by_page.get(on, ())]
        yield from (Traced(offset, page, None) for offset in rest)


def _stretches(page: PageContent) -> Iterator[_Stretch]:
    tables, outside = ruled_tables(page.rulings, page.glyphs, page.number)
    for line in lines_of(outside, page.number):
        yield _stretch(f"page {page.number}, line {line.number}", page.number, line.glyphs)
    for table in tables:
        for cell in table.cells:
            glyphs = [glyph for line in lines_of(cell.glyphs, page.number) for glyph in line.glyphs]
            yield _stretch(f"page {page.number}, row {cell.row + 1}, column {cell.column + 1}", page.number, glyphs)


def _stretch(name: str, page: int, glyphs: Sequence[Glyph]) -> _Stretch:
    # A glyph may be a ligature of several characters: each of them is the glyph's.
    each = [glyph for glyph in glyphs for _ in glyph.text]
    return _Stretch(name, page, each, "".join(glyph.text for glyph in glyphs))
