"""The documentation tells of the program as it is: its links lead somewhere, its files exist, its commands run, its formats are read."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from kg.cli.program import COMMANDS, program
from kg.documents.finding import SUFFIXES
from kg.store.graph import RDF_FORMATS
from tests.test_house import TOP, name, tracked

DOCS = sorted((TOP / "docs").glob("*.md"))
CHINESE = sorted((TOP / "docs" / "zh").glob("*.md"))
PAGES = sorted({*TOP.glob("*.md"), *TOP.glob("*/*.md"), *DOCS, *CHINESE})
BASES = (TOP, TOP / "kg", TOP / "kg" / "parsing", TOP / "kg" / "documents")
# What the documentation tells of although it is not there yet. Whoever makes it takes it away here.
GOLDEN = TOP / "tests" / "golden"
COMING: tuple[str, ...] = ()


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def prose_of(path: Path) -> str:
    """A page without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", text_of(path), flags=re.M | re.S)


def anchors(path: Path) -> set[str]:
    """What a link into the page may name behind the #: its headings, as forges spell them."""
    headings = re.findall(r"^#+ (.+)$", prose_of(path), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(path: Path) -> list[str]:
    return [link for link in re.findall(r"\]\(([^)\s]+)\)", prose_of(path)) if not re.match(r"[a-z]+:", link)]


def test_every_page_is_looked_at() -> None:
    assert {path for path in tracked() if path.suffix == ".md" and GOLDEN not in path.parents} <= set(PAGES)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in links(page):
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), f"{name(page)}: {link}"
        assert not anchor or anchor in anchors(target), f"{name(page)}: {link}"


@pytest.mark.parametrize("page", DOCS, ids=name)
def test_every_page_stands_in_the_table_of_contents(page: Path) -> None:
    assert page.name == "README.md" or page.name in links(TOP / "docs" / "README.md")


@pytest.mark.parametrize("page", CHINESE, ids=name)
def test_every_chinese_page_has_its_english_one_and_stands_in_the_chinese_contents(page: Path) -> None:
    assert (TOP / "docs" / page.name).is_file()
    assert page.name == "README.md" or page.name in links(TOP / "docs" / "zh" / "README.md")


def code_named(text: str) -> set[str]:
    """Commands, options, suffixes, files and signs that a page names in `code`, and the commands that are headings."""
    return set(re.findall(r"`([^`\n]+)`", text)) | set(re.findall(r"^## (kg \w+)$", text, re.M))


@pytest.mark.parametrize(
    "page", [page for page in CHINESE if page.name in ("commands.md", "pages.md", "formats.md", "stores.md")], ids=name
)
def test_a_chinese_page_has_the_headings_and_names_the_options_of_the_english_one(page: Path) -> None:
    english, chinese = (text_of(path) for path in (TOP / "docs" / page.name, page))
    headings = [re.findall(r"^(#+) (.*)$", text, re.M) for text in (english, chinese)]
    assert len(headings[0]) == len(headings[1]), "a section is lacking in one of them"
    for (level, of_english), (own_level, of_chinese) in zip(*headings, strict=True):
        assert level == own_level
        for proper in re.findall(r"kg \w+|[A-Z][\w-]*[A-Z0-9]\w*", of_english):
            assert proper in of_chinese, f"{of_english} is {of_chinese}"
    wanted = {
        code
        for code in code_named(prose_of(TOP / "docs" / page.name))
        if re.fullmatch(r"--[a-z][\w-]*|\.\w+|-\w(?:, --\w+)?|\w+\.html", code)
    }
    text = prose_of(page)
    assert not [code for code in sorted(wanted) if not re.search(rf"{re.escape(code)}(?![\w-])", text)]


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_both_readmes_lead_to_the_table_of_contents(page: str) -> None:
    assert "docs/README.md" in links(TOP / page)


def test_both_readmes_lead_to_the_same_pages_in_their_language_and_show_the_same_commands() -> None:
    english, chinese = TOP / "README.md", TOP / "README.zh-CN.md"
    led_to = {link.replace("docs/zh/", "docs/") for link in links(chinese)}
    assert {*links(english), "README.md"} == {*led_to, "README.zh-CN.md"}
    assert [command for command, _ in commands_shown(english)] == [command for command, _ in commands_shown(chinese)]


def files_named(page: Path) -> Iterator[str]:
    """Files of the repository that a page names in `code`: with a folder or without; NAME stands for any name."""
    folders = r"(?:kg|tests|docs|ontology|queries|samples|benchmarks|fuzzing|\.ci)"
    for code in re.findall(r"`([^`\n]+)`", prose_of(page)):
        if re.fullmatch(rf"{folders}/[\w./*-]*|[\w/-]+/[\w-]+\.(?:py|toml)", code) and not code.startswith(COMING):
            yield code


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_file_that_is_named_is_there(page: Path) -> None:
    absent = [code for code in files_named(page) if not any(list(base.glob(code.replace("NAME", "*"))) for base in BASES)]
    assert not absent


def commands_shown(page: Path) -> Iterator[tuple[str, list[str]]]:
    """The commands of `kg` that a page shows, in blocks or in the midst of a sentence: as they stand, and their words."""
    text = text_of(page)
    blocks = re.findall(r"^```sh\n(.*?)^```$", text, re.M | re.S)
    blocks += re.findall(r"(?:^    .*\n)+", text, re.M)
    lines = [line for block in blocks for line in block.splitlines()] + re.findall(r"`([^`\n]+)`", prose_of(page))
    for line in lines:
        for part in re.split(r"&&|\|", line):
            match = re.match(r"\s*(?:\.venv/bin/|python -m )?(kg [a-z].*)", part)
            if match and not match[1].startswith(COMING):
                words = shlex.split(match[1].replace("…", ""), comments=True)
                yield shlex.join(words), words[1 : words.index(">") if ">" in words else None]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_that_is_shown_is_understood(page: Path) -> None:
    for shown, (command, *arguments) in commands_shown(page):
        assert command in COMMANDS, f"{name(page)}: {shown}"
        found = program.get_command(click.Context(program), command)
        assert found is not None
        try:
            found.make_context(command, arguments)
        except click.exceptions.Exit:  # --help
            pass
        except click.MissingParameter:  # in the midst of a sentence a command may stand without all that it needs
            assert shown in prose_of(page)
        except click.UsageError as error:
            pytest.fail(f"{name(page)}: {shown}: {error.format_message()}")


def test_what_is_said_to_come_has_not_come() -> None:
    told = [coming for coming in COMING if (coming.removeprefix("kg ") in COMMANDS if " " in coming else (TOP / coming).exists())]
    assert not told, "it is here: take it out of COMING"


@pytest.mark.parametrize(
    ("page", "begin", "end", "suffixes"),
    [
        pytest.param("formats.md", "## Suffixes\n", "\n## ", SUFFIXES, id="documents"),
        pytest.param("commands.md", "| `--data FILE or DIR` |", "\n", frozenset(RDF_FORMATS), id="graphs"),
    ],
)
def test_the_suffixes_that_are_read_are_those_of_the_documentation(page: str, begin: str, end: str, suffixes: frozenset[str]) -> None:
    part = text_of(TOP / "docs" / page).partition(begin)[2].partition(end)[0]
    assert set(re.findall(r"`(\.\w+)`", part)) == suffixes
