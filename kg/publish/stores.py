"""Which triple store stands behind a URL, and where it answers what: from ``stores.toml``, which a reader may correct."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from kg.model.errors import KnowledgeError, StoreError
from kg.model.wording import told

__all__ = ["Endpoint", "Kind", "endpoint_at", "kinds"]

_FILE = Path(__file__).with_name("stores.toml")


@dataclass(frozen=True, slots=True)
class Kind:
    """A make of triple store; what the fields mean stands at the head of ``stores.toml``."""

    name: str
    server: str
    graph_store: str
    query: str
    update: str
    gzip: bool
    staged: bool
    together: bool
    union: str


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where one store answers. ``graph_store`` is None where graphs go in as SPARQL Update, ``update`` where that is unknown."""

    kind: Kind
    graph_store: str | None
    query: str
    update: str | None

    @property
    def staged(self) -> bool:
        """Whether a graph must be loaded under another name first, so that nobody ever sees half of it."""
        return self.update is not None and (self.kind.staged or self.graph_store is None)


@cache
def kinds() -> tuple[Kind, ...]:
    """All makes that are known."""
    try:
        return tuple(Kind(**entry) for entry in tomllib.loads(_FILE.read_text(encoding="utf-8"))["store"])
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise KnowledgeError(str(_FILE), told("not as it must be: {error}", error=error), "See the comment at its head") from error


def endpoint_at(url: str, server: str, *, query: str | None = None, update: str | None = None) -> Endpoint:
    """What answers at ``url``, of which the ``Server`` header says ``server``.

    ``url`` is that of the Graph Store Protocol or of SPARQL Update, or the bare address of a store that tells what it is.
    ``query`` and ``update`` are URLs that the user knows better. Raises StoreError where the place of queries cannot be told.
    """
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    by_server = [kind for kind in kinds() if kind.server.lower() in server.lower()]
    if not path and by_server:
        path = by_server[0].graph_store or by_server[0].update
    for kind in [*by_server, *kinds()]:
        for ending, through_updates in ((kind.graph_store, False), (kind.update, True)):
            if ending and path.endswith(ending):
                stem = path.removesuffix(ending)
                return Endpoint(
                    kind,
                    None if through_updates else _at(url, path),
                    query or _at(url, stem + kind.query),
                    update or _at(url, stem + kind.update),
                )
    if query is None:
        raise StoreError(
            url,
            "it is not plain where this store answers queries",
            "Name the URL of its Graph Store Protocol as docs/stores.md has it, or say --query URL (and --update URL)",
        )
    unknown = Kind("unknown store", "", "", "", "", gzip=False, staged=update is not None, together=False, union="")
    return Endpoint(unknown, url, query, update)


def _at(url: str, path: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))
