"""Files for Neo4j's bulk import: nodes, one file a class, and relationships, with the headers that it asks for."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

from kg.publish.exporting.tables import plain
from kg.publish.exporting.things import Graph, Property, Thing, short_name
from kg.queries.terms import Value
from kg.store.files import whole_file

__all__ = ["write_neo4j"]

_COMMAND: Final = 'neo4j-admin database import full --array-delimiter=";" \\\n  {nodes} \\\n  --relationships=relationships.csv neo4j\n'


def write_neo4j(data: Path, folder: Path) -> list[Path]:
    """Write ``nodes-CLASS.csv``, ``relationships.csv`` and the command that imports them into ``folder``; the files.

    What is linked to and not described, as the terms of a vocabulary, becomes a node of the label Term.
    """
    graph = Graph(data)
    written: list[Path] = []
    done: set[str] = set()
    for kind in graph.kinds:
        path = folder / f"nodes-{kind}.csv"
        columns = [column for column in graph.columns(kind) if not column.links]
        with whole_file(path) as beside, beside.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
            writer.writerow(["iri:ID", *map(_heading, columns), ":LABEL"])
            for thing in graph.things(kind):
                if thing.iri not in done:
                    done.add(thing.iri)
                    writer.writerow(_row(thing, columns))
        written.append(path)
    terms = folder / "nodes-Term.csv"
    with whole_file(terms) as beside, beside.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerow(["iri:ID", "name:string", ":LABEL"])
        linked = {iri for thing in graph.things() for _, iris in thing.links() for iri in iris}
        writer.writerows([iri, short_name(iri), "Term"] for iri in sorted(linked - done))
    written += [terms, _relationships(graph, folder / "relationships.csv")]
    command = folder / "import.sh"
    nodes = " \\\n  ".join(f"--nodes={path.name}" for path in written[:-1])
    with whole_file(command) as beside:
        beside.write_text(_COMMAND.format(nodes=nodes), encoding="utf-8")
    return [*written, command]


def _heading(column: Property) -> str:
    return f"{column.name}:{'double' if column.numeric else 'string'}{'[]' if column.several else ''}"


def _row(thing: Thing, columns: list[Property]) -> list[str]:
    values = dict(thing.literals())
    return [thing.iri, *(_cell(values.get(column.name, []), column) for column in columns), thing.kind]


def _cell(values: list[Value], column: Property) -> str:
    # The sign that parts the values of a list may not stand in one of them.
    return ";".join(plain(value).replace(";", "；") if column.several else plain(value) for value in values)


def _relationships(graph: Graph, path: Path) -> Path:
    with whole_file(path) as beside, beside.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerow([":START_ID", ":END_ID", ":TYPE"])
        for thing in graph.things():
            for name, iris in thing.links():
                writer.writerows([thing.iri, iri, name] for iri in iris)
    return path
