"""Write the page of doubts from the program's own list: ``python docs/make_doubts_page.py``."""

from __future__ import annotations

from pathlib import Path

from kg.model.doubts import KINDS

PAGE = Path(__file__).with_name("doubts.md")
HEAD = """# Doubts 疑点

What the program says of its own reading: in the records (`problems` of a document, `doubts` of a task), in `report.md`,
in the graph (`zr:doubt`), in the bureaus' workbooks and on the pages. `kg query doubts` lists the tasks that are in doubt.
Made by `python docs/make_doubts_page.py`.

A **note** is the source's own fault, or something set aside, and the reading stands; with a **doubt** the reading may be
wrong there; with an **error** something was not read. A document is in doubt where a doubt or an error stands in it, a task
where one touches it.

| code | severity | what it says 含义 | what to do 处理 |
| --- | --- | --- | --- |
"""


def page() -> str:
    """The page as it should be."""
    rows = []
    for kind in KINDS.values():
        says, do = f"**{kind.title_en} {kind.title_zh}**<br>{kind.en}<br>{kind.zh}", f"{kind.remedy_en}.<br>{kind.remedy_zh}。"
        rows.append(f"| `{kind.code}` | {kind.severity} | {says} | {do} |\n")
    return HEAD + "".join(rows)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
