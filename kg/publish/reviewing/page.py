"""What the page of ``kg review`` is made of: its own files, and the styles, scripts and words of all pages."""

from __future__ import annotations

import importlib.resources
import json
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import jinja2

from kg.model.doubts import KINDS, kind_of
from kg.resources import VIEWS

__all__ = ["page_files", "review_page", "words"]

_ROOM: Final = importlib.resources.files("kg.publish.reviewing")
_SHARED: Final = ("core.js", "notice.js")
"""Scripts of the pages that a build writes, too."""
_OWN: Final = ("marks.js", "queue.js", "selecting.js", "forms.js", "panel.js", "review.js")
_STYLES: Final = ("site.css", "reading.css")
_NO_INDEX: Final[dict[str, Any]] = {"places": [], "things": [], "documents": {}, "iris": {}, "base": "", "doubts": []}


@cache
def words() -> Mapping[str, tuple[str, str]]:
    """The words of the page: by key, in Chinese and in English. What it has in common with other pages stands with theirs."""
    shared = tomllib.loads((VIEWS / "words.toml").read_text(encoding="utf-8"))
    own = tomllib.loads(_ROOM.joinpath("words.toml").read_text(encoding="utf-8"))
    return {key: (pair[0], pair[1]) for key, pair in (shared | own).items()}


@cache
def page_files() -> Mapping[str, bytes]:
    """The files of the page, by name."""
    found = {name: (VIEWS / "site" / name).read_bytes() for name in (*_SHARED, *_STYLES)}
    found |= {name: _ROOM.joinpath(name).read_bytes() for name in (*_OWN, "review.css")}
    data = {"words": words(), "index": _NO_INDEX, "kinds": {code: _kind(code) for code in KINDS}}
    found["words.js"] = "".join(f'Zeren.put("{name}",{_as_script(value)});\n' for name, value in data.items()).encode()
    return found


@cache
def review_page() -> bytes:
    """The page itself; all that it loads stands beside it, under the same word in the address."""
    frame = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    page = frame.from_string(_ROOM.joinpath("review.html").read_text(encoding="utf-8")).render(
        words=words(),
        styles=[f"static/{name}" for name in (*_STYLES, "review.css")],
        scripts=[f"static/{name}" for name in ("core.js", "words.js", *_SHARED[1:], *_OWN)],
    )
    return page.encode()


def _kind(code: str) -> dict[str, str]:
    kind = kind_of(code)
    return {"zh": kind.title_zh, "en": kind.title_en, "doZh": kind.remedy_zh, "doEn": kind.remedy_en}


def _as_script(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
