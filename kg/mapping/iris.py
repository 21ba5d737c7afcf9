"""What things are called: IRIs made of what the document prints, so that they survive a rebuild.

An IRI is ``BASE/CLASS/LOCAL``. LOCAL is flat and holds letters (Chinese ones included), digits, ``-`` and ``_``
only, so that Turtle writes it as a prefixed name without an escape: there are stores that keep the escape's
backslash and silently hold another IRI. ``-`` stands where the printed text had any other sign, ``_`` parts the
levels: document, list, section, subsection, item.

A name follows from the own document alone: two documents of one number are told apart by a digest of their titles, and below the
document by what their lists are called.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pyoxigraph import NamedNode, Triple

from kg.knowledge.regions import COUNTRY, STATE_COUNCIL
from kg.mapping.statements import ALLOWED, Statement, Term, Writing
from kg.mapping.vocabulary import VOCABULARIES
from kg.model.records import DocumentRecord
from kg.model.terms import BASE

__all__ = ["CLASSES", "Names", "UniqueLocals", "document_key", "document_stem", "flat", "region_scope", "slug", "text_key"]

CLASSES: Final = (
    "agent",
    "assignment",
    "correction",
    "document",
    "doubt",
    "entry",
    "field",
    "file",
    "function",
    "graph",
    "group",
    "indicator",
    "initiative",
    "join",
    "leader",
    "list",
    "measure",
    "post",
    "region",
    "responsibility",
    "result",
    "scheme",
    "section",
    "target",
    "task",
    "unit",
)

_FITTING: Final = re.compile(rf"(?:(?=[{ALLOWED}])[^\W_])+")
_UNFIT: Final = re.compile(rf"[^{ALLOWED}_-]|(?![_-])[\W_]")
# Characters of a part of a local name, so that an IRI stays readable and within what stores and URLs take; of a title fewer, for tasks and
# targets carry it on. Hexadecimal digits of a digest: enough that two documents of one region do not meet.
_LIMIT: Final = 60
_TITLE_LIMIT: Final = 32
# A document's text is a file of its local name, which may have 255 bytes.
_NUMBER_LIMIT: Final = 32
_DIGEST: Final = 8
_SHORT: Final = 6


def slug(text: str, limit: int = _LIMIT) -> str:
    """The text as a part of a local name: letters and digits, everything between them one ``-``.

    Empty where the text has neither. What is longer than ``limit`` characters is cut, and a digest of the whole takes the place of
    the rest.

    >>> slug("义政办发〔2022〕２０号")
    '义政办发-2022-20号'
    """
    normal = unicodedata.normalize("NFKC", text)
    if not _FITTING.fullmatch(normal):
        # Marks and controls stand on or between letters and part nothing.
        normal = "".join(char for char in normal if not unicodedata.category(char).startswith(("M", "C")))
    name = "-".join(_FITTING.findall(normal))
    return name if len(name) <= limit else f"{name[:limit].rstrip('-')}-{_digest(name)}"


def flat(key: str) -> str:
    """A key made elsewhere as a local name: what does not fit becomes ``-``, all else stays, ``_`` too."""
    return _UNFIT.sub("-", key).lstrip("-")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]


def region_scope(record: DocumentRecord) -> str:
    """The local name of the area inside which one printed name means one body.

    The region's code (of the State Council that of the country); else the region's name; else, where the document does not say whose
    it is, the document alone.
    """
    if record.region == STATE_COUNCIL:
        return COUNTRY
    if record.region_code:
        return slug(record.region_code)
    named = slug(record.region, _TITLE_LIMIT) if record.region else ""
    return named or f"x{record.sha256[:_DIGEST]}"


def document_stem(record: DocumentRecord) -> str:
    """What the local names of all that a document holds begin with: region and number; without one title and year; without them its digest.

    The year stands there where the title does not name it: a title may come again every spring.
    """
    if number := slug(record.number or "", _NUMBER_LIMIT):
        return f"{region_scope(record)}-{number}"
    title = slug(record.title or "", _TITLE_LIMIT)
    if not title:
        return f"{region_scope(record)}-{record.sha256[:_DIGEST]}"
    year = str(record.year or "")
    return f"{region_scope(record)}-{title}" + (f"-{year}" if year and year not in (record.title or "") else "")


def document_key(record: DocumentRecord) -> str:
    """The document's own local name: its stem, and behind a number a short digest of the title as letters and digits."""
    stem = document_stem(record)
    return f"{stem}-{_digest(slug(record.title))[:_SHORT]}" if slug(record.number or "") and record.title else stem


def text_key(text: str) -> str:
    """A short digest of what a text says, whatever signs and spaces stand in it: the name of an item that has no number."""
    return f"x{_digest(''.join(_FITTING.findall(unicodedata.normalize('NFKC', text))))[:_SHORT]}"


class UniqueLocals:
    """Hands out local names, none twice: what is asked for a second time gets ``_2``, and so on as it is asked for."""

    def __init__(self) -> None:
        """Nothing is taken yet."""
        self._taken: dict[str, int] = {}

    def take(self, local: str) -> str:
        """``local``, or where that is taken already, ``local`` with the next free number."""
        if local not in self._taken:
            self._taken[local] = 1
            return local
        count = self._taken[local] + 1
        while f"{local}_{count}" in self._taken:
            count += 1
        self._taken[local] = count
        self._taken[f"{local}_{count}"] = 1
        return f"{local}_{count}"


@dataclass(frozen=True)
class Names:
    """The IRIs of things under one base: the project's own, or another that a user gives."""

    base: str = BASE

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """All prefixes of the Turtle: the vocabularies, and one for each class of things."""
        return VOCABULARIES | {name: f"{self.base}{name}/" for name in CLASSES}

    @cached_property
    def _writing(self) -> Writing:
        return Writing(self.prefixes)

    def iri(self, class_name: str, local: str) -> NamedNode:
        """The IRI of a thing; ``class_name`` is one of :data:`CLASSES`."""
        return NamedNode(self.prefixes[class_name] + local)

    def term(self, class_name: str, local: str) -> Term:
        """The same as Turtle writes it."""
        return self._writing.named(class_name, local)

    def statements(self, triples: Iterable[Triple]) -> list[Statement]:
        """Triples without blank nodes as Turtle writes them."""
        return [self._writing.statement(triple) for triple in triples]

    def rebased(self, iri: NamedNode) -> NamedNode:
        """A thing of the project's own base under this one; an IRI of another base as it is."""
        if self.base == BASE or not iri.value.startswith(BASE):
            return iri
        return NamedNode(self.base + iri.value.removeprefix(BASE))
