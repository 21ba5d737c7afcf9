"""What stands on the pages of a PDF: characters with their boxes, and the lines that rule tables. The only room that
talks to PDFium.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

__all__ = ["Glyph", "PageContent", "Ruling", "page_contents", "rulings_of_outline"]

_THIN = 3.0  # points; a filled shape thinner than this is drawn as a line
_MOST_GLYPHS = 60_000  # on one page; a page of a notice has 1,500
_MOST_RULINGS = 20_000
_DEEPEST_FORM = 4
_COVERING = 0.5  # of a page: a scan covers it but for its margins, a stamp or a logo does not; scanners cut it into strips


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character: its box, its baseline ``y``, its ``size``, all in points, y upwards.

    ``score`` says how sure it is, from 0 to 1: below 1 where an OCR read it.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Ruling:
    """A horizontal (``y0 == y1``) or vertical (``x0 == x1``) line."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def horizontal(self) -> bool:
        """Whether it lies."""
        return self.y0 == self.y1


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page of a PDF, or of a picture. ``recognised``: an OCR read its text from a picture; ``own``: this program's did.

    ``covered``: pictures cover the page as a scan does.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    rulings: list[Ruling]
    has_image: bool
    damaged: bool = False
    recognised: bool = False
    own: bool = False
    covered: bool = False


def page_contents(document: pypdfium2.PdfDocument) -> Iterator[PageContent]:
    """The pages in order, each closed before the next is opened. One that PDFium cannot read is marked as damaged."""
    for number in range(1, len(document) + 1):
        try:
            yield _page_content(document, number)
        except pypdfium2.PdfiumError:
            yield PageContent(number, 595.0, 842.0, [], [], has_image=False, damaged=True)


def _page_content(document: pypdfium2.PdfDocument, number: int) -> PageContent:
    page = document[number - 1]
    try:
        width, height = page.get_size()
        text_page = page.get_textpage()
        glyphs = list(_glyphs(text_page))
        rulings, pictures = _drawn(page)
        covered = bool(pictures) and sum(pictures) >= _COVERING * width * height
        recognised = bool(glyphs and covered and _mostly_unseen(text_page))
        text_page.close()
        return PageContent(number, width, height, glyphs, rulings, bool(pictures), recognised=recognised, covered=covered)
    finally:
        page.close()


def _glyphs(text_page: pypdfium2.PdfTextPage) -> Iterator[Glyph]:
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    high = 0
    for index in range(min(text_page.count_chars(), _MOST_GLYPHS)):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:  # the first half of a character beyond the basic plane
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = (0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0) if high else (0xFFFD, 0)
        if code in (0, 10, 13, 0xFFFE) or code > 0x10FFFF or pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text_page, index, box):
            continue
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        pdfium.FPDFText_GetMatrix(text_page, index, matrix)
        em = pdfium.FPDFText_GetFontSize(text_page, index)
        size, wide = em * hypot(matrix.c, matrix.d), em * hypot(matrix.a, matrix.b)
        if not (0 < size < 500 and abs(x.value) < 1e5 and abs(y.value) < 1e5 and abs(box.right) < 1e5):
            continue
        text = chr(code)
        # Where a font does not say how wide a character is, its box is that of the ink: a Chinese one is as wide as it
        # is high.
        full = unicodedata.east_asian_width(text) in ("W", "F")
        yield Glyph(text, x.value if full else box.left, x.value + wide if full else box.right, y.value, size)


def _mostly_unseen(text_page: pypdfium2.PdfTextPage) -> bool:
    """Whether more than half of the characters are neither filled nor stroked: what an OCR puts over the picture that it read."""
    unseen = seen = 0
    for index in range(min(text_page.count_chars(), _MOST_GLYPHS)):
        shown = pdfium.FPDFText_GetTextObject(text_page, index)
        if shown:  # a space that PDFium put in belongs to no object
            mode = pdfium.FPDFTextObj_GetTextRenderMode(shown)
            if mode in (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP):
                unseen += 1
            else:
                seen += 1
    return unseen > seen


def _drawn(page: pypdfium2.PdfPage) -> tuple[list[Ruling], list[float]]:
    """The rulings of a page, and the areas of the pictures on it, in square points."""
    rulings: list[Ruling] = []
    pictures: list[float] = []
    wanted = [pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE]
    for drawn in page.get_objects(filter=wanted, max_depth=_DEEPEST_FORM):
        if drawn.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures.append(_area(drawn.raw))
        elif len(rulings) < _MOST_RULINGS:
            rulings.extend(_rulings_of(drawn.raw))
    return rulings, pictures


def _area(drawn: object) -> float:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
        return 0.0
    return max(0.0, right.value - left.value) * max(0.0, top.value - bottom.value)


def _rulings_of(path: object) -> Iterator[Ruling]:
    """The straight lines of a path: its sides if it is stroked, its middle if it is filled and thin."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPath_GetDrawMode(path, fill, stroke) or not pdfium.FPDFPageObj_GetMatrix(path, matrix):
        return
    for outline in _outlines(path, matrix):
        yield from rulings_of_outline(outline, stroked=bool(stroke.value))


def rulings_of_outline(outline: Sequence[tuple[float, float]], *, stroked: bool) -> Iterator[Ruling]:
    """The straight lines of one part of a path: its sides if it is stroked, its middle if it is thin."""
    if len(outline) < 2:
        return
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    if min(x1 - x0, y1 - y0) <= _THIN:
        yield from _line(x0, y0, x1, y1)
    elif stroked:
        for (ax, ay), (bx, by) in pairwise(outline):
            if min(abs(bx - ax), abs(by - ay)) <= 1:
                yield from _line(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _line(x0: float, y0: float, x1: float, y1: float) -> Iterator[Ruling]:
    if x1 - x0 >= y1 - y0 and x1 - x0 > _THIN:
        middle = (y0 + y1) / 2
        yield Ruling(x0, middle, x1, middle)
    elif y1 - y0 > _THIN:
        middle = (x0 + x1) / 2
        yield Ruling(middle, y0, middle, y1)


def _outlines(path: object, matrix: pdfium.FS_MATRIX) -> Iterator[list[tuple[float, float]]]:
    """The points of each part of a path, on the page; a part with curves is left out."""
    outline: list[tuple[float, float]] = []
    curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_RULINGS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if not curved:
                yield outline
            outline, curved = [], False
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            curved = True
        outline.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment) and outline:
            outline.append(outline[0])
    if not curved:
        yield outline
