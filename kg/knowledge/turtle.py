"""Reading a Turtle file of the project's knowledge into plain facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode, parse

from kg.model.errors import KnowledgeError
from kg.model.wording import told

__all__ = ["Facts", "read_facts", "texts", "things"]

Facts = Mapping[str, Mapping[str, list[NamedNode | Literal]]]
"""The objects of a file's triples, by IRI of the subject and of the property, in the order of the file."""


def read_facts(path: Path) -> Facts:
    """The triples of a Turtle file.

    Raises:
        KnowledgeError: the file cannot be read or is not Turtle; it names the line.
    """
    facts: dict[str, dict[str, list[NamedNode | Literal]]] = {}
    try:
        for triple in parse(path=str(path)):
            if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
                properties = facts.setdefault(triple.subject.value, {})
                properties.setdefault(triple.predicate.value, []).append(triple.object)
    except OSError as error:
        raise KnowledgeError(str(path), "the file cannot be read", "Restore it from the project's repository") from error
    except SyntaxError as error:
        raise KnowledgeError(f"{path}:{error.lineno}", told("this is not Turtle: {msg}", msg=error.msg), "Correct the line") from error
    return facts


def texts(objects: Iterable[NamedNode | Literal], language: str | None = None) -> list[str]:
    """The texts among the objects; where a language is named, those in it."""
    return [o.value for o in objects if isinstance(o, Literal) and (language is None or o.language == language)]


def things(objects: Iterable[NamedNode | Literal], namespace: str) -> list[str]:
    """The local names of the things of a namespace among the objects."""
    return [o.value.removeprefix(namespace) for o in objects if isinstance(o, NamedNode) and o.value.startswith(namespace)]
