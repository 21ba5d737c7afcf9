"""Where the program keeps what it can make again at any time: the user's cache folder, or the one that ``ZEREN_CACHE`` names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path

__all__ = ["CACHE_VARIABLE", "cache_folder"]

CACHE_VARIABLE: Final = "ZEREN_CACHE"


def cache_folder() -> Path:
    """The folder, which need not exist: ``ZEREN_CACHE``, else ``zeren`` where the system keeps caches (on Linux ``$XDG_CACHE_HOME``)."""
    named = os.environ.get(CACHE_VARIABLE)
    return Path(named) if named else user_cache_path("zeren", appauthor=False)
