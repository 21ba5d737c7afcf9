"""A search finds the task that is meant first, whatever way it is asked, and says where it stands."""

from __future__ import annotations

import json
import sqlite3
import tomllib
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg.building.build import build
from kg.cli.program import program
from kg.knowledge.indicators import indicators
from kg.model.errors import BadQuery, StoreError
from kg.searching import INDEX_NAME, Found, Index, Row, opened, search
from kg.searching.asking import MOST_SIGNS
from kg.searching.blocks import opened_block
from kg.searching.choosing import spread
from kg.searching.graph_rows import rows_in
from kg.searching.index import filled
from kg.searching.marking import marks, snippet
from kg.searching.rows import Document, Place
from kg.searching.signs import folded, read_signs, tokens
from kg.searching.telling import hints
from kg.store.disk import write_store
from kg.store.graph import load_store

TOP = Path(__file__).resolve().parents[2]
CORPUS = TOP.parent / "shared" / "corpus"
QUESTIONS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("questions.toml").read_text("utf-8"))["question"]

YUNXIU = """云岫市人民政府办公室关于印发2023年政府工作报告重点工作责任分解的通知
云政办发〔2023〕7号
2023年政府工作报告重点工作责任分解
一、陆知远常务副市长牵头重点工作
1.地区生产总值增长6%以上。（责任单位：市发改局）
2.为老旧小区住宅加装电梯30部。（责任单位：市住建局、各镇街）
3.新建5G基站120座，PM2.5平均浓度下降3%。（责任单位：市经信局、市生态环境局）
二、沈若谷副市长牵头重点工作
1.在电梯里张贴安全须知，开展大桥巡查。（责任单位：市市场监管局）
2.新增公共充电桩60个。（责任单位：市发改局）
"""
QINGLING = """青岭县人民政府办公室关于印发2024年政府工作报告重点工作责任分解的通知
青政办发〔2024〕3号
2024年政府工作报告重点工作责任分解
一、韩砚秋副县长牵头重点工作
1.新增公共充电桩80个，电梯维保全覆盖。（责任单位：县供销社）
2.新增托位90个。（责任单位：县卫健局）
"""


@pytest.fixture(scope="module")
def notices(tmp_path_factory: pytest.TempPathFactory) -> list[str | Path]:
    folder = tmp_path_factory.mktemp("notices")
    for name, text in (("yunxiu.txt", YUNXIU), ("qingling.txt", QINGLING)):
        (folder / name).write_text(text, encoding="utf-8")
    return sorted(folder.iterdir())


@pytest.fixture(scope="module")
def built(notices: list[str | Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build")
    build(notices, folder)
    return folder


def content(database: sqlite3.Connection) -> list[tuple[object, ...]]:
    opened = [opened_block(content) for (content,) in database.execute("SELECT content FROM blocks")]
    return sorted((block.begin + task.ending, task, replace(block, tasks=[])) for block in opened for task in block.tasks)


def words_in(database: sqlite3.Connection) -> list[tuple[object, ...]]:
    return database.execute("SELECT term, doc FROM vocabulary ORDER BY 1").fetchall()


def texts(found: list[Found]) -> list[str]:
    return [task.text for task in found]


def asked_of(place: Path, words: str, **further: Any) -> list[str]:
    return texts(search(place, words, **further))


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("加装电梯", "为老旧小区住宅加装电梯30部"),
        ("电梯加装", "为老旧小区住宅加装电梯30部"),
        ("電梯加裝", "为老旧小区住宅加装电梯30部"),
        ("小区 装电梯", "为老旧小区住宅加装电梯30部"),
        ("5G", "新建5G基站"),
        ("５ｇ基站", "新建5G基站"),
        ("pm2.5", "新建5G基站"),
        ("GDP", "地区生产总值"),
        ("国内生产总值", "地区生产总值"),
        ("发展和改革委员会 充电", "新增公共充电桩60个"),
        ("供销合作社", "新增公共充电桩80个"),
        ("青岭 充电桩", "新增公共充电桩80个"),
        ("云岫市 充电桩", "新增公共充电桩60个"),
        ("沈若谷 充电", "新增公共充电桩60个"),
        ("桥", "在电梯里张贴安全须知"),
        ("托位", "新增托位90个"),
    ],
)
def test_the_task_that_is_meant_comes_first(built: Path, words: str, first: str) -> None:
    assert asked_of(built, words)[0].startswith(first)


