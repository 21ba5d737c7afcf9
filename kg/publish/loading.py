"""A graph into a triple store that runs: each document a named graph of its own, replaced as a whole.

The graphs of regions and of what all share are replaced too, but for what other documents in the store still point to
(:mod:`kg.publish.still_used`).

Over the SPARQL 1.1 Graph Store Protocol, or where a store has none, in batches of SPARQL Update. Where one update is one transaction,
many small graphs are replaced by one; everywhere many are counted, copied and cleared away by one request. What is sent is N-Triples, which
has no escapes in names. The store's own count of each graph is compared with the file's, for a store may say
"created" and keep nothing. Where a PUT that breaks off could leave half a graph, the graph goes first to another name beside its own, is
counted there, and is copied to its place in one update.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kg.model.errors import StoreError
from kg.model.wording import told
from kg.publish.named_graphs import GraphFile, batches, compressed, in_batches, set_aside
from kg.publish.still_used import is_document, is_shared, keep_used
from kg.publish.stores import Endpoint, endpoint_at
from kg.publish.transfer import PASSWORD_REMEDY, Body, Credentials, Transfer, refusal

__all__ = ["Loaded", "load"]

_STAGING: Final = "#zeren-loading"
# Graphs that one question names: the question goes in one request.
_AT_ONCE: Final = 100
_COMPRESS_FROM: Final = 64 * 1024
_N_TRIPLES: Final = "application/n-triples"
_JSON: Final = "application/sparql-results+json"
# So few graphs go one by one: nothing is gained by more.
_FEW: Final = 4
_LONGEST_UPDATE: Final = 8_000_000
_ESCAPE: Final = "\\\\"
_LOOK: Final = {"query": "ASK {}"}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What is in the store now. ``union`` says whether its queries see the named graphs by themselves, ``hint`` what to do if not."""

    store: str
    graphs: int
    triples: int
    removed: tuple[str, ...]
    union: bool
    hint: str


def load(
    data: Path,
    to: str,
    *,
    graph: str | None = None,
    query: str | None = None,
    update: str | None = None,
    prune: str | None = None,
    credentials: Credentials = lambda: None,
    progress: Callable[[int, int], None] = lambda done, total: None,
    transfer: Callable[[Credentials], Transfer] = Transfer,
) -> Loaded:
    """Replace in the store at ``to`` each named graph of ``data`` by the one in the file, and count what it holds then.

    With ``graph`` all goes to that one graph. ``query`` and ``update`` are the store's URLs where they cannot be told from ``to``. With
    ``prune`` the store's other graphs of documents and regions whose IRIs begin so are removed. Raises StoreError: whichever graph is not
    yet replaced is then as it was before. ``progress`` is told how many triples of how many are sent.
    """
    _refuse_unsafe_url(to, query, update)
    if graph is not None:
        _checked(graph)
    with tempfile.TemporaryDirectory(prefix="kg-load-") as folder, transfer(credentials) as connection:
        look = connection.ask("GET", to, accept=tuple(range(300, 500)), attempts=1, headers={"Accept": "*/*"}, params=_LOOK)
        if look.status_code == 401:
            raise refusal(to, look)
        store = _Store(endpoint_at(to, look.headers.get("server", ""), query=query, update=update), connection)
        files = set_aside(data, Path(folder), graph)
        store.sweep()
        keep = {file.iri for file in files}
        there = store.graphs() if prune or any(is_shared(iri) for iri in keep) else []
        others = [iri for iri in there if iri not in keep and (is_document(iri) or is_shared(iri))]
        removed = tuple(iri for iri in others if iri.startswith(prune)) if prune else ()
        if graph is None:
            files = store.with_what_is_used(files, [iri for iri in others if iri not in removed])
        total, done = sum(file.triples for file in files), 0
        for batch in in_batches(files):

            def sent(triples: int, before: int = done) -> None:
                progress(before + triples, total)

            store.replace(batch, sent)
            done += sum(file.triples for file in batch)
            progress(done, total)
        for iri in removed:
            store.remove(iri)
        kind = store.endpoint.kind
        return Loaded(kind.name, len(files), total, removed, store.sees_named_graphs(), kind.union)


