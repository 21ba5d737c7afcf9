"""Days and years as people write them, in the parameters of questions."""

from __future__ import annotations

import pytest

from kg.model.errors import BadQuery
from kg.queries import find_query
from kg.queries.dates import date_of
from kg.queries.terms import bind_parameters


@pytest.mark.parametrize(
    "written",
    [
        "2024-06-30",
        "2024-6-30",
        "2024/6/30",
        "2024/06/30",
        "2024.6.30",
        "20240630",
        "2024年6月30日",
        "２０２４年６月３０号",
        " 2024年 6月 30日 ",
    ],
)
def test_a_day_is_the_same_however_it_is_written(written: str) -> None:
    assert date_of(written).isoformat() == "2024-06-30"


@pytest.mark.parametrize("written", ["2024-13-01", "2024年2月30日", "30/6/2024", "2024", "明天", "202406301", "", "6月30日"])
def test_what_is_no_day_or_one_of_no_year_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=""):
        date_of(written)


def test_a_day_without_a_year_is_of_the_year_that_is_asked_for() -> None:
    query = find_query("due-before")
    bound = bind_parameters(query, {"before": "6月30日", "year": "2024年"})
    assert [str(term.value) for term in (*bound["before"], *bound["year"])] == ["2024-06-30", "2024"]
    with pytest.raises(BadQuery, match=r"says no year.*2024年6月30日"):
        bind_parameters(query, {"before": "6月30日"})
