"""One connection of a server on this machine: what is refused before a request is looked at, and how an answer goes out.

The standard library's server, a thread a connection. What is served is the business of who derives from it.
"""

from __future__ import annotations

import contextlib
import socket
import sys
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from kg.model.wording import Language, Told, language, said, told
from kg.publish.serving.access import Access
from kg.publish.serving.protocol import Refused, language_of
from kg.publish.serving.reading import Lines, body_length, read_body
from kg.publish.serving.sending import is_known, packed, tag_of
from kg.publish.serving.telling import refusal_line

__all__ = ["Connection", "Listening"]

_IDLE: Final = 60
_LINGER: Final = 5.0
_SAFE: Final = {
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_VARY: Final = "Accept, Accept-Encoding"


class Listening(ThreadingHTTPServer):
    """Listens at ``host`` and ``port`` (0: any free one); ``serve_forever`` begins to answer.

    ``access`` says who may ask; without it, who calls the server by an address or name of loopback. ``tell`` is handed a line for each
    request that was refused, in the language in force; answers are in it too, where the client asks for neither.
    """

    daemon_threads = True
    request_queue_size = 256
    body_patience = 10.0
    """Seconds for which the next bytes of a body are waited for."""

    def __init__(
        self, host: str, port: int, handler: type[BaseHTTPRequestHandler], access: Access | None, tell: Callable[[str], None] | None
    ) -> None:
        """Listening begins."""
        self.access, self.language = access or Access(), language()
        self.tell: Callable[[str], None] = tell or (lambda line: None)
        if ":" in host:
            self.address_family = socket.AF_INET6
        super().__init__((host, port), handler)

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


class Connection(BaseHTTPRequestHandler):
    """One connection."""

    server: Listening
    protocol_version = "HTTP/1.1"
    server_version = "zeren"
    sys_version = ""
    timeout = _IDLE
    safe: Mapping[str, str] = _SAFE
    """Headers of every answer that keep a page from doing what it should not."""
    # Headers and body go out as two writes; with Nagle's rule the second waits for the client's delayed acknowledgement (40 ms).
    disable_nagle_algorithm = True

    _cors: Mapping[str, str] = {}
    _unread = _worded = False

    def setup(self) -> None:
        """Read lines as :class:`Lines` does."""
        super().setup()
        self.rfile.close()
        self.rfile = self.lines = Lines(self.connection.makefile("rb", buffering=0))

    def do_GET(self) -> None:
        """Answer a request, whatever its method."""
        self._answered()

    do_HEAD = do_POST = do_OPTIONS = do_PUT = do_DELETE = do_PATCH = do_GET

    def _answered(self) -> None:
        with contextlib.suppress(BrokenPipeError, ConnectionError, TimeoutError):
            try:
                self._route()
            except Refused as error:
                self._refuse(error.status, error.message, {**dict(error.headers), **({"Allow": error.allow} if error.allow else {})})

    def _route(self) -> None:
        """Answer one request, by :meth:`_send`. Raises Refused where it is not answered."""
        raise NotImplementedError

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

    def _target(self) -> SplitResult:
        """What is asked for. Signs that should have been percent-encoded are taken as UTF-8."""
        try:
            parts = urlsplit(self.path.encode("latin-1").decode("utf-8"))
        except ValueError as error:
            raise Refused(400, "the address cannot be read") from error
        if parts.netloc:
            self.server.access.check_host(parts.netloc)
        return parts

    def _body(self) -> bytes:
        """The body, after all that can be judged before it is read."""
        # Until it is read, nobody knows where the next request begins.
        kept, self.close_connection, self._unread, self._cors = self.close_connection, True, True, {}
        length = body_length(self.headers, broken=self.lines.broken)
        self._cors = self.server.access.checked(self.command, self.headers, self.request_version)
        body = read_body(self.rfile, self.connection, length, self.server.body_patience)
        self.close_connection, self._unread = kept, False
        return body

    def _knows(self, tag: str) -> bool:
        """Whether the client holds the answer of that tag already."""
        return bool(tag) and self.command in ("GET", "HEAD") and is_known(", ".join(self.headers.get_all("If-None-Match", [])), tag)

    def _send(self, status: int, body: bytes, media_type: str, headers: Mapping[str, str] = {}) -> None:
        """An answer; one of 200 in the form that costs the least: not at all where the client has it, else compressed if it may be.

        What is asked for by GET and brings no tag of its own has that of its bytes; an empty ``ETag`` is none.
        """
        sent = {"Content-Type": media_type, **self.safe, **self._cors}
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