def test_what_is_found_says_where_it_is_printed(built: Path) -> None:
    found = search(built, "加装电梯")[0]
    text = next((built / "texts").glob("*云政办发*")).read_text(encoding="utf-8")
    assert text[found.start : found.end].startswith("2.为老旧小区住宅加装电梯30部") or "加装电梯30部" in text[found.start : found.end]
    assert (found.file, found.number, found.item, found.year, found.region) == ("yunxiu.txt", "云政办发〔2023〕7号", "2", 2023, "云岫市")
    assert (found.bodies, found.leaders) == (("市住建局", "各镇街"), ("陆知远",))
    graph = load_store(built)
    assert bool(graph.query(f"ASK {{ <{found.iri}> a <https://w3id.org/zeren/ontology#Task> . <{found.document}> a ?c }}"))
    assert [found.text[begin:end] for begin, end in found.marks] == ["加装电梯"]
    assert "【加装电梯】" in found.snippet


def test_region_and_year_leave_their_own_lists_alone(built: Path) -> None:
    assert [text[:4] for text in asked_of(built, "充电桩")] == ["新增公共"] * 2
    assert asked_of(built, "充电桩", region="青岭县") == asked_of(built, "充电桩", year=2024) != []
    assert asked_of(built, "充电桩", region="青岭县", year=2023) == []
    with opened(built) as index:
        answer = index.find("充电桩", "青岭县", 2023)
        assert (answer.found, answer.elsewhere) == ((), 2)
        unknown = index.find("充电桩", "青岑县")
        assert unknown.no_region
        assert "青岭县" in unknown.near
    with pytest.raises(BadQuery, match=r"青岑县.*青岭县"):
        search(built, "充电桩", region="青岑县")


def test_more_than_is_shown_is_said(built: Path) -> None:
    with opened(built) as index:
        assert index.find("新增", limit=1).more
        assert not index.find("新增", limit=3).more


HOSTILE = (
    '"', "'", '" OR "', "充电桩\" OR text:*", "NEAR(充电 桩, 2)", "text : 充电", "-充电桩", "充电桩*", "^充电桩", "(((",
    "充电桩\0新增", "\0", "\ud800充电桩", "%", "_", "；DROP TABLE tasks；--", "'; DROP TABLE tasks; --", "\u202e充电桩", "𠀀𠀁", "=f供销",
    "=y2024 OR =r1", "+", "&.",
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE, ids=ascii)
def test_signs_of_any_kind_are_words_and_never_syntax(built: Path, words: str) -> None:
    found = search(built, words)
    assert bool(found) == ("充电" in words or "供销" in words or "新增" in words)
    assert len(search(built, "新增")) == 3


@pytest.mark.parametrize("words", ["充电桩" * 3_400, "".join(map(chr, range(0x4E00, 0x4E00 + 10_000))), '"' * 10_000, "a" * 10_000])
def test_a_very_long_question_is_cut_and_says_so(built: Path, words: str) -> None:
    with opened(built) as index:
        answer = index.find(words)
    assert answer.cut
    assert bool(answer.found) == words.startswith("充")
    assert len(words) > 10 * MOST_SIGNS


def test_the_order_of_files_leaves_no_trace_in_the_rows(built: Path, notices: list[str | Path], tmp_path: Path) -> None:
    build(notices[::-1], tmp_path / "other")
    one, other = (sqlite3.connect(folder / INDEX_NAME) for folder in (built, tmp_path / "other"))
    assert content(one) == content(other)
    assert words_in(one) == words_in(other)


def test_a_graph_gives_the_rows_that_its_build_wrote(tmp_path: Path) -> None:
    build(sorted((TOP / "samples").glob("*.txt")), tmp_path)
    of_build, of_graph = sqlite3.connect(tmp_path / INDEX_NAME), filled(rows_in(load_store(tmp_path)))
    assert len(content(of_build)) > 50
    assert content(of_build) == content(of_graph)
    assert words_in(of_build) == words_in(of_graph)


