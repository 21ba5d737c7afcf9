"""Texts whose layout is damaged: each was met by changing documents at random, and none may cost the document."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from kg.documents import Source, read
from kg.model.passages import Passage
from kg.parsing import parse
from kg.parsing.tables.cells import place_cells
from kg.parsing.tables.headings import TableHeader
from kg.parsing.tables.tokens import Token


def source(text: str) -> Source:
    return Source("notice.txt", "notice.txt", text, "0")


def test_an_empty_cell_before_a_cell_in_pieces_takes_nothing_from_it() -> None:
    page = "市直各单位各区县"
    header = TableHeader(("responsible",), ("责任单位",), (), 0, True, False)
    cells = [Passage.of(page, 0, 0), Passage.of(page, 0, 5), Passage.of(page, 5, 8)]
    tokens = [Token(cell, number == 0, empty=not cell) for number, cell in enumerate(cells)]
    placed = [passage for row in place_cells(tokens, header, hard=False)[0] for passage in row.cells.values()]
    assert all(len(passage.text) == len(passage.origin) for passage in placed)
    assert "".join(passage.text for passage in placed).replace(" ", "") == page


def test_a_quote_in_traditional_characters_occurs_in_its_task() -> None:
    text = (
        "一、教育\n1.改造臨崖小學等12所學校運動場地。（責任單位：教體局）\n2.新建幼兒園3所，新增學位720個。（責任單位：教體局、財政局）\n"
    )
    targets = [(target.quote, task.text) for task in parse(source(text)).tasks for target in task.targets]
    assert targets
    assert all(quote in task for quote, task in targets)


def test_a_title_in_the_letter_that_is_never_closed_holds_up_nothing() -> None:
    # Each 〈…〉 behind the 《 once doubled the number of ways to read on.
    text = f"现将《{'2023年省〈政府工作报告〉' * 40}印发给你们。\n\n1.新建幼儿园3所。（责任单位：教体局）\n"
    (task,) = parse(source(text)).tasks
    assert [unit.name for unit in task.units] == ["教体局"]


def test_cells_put_together_keep_their_traditional_characters() -> None:
    (task,) = parse(source("內容|責任\n道|縣 |相")).tasks
    assert task.text == "道 縣 相"


def test_a_task_with_a_merged_cell_reaches_from_that_cell_to_its_own(tmp_path: Path) -> None:
    rows = (
        "<tr><td>1</td><td>新建公園3個。</td><td rowspan=2>年底前完工，驗收合格率達到98%。</td><td>住建局</td></tr>",
        "<tr><td>2</td><td>新建學校2所。</td><td>教體局</td></tr>",
    )
    heads = "".join(f"<th>{head}</th>" for head in ("序號", "主要任務", "工作要求", "責任單位"))
    path = tmp_path / "notice.html"
    path.write_text(f"<meta charset=utf-8><p>望崖縣實事</p><table><tr>{heads}</tr>{''.join(rows)}</table>", encoding="utf-8")
    (page,) = (found for found in read(path) if isinstance(found, Source))
    tasks = parse(page).tasks
    assert [task.text for task in tasks] == ["新建公園3個。年底前完工，驗收合格率達到98%。", "新建學校2所。年底前完工，驗收合格率達到98%。"]
    for task in tasks:
        assert 0 <= task.start < task.end <= len(page.text)
        assert Counter(task.text) <= Counter(page.text[task.start : task.end])
        assert all(0 <= target.start < target.end <= len(page.text) for target in task.targets)
