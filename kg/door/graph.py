"""One graph, opened from Python: its tables, its answers, its networks."""

from __future__ import annotations

import html
import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.door.asking import DTYPES, FOUND, Given, answered, found_region, found_row, own_query, unknown
from kg.door.facts import Facts
from kg.door.frames import answer_frame, table_frame
from kg.door.tables import TABLES
from kg.mapping import vocabulary as v
from kg.network import regions_of
from kg.queries import Result
from kg.searching import Index, open_index
from kg.searching.telling import hints
from kg.store import opening

if TYPE_CHECKING:
    import networkx as nx
    import rdflib
    from pandas import DataFrame

__all__ = ["Graph", "open_graph"]

_SHOWN: Final = 20  # regions that a notebook shows


class Graph:
    """A graph that :func:`kg.open` opened: tables as pandas DataFrames, questions of the catalogue, SPARQL, networks.

    The tables are read when they are first asked for, and kept: copy one before you change it. Their columns and dtypes are the same for
    every graph, an empty one included; docs/python.md names them. Offsets (``start``, ``end``) count Unicode code points in the
    document's text as read, ``texts/`` of the build. What needs a package that is not installed raises
    :class:`kg.model.errors.MissingExtra`, an ImportError, with the command that installs it.
    """

    def __init__(self, path: Path, store: ox.Store) -> None:
        """Use :func:`kg.open`."""
        self.path = path
        self._store = store
        self._facts = Facts(store)

    @cached_property
    def tasks(self) -> DataFrame:
        """A row a task: where it stands, its text, who leads and supports it (names parted by 、), its doubts (codes)."""
        return self._table("tasks")

    @cached_property
    def targets(self) -> DataFrame:
        """A row a number that a task commits to, as printed (``value``, ``unit``) and in the base unit (20 亿元: 2000000000 元)."""
        return self._table("targets")

    @cached_property
    def results(self) -> DataFrame:
        """A row a result that a document says was reached; ``share`` is in per cent of the target."""
        return self._table("results")

    @cached_property
    def assignments(self) -> DataFrame:
        """A row a body named for a task: its role, on what ground it was read so, the name as printed."""
        return self._table("assignments")

    @cached_property
    def leaders(self) -> DataFrame:
        """A row a place that names a leader: who, as what, for which section or task. One person may have several."""
        return self._table("leaders")

    @cached_property
    def documents(self) -> DataFrame:
        """A row a notice; ``characters`` is the length of its text as read."""
        return self._table("documents")

    def ask(self, question: str, /, *, with_source: bool = False, **parameters: Given) -> DataFrame:
        """The answer to a question of the catalogue (``kg query`` lists them), as a DataFrame.

        A parameter may be a text, a number, a date, or a list of them of which each may be the one; None leaves it out. A name that
        the graph knows by another is taken for that one, and a warning says so (``attrs["notes"]`` of the answer, too). With
        ``with_source`` each row comes once for each fact behind it, with the columns ``iri document file start end``.

        Raises :class:`kg.door.asking.UnknownName`, a KeyError, for a question or parameter that is unknown, with the nearest names;
        :class:`kg.model.errors.BadQuery` for a value that is none of its kind.
        """
        answer, notes = answered(self._store, question, parameters, with_source=with_source)
        frame = answer_frame(answer, {name: DTYPES.get(name, "string") for name in answer.columns})
        frame.attrs["notes"] = notes
        return frame

    def sparql(self, text: str) -> DataFrame:
        """The answer to a SPARQL query, as a DataFrame: SELECT by its variables, ASK as ``answer``, CONSTRUCT and DESCRIBE as triples.

        It cannot change the graph, and on Linux reaches no other machine. Raises :class:`kg.model.errors.BadQuery`.
        """
        return answer_frame(own_query(self._store, text))

    def search(self, words: str, *, region: str | None = None, year: int | None = None, n: int = 20) -> DataFrame:
        """The tasks that the words find, the best first, at most ``n`` (1000): a row a task, with its source.

        ``region`` is a name or a code, ``year`` one that the list holds. Of a build the index that it made is asked; of any other graph
        one is made in memory when it is first searched. What there is to tell beside (words that stand nowhere, that not all was looked
        through) stands in ``attrs["notes"]``. Raises StoreError for a build without its index, UnknownName, a KeyError, for a region that
        the graph does not have.
        """
        answer = self._index.find(words, region, year, n)
        if answer.no_region:
            raise unknown("region of this graph", region or "", answer.near or (name for _, name in regions_of(self._store)))
        frame = answer_frame(Result(tuple(FOUND), tuple(found_row(task) for task in answer.found)), FOUND)
        frame.attrs["notes"] = list(hints(answer, words, region, year))
        return frame

    @cached_property
    def _index(self) -> Index:
        return open_index(self.path)

    def network(self, of: str = "units", *, region: str | None = None) -> nx.Graph[str]:
        """Who works with whom, as a networkx graph whose nodes are IRIs with ``label`` and ``region``, whose edges count ``tasks``.

        ``of``: ``units`` (two that share tasks), ``leaders`` (with the bureaus that answer to them), ``functions`` (the units of all
        regions, by what they do). ``region`` is a name, a code or an IRI; UnknownName, a KeyError, where the graph has none such.
        """
        from kg.network import bureau_network, function_network, leader_network

        place = None if region is None else found_region(self._store, region)
        if of == "units":
            return bureau_network(self._store, place)
        if of == "leaders":
            return leader_network(self._store, place)
        if of == "functions" and place is None:
            return function_network(self._store)
        if of == "functions":
            raise ValueError("the network of functions puts all regions together: leave region out")
        raise unknown("network", of, ("units", "leaders", "functions"))

    def rdflib(self) -> rdflib.Graph:
        """The graph as rdflib's, read anew: what is done to it is not done to this one. One of a store on disk can only be read."""
        from kg.store.rdflib_graph import load_graph

        return load_graph(self.path)

    def _table(self, name: str) -> DataFrame:
        return table_frame(TABLES[name].cells(self._facts))

    @cached_property
    def _counts(self) -> dict[str, int]:
        return {name: len(self._facts.things(table.classes)) for name, table in TABLES.items()}

    def __repr__(self) -> str:
        """What it holds, in a line."""
        counts = ", ".join(f"{count:,} {name}" for name, count in self._counts.items())
        return f"<kg.Graph {str(self.path)!r}: {counts}>"

    def _repr_html_(self) -> str:
        """What a notebook shows: what the graph holds, and of which places. Whatever a graph says is escaped."""
        rows = "".join(
            f'<tr><td style="text-align:left"><code>graph.{name}</code></td><td style="text-align:right">{count:,}</td></tr>'
            for name, count in self._counts.items()
        )
        places = self._places()
        more = f" … ({len(places):,})" if len(places) > _SHOWN else ""
        shown = html.escape("、".join(places[:_SHOWN])) + more
        return (
            f"<div><p><strong>{html.escape(str(self.path))}</strong></p><table><thead><tr><th>table</th><th>rows</th></tr></thead>"
            f"<tbody>{rows}</tbody></table><p>{shown}</p></div>"
        )

    def _places(self) -> list[str]:
        """The names of the regions that have a document."""
        documents = self._facts.things((v.DOCUMENT_CLASS,))
        regions = sorted({region for document in documents for region in self._facts.links(document, v.REGION)})
        return [self._facts.label(region) for region in regions]


def open_graph(path: str | os.PathLike[str]) -> Graph:
    """As :func:`kg.open`."""
    place = Path(path)
    return Graph(place, opening.open_graph(place))