def test_a_file_and_a_store_are_asked_like_the_build(built: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_bytes((built / "graph.ttl").read_bytes())
    write_store(built, tmp_path / "store")
    expected = search(built, "充电桩")
    assert (
        search(tmp_path / "mine.ttl", "充电桩") == search(tmp_path / "store", "充电桩") == search(built / "graph.ttl", "充电桩") == expected
    )


def test_a_build_without_text_has_no_index_and_says_what_to_do(notices: list[str | Path], tmp_path: Path) -> None:
    build(notices, tmp_path)
    build(notices, tmp_path, with_text=False)
    assert not (tmp_path / INDEX_NAME).exists()
    with pytest.raises(StoreError, match=r"no search index.*without --without-text"):
        search(tmp_path, "充电桩")
    # Its graph still has bodies, indicators and headings.
    assert [task.item for task in search(tmp_path / "graph.ttl", "供销社")] == ["1"]


@pytest.mark.parametrize("damage", ["of another version", "no database"])
def test_an_index_that_is_none_is_said(built: Path, tmp_path: Path, damage: str) -> None:
    index = tmp_path / INDEX_NAME
    if damage == "no database":
        index.write_bytes(b"nothing of the kind" * 100)
    else:
        index.write_bytes((built / INDEX_NAME).read_bytes())
        database = sqlite3.connect(index)
        database.execute("PRAGMA user_version = 999")
        database.close()
    with pytest.raises(StoreError, match="Build again"):
        search(tmp_path, "充电桩")


def test_marks_are_where_the_words_stand() -> None:
    text = "新建５Ｇ基站，再建5G基站"
    assert [text[begin:end] for begin, end in marks(text, ["5g", "基站"])] == ["５Ｇ基站", "5G基站"]
    long = "前" * 200 + "充电桩" + "后" * 200
    shown = snippet(long, marks(long, ["充电", "电桩"]))
    assert "【充电桩】" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 100


@pytest.mark.parametrize("text", ["ＧＤＰ增長ﬁ㍿", "İ充电", "a\ud800b", "ß㈱①"])
def test_folding_keeps_the_length(text: str) -> None:
    assert len(folded(text)) == len(text)


def test_a_sign_alone_is_a_word_and_a_pair_across_a_point_is_none() -> None:
    assert list(tokens("桥。电梯a1、梯")) == ["桥", "电梯", "梯", "a1", "梯"]


@pytest.mark.parametrize(
    "text", ["加装ＧＤＰ電梯3.2万个。_—①R&D梯", "完成5g基站", "桥", "a.", ".a", "加&装", "é\u0301加\ud800装𠀀𠀁", "", "_"]
)
def test_a_task_and_a_question_have_the_same_words(text: str) -> None:
    assert {word.strip() for word in read_signs(text)[0].split()} == set(tokens(folded(text)))


def row(number: int, text: str, **further: Any) -> Row:
    place = Place("云岫市", "990100", ("云岫市", "云岫"))
    document = Document("urn:d", "云岫市责任分解", None, "a.txt", place)
    plain = Row(f"urn:d_{number}", document, str(number), text, (), (), (), (), (), (2023, 2023), number * 10, number * 10 + 9)
    return replace(plain, **further)


def test_of_many_tasks_in_one_document_each_is_found() -> None:
    rows = [row(number, f"新建{chr(0x4E00 + 2 * number)}{chr(0x4E01 + 2 * number)}站") for number in range(200)]
    index = Index(filled(rows))
    assert index.tasks == 200
    for one in rows:
        found = index.find(one.text).found[0]
        assert (found.iri, found.item, found.start, found.year, found.region) == (one.iri, one.item, one.start, 2023, "云岫市")
    assert len(index.find("新建", limit=1000).found) == 200


def test_signs_that_part_texts_in_the_index_may_stand_in_one() -> None:
    index = Index(filled([row(1, "加装\x1e電梯", headings=("甲\n乙", "丙")), row(2, "新建大桥")]))
    assert [found.text for found in index.find("电梯").found] == ["加装\x1e電梯"]
    assert [found.text for found in index.find("大桥").found] == ["新建大桥"]
    assert index.find("丙").found[0].headings == ("甲\n乙", "丙")


def test_of_a_list_of_two_years_each_is_asked_for() -> None:
    index = Index(filled([row(1, "新建大桥", years=(2022, 2026)), row(2, "新建小桥")]))
    assert {year: [found.item for found in index.find("新建", year=year).found] for year in (2021, 2022, 2023, 2026, 2027)} == {
        2021: [], 2022: ["1"], 2023: ["1", "2"], 2026: ["1"], 2027: [],
    }  # fmt: skip


def test_where_all_hold_a_word_the_rare_one_beside_it_decides() -> None:
    rows = [row(number, f"增长{number}%以上，推进工作") for number in range(5_000)]
    rows[4_990] = row(4_990, "增长9%以上，加装電梯")
    index = Index(filled(rows))
    assert index.find("电梯增长").found[0].item == "4990"
    assert index.find("增长以上加装").found[0].item == "4990"
    assert len(index.find("增长").found) == 20


def notices_of(count: int, *texts: str) -> list[Row]:
    """As many notices with tasks of these texts, each of a place of its own."""
    rows = []
    for number in range(count):
        place = Place(f"第{number}县", str(990_000 + number), (f"第{number}县",))
        document = Document(f"urn:d{number:04}", f"第{number}县责任分解", None, f"{number}.txt", place)
        rows += [row(at, text, document=document, iri=f"urn:d{number:04}_{at}") for at, text in enumerate(texts)]
    return rows


def test_the_best_task_is_found_in_whichever_place_it_stands() -> None:
    rows = notices_of(300, "新建农贸市场", "整修大桥")
    rows[-1] = replace(rows[-1], text="新建大桥")
    answer = Index(filled(rows)).find("新建 大桥", limit=5)
    assert answer.found[0].text == "新建大桥"
    assert answer.passed_over == 0


def test_of_many_tasks_that_hold_the_same_some_of_everywhere_are_shown() -> None:
    answer = Index(filled(notices_of(1_000, "新建大桥"))).find("大桥")
    thirds = {int(found.document.removeprefix("urn:d")) // 334 for found in answer.found}
    assert (thirds, answer.passed_over, answer.more) == ({0, 1, 2}, 0, True)


def test_that_not_all_was_looked_through_is_said() -> None:
    index = Index(filled(notices_of(700, "新建农贸市场", "整修大桥")))
    answer = index.find("新建 大桥")
    assert answer.passed_over == 200
    assert "200 or more stretches" in " ".join(hints(answer, "新建 大桥", None, None))
    assert index.find("新建 大桥", region="第650县").passed_over == index.find("大桥").passed_over == 0


def test_what_is_printed_so_comes_before_what_goes_by_another_name() -> None:
    gdp = next(indicator.local for indicator in indicators().values() if "地区生产总值" in indicator.names)
    rows = [replace(one, known=(gdp,)) for one in notices_of(700, "地区生产总值增长6%")]
    rows[650] = replace(rows[650], text="GDP增长6%")
    answer = Index(filled(rows)).find("GDP")
    assert (answer.found[0].text, answer.passed_over) == ("GDP增长6%", 0)


def test_every_beginning_is_taken_from_all_over() -> None:
    for count in range(300):
        assert sorted(spread(range(count))) == list(range(count))
    for most in (10, 100):
        first = sorted(list(spread(range(10_000)))[:most])
        assert max(after - before for before, after in pairwise((0, *first, 10_000))) < 3 * 10_000 / most


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not CORPUS.is_dir():
        pytest.skip("the corpus of five notices is absent")
    folder = tmp_path_factory.mktemp("five")
    build(sorted(CORPUS.glob("*.txt")), folder)
    return folder


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["words"])
def test_the_five_notices_answer_fifteen_questions_at_once(five: Path, question: dict[str, Any]) -> None:
    wanted = question["finds"]
    first = search(five, question["words"])[0]
    records = [json.loads(line) for line in (five / "records.jsonl").read_text(encoding="utf-8").splitlines()]
    documents = {record["file"]: record for record in records if record["type"] == "document"}
    (task,) = [r for r in records if r["type"] == "task" and (r["file"], r["start"]) == (first.file, first.start)]
    document = documents[task["file"]]
    found = {"region": document["region_code"], "document": document["number"] or "", "list": task["part"]}
    found |= {key: task[key] or "" for key in ("section", "subsection", "number")}
    assert found == wanted


def run(*arguments: str) -> Any:
    return CliRunner().invoke(program, ["search", *arguments])


def test_the_command_prints_json_with_all_that_was_found(built: Path) -> None:
    told = run("充电桩", "--data", str(built), "--format", "json", "-n", "1")
    (row,) = json.loads(told.stdout)
    assert set(row) == {field.name for field in fields(Found)}
    assert row["bodies"]
    assert told.exit_code == 0


def test_nothing_found_is_no_failure_and_hints_at_what_is_near(built: Path) -> None:
    nothing = run("龘龘", "--data", str(built))
    assert (nothing.exit_code, nothing.stdout) == (0, "")
    assert "Nothing found" in nothing.stderr
    near = run("充电", "--data", str(built), "--region", "青岑县")
    assert near.exit_code == 0
    assert "青岭县" in near.stderr
    other = run("充电", "--data", str(built), "--region", "青岭县", "--year", "2023")
    assert "Without --region and --year: 2" in other.stderr


@pytest.mark.parametrize("form", ["table", "csv"])
def test_the_command_prints_a_row_a_task(built: Path, form: str) -> None:
    told = run("充电桩", "--data", str(built), "--format", form)
    assert len(told.stdout.splitlines()) == 3
    assert "yunxiu.txt" in told.stdout
