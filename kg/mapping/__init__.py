"""Records to triples: what things are called, and what is said of them."""

from __future__ import annotations

from kg.mapping.bodies import Bodies, Used
from kg.mapping.iris import Names, document_key, locals_of, region_scope
from kg.mapping.mapper import Mapper
from kg.mapping.scope import Scope, known_as

__all__ = [
    "Bodies",
    "Mapper",
    "Names",
    "Scope",
    "Used",
    "document_key",
    "known_as",
    "locals_of",
    "region_scope",
]
