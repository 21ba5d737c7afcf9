"""A process that answers queries on a store on disk, one after the other, and that may be killed at any moment.

A query that has begun cannot be called off from inside the process that answers it; a process can be ended from outside.
"""

from __future__ import annotations

import itertools
import json
import signal
from collections.abc import Iterable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final, Literal

import pyoxigraph as ox

from kg.comparing import Wording, compare, plans_of
from kg.comparing import rows as rows_of
from kg.lifeline import bound_processor_time, die_with_parent
from kg.model.errors import BadQuery, ZerenError
from kg.model.jsonl import number_json
from kg.model.wording import Language, Told, said, told
from kg.publish.serving.results import GRAPH_FORMS, TABLE_FORMS, write_answer, write_graph, write_rows
from kg.queries.safety import refuse_unsafe, service_refused
from kg.searching import opened
from kg.searching.telling import found_json, hints
from kg.store.confined import confine, is_no_network
from kg.store.disk import open_store

__all__ = ["Answer", "Asked", "Comparing", "Question", "Search", "answer_questions", "unanswered"]

_WRONG: Final = told("the query")
_NOTHING: Final = Told("")
_SHARE: Final = 8
Status = Literal["answered", "wrong", "failed", "unacceptable"]


@dataclass(frozen=True, slots=True)
class Question:
    """A query as the protocol brings it. ``bound`` are variables with their values as N-Triples terms.

    A type is None where the client takes no form of that kind of answer.
    """

    text: str
    table_type: str | None
    graph_type: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    bound: tuple[tuple[str, str], ...] = ()
    prefixes: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The body in the form asked for, whether rows were cut off at the limit; or what was ``wrong``, which ``body`` has in English."""

    status: Status
    body: bytes
    media_type: str = "text/plain"
    cut: bool = False
    wrong: Told = _NOTHING


def unanswered(status: Status, wrong: Told) -> Answer:
    """The answer that there is none, and why."""
    return Answer(status, f"{wrong}\n".encode("utf-8", "replace"), wrong=wrong)


@dataclass(frozen=True, slots=True)
class Search:
    """Words to find tasks by. At most 1,000 tasks are found; ``language`` is that of the hints."""

    words: str
    region: str | None = None
    year: int | None = None
    limit: int = 20
    language: Language = "en"


@dataclass(frozen=True, slots=True)
class Comparing:
    """Two years of the graph to compare. ``limit`` is how many changes are told at most."""

    old: int
    new: int
    region: str | None
    limit: int


Asked = Question | Search | Comparing
"""What may be asked."""


def answer_questions(store_path: Path, questions: Connection, rows: int, memory: int, seconds: float, index: Path | None = None) -> None:
    """Answer what comes until the other end closes, or the process that asks is gone.

    ``rows`` is the most rows or triples of an answer, ``memory`` what the process may take, in bytes, ``seconds`` the processor time of
    a question; ``index`` is what a search asks.

    An answer may be an eighth of the memory: the process that hands it on holds it too. No question can open a socket.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent()
    _bound_memory(memory)
    # Before the store is opened: its own threads are held by it too.
    confine()
    store = open_store(store_path)
    questions.send("ready")
    while True:
        try:
            question: Asked = questions.recv()
        except (EOFError, OSError):
            return
        bound_processor_time(seconds)
        match question:
            case Search():
                answer = _found(index, question, rows)
            case Comparing():
                answer = _compared(store_path, question)
            case Question():
                answer = _answer(store, question, rows)
        if len(answer.body) > memory // _SHARE:
            answer = unanswered("failed", told("the answer is larger than {most} MB", most=memory // _SHARE >> 20))
        questions.send(answer)


def _found(place: Path | None, search: Search, rows: int) -> Answer:
    """The tasks that are found, as JSON."""
    if place is None:
        return unanswered("failed", told("there is no search index: build again without --without-text, or serve the graph file itself"))
    try:
        with opened(place) as index:
            answer = index.find(search.words, search.region, search.year, min(search.limit, rows))
    except ZerenError as error:
        return unanswered("failed", error.message)
    content = {
        "found": [found_json(found) for found in answer.found],
        "more": answer.more,
        "hints": [said(hint, search.language) for hint in hints(answer, search.words, search.region, search.year)],
    }
    return Answer("answered", json.dumps(content, ensure_ascii=False).encode("utf-8", "replace"), "application/json", answer.more)


def _compared(store: Path, asked: Comparing) -> Answer:
    """What changed, as JSON: how often, the rows, and what is to be told beside."""
    wording = Wording("en")
    try:
        plans = plans_of(store)
        names = (str(asked.old), str(asked.new))
        found = compare(plans, plans, old_year=asked.old, new_year=asked.new, region=asked.region, names=names)
    except ZerenError as error:
        return unanswered("failed", error.message)
    rows = list(itertools.islice(rows_of(found, wording), asked.limit + 1))
    content = {
        "counts": {place.name: place.counts() for place in found.regions},
        "rows": rows[: asked.limit],
        "notes": [wording.word("note", note.code, **note.facts) for note in found.notes],
    }
    body = json.dumps(content, ensure_ascii=False, default=number_json).encode("utf-8", "replace")
    return Answer("answered", body, "application/json", len(rows) > asked.limit)


def _bound_memory(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (memory, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(store: ox.Store, question: Question, rows: int) -> Answer:
    dataset = bool(question.default_graphs or question.named_graphs)
    try:
        # Here and not where the request is read: whatever a hostile text costs, it costs within this process's limits.
        refuse_unsafe(question.text, _WRONG)
        # A dataset in the request takes the place of the query's own as a whole: what it does not name is empty.
        found = store.query(
            question.text,
            base_iri=question.base,
            default_graph=[ox.NamedNode(iri) for iri in question.default_graphs] if dataset else None,
            named_graphs=[ox.NamedNode(iri) for iri in question.named_graphs] if dataset else None,
            substitutions={ox.Variable(name): _term(text) for name, text in question.bound} or None,
        )
        if isinstance(found, ox.QueryTriples):
            if question.graph_type is None:
                return _unacceptable(told("graph"), GRAPH_FORMS)
            triples = list(itertools.islice(found, rows + 1))
            body = write_graph(triples[:rows], question.graph_type, dict(question.prefixes))
            return Answer("answered", body, question.graph_type, len(triples) > rows)
        if question.table_type is None:
            return _unacceptable(told("table"), TABLE_FORMS)
        if isinstance(found, ox.QueryBoolean):
            return Answer("answered", write_answer(bool(found), question.table_type), question.table_type)
        if isinstance(found, ox.QuerySolutions):
            columns = [variable.value for variable in found.variables]
            table = [tuple(solution) for solution in itertools.islice(found, rows + 1)]
            body = write_rows(columns, table[:rows], question.table_type)
            return Answer("answered", body, question.table_type, len(table) > rows)
    except BadQuery as error:
        return unanswered("wrong", error.message)
    except (SyntaxError, ValueError) as error:
        return unanswered("wrong", told("{query} does not parse: {error}", query=_WRONG, error=error))
    except RuntimeError as error:
        return unanswered("failed", told("{query} cannot be answered: {error}", query=_WRONG, error=error))
    except MemoryError:
        return unanswered("failed", told("{query} needs more memory than it may have", query=_WRONG))
    except OSError as error:
        if is_no_network(error):
            return unanswered("wrong", service_refused(_WRONG).message)
        return unanswered("failed", told("the store failed: {error}", error=error))
    raise ValueError(f"Unexpected answer: {found!r}")


def _unacceptable(kind: Told, forms: Iterable[str]) -> Answer:
    return unanswered("unacceptable", told("the answer is a {kind}: {forms}", kind=kind, forms=", ".join(forms)))


def _term(text: str) -> ox.NamedNode | ox.Literal:
    """One term as N-Triples has it. Raises SyntaxError or ValueError."""
    triples = list(ox.parse(f"<x:s> <x:p> {text} .", format=ox.RdfFormat.N_TRIPLES))
    if len(triples) == 1 and isinstance(triples[0].object, ox.NamedNode | ox.Literal):
        return triples[0].object
    raise ValueError(f"not one RDF term: {text}")
