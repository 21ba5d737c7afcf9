"""Every fact of tasks drawn by lot is led back to its characters, by a program that knows the graph and the texts alone."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from kg.building.build import build
from tests.building.led_back import FACTS, Led, led_back
from tests.documents import office_files
from tests.documents.conversions import paragraphs_of, web_page

TOP = Path(__file__).parents[2]
SAMPLES = sorted((TOP / "samples").glob("*.txt"))
CORPUS = TOP.parent / "shared" / "corpus"


def as_text(source: Path, folder: Path) -> None:
    shutil.copy(source, folder)


def as_page(source: Path, folder: Path) -> None:
    blocks = paragraphs_of(source.read_text(encoding="utf-8"))
    (folder / f"{source.stem}.html").write_text(web_page(blocks), encoding="utf-8")


def as_word(source: Path, folder: Path) -> None:
    lines = source.read_text(encoding="utf-8").splitlines()
    body = "".join(office_files.paragraph(escape(line, quote=False)) for line in lines if line.strip())
    (folder / f"{source.stem}.docx").write_bytes(office_files.docx(body))


@pytest.mark.parametrize("made", [as_text, as_page, as_word], ids=lambda made: made.__name__)
def test_the_facts_of_ten_tasks_stand_where_the_graph_says(made: Callable[[Path, Path], None], tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    # What is written as a table in characters is no table as paragraphs of a page or of Word.
    for source in SAMPLES if made is as_text else [path for path in SAMPLES if path.name[:2] in ("01", "05", "06", "07", "08")]:
        made(source, sources)
    build([sources], tmp_path / "built")
    facts = list(led_back(tmp_path / "built"))
    assert [fact for fact in facts if not fact.fits] == []
    assert len({fact.task for fact in facts}) == 10
    assert Counter(fact.kind for fact in facts).keys() >= FACTS.keys() - {"leader", "post"}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside this checkout")
def test_each_fact_of_the_real_notices_stands_where_the_graph_says(tmp_path: Path) -> None:
    build(sorted(CORPUS.glob("*.txt")), tmp_path)
    facts = list(led_back(tmp_path, tasks=1_000))
    assert [fact for fact in facts if not fact.fits] == []
    assert Counter(fact.kind for fact in facts).keys() == FACTS.keys()


@pytest.mark.parametrize(
    ("kind", "said", "characters", "fits"),
    [
        ("body", "市财政局", "市 财政局", True),
        ("body", "市财政局", "市统计局", False),
        ("text", "建成公园3个。", "建成公园（市建设局）3个。", True),
        ("text", "建成公园3个。", "建成公园5个。", False),
        ("leader", "林知远", "林知远常务副市长", True),
        ("leader", "林知远", "常务副市长", False),
    ],
)
def test_what_fits(kind: str, said: str, characters: str, fits: bool) -> None:
    assert Led("", kind, said, characters).fits is fits
