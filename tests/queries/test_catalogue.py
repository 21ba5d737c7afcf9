"""The catalogue: every file has its words in both languages, and is plain SPARQL 1.1 that other stores take as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib.plugins.sparql import prepareQuery

from kg.model.errors import BadQuery
from kg.queries import Query, catalogue, find_query, read_query
from kg.queries.binding import bound_names, bound_text
from kg.queries.terms import bind_parameters

CONTRACT = {
    "cross-agency-leads": "unit region tasks",
    "region-overview": "region code documents tasks leaders units targets",
    "leader-portfolios": "leader post region tasks units targets",
    "unit-workload": "unit region leads supports leaders",
    "collaboration": "unitA unitB region tasks",
    "indicator-comparison": "indicator region year change comparator value unit quote",
    "unquantified-tasks": "task region leader text",
    "inferred-leads": "task region unit text",
    "doubts": "task region document doubt text",
}
HEADER = "#+ title: t\n#+ parameter: {}\n#+ example-x: 1\nSELECT ?x WHERE {{ ?x ?p ?o }}\n"


def columns(query: Query) -> list[str]:
    """The variables of the outer SELECT, as rdflib's parser sees them."""
    return [str(variable) for variable in prepareQuery(query.text).algebra.PV]


def each_query() -> list[pytest.ParameterSet]:
    return [pytest.param(query, id=query.name) for query in catalogue()]


def test_the_catalogue_holds_at_least_what_was_promised() -> None:
    assert len(catalogue()) >= 18
    assert set(CONTRACT) <= {query.name for query in catalogue()}


@pytest.mark.parametrize(("name", "expected"), CONTRACT.items())
def test_the_columns_of_the_contract_are_fixed(name: str, expected: str) -> None:
    fixed = expected.split()
    assert columns(find_query(name))[: len(fixed)] == fixed


@pytest.mark.parametrize("query", each_query())
def test_every_query_takes_a_place_and_a_year_and_says_the_years(query: Query) -> None:
    assert {("region", "text", True), ("year", "integer", True)} <= {(p.name, p.kind, p.optional) for p in query.parameters}
    assert columns(query)[-1] == "years"


@pytest.mark.parametrize("query", each_query())
def test_a_file_runs_as_it_stands(query: Query) -> None:
    """Each parameter has its line, with the example where one is required; a place and a year that may be left out change nothing."""
    assert {parameter.name for parameter in query.parameters} == bound_names(query.text)
    needed = {p.name: p.example for p in query.parameters if not p.optional}
    assert bound_text(query.text, bind_parameters(query, needed)) == query.text
    assert "UNDEF" not in query.text


@pytest.mark.parametrize("query", each_query())
def test_a_query_says_what_it_asks_in_both_languages(query: Query) -> None:
    assert query.title
    assert query.description
    assert re.search("[\u4e00-\u9fff]", query.title_zh)
    assert re.search("[\u4e00-\u9fff]", query.description_zh)
    assert set(query.audience) <= {"research", "supervision", "engineering"}
    assert query.audience


@pytest.mark.parametrize("query", each_query())
def test_a_parameter_is_a_column_and_has_an_example(query: Query) -> None:
    for parameter in query.parameters:
        assert parameter.optional or parameter.name in columns(query)
        assert parameter.example
        assert parameter.description
        assert re.search("[\u4e00-\u9fff]", parameter.description_zh)


@pytest.mark.parametrize("query", each_query())
def test_the_order_of_the_rows_is_fixed(query: Query) -> None:
    assert re.search(r"^ORDER BY ", query.text, re.MULTILINE)


@pytest.mark.parametrize("query", each_query())
def test_no_separator_is_beyond_ascii(query: Query) -> None:
    assert all(separator.isascii() for separator in re.findall(r'SEPARATOR\s*=\s*"([^"]*)"', query.text, re.I))


@pytest.mark.parametrize("query", each_query())
def test_a_query_is_described_in_the_documentation(query: Query) -> None:
    page = Path(__file__).parents[2] / "docs" / "queries.md"
    assert f"`{query.name}`" in page.read_text(encoding="utf-8")


