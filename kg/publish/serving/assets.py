"""What the page to query from is made of."""

from __future__ import annotations

import importlib.resources
import json
from collections.abc import Mapping
from functools import cache

from kg.queries import catalogue
from kg.resources import vis_network

__all__ = ["catalogue_json", "page_files"]


@cache
def page_files() -> Mapping[str, bytes]:
    """What the page is made of, vis-network as pyvis brings it included."""
    own = importlib.resources.files("kg.publish.serving")
    found = {name: (own / name).read_bytes() for name in ("index.html", "page.css", "page.js")}
    return found | {"vis-network.min.js": vis_network().read_bytes()}


@cache
def catalogue_json() -> bytes:
    """The questions of the catalogue for the page."""
    questions = [
        {
            "name": query.name,
            "title": f"{query.title} {query.title_zh}",
            "description": f"{query.description} {query.description_zh}",
            "text": query.text,
            "parameters": [
                {"name": p.name, "kind": p.kind, "example": p.example, "about": p.description, "optional": p.optional}
                for p in query.parameters
            ],
        }
        for query in catalogue()
    ]
    return json.dumps(questions, ensure_ascii=False).encode()
