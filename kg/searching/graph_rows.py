"""The rows of a graph that has no index beside it: the same as those that its build would have written, for what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.knowledge.regions import regions
from kg.mapping import vocabulary as v
from kg.searching.rows import Document, Place, Row, place_of

__all__ = ["rows_in"]


def rows_in(store: ox.Store) -> Iterator[Row]:
    """The tasks of the store's default graph, document by document in the order of their IRIs."""
    graph = _Graph(store)
    documents = sorted(graph.subjects(v.TYPE, v.DOCUMENT_CLASS), key=lambda node: node.value)
    for node in documents:
        yield from graph.rows(node)


class _Graph:
    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def subjects(self, predicate: ox.NamedNode, value: ox.NamedNode) -> list[ox.NamedNode]:
        found = (quad.subject for quad in self._store.quads_for_pattern(None, predicate, value, ox.DefaultGraph()))
        return [node for node in found if isinstance(node, ox.NamedNode)]

    def _objects(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> list[ox.NamedNode | ox.Literal]:
        found = (quad.object for quad in self._store.quads_for_pattern(subject, predicate, None, ox.DefaultGraph()))
        return sorted((term for term in found if isinstance(term, ox.NamedNode | ox.Literal)), key=lambda term: term.value)

    def _nodes(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> list[ox.NamedNode]:
        return [term for term in self._objects(subject, predicate) if isinstance(term, ox.NamedNode)]

    def _text(self, subject: ox.NamedNode | None, predicate: ox.NamedNode) -> str | None:
        if subject is None:
            return None
        return next((term.value for term in self._objects(subject, predicate) if isinstance(term, ox.Literal)), None)

    def _number(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> int | None:
        text = self._text(subject, predicate)
        return int(text) if text is not None and text.lstrip("-").isdecimal() and len(text) < 10 else None

    def _node(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> ox.NamedNode | None:
        return next(iter(self._nodes(subject, predicate)), None)

    def rows(self, node: ox.NamedNode) -> Iterator[Row]:
        """The rows of one document."""
        file = self._node(node, v.READ_FROM)
        document = Document(
            node.value, self._text(node, v.TITLE), self._text(node, v.IDENTIFIER), self._text(file, v.FILE_NAME), self._place(node)
        )
        found: list[Row] = []
        for task_list in self.subjects(v.IS_PART_OF, node):
            first, last = self._number(task_list, v.START_YEAR), self._number(task_list, v.END_YEAR)
            years = None if first is None or last is None else (first, last)
            title = self._text(task_list, v.TITLE)
            found += [self._row(task, document, title, years) for task in self.subjects(v.STEP_OF_PLAN, task_list)]
        yield from sorted(found, key=lambda row: (row.start, row.iri))

    def _place(self, node: ox.NamedNode) -> Place | None:
        region = self._node(node, v.REGION)
        if region is None:
            return None
        local = region.value.rpartition("/")[2]
        return place_of(local if regions().get(local) else None, self._text(region, v.PREF_LABEL))

    def _row(self, task: ox.NamedNode, document: Document, title: str | None, years: tuple[int, int] | None) -> Row:
        assignments = sorted(self._nodes(task, v.ASSIGNMENT), key=lambda node: (self._number(node, v.CHAR_START) or 0, node.value))
        targets = sorted(self._nodes(task, v.TARGET), key=lambda node: (self._number(node, v.CHAR_START) or 0, node.value))
        leaders = self._nodes(task, v.LEADER)
        return Row(
            iri=task.value,
            document=document,
            item=self._text(task, v.NUMBER),
            text=self._text(task, v.TEXT) or "",
            headings=_once((title, *self._headings(task), self._text(task, v.HEADING))),
            bodies=_once(self._text(node, v.PRINTED_NAME) for node in assignments),
            leaders=_once(sorted(filter(None, (self._text(node, v.PREF_LABEL) for node in leaders)))),
            indicators=_once(self._text(node, v.INDICATOR_NAME) for node in targets),
            known=_once(node.value.rpartition("/")[2] for target in targets for node in self._nodes(target, v.INDICATOR)),
            years=years,
            start=self._number(task, v.CHAR_START) or 0,
            end=self._number(task, v.CHAR_END) or 0,
        )

    def _headings(self, task: ox.NamedNode) -> list[str | None]:
        """The titles of the sections that the task stands in, the outer one first."""
        titles: list[str | None] = []
        section, seen = self._node(task, v.SECTION), set[str]()
        while section is not None and section.value not in seen:
            seen.add(section.value)
            titles.insert(0, self._text(section, v.TITLE))
            above = self._node(section, v.IS_PART_OF)
            section = above if above is not None and v.SECTION_CLASS in self._nodes(above, v.TYPE) else None
        return titles


def _once(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
