"""``kg cache``, and where a build keeps what it read."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from kg.building.build import Caches
from kg.model.wording import said, say, told
from kg.store.cache import Cache
from kg.store.cache_folder import cache_folder
from kg.store.kept import STORES

__all__ = ["caches_in", "command"]

_GIGABYTE: Final = 1_000_000_000
# A reading takes 15 to 60 kB a document, a region's part 0.4 MB a document with quads.
_READINGS: Final = 10 * _GIGABYTE
_REGIONS: Final = 20 * _GIGABYTE
# What is drawn of a region takes 60 kB a document.
_LAYOUTS: Final = 10 * _GIGABYTE


def caches_in(folder: Path | None) -> Caches:
    """The caches in a folder; by default the one that ZEREN_CACHE names, else the user's cache folder."""
    place = (folder or cache_folder()).absolute()
    return Caches(Cache(place / "documents", _READINGS), Cache(place / "regions", _REGIONS), Cache(place / "layouts", _LAYOUTS))


@click.command("cache")
@click.option("--cache", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Another folder than the user's.")
@click.option("--clear", is_flag=True, help="Remove all that is kept.")
def command(cache: Path | None, clear: bool) -> None:
    """Say what earlier builds keep for later ones, and where; or remove it.

    \b
    Examples:
      kg cache
      kg cache --clear
    """
    caches = caches_in(cache)
    stores = Cache(caches.files.folder.parent / STORES, 0)
    kinds = (
        (told("readings of files"), caches.files),
        (told("parts of regions"), caches.regions),
        (told("regions drawn"), caches.layouts),
        (told("files of stores"), stores),
    )
    for what, kept in kinds:
        size = kept.size()
        if clear:
            kept.clear()
        counted = told(
            "{entries:,} {what}, {size:,.1f} MB, in {folder}",
            entries=size.entries,
            what=what,
            size=size.bytes / 1_000_000,
            folder=kept.folder,
        )
        click.echo(say("removed: {what}", what=counted) if clear else said(counted))
