"""The body of a request: read when its headers leave no doubt where it ends.

Where two readers of a request (a proxy and this server) find another end, the rest of one request becomes the next one.
"""

from __future__ import annotations

import socket
import time
from email.message import Message
from io import BufferedIOBase, BufferedReader
from typing import Final

from kg.model.wording import told
from kg.publish.serving.protocol import Refused

__all__ = ["LARGEST_BODY", "Lines", "body_length", "read_body"]

LARGEST_BODY: Final = 1 << 20
_DIGITS: Final = 18
_CHUNK: Final = 1 << 16


class Lines(BufferedReader):
    """What a client sends; notes whether a line held a carriage return in its midst, where Python's reader of headers begins a new one."""

    broken = False

    def readline(self, size: int | None = -1, /) -> bytes:
        """The next line, with its end."""
        line = super().readline(-1 if size is None else size)
        self.broken |= b"\r" in line.removesuffix(b"\n").removesuffix(b"\r")
        return line


def body_length(headers: Message, *, broken: bool = False) -> int:
    """How many bytes the body has; ``broken`` says that a line of the headers was (:class:`Lines`).

    Raises Refused: 400 for headers that can be read in two ways, 411 for a body of no length, 413 for one too long, 415 for one that
    is compressed.
    """
    # Headers stop for Python's reader at the first line that is none; what comes then it takes for text.
    if headers.defects or headers.get_payload():
        raise Refused(400, "a line of the headers cannot be read; is there a blank before its colon?")
    if broken or any(sign in value for value in headers.values() for sign in "\r\n\0"):
        raise Refused(400, "a header goes on in the next line, or holds a sign that ends one")
    lengths = headers.get_all("Content-Length", [])
    if headers.get("Transfer-Encoding"):
        raise Refused(400 if lengths else 411, "say how long the body is (Content-Length), and in no other way")
    if len(lengths) > 1:
        raise Refused(400, told("there may be one Content-Length, not {count}", count=len(lengths)))
    length = lengths[0].strip() if lengths else "0"
    if not length.isascii() or not length.isdecimal() or len(length) > _DIGITS:
        raise Refused(400, "Content-Length is no number of bytes")
    if int(length) > LARGEST_BODY:
        raise Refused(413, told("a query is at most {most:,} bytes", most=LARGEST_BODY))
    coding = headers.get("Content-Encoding", "identity").strip().lower()
    if int(length) and coding not in ("", "identity"):
        raise Refused(415, "a body is not compressed here (Content-Encoding)", headers=(("Accept-Encoding", "identity"),))
    return int(length)


def read_body(stream: BufferedIOBase, connection: socket.socket, length: int, patience: float) -> bytes:
    """So many bytes, each of which comes within ``patience`` seconds, all within six times as many.

    Raises Refused (400) where fewer come.
    """
    body, before, until = bytearray(), connection.gettimeout(), time.monotonic() + 6 * patience
    try:
        while len(body) < length:
            connection.settimeout(max(0.001, min(patience, until - time.monotonic())))
            part = stream.read1(min(_CHUNK, length - len(body)))
            if not part:
                raise Refused(400, told("the body ended after {came:,} of its {length:,} bytes", came=len(body), length=length))
            body += part
    except TimeoutError as error:
        why = told(
            "of the body came {came:,} of {length:,} bytes, and no more in {seconds:g} s", came=len(body), length=length, seconds=patience
        )
        raise Refused(400, why) from error
    finally:
        connection.settimeout(before)
    return bytes(body)
