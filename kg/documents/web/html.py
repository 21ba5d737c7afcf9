"""HTML: a saved page, or a Word document saved as one. Main content as lines and tables; what is furniture stays,
marked as such.
"""

from __future__ import annotations

import re

from kg.documents.text.encodings import Decoded, decode
from kg.documents.web.blocks import Line, read_blocks
from kg.documents.web.furniture import furniture_of
from kg.documents.web.words import html_words
from kg.documents.writing import GridCell, Origin, TextWriter
from kg.model.errors import UnreadableSource
from kg.model.limits import MEGABYTE, megabytes
from kg.model.source import Source
from kg.model.wording import told

__all__ = ["declared_encoding", "decode_html", "read_html"]

_MAX_MARKUP = 8 * MEGABYTE
_MOST_TAGS = 200_000  # a table of 2,000 tasks as Word saves it has 60,000
_DATA_URI = re.compile(r"""data:[a-z0-9.+/-]*;base64,[A-Za-z0-9+/=\s%]{200,}""", re.IGNORECASE)
_META = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})([^<>]*)")

# A browser's parser looks through the open elements at every tag: its work is about tags times depth. Real pages stay
# under 10 million.
_MOST_WORK = 600_000_000
_MOST_ATTRIBUTES = 3_000


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names in its head."""
    match = _META.search(data[:4096])
    return match[1].decode("ascii", "ignore") if match else None


def decode_html(data: bytes, charset: str | None = None) -> Decoded:
    """The markup of a page: by its byte order mark, as valid UTF-8, by ``charset`` or what it declares, or by what it gives."""
    return decode(data, charset or declared_encoding(data))


def read_html(decoded: Decoded, origin: Origin, media_type: str = "text/html") -> Source:
    """The text of a page; ``media_type`` is that of the file that holds it.

    Raises :class:`kg.model.errors.UnreadableSource` for a page that is built to hold up its reader.
    """
    markup = _DATA_URI.sub("data:,", decoded.text)
    _check(markup, origin)
    page = read_blocks(markup.replace("\0", ""))
    page.unseen["\0"] += markup.count("\0")
    writer = TextWriter(origin, unseen=page.unseen)
    tables = 0
    for block, furniture in zip(page.blocks, furniture_of(page), strict=True):
        if isinstance(block, Line):
            writer.line(block.text, f"{block.element.tag} {block.element.number}", furniture=furniture)
        else:
            tables += 1
            name = f"table {block.element.number}"
            cells = [
                GridCell(
                    c.text,
                    c.row,
                    c.column,
                    c.row_span,
                    c.column_span,
                    f"{name}, row {c.row + 1}, column {c.column + 1}",
                )
                for c in block.cells
            ]
            writer.table(cells, furniture=furniture)
    return writer.source(media_type, decoded.notes)


def _check(markup: str, origin: Origin) -> None:
    """Refuse what would take the parser minutes: tags nested ten thousands deep, a tag with thousands of attributes."""
    if len(markup) > _MAX_MARKUP:
        raise UnreadableSource(
            origin.path, told("a web page of {size}", size=megabytes(len(markup))), "Save the page's text alone and give that to kg"
        )
    not_nesting = html_words().not_nesting
    depths: dict[str, int] = {}
    depth = deepest = tags = 0
    for match in _TAG.finditer(markup):
        closing, tag, rest = match[1], match[2].lower(), match[3]
        if (tags := tags + 1) > _MOST_TAGS:
            raise UnreadableSource(origin.path, told("a web page of more than {most:,} tags", most=_MOST_TAGS), _SAVE_AGAIN)
        if len(rest) > _MOST_ATTRIBUTES and rest.count("=") + rest.count(" ") > _MOST_ATTRIBUTES:
            raise UnreadableSource(origin.path, "a web page with a tag of thousands of attributes", _SAVE_AGAIN)
        if tag in not_nesting:
            continue
        if not closing:
            depths[tag] = depths.get(tag, 0) + 1
            depth += 1
            deepest = max(deepest, depth)
        elif depths.get(tag, 0) > 0:
            depths[tag] -= 1
            depth -= 1
    if tags * deepest > _MOST_WORK:
        raise UnreadableSource(origin.path, told("a web page with tags nested {deepest:,} deep", deepest=deepest), _SAVE_AGAIN)


_SAVE_AGAIN = told("Open the page in a browser, copy its text into a file, and give that to kg")
