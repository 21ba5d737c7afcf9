"""From a graph to a folder of pages."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import networkx as nx
from pyoxigraph import Store

from kg.garbage import fewer_collections
from kg.network import Networks
from kg.store.files import whole_file
from kg.store.spool import Spool
from kg.views.by_function import Alike, function_of, tasks_by_function
from kg.views.datafiles import Catalogue, Everywhere
from kg.views.drawing import draw_bureaus
from kg.views.drawn import Drawn, draw, picture_json
from kg.views.due import DUE, due_answer
from kg.views.facts import Holding
from kg.views.graph_facts import read_holding, short_id
from kg.views.pages import PAGES, assets, json_text, page_html, script_of, words
from kg.views.place import Sums, places_of
from kg.views.questions import Answers, listed, parts_of
from kg.views.texts import Texts
from kg.views.trust import Trust
from kg.views.word_index import Postings

__all__ = ["Written", "everywhere_of", "pages_of", "write_pages"]

_FIRST: Final = "index.html"
# The disk takes longer to hold a file for certain than the next one takes to make: a thread waits for it.
_MOST_WAITING: Final = 16


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the page to open, the number of files, and their bytes."""

    index: Path
    files: int
    size: int


def write_pages(
    store: Store, folder: Path, told: Callable[[int, int], None] = lambda done, total: None, texts: Path | None = None,
    trust: tuple[Trust, ...] = (),
) -> Written:  # fmt: skip
    """Write ``index.html`` and all that it links to into ``folder``; each file appears whole, ``index.html`` last. Old data files go.

    ``texts`` is the folder of the documents' texts as read, where there is one, ``trust`` what judgements say of the readings. ``told``
    hears how many of the places are drawn, of how many. Raises StoreError where tasks point to what is described nowhere.
    """
    files = size = 0
    kept = set()
    with fewer_collections(), Spool() as spool, ThreadPoolExecutor(1) as writer:
        waiting: deque[Future[None]] = deque()
        for name, content in _files(store, spool, told, Texts(texts), trust):
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


def pages_of(
    catalogue: Catalogue,
    places: Iterable[Drawn],
    sums: Iterable[Sums],
    functions: nx.Graph[str],
    answers: list[dict[str, Any]],
    texts: Texts,
) -> Iterator[tuple[str, bytes]]:
    """All files of the pages, as (name, content), the page that is opened first last.

    ``places`` are gone through once, in the order of their numbers, ``functions`` is the network of the kinds of office of all places.
    """
    for name, content in assets():
        yield f"assets/{name}", content
    for name, text in _data(catalogue, places, sums, functions, answers, texts):
        yield f"assets/data/{name}.js", script_of(name, text).encode()
    for page in (*PAGES[1:], PAGES[0]):
        yield f"{page}.html", page_html(page).encode()


def everywhere_of(holding: Holding) -> Everywhere:
    """What a holding says of all its places at once."""
    documents = tuple(document.id for document in holding.documents)
    return Everywhere(holding.concepts, holding.doubts, documents, holding.base, holding.iris)


def _write(path: Path, content: bytes) -> None:
    with whole_file(path) as beside:
        beside.write_bytes(content)


def _files(
    store: Store, spool: Spool, told: Callable[[int, int], None], texts: Texts, trust: tuple[Trust, ...]
) -> Iterator[tuple[str, bytes]]:
    due = due_answer(store)
    holding = read_holding(store, due)
    networks = Networks(store)
    place_of = {work.id: work.place for work in holding.works}
    known = {thing.id for things in (holding.bodies, holding.people) for thing in things}
    # What has bureaus and is no task stands at no place.
    by_place = networks.parts(lambda task: place_of.get(short_id(task), ""))
    sums: list[Sums] = []
    drawn: list[int] = []
    for done, facts in enumerate(places_of(holding), start=1):
        place, adds = draw(facts, by_place.get(facts.place.id), known)
        sums.append(adds)
        drawn.append(spool.put(place))
        told(done, len(holding.places))
    catalogue = Catalogue(replace(everywhere_of(holding), trust=trust), sums)
    answers = Answers()
    answers.take(parts_of(store, known={DUE: due}))
    yield from pages_of(catalogue, map(spool.get, drawn), sums, networks.functions(), answers.all(), texts)


def _data(
    catalogue: Catalogue,
    places: Iterable[Drawn],
    sums: Iterable[Sums],
    functions: nx.Graph[str],
    answers: list[dict[str, Any]],
    texts: Texts,
) -> Iterator[tuple[str, str]]:
    yield "words", json_text(words())
    yield from catalogue.index()
    with Postings() as postings:
        for number, place in enumerate(places):
            yield from catalogue.of_place(place.look, texts)
            yield f"{catalogue.file(place.look.place)}-net", place.network
            postings.take(number, place.place, place.words)
        yield from postings.files()
    yield from catalogue.shared()
    yield "answers", json_text([answer for answer in answers if answer["overview"]])
    yield "questions", json_text(listed(answers))
    for answer in answers:
        yield f"q-{answer['name']}", json_text(answer)
    alike: Alike = Counter()
    does: set[str] = set()
    for of_place in sums:
        alike.update(of_place.alike)
        does.update(function for body in of_place.bodies if (function := function_of(body)) is not None)
    yield "functions-net", json_text(picture_json(draw_bureaus(functions)) | tasks_by_function(does, alike))
