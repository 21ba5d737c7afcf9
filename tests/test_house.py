"""The plan of the house holds: who imports whom, how large a room is, what may not stand in code."""

from __future__ import annotations

import ast
import configparser
import importlib.metadata
import re
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

TOP = Path(__file__).resolve().parent.parent
KG = TOP / "kg"
MODULES = sorted(KG.rglob("*.py"))
# The floors of the house, from the foundation up: a module imports from its own floor, if that is one room, and from those below.
# Rooms that share a floor do not know each other. A file that stands loose in a room has a floor, too.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("garbage", "lifeline", "resources"),
    ("fingerprint",),
    ("model",),
    ("knowledge",),
    ("documents",),
    ("parsing",),
    ("correcting",),
    ("linking",),
    ("mapping",),
    ("store",),
    ("queries", "network", "comparing", "searching"),
    ("views", "publish"),
    ("building",),
    ("door",),
    ("__init__",),
    ("cli",),
    ("__main__",),
)
FLOORS_IN: dict[str, tuple[tuple[str, ...], ...]] = {
    "documents": (
        ("passed_over",),
        ("finding", "list_numbers", "loading", "writing"),
        ("apart",),
        ("text",),
        ("web", "office", "pages"),
        ("pictures",),
        ("ofd",),
        ("recognising",),
        ("annexed",),
        ("archive", "foreign_archive"),
        ("opening",),
    ),
    "parsing": (
        ("words",),
        ("marks",),
        ("names",),
        ("clauses",),
        ("findings",),
        ("trace",),
        ("text", "tables"),
        ("targets",),
        ("results",),
        ("notice",),
        ("explaining",),
    ),
}
ROOM_LINES = 300
TEST_COMMAND = "python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/python -m pytest"


def name(path: Path) -> str:
    return path.relative_to(TOP).as_posix()


def room(path: Path) -> str:
    """The room that a module stands in; for what stands at the top of the package, its own name."""
    return path.relative_to(KG).with_suffix("").parts[0]


