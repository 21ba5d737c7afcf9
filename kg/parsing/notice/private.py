"""Telephone numbers, mail addresses and identity numbers: they stay in the text as read, and go to no record and no message."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from kg.model.passages import Passage
from kg.parsing.findings import Claim, Item, Reading

__all__ = ["holds_private", "without_private", "without_private_text"]

_KINDS: Final = {
    "mail address": r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}",
    "identity number": r"(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])",
    "telephone number": r"(?<![\d.])(?:1[3-9]\d(?:[ -]?\d{4}){2}|0\d{2,3}[-—－ ]\d{7,8}|[（(]0\d{2,3}[）)] ?\d{7,8})(?![\d.])",
}
_ANY: Final = re.compile("|".join(f"(?P<k{number}>{pattern})" for number, pattern in enumerate(_KINDS.values())))
_QUICK: Final = re.compile(r"@|\d{6}|\d{4}[ -]\d{4}")
_NAMES: Final = tuple(_KINDS)


def holds_private(text: str) -> bool:
    """Whether the text holds any such number or address."""
    return bool(_QUICK.search(text) and _ANY.search(text))


def without_private_text(text: str) -> str:
    """The text with each number and address written …, for messages and details."""
    return _ANY.sub("…", text) if _QUICK.search(text) else text


def without_private(reading: Reading) -> Reading:
    """The reading with such numbers and addresses taken out of what goes to records, each claimed as set aside by its kind."""
    aside: list[Claim] = []

    def clean(passage: Passage) -> Passage:
        matches = list(_ANY.finditer(passage.text)) if _QUICK.search(passage.text) else []
        for match in matches:
            aside.append(Claim("aside", passage.cut(match.start(), match.end()), _NAMES[int((match.lastgroup or "k0")[1:])]))
        return passage.without(_ANY) if matches else passage

    def cleaned(item: Item) -> Item:
        return replace(
            item,
            text=clean(item.text),
            parts=tuple(replace(part, names=clean(part.names)) for part in item.parts),
            details=tuple((name, without_private_text(cell)) for name, cell in item.details),
        )

    items = tuple(cleaned(item) for item in reading.items)
    return replace(reading, items=items, claims=(*reading.claims, *aside))
