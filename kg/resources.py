"""Where the files are that travel with the package: the ontology, the queries, the samples.

In a checkout they stand at the top of the repository, where a reader looks for them; in an installed wheel they stand inside the package.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["FIVE_NOTICES", "ONTOLOGY", "QUERIES", "SAMPLES"]

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    installed = _PACKAGE / "_shipped" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


ONTOLOGY = _folder("ontology")
QUERIES = _folder("queries")
SAMPLES = _folder("samples")
FIVE_NOTICES = _folder("exports") / "five-notices.ttl"
