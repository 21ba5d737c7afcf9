"""Killed at any moment, the server of ``kg review`` loses nothing that it has answered."""

from __future__ import annotations

import os
import random
import signal
import threading
from pathlib import Path

import httpx
import pytest

from kg.correcting.desk import Desk
from kg.correcting.ledger import Ledger
from kg.publish.reviewing.server import ReviewServer
from tests.correcting.cases import NOTICE

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that forks")


def started(notice: Path, ledger: Path) -> tuple[int, str]:
    """A server in a process of its own, and the address of its page."""
    ear, mouth = os.pipe()
    child = os.fork()
    if not child:
        try:
            server = ReviewServer(Desk([notice], Ledger(ledger)), by="督查室")
            os.write(mouth, server.page.encode())
            os.close(mouth)
            server.serve_forever()
        finally:
            os._exit(1)
    os.close(mouth)
    with os.fdopen(ear, "rb") as told:
        return child, told.read().decode()


def test_nothing_that_was_confirmed_is_lost(tmp_path: Path) -> None:
    notice, ledger = tmp_path / "青岭县.txt", tmp_path / "corrections.jsonl"
    notice.write_text(NOTICE, encoding="utf-8")
    Desk([notice], Ledger(ledger))  # what the children need is loaded once
    moments = random.Random(19)
    answered: list[str] = []
    for _ in range(10):
        child, page = started(notice, ledger)
        client = httpx.Client(base_url=page, trust_env=False, timeout=30, verify=False)
        key = client.get("queue").json()["documents"][0]["key"]
        before = len(answered)
        # From the moment on in which the first answer is there, anywhere in the midst of some twenty decisions.
        killing = threading.Timer(moments.uniform(0.01, 0.15), lambda child=child: os.kill(child, signal.SIGKILL))
        try:
            for number in range(1_000):
                said = {"confirm": number % 3 > 0, "fields": [("text", "units", "leaders")[number % 3]]}
                found = client.post("decide", json={"key": key, "said": said, "why": "核" * 300}).raise_for_status().json()
                answered.append(found["id"])
                if len(answered) == before + 1:
                    killing.start()
        except httpx.TransportError:
            pass
        finally:
            killing.cancel()
            killing.join()
            os.waitpid(child, 0)
        kept = [decision.id for decision in Ledger(ledger).read()]
        assert len(answered) > before
        assert [one for one in answered if one not in kept] == []
        assert len(kept) <= len(answered) + 10  # at most the one that was on its way each time
    assert len(Desk([notice], Ledger(ledger)).decisions) == len(kept)
