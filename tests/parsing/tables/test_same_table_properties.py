"""A table gives the same records in whatever form it is printed, as long as the form keeps its cells; where it lost some, that is said."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings

from kg.model.jsonl import task_json
from kg.model.records import Parsed
from kg.model.source import Source
from kg.parsing import parse
from tests.parsing.tables.printed_tables import (
    FLATTENED,
    HEADINGS,
    ON_ONE_LINE,
    WITH_EMPTY_CELLS,
    Printed,
    as_cells,
    bracketed_tables,
    tables,
)

SAID = ("number", "text", "section", "section_title", "units", "leaders", "deadline", "targets")
OF_THE_PAGE = frozenset({"start", "end"})
ABOUT_THE_WHOLE = frozenset({"region-unknown", "region-inferred"})


def plain(value: Any) -> Any:
    """Without white space and offsets."""
    if isinstance(value, str):
        return re.sub(r"\s+", "", value)
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items() if key not in OF_THE_PAGE}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def records(parsed: Parsed) -> list[Any]:
    return [{key: plain(task_json("", task)[key]) for key in SAID} for task in parsed.tasks]


def doubts(parsed: Parsed) -> list[str]:
    return [p.code for p in parsed.document.problems if p.severity != "note" and p.code not in ABOUT_THE_WHOLE]


def read(source: Source) -> tuple[list[Any], list[str]]:
    found = parse(source)
    return records(found), doubts(found)


@pytest.mark.parametrize("form", [*WITH_EMPTY_CELLS, *FLATTENED])
@given(table=tables(empty=False, merged=False))
@settings(max_examples=20, deadline=None)
def test_a_table_without_gaps_reads_alike_in_every_form(form: str, table: Printed) -> None:
    assert read({**WITH_EMPTY_CELLS, **FLATTENED}[form](table)) == read(as_cells(table))


@pytest.mark.parametrize("form", WITH_EMPTY_CELLS)
@given(table=tables(merged=False))
@settings(max_examples=20, deadline=None)
def test_empty_cells_say_nothing_where_the_form_keeps_them(form: str, table: Printed) -> None:
    assert read(WITH_EMPTY_CELLS[form](table)) == read(as_cells(table))


@pytest.mark.parametrize("form", WITH_EMPTY_CELLS)
@given(table=tables())
@settings(max_examples=20, deadline=None)
def test_merged_cells_are_read_or_said_where_the_form_keeps_cells(form: str, table: Printed) -> None:
    found, said = read(WITH_EMPTY_CELLS[form](table))
    assert said or found == read(as_cells(table))[0]


@pytest.mark.parametrize("form", FLATTENED)
@given(table=tables(optional=[kind for kind in HEADINGS if kind != "support"]))
@settings(max_examples=20, deadline=None)
def test_what_a_flattened_form_has_lost_is_put_back_or_said(form: str, table: Printed) -> None:
    """With one column of bodies: of two, nothing tells which one a single cell stands in, and it is read as the first."""
    found, said = read(FLATTENED[form](table))
    assert said or found == read(as_cells(table))[0]


@pytest.mark.parametrize("form", ON_ONE_LINE)
@given(table=bracketed_tables())
@settings(max_examples=20, deadline=None)
def test_brackets_at_the_end_of_cells_are_those_of_the_cells(form: str, table: Printed) -> None:
    assert read(ON_ONE_LINE[form](table))[0] == read(as_cells(table))[0]
