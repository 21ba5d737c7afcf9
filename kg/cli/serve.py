"""``kg serve``: a SPARQL endpoint with a page to query from."""

from __future__ import annotations

import contextlib
import signal
from pathlib import Path

import click

from kg.cli.data import graph_at, teller
from kg.cli.options import data_option, quiet_option
from kg.model.errors import StoreError
from kg.model.wording import reason_of, said, say, told
from kg.publish.serving.access import Access, is_loopback, origin_of
from kg.publish.serving.exposure import check_host
from kg.publish.serving.place import pages_beside, store_of
from kg.publish.serving.pool import Limits, Pool
from kg.publish.serving.sending import data_tag
from kg.publish.serving.server import Endpoint
from kg.publish.serving.temporary import temporary_folder
from kg.searching.opening import own_index

__all__ = ["command"]


def _origins(context: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    try:
        return tuple(origin_of(text) for text in given)
    except ValueError as error:
        raise click.BadParameter(said(error.args[0]), context, parameter) from error


def _tell(line: str) -> None:
    # Whoever read the log is gone; the answer goes out all the same.
    with contextlib.suppress(OSError, ValueError):
        click.echo(line, err=True)


@click.command("serve")
@click.option(
    "--port", default=7880, show_default=True, type=click.IntRange(0, 65535), metavar="PORT", help="The port; 0 takes any free one."
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="The address to listen at. Any other than this machine's own opens it to the network.",
)
@click.option(
    "--seconds", default=30.0, show_default=True, type=click.FloatRange(0.1), metavar="SECONDS", help="The time that a query may take."
)
@click.option(
    "--rows", default=100_000, show_default=True, type=click.IntRange(1), metavar="N", help="The most rows or triples of an answer."
)
@click.option(
    "--memory",
    default=2048,
    show_default=True,
    type=click.IntRange(64),
    metavar="MB",
    help="The memory that a query may take; its answer an eighth.",
)
@click.option(
    "--workers",
    default=4,
    show_default=True,
    type=click.IntRange(1, 64),
    metavar="N",
    help="How many queries run at the same time; beside them as many that have taken longer than a second.",
)
@click.option(
    "--cors",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    callback=_origins,
    help="Let the pages of this origin (https://example.org) ask and read; * lets all. May be repeated.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="NAME",
    help="A further name by which browsers may call it, such as that of a proxy before it. May be repeated.",
)
@data_option
@quiet_option
def command(
    port: int,
    host: str,
    seconds: float,
    rows: int,
    memory: int,
    workers: int,
    origins: tuple[str, ...],
    names: tuple[str, ...],
    data: Path | None,
    quiet: bool,
) -> None:
    """Answer SPARQL queries on this machine, read-only, with a page to query from and a page on each thing.

    --data may also be a store on disk made by 'kg build --store DIR'; it opens at once, however large. Ctrl-C ends it.
    What is refused is told on a line each, with the reason.

    \b
    Examples:
      kg serve
      kg serve --data graph/ --port 8000
      kg serve --data store/ --seconds 60
      kg serve --cors https://example.org
    """
    check_host(host)
    with contextlib.ExitStack() as stack:
        path = graph_at(data, quiet=quiet)
        tag = data_tag(path, rows) if path.exists() else ""
        own = stack.enter_context(temporary_folder())
        store = stack.enter_context(store_of(path, own, teller(quiet=quiet)))
        limits = Limits(seconds=seconds, rows=rows, memory=memory << 20, workers=workers)
        pool = stack.enter_context(Pool(store, limits, own_index(path, store, own)))
        try:
            access = Access.at(host, names, origins)
            server = stack.enter_context(Endpoint(host, port, pool, access, None if quiet else _tell, tag, pages_beside(path)))
        except OSError as error:
            raise StoreError(
                f"{host}:{port}",
                told("cannot listen there: {reason}", reason=reason_of(error)),
                "Choose another --port, or with --host an address of this machine",
            ) from error
        if not quiet and not is_loopback(str(server.server_address[0])):
            names_told = [*sorted(access.names), *([say("every address")] if access.any_address else [])]
            click.echo(
                say(
                    "Everybody on the network may ask, without a password; what is said can be read on the way. It answers to {names}. "
                    "How to put a proxy with a password and TLS before it: docs/publishing.md",
                    names=", ".join(names_told),
                ),
                err=True,
            )
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        click.echo(say("Query page: {url}   SPARQL endpoint: {url}sparql   Ctrl-C ends it.", url=server.url), err=True)
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()
