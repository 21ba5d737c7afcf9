"""The wheel in an environment of its own, used from another folder: ontology, queries and samples travel with it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import kg

TOP = Path(__file__).resolve().parent.parent
TRAVELS = ("kg", "ontology", "queries", "samples", "exports")


def run(*command: str | Path, cwd: Path) -> str:
    """Standard output of a command that must succeed; the checkout is not on its path."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PIP_TARGET", "VIRTUAL_ENV"))}
    done = subprocess.run([str(c) for c in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that the checkout keeps no build folder."""
    copy, out = tmp_path_factory.mktemp("checkout"), tmp_path_factory.mktemp("wheel")
    for name in TRAVELS:
        shutil.copytree(TOP / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.cfg", "pyproject.toml", "README.md"):
        shutil.copy(TOP / name, copy / name)
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", out, copy, cwd=out)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a fresh environment that holds the wheel and what it depends on."""
    home = tmp_path_factory.mktemp("fresh")
    run(sys.executable, "-m", "venv", home, cwd=home)
    run(home / "bin" / "pip", "install", "-q", wheel, cwd=home)
    return home / "bin"


@pytest.mark.parametrize(("folder", "pattern"), [("ontology", "*.ttl"), ("queries", "*.rq"), ("samples", "*"), ("exports", "*.ttl")])
def test_the_wheel_holds_the_shipped_files(wheel: Path, folder: str, pattern: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {Path(name).name for name in archive.namelist() if name.startswith(f"kg/_shipped/{folder}/")}
    shipped = {path.name for path in (TOP / folder).glob(pattern) if path.is_file()}
    wanted = shipped if folder != "exports" else shipped & {"five-notices.ttl"}
    assert wanted
    assert wanted <= held


def test_the_wheel_holds_every_module_and_data_file_of_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    files = {path.relative_to(TOP).as_posix() for path in (TOP / "kg").rglob("*") if path.is_file()}
    assert {name for name in files if "__pycache__" not in name} <= held


def test_version(programs: Path, tmp_path: Path) -> None:
    assert kg.__version__ in run(programs / "kg", "--version", cwd=tmp_path)


def test_parse_of_a_shipped_sample_from_another_folder(programs: Path, tmp_path: Path) -> None:
    where = run(programs / "python", "-c", "import kg.resources as r; print(r.SAMPLES)", cwd=tmp_path).strip()
    assert not Path(where).is_relative_to(TOP)
    lines = run(programs / "kg", "parse", Path(where) / "01-leader-sections.txt", cwd=tmp_path).splitlines()
    records = [json.loads(line) for line in lines]
    assert [record["type"] for record in records] == ["document"] + ["task"] * 17


def test_build_without_arguments_then_a_query(programs: Path, tmp_path: Path) -> None:
    run(programs / "kg", "build", cwd=tmp_path)
    assert (tmp_path / "exports" / "graph.ttl").stat().st_size > 100_000
    answer = json.loads(run(programs / "kg", "query", "cross-agency-leads", "--format", "json", cwd=tmp_path))
    assert {"unit", "region", "tasks"} <= set(answer[0])
