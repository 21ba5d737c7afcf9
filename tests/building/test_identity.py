"""One notice is one document, however many files it is read from; and what a thing is called follows from its own document alone."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.building.build import build
from kg.documents import Source
from kg.mapping import vocabulary as v
from kg.model.records import Parsed
from kg.parsing import parse
from kg.resources import SAMPLES
from tests.documents.conversions import office, web_page
from tests.documents.notices import CORPUS, TEXTS, prose

TEXT = """云岫市人民政府办公室关于印发2023年重点工作责任分解的通知
云政办发〔2023〕9号
一、工业
1.新建工厂3家。（责任单位：市经信局、市财政局）
2.改造道路20公里。（责任单位：市建设局）
3.引进企业12家，工业增加值增长8%。（责任单位：市招商局）
二、民生
4.新建幼儿园2所，新增学位500个。（责任单位：市教育局）
"""


def written(folder: Path, **texts: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = []
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def triples(folder: Path) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(path=folder / "graph.ttl", format=ox.RdfFormat.TURTLE)]


def things(folder: Path, of: ox.NamedNode) -> set[str]:
    return {str(t.subject) for t in triples(folder) if t.predicate == v.TYPE and t.object == of}


def problems(folder: Path) -> list[tuple[str, str]]:
    documents = json.loads((folder / "report.json").read_text(encoding="utf-8"))["documents"]
    return [(problem["code"], problem["message"]) for document in documents for problem in document["problems"]]


def page(text: str) -> str:
    return "<html><body>" + "".join(f"<p>{line}</p>" for line in text.splitlines()) + "</body></html>"


def test_a_notice_as_text_and_as_page_is_one_document_with_two_files_in_any_order(tmp_path: Path) -> None:
    (text,) = written(tmp_path / "in", notice=TEXT)
    html = tmp_path / "in" / "notice.html"
    html.write_text(page(TEXT), encoding="utf-8")
    build([text], tmp_path / "alone")
    for number, order in enumerate(permutations([text, html])):
        result = build(order, tmp_path / str(number))
        assert (result.documents, result.tasks) == (1, 4)
        assert things(tmp_path / str(number), v.TASK_CLASS) == things(tmp_path / "alone", v.TASK_CLASS)
        assert things(tmp_path / str(number), v.DOCUMENT_CLASS) == things(tmp_path / "alone", v.DOCUMENT_CLASS)
        assert len(things(tmp_path / str(number), v.SOURCE_FILE_CLASS)) == 2
    assert (tmp_path / "0" / "graph.ttl").read_bytes() == (tmp_path / "1" / "graph.ttl").read_bytes()
    assert [code for code, _ in problems(tmp_path / "0")] == ["files-joined"]


def test_where_two_readings_of_a_notice_differ_is_said_of_the_tasks(tmp_path: Path) -> None:
    other = (
        TEXT.replace("市经信局、市财政局", "市经信局、市统计局")
        .replace("500个", "600个")
        .replace("2.改造道路20公里。（责任单位：市建设局）\n", "")
    )
    assert build(written(tmp_path / "in", a=TEXT, b=other), tmp_path / "out").documents == 1
    told = [message for code, message in problems(tmp_path / "out") if code == "readings-differ"]
    assert len(told) == 3
    assert any("市财政局" in message and "市统计局" in message for message in told)
    assert any("500个" in message and "600个" in message for message in told)
    assert any("改造道路" in message for message in told)
    in_doubt = [str(t.subject) for t in triples(tmp_path / "out") if t.predicate == v.DOUBT and "readings-differ" in str(t.object)]
    assert sorted(re.sub(r".*_(\d)>", r"\1", task) for task in in_doubt if "/task/" in task) == ["1", "2", "4"]


def test_two_numbers_are_two_notices_however_alike_their_tasks(tmp_path: Path) -> None:
    paths = written(tmp_path / "in", a=TEXT, b=TEXT.replace("9号", "11号").replace("3家", "4家"))
    assert build(paths, tmp_path / "out").documents == 2
    assert problems(tmp_path / "out") == []


def test_two_regions_are_two_notices_though_the_number_names_none(tmp_path: Path) -> None:
    one = TEXT.replace("云岫市", "义乌市").replace("云政办发", "政办发")
    other = one.replace("义乌市", "诸暨市")
    assert build(written(tmp_path / "in", a=one, b=other), tmp_path / "out").documents == 2
    assert problems(tmp_path / "out") == []
    annex = other.partition("一、")[0] + "附件2\n民生实事\n1.举办演出30场。（责任单位：市文旅局）\n2.修缮古塔2座。（责任单位：市文物局）\n"
    assert build(written(tmp_path / "in2", a=one, b=annex), tmp_path / "out2").documents == 2


def test_a_second_list_without_a_label_is_told_in_words(tmp_path: Path) -> None:
    other = TEXT.partition("一、")[0] + "1.举办演出30场。（责任单位：市文旅局）\n2.修缮古塔2座。（责任单位：市文物局）\n"
    assert build(written(tmp_path / "in", a=TEXT, b=other), tmp_path / "out").documents == 1
    ((code, told),) = problems(tmp_path / "out")
    assert code == "files-joined"
    assert "as another list" in told


def test_a_file_without_the_number_takes_over_the_names_of_the_one_that_prints_it(tmp_path: Path) -> None:
    paths = written(tmp_path / "in", a=TEXT, b=TEXT.replace("云政办发〔2023〕9号\n", ""))
    build(paths[:1], tmp_path / "alone")
    assert build(paths, tmp_path / "out").documents == 1
    assert things(tmp_path / "out", v.TASK_CLASS) == things(tmp_path / "alone", v.TASK_CLASS)


def test_an_annex_in_a_file_of_its_own_is_a_list_of_its_notice(tmp_path: Path) -> None:
    annex = """云岫市人民政府办公室关于印发2023年重点工作责任分解的通知
