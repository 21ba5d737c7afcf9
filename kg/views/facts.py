"""What a graph says, as plain frozen values for pages: text stays text, numbers stay as printed.

Things are called by the last two parts of their IRI (``unit/330782-财政``), which is what a page's address holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Answers", "Assigned", "Body", "Concept", "Document", "Doubt", "Goal", "Holding", "Person", "Place", "Reached", "Told", "Work"]


@dataclass(frozen=True, slots=True)
class Goal:
    """A number that a task commits to; ``start`` and ``end`` are offsets into the document's text."""

    id: str
    indicator: str | None
    name: str | None
    change: str
    comparator: str
    value: str
    upper: str | None
    baseline: str | None
    unit: str | None
    base_value: str | None
    base_unit: str | None
    commitment: str
    deadline: str | None
    quote: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Reached:
    """What a document says was reached of a task: of ``target``, one of its goals, where that is known.

    ``status`` is a word of the records (done, behind …), ``basis`` whether it is printed or derived, ``as_of`` the last day told of,
    ``share`` per cent of the target; ``document`` is where it is said, which may be another than the task's own.
    """

    id: str
    document: str
    target: str | None
    indicator: str | None
    name: str | None
    value: str | None
    unit: str | None
    base_value: str | None
    base_unit: str | None
    share: str | None
    status: str
    basis: str
    as_of: str | None
    estimate: bool
    promised: str | None
    quote: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """An item of a report that tells of a task, or where not ``sure`` may do so: its words, and where in which document they stand."""

    document: str
    sure: bool
    number: str | None
    text: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Assigned:
    """A body on a task: in which role, and how and where the document says so."""

    party: str
    role: str
    basis: str
    printed: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """A leader who answers for a task or for the section that it stands in: as what (牵头), and where the document says so."""

    leader: str
    role: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Work:
    """One task. ``sections`` are the headings above it, the outer one first, ``doubts`` what puts it in doubt."""

    id: str
    place: str
    document: str
    years: tuple[int, int] | None
    part: str | None
    sections: tuple[str, ...]
    number: str | None
    heading: str | None
    text: str | None
    deadline: str | None
    leaders: tuple[str, ...]
    assigned: tuple[Assigned, ...]
    goals: tuple[Goal, ...]
    initiatives: tuple[str, ...]
    start: int | None
    end: int | None
    doubts: tuple[str, ...] = ()
    answers: tuple[Answers, ...] = ()
    results: tuple[Reached, ...] = ()
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A unit or, where ``group``, a phrase for a set of bodies."""

    id: str
    group: bool
    label: str
    alternatives: tuple[str, ...]
    place: str
    functions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A leader with the posts printed beside the name."""

    id: str
    label: str
    place: str
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One notice. ``doubts`` is what puts something in it in doubt, ``characters`` the length of its text as read.

    ``replaced`` are the titles of the notices that replace it, ``years`` those of its lists; ``progress`` says that it tells what was
    reached, ``read_by`` what read it from pictures, if anything did.
    """

    id: str
    place: str
    title: str | None
    number: str | None
    issued: str | None
    publisher: str | None
    doubts: tuple[str, ...] = ()
    characters: int | None = None
    replaced: tuple[str, ...] = ()
    progress: bool = False
    years: tuple[tuple[int, int], ...] = ()
    read_by: str | None = None


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that regions share; ``kind`` is function, indicator or initiative."""

    kind: str
    id: str
    label: str
    english: str | None
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A kind of doubt, with its code and its titles."""

    id: str
    code: str
    label: str
    english: str


@dataclass(frozen=True, slots=True)
class Place:
    """A region with documents, or with bodies that documents of elsewhere name; where none is known, documents, called by their title."""

    id: str
    label: str
    code: str | None
    iri: str | None


@dataclass(frozen=True, slots=True)
class Holding:
    """All that the pages show. Places stand by code, tasks by document and place in it.

    The IRI of a thing is ``base`` and its id, but for the ids in ``iris``. ``due`` says by which day what has a deadline is due, by id.
    """

    places: tuple[Place, ...]
    documents: tuple[Document, ...]
    people: tuple[Person, ...]
    bodies: tuple[Body, ...]
    works: tuple[Work, ...]
    concepts: tuple[Concept, ...]
    with_text: bool
    doubts: tuple[Doubt, ...] = ()
    base: str = ""
    iris: tuple[tuple[str, str], ...] = ()
    due: Mapping[str, str] = field(default_factory=dict)
