"""What the graph says of one thing, where it is printed, and the words around it there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from kg.mapping import vocabulary as v
from kg.model.errors import BadQuery
from kg.publish.agents.asking import plain_value, shortened
from kg.queries.terms import python_value
from kg.store.disk import is_store

__all__ = ["Things", "short_name"]

_MOST: Final = 100
"""Values of one property that are told."""


class Things:
    """The things of a store's default graph, and the texts beside the graph, where they are."""

    def __init__(self, store: ox.Store, data: Path) -> None:
        """``data`` is what was named: the texts stand in its folder."""
        self._store = store
        folder = (data if data.is_dir() else data.parent) / "texts"
        self._texts = folder if folder.is_dir() and not is_store(data) else None

    def node(self, iri: str) -> ox.NamedNode:
        """The thing of that IRI. Raises BadQuery where the graph says nothing of it."""
        try:
            found = ox.NamedNode(iri.strip().removeprefix("<").removesuffix(">"))
        except ValueError as error:
            raise BadQuery(iri[:200], "is no IRI", "Give one as an answer holds it, https://…") from error
        if not self._objects(found, v.TYPE):
            raise BadQuery(iri[:200], "is not the IRI of a thing of this graph", "Take one from an answer of ask, search or sparql")
        return found

    def task(self, iri: str) -> ox.NamedNode:
        """The task of that IRI, or the one that the assignment, target or result of that IRI belongs to. Raises BadQuery."""
        node = self.node(iri)
        owners = [*self._subjects(v.ASSIGNMENT, node), *self._subjects(v.TARGET, node), *self._objects(node, v.OF_TASK)]
        for found in (node, *owners):
            if v.TASK_CLASS in self._objects(found, v.TYPE):
                return found
        raise BadQuery(iri[:200], "is not the IRI of a task, or of a fact of one", "describe tells of any other thing")

    def told(self, node: ox.NamedNode) -> dict[str, Any]:
        """The thing's properties by their short names: values, or for things ``iri`` and ``label``."""
        told: dict[str, Any] = {"iri": node.value}
        for quad in sorted(self._store.quads_for_pattern(node, None, None, ox.DefaultGraph()), key=str):
            values = told.setdefault(short_name(quad.predicate.value), [])
            if len(values) < _MOST:
                values.append(self._value(quad.object))
        return {name: values[0] if isinstance(values, list) and len(values) == 1 else values for name, values in told.items()}

    def parts(self, node: ox.NamedNode, *predicates: ox.NamedNode) -> list[dict[str, Any]]:
        """What is told of the things that the predicates lead to."""
        return self._told_of(part for predicate in predicates for part in self._objects(node, predicate))

    def parts_of(self, node: ox.NamedNode, class_: ox.NamedNode) -> list[dict[str, Any]]:
        """What is told of the things of a class that say that they are of this task."""
        return self._told_of(part for part in self._subjects(v.OF_TASK, node) if class_ in self._objects(part, v.TYPE))

    def _told_of(self, parts: Iterable[ox.NamedNode]) -> list[dict[str, Any]]:
        return [self.told(part) for part in sorted(set(parts), key=lambda part: part.value)[:_MOST]]

    def source(self, node: ox.NamedNode) -> dict[str, Any] | None:
        """Where the thing is printed: its document, the file that was read, the characters there. None for what is printed nowhere."""
        document = next(iter(self._objects(node, v.QUOTED_FROM)), node if v.DOCUMENT_CLASS in self._objects(node, v.TYPE) else None)
        if document is None:
            return None
        file = next(iter(self._objects(document, v.READ_FROM)), None)
        return {
            "iri": node.value,
            "document": self._text(document, v.TITLE),
            "number": self._text(document, v.IDENTIFIER),
            "document_iri": document.value,
            "file": None if file is None else self._text(file, v.FILE_NAME),
            "start": self._whole(node, v.CHAR_START),
            "end": self._whole(node, v.CHAR_END),
        }

    def printed(self, source: dict[str, Any] | None, around: int) -> dict[str, Any] | None:
        """The document's own words there, with so many characters before and behind. None where the text is not at hand."""
        if self._texts is None or source is None or source["start"] is None or source["end"] is None:
            return None
        path = self._texts / f"{short_name(source['document_iri'])}.txt"
        if path.parent != self._texts or not path.is_file():
            return None
        text = path.read_bytes().decode("utf-8")
        start, end = source["start"], source["end"]
        words = shortened(text[start:end])
        return {"before": text[max(0, start - around) : start], "words": words, "after": text[end : end + around]}

    def _value(self, value: object) -> object:
        if not isinstance(value, ox.NamedNode):
            return shortened(plain_value(python_value(value)))
        label = self._text(value, v.PREF_LABEL) or self._text(value, v.TITLE) or short_name(value.value)
        return {"iri": value.value, "label": label}

    def _objects(self, node: ox.NamedNode, predicate: ox.NamedNode) -> list[ox.NamedNode]:
        found = (quad.object for quad in self._store.quads_for_pattern(node, predicate, None, ox.DefaultGraph()))
        return sorted((value for value in found if isinstance(value, ox.NamedNode)), key=lambda value: value.value)

    def _subjects(self, predicate: ox.NamedNode, node: ox.NamedNode) -> list[ox.NamedNode]:
        found = (quad.subject for quad in self._store.quads_for_pattern(None, predicate, node, ox.DefaultGraph()))
        return [value for value in found if isinstance(value, ox.NamedNode)]

    def _text(self, node: ox.NamedNode, predicate: ox.NamedNode) -> str | None:
        found = (quad.object for quad in self._store.quads_for_pattern(node, predicate, None, ox.DefaultGraph()))
        texts = [value for value in found if isinstance(value, ox.Literal)]
        best = min(texts, key=lambda text: (not (text.language or "zh").startswith("zh"), text.value), default=None)
        return None if best is None else best.value

    def _whole(self, node: ox.NamedNode, predicate: ox.NamedNode) -> int | None:
        text = self._text(node, predicate) or ""
        return int(text) if text.isdecimal() and len(text) < 18 else None


def short_name(iri: str) -> str:
    """The last part of an IRI."""
    return iri.replace("#", "/").rstrip("/").rsplit("/", 1)[-1]
