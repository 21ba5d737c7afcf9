"""What the forms for other tools can hold, from both sides of each limit: long names, many values, values of several kinds."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl  # type: ignore[import-untyped]
import pytest

from kg.model.errors import StoreError
from kg.publish.exporting import export
from kg.publish.exporting.networks import network
from kg.publish.exporting.tables import plain, tables
from kg.publish.exporting.task_lists import regions
from kg.publish.exporting.things import Graph, short_name

PREFIXES = """@prefix zr: <https://w3id.org/zeren/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix prov: <http://www.w3.org/ns/prov#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix task: <https://w3id.org/zeren/id/task/> . @prefix unit: <https://w3id.org/zeren/id/unit/> . @prefix x: <https://example.org/x/> .
@prefix assignment: <https://w3id.org/zeren/id/assignment/> . @prefix section: <https://w3id.org/zeren/id/section/> .
@prefix region: <https://w3id.org/zeren/id/region/> . @prefix target: <https://w3id.org/zeren/id/target/> .
"""


@pytest.fixture
def graph(tmp_path: Path) -> Any:
    def write(turtle: str) -> Path:
        path = tmp_path / "graph.ttl"
        path.write_text(PREFIXES + turtle, encoding="utf-8")
        return path

    return write


def duties(*names: str, text: str = "建公园", more: str = "") -> str:
    """A task that each of the named bodies leads."""
    lines = [f'task:1 a zr:Task ; zr:number "1" ; zr:text {json.dumps(text, ensure_ascii=False)} {more} .']
    for number, name in enumerate(names):
        lines.append(f"task:1 zr:assignment assignment:{number} .")
        lines.append(f"assignment:{number} a zr:Assignment ; zr:party unit:{number} ; zr:role zr:Lead ; zr:basis zr:Sole .")
        lines.append(f"unit:{number} a zr:Unit ; skos:prefLabel {json.dumps(name, ensure_ascii=False)} .")
    return "\n".join(lines)


def book(data: Path, folder: Path) -> Any:
    (path,) = export(data, "xlsx", folder / "xlsx")
    return openpyxl.load_workbook(path)


@pytest.mark.parametrize(
    ("names", "sheets"),
    [
        (("局" * 31,), ["局" * 31]),
        (("局" * 32,), ["局" * 31]),
        (("局" * 31, "局" * 32), ["局" * 31, "局" * 29 + " 2"]),
        (("a局", "A局"), ["A局", "a局 2"]),
        (("总览",), ["总览 2"]),
        (("History",), ["History 2"]),
        (("[甲]:*?/\\乙",), ["-甲------乙"]),
        (("'甲'",), ["甲"]),
        (("'",), ["单位"]),
        (("局" * 30 + "'局",), ["局" * 30]),
    ],
)
def test_a_sheet_is_called_as_its_bureau_in_up_to_thirty_one_signs(
    names: tuple[str, ...], sheets: list[str], graph: Any, tmp_path: Path
) -> None:
    assert sorted(book(graph(duties(*names)), tmp_path).sheetnames[1:]) == sorted(sheets)


@pytest.mark.parametrize(("size", "kept"), [(32_767, 32_767), (32_768, 32_767)])
def test_a_cell_holds_as_much_as_excel_lets_it(size: int, kept: int, graph: Any, tmp_path: Path) -> None:
    assert len(book(graph(duties("甲局", text="园" * size)), tmp_path).worksheets[1]["C3"].value) == kept


@pytest.mark.parametrize(("size", "kept"), [(255, 255), (256, 255)])
def test_the_list_of_bureaus_shows_up_to_two_hundred_and_fifty_five_signs(size: int, kept: int, graph: Any, tmp_path: Path) -> None:
    assert len(book(graph(duties("局" * size)), tmp_path).worksheets[0]["A3"].value) == kept


def test_the_bureaus_with_the_most_to_lead_come_first(graph: Any, tmp_path: Path) -> None:
    more = """
