"""Which leader answers for what: as what, with which printed role, in which years, printed where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.mapping import written as w
from kg.mapping.bodies import Bodies, Named, Used
from kg.mapping.iris import Names
from kg.mapping.literals import whole_number
from kg.mapping.people import People, known_as
from kg.mapping.standing import stands
from kg.mapping.statements import Statement, Term, text
from kg.model.records import Leader, ReadBy

__all__ = ["Responsibilities"]


class Responsibilities:
    """Makes the triples of the leaders of one document's sections and tasks, and notes the leaders in ``used``."""

    def __init__(self, names: Names, bodies: Bodies, document: Term, people: People, used: Used, read_by: ReadBy | None) -> None:
        """``people`` tells the document's leaders from each other, ``read_by`` what read the document from pictures."""
        self._names = names
        self._bodies = bodies
        self._document = document
        self._people = people
        self._used = used
        self._read_by = read_by

    def led_by(self, thing: Term, leaders: Iterable[Leader]) -> Iterator[Statement]:
        """The shortcut from a section or task to each of its leaders, once."""
        for person in dict.fromkeys(self._person(leader) for leader in leaders):
            if person is not None:
                yield (thing, w.LEADER, person)

    def answer(
        self, local: str, thing: Term, leaders: Iterable[Leader], relation: Term, years: tuple[int, int] | None
    ) -> Iterator[Statement]:
        """That each of the leaders answers for the thing, of which ``local`` is the local name; ``relation`` leads to it."""
        for number, leader in enumerate(leaders, 1):
            person = self._person(leader)
            if person is None:
                continue
            node = self._names.term("responsibility", f"{local}_r{number}")
            yield (node, w.TYPE, w.RESPONSIBILITY_CLASS)
            yield (node, w.MEMBER, person)
            if leader.title is not None:
                yield (node, w.POST, self._bodies.post(leader.title))
            if leader.role is not None:
                yield (node, w.PRINTED_ROLE, text(leader.role))
            yield (node, relation, thing)
            if years is not None:
                yield (node, w.START_YEAR, whole_number(years[0]))
                yield (node, w.END_YEAR, whole_number(years[1]))
            yield from stands(node, self._document, leader.start, leader.end, self._read_by)

    def _person(self, leader: Leader) -> Term | None:
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
