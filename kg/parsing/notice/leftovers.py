"""What of a document reached no task: said once for what stands together, and with more words where it says who answers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from kg.knowledge.words import compiled, words
from kg.model.excerpts import excerpt
from kg.model.passages import Passage
from kg.model.records import Span
from kg.parsing.clauses.leaders import read_heading_leaders
from kg.parsing.findings import Claim, Doubt, Item
from kg.parsing.notice.checks import PAGE
from kg.parsing.notice.duties import brackets_of_bodies, duties, duty_words, labels_without_colon, rows_of_bodies
from kg.parsing.notice.misread import misread_labels
from kg.parsing.text.headings import heading_part

__all__ = ["doubts_of_lost", "doubts_of_text"]

_LEAD_MARK: Final = re.compile(r"[▲★△☆][\u4e00-\u9fff]{2,}")
_TASK_IN_HEADING: Final = re.compile(r"\d(?:%|％|个|家|亿|万|公里|亩)|\A\d{1,3}(?=[\u4e00-\u9fff]{6})")
_NO_HEADING: Final = compiled("|".join(words("patterns/checks")["no_heading"]))
_LONGEST_STUMP: Final = 20  # characters of a heading, or a name, in which a document breaks off
_MOST_BELOW: Final = 500  # tasks of a section
_FEWEST_ROWS: Final = 3  # rows of bodies in a letter, which may name those whom it is for and those whom it is copied to


def doubts_of_lost(lost: Sequence[Claim], reached: bytearray, end: int, items: Sequence[Item]) -> Iterator[Doubt]:
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
        behind = _below(run[-1].passage, items) if code == "section-without-task" else last.end
        yield Doubt.at(code, first.start, behind, text=excerpt(" ".join(claim.passage.text for claim in run)))


def _below(heading: Passage, items: Sequence[Item]) -> int:
    """Where the tasks end that may stand below a heading which none has, if it names a leader: those up to the next section's."""
    at = bisect_left(items, heading.end, key=lambda item: item.offset)
    if at == len(items) or not read_heading_leaders(heading).leaders:
        return heading.end
    section = items[at].place.section_title
    end = heading.end
    for item in items[at : at + _MOST_BELOW]:
        if item.place.section_title is not section:
            break
        end = max(end, item.text.end)
    return end


def doubts_of_text(source: str, spans: Sequence[Span], first: int, items: Sequence[Item]) -> Iterator[Doubt]:
    """Who answers, said in what was taken for a letter or a heading, and not heard; ``first`` is where the first list begins."""
    yield from _in_letter([(span.start, source[span.start : span.end]) for span in spans if span.start < first and span.kind == "letter"])
    titles = {title.start: title for item in items for title in item.place.titles()}
    for title in titles.values():
        if _TASK_IN_HEADING.search(title.text) or _NO_HEADING.search(title.text) or PAGE.search(title.text):
            yield Doubt.at("section-doubtful", *title.reach(), text=excerpt(title.text))
    heard = sorted(start for start, title in titles.items() if heading_part(title) or read_heading_leaders(title).leaders)
    for span in spans:
        if span.start >= first and span.kind in ("letter", "heading"):
            at = bisect_left(heard, span.start)
            if at == len(heard) or heard[at] >= span.end:
                text = source[span.start : span.end]
                for start, end in (*duties(text), *(match.span() for match in _LEAD_MARK.finditer(text))):
                    yield Doubt.at("clause-unread", span.start + start, span.start + end, text=excerpt(text[start:end]))
                    break


def _in_letter(stretches: Sequence[tuple[int, str]]) -> Iterator[Doubt]:
    """Clauses before the first list: one doubt from the first to the last of them."""
    found = [(at + start, at + end, text[start:]) for at, text in stretches for start, end in labels_without_colon(text)]
    rows = [(at + start, at + end, text[start:]) for at, text in stretches for start, end in rows_of_bodies(text)]
    brackets = [(at + start, at + end, text[start:]) for at, text in stretches for start, end in brackets_of_bodies(text)]
    labels = [(at + start, at + end, text[start:]) for at, text in stretches for start, end in misread_labels(text)]
    words = [(at + start, at + end, text[start:]) for at, text in stretches for start, end in duty_words(text)]
    for several in (rows, brackets, labels, words):
        found += several if len(several) >= _FEWEST_ROWS else []
    if found:
        start, _, text = min(found)
        yield Doubt.at("clause-unread", start, max(end for _, end, _ in found), text=excerpt(text))
