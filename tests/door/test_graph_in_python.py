"""``import kg``: a graph as typed tables, answers, networks."""

from __future__ import annotations

import subprocess
import sys
import warnings
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import kg
from kg.cli.program import program
from kg.door.asking import FOUND, NameTaken, UnknownName
from kg.door.tables import TABLES
from kg.model.errors import BadQuery, MissingExtra, StoreError, UnreadableSource
from kg.queries import catalogue
from kg.resources import FIVE_NOTICES, SAMPLES
from kg.store.disk import write_store
from tests.queries.places import heirs
from tests.test_house import TOP

FIXTURE = TOP / "tests" / "queries" / "fixture.ttl"
GDP = "地区生产总值"
PREFIXES = """@prefix zr: <https://w3id.org/zeren/ontology#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dcterms: <http://purl.org/dc/terms/> . @prefix : <https://x.example/> .
"""


@pytest.fixture(scope="module")
def graph() -> kg.Graph:
    pytest.importorskip("pandas", reason="pandas is not installed: pip install 'zeren[pandas]'")
    return kg.open(FIVE_NOTICES)


def of(text: str, folder: Path) -> kg.Graph:
    pytest.importorskip("pandas", reason="pandas is not installed: pip install 'zeren[pandas]'")
    path = folder / "graph.ttl"
    path.write_text(PREFIXES + text, encoding="utf-8")
    return kg.open(path)


def dtypes(frame: Any) -> dict[str, str]:
    return {str(name): str(dtype) for name, dtype in frame.dtypes.items()}


def test_import_loads_nothing_that_is_not_used() -> None:
    heavy = "{'pandas', 'numpy', 'rdflib', 'networkx', 'pyvis', 'pyoxigraph', 'IPython', 'click', 'jinja2', 'mcp'}"
    script = f"import sys, kg; print(sorted({heavy} & set(sys.modules)), sorted(name for name in sys.modules if name.startswith('kg')))"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=TOP, check=True)
    assert told.stdout.strip() == "[] ['kg']"


def test_the_door_has_what_it_says() -> None:
    assert all(getattr(kg, name) for name in kg.__all__)
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        _ = kg.opne


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_the_same_columns_and_dtypes_on_an_empty_graph(table: str, graph: kg.Graph, tmp_path: Path) -> None:
    empty, full = getattr(of("", tmp_path), table), getattr(graph, table)
    assert not len(empty)
    assert dtypes(empty) == dtypes(full) == {column.name: column.dtype for column in TABLES[table].columns}
    assert "object" not in dtypes(full).values()
    for name in (name for name, dtype in dtypes(full).items() if dtype == "category"):
        assert list(empty[name].cat.categories) == list(full[name].cat.categories)


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_its_own_iri(table: str, graph: kg.Graph) -> None:
    assert getattr(graph, table)["iri"].is_unique


def test_the_tables_of_the_five_notices_count_what_their_queries_count(graph: kg.Graph) -> None:
    overview = graph.ask("region-overview").set_index("region")
    assert dict(graph.tasks.groupby("region").size()) == dict(overview["tasks"])
    assert dict(graph.targets.groupby("region").size()) == dict(overview["targets"])
    assert dict(graph.documents.groupby("region").size()) == dict(overview["documents"])
    assert {key: count for key, count in overview["leaders"].items() if count} == dict(
        graph.leaders.groupby("region")["leader_iri"].nunique()
    )


def test_numbers_are_numbers_and_offsets_lead_into_the_text(tmp_path: Path) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed: pip install 'zeren[pandas]'")
    sample = str(SAMPLES / "02-pdf-as-markdown.txt")
    assert CliRunner().invoke(program, ["build", "-q", sample, "-o", str(tmp_path), "--without-pages"]).exit_code == 0
    built = kg.open(tmp_path)
    (document,) = built.documents["iri"]
    text = (tmp_path / "texts" / f"{document.rsplit('/', 1)[-1]}.txt").read_text(encoding="utf-8")
    assert len(text) == built.documents["characters"].item()
    assert len(built.targets)
    for row in built.targets.itertuples():
        assert text[row.start : row.end] == row.quote
        assert isinstance(row.value, float)
    for row in built.assignments.itertuples():
        assert row.printed_name in text[row.start : row.end]
    assert str(built.documents["issued"].item()) == "2024-02-27 00:00:00"
    assert set(built.assignments["task_iri"]) <= set(built.tasks["iri"])
    assert set(built.targets["task_iri"]) <= set(built.tasks["iri"])


