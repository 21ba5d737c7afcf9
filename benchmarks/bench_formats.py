"""What notices lose by being saved in other formats: nothing, where each figure is 1.

    python benchmarks/bench_formats.py --score score.py --gold gold/ notices/*.txt

Each text becomes a file of every format (LibreOffice makes most), as paragraphs, and as a table where it is one; `kg parse` reads each, and
the script given with ``--score`` compares the records with what a person read (``--gold``: files whose name is the number that the
text's begins with), else with the records of the text. Printed are the least F1 of the notices for tasks, their text, units with role and
targets, and the most processor seconds and megabytes of one file.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from tests.documents.conversions import office, paragraphs_of, web_page  # noqa: E402
from tests.documents.notices import TABLES, table  # noqa: E402
from tests.documents.ofd_files import ofd_of  # noqa: E402

FIGURES = ("tasks", "text", "units with role", "targets")
OF_WORD = ("doc:MS Word 97", "odt", "fodt", "rtf", "pdf")
OF_EXCEL = ("xls:MS Excel 97", "ods", "fods")
NAMES = {"wps": "doc", "et": "xls"}
"""Formats that differ from another in their name alone."""


def made(texts: Sequence[Path], folder: Path) -> None:
    """Each text in every format, as paragraphs and, where it is one, as a table."""
    for path in texts:
        kinds = [(path.stem, paragraphs_of(path.read_text(encoding="utf-8")))]
        if path.stem in TABLES:
            kinds.append((f"{path.stem}-cells", table(path.stem)))
        for name, blocks in kinds:
            (folder / f"{name}.html").write_text(web_page(blocks), encoding="utf-8")
            (folder / f"{name}.ofd").write_bytes(ofd_of(blocks))
    pages = sorted(folder.glob("*.html"))
    office("docx:MS Word 2007 XML", pages, folder, "--infilter=HTML (StarWriter)")
    office("xlsx:Calc MS Excel 2007 XML", pages, folder, "--infilter=HTML (StarCalc)")
    for target in OF_WORD:
        office(target, sorted(folder.glob("*.docx")), folder)
    for target in OF_EXCEL:
        office(target, sorted(folder.glob("*.xlsx")), folder)
    for name, same in NAMES.items():
        for path in sorted(folder.glob(f"*.{same}")):
            path.with_suffix(f".{name}").write_bytes(path.read_bytes())


def parsed(path: Path) -> tuple[list[dict[str, Any]], float]:
    """The records of a file, and the processor seconds that its reading took, the program's start included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": f"{HERE.parent}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
    done = subprocess.run(
        [sys.executable, "-m", "kg", "parse", "-q", str(path)], capture_output=True, text=True, env=environment, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    if not records:
        sys.stderr.write(done.stderr)
    return records, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def wanted(text: Path, gold: Path | None, folder: Path) -> Path:
    """What a person read in the text, or what the program reads in it, in the form that the script takes."""
    if gold is not None and (found := gold / f"{text.name[:3]}.json").is_file():
        return found
    records, _ = parsed(text)
    tasks = [{**record, "id": str(number)} for number, record in enumerate(records) if record["type"] == "task"]
    path = folder / f"{text.stem}.json"
    path.write_text(json.dumps({"document": {"file": text.name}, "tasks": tasks}, ensure_ascii=False), encoding="utf-8")
    return path


def figures(path: Path, text: Path, gold: Path, score: Path) -> Iterator[float]:
    """The F1 of each of :data:`FIGURES`, then seconds and megabytes."""
    records, seconds = parsed(path)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps({**record, "file": text.name}, ensure_ascii=False) + "\n" for record in records)
        file.flush()
        done = subprocess.run([sys.executable, score, gold, "--records", file.name, "--json"], capture_output=True, text=True, check=True)
    rows = json.loads(done.stdout)
    yield from (rows[name]["f1"] for name in FIGURES)
    yield seconds
    yield path.stat().st_size / 1_000_000


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--score", type=Path, required=True)
    parser.add_argument("--gold", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made(arguments.texts, folder)
        golds = {text.stem: wanted(text, arguments.gold, folder) for text in arguments.texts}
        rows: dict[str, list[list[float]]] = {}
        for text in arguments.texts:
            rows.setdefault("txt", []).append(list(figures(text, text, golds[text.stem], arguments.score)))
            for path in sorted(folder.glob(f"{text.stem}*.*")):
                if path.suffix != ".json":
                    kind = f"{path.suffix[1:]}, table" if path.stem.endswith("-cells") else path.suffix[1:]
                    rows.setdefault(kind, []).append(list(figures(path, text, golds[text.stem], arguments.score)))
        print(f"| format | files | {' | '.join(FIGURES)} | seconds | MB |")
        print("| --- | ---: |" + " ---: |" * (len(FIGURES) + 2))
        for kind, found in sorted(rows.items()):
            columns = list(zip(*found, strict=True))
            least = [f"{min(column):.3f}" for column in columns[: len(FIGURES)]]
            print(f"| {kind} | {len(found)} | {' | '.join(least)} | {max(columns[-2]):.1f} | {max(columns[-1]):.2f} |")


if __name__ == "__main__":
    main()
