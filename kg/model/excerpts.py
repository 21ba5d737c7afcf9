"""Long texts as messages and pages quote them."""

from __future__ import annotations

from typing import Final

__all__ = ["excerpt", "safe"]

_LONGEST: Final = 40


def excerpt(text: str, longest: int = _LONGEST) -> str:
    """The text on one line, of ``longest`` characters at the most; where it is cut, the last of them is an ellipsis.

    >>> excerpt("新建公园三个，\\n改造绿地五处", longest=8)
    '新建公园三个，…'
    """
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else f"{flat[: longest - 1]}…"


def safe(text: str) -> str:
    """Text of a document as text in Markdown: on one line, and no sign of it read as markup."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#~" else char for char in " ".join(text.split()))
