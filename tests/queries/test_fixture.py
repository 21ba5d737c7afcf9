"""The small graph of two places holds what a build holds: it is sound, and its things are described as those of builds are."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.building.build import build
from kg.cli.program import program
from kg.resources import FIVE_NOTICES, SAMPLES
from kg.store.graph import load_store
from tests.queries.places import built

FIXTURE: Final = Path(__file__).with_name("fixture.ttl")
TYPE: Final = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

Form = tuple[str, str]
"""A property, and what kind of value it has: ``@zh``, the datatype's IRI, or ``thing``."""
Forms = dict[str, list[set[Form]]]
"""By class, the forms of each of its things."""


def forms(*paths: Path) -> Forms:
    found: Forms = defaultdict(list)
    for store in map(load_store, paths):
        for quad in store.quads_for_pattern(None, TYPE, None):
            assert isinstance(quad.object, ox.NamedNode)
            found[quad.object.value].append(
                {(each.predicate.value, kind(each.object)) for each in store.quads_for_pattern(quad.subject, None, None)}
            )
    return found


def kind(value: object) -> str:
    if not isinstance(value, ox.Literal):
        return "thing"
    return f"@{value.language}" if value.language else value.datatype.value


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Forms:
    """Of the samples, of two made-up places, and of the five notices, whose places have codes."""
    folder = tmp_path_factory.mktemp("samples")
    build(sorted(SAMPLES.glob("*.txt")), folder)
    return forms(folder / "graph.ttl", built() / "graph.ttl", FIVE_NOTICES)


def test_it_is_sound() -> None:
    told = CliRunner().invoke(program, ["validate", "--data", str(FIXTURE)])
    assert told.exit_code == 0, told.output
    assert "is sound: 0 violations" in told.stderr


def test_it_holds_nothing_that_no_build_holds(builds: Forms) -> None:
    unheard = {
        (name, form)
        for name, things in forms(FIXTURE).items()
        for form in set[Form]().union(*things) - set[Form]().union(*builds.get(name, []))
    }
    assert not unheard


def test_it_lacks_nothing_that_every_such_thing_of_a_build_has(builds: Forms) -> None:
    lacking = {
        (name, form) for name, things in forms(FIXTURE).items() for thing in things for form in set.intersection(*builds[name]) - thing
    }
    assert not lacking
