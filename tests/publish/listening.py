"""The endpoint on a free port of this machine, for some tests."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.publish.serving.access import Access
from kg.publish.serving.pool import Limits, Pool
from kg.publish.serving.sending import data_tag
from kg.publish.serving.server import Endpoint


@contextlib.contextmanager
def listening(
    store: Path, limits: Limits, access: Access | None = None, tell: Callable[[str], None] | None = None, host: str = "127.0.0.1"
) -> Iterator[Endpoint]:
    with Pool(store, limits) as pool, Endpoint(host, 0, pool, access, tell, data_tag(store, limits.rows)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
