"""Reading a Turtle file of the project's knowledge into plain facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode, parse

from kg.model.errors import KnowledgeError
from kg.model.wording import told
from kg.resources import knowledge_folder

__all__ = ["Facts", "own_file", "read_facts", "texts", "things"]

Facts = Mapping[str, Mapping[str, list[NamedNode | Literal]]]
"""The objects of a file's triples, by IRI of the subject and of the property, in the order of the file."""


def read_facts(*paths: Path) -> Facts:
    """The triples of a Turtle file, or of several that lie over each other.

    Raises:
        KnowledgeError: the file cannot be read or is not Turtle; it names the line.
    """
    facts: dict[str, dict[str, list[NamedNode | Literal]]] = {}
    for path in paths:
        try:
            for triple in parse(path=str(path)):
                if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
                    objects = facts.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, [])
                    if path == paths[0] or triple.object not in objects:
                        objects.append(triple.object)
        except OSError as error:
            raise KnowledgeError(str(path), "the file cannot be read", "Restore it from the project's repository") from error
        except SyntaxError as error:
            raise KnowledgeError(f"{path}:{error.lineno}", told("this is not Turtle: {msg}", msg=error.msg), "Correct the line") from error
    return facts


def own_file(name: str) -> Path | None:
    """The file of that name in the user's own knowledge, where there is one."""
    own = knowledge_folder()
    return own / name if own is not None and (own / name).is_file() else None


def texts(objects: Iterable[NamedNode | Literal], language: str | None = None) -> list[str]:
    """The texts among the objects; where a language is named, those in it."""
    return [o.value for o in objects if isinstance(o, Literal) and (language is None or o.language == language)]


def things(objects: Iterable[NamedNode | Literal], namespace: str) -> list[str]:
    """The local names of the things of a namespace among the objects."""
    return [o.value.removeprefix(namespace) for o in objects if isinstance(o, NamedNode) and o.value.startswith(namespace)]
