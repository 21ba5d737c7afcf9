"""Who answers at the beginning of a sentence (由王岚副市长负责，市发改委牵头，相关部门配合，尽快完成…): what follows is the task."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from kg.knowledge.offices import function_of
from kg.knowledge.words import any_word, words
from kg.model.passages import Passage
from kg.parsing.clauses.leaders import read_label_leaders
from kg.parsing.clauses.parts import JOINING, clause_parts, names_with_words
from kg.parsing.marks.numbering import marker_at
from kg.parsing.names.forms import is_collective, looks_like_unit
from kg.parsing.names.splitting import names_in

__all__ = ["front_clauses"]

_BEGIN = re.compile(rf"[ \u3000]*(?:{any_word('clauses', 'before_names')})?")
_JOINED = re.compile(JOINING)
_PIECE = re.compile(r"[^，,。；;：:\n]{3,80}[，,]")
_LAST_PIECE = re.compile(r"[^，,。；;：:\n]{3,80}。")
_SENTENCE = re.compile(r"[^。；;\n]{4,}")
_OF_DIVISION = re.compile(rf"(?:{any_word('bodies', 'of_division')})")
_LONGEST_TITLE = 60
_BARE = frozenset(words("checks")["bare_bodies"])


def front_clauses(flow: str, stops: Sequence[int], taken: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Start, start of the names, and end of each such clause, the comma behind it included.

    It opens an item, or the line below the item's title. ``stops`` are where items begin, ``taken`` where plainer clauses do: an item that
    has one needs no other.
    """
    for stop, following in pairwise([*stops, len(flow)]):
        marker = marker_at(flow, stop)
        if marker is None or bisect_left(taken, following) > bisect_left(taken, stop):
            continue
        starts = [marker.end]
        line = flow.find("\n", marker.end, min(following, marker.end + _LONGEST_TITLE))
        if line >= 0 and flow[line - 1] not in "。；;，,、：:":
            starts.append(line + 1)
        for start in starts:
            found = _clause_at(flow, start)
            if found is not None:
                yield found
                break


def _clause_at(flow: str, start: int) -> tuple[int, int, int] | None:
    opened = _BEGIN.match(flow, start)
    at = inner = opened.end() if opened else start
    kinds: set[str] = set()
    while (piece := _PIECE.match(flow, at)) and (own := _duty_kinds(piece.group()[:-1])):
        kinds |= own
        at = piece.end()
    if kinds and (last := _LAST_PIECE.match(flow, at)) and (own := _duty_kinds(last.group()[:-1])):
        kinds |= own  # 由甲承办，乙协办。实行…
        at = last.end()
    answered = bool(kinds & {"lead", "responsible", "leader"})
    return (start, inner, at) if answered and _SENTENCE.match(flow, at) else None


@lru_cache(maxsize=4096)
def _duty_kinds(piece: str) -> frozenset[str]:
    """What the bodies and persons of the piece do, if it is nothing but these and words of duty; empty if it is not."""
    joined = _JOINED.match(piece)
    if joined and all(_is_body(name) for name in names_in(piece[joined.end() :])):
        return frozenset({"support"})
    said = names_with_words(piece)
    if said is None or not said.endswith("、"):
        return frozenset()
    parts = clause_parts(Passage.of_line(piece, 0))
    if any(part.kind not in ("lead", "support", "responsible", "leader") for part in parts):
        return frozenset()
    for part in parts:
        if part.kind == "leader":
            if read_label_leaders(part.names, None).left:
                return frozenset()
        elif not all(_is_body(name) for name in names_in(part.names.text)):
            return frozenset()
    return frozenset(part.kind for part in parts)


def _is_body(name: str) -> bool:
    """Whether the name is a body's for sure: in running text 坚持政府 is none."""
    if not looks_like_unit(name) or name in _BARE:
        return False
    return is_collective(name) or function_of(name) is not None or bool(_OF_DIVISION.match(name))