task:2 a zr:Task ; zr:assignment assignment:a , assignment:b .
assignment:a zr:party unit:1 ; zr:role zr:Lead . assignment:b zr:party unit:2 ; zr:role zr:Support .
task:3 a zr:Task ; zr:assignment assignment:c . assignment:c zr:party unit:2 ; zr:role zr:Support ."""
    (region,) = regions(graph(duties("甲局", "乙局", "丙局") + more))
    assert [(bureau.name, bureau.count("牵头"), bureau.count("配合")) for bureau in region.bureaus] == [
        ("乙局", 2, 0),
        ("丙局", 1, 2),
        ("甲局", 1, 0),
    ]


@pytest.mark.parametrize(("levels", "place"), [(1, "（一） 1"), (4, "（四） （三） （二） （一） 1"), (5, "（四） （三） （二） （一） 1")])
def test_a_place_has_up_to_four_sections(levels: int, place: str, graph: Any) -> None:
    lines = [f'section:{n} zr:ordinal "（{"一二三四五"[n]}）" ; dct:isPartOf section:{n + 1} .' for n in range(levels)]
    (region,) = regions(graph(duties("甲局", more="; zr:section section:0") + "\n".join(lines)))
    assert region.bureaus[0].duties[0].place == place


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ('zr:value 8 ; zr:unitOfMeasure "%" ; zr:comparator zr:AtLeast ; zr:change zr:Increase', "增长 ≥ 8%"),
        ('zr:value 8 ; zr:unitOfMeasure "%" ; zr:comparator zr:AtMost ; zr:change zr:Decrease', "下降 ≤ 8%"),
        ("zr:value 8 ; zr:comparator zr:About ; zr:change zr:Level", "约 8"),
        ("zr:value 8 ; zr:comparator zr:Exactly ; zr:commitment zr:Ensure", "确保 8"),
        ("zr:value 8 ; zr:comparator zr:Unheard ; zr:commitment zr:Strive", "力争 Unheard 8"),
        ('zr:value 8.50 ; zr:upperValue 9 ; zr:unitOfMeasure "家"', "8.5–9家"),
        ('zr:value 8000 ; zr:baselineValue 40 ; zr:unitOfMeasure "家" ; zr:indicatorName "企业"', "企业 8000家（由40家）"),
    ],
)
def test_a_target_in_short(said: str, shown: str, graph: Any) -> None:
    (region,) = regions(graph(duties("甲局", more="; zr:target target:1") + f"\ntarget:1 a zr:Target ; {said} ."))
    assert region.bureaus[0].duties[0].targets == shown


def test_a_duty_has_all_deadlines_once_and_the_others_who_answer(graph: Any) -> None:
    more = '; zr:deadline "6月" ; zr:target target:1 , target:2 , target:3'
    targets = "".join(
        f'\ntarget:{n} a zr:Target ; zr:value {n} ; zr:deadline "{when}" .' for n, when in ((1, "6月"), (2, "年底"), (3, "年底"))
    )
    (region,) = regions(graph(duties("甲局", "乙局", more=more) + targets))
    assert [(duty.deadlines, duty.others) for bureau in region.bureaus for duty in bureau.duties] == [
        ("6月、年底", "甲局"),
        ("6月、年底", "乙局"),
    ]


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


THINGS = """
x:a a zr:Thing ; zr:one 1 ; zr:many 1 , 2 ; zr:mixed 1 ; zr:said "甲"@zh , "a"@en ; zr:to x:b ; zr:true true ; zr:big 1.0E3 ; zr:dec 10.50 .
x:b a zr:Thing ; zr:one 2 ; zr:many 3 ; zr:mixed "乙" ; zr:said "b"@en ; zr:to x:a , x:c .
x:c skos:prefLabel "丙" .
"""


def test_a_column_knows_whether_it_holds_numbers_lists_and_links(graph: Any) -> None:
    (table,) = tables(graph(THINGS))
    told = {column.name: (column.several, column.numeric) for column in table.columns}
    assert told == {
        "iri": (False, False),
        "one": (False, True),
        "many": (True, True),
        "mixed": (False, False),
        "said": (False, False),
        "to": (True, False),
        "toLabel": (True, False),
        "true": (False, False),
        "big": (False, True),
        "dec": (False, True),
    }


def test_lists_are_parted_and_names_stand_beside_links(graph: Any, tmp_path: Path) -> None:
    (path,) = export(graph(THINGS), "csv", tmp_path / "csv")
    head, first, second = read(path)
    a, b = (dict(zip(head, row, strict=True)) for row in (first, second))
    assert (a["many"], a["said"], a["true"], a["dec"], a["toLabel"]) == ("1; 2", "甲", "true", "10.5", "b")
    assert (b["said"], b["toLabel"], b["true"]) == ("b", "a; 丙", "")


def test_neo4j_has_types_and_a_sign_of_its_own_between_values(graph: Any, tmp_path: Path) -> None:
    written = {
        path.name: path
        for path in export(graph('x:a a zr:Thing ; zr:n 1 ; zr:t "甲;乙" , "丙" ; zr:to x:z .'), "neo4j", tmp_path / "neo4j")
    }
    assert read(written["nodes-Thing.csv"]) == [
        ["iri:ID", "n:double", "t:string[]", ":LABEL"],
        ["https://example.org/x/a", "1", "丙;甲；乙", "Thing"],
    ]
    assert read(written["nodes-Term.csv"])[1:] == [["https://example.org/x/z", "z", "Term"]]
    assert read(written["relationships.csv"])[1:] == [["https://example.org/x/a", "https://example.org/x/z", "to"]]


def test_a_network_has_one_type_a_property(graph: Any) -> None:
    made: nx.MultiDiGraph[str] = network(graph(THINGS))
    node = made.nodes["https://example.org/x/a"]
    assert (node["one"], node["many"], node["mixed"], node["class"], node["label"]) == (1.0, "1; 2", "1", "Thing", "a")
    assert (made.nodes["https://example.org/x/c"]["label"], made.nodes["https://example.org/x/c"]["class"]) == ("丙", "")
    assert made.number_of_edges() == 3


def json_ld(data: Path, tmp_path: Path) -> dict[str, Any]:
    (path,) = export(data, "jsonld", tmp_path / "graph.jsonld")
    made = json.loads(path.read_text(encoding="utf-8"))
    return {thing["@id"]: thing for thing in made["@graph"]} | {"context": made["@context"]}


def test_json_ld_has_numbers_as_numbers_and_says_what_differs_from_the_context(graph: Any, tmp_path: Path) -> None:
    turtle = """
