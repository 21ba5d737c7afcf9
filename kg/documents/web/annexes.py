"""Which files a saved page names as its annexes: links whose words say so, to files that lie beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from itertools import islice
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from kg.documents.text.encodings import NotText
from kg.documents.web.archived import archived_page
from kg.documents.web.html import decode_html
from kg.documents.web.words import html_words
from kg.model.errors import UnreadableSource

__all__ = ["named_annexes"]

_LINK: Final = re.compile(
    r"""<a\s[^<>]{0,2000}?href\s*=\s*["']?([^"'<>\s]{1,1000})[^<>]{0,2000}>(.{0,1000}?)</a""", re.IGNORECASE | re.DOTALL
)
_TAG: Final = re.compile(r"<[^<>]{0,2000}>")
_BEFORE: Final = 300  # characters of markup before a link, in which it may be said that annexes follow
_MOST: Final = 10  # a page that links to more files is a list of notices
_MOST_LINKS: Final = 5_000
_LARGEST: Final = 4_000_000


def named_annexes(data: bytes, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the files ``names`` that a page, or the page of a web archive, names as its annexes, in its order."""
    by_name = {_plain(PurePosixPath(name).name): name for name in names}
    if not by_name or len(data) > _LARGEST:
        return ()
    try:
        page = archived_page(data, "") if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else None
        markup = (decode_html(page.data, page.charset) if page is not None else decode_html(data)).text
    except (NotText, UnreadableSource):  # which is told where it is read
        return ()
    found: dict[str, None] = {}
    end = 0  # of the last link to an annex
    for link in islice(_LINK.finditer(markup), _MOST_LINKS):
        words = _plain(_TAG.sub("", link[2]))
        target = _plain(PurePosixPath(unquote(unescape(link[1])).partition("?")[0].replace("\\", "/")).name)
        name = by_name.get(target) or by_name.get(words)
        if name is None:
            continue
        said = html_words().attachment
        before = _TAG.sub("\n", markup[max(end, link.start() - _BEFORE) : link.start()])
        if said.search(words) or any(said.search(line) for line in before.split("\n")) or (found and link.start() - end < _BEFORE):
            found[name] = None
            end = link.end()
    return tuple(found) if len(found) <= _MOST else ()


def _plain(text: str) -> str:
    return "".join(unescape(text).split()).casefold()
