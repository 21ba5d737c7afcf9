"""``kg query``: one question put to the graph."""

from __future__ import annotations

import contextlib
import re
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import click
from pyoxigraph import Store

from kg.cli.data import graph_at, teller
from kg.cli.options import data_option, format_option, output_option, quiet_option
from kg.cli.output import FORMS, render, write_text
from kg.model.errors import BadQuery
from kg.model.wording import said, say, told
from kg.queries import Query, Result, catalogue, find_query, left_out, query_of, read_query, resolved, run
from kg.store.opening import ask_graph

__all__ = ["command"]


_LONGEST_PATH: Final = 255
_STANDARD_INPUT: Final = told("standard input")
_MOST_BYTES: Final = 1_000_000
_SPARQL: Final = re.compile(r"\s*(?:#.*\s+)*(?:PREFIX|BASE|SELECT|ASK|CONSTRUCT|DESCRIBE)\b[^-]", re.IGNORECASE)
"""How a query begins that is no name of one."""


@click.command("query")
@click.argument("question", required=False, metavar="[NAME|FILE.rq|-|SPARQL]")
@click.option("-p", "--param", "given", multiple=True, metavar="KEY=VALUE", help="A value for a parameter; may be repeated.")
@click.option(
    "--with-source", is_flag=True, help="Each row once for each fact behind it, with the fact's IRI, document, file and characters."
)
@click.option("--show", is_flag=True, help="Print the query's SPARQL instead of its answer.")
@format_option(FORMS)
@output_option
@data_option
@quiet_option
def command(
    question: str | None,
    given: tuple[str, ...],
    with_source: bool,
    show: bool,
    form: str,
    output: Path | None,
    data: Path | None,
    quiet: bool,
) -> None:
    """Put one question to the graph: a query of the catalogue by NAME, or any SPARQL query.

    Such a query stands in FILE.rq, comes from standard input (-), or is the argument itself. Without any, list the catalogue.

    \b
    Examples:
      kg query
      kg query cross-agency-leads
      kg query indicator-comparison -p indicator=地区生产总值 --format csv
      kg query unit-workload -p region=330782 -p year=2022 --with-source
      kg query 'SELECT DISTINCT ?label { ?thing <http://www.w3.org/2004/02/skos/core#prefLabel> ?label }'
      kg query my-question.rq --data exports -o answer.json --format json
    """
    if question is None:
        answer = _listing(catalogue(), form)
    else:
        query = _query(question)
        if show:
            write_text(query.text, output)
            return
        parameters = _parameters(given)

        def ask(store: Store) -> tuple[tuple[str, ...], Result]:
            with _interrupted_at_once():
                names = resolved(store, query, parameters)
                answer = run(store, query, names.parameters, with_source=with_source)
                return (*names.notes, *left_out(store, query, names.parameters)), answer

        notes, answer = ask_graph(graph_at(data, quiet=quiet), ask, tell=teller(quiet=quiet))
        if not quiet:
            for note in notes:
                click.echo(said(note), err=True)
    write_text(render(answer, form, terminal=output is None and sys.stdout.isatty()), output)
    if question is not None and not answer.rows and not quiet:
        asked = ", ".join(given)
        click.echo(say("No rows for {asked}.", asked=asked) if asked else say("No rows."), err=True)


@contextlib.contextmanager
def _interrupted_at_once() -> Iterator[None]:
    """Let Ctrl-C end the process itself: while the store evaluates a query, Python's own handler would have to wait."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _query(question: str) -> Query:
    """A file's query, that of standard input, the words of one, or else one of the catalogue."""
    if question.endswith(".rq") or (len(question) < _LONGEST_PATH and Path(question).is_file()):
        return read_query(Path(question))
    if question == "-":
        data = sys.stdin.buffer.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            raise BadQuery(_STANDARD_INPUT, told("more than {most:,} bytes", most=_MOST_BYTES), "A query is a short text")
        try:
            return query_of(data.decode("utf-8-sig"), _STANDARD_INPUT, "-")
        except UnicodeDecodeError as error:
            raise BadQuery(_STANDARD_INPUT, told("not UTF-8 at byte {start}", start=error.start), "Write the query as UTF-8") from error
    return query_of(question, told("the query"), told("the query")) if _SPARQL.match(question) else find_query(question)


def _parameters(given: Iterable[str]) -> dict[str, str]:
    parameters: dict[str, str] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise click.BadParameter(say("{pair!r} is not KEY=VALUE.", pair=pair), param_hint="-p")
        if name in parameters:
            raise click.BadParameter(say("{name} is given twice.", name=name), param_hint="-p")
        parameters[name] = value
    return parameters


def _listing(queries: Iterable[Query], form: str) -> Result:
    """The catalogue as a table; in json, csv and tsv with all that the headers say."""
    if form in ("table", "markdown"):
        rows = ((query.name, f"{query.title} {query.title_zh}".strip(), _usage(query)) for query in queries)
        return Result(("name", "question", "parameters"), tuple(rows))
    columns = ("name", "title", "title_zh", "description", "description_zh", "audience", "parameters")
    return Result(
        columns,
        tuple(
            (
                query.name,
                query.title,
                query.title_zh,
                query.description,
                query.description_zh,
                ", ".join(query.audience),
                _usage(query),
            )
            for query in queries
        ),
    )


def _usage(query: Query) -> str:
    """What to write for the parameters; in brackets what may be left out."""
    shown = ((f"-p {parameter.name}={parameter.example}", parameter.optional) for parameter in query.parameters)
    return " ".join(f"[{text}]" if optional else text for text, optional in shown)
