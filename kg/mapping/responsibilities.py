"""Which leader answers for what: as what, with which printed role, in which years, printed where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.mapping import vocabulary as v
from kg.mapping.bodies import Bodies, Named, Used
from kg.mapping.iris import Names
from kg.mapping.literals import year_literal
from kg.mapping.people import People, known_as
from kg.model.records import Leader

__all__ = ["Responsibilities"]


class Responsibilities:
    """Makes the triples of the leaders of one document's sections and tasks, and notes the leaders in ``used``."""

    def __init__(self, names: Names, bodies: Bodies, document: NamedNode, people: People, used: Used) -> None:
        """``people`` tells the document's leaders from each other."""
        self._names = names
        self._bodies = bodies
        self._document = document
        self._people = people
        self._used = used

    def led_by(self, thing: NamedNode, leaders: Iterable[Leader]) -> Iterator[Triple]:
        """The shortcut from a section or task to each of its leaders, once."""
        for person in dict.fromkeys(self._person(leader) for leader in leaders):
            if person is not None:
                yield Triple(thing, v.LEADER, person)

    def answer(
        self, local: str, thing: NamedNode, leaders: Iterable[Leader], relation: NamedNode, years: tuple[int, int] | None
    ) -> Iterator[Triple]:
        """That each of the leaders answers for the thing, of which ``local`` is the local name; ``relation`` leads to it."""
        for number, leader in enumerate(leaders, 1):
            person = self._person(leader)
            if person is None:
                continue
            node = self._names.iri("responsibility", f"{local}_r{number}")
            yield Triple(node, v.TYPE, v.RESPONSIBILITY_CLASS)
            yield Triple(node, v.MEMBER, person)
            if leader.title is not None:
                yield Triple(node, v.POST, self._bodies.post(leader.title))
            if leader.role is not None:
                yield Triple(node, v.PRINTED_ROLE, Literal(leader.role))
            yield Triple(node, relation, thing)
            if years is not None:
                yield Triple(node, v.START_YEAR, year_literal(years[0]))
                yield Triple(node, v.END_YEAR, year_literal(years[1]))
            yield Triple(node, v.QUOTED_FROM, self._document)
            yield Triple(node, v.CHAR_START, Literal(leader.start))
            yield Triple(node, v.CHAR_END, Literal(leader.end))

    def _person(self, leader: Leader) -> NamedNode | None:
        name = known_as(leader)
        key = self._people.key(leader)
        if name is None or key is None:
            return None
        local = self._bodies.person_local(key)
        named = self._used.leaders.setdefault(local, Named())
        named.names.add(name)
        if leader.title is not None:
            named.titles.add(leader.title)
        return self._bodies.person(local)
