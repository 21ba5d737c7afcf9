"""Sentences cut into clauses, and how far a word of commitment reaches over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kg.model.records import Commitment
from kg.model.values import changed, value
from kg.parsing.targets.tokens import Mark, Quantity, Token, Tokens, tokens
from kg.parsing.targets.words import Lexicon

__all__ = ["Clause", "Element", "clauses", "with_commitments"]

_PREDICATES: Final = frozenset(("predicate", "increase", "decrease", "ge", "le", "approx", "level"))

Element = Quantity | Token | Mark


@value
class Clause:
    """A clause with its elements; ``sentence`` counts from 0. An ``aside`` stood in parentheses inside the clause before it.

    ``commitment_end`` is where the word of commitment ends that the clause itself has.
    """

    start: int
    end: int
    elements: tuple[Element, ...]
    sentence: int
    aside: bool = False
    commitment: Commitment = "plain"

    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities of the clause in order."""
        return tuple(e for e in self.elements if isinstance(e, Quantity))


def clauses(plain: str, stream: Tokens, names: list[tuple[int, int, str]]) -> Iterator[Clause]:
    """The clauses of the text in order. An aside that holds a number follows its clause; ``names`` receives the names in asides."""
    start, sentence, elements = 0, 0, list[Element]()
    asides: list[Clause] = []
    counted = False

    def close(end: int) -> Iterator[Clause]:
        nonlocal elements, asides, counted
        if elements:
            yield Clause(start, end, tuple(elements), sentence)
        yield from asides
        elements, asides, counted = [], [], False

    for element in stream.stream:
        if isinstance(element, Mark) and element.kind in ("sentence", "clause"):
            yield from close(element.start)
            start = element.end
            sentence += element.kind == "sentence"
            continue
        if isinstance(element, Mark) and element.kind == "aside":
            inner = tokens(plain, element.start + 1, element.end - 1)
            names.extend(inner.names)
            if plain[element.start + 1 : element.end - 1].isdigit():  # 急救（120）分站
                names.append((element.start + 1, element.end - 1, "code"))
            elif any(isinstance(e, Quantity) for e in inner.stream):
                asides.extend(_aside(inner, element, sentence))
        if counted and isinstance(element, Token) and "commitment" in element.roles:
            # 省级企业276家力争投资增长20%: the sign between the two was lost
            held, asides = asides, []
            yield from close(element.start)
            yield from held
            start = element.start
        counted = counted or isinstance(element, Quantity)
        elements.append(element)
    yield from close(len(plain))


def _aside(inner: Tokens, mark: Mark, sentence: int) -> Iterator[Clause]:
    start, elements = mark.start + 1, list[Element]()
    for element in inner.stream:
        if isinstance(element, Mark) and element.kind in ("sentence", "clause"):
            yield Clause(start, element.start, tuple(elements), sentence, aside=True)
            start, elements = element.end, []
            continue
        elements.append(element)
    yield Clause(start, mark.end - 1, tuple(elements), sentence, aside=True)


@value
class _Shape:
    """How a clause is built, and its last figure.

    ``subject`` has its noun first, ``doing`` a verb, ``bare`` has no noun of its own.
    """

    kind: str
    unit: str | None
    comparator: str | None


def _shape(clause: Clause, plain: str, words: Lexicon) -> _Shape:
    kind, predicate, transitive, at_start = "subject", False, False, True
    figure: Quantity | None = None
    position = clause.start
    last: Token | None = None
    for element in clause.elements:
        if isinstance(element, Quantity):
            predicate = predicate or bool(last and last.end == element.start and last.roles & _PREDICATES)
            if figure is None and at_start and position == element.start and last and last.roles & _PREDICATES:
                kind = "bare"
            figure, at_start = element, False
        elif isinstance(element, Token):
            if at_start and element.start == position:
                if element.roles & {"verb", "kept", "opening"} and not plain.startswith("率", element.end):  # 巩固率
                    kind, at_start = "doing", False
                elif "commitment" in element.roles:
                    transitive = element.word in words.lists["transitive"]
                elif not element.roles & {"lead", "tail", "manner"}:
                    at_start = False
                position = element.end
            else:
                at_start = False
            last = element
        else:
            at_start = False
    if kind == "subject" and transitive and not predicate:
        kind = "doing"
    if figure is None:
        return _Shape(kind, None, None)
    return _Shape(kind, plain[figure.unit[0] : figure.unit[1]].lstrip("百千万亿"), figure.post)


def _continues(before: _Shape, now: _Shape) -> bool:
    if now.kind == "bare" or before.kind == now.kind == "subject":
        return True
    if now.unit is None or before.unit is None or now.unit != before.unit:
        return False
    if before.kind == now.kind:
        return now.comparator == before.comparator
    return before.kind == "doing"


def with_commitments(found: Iterable[Clause], plain: str, words: Lexicon) -> Iterator[Clause]:
    """The clauses with the commitment that governs each.

    A word of commitment governs its own clause, and goes on over clauses of the same shape to the end of the sentence.
    """
    current: Commitment = "plain"
    shape = _Shape("subject", None, None)
    sentence = 0
    for clause in found:
        if clause.sentence != sentence:
            current, sentence = "plain", clause.sentence
        if clause.aside:
            stated = [e.word for e in clause.elements if isinstance(e, Token) and "commitment" in e.roles]
            reach = words.commitments[stated[0]] if stated else current
            yield clause if reach == "plain" else changed(clause, commitment=reach)
            continue
        own = [e.word for e in clause.elements if isinstance(e, Token) and "commitment" in e.roles]
        if current == "plain" and not own:
            yield clause
            continue
        now = _shape(clause, plain, words)
        if own:
            current = words.commitments[own[0]]
            shape = now
        elif current != "plain" and not words.starts("continuing", plain[clause.start : clause.start + 4]):
            if _continues(shape, now):
                shape = shape if now.kind == "bare" or shape.kind == "doing" else now
            else:
                current = "plain"
        yield changed(clause, commitment=current)
