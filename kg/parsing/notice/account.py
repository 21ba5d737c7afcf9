"""The account of a document's characters: every one is claimed by exactly one thing, or listed as unread."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model.records import Span, SpanKind
from kg.model.source import Source
from kg.parsing.findings import Claim

__all__ = ["account"]

_LAYOUT = re.compile(r"[\s\ufeff\u200b\u00a0#*|｜>\-_=—~•▪·\u2500-\u257f]+")


def account(source: Source, claims: Iterable[Claim]) -> tuple[list[Span], int]:
    """The spans that cover the text without overlap, in order, and how many characters are accounted for (all but the unread)."""
    stretches: list[tuple[int, int, SpanKind]] = [(start, end, "furniture") for start, end in source.furniture if end > start]
    for claim in claims:
        stretches.extend((start, end, claim.kind) for start, end in claim.passage.stretches())
    stretches.sort(key=lambda stretch: (stretch[0], -stretch[1]))
    spans: list[Span] = []
    at = unread = 0
    for start, end, kind in [*stretches, (len(source.text), len(source.text), "layout")]:
        if start > at:
            for span in _between(source.text, at, start):
                unread += (span.end - span.start) if span.kind == "unread" else 0
                spans.append(span)
        if end > max(at, start):
            begin = max(at, start)
            unread += (end - begin) if kind == "unread" else 0
            if spans and spans[-1].kind == kind and spans[-1].end == begin:
                spans[-1] = Span(kind, spans[-1].start, end)
            else:
                spans.append(Span(kind, begin, end))
        at = max(at, end, start)
    return spans, len(source.text) - unread


def _between(text: str, start: int, end: int) -> Iterable[Span]:
    """What no claim covers: layout where only white space and markup stand, unread otherwise."""
    if text[start:end].isspace():
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
