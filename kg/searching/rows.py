"""What the index holds of a task: the words it is found by, and what an answer tells of it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import lru_cache

from kg.knowledge.regions import regions
from kg.linking.indicators import indicator_of
from kg.mapping import Names
from kg.mapping.containers import outline_of, task_locals
from kg.mapping.scope import Scope
from kg.model.records import Parsed, Task
from kg.model.values import value

__all__ = ["Document", "Place", "Row", "place_of", "rows_of"]


@value
class Place:
    """A region: ``name`` as answers print it, ``code`` where it has one, and all ``names`` that it goes by."""

    name: str
    code: str | None
    names: tuple[str, ...]


@value
class Document:
    """The notice that a task stands in: its IRI, title, number, source file, place."""

    iri: str
    title: str | None
    number: str | None
    file: str | None
    place: Place | None


@value
class Row:
    """A task. ``start`` and ``end`` are offsets into its document's text; ``years`` the first and last that its list covers.

    ``headings`` begin with the list's title; ``bodies``, ``leaders`` and ``indicators`` are names as printed, leaders in the order of their
    signs; ``known`` are the local names of the indicators that are known.
    """

    iri: str
    document: Document
    item: str | None
    text: str
    headings: tuple[str, ...]
    bodies: tuple[str, ...]
    leaders: tuple[str, ...]
    indicators: tuple[str, ...]
    known: tuple[str, ...]
    years: tuple[int, int] | None
    start: int
    end: int


def rows_of(parsed: Parsed, key: str, stem: str, scope: Scope, names: Names, gone: Container[int] = ()) -> Iterator[Row]:
    """The rows of one document; ``key``, ``stem``, ``scope`` and ``names`` are those that :class:`kg.mapping.Mapper` is given.

    ``gone`` are items of a report that are no tasks of their own, by their place: what they tell of is found by the plan's words.
    """
    record = parsed.document
    place = place_of(scope.code, scope.region_name or record.region) if scope.region else None
    document = Document(names.iri("document", key).value, record.title, record.number, record.file, place)
    outline = outline_of(parsed, stem)
    for at, (task, local) in enumerate(zip(parsed.tasks, task_locals(parsed, outline), strict=True)):
        if at in gone:
            continue
        task_list = outline.lists[task.part]
        named = [target for target in task.targets if target.indicator is not None]
        known = (indicator_of(target.indicator or "", target.change, target.unit, scope.level) for target in named)
        yield Row(
            iri=names.iri("task", local).value,
            document=document,
            item=task.number,
            text=task.text,
            headings=_once((task_list.title, task.section_title, task.subsection_title, task.heading)),
            bodies=_once(unit.name for unit in task.units),
            leaders=_once(sorted(filter(None, _people(task)))),
            indicators=_once(target.indicator for target in named),
            known=_once(known),
            years=task_list.years,
            start=task.start,
            end=task.end,
        )


def _people(task: Task) -> Iterator[str | None]:
    for leader in task.leaders:
        yield leader.name or leader.title


def _once(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


@lru_cache(maxsize=4096)
def place_of(code: str | None, name: str | None) -> Place | None:
    """The place of that code, else of that name, with the names that it and what it lies in go by."""
    index = regions()
    region = index.get(code) if code else None
    if region is None:
        return Place(name, code, (name,)) if name else None
    names = [region.name, region.short, index.full_name(region)]
    above = index.parent(region)
    if above is not None and above.notation is not None:
        names += [above.short + region.name, above.short + region.short, above.name + region.name]
    return Place(region.name, region.notation, tuple(dict.fromkeys(names)))
