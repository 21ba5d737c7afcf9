"""What the program depends on: bounds on both sides, exact versions to test with, and the Pythons that it says it runs on."""

from __future__ import annotations

import configparser
import re
import tomllib
from pathlib import Path

import pytest

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
