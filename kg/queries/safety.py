"""What a query may not do, said in words before it is tried: change the graph, or ask other machines.

This is for the message. That a query cannot do it does not rest on how its text is read here: :mod:`kg.store.confined` takes the ability
away, and a query is never asked as an update. Only where the system cannot take it away does the text decide, and then without
reading it: the letters of SERVICE may stand nowhere in it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kg.model.errors import BadQuery
from kg.model.wording import told
from kg.store.confined import confinable

__all__ = ["refuse_unsafe", "service_refused"]

# Tokens in which a word is no keyword: escaped signs, strings, IRIs, comments.
_NO_KEYWORD: Final = re.compile(
    r"""
    \\.
    | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\[uU][0-9A-Fa-f]+)*>)
    | \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | \#[^\n\r]*
    """,
    re.VERBOSE | re.DOTALL,
)
_SERVICE: Final = re.compile(r"(?<![A-Za-z_?$@:-])SERVICE\s*(?:SILENT)?\s*(?:<>|[?$]\w+|[\w.-]*:[\w.:%-]*)\s*\{", re.IGNORECASE)
_NAME: Final = re.compile(r"[?$@]\w+|[\w.-]*:[\w.:%-]*")
_WORD: Final = re.compile(r"[A-Za-z]+")
_UPDATES: Final = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"))
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@lru_cache(maxsize=128)
def refuse_unsafe(text: str, where: str) -> None:
    """Raise :class:`BadQuery` for an update, and for SERVICE, which would send the query to another machine."""
    seen = _NO_KEYWORD.sub(lambda match: "<>" if match["iri"] else " ", text)
    if _SERVICE.search(seen):
        raise service_refused(where)
    if not confinable() and _has_the_letters(text):
        raise BadQuery(
            where,
            "the letters 'service' stand in it, and this system does not let the program give up the network",
            "Write the query without them, names and texts included (CONCAT('ser', 'vice')); docs/serving.md says why",
        )
    words = [match[0].upper() for match in _WORD.finditer(_NAME.sub(" ", seen))]
    verb = next((word for word in words if word not in ("PREFIX", "BASE")), "")
    if verb in _UPDATES or (verb == "WITH" and _UPDATES & set(words)):
        raise BadQuery(
            where, told("{verb} is an update", verb=verb), "Ask with SELECT, ASK, CONSTRUCT or DESCRIBE; the graph is not changed"
        )


def service_refused(where: str) -> BadQuery:
    """The error for a query that would ask another machine."""
    return BadQuery(where, "SERVICE is not allowed: it asks another machine", "Load that data into the graph instead")


def _has_the_letters(text: str) -> bool:
    """Whether the word is there in any way of writing that a parser of SPARQL might take for it."""
    decoded = _ESCAPE.sub(_decoded, text)
    return any("SERVICE" in form for form in (text.upper(), decoded.upper()))


def _decoded(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]
