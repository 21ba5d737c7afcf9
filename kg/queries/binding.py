"""What a user gives, put into the query's own lines for it.

A catalogue's file holds a line for each parameter: ``VALUES ?name { "an example" } #+ name`` where one is required,
``BIND("" AS ?asked) #+ name`` or ``BIND(0 AS ?asked) #+ name`` where it may be left out, so that the file runs as it stands. (Not
``VALUES``: beside an OPTIONAL, Virtuoso 7 never ends with it.) The term gives way to what is given, as the store writes
terms, never as raw text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import pyoxigraph as ox

__all__ = ["Term", "bound_names", "bound_text"]

Term = ox.Literal | ox.NamedNode

_LINE: Final = re.compile(
    r"^(?P<before>[ \t]*(?:VALUES \?\w+ \{ |BIND\())[^{}()\n]*?(?P<after>(?: \}| AS \?\w+\)) #\+ (?P<name>[A-Za-z]\w*)[ \t]*)$",
    re.MULTILINE,
)


def bound_names(text: str) -> frozenset[str]:
    """The parameters that the query has lines for."""
    return frozenset(match["name"] for match in _LINE.finditer(text))


def bound_text(text: str, terms: Mapping[str, Sequence[Term]]) -> str:
    """The query with the terms in its lines for them; several terms of one parameter are alternatives, for which VALUES has room.

    >>> bound_text('VALUES ?unit { "财政局" } #+ unit', {"unit": [ox.Literal('a" }')]})
    'VALUES ?unit { "a\\\\" }" } #+ unit'
    """

    def line(match: re.Match[str]) -> str:
        values = terms.get(match["name"])
        return match[0] if values is None else f"{match['before']}{' '.join(map(str, values))}{match['after']}"

    return _LINE.sub(line, text)
