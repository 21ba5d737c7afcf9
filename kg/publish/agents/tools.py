"""What an agent may do with a graph: seven tools that read. Each gives plain JSON, with the source of what it tells."""

from __future__ import annotations

import difflib
import json
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from kg.comparing import COLUMNS
from kg.mapping import vocabulary as v
from kg.model.errors import BadQuery
from kg.model.wording import InBoth, joined, language, say, told
from kg.publish.agents.asking import Rows, answered, asked, bounded, shortened
from kg.publish.agents.things import Things, short_name
from kg.publish.serving.pool import Pool
from kg.publish.serving.worker import Comparing, Search
from kg.queries import Query, catalogue, left_out, resolved
from kg.queries.binding import bound_text
from kg.queries.sources import SOURCE_COLUMNS, with_facts
from kg.queries.terms import bind_parameters
from kg.store.disk import open_store

__all__ = ["MOST_ROWS", "Tools"]

MOST_ROWS: Final = 1_000
"""Rows that a tool gives at most."""

_SOURCES: Final = 3  # facts that are told behind one row
_AROUND: Final = 2_000  # characters that may be asked for on either side of a task
_SOURCED: Final = 50  # things of an answer in SPARQL whose source is told
_NO_TEXTS: Final = "The document's text is not at hand: texts/ stands beside the graph of a build that was made with texts."


class Tools:
    """The tools on one graph. ``store`` is its store on disk, ``data`` what the user named, beside which its texts are."""

    def __init__(self, store: Path, data: Path, pool: Pool, make_index: Callable[[], None] = lambda: None) -> None:
        """``pool`` answers on the same store, and has the index that belongs to it; ``make_index`` makes that where it is not there."""
        self._make_index = make_index
        self._turn = threading.Lock()
        self._data = data
        self._store = open_store(store)
        self._things = Things(self._store, data)
        self._pool = pool

    def list_questions(self, words: str = "") -> dict[str, Any]:
        """The questions of the catalogue, those whose name or title holds ``words``: what each asks and takes."""
        wanted = words.casefold().split()
        found = [query for query in catalogue() if all(word in _said(query) for word in wanted)]
        return {"questions": [_question(query) for query in found], "source": "the catalogue that comes with the program (queries/)"}

    def ask(self, question: str, parameters: Mapping[str, str | int] | None = None, limit: int = 30) -> dict[str, Any]:
        """The answer to a question of the catalogue: each row with the facts behind it, their document, file and characters."""
        query = _question_named(question)
        given = _given(query, parameters or {})
        names = resolved(self._store, query, given)
        most = _checked_limit(limit)
        try:
            wider, columns = with_facts(query)
        except BadQuery:
            wider, columns = query, ()
        answer = asked(self._pool, bound_text(wider.text, bind_parameters(wider, names.parameters)), question)
        own, told = _grouped(answer, columns)
        shown, cut = bounded(list(told), most)
        return {
            "question": query.title,
            "rows": [{**dict(zip(own, row, strict=True)), **told[key]} for row, key in zip(shown, told, strict=False)],
            "more": cut or answer.cut,
            "notes": [*names.notes, *left_out(self._store, query, names.parameters)],
        }

    def search(self, words: str, region: str | None = None, year: int | None = None, limit: int = 10) -> dict[str, Any]:
        """Tasks by words of their text, headings and bodies, the best first, each with where it is printed."""
        if not words.strip():
            raise BadQuery("search", "no words to look for", "Give some, as 加装电梯")
        most = _checked_limit(limit)
        with self._turn:
            self._make_index()
        answer = json.loads(answered(self._pool, Search(words, region, year, most, language()), "search").body)
        return {"tasks": [_task_found(task) for task in answer["found"]], "more": answer["more"], "notes": answer["hints"]}

    def get_task(self, iri: str, around: int = 200) -> dict[str, Any]:
        """One task with bodies, leaders, numbers and doubts, its source, and the document's own words around it."""
        task = self._things.task(iri)
        source = self._things.source(task)
        printed = self._things.printed(source, min(max(around, 0), _AROUND))
        return {
            "task": self._things.told(task),
            "assignments": self._things.parts(task, v.ASSIGNMENT),
            "targets": self._things.parts(task, v.TARGET),
            "results": self._things.parts_of(task, v.RESULT_CLASS),
            "responsibilities": self._things.parts_of(task, v.RESPONSIBILITY_CLASS),
            "source": source,
            "printed": printed,
            "notes": [] if printed is not None else [_NO_TEXTS],
        }

    def compare(self, old: int, new: int, region: str | None = None, limit: int = 50) -> dict[str, Any]:
        """What changed in the places from one year to another: tasks, targets, bureaus, leaders, each with the IRIs of both."""
        most = _checked_limit(limit)
        answer = answered(self._pool, Comparing(old, new, region, most), "kg compare")
        found = json.loads(answer.body)
        shown, cut = bounded([row[: len(COLUMNS)] for row in found["rows"]], most)
        places = (COLUMNS.index("new_iri"), COLUMNS.index("old_iri"))
        return {
            "counts": found["counts"],
            "changes": [
                {**dict(zip(COLUMNS, row, strict=True)), "sources": self._sources(row[place] for place in places)} for row in shown
            ],
            "more": cut or answer.cut,
            "notes": found["notes"],
        }

    def describe(self, iri: str | None = None) -> dict[str, Any]:
        """What the graph says of a thing, and how many things point to it; without an IRI what the graph holds, and of which documents."""
        if iri is not None:
            node = self._things.node(iri)
            counted = asked(self._pool, f"SELECT ?p (COUNT(*) AS ?n) {{ ?s ?p {node} }} GROUP BY ?p ORDER BY ?p", "describe")
            pointed_to = {short_name(predicate): count for predicate, count in counted.rows}
            return {"thing": self._things.told(node), "pointed_to_by": pointed_to, "source": self._things.source(node)}
        documents, notes = self.ask("documents", limit=100), list[str]()
        try:
            regions = self.ask("region-overview", limit=MOST_ROWS)["rows"]
        except BadQuery as error:  # of a large graph it takes longer than a question may
            regions, notes = [], [str(error)]
        for row in regions:
            row.pop("sources", None)
        return {
            "graph": self._data.name,
            "regions": regions,
            "documents": documents["rows"],
            "more": documents["more"],
            "notes": notes,
        }

    def sparql(self, query: str, limit: int = 100) -> dict[str, Any]:
        """The rows of a query in SPARQL 1.1 (SELECT, ASK, CONSTRUCT, DESCRIBE), with the source of the things that they name."""
        most = _checked_limit(limit)
        answer = asked(self._pool, query, say("the query"))
        shown, cut = bounded(answer.rows, most)
        iris = dict.fromkeys(cell for row in shown for cell in row if isinstance(cell, str) and cell.startswith(("http://", "https://")))
        return {
            "columns": list(answer.columns),
            "rows": [list(row) for row in shown],
            "more": cut or answer.cut,
            "sources": self._sources(list(iris)[:_SOURCED]),
        }

    def _sources(self, iris: Any) -> list[dict[str, Any]]:
        """Where the things of these IRIs are printed, those that are."""
        found = []
        for iri in iris:
            try:
                source = self._things.source(self._things.node(iri)) if iri else None
            except BadQuery:
                continue
            if source is not None:
                found.append(source)
        return found


