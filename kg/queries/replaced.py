"""What an answer leaves out because another notice has replaced it: told beside the answer, for a row that is not there tells nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast

import pyoxigraph as ox

from kg.model.terms import ZR
from kg.model.wording import told
from kg.queries.catalogue import Query
from kg.store.confined import confined

__all__ = ["REPLACED", "leaves_out", "left_out"]

_FILTER: Final = "?later dcterms:replaces ?former"
"""How a file of the catalogue leaves out what was replaced."""
REPLACED: Final = (
    f"PREFIX zr: <{ZR}>"
    + """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?title ?by ?region ?code ?above
WHERE {
  ?later dcterms:replaces ?former ; dcterms:title ?by .
  ?former dcterms:title ?title .
  OPTIONAL {
    ?former zr:region ?place . ?place skos:prefLabel ?region
    OPTIONAL { ?place skos:notation ?code }
    OPTIONAL { ?place zr:withinRegion/skos:prefLabel ?above }
  }
}
ORDER BY ?title ?by"""
)
"""Asks for each notice that another replaces: its title, the other's, and its region with code and what is above it."""
_MOST: Final = 5


def leaves_out(query: Query) -> bool:
    """Whether a question leaves out what was replaced, where no year is asked for. Questions that list all notices do not."""
    return _FILTER in query.text and "?askedYear != 0" in query.text


def left_out(store: ox.Store, query: Query, parameters: Mapping[str, object]) -> tuple[str, ...]:
    """A note for each notice of the region asked for that the question leaves out, and by which notice it is replaced.

    Of no question that lists all notices, nor where a year is asked for: the plan of a year is then in its answer, though a later notice
    ended it. Of more than five the rest is counted.
    """
    if parameters.get("year") or not leaves_out(query):
        return ()
    region = parameters.get("region")
    rows = confined(lambda: _replaced(store))
    found = list(
        dict.fromkeys(
            (title, by) for title, by, name, code, above in rows if not region or region in (name, code, f"{above or ''}{name or ''}")
        )
    )
    notes = [
        told("Left out: {notice}, which {later} replaces. The parameter year asks for its own year.", notice=title, later=by)
        for title, by in found[:_MOST]
    ]
    if len(found) > _MOST:
        notes.append(told("Left out besides: {count:,} notices that others replace (kg query documents)", count=len(found) - _MOST))
    return tuple(notes)


def _replaced(store: ox.Store) -> list[list[str | None]]:
    answer = cast(ox.QuerySolutions, store.query(REPLACED))
    return [[None if term is None else term.value for term in row] for row in answer]
