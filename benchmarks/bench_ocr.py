"""What notices lose by being scanned: pictures of them are made, clean and damaged, read, and held against what a person read.

    python benchmarks/bench_ocr.py --score score.py --gold gold/ --font Song=gbsn00lp.ttf notices/000*.txt notices/003*.txt

Each text is printed by Chromium on A4 pages (as paragraphs; as a table where it is one), each page becomes a picture, and the pictures one
TIFF, which `kg parse` reads (extra ocr). Printed are, for each face, resolution and damage, the least F1 of the notices for tasks, their
text, units with role and targets by the script given with ``--score``; the processor seconds a page; and of the numbers in the tasks'
words that are not as printed, how many stand in a task that has a doubt about it, and how many in one that has none. A page takes about
ten seconds of processor time. ``--tasks`` takes the first tasks of each notice alone.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import pypdfium2  # type: ignore[import-untyped]  # noqa: E402
from bench_formats import parsed  # noqa: E402
from damaged_pages import DAMAGE  # noqa: E402
from PIL import Image  # noqa: E402

from tests.documents.conversions import Block, paragraphs_of, web_page  # noqa: E402
from tests.documents.notices import TABLES, table  # noqa: E402

FIGURES = ("tasks", "text", "units with role", "targets")
DOUBTS = {"ocr-number", "ocr-signs", "ocr-text"}
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
STYLE = (
    "@font-face{{font-family:Face;src:url('{file}')}} @page{{size:A4;margin:25mm}} body{{font:16pt/1.6 Face,'Noto Serif CJK SC'}}"
    "p{{margin:0;text-indent:2em}} table{{border-collapse:collapse;width:100%}} td{{border:1px solid black;padding:3px;font-size:12pt}}"
)


class Notice(NamedTuple):
    """A notice's text, what a person read in it, and how it is laid out."""

    name: str
    text: str
    gold: dict[str, Any]
    blocks: Sequence[Block]


class Found(NamedTuple):
    """What one reading gave: the F1 of :data:`FIGURES`, seconds a page, wrong numbers with and without a doubt."""

    figures: tuple[float, ...]
    seconds: float
    doubted: int
    quiet: int
    doubts: float


def notice(path: Path, gold: Path, most: int) -> Notice:
    """The notice, or its first ``most`` tasks."""
    read = json.loads((gold / f"{path.name[:3]}.json").read_text(encoding="utf-8"))
    text = path.read_text(encoding="utf-8")
    blocks: list[Block] = list(table(path.stem) if path.stem in TABLES else paragraphs_of(text))
    if 0 < most < len(read["tasks"]):
        read["tasks"] = read["tasks"][:most]
        blocks = _as_far_as(blocks, read["tasks"][-1]["text"])
    return Notice(path.name, text, read, blocks)


def _as_far_as(blocks: Sequence[Block], last: str) -> list[Block]:
    """The blocks up to the one that holds the last task's words, and the line of its units."""
    begins = _plain(last)[:12]
    kept: list[Block] = []
    for at, block in enumerate(blocks):
        if isinstance(block, str):
            kept.append(block)
            if begins in _plain(block):
                return [*kept, *(more for more in blocks[at + 1 : at + 2] if isinstance(more, str))]
        else:
            rows = list(block)
            end = next((n for n, row in enumerate(rows) if any(begins in _plain(cell.text) for cell in row)), len(rows) - 1)
            return [*kept, rows[: end + 1]]
    return kept


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def printed(notice: Notice, face: Path, folder: Path) -> Path:
    """The notice as a PDF, set in that face."""
    name = f"{notice.name[:3]}-{face.stem}"
    page, target = folder / f"{name}.html", folder / f"{name}.pdf"
    if not target.exists():
        style = STYLE.format(file=face.resolve().as_uri())
        page.write_text(
            re.sub(r"<style>.*?</style>", f"<style>{style}</style>", web_page(notice.blocks), flags=re.DOTALL), encoding="utf-8"
        )
        browser = next(found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name)))
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder / 'browser'}"]
        subprocess.run([browser, *options, f"--print-to-pdf={target}", page.as_uri()], check=True, capture_output=True, timeout=900)
    return target


def scanned(pdf: Path, per_inch: int, damage: str, folder: Path) -> tuple[Path, int]:
    """The pages as a TIFF, and how many there are."""
    pages = []
    for page in pypdfium2.PdfDocument(pdf):
        shown: Image.Image = page.render(scale=per_inch / 72).to_pil().convert("RGB")
        changed = DAMAGE[damage](shown, per_inch)
        pages.append(changed if damage == "stamped" else changed.convert("L"))
    target = folder / f"{pdf.stem}-{per_inch}-{damage.replace(' ', '-')}.tif"
    pages[0].save(target, save_all=True, append_images=pages[1:], dpi=(per_inch, per_inch), compression="tiff_deflate")
    return target, len(pages)