task:1 a zr:Task , zr:Other ; zr:n 1 ; zr:big 9007199254740992 ; zr:small 9007199254740991 .
task:1 zr:t true ; zr:s "甲" ; zr:l "甲"@zh ; zr:to unit:1 .
task:2 a zr:Task ; zr:n 01 ; zr:t "1"^^xsd:boolean ; zr:s "a"@en ; zr:l "乙" ; zr:to "丙" , zr:Lead ; zr:d 1.5 .
task:3 a zr:Task ; zr:n 3 ; zr:s "乙" ; zr:l "丁"@zh ; zr:to <https://example.org/y> ; zr:d "x" ; dct:title "题" ; skos:title "名" .
"""
    made = json_ld(graph(turtle), tmp_path)
    one, two, three = made["tasks:1"], made["tasks:2"], made["tasks:3"]
    assert (one["@type"], one["n"], one["big"], one["small"], one["t"]) == (
        ["zr:Task", "zr:Other"],
        1,
        "9007199254740992",
        9007199254740991,
        True,
    )
    assert (one["s"], one["l"], one["to"]) == ("甲", "甲", "units:1")
    assert (two["@type"], two["n"], two["t"]) == ("zr:Task", "01", "1")
    assert (two["s"], two["l"]) == ({"@value": "a", "@language": "en"}, {"@value": "乙"})
    assert two["to"] == [{"@value": "丙"}, "zr:Lead"]
    assert three["to"] == "https://example.org/y"
    assert made["context"]["n"] == {"@id": "zr:n", "@type": "xsd:integer"}
    assert made["context"]["l"] == {"@id": "zr:l", "@language": "zh"}
    assert made["context"]["s"] == {"@id": "zr:s"}
    assert {made["context"][name]["@id"] for name in ("title", "skos:title") if name in made["context"]} == {"dcterms:title", "skos:title"}


def test_a_thing_of_two_classes_stands_in_both_and_once_among_all(graph: Any) -> None:
    found = Graph(graph('x:a a zr:Thing , zr:Other ; dct:title "题" . x:b a zr:Other ; zr:number "7" .'))
    assert found.kinds == ["Other", "Thing"]
    assert [thing.iri for thing in found.things("Thing")] == ["https://example.org/x/a"]
    assert [thing.iri for thing in found.things()] == ["https://example.org/x/a", "https://example.org/x/b"]
    assert [found.label(f"https://example.org/x/{name}") for name in "abc"] == ["题", "7", "c"]
    assert found.thing("https://example.org/x/c").properties == {}


@pytest.mark.parametrize(("iri", "name"), [("https://x.org/a#b", "b"), ("https://x.org/a/b", "b"), ("b", "b")])
def test_the_short_name_is_what_stands_behind_the_last_stroke(iri: str, name: str) -> None:
    assert short_name(iri) == name


@pytest.mark.parametrize(("value", "text"), [(None, ""), (True, "true"), (False, "false"), (3, "3")])
def test_values_as_text(value: Any, text: str) -> None:
    assert plain(value) == text


def test_an_unknown_form_is_refused_with_those_that_there_are(graph: Any, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="csv"):
        export(graph(""), "pptx", tmp_path)


@pytest.mark.parametrize("folder", [True, False])
def test_n_quads_of_one_file_are_its_own(folder: bool, graph: Any, tmp_path: Path) -> None:
    path: Path = graph("x:a zr:to x:b .")
    (written,) = export(path.parent if folder else path, "nquads", tmp_path / "out.nq")
    assert len(written.read_text(encoding="utf-8").splitlines()) == 1
