"""The facts behind an answer: each row once for each fact, with its IRI, its document, the file that was read, and the characters there.

A catalogue's file says in its header what they are: ``#+ facts:`` a pattern that binds ``?fact`` in terms of the row's columns and of the
variables that ``#+ row:`` names besides; ``{scope}`` in it stands for the file's own part about the lists that are asked for.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from kg.model.errors import BadQuery
from kg.model.terms import ZR
from kg.queries.catalogue import Query

__all__ = ["NAMED_BY", "SOURCE_COLUMNS", "with_facts", "with_keys"]

SOURCE_COLUMNS: Final = ("iri", "document", "file", "start", "end")
"""The columns that are added; the characters are counted as in ``texts/``."""

NAMED_BY: Final = {
    "unit": "body", "unitA": "bodyA", "unitB": "bodyB", "group": "bodies", "leader": "person", "leaderA": "personA", "leaderB": "personB",
    "initiative": "campaign", "document": "notice", "task": "item", "quote": "target", "otherQuote": "other", "earlierQuote": "earlier",
    "indicator": "target", "text": "item",
}  # fmt: skip
"""Which variable of a question holds the IRI of what a column names, or says the words of."""

_MAIN: Final = re.compile(
    r"(?P<before>.*?)^SELECT (?P<columns>[^({]*?)\s*^WHERE \{\n(?P<body>.*)^\}\nORDER BY (?P<order>.*)\Z", re.MULTILINE | re.DOTALL
)
_SCOPE: Final = re.compile(
    r"^(?P<indent> *)\{\n +SELECT (?:DISTINCT )?(?:\?notice )?\?(?:list|plan) \?span \?home\b.*?^(?P=indent)\}$", re.MULTILINE | re.DOTALL
)
_VARIABLE: Final = re.compile(r"\?(\w+)")
_PREFIXES: Final = {
    "zr": ZR,
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
}
_SPAN: Final = """  OPTIONAL {
    { ?fact prov:wasQuotedFrom ?factSource ; zr:charStart ?factStart ; zr:charEnd ?factEnd }
    UNION
    { ?fact zr:characters ?factEnd . BIND(?fact AS ?factSource) BIND(0 AS ?factStart) }
    ?factSource dcterms:title ?factDocument .
    OPTIONAL { ?factSource zr:readFrom ?factFrom . ?factFrom zr:fileName ?factFile }
  }
"""
_COLUMNS: Final = ("fact", "factDocument", "factFile", "factStart", "factEnd")


def with_keys(query: Query) -> tuple[Query, tuple[str, ...], str]:
    """The question with the variables that tell its rows apart behind its own columns; its own columns; and what its rows are ordered by.

    Raises :class:`BadQuery` where the query is not written as the catalogue's are.
    """
    match = _MAIN.fullmatch(query.text)
    if match is None:
        raise BadQuery(query.where, "its main part cannot be found", "Write it as the catalogue's files are; docs/queries.md says how")
    columns, keys = _columns(query, match)
    shown = " ".join(f"?{name}" for name in (*columns, *keys))
    text = f"{match['before']}SELECT {shown}\nWHERE {{\n{match['body']}}}\nORDER BY {match['order']}"
    return replace(query, text=text), columns, match["order"]


def _columns(query: Query, match: re.Match[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    columns = tuple(_VARIABLE.findall(match["columns"]))
    return columns, tuple(dict.fromkeys(name for name in (*query.row, *_VARIABLE.findall(match["order"])) if name not in columns))


def with_facts(query: Query) -> tuple[Query, tuple[str, ...]]:
    """The question whose answer has the facts behind each row, and the columns to show of it, by their names in it.

    Raises :class:`BadQuery` where the query's header does not say what the facts are.
    """
    match = _MAIN.fullmatch(query.text)
    if match is None or not query.facts:
        raise BadQuery(
            query.where, "does not say which facts are behind a row", "Write '#+ facts:' lines in its header; docs/queries.md says how"
        )
    columns, keys = _columns(query, match)
    inner = " ".join(f"?{name}" for name in (*columns, *keys))
    outer = " ".join(f"?{name}" for name in (*columns, *keys, *_COLUMNS))
    scope = _SCOPE.search(query.text)
    if scope is None and "{scope}" in query.facts:
        raise BadQuery(query.where, "has no part about the lists that {scope} could stand for", "Write it as the catalogue's files do")
    facts = query.facts.replace("{scope}", scope[0] if scope else "")
    missing = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in _PREFIXES.items() if f"PREFIX {name}: " not in match["before"])
    rows = f"  {{\nSELECT {inner}\nWHERE {{\n{match['body']}}}\n  }}\n"
    order = f"ORDER BY {match['order'].strip()} ?factDocument ?factStart ?factEnd ?fact\n"
    text = f"{match['before']}{missing}SELECT DISTINCT {outer}\nWHERE {{\n{rows}{facts}\n{_SPAN}}}\n{order}"
    return replace(query, text=text), (*columns, *_COLUMNS)
