"""Requests of which one cannot tell where they end, or that end before: refused with words, told in the log, and the line closed."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from kg.publish.serving.pool import Limits
from kg.publish.serving.server import Endpoint
from kg.publish.serving.telling import shown
from kg.store.disk import write_store
from tests.publish.listening import listening

TOLD: list[str] = []
NEXT = b"GET /next HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    folder = tmp_path_factory.mktemp("framing")
    (folder / "graph.ttl").write_text("<x:a> <x:b> <x:c> .\n", encoding="utf-8")
    write_store(folder / "graph.ttl", folder / "store")
    with listening(folder / "store", Limits(workers=1, memory=1 << 29), tell=TOLD.append) as server:
        server.body_patience = 0.3
        yield server


def spoken(endpoint: Endpoint, request: bytes, *, ended: bool = True) -> bytes:
    """All that is answered; with ``ended`` the client says that nothing more comes."""
    with socket.create_connection(("127.0.0.1", endpoint.server_address[1])) as connection:
        connection.sendall(request)
        if ended:
            connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(1 << 16), b""))


def post(*headers: bytes, body: bytes = b"ASK {}") -> bytes:
    lines = b"\r\n".join([b"POST /sparql HTTP/1.1", b"Host: localhost", b"Content-Type: application/sparql-query", *headers])
    return lines + b"\r\n\r\n" + body


def test_a_whole_request_is_answered_and_the_next_one_too(endpoint: Endpoint) -> None:
    answer = spoken(endpoint, post(b"Content-Length: 6") + NEXT)
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.count(b"HTTP/1.1 ") == 2


BROKEN = {
    "two lengths": (post(b"Content-Length: 6", b"Content-Length: 4"), 400, "one Content-Length"),
    "twice the same length": (post(b"Content-Length: 6", b"Content-Length: 6"), 400, "one Content-Length"),
    "two lengths in one line": (post(b"Content-Length: 6, 6"), 400, "no number"),
    "a blank before the colon": (post(b"Content-Length : 6"), 400, "blank before its colon"),
    "a blank before another colon": (post(b"Content-Length: 6", b"X-Other : 1"), 400, "blank before its colon"),
    "a line without a colon": (post(b"Content-Length: 6", b"nonsense"), 400, "cannot be read"),
    "a length that goes on in the next line": (post(b"Content-Length: 6", b" 0"), 400, "next line"),
    "a length behind a lone carriage return": (post(b"X-Other: a\rContent-Length: 6"), 400, "ends one"),
    "a header with a lone carriage return": (post(b"Content-Length: 6", b"X-Other: a\rb"), 400, ""),
    "a header with a NUL": (post(b"Content-Length: 6", b"X-Other: a\0b"), 400, "ends one"),
    "a length of 5,000 digits": (post(b"Content-Length: " + b"9" * 5000), 400, "no number"),
    "5,000 noughts and a length": (post(b"Content-Length: " + b"0" * 5000 + b"6"), 400, "no number"),
    "a length with a sign": (post(b"Content-Length: +6"), 400, "no number"),
    "a length below nothing": (post(b"Content-Length: -6"), 400, "no number"),
    "a length in hexadecimal": (post(b"Content-Length: 0x6"), 400, "no number"),
    "a length in other digits": (post("Content-Length: ６".encode()), 400, "no number"),
    "no length": (post(b"Transfer-Encoding: chunked", body=b"6\r\nASK {}\r\n0\r\n\r\n"), 411, "Content-Length"),
    "a length and chunks": (post(b"Content-Length: 6", b"Transfer-Encoding: chunked"), 400, "Content-Length"),
    "a length too large": (post(b"Content-Length: 9999999"), 413, "at most"),
    "gzip": (post(b"Content-Length: 6", b"Content-Encoding: gzip"), 415, "compressed"),
    "a body shorter than its length": (post(b"Content-Length: 60"), 400, "6 of its 60 bytes"),
    "no body at all": (post(b"Content-Length: 60", body=b""), 400, "0 of its 60 bytes"),
    "no host": (b"GET /sparql?query=ASK{} HTTP/1.1\r\n\r\n", 400, "one Host"),
    "two hosts": (b"GET /sparql?query=ASK{} HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", 400, "one Host"),
    "no version": (b"GET /sparql x y HTTP/1.1\r\n\r\n", 400, "request"),
    "a method of no protocol": (b"BREW /sparql HTTP/1.1\r\nHost: localhost\r\n\r\n", 501, "method"),
    "headers without end": (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200 + b"\r\n", 431, "header"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_request_is_refused_and_told_and_nothing_after_it_is_read(endpoint: Endpoint, name: str) -> None:
    request, status, words = BROKEN[name]
    TOLD.clear()
    answer = spoken(endpoint, request + NEXT if "short" not in name and "no body" not in name else request)
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status)
    assert answer.count(b"HTTP/1.1 ") == 1
    assert b"Connection: close" in head
    assert b"Content-Type: text/plain" in head
    assert words.lower() in body.decode().lower()
    assert len(TOLD) == 1
    assert f" 127.0.0.1 {status} " in TOLD[0]
    assert TOLD[0].isprintable()


def test_a_compressed_body_is_refused_with_what_would_do(endpoint: Endpoint) -> None:
    assert b"\r\nAccept-Encoding: identity\r\n" in spoken(endpoint, BROKEN["gzip"][0])


def test_a_body_that_does_not_come_is_not_waited_for_without_end(endpoint: Endpoint) -> None:
    TOLD.clear()
    answer = spoken(endpoint, post(b"Content-Length: 60"), ended=False)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"6 of 60 bytes" in answer
    assert len(TOLD) == 1


def test_a_body_in_pieces_is_whole(endpoint: Endpoint) -> None:
    with socket.create_connection(("127.0.0.1", endpoint.server_address[1])) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        whole = post(b"Content-Length: 6", b"Connection: close")
        for at in range(0, len(whole), 40):
            connection.sendall(whole[at : at + 40])
        answer = b"".join(iter(lambda: connection.recv(1 << 16), b""))
    assert answer.startswith(b"HTTP/1.1 200 ")


def test_a_line_of_the_log_stays_one_line(endpoint: Endpoint) -> None:
    TOLD.clear()
    spoken(endpoint, "GET /\x1b[2J\u202e中?query=secret HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    assert len(TOLD) == 1
    assert TOLD[0].isprintable()
    assert "secret" not in TOLD[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb", "a\\r\\nb"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\u202e", "\\u202e"),
        ("中文 ok", "中文 ok"),
        ("\ud800", "\\ud800"),
        ("x" * 400, "x" * 300 + "…"),
    ],
)
def test_what_cannot_be_seen_is_shown_as_its_escape(text: str, expected: str) -> None:
    assert shown(text) == expected