def figures(records: Sequence[dict[str, Any]], notice: Notice, score: Path, folder: Path) -> tuple[float, ...]:
    """The F1 of each of :data:`FIGURES`."""
    gold, found = folder / "gold.json", folder / "found.jsonl"
    gold.write_text(json.dumps(notice.gold, ensure_ascii=False), encoding="utf-8")
    lines = (json.dumps({**record, "file": notice.gold["document"]["file"]}, ensure_ascii=False) for record in records)
    found.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = subprocess.run([sys.executable, score, gold, "--records", found, "--json"], capture_output=True, text=True, check=True)
    rows = json.loads(done.stdout)
    return tuple(rows[name]["f1"] for name in FIGURES)


def wrong_numbers(records: Sequence[dict[str, Any]], notice: Notice, *, shown: bool) -> tuple[int, int]:
    """How many numbers of the tasks' words are not as printed: in tasks with a doubt about what was read, and in those without."""
    tasks = [record for record in records if record["type"] == "task"]
    left = list(range(len(tasks)))
    doubted = quiet = 0
    for wanted in notice.gold["tasks"]:
        likeness = [(difflib.SequenceMatcher(None, wanted["text"], tasks[at]["text"], autojunk=False).quick_ratio(), -at) for at in left]
        best, at = max(likeness, default=(0.0, 0))
        if best < 0.6:
            continue
        task = tasks[-at]
        left.remove(-at)
        printed, told = (Counter(NUMBER.findall(_plain(text))) for text in (wanted["text"], task["text"]))
        wrong = max((printed - told).total(), (told - printed).total())
        if wrong and DOUBTS & set(task["doubts"]):
            doubted += wrong
        else:
            quiet += wrong
        if wrong and shown:
            print(f"  {dict(printed - told)} read as {dict(told - printed)}, doubts {task['doubts']}: {task['text'][:60]}", file=sys.stderr)
    return doubted, quiet


def measured(notice: Notice, face: Path, per_inch: int, damage: str, score: Path, folder: Path, *, shown: bool) -> Found:
    """What the reading of one notice gave."""
    path, pages = scanned(printed(notice, face, folder), per_inch, damage, folder)
    records, seconds = parsed(path)
    path.unlink()
    tasks = [record for record in records if record["type"] == "task"]
    in_doubt = sum(bool(DOUBTS & set(task["doubts"])) for task in tasks) / max(1, len(tasks))
    return Found(figures(records, notice, score, folder), seconds / pages, *wrong_numbers(records, notice, shown=shown), in_doubt)


def main() -> None:
    """Print the table, a line as each is done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--score", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--font", action="append", required=True, metavar="NAME=FILE", help="A face, and its file.")
    parser.add_argument("--dpi", type=int, nargs="+", default=[150, 200, 300], help="Resolutions of clean pages.")
    parser.add_argument("--damage", nargs="*", default=[name for name in DAMAGE if name != "clean"], help="At 200 dots an inch.")
    parser.add_argument("--tasks", type=int, default=0, metavar="N", help="Only the first N tasks of each notice.")
    parser.add_argument("--show", action="store_true", help="Print each wrong number.")
    arguments = parser.parse_args()
    notices = [notice(path, arguments.gold, arguments.tasks) for path in arguments.texts]
    faces = [(name, Path(file)) for name, _, file in (font.partition("=") for font in arguments.font)]
    kinds = [*((dpi, "clean") for dpi in arguments.dpi), *((200, damage) for damage in arguments.damage)]
    print(f"| face, dots an inch, damage | {' | '.join(FIGURES)} | tasks in doubt | seconds a page | wrong numbers, in doubt | quiet |")
    print("| --- |" + " ---: |" * (len(FIGURES) + 4))
    with tempfile.TemporaryDirectory() as name:
        for face, file in faces:
            for per_inch, damage in kinds:
                found = [measured(one, file, per_inch, damage, arguments.score, Path(name), shown=arguments.show) for one in notices]
                least = [f"{min(column):.3f}" for column in zip(*(one.figures for one in found), strict=True)]
                doubts, seconds = max(one.doubts for one in found), max(one.seconds for one in found)
                wrong = f"{sum(one.doubted for one in found)} | {sum(one.quiet for one in found)}"
                print(f"| {face}, {per_inch}, {damage} | {' | '.join(least)} | {doubts:.2f} | {seconds:.1f} | {wrong} |", flush=True)


if __name__ == "__main__":
    main()
