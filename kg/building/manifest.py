"""What a build's manifest says besides its files, and how the next build goes on from it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kg import __version__
from kg.building.gather import Gathered
from kg.model.errors import StoreError
from kg.model.terms import BASE
from kg.model.wording import told
from kg.store.folder import manifest_of

__all__ = ["Options", "manifest", "with_those_before"]


@dataclass(frozen=True, slots=True)
class Options:
    """What a build holds. Without text, sentences stay out of the graph, the records and the pages; facts and names stay.

    ``made`` is the day that the description gives; without it the same documents give the same bytes on any day. ``corrections`` is the
    file of them that was named; without it those beside the sources hold.
    """

    base: str = BASE
    with_text: bool = True
    with_quads: bool = True
    with_pages: bool = False
    made: date | None = None
    corrections: Path | None = None


def with_those_before(folder: Path, sources: Sequence[str | Path], options: Options) -> tuple[list[str | Path], Options]:
    """The sources of the build that is in the folder, with its options, and the new ones behind. Raises StoreError where there is none."""
    before = manifest_of(folder)
    if "sources" in before and before["sources"] is None:
        found = "the build there was made of standard input, which cannot be read again"
        raise StoreError(str(folder), found, "Save what was piped in to files, and build these")
    try:
        named = [os.path.normpath(folder.resolve() / source) for source in before["sources"]]
        said = before["options"]
        own = options.corrections
        if own is None and before.get("corrections"):
            own = Path(os.path.normpath(folder.resolve() / before["corrections"]))
        same = Options(said["base"], said["with_text"], said["with_quads"], options.with_pages, options.made, own)
    except (KeyError, TypeError) as error:
        raise StoreError(str(folder), "there is no build to add to", "Build it first: kg build SOURCE -o DIR") from error
    gone = [path for path in named if not Path(path).exists()]
    if gone:
        found = told(
            "{count:,} of the {all:,} files that the build there was made of are gone, the first of them {first}",
            count=len(gone),
            all=len(named),
            first=gone[0],
        )
        raise StoreError(str(folder), found, "Put them back, or build anew without --add from what there is")
    return [*named, *sources], same


def manifest(folder: Path, gathered: Gathered, options: Options, *, lasting: bool) -> dict[str, Any]:
    """What the manifest says besides its files. Sources are named as seen from the folder, so that both can be moved together."""
    whole = folder.resolve()
    return {
        "program": __version__,
        "options": {"base": options.base, "with_text": options.with_text, "with_quads": options.with_quads},
        **({"corrections": _seen_from(whole, str(options.corrections.resolve()))} if options.corrections else {}),
        "sources": sorted(_seen_from(whole, source) for source in gathered.paths) if lasting else None,
    }


def _seen_from(folder: Path, path: str) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return path
