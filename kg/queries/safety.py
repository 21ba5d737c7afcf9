"""What a query may not do: change the graph, or reach out to other machines."""

from __future__ import annotations

import re
from typing import Final

from kg.model.errors import BadQuery

__all__ = ["refuse_unsafe"]

# The tokens in which a word is no keyword: escaped signs, IRIs, strings, comments, variables, names with a prefix.
_NO_KEYWORD: Final = re.compile(
    r"""
    \\.
    | <[^<>"{}|^`\\\x00-\x20]*>
    | \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | \#[^\n\r]*
    | [?$@]\w+
    | (?:(?<![\w.\-])[\w.\-]+)?:[\w.\-:%]*
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_WORD: Final = re.compile(r"[A-Za-z]+")
_UPDATES: Final = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"))


def refuse_unsafe(text: str, where: str) -> None:
    """Raise :class:`BadQuery` for an update, and for SERVICE, which would send the query to another machine."""
    seen = _NO_KEYWORD.sub(" ", _ESCAPE.sub(_decoded, text))
    words = [match[0].upper() for match in _WORD.finditer(seen)]
    if "SERVICE" in words:
        raise BadQuery(where, "SERVICE is not allowed: it asks another machine", "Load that data into the graph instead")
    verb = next((word for word in words if word not in ("PREFIX", "BASE")), "")
    if verb in _UPDATES or (verb == "WITH" and _UPDATES & set(words)):
        raise BadQuery(where, f"{verb} is an update", "Ask with SELECT, ASK, CONSTRUCT or DESCRIBE; the graph is not changed")


def _decoded(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]
