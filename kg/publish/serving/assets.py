"""What the page to query from is made of: its own files, and the styles, scripts and words of all pages."""

from __future__ import annotations

import importlib.resources
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import jinja2

from kg.queries import REPLACED, Query, catalogue, leaves_out
from kg.queries.sources import NAMED_BY, with_keys
from kg.resources import IN_HEADER, VIEWS, vis_network

__all__ = ["HTML", "Page", "catalogue_json", "page_files", "page_of"]

HTML: Final = "text/html; charset=utf-8"

_OWN: Final = ("graph-drawing.js", "asking.js", "page.js")
_SHARED: Final = ("search.js", "tables.js", "pictures.js", "downloads.js", "tasks.js", "answers.js")
"""Scripts of the pages that a build writes, too."""
_NETWORK: Final = "vis-network.min.js"
_SERVED: Final = "questions"
"""What the page to query from stands in place of."""
_FILE_OF_PAGES: Final = re.compile(r"[a-z]+\.html|assets/[a-z][a-z0-9.-]*\.(?:js|css|txt)|assets/data/[a-z0-9-]+\.js")
_NO_INDEX: Final[dict[str, Any]] = {"places": [], "things": [], "documents": {}, "iris": {}, "base": "", "doubts": []}
_TYPES: Final = {"html": HTML, "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "txt": "text/plain; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Page:
    """A file as it is sent."""

    content: bytes
    media_type: str
    headers: Mapping[str, str] = field(default_factory=dict)


def page_of(path: str, pages: Path | None) -> Page | None:
    """What the server has at a path: the page to query from, a file of it, one of the ``pages`` that a build wrote; else None."""
    if path == "/":
        return Page(_query_page(with_pages=pages is not None), HTML)
    name = path.removeprefix("/static/")
    if name != path:
        content, headers = page_files().get(name), {"Cache-Control": "max-age=3600"}
    else:
        name = path.removeprefix("/pages/") or "index.html"
        content, headers = _pages_file(pages, name) if pages is not None and path.startswith("/pages/") else None, {}
    return None if content is None else Page(content, _TYPES[name.rpartition(".")[2]], headers)


@cache
def page_files() -> Mapping[str, bytes]:
    """What the page is made of, by name, vis-network as pyvis brings it included."""
    own = importlib.resources.files("kg.publish.serving")
    found = {name: (own / name).read_bytes() for name in (*_OWN, "page.css")}
    found |= {name: (VIEWS / "site" / name).read_bytes() for name in ("core.js", *_SHARED, "site.css")}
    found["words.js"] = f'Zeren.put("words",{_as_script(_words())});\n'.encode()
    found["no-index.js"] = f'Zeren.put("index",{_as_script(_NO_INDEX)});\n'.encode()
    return found | {_NETWORK: vis_network().read_bytes()}


def _query_page(*, with_pages: bool) -> bytes:
    """The page itself. ``with_pages``: the pages of a build stand beside it, and things lead there."""
    frame = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    index = "/pages/assets/data/index.js" if with_pages else "/static/no-index.js"
    page = frame.from_string((VIEWS / "site" / "page.html").read_text(encoding="utf-8")).render(
        page=_SERVED,
        home="/",
        pages=[(name, "/" if name == _SERVED else f"/pages/{name}.html") for name in IN_HEADER if with_pages or name == _SERVED],
        words=_words(),
        policy="",  # the server's headers say it
        styles=["/static/site.css", "/static/page.css"],
        scripts=["/static/core.js", "/static/words.js", index, *(f"/static/{name}" for name in (*_SHARED, _NETWORK, *_OWN))],
        served=True,
    )
    return page.encode()


def _pages_file(folder: Path, name: str) -> bytes | None:
    """A file of the pages that a build wrote, by its path in their folder; None for anything else."""
    if _FILE_OF_PAGES.fullmatch(name) is None:
        return None
    try:
        path = (folder / name).resolve(strict=True)
        return path.read_bytes() if path.is_relative_to(folder.resolve()) else None
    except OSError:
        return None


@cache
def catalogue_json() -> bytes:
    """The questions of the catalogue for the page."""
    drawn = {entry["name"]: entry for entry in tomllib.loads((VIEWS / "questions.toml").read_text(encoding="utf-8"))["question"]}
    order = {name: number for number, name in enumerate(drawn)}
    questions = sorted(catalogue(), key=lambda query: (order.get(query.name, len(order)), query.name))
    return json.dumps([_question(query, drawn.get(query.name, {})) for query in questions], ensure_ascii=False).encode()


def _question(query: Query, drawn: Mapping[str, Any]) -> dict[str, Any]:
    linked, columns, _ = with_keys(query)
    return {
        "name": query.name,
        "title": f"{query.title} {query.title_zh}",
        "description": f"{query.description} {query.description_zh}",
        "zh": query.title_zh,
        "en": query.title,
        "noteZh": query.description_zh,
        "noteEn": query.description,
        "theme": drawn.get("theme", "other"),
        "drawing": {key: drawn[key] for key in ("names", "bar", "goals", "stack") if key in drawn},
        "text": query.text,
        "linked": linked.text,
        "leftOut": REPLACED if leaves_out(query) else None,
        "columns": columns,
        "keys": {column: NAMED_BY[column] for column in columns if column in NAMED_BY},
        "parameters": [
            {
                "name": p.name,
                "kind": p.kind,
                "example": p.example,
                "about": p.description,
                "aboutZh": p.description_zh,
                "optional": p.optional,
                "names": p.names,
            }
            for p in query.parameters
        ],
    }


@cache
def _words() -> Mapping[str, list[str]]:
    return tomllib.loads((VIEWS / "words.toml").read_text(encoding="utf-8"))


def _as_script(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
