"""``kg stats``: the networks of bureaus and leaders, measured."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import networkx as nx
from pyoxigraph import Store

from kg.cli.data import graph_at, teller
from kg.cli.options import data_option, format_option, output_option, quiet_option
from kg.cli.output import TABLE_FORMS, render, write_text
from kg.model.wording import say
from kg.network import Measured, bridges, bureau_network, function_network, leader_network, measure, regions_of
from kg.network.exchange import write_network
from kg.queries import Result, Value
from kg.store.opening import ask_graph

__all__ = ["command"]

_COLUMNS = {
    "bureaus": ("name", "region", "leads", "supports", "degree", "strength", "betweenness", "community", "leaders"),
    "functions": ("name", "leads", "supports", "degree", "strength", "betweenness", "community"),
    "leaders": ("name", "kind", "region", "tasks", "degree", "strength", "betweenness", "community", "leaders"),
}


@click.command("stats")
@click.option(
    "--network",
    "kind",
    type=click.Choice(["bureaus", "functions", "leaders"]),
    default="bureaus",
    show_default=True,
    help="Bureaus that share tasks; the same by function, all regions together; or leaders and their bureaus.",
)
@click.option("--region", metavar="NAME|CODE", help="One region alone, by its name or code.")
@click.option("--bridges", "only_bridges", is_flag=True, help="The edges between communities instead of the nodes.")
@click.option(
    "--export",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.graphml|FILE.gexf",
    help="Write the network with its measures to this file too, for Gephi and other tools.",
)
@format_option(TABLE_FORMS)
@output_option
@data_option
@quiet_option
def command(
    kind: str,
    region: str | None,
    only_bridges: bool,
    export: Path | None,
    form: str,
    output: Path | None,
    data: Path | None,
    quiet: bool,
) -> None:
    """Measure who works with whom: degree, strength, betweenness, communities, bridges, and leaders answered to.

    docs/network.md defines each.

    \b
    Examples:
      kg stats
      kg stats --network leaders --region 330782 --format csv
      kg stats --network functions --bridges
      kg stats --export bureaus.graphml
    """
    if region is not None and kind == "functions":
        raise click.UsageError(say("--network functions puts all regions together; leave --region out."))

    def ask(store: Store) -> tuple[nx.Graph[str], dict[str, int]]:
        place = _region(store, region) if region is not None else None
        leaders = leader_network(store, place)
        network = (
            {"bureaus": bureau_network, "leaders": leader_network}[kind](store, place) if kind != "functions" else function_network(store)
        )
        return network, {node: sum(leaders.nodes[other]["kind"] == "leader" for other in leaders[node]) for node in leaders}

    network, answering = ask_graph(graph_at(data, quiet=quiet), ask, tell=teller(quiet=quiet))
    if export is not None:
        write_network(network, export, {node: answering.get(node, 0) for node in network})
    if only_bridges:
        label = {node: str(data["label"]) for node, data in network.nodes(data=True)}
        answer = Result(
            ("a", "b", "tasks", "communityA", "communityB"),
            tuple((label[edge.a], label[edge.b], edge.tasks, *edge.communities) for edge in bridges(network)),
        )
    else:
        answer = Result(_COLUMNS[kind], tuple(_row(m, kind, network.nodes[m.node], answering.get(m.node)) for m in measure(network)))
    write_text(render(answer, form, terminal=output is None and sys.stdout.isatty()), output)


def _row(measured: Measured, kind: str, node: Mapping[str, Any], leaders: int | None) -> tuple[Value, ...]:
    """The node's values, in the order of the columns. ``leaders`` is None for what is no bureau."""
    is_leader = node.get("kind") == "leader"
    values: dict[str, Value] = {
        "name": measured.label,
        "kind": node.get("kind"),
        "region": measured.region or None,
        "leads": measured.leads,
        "supports": measured.supports,
        "tasks": node.get("tasks") if is_leader else None,
        "degree": measured.degree,
        "strength": measured.strength,
        "betweenness": measured.betweenness,
        "community": measured.community,
        "leaders": None if is_leader else leaders or 0,
    }
    return tuple(values[column] for column in _COLUMNS[kind])


def _region(store: Store, wanted: str) -> str:
    """The IRI of the region of that name or code."""
    known = regions_of(store)
    for iri, name in known:
        if wanted in (name, iri, iri.rsplit("/", 1)[-1]):
            return iri
    names = ", ".join(f"{name} ({iri.rsplit('/', 1)[-1]})" for iri, name in known) or say("none")
    raise click.BadParameter(
        say("{wanted!r} is no region of this graph. It has: {names}.", wanted=wanted, names=names), param_hint="--region"
    )
