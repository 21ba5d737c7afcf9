"""What the program depends on: bounds on both sides, exact versions to test with, and the Pythons that it says it runs on."""

from __future__ import annotations

import configparser
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from kg.resources import vis_network

TOP = Path(__file__).resolve().parent.parent
SETTINGS = configparser.ConfigParser()
SETTINGS.read(TOP / "setup.cfg", encoding="utf-8")
EXTRAS = SETTINGS["options.extras_require"]
ASKED = [line for lines in (SETTINGS["options"]["install_requires"], *EXTRAS.values()) for line in lines.split("\n") if line]
PINNED = dict(re.findall(r"^([\w.-]+)==(\S+)$", (TOP / "constraints.txt").read_text(encoding="utf-8"), re.M))
PAGE = (TOP / "docs" / "dependencies.md").read_text(encoding="utf-8")
PYTHONS = re.findall(r"^Programming Language :: Python :: (3\.\d+)$", SETTINGS["metadata"]["classifiers"], re.M)


def numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def plain(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


@pytest.mark.parametrize("line", sorted(set(ASKED)))
def test_a_dependency_has_bounds_and_its_exact_version_lies_within(line: str) -> None:
    match = re.fullmatch(r"([\w-]+)>=([\d.]+),<([\d.]+)", line)
    assert match, "a dependency is written NAME>=LOWEST,<BEYOND"
    pinned = {plain(package): version for package, version in PINNED.items()}[plain(match[1])]
    assert numbers(match[2]) <= numbers(pinned) < numbers(match[3])


@pytest.mark.parametrize("line", sorted(set(ASKED)))
def test_a_dependency_has_its_licence_and_last_release(line: str) -> None:
    package = re.split("[<>]", line)[0]
    assert re.search(rf"^\| {package} \| [^|]+ \| [^|]+ \| [\d.]+, \d{{4}}-\d\d-\d\d \|$", PAGE, re.M)


def test_every_line_of_the_constraints_is_one_exact_version() -> None:
    lines = (TOP / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if not line.startswith("#")]) == len(PINNED)


def test_the_integration_installs_with_the_constraints() -> None:
    common = (TOP / ".ci" / "common").read_text(encoding="utf-8")
    assert re.search(r"^export PIP_CONSTRAINT=.*constraints\.txt", common, re.M)
    for script in ("run", "other-pythons"):
        assert "/common" in (TOP / ".ci" / script).read_text(encoding="utf-8")


def test_the_pythons_are_the_same_everywhere() -> None:
    assert re.findall(r"^\| (3\.\d+) \|", PAGE, re.M) == PYTHONS
    lowest = PYTHONS[0]
    assert SETTINGS["options"]["python_requires"] == f">={lowest}"
    assert SETTINGS["mypy"]["python_version"] == lowest
    ruff = tomllib.loads((TOP / "ruff.toml").read_text(encoding="utf-8"))
    assert ruff["target-version"] == f"py{lowest.replace('.', '')}"


WEIGHT = ("IPython", "jsonpickle", "pyvis")
COMMAND_MODULES = sorted(path.stem for path in (TOP / "kg" / "cli").glob("*.py"))


def loaded(script: str) -> list[str]:
    """What of the weight that pyvis drags in is loaded when the script has run."""
    told = subprocess.run(
        [sys.executable, "-c", f"{script}\nimport sys\nprint(*(name for name in {WEIGHT} if name in sys.modules))"],
        capture_output=True, text=True, cwd=TOP, check=True,
    )  # fmt: skip
    return told.stdout.split()


@pytest.mark.parametrize(
    "script",
    [
        pytest.param("\n".join(f"import kg.cli.{name}" for name in COMMAND_MODULES), id="to start any command"),
        pytest.param("from kg.publish.serving import server, pool, assets\nassets.page_files()", id="to serve the page"),
        pytest.param("import kg\nfrom kg.resources import FIVE_NOTICES\nkg.open(FIVE_NOTICES).network('units')", id="from Python"),
        pytest.param("import kg.building.build, kg.views.writing, kg.views.pages", id="to build"),
    ],
)
def test_nothing_that_pyvis_drags_in_is_loaded(script: str) -> None:
    assert loaded(script) == []


def test_it_is_loaded_where_a_network_is_drawn() -> None:
    """Else the test above would see nothing whatever happened."""
    assert "pyvis" in loaded("import networkx\nfrom kg.views.drawing import draw_bureaus\ndraw_bureaus(networkx.Graph())")


def test_the_version_of_vis_network_is_named_nowhere() -> None:
    assert vis_network().is_file()
    version = re.compile(r"vis-\d+\.\d+")
    named = [
        path for folder in ("kg", "tests", "benchmarks") for path in (TOP / folder).rglob("*.py") if version.search(path.read_text("utf-8"))
    ]
    assert named == []
