"""Which format is written how, and where to: one file, or a folder of several."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import StoreError
from kg.publish.exporting import csv_tables, json_ld, neo4j, networks, parquet, statements, workbooks

__all__ = ["FORMATS", "Format", "export"]


@dataclass(frozen=True, slots=True)
class Format:
    """``write`` takes the graph's data and where to write: a file with ``suffix``, or a folder where that is empty."""

    write: Callable[[Path, Path], list[Path]]
    suffix: str
    about: str


FORMATS: Final = {
    "jsonld": Format(json_ld.write_json_ld, ".jsonld", "JSON-LD, one object a thing, with a context of plain names"),
    "ntriples": Format(statements.write_ntriples, ".nt", "N-Triples"),
    "nquads": Format(statements.write_nquads, ".nq", "N-Quads, one named graph a document"),
    "graphml": Format(networks.write_graphml, ".graphml", "GraphML: things as nodes, for yEd, Gephi, networkx, igraph"),
    "gexf": Format(networks.write_gexf, ".gexf", "GEXF for Gephi"),
    "csv": Format(csv_tables.write_csv, "", "a folder of tables, one a class, for pandas and Excel"),
    "xlsx": Format(workbooks.write_workbooks, "", "a folder of workbooks, one a region: each bureau's list of tasks"),
    "neo4j": Format(neo4j.write_neo4j, "", "a folder for neo4j-admin database import"),
    "parquet": Format(parquet.write_parquet, "", "a folder of Parquet tables, one a class; needs pyarrow"),
}


def export(data: Path, form: str, output: Path) -> list[Path]:
    """Write the graph (a file, or the folder of a build) in one of :data:`FORMATS`; the files that were written.

    Raises StoreError where the graph cannot be read, or where the format needs a package that is not there.
    """
    if form not in FORMATS:
        raise StoreError(form, "no such format", f"Choose among {', '.join(FORMATS)}")
    return FORMATS[form].write(data, output)
