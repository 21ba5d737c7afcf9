"""Triples as three strings, each a term as Turtle writes it, which are quicker to make and to join than a library's objects.

pyoxigraph says how a term is written. What most terms are, things under short names and plain texts, is put together here without
asking it; the bytes are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, NewType

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from kg.mapping.vocabulary import TYPE, VOCABULARIES

__all__ = ["ALLOWED", "Full", "Statement", "Term", "Writing", "text", "triples_of"]

Term = NewType("Term", str)
"""A term as Turtle writes it: ``zr:Task``, ``"text"@zh``, ``2022``; the predicate ``rdf:type`` is ``a``."""

Statement = tuple[Term, Term, Term]
"""Subject, predicate and object."""

# What the Turtle grammar allows in a name (PN_CHARS_BASE), as far as it is a letter or a digit.
ALLOWED: Final = (
    "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
    "\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_SHORT: Final = re.compile(rf"[{ALLOWED}_][{ALLOWED}_-]*")
_HOSTILE: Final = re.compile(r'["\\\x00-\x1f\x7f]')
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_XSD: Final = VOCABULARIES["xsd"]
_ANY: Final = NamedNode("urn:zeren:any")


def text(value: str, language: str = "") -> Term:
    """A text as a literal, of a language where one is given.

    >>> text('第一“点”\\n', "zh")
    '"第一“点”\\\\n"@zh'
    """
    if _HOSTILE.search(value):
        value = _HOSTILE.sub(_escaped, value)
    return Term(f'"{value}"@{language}' if language else f'"{value}"')


def _escaped(sign: re.Match[str]) -> str:
    return _ESCAPES.get(sign[0]) or f"\\u{ord(sign[0]):04X}"


class Writing:
    """How terms are written under some prefixes."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        """``prefixes`` lead from each prefix to the IRI that it stands for."""
        self.prefixes = dict(prefixes)
        # Of two prefixes that fit, pyoxigraph chooses; a base that a user gives may bring that about.
        self._names = {iri: name for name, iri in prefixes.items() if self._asked(NamedNode(f"{iri}x")) == f"{name}:x"}
        self._usable = frozenset(self._names.values())

    def named(self, prefix: str, local: str) -> Term:
        """What has the local name behind the prefix."""
        if prefix in self._usable and _SHORT.fullmatch(local):
            return Term(f"{prefix}:{local}")
        return self._asked(NamedNode(self.prefixes[prefix] + local))

    def term(self, term: NamedNode | Literal) -> Term:
        """A subject or an object."""
        if isinstance(term, NamedNode):
            iri = term.value
            at = max(iri.rfind("/"), iri.rfind("#")) + 1
            name = self._names.get(iri[:at])
            return Term(f"{name}:{iri[at:]}") if name and _SHORT.fullmatch(iri, at) else self._asked(term)
        if term.language is not None or term.datatype.value == f"{_XSD}string":
            return text(term.value, term.language or "")
        return self._asked(term)

    def statement(self, triple: Triple) -> Statement:
        """A triple without blank nodes."""
        subject, predicate, value = triple.subject, triple.predicate, triple.object
        if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
            raise TypeError(f"{triple} is no triple of named things")
        return self.term(subject), Term("a") if predicate == TYPE else self.term(predicate), self.term(value)

    def _asked(self, term: NamedNode | Literal) -> Term:
        written = serialize([Triple(_ANY, _ANY, term)], format=RdfFormat.TURTLE, prefixes=self.prefixes) or b""
        return Term(written.decode().partition(f"{_ANY} {_ANY} ")[2].removesuffix(" .\n"))


class Full(dict[Term, str]):
    """Each term as N-Triples has it, found out when it is asked for first.

    >>> Full({"zr": "https://example.org/"})[Term("zr:Task")]
    '<https://example.org/Task>'
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        """``prefixes`` are those that the terms were written with."""
        super().__init__({Term("a"): str(TYPE)})
        self._prefixes = prefixes

    def __missing__(self, term: Term) -> str:
        """What is not known yet."""
        full = self[term] = self._full(term)
        return full

    def _full(self, term: str) -> str:
        if term[0] == '"':
            value, mark, datatype = term.rpartition('"^^')
            # A text that holds these signs holds them behind a backslash, and ends with a quotation mark.
            return f'{value}"^^{self._full(datatype)}' if mark and term[-1] != '"' else term
        if term[0] == "<":
            return term
        prefix, colon, local = term.partition(":")
        if colon:
            return f"<{self._prefixes[prefix]}{local.replace(chr(92), '')}>"
        number = "double" if "E" in term.upper() else "decimal" if "." in term else "integer"
        return f'"{term}"^^<{_XSD}{"boolean" if term in ("true", "false") else number}>'


def triples_of(statements: Iterable[Statement], prefixes: Mapping[str, str]) -> list[Triple]:
    """The triples that the statements are, in their order."""
    full = Full(prefixes)
    lines = "".join(f"{full[subject]} {full[predicate]} {full[value]} .\n" for subject, predicate, value in statements)
    return [quad.triple for quad in parse(lines, format=RdfFormat.N_TRIPLES)]
