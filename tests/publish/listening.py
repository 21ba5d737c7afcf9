"""The endpoint on a free port of this machine, for some tests."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

from kg.publish.serving.pool import Limits, Pool
from kg.publish.serving.server import Endpoint


@contextlib.contextmanager
def listening(store: Path, limits: Limits) -> Iterator[Endpoint]:
    with Pool(store, limits) as pool, Endpoint("127.0.0.1", 0, pool) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