def test_results_are_told_with_status_and_day(tmp_path: Path) -> None:
    graph = of(
        """:task a zr:Task ; dcterms:isPartOf :list . :list a zr:TaskList ; zr:startYear 2024 ; zr:endYear 2024 .
        :r a zr:Result ; zr:ofTask :task ; zr:ofTarget :t ; zr:indicatorName "新增就业" ; zr:value 7123 ; zr:unitOfMeasure "人" ;
           zr:share 80.5 ; zr:status zr:OnTrack ; zr:statusBasis zr:Printed ; zr:asOf "2024-08-31"^^xsd:date ; zr:estimate true .""",
        tmp_path,
    )
    (row,) = graph.results.to_dict("records")
    assert (row["task_iri"], row["year"], row["value"], row["share"]) == ("https://x.example/task", 2024, 7123.0, 80.5)
    assert (row["status"], row["status_basis"], row["estimate"], str(row["as_of"].date())) == ("on-track", "printed", True, "2024-08-31")


def test_what_does_not_fit_a_column_is_none_and_breaks_no_table(tmp_path: Path) -> None:
    graph = of(
        f""":t a zr:Target ; zr:value {"9" * 400} ; zr:change :sideways ; zr:charStart {"9" * 30} .
        :u a zr:Target ; zr:value "many" ; zr:charStart 3.5 . :d a zr:Document ; dcterms:issued "二月" ; zr:characters {1 << 63} .""",
        tmp_path,
    )
    assert graph.targets["value"].isna().all()
    assert graph.targets["start"].isna().all()
    assert graph.targets["change"].isna().all()
    assert graph.documents[["issued", "characters"]].isna().all(axis=None)


@pytest.mark.parametrize("question", [query.name for query in catalogue()])
def test_an_answer_has_the_same_dtypes_whatever_it_holds(question: str, tmp_path: Path) -> None:
    (query,) = (query for query in catalogue() if query.name == question)
    given: dict[str, Any] = {parameter.name: parameter.example for parameter in query.parameters if not parameter.optional}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NameTaken)
        empty, full = of("", tmp_path).ask(question, **given), kg.open(FIXTURE).ask(question, **given)
    assert dtypes(empty) == dtypes(full)
    assert "object" not in dtypes(full).values()


def test_a_parameter_may_be_a_number_a_date_or_left_out(graph: kg.Graph) -> None:
    asked = graph.ask("unit-workload", region="330782", year=2022)
    assert len(asked)
    assert dtypes(asked)["leads"] == "Int64"
    assert len(graph.ask("unit-workload", region=None)) > len(asked)
    answer = graph.ask("indicator-comparison", indicator=GDP, with_source=True)
    assert {"iri", "document", "file", "start", "end"} <= set(answer.columns)
    assert dtypes(answer)["value"] == "Float64"


def test_a_name_that_is_taken_for_another_is_told(graph: kg.Graph) -> None:
    with pytest.warns(NameTaken, match="was taken for 义乌市") as told:  # corpus of the shipped graph
        answer = graph.ask("unit-workload", region="义乌")
    assert told[0].filename == __file__
    assert answer.attrs["notes"]


def test_what_an_answer_leaves_out_is_told_beside_it() -> None:
    graph = kg.open(heirs())
    (note,) = graph.ask("unit-workload").attrs["notes"]
    assert "印发2031年" in note
    assert graph.ask("unit-workload", year=2031).attrs["notes"] == ()


@pytest.mark.parametrize(
    ("question", "given", "told"),
    [
        ("unit-worklod", {}, "unit-worklod: no such question in the catalogue. Did you mean unit-workload"),
        ("unit-workload", {"regoin": "x"}, "regoin: no such parameter of unit-workload. Did you mean region?"),
        ("unit-workload", {"zzz": "x"}, "zzz: no such parameter of unit-workload. There are: region, year"),
    ],
)
def test_an_unknown_name_is_a_key_error_with_the_nearest(question: str, given: dict[str, Any], told: str, graph: kg.Graph) -> None:
    with pytest.raises(KeyError) as error:
        graph.ask(question, **given)
    assert isinstance(error.value, UnknownName)
    assert str(error.value).startswith(told)


def test_a_lacking_and_a_wrong_value_are_told(graph: kg.Graph) -> None:
    with pytest.raises(BadQuery, match=f"needs indicator .*indicator='{GDP}'"):
        graph.ask("indicator-comparison")
    with pytest.raises(BadQuery, match="not of the kind integer"):
        graph.ask("unit-workload", year="last")


