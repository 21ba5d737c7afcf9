"""Values as RDF terms, and RDF terms as values: nothing that a user gives is ever pasted into a query's text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

import pyoxigraph as ox

from kg.model.errors import BadQuery
from kg.model.wording import InBoth, told
from kg.queries.binding import Term
from kg.queries.catalogue import Kind, Parameter, Query
from kg.queries.dates import date_of

__all__ = ["Given", "Value", "bind_parameters", "python_value"]

Given = Mapping[str, str | Sequence[str]]
"""What a user gives: a value for a parameter, or several of which each may be the one."""
Value = str | int | float | bool | Decimal | None

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS: Final = frozenset(
    _XSD + name
    for name in (
        "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
        "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte", "gYear",
    )
)  # fmt: skip
_FLOATS: Final = frozenset((_XSD + "double", _XSD + "float"))
_YEAR: Final = re.compile(r"(\d{4})(?:年度?)?")
_VARIABLE: Final = re.compile(r"[^\W\d]\w*")
_NOT_ASKED: Final = (ox.Literal(""), ox.Literal(0))
"""What a file has in the line of a parameter that is left out: given by a user, it would ask for everything."""


def bind_parameters(query: Query, given: Given) -> dict[str, tuple[Term, ...]]:
    """The parameters that values are given for, as RDF terms.

    Raises :class:`BadQuery` for a parameter that is missing, unknown, or no value of its kind. A query without a header
    takes any parameter: ``<…>`` is an IRI, all else text.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for parameter in query.parameters:
        if parameter.name not in given and not parameter.optional:
            raise BadQuery(
                query.name,
                told(
                    "needs the parameter {name} ({description})",
                    name=parameter.name,
                    description=InBoth(parameter.description, parameter.description_zh),
                ),
                told("For example: -p {name}={example}", name=parameter.name, example=parameter.example),
            )
    bound: dict[str, tuple[Term, ...]] = {}
    for name, values in given.items():
        value = values if isinstance(values, str) else " ".join(values)
        if name in known:
            several = [values] if isinstance(values, str) else values
            bound[name] = tuple(_term(query, name, one, known[name].kind, _year(given)) for one in several)
            if known[name].optional and any(term in _NOT_ASKED for term in bound[name]):
                raise BadQuery(
                    query.name,
                    told("{name}={value} asks for none", name=name, value=value),
                    told("Leave it out, or name one: -p {name}={example}", name=name, example=known[name].example),
                )
        elif known or query.title:
            raise BadQuery(query.name, told("has no parameter {name}", name=name), _takes(query.parameters))
        elif _VARIABLE.fullmatch(name):
            is_iri = value.startswith("<") and value.endswith(">")
            bound[name] = (_term(query, name, value, "iri" if is_iri else "text"),)
        else:
            raise BadQuery(query.name, told("{name!r} is not the name of a variable", name=name), "Write -p NAME=VALUE")
    return bound


def _takes(parameters: tuple[Parameter, ...]) -> str:
    names = ", ".join(parameter.name for parameter in parameters)
    return told("It takes: {names}", names=names) if names else told("It takes none")


def _year(given: Given) -> int | None:
    """The year that is asked for besides, which is that of a day without one."""
    value = given.get("year")
    match = _YEAR.fullmatch(value.strip()) if isinstance(value, str) else None
    return int(match[1]) if match else None


def _term(query: Query, name: str, value: str, kind: Kind, year: int | None = None) -> Term:
    try:
        if kind == "text":
            return ox.Literal(value)
        if kind == "date":
            return ox.Literal(date_of(value, year).isoformat(), datatype=ox.NamedNode(_XSD + "date"))
        if kind == "integer":
            return ox.Literal(int(match[1] if (match := _YEAR.fullmatch(value.strip())) else value))
        if kind == "decimal":
            number = Decimal(value)
            if not number.is_finite():
                raise ValueError(value)
            return ox.Literal(format(number, "f"), datatype=ox.NamedNode(_XSD + "decimal"))
        if kind == "iri":
            return ox.NamedNode(value.removeprefix("<").removesuffix(">"))
    except (ValueError, InvalidOperation) as error:
        if kind == "date" and "of no year" in str(error):
            remedy = told(
                "Write its year, -p {name}=2024年{value}, or give it as -p year=2024 where the query takes one", name=name, value=value
            )
            raise BadQuery(query.name, told("{name}={value} says no year", name=name, value=value), remedy) from error
        example = next((p.example for p in query.parameters if p.name == name), "")
        shown = told("For example: -p {name}={example}", name=name, example=example) if example else ""
        raise BadQuery(query.name, told("{name}={value} is not of the kind {kind}", name=name, value=value, kind=kind), shown) from error
    raise ValueError(f"Unexpected kind of parameter: {kind!r}")


def python_value(term: object) -> Value:
    """A term as the value that a reader expects: numbers and years as numbers, all else as text, unbound as None."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        return _literal_value(term.value, term.datatype.value)
    if isinstance(term, ox.NamedNode):
        return term.value
    if isinstance(term, ox.BlankNode | ox.Triple):
        return str(term)
    raise ValueError(f"Unexpected term: {term!r}")


def _literal_value(text: str, datatype: str) -> Value:
    try:
        if datatype in _INTEGERS:
            return int(text)
        if datatype == _XSD + "decimal":
            number = Decimal(text)
            return int(number) if number == number.to_integral_value() else number
        if datatype in _FLOATS:
            return float(text)
    except (ValueError, InvalidOperation):
        return text
    if datatype == _XSD + "boolean":
        return text in ("true", "1")
    return text
