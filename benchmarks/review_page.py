"""How long a decision takes on the page of ``kg review``, from the key to the document read again, and how a long queue scrolls.

    python benchmarks/review_page.py NOTICE...

opens the notices in a headless Chromium, confirms thirty tasks of the longest by a key each, and prints the times; then it scrolls a queue
of 10,000 rows from top to bottom, a frame each, and prints how long the frames took.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any
from unittest import mock

from kg.correcting.desk import Desk
from kg.correcting.ledger import Ledger
from kg.publish.reviewing.server import ReviewServer
from kg.publish.reviewing.told import queue_told
from tests.views.browser import Browser, browsing

DECIDE = """const done = arguments[arguments.length - 1], start = performance.now(), side = document.querySelector('aside');
const watch = new MutationObserver(() => { if (side.getAttribute('aria-busy')) return; watch.disconnect();
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start))); });
watch.observe(side, {attributes: true});
window.dispatchEvent(new KeyboardEvent('keydown', {key: "c", bubbles: true}));"""
SCROLL = """const done = arguments[arguments.length - 1], queue = document.getElementById('queue'), times = [];
let last = performance.now(), at = 0; const step = queue.scrollHeight / 200;
const frame = (now) => { times.push(now - last); last = now; if (++at > 200) return done(times.slice(1));
  queue.scrollTop = at * step; requestAnimationFrame(frame); };
requestAnimationFrame(frame);"""


def main(notices: list[str]) -> None:
    """Measure, and print."""
    with tempfile.TemporaryDirectory() as folder, browsing(Path(folder), "MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1") as browser:
        browser.driver.set_script_timeout(120)
        desk = Desk([Path(notice) for notice in notices], Ledger(Path(folder) / "corrections.jsonl"))
        longest = max(desk.documents(), key=lambda one: len(one.source.text))
        print(f"{longest.source.file}: {len(longest.source.text)} characters, {len(longest.parsed.tasks)} tasks")
        with ReviewServer(desk) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            decide(browser, server, longest.key)
            scroll(browser, server)
            server.shutdown()


def decide(browser: Browser, server: ReviewServer, key: str) -> None:
    """Thirty confirmations of tasks, each from the key to the second frame after all is drawn."""
    browser.driver.get(f"{server.page}?doc={key[:12]}")
    browser.ready()
    times = []
    for number in range(30):
        browser.js("document.querySelectorAll('.handle')[arguments[0]].click()", number)
        browser.wait(lambda: browser.js("return !document.querySelector('aside[aria-busy]')"))
        times.append(browser.driver.execute_async_script(DECIDE))
    print(f"a decision: median {statistics.median(times):.0f} ms, most {max(times):.0f} ms, of {len(times)}")


def scroll(browser: Browser, server: ReviewServer) -> None:
    """The frames of a queue of 10,000 rows while it is scrolled through."""
    with mock.patch("kg.publish.reviewing.server.queue_told", lambda desk: many(queue_told(desk))):
        browser.driver.get(server.page)
        browser.ready()
        times = browser.driver.execute_async_script(SCROLL)
    slow = sum(time > 50 for time in times)
    print(f"10,000 rows: median frame {statistics.median(times):.0f} ms, most {max(times):.0f} ms, {slow} of {len(times)} over 50 ms")


def many(told: dict[str, Any]) -> dict[str, Any]:
    """The queue with its rows repeated."""
    rows = told["rows"] or [[told["documents"][0]["key"], None, ["unread"], 1, 1, 0, 1, "x"]]
    return told | {"rows": [[*rows[n % len(rows)][:3], 20_000 - n, n, *rows[n % len(rows)][5:]] for n in range(10_000)]}


if __name__ == "__main__":
    main(sys.argv[1:])
