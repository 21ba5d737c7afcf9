"""The examples of docs/python.md give what the page says, and the notebook runs to its end, on a build of the samples."""

from __future__ import annotations

import doctest
import json
import os
import re
import warnings
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.program import program
from kg.door.tables import TABLES
from kg.resources import SAMPLES
from tests.test_house import TOP

PAGE = (TOP / "docs" / "python.md").read_text(encoding="utf-8")
NOTEBOOK = TOP / "docs" / "zeren.ipynb"
LARGEST = 60_000  # bytes of the notebook with its outputs: what a reader of the repository loads


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``samples`` and their build in ``exports``, as in a fresh clone."""
    pytest.importorskip("pandas", reason="pandas is not installed: pip install 'zeren[pandas]'")
    made = tmp_path_factory.mktemp("clone")
    (made / "samples").symlink_to(SAMPLES)
    command = ["build", "-q", "--without-pages", "-o", str(made / "exports"), *map(str, sorted(SAMPLES.glob("[0-9]*")))]
    assert CliRunner().invoke(program, command).exit_code == 0
    return made


def test_the_examples_give_what_the_page_says(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    blocks = re.findall(r"^```python\n(.*?)^```$", PAGE, re.M | re.S)
    assert len(blocks) > 5
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "python.md", "docs/python.md", 0)
    told: list[str] = []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        failed = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS).run(test, out=told.append).failed
    assert not failed, "".join(told)


@pytest.mark.parametrize("table", TABLES)
def test_the_page_names_every_column(table: str) -> None:
    (row,) = re.findall(rf"^\| `graph\.{table}` \|.*\| `([^`]+)` \|$", PAGE, re.M)
    assert row.split() == [column.name for column in TABLES[table].columns]


def test_the_notebook_runs(folder: Path) -> None:
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed: it is part of zeren[test]")
    nbformat = pytest.importorskip("nbformat", reason="nbformat comes with nbclient")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed: it is part of zeren[test]")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    committed = [outputs(cell) for cell in notebook.cells]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(TOP), *filter(None, [os.environ.get("PYTHONPATH")])])}
    client = nbclient.NotebookClient(notebook, timeout=None, kernel_name="python3", resources={"metadata": {"path": str(folder)}})
    client.execute(env=environment)
    assert [outputs(cell) for cell in notebook.cells] == committed


def outputs(cell: dict[str, object]) -> list[str]:
    """What a cell shows, as text. Where it differs from what is committed: docs/make_notebook.py."""
    found = cell.get("outputs", [])
    assert isinstance(found, list)
    return ["".join(output.get("text", "") or output.get("data", {}).get("text/plain", "")) for output in found]


def test_the_notebook_is_small_and_has_run_from_top_to_bottom() -> None:
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert len(text.encode()) < LARGEST
    code = [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    assert "<script" not in text
