"""The server of the page: on this machine alone, for who knows the word in the address, and for no page but its own.

All that it has stands below that word, which is made anew for each run. The address is in no other program's hands: no referrer is sent,
nothing is kept, no page of another origin may ask, and a name that was bound to this machine is not answered.
"""

from __future__ import annotations

import hmac
import json
import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import parse_qs

from kg.correcting.desk import Desk
from kg.model.errors import ZerenError
from kg.model.jsonl import number_json, record_json
from kg.model.wording import Told, told
from kg.parsing.targets.read import read_targets
from kg.publish.reviewing.judging import Asked, judge
from kg.publish.reviewing.page import page_files, review_page
from kg.publish.reviewing.taking import decided, object_in, opened_of, taken_back, words_of
from kg.publish.reviewing.told import document_told, queue_told, sample_told
from kg.publish.serving.connection import Connection, Listening
from kg.publish.serving.protocol import Refused

__all__ = ["ReviewServer"]

_HOST: Final = "127.0.0.1"
_SAFE: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_HTML: Final = "text/html; charset=utf-8"
_JSON: Final = "application/json; charset=utf-8"
_TYPES: Final = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
_NOT_KEPT: Final = {"Cache-Control": "no-store", "ETag": ""}
_WHY: Final[Mapping[int, Told]] = {
    403: told("pages of elsewhere may not ask here"),
    421: told("kg review answers to this machine's own address alone"),
}
_ALLOWED: Final = (("Allow", "GET, HEAD, POST"),)
_LONGEST_NUMBER: Final = 400  # signs of a quotation in which a number is looked for


class ReviewServer(Listening):
    """Answers from a desk, at loopback. ``word`` stands in the address, and who does not know it is answered nothing.

    ``by`` is who decides, where the page does not say. ``asked`` is a sample to judge, in place of the queue of doubts. ``tell`` hears a
    line for each request that was refused.
    """

    def __init__(
        self, desk: Desk, *, port: int = 0, by: str | None = None, asked: Sequence[Asked] = (), tell: Callable[[str], None] | None = None
    ) -> None:
        """Listening begins; ``serve_forever`` begins to answer. Raises OSError where the port is taken."""
        self.desk, self.by, self.asked, self.word = desk, by, asked, secrets.token_urlsafe(24)
        self.deciding = threading.Lock()
        # A log may be read by others than who has the page.
        super().__init__(_HOST, port, _Handler, None, tell and (lambda line: tell(line.replace(self.word, "…"))))

    @property
    def page(self) -> str:
        """The address of the page, with the word."""
        return f"{self.url}{self.word}/"


class _Handler(Connection):
    """One connection."""

    server: ReviewServer
    safe = _SAFE

    def _route(self) -> None:
        self._worded = False
        try:
            body = self._body()
            parts = self._target()
        except Refused as error:
            raise Refused(error.status, _WHY.get(error.status, error.message), headers=error.headers) from error
        _, word, path = (*parts.path.split("/", 2), "", "")[:3]
        if not hmac.compare_digest(word.encode("utf-8", "replace"), self.server.word.encode()):
            raise Refused(403, told("the address lacks the word that kg review printed"))
        try:
            if self.command in ("GET", "HEAD"):
                self._get(path, parse_qs(parts.query, keep_blank_values=True))
            elif self.command == "POST":
                self._post(path, body)
            else:
                raise Refused(405, told("here are GET and POST"), headers=_ALLOWED)
        except ZerenError as error:
            raise Refused(500, error.message) from error

    def _get(self, path: str, asked: Mapping[str, list[str]]) -> None:
        if path == "":
            self._send(200, review_page(), _HTML, _NOT_KEPT)
        elif (file := page_files().get(path.removeprefix("static/"))) is not None and path.startswith("static/"):
            self._send(200, file, _TYPES[path.rpartition(".")[2]], _NOT_KEPT)
        elif path == "queue":
            sample = {"sample": sample_told(self.server.asked, self.server.desk)} if self.server.asked else {}
            self._put({**queue_told(self.server.desk), "by": self.server.by, **sample})
        elif path == "document":
            opened = opened_of(self.server.desk, asked.get("key", [None])[0])
            self._put(document_told(self.server.desk, opened, with_text="text" in asked))
        elif path == "decided":
            self._put({"decided": len(self.server.desk.decisions)})
        else:
            raise Refused(404, told("nothing here"))

    def _post(self, path: str, body: bytes) -> None:
        if self.headers.get("Content-Type", "").partition(";")[0].strip().lower() != "application/json":
            raise Refused(415, told("a decision is sent as application/json"))
        asked = object_in(body)
        match path:
            case "decide":
                with self.server.deciding:
                    made, opened = decided(self.server.desk, {"by": self.server.by, **asked})
                self._put({"id": made, "document": document_told(self.server.desk, opened, with_text=False)})
            case "take-back":
                with self.server.deciding:
                    opened = taken_back(self.server.desk, {"by": self.server.by, **asked})
                self._put({"document": document_told(self.server.desk, opened, with_text=False)})
            case "judge":
                asked = {"by": self.server.by, **asked}
                with self.server.deciding:
                    opened = judge(self.server.asked, self.server.desk, asked, words_of(asked, "by"), words_of(asked, "why"))
                self._put({"document": document_told(self.server.desk, opened, with_text=False)})
            case "number":
                words = asked.get("words")
                if not isinstance(words, str) or len(words) > _LONGEST_NUMBER:
                    raise Refused(400, told("say which words: at most {most}", most=_LONGEST_NUMBER))
                self._put({"targets": [record_json(one) for one in read_targets(words).targets]})
            case _:
                raise Refused(404, told("nothing here"))

    def _put(self, found: Mapping[str, Any]) -> None:
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"), default=number_json)
        self._send(200, text.encode("utf-8", "replace"), _JSON, _NOT_KEPT)
