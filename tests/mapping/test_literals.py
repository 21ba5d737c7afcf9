"""Numbers, years and dates in the form that no store changes."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mapping.literals import canonical_decimal, date_literal, decimal_literal, truth, whole_number, years_of
from kg.mapping.statements import Term, triples_of
from kg.mapping.vocabulary import VOCABULARIES


def read(term: Term) -> ox.Literal:
    """The literal that a reader of Turtle finds."""
    (triple,) = triples_of([(Term("zr:a"), Term("zr:b"), term)], VOCABULARIES)
    assert isinstance(triple.object, ox.Literal)
    return triple.object


@pytest.mark.parametrize(
    ("value", "text"),
    [("12.0", "12"), ("95.00", "95"), ("7.5", "7.5"), ("1E+3", "1000"), ("2E-3", "0.002"), ("-0", "0"), ("-0.0", "0"), ("-3.10", "-3.1")],
)
def test_a_number_has_one_form(value: str, text: str) -> None:
    assert canonical_decimal(Decimal(value)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**13), max_value=10**13))
def test_a_store_gives_the_number_back_as_it_was_written(value: Decimal) -> None:
    literal = read(decimal_literal(value))
    node = ox.NamedNode("https://example.org/a")
    store = ox.Store()
    store.add(ox.Quad(node, node, literal))
    assert [quad.object for quad in store] == [literal]
    assert Decimal(literal.value) == value


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_what_is_no_number_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        canonical_decimal(Decimal(value))


@pytest.mark.parametrize(
    ("horizon", "years"),
    [("2022", (2022, 2022)), ("2022-2026", (2022, 2026)), (None, None), ("", None), ("今后五年", None), ("２０２２", None)],
)
def test_a_horizon_is_a_year_or_two(horizon: str | None, years: tuple[int, int] | None) -> None:
    assert years_of(horizon) == years


def test_years_and_dates_are_typed_and_what_is_no_date_stays_a_string() -> None:
    assert str(read(whole_number(2022))) == '"2022"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert str(read(truth(False))) == '"false"^^<http://www.w3.org/2001/XMLSchema#boolean>'
    assert str(read(decimal_literal(Decimal(3)))) == '"3"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    assert str(read(date_literal("2022-03-18"))) == '"2022-03-18"^^<http://www.w3.org/2001/XMLSchema#date>'
    assert str(read(date_literal("2022-03"))) == '"2022-03"'
