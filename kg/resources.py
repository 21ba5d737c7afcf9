"""Where the files are that travel with the package: the ontology, the queries, the samples.

In a checkout they stand at the top of the repository, where a reader looks for them; in an installed wheel they stand inside the package.
"""

from __future__ import annotations

import importlib.util
import os
import re
from functools import cache
from pathlib import Path

__all__ = [
    "FIVE_NOTICES", "IN_HEADER", "KNOWLEDGE_VARIABLE", "LOCALE", "ONTOLOGY", "QUERIES", "SAMPLES", "VIEWS",
    "knowledge_folder", "vis_network",
]  # fmt: skip

KNOWLEDGE_VARIABLE = "ZEREN_KNOWLEDGE"
"""Names the folder of a user's own knowledge; ``--knowledge`` sets it."""

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    installed = _PACKAGE / "_shipped" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


ONTOLOGY = _folder("ontology")
QUERIES = _folder("queries")
SAMPLES = _folder("samples")
FIVE_NOTICES = _folder("exports") / "five-notices.ttl"
LOCALE = _PACKAGE / "locale"
VIEWS = _PACKAGE / "views"
"""Styles, scripts and words of the pages, which the served page has in common with those on disk."""
IN_HEADER = ("index", "region", "questions", "network", "tree", "thing", "compare", "due", "document")
"""The pages that every page's header leads to, in its order: those of a build and the served one alike."""


@cache
def knowledge_folder() -> Path | None:
    """The folder of knowledge that lies over the program's own, None where the user names none: looked up once, as knowledge is read."""
    named = os.environ.get(KNOWLEDGE_VARIABLE)
    return Path(named).resolve() if named else None


@cache
def vis_network() -> Path:
    """The script of vis-network that pyvis brings along, the newest of its versions.

    It is found without importing pyvis, which would load IPython and jsonpickle with it. Raises FileNotFoundError.
    """
    spec = importlib.util.find_spec("pyvis")
    folders = (spec.submodule_search_locations if spec is not None else None) or ()
    found = [path for folder in folders for path in Path(folder).glob("lib/vis-*/vis-network.min.js")]
    if not found:
        raise FileNotFoundError("pyvis is not installed, or without its vis-network.min.js")
    return max(found, key=lambda path: [int(number) for number in re.findall(r"\d+", path.parent.name)])