云政办发〔2023〕9号
附件2
2023年民生实事责任分解
1.改造老旧小区8个。（责任单位：市建设局）
2.新建停车位900个，已建成450个。（责任单位：市公安局）
"""
    notice, other = written(tmp_path / "in", notice=TEXT, annex=annex)
    build([other], tmp_path / "alone")
    result = build([notice, other], tmp_path / "out")
    assert (result.documents, result.tasks) == (1, 6)
    assert things(tmp_path / "alone", v.TASK_CLASS) < things(tmp_path / "out", v.TASK_CLASS)
    (text,) = (tmp_path / "out" / "texts").iterdir()
    whole = text.read_text(encoding="utf-8")
    told = [(str(t.subject), t.predicate, t.object.value) for t in triples(tmp_path / "out") if isinstance(t.object, ox.Literal)]
    at = {(thing, said): int(value) for thing, said, value in told if said in (v.CHAR_START, v.CHAR_END)}
    names = {thing: value for thing, said, value in told if said == v.PRINTED_NAME}
    assert len(names) == 7
    assert all(whole[at[thing, v.CHAR_START] : at[thing, v.CHAR_END]] == name for thing, name in names.items())
    quotes = {thing: value for thing, said, value in told if said == v.QUOTE}
    assert "已建成450个" in quotes.values()
    assert all(whole[at[thing, v.CHAR_START] : at[thing, v.CHAR_END]] == quote for thing, quote in quotes.items())


def test_another_text_under_the_same_number_stays_and_is_said(tmp_path: Path) -> None:
    other = """云岫市人民政府办公室关于做好2023年防汛工作的通知
云政办发〔2023〕9号
1.检查水库15座。（责任单位：市水利局）
2.储备沙袋3万只。（责任单位：市应急局）
"""
    paths = written(tmp_path / "in", a=TEXT, b=other)
    for path in paths:
        build([path], tmp_path / path.stem)
    assert build(paths, tmp_path / "out").documents == 2
    alone = things(tmp_path / "a", v.TASK_CLASS) | things(tmp_path / "b", v.TASK_CLASS)
    assert things(tmp_path / "out", v.TASK_CLASS) == alone
    assert [code for code, _ in problems(tmp_path / "out") if code == "number-shared"] == ["number-shared"] * 2


def test_a_notice_that_changes_another_says_so_in_the_graph(tmp_path: Path) -> None:
    later = """云岫市人民政府办公室关于调整2023年重点工作责任分解的通知
