"""The ontology is consistent, alone and with a graph, and each of its classes can have members: HermiT says so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.mapping import vocabulary as v
from kg.resources import ONTOLOGY
from tests.store.damage import Wreck

owlready2 = pytest.importorskip("owlready2", reason="owlready2, which brings HermiT, is not installed")

OWL_CLASS = "http://www.w3.org/2002/07/owl#Class"
NOTHING = "http://www.w3.org/2002/07/owl#Nothing"


def told(*triples: ox.Triple) -> set[ox.Triple]:
    """What the ontology says, and more."""
    own = {ox.Triple(quad.subject, quad.predicate, quad.object) for quad in ox.parse(path=ONTOLOGY / "zeren.ttl")}
    return own | set(triples)


def unsatisfiable(triples: set[ox.Triple], folder: Path) -> list[str]:
    """The classes that cannot have members; raises where all is inconsistent."""
    if shutil.which("java") is None:
        pytest.skip("java is not installed")
    file = folder / "ontology.nt"
    file.write_bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")
    world = owlready2.World()
    ontology = world.get_ontology(file.as_uri()).load()
    with ontology:
        owlready2.sync_reasoner_hermit(world, debug=0)
    return sorted({str(found.iri) for found in world.inconsistent_classes()} - {NOTHING})


def test_the_ontology_is_consistent_and_each_class_can_have_members(tmp_path: Path) -> None:
    assert unsatisfiable(told(), tmp_path) == []


def test_a_graph_of_ours_does_not_contradict_it(tmp_path: Path) -> None:
    """Dates are left out: OWL 2 knows moments, and no days."""
    graph = [triple for triple in Wreck().triples if triple.predicate != v.ISSUED]
    assert unsatisfiable(told(*graph), tmp_path) == []


def test_what_contradicts_it_is_noticed(tmp_path: Path) -> None:
    graph = Wreck()
    graph.say(graph.a(v.TASK_CLASS), v.TYPE, v.UNIT_CLASS)
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        unsatisfiable(told(*(triple for triple in graph.triples if triple.predicate != v.ISSUED)), tmp_path)


def test_a_class_that_cannot_have_members_is_noticed(tmp_path: Path) -> None:
    both = ox.NamedNode("https://example.org/both")
    below = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
    made = [ox.Triple(both, v.TYPE, ox.NamedNode(OWL_CLASS)), ox.Triple(both, below, v.TASK_CLASS), ox.Triple(both, below, v.UNIT_CLASS)]
    assert unsatisfiable(told(*made), tmp_path) == [both.value]
