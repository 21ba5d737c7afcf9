"""The server: SPARQL protocol at ``/sparql``, the page to query from at ``/``, each thing at its path.

The standard library's server, a thread a connection: the work is done by the processes of the pool, and a thread waits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, unquote

import pyoxigraph as ox

from kg.model.terms import BASE
from kg.model.wording import told
from kg.publish.serving.access import METHODS, Access
from kg.publish.serving.assets import HTML, catalogue_json, page_of
from kg.publish.serving.connection import Connection, Listening
from kg.publish.serving.pool import Busy, Pool, TookTooLong
from kg.publish.serving.protocol import Refused, chosen, form_in_address, forms_are, question_of, search_of
from kg.publish.serving.published import DATA_SET, VOCABULARY_FILES, dataset_question, graph_form, vocabulary
from kg.publish.serving.results import GRAPH_FORMS
from kg.publish.serving.sending import changes_by_itself, tag_of
from kg.publish.serving.service import service_description
from kg.publish.serving.things import describe_question, thing_page
from kg.publish.serving.worker import Question, Search

__all__ = ["Endpoint"]

_READING: Final = "GET, HEAD, OPTIONS"
_THING_FORMS: Final = ("text/html", *GRAPH_FORMS)
_STATUS: Final[Mapping[str, int]] = {"wrong": 400, "failed": 500, "unacceptable": 406}


class Endpoint(Listening):
    """A :class:`~kg.publish.serving.connection.Listening` that answers from ``pool``.

    ``data_tag`` stands for the data and all else that an answer hangs on beside the request; where it is empty, answers to queries carry
    no tag.
    """

    def __init__(
        self, host: str, port: int, pool: Pool, access: Access | None = None, tell: Callable[[str], None] | None = None,
        data_tag: str = "", pages: Path | None = None,
    ) -> None:  # fmt: skip
        """Listening begins; ``serve_forever`` begins to answer. ``pages`` is the folder of the pages of the same data."""
        self.pages = pages
        self.pool, self.data_tag = pool, data_tag
        super().__init__(host, port, _Handler, access, tell)


class _Handler(Connection):
    """One connection."""

    server: Endpoint

    def _route(self) -> None:
        try:
            self._routed()
        except TookTooLong:
            self._refuse(504, told("the query was stopped after {seconds:g} seconds", seconds=self.server.pool.limits.seconds))
        except Busy:
            self._refuse(503, told("too many queries at once"), {"Retry-After": "5"})

    def _routed(self) -> None:
        self._worded = False
        body = self._body()
        parts = self._target()
        asking = parts.path.removesuffix("/") in ("/sparql", "/query")
        allowed = METHODS if asking else _READING
        if self.command == "OPTIONS":
            self._send(204, b"", "text/plain", {"Allow": allowed})
        elif self.command not in allowed.split(", "):
            raise Refused(405, told("this server is read-only; here it takes {methods}", methods=allowed), allowed)
        elif asking:
            self._query(parts.query, body)
        elif parts.path == "/search":
            self._worded = True
            self._put(search_of(parts.query, self._language()))
        elif parts.path == "/catalogue.json":
            self._send(200, catalogue_json(), "application/json; charset=utf-8")
        elif (page := page_of(parts.path, self.server.pages)) is not None:
            self._send(200, page.content, page.media_type, page.headers)
        elif parts.path.startswith("/id/"):
            self._thing(BASE + unquote(parts.path.removeprefix("/id/")), parts.query)
        elif parts.path == "/thing":
            self._thing(parse_qs(parts.query).get("iri", [""])[0], parts.query)
        elif (path := parts.path.rstrip("/")) in VOCABULARY_FILES:
            form = graph_form(self._accept(), form_in_address(parts.query))
            self._send(200, vocabulary(VOCABULARY_FILES[path], form), f"{form}; charset=utf-8")
        elif path == DATA_SET:
            self._put(dataset_question(self._base(), graph_form(self._accept(), form_in_address(parts.query))))
        else:
            raise Refused(404, "nothing here: the query page is at /, the endpoint at /sparql")

    def _base(self) -> str:
        """The endpoint's address as the client knows it; a proxy says whether that is with TLS."""
        scheme = "https" if self.headers.get("X-Forwarded-Proto") == "https" else "http"
        host = self.headers.get("Host")
        return f"{scheme}://{host.strip()}/sparql" if host else f"{self.server.url}sparql"

    def _accept(self) -> str:
        return ", ".join(self.headers.get_all("Accept", []))

    def _query(self, url_query: str, body: bytes) -> None:
        accept = self._accept()
        base = self._base()
        if self.command != "POST" and not url_query:
            if chosen(accept, ["text/turtle", *GRAPH_FORMS, "text/html"]) == "text/html":
                self._send(303, b"", "text/plain", {"Location": "/"})
                return
            form = chosen(accept, list(GRAPH_FORMS)) or "text/turtle"
            self._send(200, service_description(base, form), form)
            return
        method = "GET" if self.command == "HEAD" else self.command
        self._put(question_of(method, url_query, self.headers.get("Content-Type", ""), body, accept, base))

    def _put(self, question: Question | Search) -> None:
        tagged = bool(self.server.data_tag) and self.command != "POST"
        tagged = tagged and (isinstance(question, Search) or not changes_by_itself(question.text))
        tag = tag_of(self.server.data_tag, repr(question)) if tagged else ""
        if self._knows(tag):
            return self._send(200, b"", "", {"ETag": tag})
        answer = self.server.pool.ask(question)
        if answer.status != "answered":
            raise Refused(_STATUS[answer.status], answer.wrong)
        cut = {"X-Rows-Cut-At": str(self.server.pool.limits.rows)} if answer.cut else {}
        self._send(200, answer.body, f"{answer.media_type}; charset=utf-8", {"ETag": tag, **cut})

    def _thing(self, iri: str, url_query: str) -> None:
        try:
            iri = ox.NamedNode(iri).value
        except ValueError as error:
            raise Refused(400, "not the IRI of a thing") from error
        if set(iri) & set('<>"{}|^`\\ \n\r\t'):
            raise Refused(400, "not the IRI of a thing")
        form = form_in_address(url_query) or chosen(self._accept(), _THING_FORMS)
        if form is None:
            raise forms_are(_THING_FORMS)
        page = thing_page(iri, self._ask, "en" if parse_qs(url_query).get("lang") == ["en"] else "zh")
        if page is None:
            raise Refused(404, told("the graph says nothing of <{iri}>", iri=iri))
        if form == "text/html":
            self._send(200, page.encode(), HTML)
        else:
            self._put(describe_question(iri, form))

    def _ask(self, question: Question) -> bytes:
        answer = self.server.pool.ask(question)
        if answer.status != "answered":
            raise Refused(500, answer.wrong)
        return answer.body