def test_an_unknown_name_brings_the_nearest() -> None:
    with pytest.raises(BadQuery, match=r"Did you mean .*cross-agency-leads"):
        find_query("cross-agency-lead")
    with pytest.raises(BadQuery, match=r"kg query"):
        find_query("xyzzy")


def test_a_query_without_a_header_is_a_query(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("# just mine\nASK {}", encoding="utf-8")
    query = read_query(path)
    assert (query.name, query.title, query.parameters) == ("mine", "", ())


@pytest.mark.parametrize(("value", "kind"), [("x", "text"), ("x (text)", "text"), ("x (date)", "date"), ("x (integer)", "integer")])
def test_a_header_says_the_kind_of_a_parameter(tmp_path: Path, value: str, kind: str) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(HEADER.format(value), encoding="utf-8")
    assert [(p.name, p.kind, p.example) for p in read_query(path).parameters] == [("x", kind, "1")]


def test_a_header_says_which_parameter_may_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(HEADER.format("x (date, optional)"), encoding="utf-8")
    (parameter,) = read_query(path).parameters
    assert (parameter.kind, parameter.optional) == ("date", True)


@pytest.mark.parametrize("value", ["x (colour)", "x (text, often)", "1x", "x y", "?x"])
def test_a_header_that_is_not_understood_is_refused(tmp_path: Path, value: str) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(HEADER.format(value), encoding="utf-8")
    with pytest.raises(BadQuery, match=re.escape(value)):
        read_query(path)


@pytest.mark.parametrize(("content", "found"), [(b"\xff\xfe\x00", "UTF-8"), (b"#" * 1_000_001, "larger")])
def test_a_file_that_is_no_query_is_refused(tmp_path: Path, content: bytes, found: str) -> None:
    path = tmp_path / "mine.rq"
    path.write_bytes(content)
    with pytest.raises(BadQuery, match=found):
        read_query(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadQuery, match="absent"):
        read_query(tmp_path / "absent.rq")


def parts_about_lists(text: str) -> list[str]:
    """The parts of a file that say which lists are asked for, by what they ask; names and indents are the file's own."""
    lines = text.splitlines()
    found = []
    for number, line in enumerate(lines):
        if line.endswith('BIND("" AS ?askedRegion) #+ region'):
            indent = line[: len(line) - len(line.lstrip())]
            end = next(place for place in range(number, len(lines)) if not lines[place].startswith(indent))
            # One question takes the lists of a place for its heir's, too.
            own = (one for one in lines[number:end] if "dcterms:isReplacedBy" not in one)
            part = "\n".join(one.removeprefix(indent) for one in own)
            found.append(re.sub(r"\?plan\b", "?list", re.sub(r"\?region\b", "?homeName", part)))
    return found


def test_the_parts_about_lists_are_alike_in_all_files() -> None:
    """Of lists with reports or without, of lists of two years held against each other, and of notices; each file writes its own, and a
    change must come to all."""
    every = {part for query in catalogue() for part in parts_about_lists(query.text)}
    report = r"FILTER NOT EXISTS \{ \?list .*zr:Progress.*\n"
    ended = r"FILTER\(\?askedYear != 0 \|\| NOT EXISTS \{ \?list .*dcterms:replaces .*\n"
    instead = r"FILTER NOT EXISTS \{\n  \?list .*dcterms:replaces .*\n  \?instead .*\n\}\n"
    left_out = re.compile(f"{report}|{ended}|{instead}")
    assert sorted({len(left_out.findall(part)) for part in every}) == [0, 2, 3]
    of_lists, of_notices = sorted({left_out.sub("", part) for part in every}, key=lambda part: "?notice a zr:Document" in part)
    assert len(every) == 4
    own = "BIND(COALESCE(?each, zr:TaskList) AS ?list)\n"
    assert of_notices.replace(own, "").partition("FILTER(")[1:] == of_lists.partition("FILTER(")[1:]
    assert all(parts_about_lists(query.text) for query in catalogue())
    of_two_years = {query.name for query in catalogue() if any(len(left_out.findall(part)) == 2 for part in parts_about_lists(query.text))}
    assert of_two_years == {"bureaus-changed", "successors", "year-on-year"}