class _Store:
    """One store, spoken to."""

    def __init__(self, endpoint: Endpoint, transfer: Transfer) -> None:
        self.endpoint = endpoint
        self._transfer = transfer
        self._gzip = endpoint.kind.gzip

    def replace(self, files: list[GraphFile], sent: Callable[[int], None]) -> None:
        """Make the store's graphs what the files hold, each whole or not at all. ``sent`` is told how many triples are out."""
        targets = {_checked(file.iri): file for file in files}
        if self.endpoint.staged:
            self._replace_by_way_of_others(targets, sent)
            return
        if len(files) < _FEW or not self._replace_together(targets):
            self._send_each(targets, sent)
        self._expect(targets)

    def _replace_by_way_of_others(self, targets: dict[str, GraphFile], sent: Callable[[int], None]) -> None:
        staging = {_checked(iri + _STAGING): file for iri, file in targets.items()}
        self._send_each(staging, sent)
        self._expect(staging)
        # COPY and not MOVE: when the answer is lost, asking again does no harm.
        self._update(";\n".join(f"COPY <{iri + _STAGING}> TO <{iri}>" for iri in targets))
        self._expect(targets)
        self._update(";\n".join(f"DROP SILENT GRAPH <{iri}>" for iri in staging))

    def _replace_together(self, targets: dict[str, GraphFile]) -> bool:
        """Replace them in one update, which is one transaction; False where this store or these texts are not for it."""
        if not self.endpoint.kind.together or self.endpoint.update is None:
            return False
        texts = {iri: file.path.read_text(encoding="utf-8") for iri, file in targets.items()}
        # What SPARQL takes for the escape of a letter may be a backslash and a letter in N-Triples.
        if any(_ESCAPE in text for text in texts.values()) or sum(map(len, texts.values())) > _LONGEST_UPDATE:
            return False
        drops = ";\n".join(f"DROP SILENT GRAPH <{iri}>" for iri in texts)
        inserted = "".join(f"GRAPH <{iri}> {{\n{text}}}\n" for iri, text in texts.items())
        try:
            self._update(f"{drops};\nINSERT DATA {{\n{inserted}}}")
        except StoreError:
            # A proxy before the store may take less at a time; one by one, the store says what is wrong.
            return False
        return True

    def _send_each(self, targets: dict[str, GraphFile], sent: Callable[[int], None]) -> None:
        done = 0
        for iri, file in targets.items():

            def share(out: float, before: int = done, size: int = file.triples) -> None:
                sent(before + int(out * size))

            self._send(file, iri, share)
            done += file.triples

    def sweep(self) -> None:
        """Remove what a load that broke off has left."""
        if self.endpoint.staged:
            for iri in self.graphs():
                if iri.endswith(_STAGING):
                    self._update(f"DROP SILENT GRAPH <{_checked(iri)}>")

    def remove(self, iri: str) -> None:
        """Remove a graph; that there is none is well too."""
        if self.endpoint.graph_store is None:
            self._update(f"DROP SILENT GRAPH <{_checked(iri)}>")
        else:
            self._transfer.ask("DELETE", self.endpoint.graph_store, accept=(404,), params={"graph": iri})

    def graphs(self) -> list[str]:
        """The IRIs of all named graphs. Virtuoso takes minutes for them with DISTINCT, and milliseconds for them counted."""
        rows = self._select("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        return sorted(row["g"] for row in rows)

    def with_what_is_used(self, files: list[GraphFile], others: list[str]) -> list[GraphFile]:
        """The files, with what the store's graphs of the same names say of things that its ``others`` point to."""
        held = set(self.graphs()) if others else set()
        old = {file.iri: self._triples(file.iri) for file in files if is_shared(file.iri) and file.iri in held}
        if not old:
            return files
        pointed_to: set[str] = set()
        for first in range(0, len(others), _AT_ONCE):
            graphs = " ".join(f"FROM <{_checked(iri)}>" for iri in others[first : first + _AT_ONCE])
            rows = self._select(f"SELECT DISTINCT ?thing {graphs} WHERE {{ ?s ?p ?thing . FILTER(isIRI(?thing)) }}")
            pointed_to |= {row["thing"] for row in rows}
        return keep_used(files, old, pointed_to)

    def _triples(self, iri: str) -> list[Triple]:
        """All that a graph holds. Raises StoreError where the store gives less: it may cut long answers."""
        text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{_checked(iri)}> {{ ?s ?p ?o }} }}"
        answer = self._transfer.ask("POST", self.endpoint.query, data={"query": text}, headers={"Accept": _N_TRIPLES})
        try:
            found = list({quad.triple for quad in parse(answer.content, format=RdfFormat.N_TRIPLES)})
        except (SyntaxError, ValueError) as error:
            raise StoreError(
                self.endpoint.query, told("a graph comes back unreadable: {error}", error=error), "See the store's log"
            ) from error
        held = self._count(iri)
        if len(found) != held:
            raise StoreError(
                iri,
                told("the store gives {count:,} of its {held:,} triples", count=len(found), held=held),
                "Raise its limit on the length of answers",
            )
        return found

    def sees_named_graphs(self) -> bool:
        """Whether a query that names no graph finds anything."""
        return bool(self._select("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1"))

    def _send(self, file: GraphFile, iri: str, sent: Callable[[float], None]) -> None:
        if self.endpoint.graph_store is None:
            self._update(f"DROP SILENT GRAPH <{iri}>")
            done = 0
            for batch in batches(file.path):
                self._update(f"INSERT DATA {{ GRAPH <{iri}> {{\n{batch.decode()}}} }}")
                done += batch.count(b"\n")
                sent(done / file.triples)
            return
        if self._gzip and file.path.stat().st_size >= _COMPRESS_FROM:
            try:
                self._put(compressed(file.path), iri, sent, {"Content-Encoding": "gzip"})
            except StoreError:
                self._gzip = False
            else:
                return
        self._put(file.path, iri, sent, {})

    def _put(self, path: Path, iri: str, sent: Callable[[float], None], headers: dict[str, str]) -> None:
        body = Body(path, sent)
        # The length is said: there are servers that read nothing of a body in chunks, and answer that all is well.
        headers = {"Content-Type": _N_TRIPLES, "Content-Length": str(body.length), **headers}
        self._transfer.ask("PUT", self.endpoint.graph_store or "", params={"graph": iri}, content=body, headers=headers)

    def _update(self, text: str) -> None:
        if self.endpoint.update is None:
            raise ValueError(f"Unexpected update without a place for it: {text[:60]!r}")
        headers = {"Content-Type": "application/sparql-update", "Accept": "*/*"}
        self._transfer.ask("POST", self.endpoint.update, content=text.encode(), headers=headers)

    def _expect(self, files: Mapping[str, GraphFile]) -> None:
        """Raises StoreError where one of the graphs does not hold what its file does."""
        for iri, held in self._counts(list(files)).items():
            if held != files[iri].triples:
                raise StoreError(
                    iri,
                    told("the store holds {held:,} triples of {triples:,} sent", held=held, triples=files[iri].triples),
                    "See the store's log, and load again",
                )

    def _counts(self, graphs: list[str]) -> dict[str, int]:
        if len(graphs) < _FEW:
            return {iri: self._count(iri) for iri in graphs}
        values = " ".join(f"<{iri}>" for iri in graphs)
        rows = self._select(f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ VALUES ?g {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g")
        return dict.fromkeys(graphs, 0) | {row["g"]: int(row["n"]) for row in rows}

    def _count(self, iri: str) -> int:
        rows = self._select(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}")
        return int(rows[0]["n"]) if rows else 0

    def _select(self, text: str) -> list[dict[str, str]]:
        answer = self._transfer.ask("POST", self.endpoint.query, data={"query": text}, headers={"Accept": _JSON})
        try:
            bindings = answer.json()["results"]["bindings"]
            return [{name: term["value"] for name, term in binding.items()} for binding in bindings]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StoreError(self.endpoint.query, "no SPARQL endpoint answers there", "Name it with --query URL") from error


def _checked(iri: str) -> str:
    """The IRI, if it is one: it is put into the text of updates."""
    try:
        named = NamedNode(iri).value
    except ValueError as error:
        raise StoreError(iri, "not an absolute IRI", "Name a graph as https://example.org/graph") from error
    if set(named) & set('<>"{}|^`\\ ') or not named.isprintable():
        raise StoreError(iri, "not an absolute IRI", "Name a graph as https://example.org/graph")
    return named


def _refuse_unsafe_url(*urls: str | None) -> None:
    for url in urls:
        if url is None:
            continue
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise StoreError(url, "not a URL to load to", "Write it as http://localhost:7878/store")
        if parts.username or parts.password:
            where = f"{parts.scheme}://{parts.hostname}"
            raise StoreError(
                where,
                "a name or password in a URL is seen by everybody on this machine",
                PASSWORD_REMEDY,
            )
