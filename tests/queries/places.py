"""Graphs that a real build made of made-up notices.

Two places: 云岫市 in 2031 and 2032, 青岭县 in 2031 with a list of five years besides. And, in a graph of their own (``heirs``), what took
another's place: a district that a county (密云) became, and a notice of 云岫市 that ends that of the year before, with a body that was
renamed between them.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import rdflib

from kg.building.build import build
from kg.queries import Value
from kg.queries.terms import python_value
from kg.resources import SAMPLES
from kg.store.graph import load_store

__all__ = ["EXAMPLES", "NOTICES", "TASK", "built", "graph", "heirs", "in_rdflib", "python_term", "reported", "store"]

NOTICES = Path(__file__).with_name("notices")
TASK = "https://w3id.org/zeren/id/task/云岫市-云岫政办发-2031-5号_2031年政府工作报告重点工作责任分解_一_0_1"
EXAMPLES = {
    "due-before": {"before": "2031-12-31"},
    "tasks-due": {"before": "2031-12-31"},
    "tasks-mentioning": {"word": "学校"},
    "source": {"thing": TASK},
}
"""What questions are asked with where their own example would find nothing in these places."""


@cache
def built() -> Path:
    """The folder of the build, made once."""
    folder = Path(tempfile.mkdtemp(prefix="places-"))
    build(sorted(NOTICES.glob("*.txt")), folder)
    return folder


@cache
def heirs() -> Path:
    """The folder of the build of a county's list and that of the district after it, of a notice and that which ends it."""
    folder = Path(tempfile.mkdtemp(prefix="heirs-"))
    build(sorted((NOTICES / "heirs").glob("*.txt")), folder)
    return folder


@cache
def reported() -> Path:
    """The folder of the build of a county's plans of two years and of the two reports on the first."""
    folder = Path(tempfile.mkdtemp(prefix="reported-"))
    build([SAMPLES / "two-years"], folder)
    return folder


@cache
def store() -> ox.Store:
    return load_store(built())


@cache
def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(built() / "graph.ttl")


def in_rdflib(text: str, asked: rdflib.Graph) -> list[tuple[Value, ...]]:
    """The rows that rdflib's own engine gives."""
    return [tuple(map(python_term, row)) for row in asked.query(text) if isinstance(row, rdflib.query.ResultRow)]


def python_term(term: rdflib.term.Node | None) -> Value:
    if term is None:
        return None
    if isinstance(term, rdflib.Literal):
        return python_value(ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype))) if term.datatype else ox.Literal(str(term)))
    return str(term)
