"""A web page as blocks in reading order: lines and tables, each with the element that it stands in.

The page is parsed by Lexbor (an HTML5 parser, as browsers have) and walked once, without recursion. What a browser
shows as a line is a line; white space collapses as it does there, but a line break of the source between two Chinese
characters leaves nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from kg.documents.list_numbers import list_number, with_mark
from kg.documents.web.tables import Cells, TableFrame
from kg.documents.web.words import html_words
from kg.model.signs import UNSEEN, without_unseen

__all__ = ["Element", "Line", "Page", "TableBlock", "read_blocks"]

_SPACES = re.compile(r"[ \t\r\n\f]+")
_WIDE_BREAK = re.compile(
    r"(?<=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])[ \t]*[\r\n][ \t\r\n]*(?=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_LIST_MARK = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_OWN_NUMBER = re.compile(r"[（(〔\[]?(?:\d+|[一二三四五六七八九十百]+)[.．、)）〕\]:：﹒]|[①-⑳]")
_BLANK = " \t\r\n\f\u00a0\u3000"
_PRINTED = "="  # before a pending number that the page prints itself
_STYLE_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
_CSS_TYPES = {
    "decimal": "decimal",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting",
}
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?\b(none|" + "|".join(_CSS_TYPES) + r")\b", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Element:
    """An element that holds blocks. ``number`` counts the elements of its name from 1, as ``querySelectorAll`` does
    from 0.
    """

    tag: str
    number: int
    parent: Element | None
    names: str = ""  # its id, class and role
    hidden: bool = False
    weight: int = 0


@dataclass(slots=True, eq=False)
class Line:
    """A line that a browser would show; ``linked`` of its characters lead to another page."""

    text: str
    element: Element
    linked: int = 0


@dataclass(slots=True, eq=False)
class TableBlock:
    """A table of data."""

    cells: Cells
    element: Element
    text: str
    linked: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """The blocks of a page in reading order, its elements (parents before children), its ``<title>``, and the signs that cannot be seen
    which were taken out of its text.
    """

    blocks: list[Line | TableBlock]
    elements: list[Element]
    title: str
    unseen: Counter[str]


@dataclass
class _Walk:
    """The state of the walk: the open line, the open tables, the open lists."""

    elements: list[Element] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    blocks: list[Line | TableBlock] = field(default_factory=list)
    tables: list[TableFrame[Line | TableBlock]] = field(default_factory=list)
    lists: list[tuple[str | None, int]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    linked: int = 0
    link_depth: int = 0
    pre_depth: int = 0
    mark_depth: int = 0
    pending: str = ""
    unseen: Counter[str] = field(default_factory=Counter)

    def open(self, tag: str, attributes: dict[str, str | None], parent: Element | None) -> Element:
        self.counts[tag] = self.counts.get(tag, 0) + 1
        names = " ".join(attributes.get(key) or "" for key in ("id", "class", "role", "title"))
        hidden = "hidden" in attributes or _HIDDEN.search(attributes.get("style") or "") is not None
        element = Element(tag, self.counts[tag], parent, names, hidden)
        self.elements.append(element)
        return element

    def text(self, text: str) -> None:
        text = without_unseen(text, self.unseen)
        if self.pending and not self.mark_depth and text.strip(_BLANK):
            text, self.pending = _numbered(self.pending, text.lstrip(_BLANK)), ""
        self.words.append(text.strip(_BLANK) if self.mark_depth else text)
        if self.link_depth:
            self.linked += len(text.strip())

    def end_mark(self) -> None:
        """The number that Word saved in the text ends: it waits for the text that it belongs to."""
        self.pending = _PRINTED + "".join(self.words).strip(_BLANK)
        self.words.clear()

    def end_line(self, element: Element) -> None:
        """What was read since the last line is a line, if it says anything."""
        if self.pending.startswith(_PRINTED):
            self.words.append(self.pending.removeprefix(_PRINTED))
            self.pending = ""
        text, linked = "".join(self.words), self.linked
        self.words.clear()
        self.linked = 0
        if self.pre_depth:
            lines = [line.rstrip() for line in text.split("\n")]
        else:
            lines = [_SPACES.sub(" ", _WIDE_BREAK.sub("", text)).strip(_BLANK)]
        self.current_blocks().extend(Line(line, element, min(linked, len(line))) for line in lines if line)

    def current_blocks(self) -> list[Line | TableBlock]:
        return self.tables[-1].blocks() if self.tables else self.blocks

    def close_table(self, element: Element) -> None:
        frame = self.tables.pop()
        blocks = self.current_blocks()
        if frame.is_data():
            cells = frame.cells()
            text = " ".join(cell.text for cell in cells)
            linked = sum(block.linked for block in frame.all_blocks())
            blocks.append(TableBlock(cells, element, text, linked))
        else:
            blocks.extend(frame.all_blocks())


def read_blocks(markup: str) -> Page:
    """The blocks of a page. ``markup`` must have passed the checks of :mod:`kg.documents.web.html`."""
    tree = LexborHTMLParser(markup)
    title = tree.css_first("title")
    walk = _Walk()
    root = walk.open("html", {}, None)
    stack: list[tuple[Any, Element, str]] = []
    body = tree.body
    for node, entering in _events(body) if body is not None else ():
        tag = str(node.tag)
        current = stack[-1][1] if stack else root
        if not entering:
            _leave(walk, *stack.pop()[1:])
        elif tag == "-text":
            walk.text(node.text_content or "")
        elif tag == "br":
            walk.end_line(current)
        elif tag == "img" or tag.startswith(("-", "_")):
            pass
        else:
            stack.append((node, *_enter(walk, tag, dict(node.attributes), current)))
    walk.end_line(root)
    name = _SPACES.sub(" ", UNSEEN.sub("", title.text())).strip() if title is not None else ""
    return Page(walk.blocks, walk.elements, name, walk.unseen)


def _events(root: Any) -> Iterator[tuple[Any, bool]]:
    """Each node as it begins, and each element as it ends; subtrees that show nothing are left out."""
    node, entering, silent_tags = root, True, html_words().silent
    while True:
        silent = node.tag in silent_tags
        leaf = str(node.tag).startswith(("-", "_")) or node.tag in ("br", "img")
        if entering and not silent:
            yield node, True
        if entering and not silent and not leaf and node.child is not None:
            node = node.child
            continue
        if not silent and not leaf:
            yield node, False
        if node.mem_id == root.mem_id:
            return
        following = node.next
        if following is not None:
            node, entering = following, True
        else:
            node, entering = node.parent, False


def _enter(walk: _Walk, tag: str, attributes: dict[str, str | None], current: Element) -> tuple[Element, str]:
    """Begin an element; returns the element that its lines belong to, and what has to be undone when it ends."""
    style = attributes.get("style") or ""
    if _LIST_MARK.search(style):
        walk.mark_depth += 1
        return current, "mark"
    if tag == "a":
        target = (attributes.get("href") or "").strip().lower()
        if target and not target.startswith(("#", "javascript:void")):
            walk.link_depth += 1
            return current, "link"
        return current, ""
    if tag not in html_words().blocks:
        if attributes and ("hidden" in attributes or _HIDDEN.search(style)):
            return walk.open(tag, attributes, current), "hidden"
        return current, ""
    walk.end_line(current)
    element = walk.open(tag, attributes, current)
    if tag == "table":
        walk.tables.append(TableFrame())
    elif tag == "tr" and walk.tables:
        walk.tables[-1].begin_row()
    elif tag in ("td", "th") and walk.tables:
        walk.tables[-1].begin_cell(attributes.get("rowspan"), attributes.get("colspan"))
    elif tag in ("ol", "ul", "menu", "dir"):
        walk.lists.append(_list_style(tag, attributes))
    elif tag == "li" and walk.lists:
        walk.pending = _next_number(walk, attributes)
    elif tag == "pre":
        walk.pre_depth += 1
    return element, tag


def _leave(walk: _Walk, element: Element, opened: str) -> None:
    """End what :func:`_enter` began."""
    if opened == "mark":
        walk.mark_depth -= 1
        walk.end_mark()
    elif opened == "link":
        walk.link_depth -= 1
    elif opened and opened != "hidden":
        walk.end_line(element)
        if opened == "table":
            walk.close_table(element)
        elif opened in ("td", "th") and walk.tables:
            walk.tables[-1].end_cell()
        elif opened in ("ol", "ul", "menu", "dir"):
            walk.lists.pop()
        elif opened == "li":
            walk.pending = ""
        elif opened == "pre":
            walk.pre_depth -= 1


def _numbered(pending: str, text: str) -> str:
    """The first words of a list item with the number that belongs before them, unless they begin with one of their
    own.
    """
    if pending.startswith(_PRINTED):
        return with_mark(pending.removeprefix(_PRINTED), text)
    return text if _OWN_NUMBER.match(text) else list_number(pending, text)


def _list_style(tag: str, attributes: dict[str, str | None]) -> tuple[str | None, int]:
    """The number format of a list (None: it shows no numbers), and the number before its first."""
    start = attributes.get("start") or ""
    first = int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1
    named = _LIST_STYLE.search(attributes.get("style") or "")
    if named:
        return _CSS_TYPES.get(named[1].lower()), first - 1
    return (_STYLE_TYPES.get(attributes.get("type") or "1", "decimal") if tag == "ol" else None), first - 1


def _next_number(walk: _Walk, attributes: dict[str, str | None]) -> str:
    """The mark that a browser shows before this list item, empty where it shows none."""
    style, number = walk.lists[-1]
    value = attributes.get("value") or ""
    number = int(value) if re.fullmatch(r"-?\d{1,6}", value) else number + 1
    walk.lists[-1] = (style, number)
    return f"{style}:{number}" if style else ""
