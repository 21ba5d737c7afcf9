"""From a graph to a folder of pages."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Container, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import networkx as nx
from pyoxigraph import Store

from kg.garbage import fewer_collections
from kg.model.errors import StoreError
from kg.network import Networks
from kg.store.files import whole_file
from kg.views.by_function import tasks_by_function
from kg.views.datafiles import Catalogue
from kg.views.drawing import Picture, draw_bureaus, draw_with_leaders
from kg.views.graph_facts import read_holding, short_id
from kg.views.pages import PAGES, assets, data_script, page_html, words
from kg.views.questions import answers

__all__ = ["Written", "write_pages"]

_FIRST: Final = "index.html"
# The disk takes longer to hold a file for certain than the next one takes to make: a thread waits for it.
_MOST_WAITING: Final = 16


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the page to open, the number of files, and their bytes."""

    index: Path
    files: int
    size: int


def write_pages(store: Store, folder: Path, told: Callable[[int, int], None] = lambda done, total: None) -> Written:
    """Write ``index.html`` and all that it links to ``folder``; each file appears whole, ``index.html`` last. Old data files go.

    ``told`` hears how many of the places are drawn, of how many. Raises StoreError where tasks point to what is described nowhere.
    """
    files = size = 0
    kept = set()
    with fewer_collections(), ThreadPoolExecutor(1) as writer:
        waiting: deque[Future[None]] = deque()
        for name, content in _files(store, told):
            # What all pages need is whole before the page that is opened first.
            while waiting and (len(waiting) >= _MOST_WAITING or name == _FIRST):
                waiting.popleft().result()
            waiting.append(writer.submit(_write, folder / name, content))
            kept.add(name)
            files += 1
            size += len(content)
        while waiting:
            waiting.popleft().result()
    for old in (folder / "assets" / "data").glob("*.js"):
        if f"assets/data/{old.name}" not in kept:
            old.unlink()
    return Written(folder / _FIRST, files, size)


def _write(path: Path, content: bytes) -> None:
    with whole_file(path) as beside:
        beside.write_bytes(content)


def _files(store: Store, told: Callable[[int, int], None]) -> Iterator[tuple[str, bytes]]:
    for name, content in assets():
        yield f"assets/{name}", content
    catalogue = Catalogue(read_holding(store))
    for name, value in _data(store, catalogue, told):
        yield f"assets/data/{name}.js", data_script(name, value).encode()
    for page in (*PAGES[1:], PAGES[0]):
        yield f"{page}.html", page_html(page).encode()


def _data(store: Store, catalogue: Catalogue, told: Callable[[int, int], None]) -> Iterator[tuple[str, Any]]:
    yield "words", words()
    yield from catalogue.files()
    yield "answers", answers(store)
    networks = Networks(store)
    yield "functions-net", _content(draw_bureaus(networks.functions())) | tasks_by_function(catalogue.holding)
    place_of = {work.id: work.place for work in catalogue.holding.works}
    known = {thing.id for things in (catalogue.holding.bodies, catalogue.holding.people) for thing in things}
    # What has bureaus and is no task stands at no place.
    by_place = networks.parts(lambda task: place_of.get(short_id(task), ""))
    for done, place in enumerate(catalogue.holding.places, start=1):
        own = by_place.get(place.id)
        bureaus, leaders = (own.bureaus(), own.leaders()) if own else (nx.Graph(), nx.Graph())
        _check_described(leaders, known)
        drawn = draw_with_leaders(bureaus, leaders)
        yield f"{catalogue.file(place)}-net", _content(drawn)
        told(done, len(catalogue.holding.places))


def _check_described(network: nx.Graph[str], known: Container[str]) -> None:
    for node in sorted(network):
        if short_id(node) not in known:
            raise StoreError(
                node, "tasks point to it, and the graph does not say what it is", "See what else is missing with 'kg validate'"
            )


def _content(picture: Picture) -> dict[str, Any]:
    return {"nodes": list(picture.nodes), "options": picture.options, "of": picture.of}
