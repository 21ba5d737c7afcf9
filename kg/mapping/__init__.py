"""Records to triples: what things are called, and what is said of them."""

from __future__ import annotations

from kg.mapping.bodies import Bodies, Used
from kg.mapping.containers import list_locals, outline_of, task_locals
from kg.mapping.iris import Names, document_key, document_stem, region_scope
from kg.mapping.joins import ItemTold, PlanTask, TaskJoin
from kg.mapping.mapper import Mapper
from kg.mapping.people import People
from kg.mapping.scope import Scope
from kg.mapping.shared import shared_triples

__all__ = [
    "Bodies",
    "ItemTold",
    "Mapper",
    "Names",
    "People",
    "PlanTask",
    "Scope",
    "TaskJoin",
    "Used",
    "document_key",
    "document_stem",
    "list_locals",
    "outline_of",
    "region_scope",
    "shared_triples",
    "task_locals",
]
