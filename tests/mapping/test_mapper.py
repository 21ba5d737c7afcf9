"""Records to triples: what the graph says is what the records say."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.mapping import vocabulary as v
from kg.model.doubts import kind_of, titles
from kg.model.records import DocumentRecord, Leader, Parsed, Problem, Target, Task, Unit
from kg.model.terms import ZR
from kg.resources import ONTOLOGY
from tests.records_from_json import parsed_from_json, triples_of

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.json"))
GOLD = sorted((Path(__file__).parents[3] / "shared" / "gold").glob("*.json"))

MAYOR = Leader("林海", "市长", "牵头", 0, 2)
HELPER = Leader("周原", "副市长", None, 120, 122)
GROWTH = Target("产值增长8.50%", "产值", "increase", "ge", Decimal("8.50"), None, None, "%", "strive", "6月底前", 12, 20)
MONEY = Target("投资1.2-2亿元", "投资", "level", "eq", Decimal("1.2"), Decimal("2.0"), Decimal("1E+0"), "亿元", "plain", None, 30, 40)
LEAD = Unit("市发改局", "lead", "marked", False, 60, 64)
GROUP = Unit("各镇（街道）", "support", "marked", True, 66, 72)
TASK = Task(
    part=1,
    part_title="重点工作清单",
    section="一",
    section_title="产业",
    subsection=None,
    subsection_title=None,
    number="1",
    text="产值增长8.50%，投资1.2-2亿元。",
    horizon="2022-2026",
    leaders=(MAYOR,),
    units=(LEAD, GROUP),
    targets=(GROWTH, MONEY),
    start=10,
    end=50,
)
RECORD = DocumentRecord(
    file="a.txt",
    title="青川市责任分解",
    number="青政办发〔2022〕7号",
    issued="2022-03-01",
    publisher="青川市人民政府办公室",
    region="青川市",
    region_code=None,
    region_stated=False,
    year=2022,
    lead_rule="marked",
    characters=200,
    accounted=200,
    sha256="ab" * 32,
)


def document(*tasks: Task) -> Parsed:
    return Parsed(RECORD, tasks)


def objects(triples: list[ox.Triple], predicate: ox.NamedNode, subject: str | None = None) -> list[str]:
    """What a predicate leads to: literals by their text, things by the last part of their IRI."""
    return [
        t.object.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1] if isinstance(t.object, ox.NamedNode) else t.object.value
        for t in triples
        if isinstance(t.object, ox.NamedNode | ox.Literal) and isinstance(t.subject, ox.NamedNode)
        if t.predicate == predicate and (subject is None or t.subject.value.endswith(subject))
    ]


def test_a_task_says_who_leads_and_who_supports() -> None:
    triples = triples_of(document(TASK))
    assert len(objects(triples, v.LEAD_UNIT)) == 1
    assert objects(triples, v.SUPPORT_UNIT) == ["青川市-各镇_街道"]
    assert objects(triples, v.ROLE) == ["Lead", "Support"]
    assert objects(triples, v.BASIS) == ["Marked", "Marked"]
    assert objects(triples, v.PRINTED_NAME) == ["市发改局", "各镇（街道）"]


def test_numbers_are_canonical_and_stand_beside_their_base_unit() -> None:
    triples = triples_of(document(TASK))
    assert objects(triples, v.VALUE) == ["8.5", "1.2"]
    assert objects(triples, v.UPPER_VALUE) == ["2"]
    assert objects(triples, v.BASELINE_VALUE) == ["1"]
    assert objects(triples, v.BASE_VALUE, "_t2") == ["120000000"]
    assert objects(triples, v.BASE_UNIT, "_t2") == ["元"]
    assert objects(triples, v.UNIT_OF_MEASURE) == ["%", "亿元"]
    assert objects(triples, v.COMMITMENT) == ["Strive", "Plain"]
    assert objects(triples, v.DEADLINE) == ["6月底前"]


def test_a_list_covers_the_years_of_its_tasks() -> None:
    triples = triples_of(document(TASK, replace(TASK, number="2", horizon="2022")))
    assert (objects(triples, v.START_YEAR, "清单"), objects(triples, v.END_YEAR, "清单")) == (["2022"], ["2026"])


def test_a_list_whose_tasks_have_no_year_covers_the_year_of_its_document() -> None:
    triples = triples_of(document(replace(TASK, horizon=None)))
    assert (objects(triples, v.START_YEAR, "清单"), objects(triples, v.END_YEAR, "清单")) == (["2022"], ["2022"])


def test_who_heads_a_section_is_who_is_printed_before_its_tasks_and_on_all_of_them() -> None:
    tasks = (TASK, replace(TASK, number="2", leaders=(MAYOR, HELPER), start=100, end=140))
    triples = triples_of(document(*tasks))
    assert objects(triples, v.LEADER, "工作清单_一") == ["青川市-林海"]
    assert objects(triples, v.LEADER, "清单_一_0_2") == ["青川市-林海", "青川市-周原"]
    assert sorted(objects(triples, v.HOLDS)) == ["青川市-副市长", "青川市-市长"]


def test_an_office_in_place_of_a_name_is_a_leader_known_by_the_post() -> None:
    triples = triples_of(document(replace(TASK, leaders=(Leader(None, "常务副市长", "牵头领导", 0, 5),))))
    assert objects(triples, v.LEADER, "_0_1") == ["青川市-常务副市长"]


def test_a_responsibility_says_who_as_what_for_what_when_and_where_it_is_printed() -> None:
    tasks = (TASK, replace(TASK, number="2", leaders=(MAYOR, HELPER), start=100, end=140))
    triples = triples_of(document(*tasks))
    nodes = [t.subject for t in triples if t.object == v.RESPONSIBILITY_CLASS]
    assert len(nodes) == 2  # the mayor's for the section once, and not again for each of its tasks
    head, own = [{t.predicate: t.object for t in triples if t.subject == node} for node in nodes]
    assert head[v.PRINTED_ROLE] == ox.Literal("牵头")
    assert [str(head[p]).rsplit("/", 1)[-1][:-1] for p in (v.MEMBER, v.POST)] == ["青川市-林海", "青川市-市长"]
    assert (head[v.START_YEAR], head[v.END_YEAR]) == (ox.Literal(2022), ox.Literal(2026))
    assert (head[v.CHAR_START], head[v.CHAR_END]) == (ox.Literal(0), ox.Literal(2))
    assert v.IN_SECTION in head
    assert v.OF_TASK not in head
    assert own[v.MEMBER] == ox.NamedNode("https://w3id.org/zeren/id/leader/青川市-周原")
    assert v.PRINTED_ROLE not in own
    assert str(own[v.OF_TASK]).endswith("_一_0_2>")


def test_namesakes_with_posts_that_nobody_holds_together_are_two_people() -> None:
    other = Leader("林海", "公安局局长", None, 30, 32)
    fuller = Leader("林海", "市委副书记、市长", None, 40, 42)
    tasks = [replace(TASK, number=str(i), leaders=(leader,)) for i, leader in enumerate((MAYOR, other, fuller))]
    triples = triples_of(document(*tasks))
    assert [objects(triples, v.LEADER, f"_0_{i}") for i in range(3)] == [
        ["青川市-林海-市委副书记-市长"],
        ["青川市-林海-公安局局长"],
        ["青川市-林海-市委副书记-市长"],
    ]
    assert objects(triples, v.PREF_LABEL, "leader/青川市-林海-公安局局长") == ["林海"]


def test_an_assignment_stands_where_its_name_is_printed() -> None:
    triples = triples_of(document(TASK))
    assert objects(triples, v.CHAR_START, "_a1") == ["60"]
    assert objects(triples, v.CHAR_END, "_a2") == ["72"]


def test_a_measure_is_a_thing_with_its_base_and_factor() -> None:
    triples = triples_of(document(TASK))
    assert [objects(triples, v.MEASURE, f"_t{i}") for i in (1, 2)] == [["percent"], ["yuan-e8"]]
    assert [objects(triples, v.BASE_MEASURE, end) for end in ("_t2", "measure/yuan-e8", "measure/yuan")] == [["yuan"]] * 3
    assert objects(triples, v.FACTOR, "measure/yuan-e8") == ["100000000"]
    assert objects(triples, v.EXACT_MATCH, "measure/percent") == ["PERCENT"]


def test_an_office_under_anothers_roof_is_its_unit_and_a_body_belongs_to_its_own_place() -> None:
    units = [Unit(name, "support", "marked", False, 0, 3) for name in ("发改局（推进办）", "省财政厅")]
    record = replace(RECORD, region="金华市义乌市", region_code="330782")
    triples = triples_of(Parsed(record, (replace(TASK, units=tuple(units)),)))
    assert objects(triples, v.SUPPORT_UNIT) == ["330782-发展改革_推进办", "330000-财政"]
    assert objects(triples, v.UNIT_OF) == ["330782-发展改革"]
    assert objects(triples, v.PREF_LABEL, "unit/330782-发展改革") == ["发改局"]


def test_places_in_the_outline_make_the_local_name_of_a_task() -> None:
    tasks = (
        TASK,
        replace(TASK, subsection="（二）", subsection_title="工业", number="3."),
        replace(TASK, section=None, section_title=None, number=None),
        replace(TASK, section=None, section_title=None, subsection="（一）"),
        replace(TASK, part=2, part_label="附件2", parent="6", number="(1)"),
    )
    triples = triples_of(document(*tasks))
    locals_ = [t.subject.value.rsplit("号", 1)[1] for t in triples if t.object == v.TASK_CLASS and isinstance(t.subject, ox.NamedNode)]
    assert locals_ == [
        "_重点工作清单_一_0_1",
        "_重点工作清单_一_二_3",
        "_重点工作清单_0_0_xbfc666",
        "_重点工作清单_0_一_1",
        "_附件2_一_0_6-1",
    ]


def test_tasks_that_print_the_same_number_stay_apart() -> None:
    triples = triples_of(document(TASK, TASK, TASK))
    subjects = [t.subject for t in triples if t.object == v.TASK_CLASS]
    assert len(set(subjects)) == 3


def test_a_body_named_as_lead_and_as_support_leads() -> None:
    twice = Unit("市发改局", "support", "marked", False, 70, 74)
    triples = triples_of(document(replace(TASK, units=(LEAD, twice))))
    assert len(objects(triples, v.LEAD_UNIT)) == 1
    assert objects(triples, v.SUPPORT_UNIT) == []
    assert objects(triples, v.ROLE) == ["Lead", "Support"]


def test_a_doubt_is_one_concept_of_a_described_scheme_however_many_tasks_point_to_it() -> None:
    problems = tuple(Problem(code, 1, "", kind_of(code).severity) for code in ("region-unknown", "duty-left", "number-gap"))
    tasks = (replace(TASK, doubts=("duty-left", "names-cut")), replace(TASK, number="2", doubts=("duty-left",)), replace(TASK, number="3"))
    triples = triples_of(Parsed(replace(RECORD, problems=problems), tasks), base="https://example.org/id/")
    assert objects(triples, v.DOUBT, "_0_1") == ["duty-left", "names-cut"]
    assert objects(triples, v.DOUBT, "_0_2") == ["duty-left"]
    assert objects(triples, v.DOUBT, "_0_3") == []
    assert objects(triples, v.DOUBT, "document/青川市-青政办发-2022-7号-f29439") == ["duty-left", "region-unknown"]
    concepts = [t.subject for t in triples if t.object == v.DOUBT_CLASS]
    assert [concept.value for concept in concepts if isinstance(concept, ox.NamedNode)] == [
        f"https://example.org/id/doubt/{code}" for code in ("duty-left", "names-cut", "region-unknown")
    ]
    assert objects(triples, v.NOTATION, "/duty-left") == ["duty-left"]
    labels = {t.object for t in triples if t.subject == concepts[0] and t.predicate == v.PREF_LABEL}
    assert labels == {ox.Literal(title, language=language) for language, title in titles("duty-left").items()}
    schemes = [t.subject for t in triples if t.object == v.SCHEME_CLASS]
    assert [t.object for t in triples if t.predicate == v.IN_SCHEME and t.subject in concepts] == [
        ox.NamedNode("https://example.org/id/scheme/doubts")
    ] * 3
    assert len(schemes) == len(set(schemes))
    assert len(objects(triples, v.TITLE, "/scheme/doubts")) == 2


def test_without_doubts_nothing_of_doubts_is_told() -> None:
    assert not [t for t in triples_of(document(TASK)) if t.predicate in (v.DOUBT, v.NOTATION)]


def test_without_text_no_sentence_is_told_and_all_else_is() -> None:
    full, bare = set(triples_of(document(TASK))), set(triples_of(document(TASK), with_text=False))
    assert bare < full
    assert {t.predicate for t in full - bare} == {v.TEXT, v.QUOTE}


def test_another_base_changes_every_thing_and_no_term() -> None:
    triples = triples_of(document(TASK), base="https://example.org/id/")
    nodes = {n.value for t in triples for n in (t.subject, t.object) if isinstance(n, ox.NamedNode)}
    assert not [iri for iri in nodes if iri.startswith("https://w3id.org/zeren/id/")]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_each_triple_is_told_once_and_none_has_a_blank_node(path: Path) -> None:
    triples = triples_of(parsed_from_json(json.loads(path.read_text(encoding="utf-8"))))
    assert len(triples) == len(set(triples))
    assert not [t for t in triples if isinstance(t.subject, ox.BlankNode) or isinstance(t.object, ox.BlankNode)]


@pytest.mark.skipif(not GOLD, reason="the gold files are absent")
@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_the_graph_holds_what_the_gold_holds(path: Path) -> None:
    parsed = parsed_from_json(json.loads(path.read_text(encoding="utf-8")))
    triples = triples_of(parsed)
    assert len(triples) == len(set(triples))
    classes = [t.object for t in triples if t.predicate == v.TYPE]
    assert classes.count(v.TASK_CLASS) == len(parsed.tasks)
    assert classes.count(v.ASSIGNMENT_CLASS) == sum(len(task.units) for task in parsed.tasks)
    assert classes.count(v.TARGET_CLASS) == sum(len(task.targets) for task in parsed.tasks)
    assert objects(triples, v.TEXT) == [task.text for task in parsed.tasks]


def test_the_ontology_defines_every_term_in_both_languages_and_names_what_it_builds_on() -> None:
    said: dict[str, set[tuple[str, str]]] = {}
    for quad in ox.parse(path=ONTOLOGY / "zeren.ttl", format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            said.setdefault(quad.subject.value, set()).add((quad.predicate.value.rsplit("#", 1)[-1], quad.object.language or ""))
    wanted = {(kind, language) for kind in ("label", "comment") for language in ("en", "zh")}
    own = [term.value for term in vars(v).values() if isinstance(term, ox.NamedNode) and term.value.startswith(ZR)]
    values = [term.value for words in (v.ROLES, v.BASES, v.CHANGES, v.COMPARATORS, v.COMMITMENTS, v.KINDS) for term in words.values()]
    assert not [term for term in [*own, *values] if not wanted <= said.get(term, set())]
    text = (ONTOLOGY / "zeren.ttl").read_text(encoding="utf-8")
    for published in ("http://www.w3.org/ns/org#", "http://www.w3.org/ns/prov#", "http://purl.org/net/p-plan#", "https://schema.org/"):
        assert f"<{published}>" in text


def test_what_was_read_from_a_picture_says_so_whatever_it_is() -> None:
    triples = triples_of(Parsed(replace(RECORD, read_by="ocr"), (replace(TASK, read_by="ocr"), replace(TASK, number="2", text="其他"))))
    of_first = {t.subject.value.rsplit("/", 2)[-2] for t in triples if t.predicate == v.READ_BY and isinstance(t.subject, ox.NamedNode)}
    assert of_first == {"document", "task", "assignment", "target", "responsibility"}
    assert set(objects(triples, v.READ_BY)) == {"OwnOcr"} and len(objects(triples, v.READ_BY, "_2")) == 0
    assert not objects(triples_of(document(TASK)), v.READ_BY)
