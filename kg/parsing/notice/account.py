"""The account of a document's characters: each is claimed by exactly one thing, set aside by name, or listed as unread.

A reader of clauses, cells or headings gives back what it did not use of what it claimed; that is taken out of the claim again. So the
account counts what reached a record, with the page's layout and furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.model.records import Span, SpanKind
from kg.model.source import Source
from kg.parsing.findings import Claim

__all__ = ["account", "not_within", "paint"]

_LAYOUT = re.compile(r"[\s#*|｜>\-_=—~•▪·\u2500-\u257f]+")
_WORD = re.compile(r"\w")
_KINDS: tuple[SpanKind, ...] = (
    "layout", "header", "letter", "heading", "number", "task", "detail", "clause", "furniture", "result", "aside", "unread",
)  # fmt: skip
_NOTHING = 255
_CODES = {kind: code for code, kind in enumerate(_KINDS)}
_RUN = re.compile(b"|".join(re.escape(bytes([code])) + b"+" for code in (*_CODES.values(), _NOTHING)))
_NOT_COUNTED = frozenset({"aside", "unread"})
_COVERS = _NOT_COUNTED | {"result"}


def account(source: Source, claims: Sequence[Claim]) -> tuple[list[Span], int]:
    """The spans that cover the text without overlap, in order, and how many characters are accounted for: neither unread nor set aside."""
    painted = bytearray([_NOTHING]) * len(source.text)
    for claim, start, end in paint(source, claims):
        painted[start:end] = bytes([_CODES[claim.kind] if claim else _CODES["furniture"]]) * (end - start)
    spans: list[Span] = []
    for run in _RUN.finditer(painted):
        code = painted[run.start()]
        spans.extend(_between(source.text, *run.span()) if code == _NOTHING else [Span(_KINDS[code], *run.span())])
    return spans, len(source.text) - sum(span.end - span.start for span in spans if span.kind in _NOT_COUNTED)


def paint(source: Source, claims: Sequence[Claim]) -> Iterator[tuple[Claim | None, int, int]]:
    """The stretches of all claims, in the order in which a later one covers an earlier: of two, the one that begins first covers the other,
    and what was given back covers both. None claims what the format's reader set aside as furniture.
    """
    plain: list[tuple[int, int, Claim | None]] = [(start, end, None) for start, end in source.furniture if end > start]
    given_back: list[tuple[int, int, Claim | None]] = []
    for claim in claims:
        into = given_back if claim.kind in _COVERS else plain
        into.extend((start, end, claim) for start, end in claim.passage.stretches())
    plain.sort(key=lambda stretch: (-stretch[0], stretch[1]))
    for start, end, claim_or_none in (*plain, *given_back):
        yield claim_or_none, start, end


def not_within(claim: Claim, reached: bytearray) -> bool:
    """Whether no character of the claim was reached (is 1) by a record."""
    return all(reached.find(1, start, end) < 0 for start, end in claim.passage.stretches())


def _between(text: str, start: int, end: int) -> Iterable[Span]:
    """What no claim covers: layout where only white space and markup stand, unread otherwise."""
    if not _WORD.search(text, start, end):  # white space, or a sign that parts two things
        yield Span("layout", start, end)
        return
    at = start
    for match in _LAYOUT.finditer(text, start, end):
        if match.start() > at:
            yield Span("unread", at, match.start())
        yield Span("layout", match.start(), match.end())
        at = match.end()
    if at < end:
        yield Span("unread", at, end)