def imported(path: Path) -> set[str]:
    """The modules of the package that a module imports, without the name of the package (parsing.marks.lines)."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                modules = [alias.name for alias in names]
            case ast.ImportFrom(module=None):
                pytest.fail(f"{name(path)}: relative import")
            case ast.ImportFrom(module="kg", names=names):
                modules = [f"kg.{alias.name}" for alias in names]
            case ast.ImportFrom(module=str(module)):
                modules = [module]
            case _:
                continue
        found |= {module.removeprefix("kg.") for module in modules if module.startswith("kg.")}
    return found - {"__version__"}


def below(floors: tuple[tuple[str, ...], ...], standing_on: str) -> set[str]:
    """What a module of this room may import from: the room itself and all lower floors."""
    number = next((number for number, floor in enumerate(floors) if standing_on in floor), None)
    assert number is not None, f"{standing_on} is a room, or a loose file, to which the plan of the house gives no floor"
    return {standing_on, *(room for floor in floors[:number] for room in floor)}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_room_imports_only_from_its_left(path: Path) -> None:
    assert {module.split(".")[0] for module in imported(path)} <= below(FLOORS, room(path))


@pytest.mark.parametrize("path", [p for p in MODULES if room(p) in FLOORS_IN and p.parent != KG and p.name != "__init__.py"], ids=name)
def test_the_folders_of_a_room_stand_in_order(path: Path) -> None:
    standing_in = room(path)
    own = path.relative_to(KG / standing_in).with_suffix("").parts[0]
    inner = {module.split(".")[1] for module in imported(path) if module.startswith(f"{standing_in}.")}
    assert inner <= below(FLOORS_IN[standing_in], own)


def test_every_floor_has_its_room() -> None:
    plans = [(KG, FLOORS), *((KG / standing_in, floors) for standing_in, floors in FLOORS_IN.items())]
    for folder, floors in plans:
        assert not [room for floor in floors for room in floor if not ((folder / room).is_dir() or (folder / f"{room}.py").is_file())]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_room_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= ROOM_LINES


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_the_command_line_prints(path: Path) -> None:
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    printed = [node.lineno for node in calls if isinstance(node.func, ast.Name) and node.func.id == "print"]
    assert room(path) == "cli" or not printed


@pytest.mark.parametrize("path", [p for p in MODULES if room(p) in ("parsing", "linking", "knowledge", "documents", "model")], ids=name)
def test_parsing_knows_nothing_of_rdf(path: Path) -> None:
    libraries = re.findall(r"^\s*(?:from|import) (rdflib|pyoxigraph|oxrdflib|pyshacl)", path.read_text("utf-8"), re.M)
    assert room(path) == "knowledge" or not libraries


def sources() -> list[Path]:
    """Code and word files: what may know layouts but no document."""
    return [*MODULES, *sorted(KG.rglob("*.toml")), *sorted((KG / "knowledge").rglob("*.txt"))]


@pytest.mark.parametrize("path", sources(), ids=name)
def test_code_names_no_document(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.findall(r"\b\d{3}_[0-9a-f]{8,}|\bH\d\d_[a-z]+", text), "a file name of the corpus"
    example_free = re.sub(r'"""[\s\S]*?"""|#.*', "", text)
    assert not re.findall(r"政(?:办|府)?(?:发|函|字)〔\d{4}〕\s*\d+\s*号", example_free), "a document number"
    assert not re.findall(r"上虞|义乌|海盐|诸暨|湖州|上城区|大竹|蔡甸|滁州|咸宁|咸安|平湖市|南陵|洋縣", example_free), "a region"


def scripts() -> list[Path]:
    """Code beside the package that is run by hand."""
    return [path for folder in ("benchmarks", "fuzzing", "docs", "ontology") for path in sorted((TOP / folder).glob("*.py"))]


@pytest.mark.parametrize("path", [*MODULES, *scripts()], ids=name)
def test_the_addresses_of_the_project_stand_in_one_module(path: Path) -> None:
    example_free = re.sub(r"^\s*>>> .*", "", path.read_text(encoding="utf-8"), flags=re.M)
    assert path == KG / "model" / "terms.py" or "w3id.org/zeren" not in example_free


def tracked() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=TOP, capture_output=True, check=False)
    if listing.returncode:
        pytest.skip("not a checkout, so it has no list of files (corpus of sources)")
    return [TOP / part for part in listing.stdout.decode().split("\0") if part and (TOP / part).is_file()]


def test_types_are_checked_in_every_file_of_python() -> None:
    settings = configparser.ConfigParser()
    settings.read(TOP / "setup.cfg", encoding="utf-8")
    checked = [pattern.strip() for pattern in settings["mypy"]["files"].split(",")]
    python = [PurePosixPath(name(path)) for path in tracked() if path.suffix == ".py"]
    assert not [path for path in python if not any(path.match(of) or PurePosixPath(of) in path.parents for of in checked)]


def test_the_repository_speaks_of_the_project_alone() -> None:
    words = "|".join(("/wo" + r"rk\b", "/tm" + r"p/\w", r"\bissue #?" + r"\d", "cla" + "ude", "anthro" + "pic", "pypi-" + "more"))
    # How to add the program to the clients of others names these, by the names that their makers gave them.
    clients = re.compile("Cla" + r"ude (?:Desktop|Code)\b|\bcla" + r"ude(?:_desktop_config\.json| mcp add)")
    found: list[str] = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if path == TOP / "docs" / "agents.md":
            text = clients.sub("", text)
        found += [f"{name(path)}: {match}" for match in re.findall(words, text, re.I)]
    assert not found


@pytest.mark.parametrize("file", ["README.md", "README.zh-CN.md", ".ci/run"])
def test_the_command_that_tests_is_the_same_everywhere(file: str) -> None:
    assert TEST_COMMAND in (TOP / file).read_text(encoding="utf-8")


def dependencies() -> set[str]:
    """The packages that the program and its tests ask for, by name."""
    settings = configparser.ConfigParser()
    settings.read(TOP / "setup.cfg", encoding="utf-8")
    asked = settings["options"]["install_requires"] + settings["options.extras_require"]["test"]
    return {re.split(r"[<>=!~\[; ]", line.strip())[0] for line in asked.splitlines() if line.strip() and not line.startswith("#")}


def test_whatever_the_program_imports_is_asked_for() -> None:
    settings = configparser.ConfigParser()
    settings.read(TOP / "setup.cfg", encoding="utf-8")

    def packages(lines: str) -> set[str]:
        return {re.split(r"[<>=!~\[; ]", line)[0].lower() for line in lines.split("\n") if line}

    asked = packages(settings["options"]["install_requires"])
    # What an extra brings is imported late, inside of a function or for the type checker alone: never with the module. What reads pictures
    # has a room of its own, of which nothing but these modules is loaded with it, and only in a process that has them.
    pictures = {KG / "documents" / "pictures" / f"{own}.py" for own in ("cleaning", "engine", "missed", "opened", "page", "ruled")}
    late = {package for extra, lines in settings["options.extras_require"].items() if extra != "test" for package in packages(lines)}
    imports = {
        (found.split(".")[0], bool(indent) or path in pictures)
        for path in MODULES
        for indent, found in re.findall(
            r"^([ \t]*)(?:from|import) ([\w.]+)", re.sub(r'"""[\s\S]*?"""', "", path.read_text(encoding="utf-8")), re.M
        )
    }
    foreign = {(name, indented) for name, indented in imports if name not in sys.stdlib_module_names and name != "kg"}
    # Named by what they are installed as, where they are not.
    owners = {"cv2": ["opencv-python-headless"], "PIL": ["pillow"], **importlib.metadata.packages_distributions()}
    assert not {
        name
        for name, indented in foreign
        if not (asked | (late if indented else set())) & {owner.lower() for owner in owners.get(name, [name])}
    }


@pytest.mark.parametrize("package", sorted(dependencies()))
def test_each_dependency_has_its_reason(package: str) -> None:
    assert f"| {package} |" in (TOP / "docs" / "dependencies.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("sample", sorted(path.name for path in (TOP / "samples").glob("*.txt")))
def test_each_sample_is_described(sample: str) -> None:
    assert f"| `{sample}` |" in (TOP / "samples" / "README.md").read_text(encoding="utf-8")
