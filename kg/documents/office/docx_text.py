"""The text of a Word paragraph as it stands on paper: tracked insertions in, deletions and hidden text out, text boxes
apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from kg.documents.office.package import attribute, child, local

__all__ = ["Paragraph", "read_paragraph"]

# What holds no text of the paragraph: what was deleted or moved away, instructions of fields, the reading above a
# character.
_LEFT_OUT = frozenset(
    {
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "delInstrText",
        "pPr",
        "rPr",
        "rt",
        "Fallback",
        "sdtPr",
        "sdtEndPr",
        "binData",
        "comment",
    }
)
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-", "softHyphen": ""}


@dataclass(slots=True)
class Paragraph:
    """What a paragraph says, and the text boxes anchored in it."""

    text: str = ""
    boxes: list[Element] = field(default_factory=list)


def read_paragraph(paragraph: Element) -> Paragraph:
    """The text of ``w:p``. A line break within it is ``\\n``; a page break is none."""
    found = Paragraph()
    found.text = "".join(_pieces(paragraph, found.boxes))
    return found


def _pieces(paragraph: Element, boxes: list[Element]) -> Iterator[str]:
    waiting = [paragraph]
    while waiting:
        element = waiting.pop()
        name = local(element)
        if name == "t":
            yield element.text or ""
        elif name == "br" and attribute(element, "type") in ("page", "column"):
            yield ""
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name == "sym":
            yield _symbol(attribute(element, "char"))
        elif name == "txbxContent":
            boxes.append(element)
        elif name not in _LEFT_OUT and not (name == "r" and _hidden(element)):
            waiting.extend(reversed(element))


def _hidden(run: Element) -> bool:
    vanish = child(run, "rPr", "vanish")
    return vanish is not None and attribute(vanish, "val") not in ("0", "false", "off")


def _symbol(code: str | None) -> str:
    try:
        return chr(int(code or "", 16))
    except (ValueError, OverflowError):
        return ""
