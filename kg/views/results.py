"""What a graph says was reached, and which items of reports tell of a task, by task."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kg.mapping import vocabulary as v
from kg.views.facts import Reached, Told
from kg.views.read_terms import number_of, ordinal, word_of
from kg.views.statements import Statements

__all__ = ["Joins", "Results"]

_SAID: Final = (
    v.QUOTED_FROM, v.OF_TARGET, v.INDICATOR, v.INDICATOR_NAME, v.VALUE, v.UNIT_OF_MEASURE, v.BASE_VALUE, v.BASE_UNIT, v.SHARE, v.STATUS,
    v.STATUS_BASIS, v.AS_OF, v.ESTIMATE, v.DERIVED_TARGET, v.QUOTE, v.CHAR_START, v.CHAR_END,
)  # fmt: skip

_JOINED: Final = (v.QUOTED_FROM, v.JOIN_STATE, v.ITEM_NUMBER, v.ITEM_TEXT, v.CHAR_START, v.CHAR_END)


class Results:
    """The results of a graph. They are read when the first task is asked for."""

    def __init__(self, graph: Statements, short: Callable[[str], str]) -> None:
        """``short`` makes an id of an IRI."""
        self._graph = graph
        self._short = short
        self._by_task: dict[str, list[Reached]] | None = None

    def of(self, task: str) -> tuple[Reached, ...]:
        """Those of the task of that IRI, as the documents number them."""
        if self._by_task is None:
            self._by_task = {}
            for iri in sorted(self._graph.of_class(v.RESULT_CLASS), key=ordinal):
                for of in self._graph.all(iri, v.OF_TASK):
                    self._by_task.setdefault(of, []).append(self._result(iri))
        return tuple(self._by_task.get(task, ()))

    def _result(self, iri: str) -> Reached:
        (
            document, target, indicator, name, value, unit, base_value, base_unit, share, status, basis, as_of, estimate, promised,
            quote, start, end,
        ) = [self._graph.one(iri, predicate) for predicate in _SAID]  # fmt: skip
        return Reached(
            id=self._short(iri),
            document=self._short(document) if document else "",
            target=self._short(target) if target else None,
            indicator=self._short(indicator) if indicator else None,
            name=name,
            value=value,
            unit=unit,
            base_value=base_value,
            base_unit=base_unit,
            share=share,
            status=word_of(status, ""),
            basis=word_of(basis, ""),
            as_of=as_of,
            estimate=estimate == "true",
            promised=promised,
            quote=quote,
            start=number_of(start),
            end=number_of(end),
        )


class Joins:
    """The items of reports that a graph joins to tasks. They are read when the first task is asked for."""

    def __init__(self, graph: Statements, short: Callable[[str], str]) -> None:
        """``short`` makes an id of an IRI."""
        self._graph = graph
        self._short = short
        self._by_task: dict[str, list[Told]] | None = None

    def of(self, task: str) -> tuple[Told, ...]:
        """Those that tell of the task of that IRI, the sure ones first."""
        if self._by_task is None:
            self._by_task = {}
            for iri in sorted(self._graph.of_class(v.JOIN_CLASS), key=ordinal):
                for of in self._graph.all(iri, v.OF_TASK):
                    self._by_task.setdefault(of, []).append(self._told(iri))
        return tuple(sorted(self._by_task.get(task, ()), key=lambda told: not told.sure))

    def _told(self, iri: str) -> Told:
        document, state, number, text, start, end = [self._graph.one(iri, predicate) for predicate in _JOINED]
        return Told(
            self._short(document) if document else "",
            word_of(state, "") == "joined",
            number,
            text,
            number_of(start),
            number_of(end),
        )
