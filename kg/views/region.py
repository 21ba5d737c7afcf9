"""A part of a graph drawn on its own: what one region's documents and bodies say, with what they point to elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, parse

from kg.mapping import vocabulary as v
from kg.network import Networks
from kg.store.spool import Spool, packed
from kg.views.datafiles import Catalogue, Everywhere
from kg.views.drawn import draw
from kg.views.due import DUE, due_answer
from kg.views.graph_facts import place_order, read_holding, read_shared, short_id
from kg.views.joining import Offices
from kg.views.place import Sums, places_of
from kg.views.questions import Answers, Part, parts_of
from kg.views.texts import Texts
from kg.views.trust import Trust
from kg.views.writing import pages_of

__all__ = ["Drawing", "RegionDrawn", "draw_part"]


@dataclass(frozen=True, slots=True)
class RegionDrawn:
    """A part's places, each with what it adds to all pages and its files, packed; and what the part adds as a whole."""

    places: tuple[tuple[Sums, bytes], ...]
    offices: Offices
    answers: tuple[Part, ...]
    base: str
    iris: tuple[tuple[str, str], ...]


def draw_part(turtle: bytes, guests: bytes, abroad: bytes) -> RegionDrawn:
    """Draw what ``turtle`` says, bodies of other parts that it names (``guests``) and what all share included.

    ``abroad`` describes those of its own bodies that other parts name. Raises StoreError where tasks point to what is described nowhere.
    """
    store = Store()
    store.bulk_load(input=turtle, format=RdfFormat.TURTLE)
    foreign = _things(guests)
    due = due_answer(store)
    holding = read_holding(store, due)
    networks = Networks(store)
    place_of = {work.id: work.place for work in holding.works}
    known = {thing.id for things in (holding.bodies, holding.people) for thing in things}
    by_place = networks.parts(lambda task: place_of.get(short_id(task), ""))
    foreign_ids = {short_id(iri) for iri in foreign}
    places = []
    for facts in places_of(holding):
        # The seat of a guest is another part's to draw.
        if (
            facts.documents
            or facts.works
            or facts.people
            or any(b.place == facts.place.id and b.id not in foreign_ids for b in facts.bodies)
        ):
            drawn, sums = draw(facts, by_place.get(facts.place.id), known)
            places.append((sums, packed(drawn)))
    offices = Offices()
    offices.take(networks.functions())
    campaigns = {quad.subject.value for quad in store.quads_for_pattern(None, v.TYPE, v.INITIATIVE_CLASS, DefaultGraph())}  # type: ignore[union-attr]
    return RegionDrawn(
        tuple(places), offices, parts_of(store, foreign | _things(abroad) | campaigns, {DUE: due}), holding.base, holding.iris
    )


def _things(turtle: bytes) -> set[str]:
    quads = parse(turtle, format=RdfFormat.TURTLE) if turtle else ()
    return {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}


class Drawing:
    """The pages of a graph in the making, part by part. Memory holds what places add to the pages of all; files wait on disk."""

    def __init__(self, spool: Spool) -> None:
        """Nothing is drawn yet."""
        self._spool = spool
        self._places: list[tuple[Sums, int]] = []
        self._offices = Offices()
        self._answers = Answers()
        self._bases: Counter[str] = Counter()
        self._iris: dict[str, str] = {}

    def take(self, part: RegionDrawn) -> None:
        """Take in a part."""
        for sums, files in part.places:
            goals = {name: (count, str(self._spool.put(rows))) for name, (count, rows) in sums.goals.items()}
            self._places.append((replace(sums, goals=goals), self._spool.put_packed(files)))
        self._offices.add([part.offices])
        self._answers.take(part.answers)
        self._bases[part.base] += len(part.places)
        self._iris.update(part.iris)

    def files(self, shared: bytes, texts: Texts, trust: tuple[Trust, ...] = ()) -> Iterator[tuple[str, bytes]]:
        """All files of the pages, as (name, content). ``shared`` is what all parts share, as Turtle; ``trust`` what judgements say."""
        store = Store()
        store.bulk_load(input=shared, format=RdfFormat.TURTLE)
        self._places.sort(key=lambda entry: place_order(entry[0].place))
        sums = [entry[0] for entry in self._places]
        everywhere = replace(self._everywhere(store, sums), trust=trust)
        catalogue = Catalogue(everywhere, sums, lambda place: str(self._spool.get(int(place))))
        drawn = (self._spool.get(entry[1]) for entry in self._places)
        yield from pages_of(catalogue, drawn, sums, self._offices.network(), self._answers.all(), texts)

    def _everywhere(self, store: Store, places: Sequence[Sums]) -> Everywhere:
        base = min(self._bases, key=lambda base: (-self._bases[base], base), default="")
        used: dict[str, Collection[str]] = {
            "function": {function for sums in places for body in sums.bodies for function in body.functions},
            "indicator": {name for sums in places for name in sums.goals},
            "initiative": {name for sums in places for name in sums.initiatives},
        }
        concepts, doubts, named = read_shared(store, used)
        shared = {short_id(iri): iri for iri in named}
        iris = {id_: iri for id_, iri in self._iris.items() if id_ not in shared} | shared
        documents = tuple(sorted(id_ for sums in places for id_, _ in sums.documents))
        return Everywhere(concepts, doubts, documents, base, tuple((id_, iri) for id_, iri in iris.items() if iri != base + id_))
