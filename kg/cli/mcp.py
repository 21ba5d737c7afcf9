"""``kg mcp``: the graph for agents, by the Model Context Protocol."""

from __future__ import annotations

import contextlib
import signal
from pathlib import Path

import click

from kg.cli.data import graph_at, teller
from kg.cli.options import data_option, quiet_option
from kg.model.wording import say
from kg.store.disk import is_store

__all__ = ["command"]


@click.command("mcp")
@click.option(
    "--seconds", default=20.0, show_default=True, type=click.FloatRange(0.1), metavar="SECONDS", help="The time that a query may take."
)
@click.option("--memory", default=1024, show_default=True, type=click.IntRange(64), metavar="MB", help="The memory that a query may take.")
@data_option
@quiet_option
def command(seconds: float, memory: int, data: Path | None, quiet: bool) -> None:
    """Let an agent ask the graph, by the Model Context Protocol over standard input and output; nothing writes.

    An agent's program starts it (docs/agents.md says how to add it to well-known ones). It needs one package more:
    pip install 'zeren[mcp]'. --data may also be a store on disk made by 'kg build --store DIR'; it opens at once, however large.

    \b
    Examples:
      kg mcp
      kg mcp --data exports
      kg mcp --data store/ --seconds 60
    """
    # Loaded here: help comes at once.
    from kg.publish.agents.server import check_package, serve
    from kg.publish.serving.pool import Limits

    check_package()
    path = data if data is not None and is_store(data) else graph_at(data, quiet=quiet)

    def ready() -> None:
        if not quiet:
            click.echo(say("Waits for an agent on standard input. To add it to one: docs/agents.md. Ctrl-C ends it."), err=True)

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        serve(path, Limits(seconds=seconds, rows=20_000, memory=memory << 20, workers=2), teller(quiet=quiet), ready)
