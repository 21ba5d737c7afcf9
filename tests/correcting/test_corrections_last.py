"""Corrections of all kinds outlive the form of the file, lines put in, and a program that reads otherwise: none is lost in silence.

The five notices are other people's words and stand beside the checkout, if anywhere; what is decided about them is made from what is read.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.correcting.applying import corrected
from kg.correcting.decisions import Decision, decision_of
from kg.correcting.outcomes import Outcome
from kg.correcting.places import selector_of
from kg.linking.likeness import letters
from kg.model.records import Parsed, Task
from kg.model.source import Source
from kg.parsing import parse
from kg.resources import SAMPLES
from tests.correcting.cases import NOTICE, lines_of
from tests.documents.conversions import office, paragraphs_of, web_page
from tests.documents.samples import read_one

TOP = Path(__file__).parents[2]
CORPUS = next((place for place in (TOP.parent / "shared" / "corpus", TOP.parents[1] / "shared" / "corpus") if place.is_dir()), None)
NOTICES = [*(sorted(CORPUS.glob("*.txt")) if CORPUS else []), *(SAMPLES / f"{name}.txt" for name in (
    "01-leader-sections", "05-several-annexes", "06-label-lines", "07-bracket-labels", "08-words-after-names", "12-star-marks",
))]  # fmt: skip
KINDS = 6


@cache
def read(path: Path) -> tuple[Source, Parsed]:
    source = read_one(path)
    return source, parse(source)


@cache
def decisions(path: Path) -> tuple[Decision, ...]:
    """Six decisions about a notice, of six kinds, each about another of its tasks."""
    source, parsed = read(path)
    record = parsed.document
    document = {"number": record.number, "title": record.title, "region_code": record.region_code}
    made: list[Decision] = []
    for number, (task, line) in enumerate(_lines(source.text, parsed)):
        place = selector_of(source.text, task.start, min(task.end, task.start + 24))
        at = {"exact": place.exact, "prefix": place.prefix, "suffix": place.suffix}
        whole = {"id": f"c-{path.stem[:3]}-{number}", "by": "督查室", "document": {k: v for k, v in document.items() if v}, "at": at}
        made.append(decision_of(whole | line, "made"))
    return tuple(made)


def _lines(text: str, parsed: Parsed) -> Iterator[tuple[Task, dict[str, Any]]]:
    every = [task for task in parsed.tasks if len(letters(task.text)) > 12 and task.units]
    with_target = next(task for task in every if task.targets)
    tasks = [task for task in every if task is not with_target]
    chosen = [tasks[number * len(tasks) // KINDS] for number in range(KINDS)]
    quote = with_target.targets[0]
    target = selector_of(text, quote.start, quote.end)
    yield chosen[0], {"set": {"units": [{"name": "督查考核办", "role": "lead"}, *({"name": unit.name} for unit in chosen[0].units)]}}
    yield chosen[1], {"set": {"leaders": [{"name": "柏舟", "title": "副县长"}]}}
    yield chosen[2], {"add": {"unit": {"name": "督查考核办"}}}
    yield chosen[3], {"drop": "task"}
    yield chosen[4], {"confirm": False, "fields": ["units"]}
    yield with_target, {"at": {"exact": target.exact, "prefix": target.prefix, "suffix": target.suffix}, "drop": "target"}


def laid(source: Source, path: Path) -> tuple[Parsed, tuple[Outcome, ...]]:
    found = corrected(parse(source), source.text, decisions(path))
    return found.parsed, found.outcomes


def touched(parsed: Parsed) -> dict[str, str]:
    """The task that each correction changed, by the letters of its text."""
    return {amendment.id: letters(task.text)[:24] for task in parsed.tasks for amendment in task.corrections}


def textual(path: Path, change: Callable[[str], str]) -> Source:
    source = read(path)[0]
    text = change(source.text)
    return Source(path.name, path.name, text, hashlib.sha256(text.encode()).hexdigest())


def with_lines_between(text: str) -> str:
    """Lines before the notice, and empty ones and a remark of a copyist within it."""
    lines = [f"{line}\n" if number % 7 == 3 and line.strip() else line for number, line in enumerate(text.split("\n"))]
    return "\n".join(["信息公开目录", "", *lines])


FORMS: dict[str, Callable[[str], str]] = {
    "the same": lambda text: text,
    "lines put in": with_lines_between,
    "spaces": lambda text: re.sub(r"(?<=[\u4e00-\u9fff])，", " ，", text),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem[:24])
def test_another_text_of_the_notice_is_corrected_alike(path: Path, form: str) -> None:
    first, told = laid(read(path)[0], path)
    assert [outcome.state for outcome in told] == ["applied"] * KINDS
    again, outcomes = laid(textual(path, FORMS[form]), path)
    assert len(outcomes) == KINDS, "a correction was passed over in silence"
    assert [outcome.state for outcome in outcomes] == ["applied"] * KINDS
    assert touched(again) == touched(first)


def _same_places(found: Parsed, outcomes: tuple[Outcome, ...], path: Path, least: int) -> None:
    """Each is applied where it was, or told to be lost; ``least`` are applied."""
    assert len(outcomes) == KINDS, "a correction was passed over in silence"
    assert all(outcome.state == "applied" or outcome.reason for outcome in outcomes)
    assert sum(outcome.state in ("applied", "unneeded") for outcome in outcomes) >= least
    first = touched(laid(read(path)[0], path)[0])
    there = {key: words for key, words in touched(found).items() if not first[key].startswith(words) and not words.startswith(first[key])}
    assert not there, "a correction was laid over another task"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forms")
    for path in NOTICES:
        (folder / f"{path.stem}.html").write_text(web_page(paragraphs_of(read(path)[0].text)), encoding="utf-8")
    return folder


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem[:24])
def test_a_web_page_of_the_notice_is_corrected_alike(path: Path, pages: Path) -> None:
    _same_places(*laid(read_one(pages / f"{path.stem}.html"), path), path, KINDS)


@pytest.fixture(scope="module")
def documents(pages: Path) -> Path:
    office("docx:MS Word 2007 XML", sorted(pages.glob("*.html")), pages, "--infilter=HTML (StarWriter)")
    office("pdf", sorted(pages.glob("*.docx")), pages)
    return pages


@pytest.mark.parametrize("form", ["docx", "pdf"])
@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem[:24])
def test_a_document_of_the_notice_is_corrected_or_says_what_is_lost(path: Path, form: str, documents: Path) -> None:
    _same_places(*laid(read_one(documents / f"{path.stem}.{form}"), path), path, KINDS - 1)


def test_what_a_longer_word_list_reads_by_now_is_needed_no_more(tmp_path: Path) -> None:
    """The reading of another program: the same one with a word more. What it reads still otherwise is applied, what is gone is lost."""
    text = NOTICE.replace("责任单位：县教育局、县财政局", "主推单位：县教育局")
    (tmp_path / "青岭县.txt").write_text(text, encoding="utf-8")
    own = {"number": "青政办发〔2024〕3号"}
    units = {"units": [{"name": "县教育局", "role": "lead"}]}
    (tmp_path / "corrections.jsonl").write_bytes(
        lines_of(
            {"id": "c-word", "document": own, "at": {"exact": "新增公办幼儿园学位600个"}, "set": units},
            {"id": "c-other", "document": own, "at": {"exact": "改造老旧小区8个"}, "set": units},
            {"id": "c-gone", "document": own, "at": {"exact": "责任单位：县教育局"}, "confirm": True},
        )
    )
    words = tmp_path / "mine" / "words"
    words.mkdir(parents=True)
    (words / "roles.txt").write_text("[words]\n主推  lead  label\n", encoding="utf-8")
    told = {}
    for name, more in (("before", []), ("after", ["--knowledge", str(tmp_path / "mine")])):
        command = [sys.executable, "-m", "kg", "build", str(tmp_path / "青岭县.txt"), "-o", str(tmp_path / name), "-q", "--without-pages"]
        env = {**os.environ, "PYTHONPATH": str(TOP), "ZEREN_CACHE": str(tmp_path / "kept")}
        subprocess.run([*command, "-j", "1", *more], check=True, env=env, capture_output=True, timeout=240)
        report = json.loads((tmp_path / name / "report.json").read_text(encoding="utf-8"))["corrections"]
        told[name] = {one["id"]: state for state in report["counts"] for one in report[state]}
    assert told["before"] == {"c-word": "applied", "c-other": "applied", "c-gone": "lost"}
    assert told["after"] == {"c-word": "unneeded", "c-other": "applied", "c-gone": "lost"}
