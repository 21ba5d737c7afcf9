"""Records to triples: what things are called, and what is said of them."""

from __future__ import annotations

from kg.mapping.iris import BASE, Names, document_key, locals_of, region_scope
from kg.mapping.mapper import Mapper, Used
from kg.mapping.scope import LinkedUnit, Scope, known_as

__all__ = [
    "BASE",
    "LinkedUnit",
    "Mapper",
    "Names",
    "Scope",
    "Used",
    "document_key",
    "known_as",
    "locals_of",
    "region_scope",
]
