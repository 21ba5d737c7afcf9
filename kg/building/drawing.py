"""A region of a build drawn: what a worker does for the pages."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from kg.fingerprint import fingerprint
from kg.store.cache import Cache, cache_key
from kg.store.spool import packed

__all__ = ["DrawJob", "draw_region"]


@dataclass(frozen=True, slots=True)
class DrawJob:
    """A region to draw. ``turtle`` includes ``guests`` and what it shares with others, see :func:`kg.views.region.draw_part`."""

    local: str
    turtle: bytes
    guests: bytes
    abroad: bytes
    cache: Cache | None

    def key(self) -> str:
        """The name of what is drawn of it."""
        digests = (hashlib.sha256(part).hexdigest() for part in (self.turtle, self.guests, self.abroad))
        return cache_key("pages", fingerprint(), *digests)


def draw_region(job: DrawJob) -> bytes:
    """The region drawn (:class:`kg.views.region.RegionDrawn`), packed; kept where it is to be."""
    key = job.key() if job.cache is not None else ""
    found = job.cache.find(key) if job.cache is not None else None
    if found is not None and len(found) == 1:
        return found[0]
    # Drawing loads large libraries, which a build without pages does not need.
    from kg.views.region import draw_part

    drawn = packed(draw_part(job.turtle, job.guests, job.abroad))
    if job.cache is not None:
        job.cache.keep(key, [drawn])
    return drawn
