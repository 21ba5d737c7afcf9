"""The server: SPARQL protocol at ``/sparql``, the page to query from at ``/``, each thing at its path.

The standard library's server, a thread a connection: the work is done by the processes of the pool, and a thread waits.
"""

from __future__ import annotations

import contextlib
import socket
import sys
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import pyoxigraph as ox

from kg.model.terms import BASE
from kg.model.wording import Language, Told, language, said, told
from kg.publish.serving.access import METHODS, Access
from kg.publish.serving.assets import HTML, catalogue_json, page_of
from kg.publish.serving.pool import Busy, Pool, TookTooLong
from kg.publish.serving.protocol import Refused, chosen, form_in_address, forms_are, language_of, question_of, search_of
from kg.publish.serving.published import DATA_SET, VOCABULARY_FILES, dataset_question, graph_form, vocabulary
from kg.publish.serving.reading import Lines, body_length, read_body
from kg.publish.serving.results import GRAPH_FORMS
from kg.publish.serving.sending import changes_by_itself, is_known, packed, tag_of
from kg.publish.serving.service import service_description
from kg.publish.serving.telling import refusal_line
from kg.publish.serving.things import describe_question, thing_page
from kg.publish.serving.worker import Question, Search

__all__ = ["Endpoint"]

_IDLE: Final = 60
_LINGER: Final = 5.0
_READING: Final = "GET, HEAD, OPTIONS"
_THING_FORMS: Final = ("text/html", *GRAPH_FORMS)
_STATUS: Final[Mapping[str, int]] = {"wrong": 400, "failed": 500, "unacceptable": 406}
_SAFE: Final = {
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_VARY: Final = "Accept, Accept-Encoding"


class Endpoint(ThreadingHTTPServer):
    """Listens at ``host`` and ``port`` (0: any free one), and answers from ``pool``.

    ``access`` says who may ask; without it, who calls the server by an address or name of loopback. ``tell`` is handed a line for each
    request that was refused, in the language in force; answers are in it too, where the client asks for neither. ``data_tag`` stands for
    the data and all else that an answer hangs on beside the request; where it is empty, answers to queries carry no tag.
    """

    daemon_threads = True
    request_queue_size = 256
    body_patience = 10.0
    """Seconds for which the next bytes of a body are waited for."""

    def __init__(
        self, host: str, port: int, pool: Pool, access: Access | None = None, tell: Callable[[str], None] | None = None,
        data_tag: str = "", pages: Path | None = None,
    ) -> None:  # fmt: skip
        """Listening begins; ``serve_forever`` begins to answer. ``pages`` is the folder of the pages of the same data."""
        self.pages = pages
        self.pool, self.data_tag = pool, data_tag
        self.access, self.language = access or Access(), language()
        self.tell: Callable[[str], None] = tell or (lambda line: None)
        if ":" in host:
            self.address_family = socket.AF_INET6
        super().__init__((host, port), _Handler)

    @property
    def url(self) -> str:
        """Where a browser finds it."""
        host = str(self.server_address[0])
        return f"http://{f'[{host}]' if ':' in host else host}:{self.server_address[1]}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle is no event; anything else is a fault of the program, and told."""
        error = sys.exception()
        if not isinstance(error, ConnectionError | TimeoutError):
            self.tell(refusal_line(str(client_address[0]), 500, "", "", f"{type(error).__name__}: {error}"))


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Endpoint
    protocol_version = "HTTP/1.1"
    server_version = "zeren"
    sys_version = ""
    timeout = _IDLE
    # Headers and body go out as two writes; with Nagle's rule the second waits for the client's delayed acknowledgement (40 ms).
    disable_nagle_algorithm = True

    _cors: Mapping[str, str] = {}
    _unread = _worded = False

    def setup(self) -> None:
        super().setup()
        self.rfile.close()
        self.rfile = self.lines = Lines(self.connection.makefile("rb", buffering=0))

    def do_GET(self) -> None:
        self._answered()

    do_HEAD = do_POST = do_OPTIONS = do_PUT = do_DELETE = do_PATCH = do_GET

    def _answered(self) -> None:
        with contextlib.suppress(BrokenPipeError, ConnectionError, TimeoutError):
            try:
                self._route()
            except Refused as error:
                self._refuse(error.status, error.message, {**dict(error.headers), **({"Allow": error.allow} if error.allow else {})})
            except TookTooLong:
                self._refuse(504, told("the query was stopped after {seconds:g} seconds", seconds=self.server.pool.limits.seconds))
            except Busy:
                self._refuse(503, told("too many queries at once"), {"Retry-After": "5"})

    def _refuse(self, status: int, why: Told, headers: Mapping[str, str] = {}) -> None:
        asked = (self.command, self.path) if self.command else ("", "")
        self.server.tell(refusal_line(self.client_address[0], status, *asked, said(why, self.server.language)))
        language, self._worded = self._language(), True
        body = f"{said(why, language)}\n".encode("utf-8", "replace")
        self._send(status, body, "text/plain; charset=utf-8", {"Content-Language": language, **headers})

    def _language(self) -> Language:
        """Of what is told; before the headers are read, the server's own."""
        headers = getattr(self, "headers", None)
        return language_of(", ".join(headers.get_all("Accept-Language", [])) if headers else "", self.server.language)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the standard library refuses, in plain text as the rest."""
        self.close_connection, self._unread, self._cors = True, True, {}
        with contextlib.suppress(ValueError):
            message = message or HTTPStatus(code).phrase
        self._refuse(code, told("the request cannot be read: {reason}", reason=message or code))

    def finish(self) -> None:
        """Take what the client still sends of a body that was refused: a connection closed before is reset, and the answer lost."""
        super().finish()
        if not self._unread:
            return
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(1.0)
            until = time.monotonic() + _LINGER
            while time.monotonic() < until and self.connection.recv(1 << 16):
                pass

    def _route(self) -> None:
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

    def _target(self) -> SplitResult:
        """What is asked for. Signs that should have been percent-encoded are taken as UTF-8."""
        try:
            parts = urlsplit(self.path.encode("latin-1").decode("utf-8"))
        except ValueError as error:
            raise Refused(400, "the address cannot be read") from error
        if parts.netloc:
            self.server.access.check_host(parts.netloc)
        return parts

    def _base(self) -> str:
        """The endpoint's address as the client knows it; a proxy says whether that is with TLS."""
        scheme = "https" if self.headers.get("X-Forwarded-Proto") == "https" else "http"
        host = self.headers.get("Host")
        return f"{scheme}://{host.strip()}/sparql" if host else f"{self.server.url}sparql"

    def _accept(self) -> str:
        return ", ".join(self.headers.get_all("Accept", []))

    def _body(self) -> bytes:
        """The body, after all that can be judged before it is read."""
        # Until it is read, nobody knows where the next request begins.
        kept, self.close_connection, self._unread, self._cors = self.close_connection, True, True, {}
        length = body_length(self.headers, broken=self.lines.broken)
        self._cors = self.server.access.checked(self.command, self.headers, self.request_version)
        body = read_body(self.rfile, self.connection, length, self.server.body_patience)
        self.close_connection, self._unread = kept, False
        return body

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

    def _knows(self, tag: str) -> bool:
        """Whether the client holds the answer of that tag already."""
        return bool(tag) and self.command in ("GET", "HEAD") and is_known(", ".join(self.headers.get_all("If-None-Match", [])), tag)

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

    def _send(self, status: int, body: bytes, media_type: str, headers: Mapping[str, str] = {}) -> None:
        """An answer; one of 200 in the form that costs the least: not at all where the client has it, else compressed if it may be.

        What is asked for by GET and brings no tag of its own has that of its bytes; an empty ``ETag`` is none.
        """
        sent = {"Content-Type": media_type, **_SAFE, **self._cors}
        if status == 200:
            tag = headers["ETag"] if "ETag" in headers else tag_of(media_type, body)
            headers = {"Cache-Control": "no-cache", **headers, "ETag": tag}
            if self._knows(tag):
                status, body = 304, b""
            elif (small := packed(body, ", ".join(self.headers.get_all("Accept-Encoding", [])))) is not None:
                body, sent["Content-Encoding"] = small, "gzip"
        if status in (200, 304) or self._worded:
            sent["Vary"] = ", ".join(filter(None, (_VARY, self._cors.get("Vary"), "Accept-Language" if self._worded else "")))
        if status in (204, 304):
            del sent["Content-Type"]
        else:
            sent["Content-Length"] = str(len(body))
        if self.close_connection:
            sent["Connection"] = "close"
        self.send_response(status)
        for name, value in {**sent, **headers}.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what people ask is nobody's business. What was refused is told by ``_refuse``."""
