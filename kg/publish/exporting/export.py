"""Which format is written how, and where to: one file, or a folder of several."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.model.errors import StoreError
from kg.model.wording import Language, told
from kg.publish.exporting.calendars import write_calendars
from kg.publish.exporting.csv_tables import write_csv
from kg.publish.exporting.half_year import write_reports
from kg.publish.exporting.json_ld import write_json_ld
from kg.publish.exporting.neo4j import write_neo4j
from kg.publish.exporting.networks import write_gexf, write_graphml
from kg.publish.exporting.parquet import write_parquet
from kg.publish.exporting.shards import SHARD_TRIPLES, write_shards
from kg.publish.exporting.statements import write_nquads, write_ntriples
from kg.publish.exporting.workbooks import write_workbooks

__all__ = ["FORMATS", "Format", "export"]


@dataclass(frozen=True, slots=True)
class Format:
    """``write`` takes the graph's data and where to write: a file with ``suffix``, or a folder where that is empty.
    ``streamed``: the files are read as they are, and not by way of a store; ``worded``: it is for people, and takes their language."""

    write: Callable[..., list[Path]]
    suffix: str
    about: str
    streamed: bool = False
    worded: bool = False


FORMATS: Final = {
    "jsonld": Format(write_json_ld, ".jsonld", "JSON-LD, one object a thing, with a context of plain names", streamed=True),
    "ntriples": Format(write_ntriples, ".nt", "N-Triples", streamed=True),
    "nquads": Format(write_nquads, ".nq", "N-Quads, one named graph a document", streamed=True),
    "nquads-shards": Format(write_shards, "", "a folder of compressed N-Quads in shards, with a manifest", streamed=True),
    "graphml": Format(write_graphml, ".graphml", "GraphML: things as nodes, for yEd, Gephi, networkx, igraph"),
    "gexf": Format(write_gexf, ".gexf", "GEXF for Gephi"),
    "csv": Format(write_csv, "", "a folder of tables, one a class, for pandas and Excel"),
    "xlsx": Format(write_workbooks, "", "a folder of workbooks, one a region: each bureau's list of tasks, to fill in", worded=True),
    "docx": Format(write_reports, "", "a folder of Word reports, a page a region: its half-year; needs python-docx", worded=True),
    "ics": Format(write_calendars, "", "a folder of calendars, one a body: what is due; needs icalendar", worded=True),
    "neo4j": Format(write_neo4j, "", "a folder for neo4j-admin database import"),
    "parquet": Format(write_parquet, "", "a folder of Parquet tables with a fixed schema, of nodes and edges too; needs pyarrow"),
}


def export(
    data: Path,
    form: str,
    output: Path,
    *,
    shard_triples: int = SHARD_TRIPLES,
    language: Language = "zh",
    year: int | None = None,
    half: int | None = None,
) -> list[Path]:
    """Write the graph (a file, or the folder of a build) in one of :data:`FORMATS`; the files that were written.

    ``shard_triples`` is how many a shard has, ``language`` that of the words in what people read, ``year`` and ``half`` those of a
    report (the last that there is anything of). Raises StoreError where
    the graph cannot be read or has nothing for the format, or where the format needs a package that is not there.
    """
    if form not in FORMATS:
        raise StoreError(form, "no such format", told("Choose among {formats}", formats=", ".join(FORMATS)))
    if form == "nquads-shards":
        return write_shards(data, output, shard_triples)
    if form == "docx":
        return write_reports(data, output, language, year=year, half=half)
    written = FORMATS[form].write(data, output, language) if FORMATS[form].worded else FORMATS[form].write(data, output)
    if not written:
        raise StoreError(str(data), told("no task that a notice shares out"), told("Build it with the notice that shares the tasks out"))
    return written