def _grouped(answer: Rows, shown: tuple[str, ...]) -> tuple[tuple[str, ...], dict[tuple[Any, ...], dict[str, Any]]]:
    """The rows without their facts, each once, and what is told of it beside: the first few sources, and how many facts there are.

    ``shown`` are the columns with those of the source, by their names in the answer; empty where the question has no facts.
    """
    if not shown:
        return answer.columns, {row: {"sources": [], "facts": 0} for row in answer.rows}
    places = [answer.columns.index(name) for name in shown]
    own, source = places[: -len(SOURCE_COLUMNS)], places[-len(SOURCE_COLUMNS) :]
    told: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in answer.rows:
        beside = told.setdefault(tuple(row[place] for place in own), {"sources": [], "facts": 0})
        fact = dict(zip(SOURCE_COLUMNS, (row[place] for place in source), strict=True))
        beside["facts"] += 1
        if len(beside["sources"]) < _SOURCES and fact not in beside["sources"]:
            beside["sources"].append(fact)
    return shown[: -len(SOURCE_COLUMNS)], told


def _task_found(task: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "iri": task["iri"],
        "text": shortened(task["text"]),
        "region": task["region"],
        "years": task["years"] or task["year"],
        "headings": task["headings"],
        "bodies": task["bodies"],
        "leaders": task["leaders"],
        "score": round(task["score"], 3),
        "source": {
            "iri": task["iri"],
            "document": task["title"],
            "number": task["number"],
            "document_iri": task["document"],
            "file": task["file"],
            "start": task["start"],
            "end": task["end"],
        },
    }


def _question_named(name: str) -> Query:
    known = {query.name: query for query in catalogue()}
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name[:100], known, n=3, cutoff=0.5)
    remedy = told("Did you mean {near}?", near=" or ".join(near)) if near else "list_questions names them all"
    raise BadQuery(name[:100], "no such question in the catalogue", remedy)


def _given(query: Query, parameters: Mapping[str, str | int]) -> dict[str, str]:
    """The parameters as texts. Raises BadQuery for one that is unknown or lacking."""
    takes = {parameter.name: parameter for parameter in query.parameters}
    each = [told("{name} (as {example})", name=name, example=parameter.example) for name, parameter in takes.items()]
    names = joined(", ".join("{}" for _ in each), *each) if each else told("none")
    for name in parameters:
        if name not in takes:
            raise BadQuery(query.name, told("has no parameter {name!r}", name=name[:100]), told("It takes: {names}", names=names))
    for name, parameter in takes.items():
        if name not in parameters and not parameter.optional:
            raise BadQuery(
                query.name,
                told(
                    "needs the parameter {name} ({description})",
                    name=name,
                    description=InBoth(parameter.description, parameter.description_zh),
                ),
                told("It takes: {names}", names=names),
            )
    return {name: str(value) for name, value in parameters.items()}


def _checked_limit(limit: int) -> int:
    if not 1 <= limit <= MOST_ROWS:
        raise BadQuery(f"limit {limit}", told("must lie between 1 and {most:,}", most=MOST_ROWS), "Ask with another limit, or for less")
    return limit


def _said(query: Query) -> str:
    return f"{query.name} {query.title} {query.title_zh} {query.description} {query.description_zh}".casefold()


def _question(query: Query) -> dict[str, Any]:
    return {
        "name": query.name,
        "title": query.title,
        "title_zh": query.title_zh,
        "description": query.description,
        "parameters": [
            {"name": p.name, "kind": p.kind, "about": p.description, "example": p.example, "optional": p.optional} for p in query.parameters
        ],
    }
