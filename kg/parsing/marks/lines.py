"""A document's text as lines of content: layout taken off, page furniture set aside, long single lines opened up."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence

from kg.knowledge.words import compiled, words, words_and_patterns
from kg.model.passages import Passage, consecutive
from kg.model.source import Source
from kg.model.values import value
from kg.parsing.marks.numbering import marker_at

__all__ = ["Line", "content_lines", "flow_of", "is_furniture", "is_header", "without_site_lines"]

_LEFT = re.compile(r"\s*(?:#{1,6}[ \u3000]+|>[ \u3000]*(?=\S)|[•▪■◆●·\-–*][ \u3000]+)?(?:\*\*)?\s*")
_RULE = re.compile(r"(?:[-_*=—─~]\s*){3,}|!\[[^\]]*\]\([^)]*\)|-?\s*\d{1,3}\s*-|—\s*\d{1,3}\s*—|第\s*\d+\s*页(?:\s*共\s*\d+\s*页)?")
_BOLD = re.compile(r"\*\*")
_BEGINS_FURNITURE = compiled(words_and_patterns("pages", "furniture_begins"))
_HOLDS_FURNITURE = compiled(words_and_patterns("pages", "furniture_holds"))
_SITE = compiled("|".join(words("patterns/pages")["site"]))
_BARS_OF_ROW = 2  # and more, the last at its end
_LONGEST_ROW = 2000  # characters of a row; what is longer may be a whole page
_LONGEST_FURNITURE = 120  # a longer line is a paragraph, whatever words stand in it
_EDGE, _MOST_SITE_LINES = 6, 4
_HEADER = compiled(words_and_patterns("pages", "particulars"))
_SPACE = re.compile(r"[ \u3000\t]+")
_ENDS, _OPENS = "。；;：:！？!?）)】]〕》>", "“（(〔[【《"
_FIGURE = re.compile(r"\d[\d.,]*(?:[ \u3000]|%|％|[个万亿家所条项米公辆人])")  # a number set off by spaces: 再给予 100 万元
_UNIT_OF_MEASURE = re.compile(r"[\d%][ \u3000]+[个万亿元家所条项米公辆人名年月日以左%]")
_SHORTEST_RUN = 4  # characters between spaces on average; fewer are spaced-out letters
_ONE_LINE = 300  # a line longer than this holds several paragraphs: a web page that lost its breaks


@value
class Line:
    """A stretch of content without its layout: ``start`` to ``end`` in the document's text."""

    text: str
    start: int
    end: int
    blank_before: int = 0
    opened: bool = False  # from a long line cut at its spaces, not a line of the source
    heading: bool = False  # marked as a heading by the conversion


def content_lines(source: Source) -> list[Line]:
    """The lines that hold content. Rules, page numbers, what the format's reader set aside, and white space are left out."""
    lines: list[Line] = []
    blank = 0
    for start, end in _outside(source.furniture, len(source.text)):
        for left, right in _line_bounds(source.text, start, end):
            raw = source.text[left:right]
            indent = _LEFT.match(raw)
            assert indent is not None
            content = raw[indent.end() :].rstrip()
            if not content or _RULE.fullmatch(raw.strip()):
                blank += 1
                continue
            at = left + indent.end()
            heading = "#" in indent.group()
            if len(content) > _ONE_LINE and _lost_its_breaks(content):
                for number, (a, b) in enumerate(_between_spaces(content)):
                    lines.append(Line(content[a:b], at + a, at + b, blank if number == 0 else 0, number > 0, heading))
            else:
                lines.append(Line(content, at, at + len(content), blank, False, heading))
            blank = 0
    return lines


def _outside(furniture: Sequence[tuple[int, int]], size: int) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in sorted(furniture):
        if start > at:
            yield at, start
        at = max(at, end)
    if at < size:
        yield at, size


def _line_bounds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        yield at, stop
        at = stop + 1


def _lost_its_breaks(content: str) -> bool:
    """Whether a long line holds paragraphs between its spaces, and not spaced-out letters or the cells of a row."""
    if content.endswith(("|", "｜")) and sum(map(content.count, "|｜")) > _BARS_OF_ROW and len(content) < _LONGEST_ROW:
        return False
    spaces = content.count(" ") + content.count("\u3000") + content.count("\t")
    return 0 < spaces * _SHORTEST_RUN < len(content)


def _between_spaces(content: str) -> Iterator[tuple[int, int]]:
    """The paragraphs of a line that lost its breaks. A space inside a sentence (再给予 100 万元) or a quotation parts nothing."""
    at = seen = quoted = 0
    for match in _SPACE.finditer(content):
        quoted += content.count("“", seen, match.start()) - content.count("”", seen, match.start())
        seen = match.end()
        if (quoted <= 0 or match.start() - at > _ONE_LINE) and _parts_paragraphs(content, match.start(), match.end()):
            quoted = 0
            if match.start() > at:
                yield at, match.start()
            at = match.end()
    if at < len(content):
        yield at, len(content)


def _parts_paragraphs(content: str, start: int, end: int) -> bool:
    before = content[start - 1 : start]
    if before in _ENDS or end - start > 1 or marker_at(content, end):
        return True
    return not (_FIGURE.match(content, end) or _UNIT_OF_MEASURE.match(content, max(0, start - 1)) or before in _OPENS)


def is_furniture(line: Line) -> bool:
    """Whether the line is what a web page has around a document: where one is, share buttons, click counts, footers."""
    return len(line.text) <= _LONGEST_FURNITURE and bool(_BEGINS_FURNITURE.match(line.text) or _HOLDS_FURNITURE.search(line.text))


def is_header(line: Line) -> bool:
    """Whether the line belongs to a page's table of particulars: index number, issuing office, dates."""
    return bool(_HEADER.match(line.text))


def without_site_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines without those in head and foot that say who runs the site (主办单位：…人民政府办公室)."""
    said = [number for number, line in enumerate(lines) if _SITE.match(line.text)]
    if len(said) > _MOST_SITE_LINES:
        return list(lines)
    edge = {
        number
        for number in said
        if (number < _EDGE or number >= len(lines) - _EDGE) and not (number and marker_at(lines[number - 1].text, 0))  # an item's own label
    }
    return [line for number, line in enumerate(lines) if number not in edge]


def flow_of(lines: Sequence[Line]) -> Passage:
    """The lines as one passage, a line break between each two, bold signs left out; the space where a long line was opened stays."""
    text: list[str] = []
    origin = array("I")
    for number, line in enumerate(lines):
        if number:
            text.append(" \n" if line.opened else "\n")
            origin.extend([line.start - 1] * (2 if line.opened else 1) if line.start else [0])
        if "**" in line.text:
            piece = Passage(line.text, range(line.start, line.end)).without(_BOLD)
            text.append(piece.text)
            origin.extend(piece.origin)
        else:
            text.append(line.text)
            origin.extend(consecutive(line.start, line.end))
    return Passage("".join(text), origin)
