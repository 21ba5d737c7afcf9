"""What of a document reached no task: said once for what stands together, and with more words where it says who answers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from kg.model.excerpts import excerpt
from kg.model.records import Span
from kg.parsing.clauses.leaders import read_heading_leaders
from kg.parsing.findings import Claim, Doubt, Item
from kg.parsing.notice.duties import duties, labels_without_colon, rows_of_bodies
from kg.parsing.text.headings import heading_part

__all__ = ["doubts_of_lost", "doubts_of_text"]

_LONGEST_STUMP: Final = 20  # characters of a heading, or a name, in which a document breaks off
_FEWEST_ROWS: Final = 3  # rows of bodies in a letter, which may name those whom it is for and those whom it is copied to


def doubts_of_lost(lost: Sequence[Claim], reached: bytearray, end: int) -> Iterator[Doubt]:
    """What was claimed and reached no task: one doubt for what stands together; where the document ends in it, that is said instead.

    ``reached`` has a 1 for each character that a record holds.
    """
    runs: list[list[Claim]] = []
    for claim in sorted(lost, key=lambda claim: claim.passage.start):
        before = runs[-1][-1] if runs else None
        if before is not None and before.rule == claim.rule and not any(reached[before.passage.end : claim.passage.start]):
            runs[-1].append(claim)
        else:
            runs.append([claim])
    for run in runs:
        first, last = run[0].passage, run[-1].passage
        code = "cut-off" if last.end >= end and len(run) == 1 and len(first) <= _LONGEST_STUMP else run[0].rule
        yield Doubt.at(code, first.start, last.end, text=excerpt(" ".join(claim.passage.text for claim in run)))


def doubts_of_text(source: str, spans: Sequence[Span], first: int, items: Sequence[Item]) -> Iterator[Doubt]:
    """Who answers, said in what was taken for a letter or a heading, and not heard; ``first`` is where the first list begins."""
    yield from _in_letter([(span.start, source[span.start : span.end]) for span in spans if span.start < first and span.kind == "letter"])
    titles = {title.start: title for item in items for title in item.place.titles()}
    heard = sorted(start for start, title in titles.items() if heading_part(title) or read_heading_leaders(title).leaders)
    for span in spans:
        if span.start >= first and span.kind in ("letter", "heading"):
            at = bisect_left(heard, span.start)
            if at == len(heard) or heard[at] >= span.end:
                text = source[span.start : span.end]
                for start, end in duties(text):
                    yield Doubt.at("clause-unread", span.start + start, span.start + end, text=excerpt(text[start:end]))
                    break


def _in_letter(stretches: Sequence[tuple[int, str]]) -> Iterator[Doubt]:
    """Clauses before the first list: one doubt from the first to the last of them."""
    found = [(at + start, at + end, text[start:]) for at, text in stretches for start, end in labels_without_colon(text)]
    rows = [(at + start, at + end, text[start:]) for at, text in stretches for start, end in rows_of_bodies(text)]
    found += rows if len(rows) >= _FEWEST_ROWS else []
    if found:
        start, _, text = min(found)
        yield Doubt.at("clause-unread", start, max(end for _, end, _ in found), text=excerpt(text))
