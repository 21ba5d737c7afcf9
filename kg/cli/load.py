"""``kg load``: the graph into a triple store that runs."""

from __future__ import annotations

import netrc
import os
import sys
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import click

from kg.cli.data import graph_at
from kg.cli.options import data_option, quiet_option
from kg.cli.progress import Teller
from kg.model.terms import BASE, GRAPH
from kg.model.wording import Told, say, told
from kg.publish.loading import load
from kg.publish.transfer import Credentials
from kg.store.disk import is_store

__all__ = ["command"]


@click.command("load")
@click.option("--to", required=True, metavar="URL", help="The store's Graph Store Protocol or SPARQL Update, as docs/stores.md has it.")
@click.option(
    "--graph",
    metavar="IRI",
    help=f"Load all into this one graph. Without it each document is a graph of its own, and triples in no named graph go to <{GRAPH}>.",
)
@click.option(
    "--user", metavar="NAME", help="The user, where the store asks for one. The password comes from KG_PASSWORD, netrc or a prompt."
)
@click.option("--query", metavar="URL", help="Where the store answers queries, if that cannot be told from --to.")
@click.option("--update", metavar="URL", help="Where the store takes SPARQL Update, if that cannot be told from --to.")
@click.option("--prune", is_flag=True, help="Remove the graphs of documents and regions that are no longer in the file.")
@data_option
@quiet_option
def command(
    to: str,
    graph: str | None,
    user: str | None,
    query: str | None,
    update: str | None,
    prune: bool,
    data: Path | None,
    quiet: bool,
) -> None:
    """Load the graph into a running triple store, and count what it holds then.

    Each document is a named graph, replaced as a whole; so are each region's bodies and people, and what all share, but for what other
    documents in the store still use. Loading twice changes nothing, and a load that breaks off leaves each graph old or new. Of a build's
    folder graph.nq is loaded.

    \b
    Examples:
      kg load --to http://localhost:7878/store
      kg load --to http://localhost:8890/sparql-graph-crud-auth --user dba
      kg load --to http://localhost:3030/ds/data --data graph/ --prune
    """
    named = _with_named_graphs(graph_at(data, quiet=quiet))
    with Teller(quiet=quiet) as teller:
        done = load(
            named,
            to,
            graph=graph,
            query=query,
            update=update,
            prune=BASE if prune else None,
            credentials=_credentials(to, user),
            progress=partial(teller.step, "load"),
        )
    if quiet:
        return
    removed = told(", {count:,} graphs removed", count=len(done.removed)) if done.removed else ""
    click.echo(
        say(
            "{store}: {graphs:,} graphs with {triples:,} triples, counted in the store{removed}.",
            store=done.store,
            graphs=done.graphs,
            triples=done.triples,
            removed=removed,
        ),
        err=True,
    )
    if not done.union:
        click.echo(say("Its queries see a named graph only with GRAPH. {hint}", hint=Told(done.hint)), err=True)


def _with_named_graphs(data: Path) -> Path:
    """The N-Quads of a build, whether its folder or nothing was named."""
    if is_store(data):
        return data
    folder = data if data.is_dir() else data.parent
    chosen = data.is_dir() or data == Path("exports") / "graph.ttl"
    return folder / "graph.nq" if chosen and (folder / "graph.nq").is_file() else data


def _credentials(to: str, user: str | None) -> Credentials:
    """User and password, looked up when the store asks: KG_PASSWORD, then netrc, then the prompt."""

    def found() -> tuple[str, str] | None:
        name, password = user, os.environ.get("KG_PASSWORD")
        if password is None:
            name, password = _from_netrc(urlsplit(to).hostname or "", user)
        if name is not None and password is None and sys.stdin.isatty():
            password = click.prompt(say("Password of {name}", name=name), hide_input=True, err=True)
        return None if name is None or password is None else (name, password)

    return found


def _from_netrc(host: str, user: str | None) -> tuple[str | None, str | None]:
    try:
        known = netrc.netrc(os.environ.get("NETRC")).authenticators(host)
    except (OSError, netrc.NetrcParseError):
        return user, None
    if known is None or (user is not None and known[0] != user):
        return user, None
    return known[0], known[2]
