"""The server: SPARQL protocol at ``/sparql``, the page to query from at ``/``, each thing at its path.

The standard library's server, a thread a connection: the work is done by the processes of the pool, and a thread waits.
"""

from __future__ import annotations

import contextlib
import importlib.resources
import json
from collections.abc import Mapping
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import pyoxigraph as ox

from kg.model.terms import BASE
from kg.publish.serving.pool import Busy, Pool, TookTooLong
from kg.publish.serving.protocol import Refused, chosen, question_of
from kg.publish.serving.results import GRAPH_FORMS
from kg.publish.serving.service import service_description
from kg.publish.serving.things import describe_question, thing_page
from kg.publish.serving.worker import Question
from kg.queries import catalogue

__all__ = ["Endpoint"]

_LARGEST_BODY: Final = 1 << 20
_IDLE: Final = 60
_METHODS: Final = "GET, HEAD, POST, OPTIONS"
_READING: Final = "GET, HEAD, OPTIONS"
_TYPES: Final = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
_THING_FORMS: Final = ("text/html", *GRAPH_FORMS)
_SHORT: Final = {"html": "text/html", "turtle": "text/turtle", "jsonld": "application/ld+json", "ntriples": "application/n-triples"}
_SAFE: Final = {
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_OPEN: Final = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "X-Rows-Cut-At"}
_PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": _METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}


class Endpoint(ThreadingHTTPServer):
    """Listens at ``host`` and ``port`` (0: any free one), and answers from ``pool``."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, host: str, port: int, pool: Pool) -> None:
        """Listening begins; ``serve_forever`` begins to answer."""
        self.pool = pool
        super().__init__((host, port), _Handler)

    @property
    def url(self) -> str:
        """Where a browser finds it."""
        host = str(self.server_address[0])
        return f"http://{f'[{host}]' if ':' in host else host}:{self.server_address[1]}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle is no event."""


@cache
def _files() -> Mapping[str, bytes]:
    """What the page is made of, vis-network as pyvis brings it included."""
    own = importlib.resources.files("kg.publish.serving")
    found = {name: (own / name).read_bytes() for name in ("index.html", "page.css", "page.js")}
    vis = importlib.resources.files("pyvis") / "lib" / "vis-9.1.2"
    return found | {"vis-network.min.js": (vis / "vis-network.min.js").read_bytes()}


