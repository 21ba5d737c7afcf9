"""What is written for other tools is whole, and reads back as what the graph says."""

from __future__ import annotations

import csv
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import openpyxl  # type: ignore[import-untyped]
import pyoxigraph as ox
import pytest
import rdflib

from kg.building.build import build
from kg.publish.exporting import FORMATS, export
from kg.publish.exporting.csv_tables import guarded
from kg.publish.exporting.task_lists import regions
from kg.queries import find_query, run
from kg.store.graph import load_store
from tests.publish.servers import program

HOSTILE = """
@prefix zr: <https://w3id.org/zeren/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix x: <https://w3id.org/zeren/id/task/> . @prefix u: <https://w3id.org/zeren/id/unit/> .
@prefix a: <https://w3id.org/zeren/id/assignment/> .
x:1 a zr:Task ; zr:number "1" ; zr:text "=HYPERLINK(\\"http://127.0.0.1:9/\\",\\"x\\") \\u0007,;\\"\\n2" ;
  zr:assignment a:1 ; zr:leadUnit u:1 .
a:1 a zr:Assignment ; zr:party u:1 ; zr:role zr:Lead ; zr:basis zr:Sole .
u:1 a zr:Unit ; skos:prefLabel "@SUM(A1)[:]*?/ very very long name of a bureau"@zh , "bureau"@en .
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "graph.ttl"
    path.write_text(HOSTILE, encoding="utf-8")
    return path


def triples(path: Path, form: ox.RdfFormat | None = None) -> set[ox.Triple]:
    return {quad.triple for quad in map(as_quad, ox.parse(path=path, format=form))}


def as_quad(found: object) -> ox.Quad:
    assert isinstance(found, ox.Quad)
    return found


SYNTAXES = {"jsonld": ox.RdfFormat.JSON_LD, "ntriples": ox.RdfFormat.N_TRIPLES, "nquads": ox.RdfFormat.N_QUADS}


@pytest.mark.parametrize("form", SYNTAXES)
@pytest.mark.parametrize("data", ["few", "hostile"])
def test_rdf_reads_back_as_the_same_triples(form: str, data: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    source: Path = request.getfixturevalue(data)
    (written,) = export(source, form, tmp_path / "out")
    original = source / "graph.ttl" if source.is_dir() else source
    assert triples(written, SYNTAXES[form]) == triples(original)


def test_another_reader_reads_the_json_ld(few: Path, tmp_path: Path) -> None:
    (written,) = export(few, "jsonld", tmp_path / "graph.jsonld")
    assert len(rdflib.Graph().parse(written, format="json-ld")) == len(triples(few / "graph.ttl"))


def test_json_ld_reads_well(few: Path, tmp_path: Path) -> None:
    (written,) = export(few, "jsonld", tmp_path / "graph.jsonld")
    line = next(line for line in written.read_text("utf-8").splitlines() if '"zr:Task"' in line)
    assert '"text": "' in line
    assert '"leadUnit": "units:' in line
    assert "https://" not in line


def test_n_quads_of_a_build_keep_the_documents_apart(few: Path, tmp_path: Path) -> None:
    (written,) = export(few, "nquads", tmp_path / "graph.nq")
    assert set(ox.parse(path=written)) == set(ox.parse(path=few / "graph.nq"))


@pytest.mark.parametrize("form", ["graphml", "gexf"])
@pytest.mark.parametrize("data", ["few", "hostile"])
def test_networks_read_back_with_all_things_and_links(form: str, data: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    source: Path = request.getfixturevalue(data)
    (written,) = export(source, form, tmp_path / f"graph.{form}")
    read = nx.read_graphml(written) if form == "graphml" else nx.read_gexf(written)
    said = triples(source / "graph.ttl" if source.is_dir() else source)
    links = [t for t in said if isinstance(t.object, ox.NamedNode) and not t.predicate.value.endswith("#type")]
    assert read.number_of_edges() == len(links)
    assert {t.subject.value for t in said if isinstance(t.subject, ox.NamedNode)} <= set(read)


def test_csv_has_a_table_a_class_and_a_row_a_thing(few: Path, tmp_path: Path) -> None:
    kinds = Counter(t.object.value.rpartition("#")[2] for t in triples(few / "graph.ttl") if t.predicate.value.endswith("#type"))  # type: ignore[union-attr]
    written = {path.stem: path for path in export(few, "csv", tmp_path)}
    for kind, count in kinds.items():
        with written[kind].open(encoding="utf-8-sig", newline="") as file:
            assert len(list(csv.DictReader(file))) == count


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_text_is_no_formula_in_csv(text: str) -> None:
    assert guarded(text) == f"'{text}"


def test_a_hostile_graph_gives_tables_without_formulas(hostile: Path, tmp_path: Path) -> None:
    for path in export(hostile, "csv", tmp_path):
        with path.open(encoding="utf-8-sig", newline="") as file:
            assert not [cell for row in csv.reader(file) for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_neo4j_relationships_lead_to_nodes(few: Path, tmp_path: Path) -> None:
    written = export(few, "neo4j", tmp_path)
    nodes: list[str] = []
    for path in written:
        if path.name.startswith("nodes-"):
            with path.open(encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file))
            assert rows[0][0] == "iri:ID"
            assert rows[0][-1] == ":LABEL"
            nodes += [row[0] for row in rows[1:]]
    with (tmp_path / "relationships.csv").open(encoding="utf-8", newline="") as file:
        ends = [end for row in list(csv.reader(file))[1:] for end in row[:2]]
    assert len(nodes) == len(set(nodes))
    assert set(ends) <= set(nodes)


def test_each_bureau_s_list_is_complete(few: Path) -> None:
    """As many tasks lead and support as the question of the catalogue counts."""
    counted = {(row[0], row[1]): (row[2], row[3]) for row in run(load_store(few / "graph.ttl"), find_query("unit-workload")).rows}
    listed = {
        (bureau.name, region.name): (bureau.count("牵头"), bureau.count("配合"))
        for region in regions(few)
        for bureau in region.bureaus
        if not bureau.collective
    }
    assert listed == {(unit, region or "地区不明"): counts for (unit, region), counts in counted.items()}


def test_a_workbook_holds_every_duty(few: Path, tmp_path: Path) -> None:
    books = export(few, "xlsx", tmp_path)
    for region, path in zip(regions(few), books, strict=True):
        book = openpyxl.load_workbook(path)
        assert len(book.sheetnames) == len(region.bureaus) + 1
        for bureau, sheet in zip(region.bureaus, book.worksheets[1:], strict=True):
            assert [row[2] for row in sheet.iter_rows(min_row=3, values_only=True)] == [duty.text for duty in bureau.duties]
            assert sheet.freeze_panes == "A3"


def test_a_workbook_marks_the_tasks_in_doubt_and_says_why(tmp_path: Path) -> None:
    notice = tmp_path / "notice.txt"
    lines = ["云岫市2023年重点工作责任分解", "1.新建厂房3座。", "责任单位：财政局", "2.修订规划。", "责任单位：财政局、好好学习"]
    notice.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    build([notice], tmp_path / "out")
    (path,) = export(tmp_path / "out", "xlsx", tmp_path / "lists")
    book = openpyxl.load_workbook(path)
    assert [cell.value for cell in book["总览"][2]][-1] == "存疑任务"
    assert {row[0].value: row[-1].value for row in book["总览"].iter_rows(min_row=3)} == {"财政局": 1, "好好学习": 1}
    sheet = book["财政局"]
    assert sheet["D2"].value == "存疑"
    marked = {row[2].value: (row[3].value, row[3].font.bold) for row in sheet.iter_rows(min_row=3)}
    assert marked == {"新建厂房3座。": ("", False), "修订规划。": ("疑：不像机构名称", True)}


def test_a_table_of_tasks_says_why_each_is_in_doubt(tmp_path: Path) -> None:
    graph = tmp_path / "graph.ttl"
    doubt = "d:duty-left a zr:Doubt ; skos:notation 'duty-left' ; skos:prefLabel 'A duty left in the text'@en , '任务文字中混有分工'@zh ."
    task = "x:1 zr:doubt d:duty-left . x:2 a zr:Task ; zr:number '2' ."
    graph.write_text(f"{HOSTILE}@prefix d: <https://w3id.org/zeren/id/doubt/> .\n{doubt}\n{task}\n", encoding="utf-8")
    (path,) = [path for path in export(graph, "csv", tmp_path / "out") if path.stem == "Task"]
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["doubt"], row["doubtLabel"]) for row in rows] == [
        ("https://w3id.org/zeren/id/doubt/duty-left", "任务文字中混有分工"),
        ("", ""),
    ]


def test_a_document_writes_no_formula_into_a_workbook(hostile: Path, tmp_path: Path) -> None:
    (path,) = export(hostile, "xlsx", tmp_path)
    sheet = openpyxl.load_workbook(path).worksheets[1]
    assert sheet["C3"].data_type == "s"
    assert sheet["C3"].value.startswith("=HYPERLINK")
    with zipfile.ZipFile(path) as parts:
        assert not any(ElementTree.fromstring(parts.read(name)).findall(".//{*}f") for name in parts.namelist() if name.endswith(".xml"))


def test_libreoffice_opens_the_workbook(few: Path, hostile: Path, tmp_path: Path) -> None:
    """It reads every sheet as written; a file that it had to repair would come out otherwise or not at all."""
    office = program("soffice")
    for source in (few, hostile):
        path = export(source, "xlsx", tmp_path / source.stem)[0]
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = [office, profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path / "ods"), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        with zipfile.ZipFile((tmp_path / "ods" / path.name).with_suffix(".ods")) as parts:
            content = ElementTree.fromstring(parts.read("content.xml"))
        table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
        sheets = [sheet.get(f"{table}name") for sheet in content.iter(f"{table}table")]
        assert sheets == openpyxl.load_workbook(path).sheetnames
        read = "".join(content.itertext())
        duties = [duty for bureau in next(regions(source)).bureaus for duty in bureau.duties]
        assert all(duty.text.split("\n")[0].replace("\x07", "\ufffd") in read for duty in duties)


NEEDS = {"ics": "icalendar", "docx": "docx"}


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "parquet"])
def test_the_same_graph_gives_the_same_bytes(form: str, few: Path, tmp_path: Path) -> None:
    if form in NEEDS:
        pytest.importorskip(NEEDS[form], reason="its package is not installed")
    first, second = export(few, form, tmp_path / "a"), export(few, form, tmp_path / "b")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
