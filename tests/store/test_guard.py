"""The guard: a sound graph passes, each kind of damage is noticed, and other validators of SHACL say the same of both."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import RDF, SH
from rdflib.plugins.sparql import algebra, parser, processor

from kg.mapping import vocabulary as v
from kg.resources import ONTOLOGY
from kg.store.rules import read_rules
from kg.store.validate import validate
from tests.publish.servers import Jena
from tests.store.damage import DAMAGES, Damage, Wreck, number
from tests.store.damage import correction as sound_correction
from tests.store.damage import join as sound_join
from tests.store.damage import result as sound_result

SHAPES = ONTOLOGY / "shapes.ttl"
ZRS = "https://w3id.org/zeren/shapes#"
Verdict = set[tuple[str, str]]


def ours(graph: Wreck) -> Verdict:
    """Shape and thing of each finding."""
    return {(found.shape.removeprefix(ZRS), found.thing) for found in validate(graph.store())}


def test_a_sound_graph_gives_no_finding() -> None:
    assert validate(Wreck().store()) == []


def test_a_result_is_sound() -> None:
    graph = Wreck()
    sound_result(graph)
    assert validate(graph.store()) == []


def test_a_join_is_sound() -> None:
    graph = Wreck()
    sound_join(graph)
    assert validate(graph.store()) == []


def test_a_correction_is_sound() -> None:
    graph = Wreck()
    sound_correction(graph)
    assert validate(graph.store()) == []


def test_the_damages_are_told_apart_by_their_names() -> None:
    assert len({damage.name for damage in DAMAGES}) == len(DAMAGES) >= 55


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_damage_is_noticed_by_its_shape_and_told_in_both_languages(damage: Damage) -> None:
    graph = Wreck()
    damage.do(graph)
    found = [finding for finding in validate(graph.store()) if finding.shape == ZRS + damage.shape]
    assert found
    assert all(finding.severity == "violation" and finding.message and finding.message_zh for finding in found)


@pytest.mark.parametrize(
    ("what", "do"),
    [
        ("a task without a number", lambda g: g.unsay(g.a(v.TASK_CLASS), v.NUMBER)),
        ("a negative value", lambda g: [g.put(g.target("percent"), p, number(-3)) for p in (v.VALUE, v.BASE_VALUE)]),
        ("a target without the name of an indicator", lambda g: g.unsay(g.target("张"), v.INDICATOR_NAME, v.INDICATOR)),
        ("a statement of somebody else", lambda g: g.say(g.a(v.TASK_CLASS), ox.NamedNode("https://example.org/note"), ox.Literal("甲"))),
    ],
)
def test_what_a_sound_graph_may_have(what: str, do: object) -> None:
    assert callable(do), what
    graph = Wreck()
    do(graph)
    assert validate(graph.store()) == []


def test_a_task_may_take_up_one_of_an_earlier_year_and_of_a_place_that_was_taken_over() -> None:
    graph = Wreck()
    county, place = graph.a(v.TASK_CLASS, among="330521"), ox.NamedNode("https://w3id.org/zeren/id/region/330500")
    graph.say(graph.a(v.TASK_CLASS), v.CONTINUES, county)
    graph.put(graph.one(county, v.IS_PART_OF), v.START_YEAR, ox.Literal(2019))
    assert {found.shape.removeprefix(ZRS) for found in validate(graph.store()) if "Continues" in found.shape} == {"Continues-region"}
    graph.say(graph.one(county, v.REGION), v.REPLACED_BY, place)
    assert not [found for found in validate(graph.store()) if "Continues" in found.shape]


def test_every_property_that_is_known_is_in_the_rule() -> None:
    """The rule's list and the ontology's say the same."""
    text = SHAPES.read_text(encoding="utf-8")
    defined = (ONTOLOGY / "zeren.ttl").read_text(encoding="utf-8")
    for rule, pattern in (("Property-defined", r"^zr:([a-z]\w*) a owl:\w+Property"), ("Class-defined", r"^zr:([A-Z]\w*) a owl:Class")):
        select = text.split(f"zrs:{rule} a ")[1].split('"""')[1]
        assert set(re.findall(r"\bzr:(\w+)", select)) == set(re.findall(pattern, defined, re.MULTILINE))


# What other validators say


@cache
def _algebra(text: str, base: str | None) -> object:
    return _TRANSLATE(_PARSE(text), base, {})


_PARSE, _TRANSLATE = parser.parseQuery, algebra.translateQuery


@pytest.fixture
def parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """pySHACL puts the same query for each thing anew, and most of its time goes into reading it."""
    monkeypatch.setattr(processor, "parseQuery", lambda text: text)
    monkeypatch.setattr(processor, "translateQuery", lambda text, base=None, names=None: _algebra(text, base))


def written(graph: Wreck) -> bytes:
    return ox.serialize(graph.triples, format=ox.RdfFormat.N_TRIPLES) or b""


def verdict_of(report: rdflib.Graph) -> Verdict:
    """Shape and thing of each result of a validation report; a shape of one property is its own source."""
    found: Verdict = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        found.add((str(report.value(result, SH.sourceShape)).removeprefix(ZRS), str(report.value(result, SH.focusNode))))
    return found


def pyshacl_says(graph: Wreck) -> Verdict:
    import pyshacl

    data = rdflib.Graph().parse(data=written(graph), format="nt")
    shapes = rdflib.Graph().parse(SHAPES)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)
    assert isinstance(report, rdflib.Graph)
    return verdict_of(report)


def damaged(damages: Iterable[Damage]) -> Wreck:
    """Damaged in each of these ways, one after the other; what an earlier one took away a later one cannot damage any more."""
    graph = Wreck()
    for damage in damages:
        before = set(graph.triples)
        try:
            damage.do(graph)
        except (LookupError, StopIteration, ValueError):
            graph.triples = before
    return graph


def batches() -> Sequence[Sequence[Damage]]:
    """The damages by sevens, those of a batch far from each other in the table; with KG_EACH=1 one by one, which takes minutes."""
    if os.environ.get("KG_EACH"):
        return [[damage] for damage in DAMAGES]
    apart = -(-len(DAMAGES) // 14)
    return [DAMAGES[start::apart] for start in range(apart)]


@pytest.mark.usefixtures("parsed_once")
@pytest.mark.parametrize("damages", [(), *batches()], ids=lambda damages: damages[0].name if damages else "sound")
def test_pyshacl_gives_the_same_verdict(damages: Sequence[Damage]) -> None:
    graph = damaged(damages)
    said = ours(graph)
    assert bool(said) == bool(damages)
    assert pyshacl_says(graph) == said


@pytest.fixture(scope="module")
def jena(tmp_path_factory: pytest.TempPathFactory) -> Jena:
    return Jena(tmp_path_factory.mktemp("jena"))


@pytest.mark.parametrize("damages", [(), batches()[0]], ids=lambda damages: damages[0].name if damages else "sound")
def test_jena_gives_the_same_verdict(jena: Jena, damages: Sequence[Damage], tmp_path: Path) -> None:
    graph = damaged(damages)
    data = tmp_path / "graph.nt"
    data.write_bytes(written(graph))
    report = jena.run("shacl.shacl_validate", "--shapes", str(SHAPES), "--data", str(data)).stdout
    assert verdict_of(rdflib.Graph().parse(data=report, format="turtle")) == ours(graph)


def test_each_damage_names_a_shape_that_there_is() -> None:
    """So that a shape that goes, or gets another name, is missed here."""
    tried = {damage.shape for damage in DAMAGES}
    rules = {rule.shape.removeprefix(ZRS) for rule in read_rules(SHAPES)}
    assert tried <= rules
