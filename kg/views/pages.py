"""The pages as files: HTML from our own escaping template, data as scripts that cannot end early, and vis-network beside them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any, Final

import jinja2

from kg.resources import IN_HEADER, vis_network

__all__ = ["PAGES", "assets", "data_script", "json_text", "page_html", "script_of", "words"]

PAGES: Final = (*IN_HEADER, "search")

_ROOM: Final = resources.files("kg.views")
_COMMON: Final = ("core.js", "search.js", "tables.js", "pictures.js", "doubts.js", "downloads.js", "tasks.js", "goals.js")
_DRAWN: Final = frozenset(("network", "tree", "thing"))
_CHARTS: Final = ("d3.min.js", "tiles.js", "strips.js")
_FOR: Final = {
    "network": ("d3.min.js", "shares.js", "matrix.js"),
    "tree": ("d3.min.js", "flows.js"),
    "compare": (*_CHARTS, "reached.js", "multiples.js"),
    "thing": (*_CHARTS, "reached.js"),
    "index": (*_CHARTS, "answers.js"),
    "questions": (*_CHARTS, "answers.js"),
    "search": ("find.js",),
    "document": ("notice.js", "lighting.js"),
    "due": ("strip.js",),
    "region": ("shares.js", "strip.js", "years.js", "glance.js"),
}
_SCRIPTS: Final = {"index": "overview.js", "search": "searching.js"}
# `file:` stands beside 'self' because not every browser takes a file's own folder for itself. Nothing but these files may be read.
_POLICY: Final = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'"
)
_ESCAPES: Final = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@cache
def words() -> dict[str, tuple[str, str]]:
    """The words of the pages: by key, in Chinese and in English."""
    read = tomllib.loads(_ROOM.joinpath("words.toml").read_text(encoding="utf-8"))
    return {key: (pair[0], pair[1]) for key, pair in read.items()}


@cache
def _frame() -> jinja2.Template:
    frame = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=False)
    return frame.from_string(_ROOM.joinpath("site", "page.html").read_text(encoding="utf-8"))


def page_html(page: str) -> str:
    """One of :data:`PAGES` as HTML: the frame, in Chinese, that its script fills."""
    drawn = (*(("vis-network.min.js", "graph.js") if page in _DRAWN else ()), *_FOR.get(page, ()))
    scripts = ("core.js", "data/words.js", "data/index.js", *_COMMON[1:], *drawn, _SCRIPTS.get(page, f"{page}.js"))
    return _frame().render(
        page=page,
        home="index.html",
        pages=[(name, f"{name}.html") for name in IN_HEADER],
        words=words(),
        policy=_POLICY,
        styles=[f"assets/{name}" for name in ("site.css", "reading.css")],
        scripts=[f"assets/{script}" for script in scripts],
        served=False,
    )


def data_script(name: str, value: Any) -> str:
    """A value as a script that gives it to the page. No sign in it can end the script or begin markup.

    >>> data_script("x", ["</script>"])
    'Zeren.put("x",["\\\\u003c/script\\\\u003e"]);\\n'
    """
    return script_of(name, json_text(value))


def json_text(value: Any) -> str:
    """A value as JSON for :func:`script_of`."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign, escape in _ESCAPES.items():
        text = text.replace(sign, escape)
    return text


def script_of(name: str, text: str) -> str:
    """What :func:`json_text` made, as :func:`data_script` gives it."""
    # A lone surrogate is no character: it has no UTF-8.
    text = text.encode("utf-8", "replace").decode("utf-8")
    return f"Zeren.put({json.dumps(name)},{text});\n"


def assets() -> Iterator[tuple[str, bytes]]:
    """The files that all pages share, by name."""
    for file in sorted(_ROOM.joinpath("site").iterdir(), key=lambda file: file.name):
        if file.name.endswith((".js", ".css")):
            yield file.name, file.read_bytes()
    for file in sorted(_ROOM.joinpath("vendor").iterdir(), key=lambda file: file.name):
        yield file.name, file.read_bytes()
    yield "vis-network.min.js", vis_network().read_bytes()