云政办发〔2023〕31号
现对《云岫市人民政府办公室关于印发2023年重点工作责任分解的通知》（云政办发〔2023〕9号）作如下调整。
1.改造岗亭15座。（责任单位：市水利局）
"""
    last = """云岫市人民政府办公室关于印发2023年下半年工作安排的通知
云政办发〔2023〕40号
《云岫市人民政府办公室关于调整2023年重点工作责任分解的通知》（云政办发〔2023〕31号）同时废止。
1.储备沙袋3万只。（责任单位：市应急局）
"""
    assert build(written(tmp_path / "in", a=TEXT, b=later, c=last), tmp_path / "out").documents == 3
    said = [t for t in triples(tmp_path / "out") if t.predicate in (v.AMENDS, v.REPLACES)]
    shown = [(t.predicate, *(re.sub(r".*-(\d+)号-.*", r"\1", str(term)) for term in (t.subject, t.object))) for t in said]
    assert sorted(shown, key=str) == [(v.REPLACES, "40", "31"), (v.AMENDS, "31", "9")]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real notices are not at hand")
def test_docx_page_pdf_and_text_of_a_real_notice_are_one_document(tmp_path: Path) -> None:
    (name,) = (name for name in TEXTS if name.startswith("002_"))
    html = tmp_path / f"{name}.html"
    html.write_text(web_page(prose(name)), encoding="utf-8")
    office("docx:MS Word 2007 XML", [html], tmp_path, "--infilter=HTML (StarWriter)")
    office("pdf", [tmp_path / f"{name}.docx"], tmp_path)
    files = [TEXTS[name], *(tmp_path / f"{name}.{suffix}" for suffix in ("html", "docx", "pdf"))]
    build(files[:1], tmp_path / "alone")
    for number, order in enumerate((files, files[::-1])):
        others = [path for path in TEXTS.values() if path.name.startswith(("000_", "003_"))] if number else []
        build([*order, *others], tmp_path / str(number))
        tasks = {task for task in things(tmp_path / str(number), v.TASK_CLASS) if "/330424-" in task}
        assert tasks == things(tmp_path / "alone", v.TASK_CLASS)
        assert len(tasks) == 73


NOTICES = sorted(Path(str(SAMPLES)).glob("[01]*.txt"))


def names_by_document(paths: list[Path], folder: Path) -> dict[str, set[str]]:
    """What each document's named graph calls things, by the document."""
    build(paths, folder)
    found: dict[str, set[str]] = {}
    for quad in ox.parse(path=folder / "graph.nq", format=ox.RdfFormat.N_QUADS):
        if "/document/" in str(quad.graph_name):
            own = {str(term) for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode)}
            found.setdefault(str(quad.graph_name), set()).update(iri for iri in own if "/initiative/" not in iri)
    return found


@cache
def names_alone(path: Path, folder: Path) -> dict[str, set[str]]:
    return names_by_document([path], folder / path.stem)


SETS: Final = 60
"""Random sets of documents that are built; ``docs/testing.md`` says how many."""

_PARSED: Final[dict[str, Parsed]] = {}


def parse_once(source: Source) -> Parsed:
    """What was read of the same file before: nearly all the time of a small build goes into reading."""
    if source.sha256 not in _PARSED:
        _PARSED[source.sha256] = parse(source)
    return _PARSED[source.sha256]


@settings(max_examples=SETS, deadline=None)
@given(chosen=st.lists(st.sampled_from(NOTICES), min_size=2, max_size=6, unique=True))
def test_what_things_are_called_follows_from_their_own_document(chosen: list[Path], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp() / "names"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.building.reading.parse", parse_once)
        together = names_by_document(chosen, folder / "together")
        assert together == {key: found for path in chosen for key, found in names_alone(path, folder).items()}
