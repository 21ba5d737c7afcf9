"""A document taken apart in a process of its own, with bounds on memory and time: what goes wrong in there costs one document.

Reads the document from standard input and writes one JSON object to standard output. Where processes can copy themselves, one takes
many documents, and a copy of it reads each.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import selectors
import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any, NoReturn

from kg.documents.apart.exchange import REPLY, REQUEST

__all__ = ["main", "reader_named", "serve"]

_PIPE = 65_536  # bytes that a pipe holds
_SAID = 4_000  # bytes of what is said on standard error


def main(by: str, memory: int, seconds: int, data: bytes | None = None) -> None:
    """Read a document (from standard input unless given) within ``memory`` bytes and ``seconds`` of processor time.

    ``by`` names the reader, ``module:function``: from bytes to what :mod:`kg.documents.apart.answers` makes. What it, or Python,
    cannot do within them ends the process, not the run: for memory as each of them ends then, for time by SIGXCPU, or with a word on
    standard error where there are no signals.
    """
    try:
        import resource
    except ImportError:  # Windows has no such limits
        threading.Thread(target=_end_after, args=(seconds,), daemon=True).start()
    else:
        for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
            _, hard = resource.getrlimit(kind)
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    sys.setrecursionlimit(2_000)
    answer = reader_named(by)(sys.stdin.buffer.read() if data is None else data)
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def reader_named(by: str) -> Callable[[bytes], dict[str, Any]]:
    """The reader of that name (``module:function``)."""
    module, _, function = by.partition(":")
    found: Callable[[bytes], dict[str, Any]] = getattr(importlib.import_module(module), function)
    return found


def serve() -> None:
    """Read the documents that standard input brings (:mod:`kg.documents.apart.exchange`), until it ends, each in a copy of this process."""
    while len(head := sys.stdin.buffer.read(REQUEST.size)) == REQUEST.size:
        memory, seconds, letters, length = REQUEST.unpack(head)
        by = sys.stdin.buffer.read(letters).decode("ascii")
        data = sys.stdin.buffer.read(length)
        if len(data) < length:
            return
        with contextlib.suppress(Exception):  # what fails here fails in the copy, where it is told
            reader_named(by)  # loaded once for all copies
        code, written, said = _in_a_copy(by, data, memory, seconds)
        del data
        sys.stdout.buffer.write(REPLY.pack(code, len(written), len(said)) + written + said)
        sys.stdout.buffer.flush()


def _in_a_copy(by: str, data: bytes, memory: int, seconds: int) -> tuple[int, bytes, bytes]:
    """The exit code of the copy (below 0: the signal that ended it), what it wrote, the last of what it said on standard error."""
    pipes = [os.pipe(), os.pipe()]
    copy = os.fork()
    if copy == 0:
        _be_the_copy(by, data, memory, seconds, [end for _, end in pipes])
    with selectors.DefaultSelector() as ready:
        for begin, end in pipes:
            os.close(end)
            ready.register(begin, selectors.EVENT_READ)
        parts: dict[int, list[bytes]] = {begin: [] for begin, _ in pipes}
        while ready.get_map():
            for key, _ in ready.select():
                part = os.read(key.fd, _PIPE)
                parts[key.fd].append(part)
                if not part:
                    ready.unregister(key.fd)
                    os.close(key.fd)
    _, status = os.waitpid(copy, 0)
    written, said = (b"".join(some) for some in parts.values())
    return os.waitstatus_to_exitcode(status), written, said[-_SAID:]


def _be_the_copy(by: str, data: bytes, memory: int, seconds: int, ends: list[int]) -> NoReturn:
    """Read the document and end. What is asked of the process next, and what it answers, is out of the copy's reach."""
    code = 1
    try:
        for end, to in ((os.open(os.devnull, os.O_RDONLY), 0), (ends[0], 1), (ends[1], 2)):
            os.dup2(end, to)
        os.closerange(3, max(ends) + 1)
        main(by, memory, seconds, data)
        sys.stdout.buffer.flush()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _end_after(seconds: int) -> None:
    while time.process_time() < seconds:
        time.sleep(0.1)
    os.write(2, b"TimeoutError")
    os._exit(1)
