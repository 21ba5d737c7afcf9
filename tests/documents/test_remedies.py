"""What is told to do about a format that is not read is done, and the document is read then."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.documents.conversions import office
from tests.documents.samples import ROWS, document_text, read_one, refusal


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table in the formats that LibreOffice writes and this program does not read."""
    folder = tmp_path_factory.mktemp("formats")
    (folder / "table.csv").write_text("\n".join(map(",".join, ROWS)), encoding="utf-8")
    office("ods:calc8", [folder / "table.csv"], folder, "--infilter=CSV:44,34,76")
    office("xml:MS Excel 2003 XML", [folder / "table.ods"], folder)
    return folder


@pytest.mark.parametrize(
    "name",
    ["table.xml"],
)
def test_the_command_that_is_told_makes_a_document_that_is_read(originals: Path, tmp_path: Path, name: str) -> None:
    told = re.search(r"soffice --headless --convert-to (\w+) FILE", refusal(originals / name).remedy)
    assert told is not None
    office(told[1], [originals / name], tmp_path)
    text = document_text(read_one(next(tmp_path.glob(f"*.{told[1]}"))))
    assert ROWS[1][1] in text
