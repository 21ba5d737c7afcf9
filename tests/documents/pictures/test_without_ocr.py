"""What holds of pictures where nothing that reads them is installed: messages, the pages put together, doubts of what may be misread."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from kg.documents import Source, read_bytes
from kg.documents.apart.answers import source_of
from kg.documents.pictures import reading
from kg.documents.pictures.reading import Scans
from kg.documents.pictures.worker import put_together
from kg.documents.writing import Origin
from kg.model.errors import UnreadableSource
from kg.model.wording import said
from kg.parsing import parse
from tests.documents.pages.test_pdf import minimal_pdf, scanned_pdf

EM = 16.0


@pytest.fixture
def no_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "can_read_pictures", lambda: False)


@pytest.mark.usefixtures("no_ocr")
@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a picture (PNG)"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "a picture (JPEG)"),
        (b"II*\0" + bytes(50), "a picture (TIFF)"),
        (b"MM\0*" + bytes(50), "a picture (TIFF)"),
        (minimal_pdf(b"0 0 100 100 re f"), "a PDF without a text layer"),
    ],
)
def test_a_picture_is_refused_with_the_command_that_installs_what_reads_it(data: bytes, what: str) -> None:
    (found,) = read_bytes(data, "scan", "scan")
    assert isinstance(found, UnreadableSource) and what in found.found
    assert all("pip install 'zeren[ocr]'" in words for words in (found.remedy, said(found.remedy, "zh")))


@pytest.mark.usefixtures("no_ocr")
def test_the_text_of_another_ocr_is_read_and_said_before_anything_else() -> None:
    (found,) = read_bytes(scanned_pdf(1), "scan.pdf", "scan.pdf")
    assert isinstance(found, Source) and {place.own for place in found.places if place.recognised} == {False}
    assert parse(found).document.problems[0].code == "ocr-text"


def glyphs(text: str, y: float, scores: dict[str, float], x: float = 60.0) -> list[list[object]]:
    made: list[list[object]] = []
    for char in text:
        width = EM if char > "\u2000" else EM / 2
        made.append([char, x, x + width, y, EM, scores.get(char, 0.999)])
        x += width
    return made


def page(*lines: str, rulings: Sequence[Sequence[float]] = (), scores: dict[str, float] | None = None) -> dict[str, Any]:
    shown = [glyph for number, line in enumerate(lines) for glyph in glyphs(line, 700 - 25 * number, scores or {})]
    return {"size": [595, 842], "glyphs": shown, "rulings": [list(ruling) for ruling in rulings]}


def together(*pages: dict[str, Any]) -> Source:
    what = {"pdf": False, "media_type": "image/png", "pages": dict(enumerate(pages, 1))}
    return source_of(put_together(json.dumps(what).encode() + b"\n"), Origin("a.png", "a.png", "0" * 64))


HEAD = "云岫市2023年重点工作责任分解"
LINES = (HEAD, "1.新建公园38个。（责任单位：市园林局）", "2.新建学校24所。（责任单位：市教育局）")


def test_a_number_with_an_unsure_digit_is_in_doubt_as_a_whole_and_its_task_with_it() -> None:
    source = together(page(*LINES, scores={"8": 0.9}))
    assert [(source.text[one.start : one.end], one.score) for one in source.unsure] == [("38", 0.9)]
    parsed = parse(source)
    (found,) = (problem for problem in parsed.document.problems if problem.code == "ocr-number")
    assert dict(found.facts) == {"where": "page 1, line 2", "number": "38", "score": "90"}
    assert [("ocr-number" in task.doubts, task.read_by) for task in parsed.tasks] == [(True, "ocr"), (False, "ocr")]


def test_a_sign_may_be_less_sure_than_a_digit() -> None:
    assert not together(page(*LINES, scores={"校": 0.9})).unsure
    source = together(page(*LINES, scores={"校": 0.6, "学": 0.5}))
    assert [(source.text[one.start : one.end], one.score) for one in source.unsure] == [("学校", 0.5)]
    (found,) = (problem for problem in parse(source).document.problems if problem.code == "ocr-signs")
    assert (found.line, "学校（" in dict(found.facts)["signs"]) == (3, True)


def test_a_page_on_which_nothing_is_read_gives_no_text() -> None:
    assert together(page()).text == "" and not together(page()).unsure


def test_what_is_sure_has_a_note_alone() -> None:
    parsed = parse(together(page(*LINES)))
    assert {problem.code for problem in parsed.document.problems if problem.code.startswith("ocr")} == {"ocr-read"}
    assert not any(code.startswith("ocr") for task in parsed.tasks for code in task.doubts)


def ruled(x: Sequence[float], y: Sequence[float]) -> list[list[float]]:
    return [*([x[0], at, x[-1], at] for at in y), *([at, y[-1], at, y[0]] for at in x)]


def test_a_number_in_a_cell_that_goes_on_on_the_next_page_is_found_there() -> None:
    first = page(rulings=ruled((50, 100, 400, 500), (720, 690, 660, 630)))
    rows = (("序号", "工作任务", "责任单位"), ("1", "新建学校", "教育局"), ("2", "新建公园", "园林局"))
    for number, row in enumerate(rows):
        for text, x in zip(row, (60, 110, 410), strict=True):
            first["glyphs"] += glyphs(text, 700 - 30 * number, {}, x)
    second = page(rulings=ruled((50, 100, 400, 500), (720, 690)))
    second["glyphs"] += glyphs("不少于38个", 700, {"3": 0.5}, 110)
    source = together(first, second)
    assert "新建公园不少于38个" in source.text
    assert [(source.text[one.start : one.end], one.score) for one in source.unsure] == [("38", 0.5)]


def test_a_page_that_is_not_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def answered(by: str, *_: object) -> dict[str, Any]:
        if by.endswith("count_pages"):
            return {"pages": 3}
        raise UnreadableSource("scan.tif", "a scanned page that is no page", "Scan it again")

    monkeypatch.setattr(reading, "can_read_pictures", lambda: True)
    monkeypatch.setattr("kg.documents.apart.asking.ask", answered)
    (found,) = read_bytes(b"II*\0" + bytes(50), "scan.tif", "scan.tif")
    assert isinstance(found, UnreadableSource) and found.found == "a scanned page that is no page"


def test_pages_that_are_kept_are_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {1: page(*LINES), 2: page("3.改造道路5条。（责任单位：市建设局）")}
    asked: list[int] = []

    def answered(by: str, what: object, remedy: object, data: bytes, *_: object) -> dict[str, Any]:
        if by.endswith("count_pages"):
            return {"pages": 2}
        if by.endswith("put_together"):
            return put_together(data)
        number = json.loads(data.partition(b"\n")[0])["page"]
        asked.append(number)
        return pages[number]

    class Kept(dict[str, list[bytes]]):
        def find(self, key: str) -> list[bytes] | None:
            return self.get(key)

        def keep(self, key: str, parts: Sequence[bytes]) -> None:
            self[key] = list(parts)

    monkeypatch.setattr(reading, "can_read_pictures", lambda: True)
    monkeypatch.setattr("kg.documents.apart.asking.ask", answered)
    kept, steps = Kept(), list[tuple[int, int]]()
    for _ in range(2):
        (found,) = read_bytes(b"II*\0" + bytes(50), "scan.tif", "scan.tif", scans=Scans(kept, lambda *step: steps.append(step)))
        assert isinstance(found, Source) and len(parse(found).tasks) == 3
    assert sorted(asked) == [1, 2] and steps[-1] == (2, 2)