def test_sparql_is_answered_and_cannot_change_or_reach_anything(graph: kg.Graph) -> None:
    answer = graph.sparql("SELECT ?t (1.5 AS ?half) { ?t a <https://w3id.org/zeren/ontology#Task> } LIMIT 3")
    assert dtypes(answer) == {"t": "string", "half": "Float64"}
    assert graph.sparql("ASK { ?s ?p ?o }")["answer"].all()
    with pytest.raises(BadQuery, match="line 1, column 15"):
        graph.sparql("SELECT nothing")
    with pytest.raises(BadQuery, match="SERVICE is not allowed"):
        graph.sparql("SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }")
    with pytest.raises(BadQuery, match="INSERT is an update"):
        graph.sparql("INSERT DATA { <x:s> <x:p> 1 }")


def test_a_search_gives_the_same_columns_whatever_it_finds(graph: kg.Graph, tmp_path: Path) -> None:
    found, none = graph.search("发改局", region="330782", n=3), of("", tmp_path).search("发改局")
    assert dtypes(found) == dtypes(none) == FOUND
    assert len(found) == 3
    assert set(found["region"]) == {graph.ask("region-overview", region="330782")["region"].item()}
    assert set(found["iri"]) <= set(graph.tasks["iri"])
    assert not len(none)
    assert found.attrs["notes"] == []
    assert "Nowhere: 发改局." in none.attrs["notes"]
    with pytest.raises(KeyError, match="无此县"):
        graph.search("发改局", region="无此县")


def test_a_search_in_a_region_that_is_not_there_is_no_empty_answer(graph: kg.Graph) -> None:
    with pytest.raises(UnknownName, match="无此县: no such region of this graph"):
        graph.search("发改局", region="无此县")


def test_networks_and_rdflib(graph: kg.Graph) -> None:
    whole, part = graph.network(), graph.network("units", region="330782")
    assert 0 < part.number_of_nodes() < whole.number_of_nodes()
    assert {"label", "region", "leads", "supports"} <= set(next(iter(part.nodes.values())))
    assert {data["kind"] for _, data in graph.network("leaders").nodes(data=True)} == {"leader", "bureau"}
    assert graph.network("functions").number_of_nodes()
    with pytest.raises(KeyError, match=r"no such network\. Did you mean units"):
        graph.network("unit")
    with pytest.raises(KeyError, match="no such region of this graph"):
        graph.network(region="无此地")
    copy = graph.rdflib()
    before = len(copy)
    copy.remove((None, None, None))
    assert len(copy) == 0
    assert len(graph.rdflib()) == before > 1000


def test_a_store_on_disk_tells_the_same(graph: kg.Graph, tmp_path: Path) -> None:
    write_store(FIVE_NOTICES, tmp_path / "store")
    stored = kg.open(str(tmp_path / "store"))
    assert stored.tasks.equals(graph.tasks)
    assert len(stored.rdflib()) == len(graph.rdflib())


def test_a_notebook_shows_it_escaped_and_without_scripts(tmp_path: Path) -> None:
    folder = tmp_path / "<script>alert(1)<"
    folder.mkdir()
    graph = of(':d a zr:Document ; zr:region :r . :r skos:prefLabel "<script>x</script>"@zh .', folder)
    shown = graph._repr_html_()
    assert "<script" not in shown
    assert "&lt;script&gt;x" in shown
    assert "graph.documents" in shown
    assert "1 documents" in repr(graph)


def test_without_pandas_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra, match=r"pip install 'zeren\[pandas\]'") as error:
        _ = kg.open(FIVE_NOTICES).tasks
    assert isinstance(error.value, ImportError)


def test_what_is_no_graph_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such file or folder"):
        kg.open(tmp_path / "none")


def test_the_records_of_a_file(tmp_path: Path) -> None:
    document, *tasks = kg.parse(SAMPLES / "01-leader-sections.txt")
    assert (document["type"], document["file"]) == ("document", "01-leader-sections.txt")
    assert {task["type"] for task in tasks} == {"task"}
    with zipfile.ZipFile(tmp_path / "both.zip", "w") as archive:
        for sample in ("01-leader-sections.txt", "02-pdf-as-markdown.txt"):
            archive.write(SAMPLES / sample, sample)
    assert [record["file"] for record in kg.parse(str(tmp_path / "both.zip")) if record["type"] == "document"] == [
        "both.zip/01-leader-sections.txt",
        "both.zip/02-pdf-as-markdown.txt",
    ]
    with pytest.raises(UnreadableSource, match="no such file"):
        kg.parse(tmp_path / "none.txt")
