"""The catalogue of questions, and how one is put to a graph."""

from __future__ import annotations

from kg.queries.catalogue import Parameter, Query, catalogue, find_query, query_of, read_query
from kg.queries.evaluation import Result, Value, run, run_all
from kg.queries.names import Resolved, resolved
from kg.queries.replaced import REPLACED, leaves_out, left_out

__all__ = [
    "REPLACED",
    "Parameter",
    "Query",
    "Resolved",
    "Result",
    "Value",
    "catalogue",
    "find_query",
    "leaves_out",
    "left_out",
    "query_of",
    "read_query",
    "resolved",
    "run",
    "run_all",
]
