"""What the program hands out, word for word: the bureaus' workbooks, the report of a build, the forms for other tools.

Where a difference was meant, ``python -m tests.golden`` writes the files anew; read the diff before it is committed.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from tests.golden.made import EXPECTED, made

NAMES = sorted(path.name for path in EXPECTED.iterdir())


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return made()


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def test_each_text_that_is_made_has_its_file(texts: dict[str, str]) -> None:
    assert sorted(texts) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_what_is_handed_out_is_as_it_was(name: str, texts: dict[str, str]) -> None:
    was, made_now = read(EXPECTED / name), texts.get(name, "")
    if was != made_now:
        lines = difflib.unified_diff(was.splitlines(), made_now.splitlines(), f"expected/{name}", "as made now", lineterm="", n=1)
        pytest.fail("\n".join(["every line that differs; if it was meant: python -m tests.golden", *lines]), pytrace=False)
