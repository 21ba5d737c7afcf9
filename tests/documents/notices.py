"""The repository's sample documents, and the real notices where they are at hand, as paragraphs and tables."""

from __future__ import annotations

import re
from pathlib import Path

from kg.resources import SAMPLES
from tests.documents.conversions import Block, Field, flattened, paragraphs_of, piped, spaced, tabbed

__all__ = ["PROSE", "TABLES", "prose", "table"]

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
TEXTS = {path.stem: path for path in [*sorted(Path(str(SAMPLES)).glob("[01]*.txt")), *sorted(CORPUS.glob("*.txt"))]}
PROSE = [name for name in TEXTS if name != "11-tab-table"]
TABLES = [name for name in TEXTS if re.match(r"04-|10-|11-|12-|14-|003_", name)]


def prose(name: str) -> list[Block]:
    """A paragraph a line."""
    return paragraphs_of(TEXTS[name].read_text(encoding="utf-8"))


def table(name: str) -> list[Block]:
    """The paragraphs before the table, and its rows and cells, as the text shows them in its own way."""
    lines = [line.strip(" ") for line in TEXTS[name].read_text(encoding="utf-8").split("\n") if line.strip()]
    headings = {"10-": "| 序号", "11-": "牵头单位\t", "12-": "序号 ", "14-": "序號"}
    head = next(n for n, line in enumerate(lines) if line.startswith(headings.get(name[:3], "分块")))
    before: list[Block] = [line.strip("| ") for line in lines[:head] if line.strip("| ")]
    rows = lines[head:]
    if name.startswith("10-"):
        return [*before, piped(rows)]
    if name.startswith("11-"):
        return [*before, tabbed(rows)]
    if name.startswith("12-"):
        return [*before, [[Field("序号"), Field("工作任务"), Field("责任单位")], *spaced(rows[1:])]]
    if name.startswith("14-"):
        cells = [cell.strip() for cell in "".join(rows).split("|") if cell.strip()]
        return [*before, flattened(cells, 7, number=0)]
    return [*before, flattened(rows, 4, number=1)]
