"""Runs ``docs/zeren.ipynb`` again, on a fresh build of the samples, and keeps what its cells show.

Run it from a checkout with ``pip install -e '.[test]'`` after a change of the samples, or of what is read in them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

TOP = Path(__file__).resolve().parent.parent
NOTEBOOK = TOP / "docs" / "zeren.ipynb"


def run(folder: Path) -> None:
    """Run the notebook in a folder that looks like a fresh clone after ``kg build``."""
    (folder / "samples").symlink_to(TOP / "samples")
    samples = map(str, sorted((TOP / "samples").glob("[0-9]*")))
    environment = {**os.environ, "PYTHONPATH": str(TOP)}
    subprocess.run([sys.executable, "-m", "kg", "build", "-q", "-o", str(folder / "exports"), *samples], check=True, env=environment)
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    client = NotebookClient(notebook, timeout=None, kernel_name="python3", resources={"metadata": {"path": str(folder)}})
    client.execute(env=environment)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # the time of day
    notebook.metadata["language_info"] = {"name": "python"}
    nbformat.write(notebook, NOTEBOOK)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        run(Path(folder))
