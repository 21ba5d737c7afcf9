"""Putting a question to a graph, and its answer as plain Python."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kg.model.errors import BadQuery
from kg.model.wording import told
from kg.queries.binding import bound_names, bound_text
from kg.queries.catalogue import Query
from kg.queries.safety import refuse_unsafe, service_refused
from kg.queries.sources import SOURCE_COLUMNS, with_facts
from kg.queries.terms import Given, Value, bind_parameters, python_value
from kg.store.confined import confined, is_no_network

__all__ = ["Result", "Value", "run", "run_all"]

_POSITION: Final = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): ?(?P<expected>.*)", re.DOTALL)
_TRIPLE_COLUMNS: Final = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Result:
    """The answer: columns and rows. ASK gives one row of one column; CONSTRUCT and DESCRIBE give ``triples`` too."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    triples: tuple[ox.Triple, ...] | None = None


def run(store: ox.Store, query: Query, parameters: Given | None = None, *, with_source: bool = False) -> Result:
    """The answer of the store's default graph, found without a network.

    Raises :class:`BadQuery`, with line and column where it does not parse.

    Parameters are bound as RDF terms; dates come as ISO text, an unbound variable as None. ``with_source`` gives each row once for each
    fact behind it, with the columns ``iri document file start end`` behind the query's own.
    """
    if with_source:
        wider, shown = with_facts(query)
        return _sourced(run(store, wider, parameters), query, shown)
    bound = bind_parameters(query, parameters or {})
    refuse_unsafe(query.text, query.where)
    lines = bound_names(query.text)
    others = {name: terms[0] for name, terms in bound.items() if name not in lines}
    try:
        return confined(lambda: _answer(store, bound_text(query.text, bound), others))
    except SyntaxError as error:
        raise _syntax_error(query, str(error)) from error
    except RuntimeError as error:
        raise _not_bound(query, bound, str(error)) from error
    except OSError as error:
        if is_no_network(error):
            raise service_refused(query.where) from error
        raise BadQuery(query.where, told("the store failed: {error}", error=error), "Build the graph again") from error


def run_all(store: ox.Store, asked: Sequence[tuple[Query, Given | None]]) -> tuple[Result, ...]:
    """The answers of :func:`run` to several questions of the catalogue, in one thread without a network.

    A small graph answers quicker than the guards around a question are set up. Raises :class:`BadQuery`.
    """
    texts = []
    for query, parameters in asked:
        bound = bind_parameters(query, parameters or {})
        refuse_unsafe(query.text, query.where)
        if not bound.keys() <= bound_names(query.text):
            raise BadQuery(query.where, "a parameter has no line in it", "Write the query as the catalogue's are; docs/queries.md says how")
        texts.append(bound_text(query.text, bound))
    return confined(lambda: tuple(_answer(store, text, {}) for text in texts))


def _answer(store: ox.Store, text: str, bound: Mapping[str, ox.NamedNode | ox.Literal]) -> Result:
    """The whole answer: rows that were still to come would be looked for outside of where this runs."""
    answer = store.query(text, substitutions={ox.Variable(name): term for name, term in bound.items()})
    if isinstance(answer, ox.QueryBoolean):
        return Result(("answer",), ((bool(answer),),))
    if isinstance(answer, ox.QuerySolutions):
        columns = tuple(variable.value for variable in answer.variables)
        return Result(columns, tuple(tuple(python_value(term) for term in solution) for solution in answer))
    if isinstance(answer, ox.QueryTriples):
        triples = tuple(answer)
        rows = tuple(tuple(python_value(term) for term in triple) for triple in triples)
        return Result(_TRIPLE_COLUMNS, rows, triples)
    raise ValueError(f"Unexpected answer: {answer!r}")


def _sourced(answer: Result, query: Query, shown: tuple[str, ...]) -> Result:
    """The answer without the variables that only tell rows apart; a source's column that the query has itself does not come twice."""
    own = shown[: -len(SOURCE_COLUMNS)]
    wanted = [*own, *(name for name, title in zip(shown[len(own) :], SOURCE_COLUMNS, strict=True) if title not in own)]
    titles = (*own, *(title for title in SOURCE_COLUMNS if title not in own))
    places = [answer.columns.index(name) for name in wanted]
    return Result(titles, tuple(dict.fromkeys(tuple(row[place] for place in places) for row in answer.rows)))


def _syntax_error(query: Query, message: str) -> BadQuery:
    match = _POSITION.search(message)
    if match is None:
        return BadQuery(query.where, told("not a SPARQL query: {message}", message=message), "See docs/queries.md for examples")
    number = int(match["line"])
    lines = query.text.splitlines()
    found = lines[number - 1].strip() if number <= len(lines) else told("the end of the file")
    return BadQuery(
        told("{where}, line {number}, column {column}", where=query.where, number=number, column=match["column"]),
        told("not a SPARQL query at: {found}", found=found),
        _remedy(match["expected"]),
    )


def _remedy(expected: str) -> str:
    # Classes of characters, and all behind them, are for those who write parsers.
    words = " ".join(expected.partition("[")[0].split()).rstrip(", ")
    return words[:1].upper() + words[1:] if words else "See docs/queries.md for examples"


def _not_bound(query: Query, bound: Mapping[str, object], message: str) -> BadQuery:
    for name in bound:
        if f"?{name} " in message:
            return BadQuery(
                query.where,
                told("has no variable ?{name} to bind", name=name),
                told("Put ?{name} among the columns of its SELECT", name=name),
            )
    return BadQuery(query.where, told("could not be answered: {message}", message=message), "See docs/queries.md for examples")