@cache
def _catalogue() -> bytes:
    """The questions of the catalogue for the page."""
    questions = [
        {
            "name": query.name,
            "title": f"{query.title} {query.title_zh}",
            "description": f"{query.description} {query.description_zh}",
            "text": query.text,
            "parameters": [
                {"name": p.name, "kind": p.kind, "example": p.example, "about": p.description, "optional": p.optional}
                for p in query.parameters
            ],
        }
        for query in catalogue()
    ]
    return json.dumps(questions, ensure_ascii=False).encode()


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Endpoint
    protocol_version = "HTTP/1.1"
    server_version = "zeren"
    sys_version = ""
    timeout = _IDLE
    # Headers and body go out as two writes; with Nagle's rule the second waits for the client's delayed acknowledgement (40 ms).
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._answered()

    do_HEAD = do_POST = do_OPTIONS = do_PUT = do_DELETE = do_PATCH = do_GET

    def _answered(self) -> None:
        with contextlib.suppress(BrokenPipeError, ConnectionError, TimeoutError):
            try:
                self._route()
            except Refused as error:
                allow = {"Allow": error.allow} if error.allow else {}
                self._send(error.status, f"{error.why}\n".encode(), "text/plain; charset=utf-8", {**_OPEN, **allow})
            except TookTooLong:
                why = f"the query was stopped after {self.server.pool.limits.seconds:g} seconds\n"
                self._send(504, why.encode(), "text/plain; charset=utf-8", _OPEN)
            except Busy:
                self._send(503, b"too many queries at once\n", "text/plain; charset=utf-8", {**_OPEN, "Retry-After": "5"})

    def _route(self) -> None:
        body = self._body()
        parts = self._target()
        asking = parts.path.removesuffix("/") in ("/sparql", "/query")
        allowed = _METHODS if asking else _READING
        if self.command == "OPTIONS":
            self._send(204, b"", "text/plain", {**_OPEN, **_PREFLIGHT, "Allow": allowed})
        elif self.command not in allowed.split(", "):
            raise Refused(405, f"this server is read-only; here it takes {allowed}", allowed)
        elif asking:
            self._query(parts.query, body)
        elif parts.path == "/":
            self._send(200, _files()["index.html"], _TYPES[".html"])
        elif parts.path == "/catalogue.json":
            self._send(200, _catalogue(), "application/json; charset=utf-8")
        elif parts.path.startswith("/static/") and (name := parts.path.removeprefix("/static/")) in _files():
            self._send(200, _files()[name], _TYPES["." + name.rpartition(".")[2]], {"Cache-Control": "max-age=3600"})
        elif parts.path.startswith("/id/"):
            self._thing(BASE + unquote(parts.path.removeprefix("/id/")), parts.query)
        elif parts.path == "/thing":
            self._thing(parse_qs(parts.query).get("iri", [""])[0], parts.query)
        else:
            raise Refused(404, "nothing here: the query page is at /, the endpoint at /sparql")

    def _target(self) -> SplitResult:
        """What is asked for. Signs that should have been percent-encoded are taken as UTF-8."""
        try:
            return urlsplit(self.path.encode("latin-1").decode("utf-8"))
        except ValueError as error:
            raise Refused(400, "the address cannot be read") from error

    def _base(self) -> str:
        """The endpoint's address as the client knows it."""
        try:
            return ox.NamedNode(f"http://{self.headers['Host']}/sparql").value
        except ValueError:
            return f"{self.server.url}sparql"

    def _accept(self) -> str:
        return ", ".join(self.headers.get_all("Accept", []))

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding"):
            self.close_connection = True
            raise Refused(411, "say how long the body is (Content-Length)")
        length = self.headers.get("Content-Length") or "0"
        if not length.isascii() or not length.isdecimal():
            self.close_connection = True
            raise Refused(400, "Content-Length is no number")
        if int(length) > _LARGEST_BODY:
            self.close_connection = True
            raise Refused(413, f"a query is at most {_LARGEST_BODY:,} bytes")
        return self.rfile.read(int(length))

    def _query(self, url_query: str, body: bytes) -> None:
        accept = self._accept()
        base = self._base()
        if self.command != "POST" and not url_query:
            if chosen(accept, ["text/turtle", *GRAPH_FORMS, "text/html"]) == "text/html":
                self._send(303, b"", "text/plain", {"Location": "/"})
                return
            form = chosen(accept, list(GRAPH_FORMS)) or "text/turtle"
            self._send(200, service_description(base, form), form, {**_OPEN, "Vary": "Accept"})
            return
        method = "GET" if self.command == "HEAD" else self.command
        self._put(question_of(method, url_query, self.headers.get("Content-Type", ""), body, accept, base))

    def _put(self, question: Question, headers: Mapping[str, str] = {}) -> None:
        answer = self.server.pool.ask(question)
        if answer.status == "wrong":
            raise Refused(400, answer.body.decode().strip())
        if answer.status == "failed":
            raise Refused(500, answer.body.decode().strip())
        if answer.status == "unacceptable":
            raise Refused(406, answer.body.decode().strip())
        cut = {"X-Rows-Cut-At": str(self.server.pool.limits.rows)} if answer.cut else {}
        self._send(200, answer.body, f"{answer.media_type}; charset=utf-8", {**_OPEN, **headers, **cut, "Vary": "Accept"})

    def _thing(self, iri: str, url_query: str) -> None:
        try:
            iri = ox.NamedNode(iri).value
        except ValueError as error:
            raise Refused(400, "not the IRI of a thing") from error
        if set(iri) & set('<>"{}|^`\\ \n\r\t'):
            raise Refused(400, "not the IRI of a thing")
        short = parse_qs(url_query).get("format", [""])[0]
        form = _SHORT.get(short) or chosen(self._accept(), _THING_FORMS)
        if form is None:
            raise Refused(406, f"the forms are {', '.join(_THING_FORMS)}")
        page = thing_page(iri, self._ask)
        if page is None:
            raise Refused(404, f"the graph says nothing of <{iri}>")
        if form == "text/html":
            self._send(200, page.encode(), _TYPES[".html"], {"Vary": "Accept"})
        else:
            self._put(describe_question(iri, form))

    def _ask(self, question: Question) -> bytes:
        answer = self.server.pool.ask(question)
        if answer.status != "answered":
            raise Refused(500, answer.body.decode().strip())
        return answer.body

    def _send(self, status: int, body: bytes, media_type: str, headers: Mapping[str, str] = {}) -> None:
        self.send_response(status)
        content = {} if status == 204 else {"Content-Type": media_type, "Content-Length": str(len(body))}
        for name, value in {**content, **_SAFE, **headers}.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what people ask is nobody's business."""
