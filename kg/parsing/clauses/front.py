"""Who answers at the beginning of a task (由王岚副市长负责，市发改委牵头，相关部门配合，尽快完成…; （市民政局）新建…; 市民政局：新建…)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from kg.knowledge.offices import function_of
from kg.knowledge.words import any_word, words
from kg.model.passages import Passage
from kg.parsing.clauses.labels import find_labels
from kg.parsing.clauses.leaders import read_label_leaders
from kg.parsing.clauses.parts import JOINING, clause_parts, names_with_words
from kg.parsing.marks.numbering import marker_at
from kg.parsing.names.forms import is_collective, looks_like_unit
from kg.parsing.names.splitting import names_in

__all__ = ["body_lines", "duty_kinds", "front_clauses", "is_body"]

_BEGIN = re.compile(rf"[ \u3000]*(?:{any_word('clauses', 'before_names')})?")
_JOINED = re.compile(JOINING)
_PIECE = re.compile(r"[^，,。；;：:\n]{3,80}[，,]")
_LAST_PIECE = re.compile(r"[^，,。；;：:\n]{3,80}。")
_SENTENCE = re.compile(r"[^。；;\n]{4,}")
_OF_DIVISION = re.compile(rf"(?:{any_word('bodies', 'of_division')})")
_LONGEST_TITLE = 60
_BARE = frozenset(words("checks")["bare_bodies"])
_IN_BRACKET = re.compile(r"[（(\[〔【](?P<names>[^（）()\[\]〔〕【】\n。；;]{2,80})[）)\]〕】][ \u3000]*(?=[^\s。；;，,])")
_BEFORE_COLON = re.compile(
    r"(?P<names>[^：:。；;，,\n|（(]{2,60}(?:[（(][^（()）：:。；;\n|]{2,20}[）)])?)[：:][ \u3000]*(?:负责)?(?=[^\n]{8})"
)
_LINE_OF_BODY = re.compile(r"\n[ \u3000]*(?=[^：:。；;，,\n|（(\d]{2,60}[：:][^\n]{8})")
_FEWEST_LINES = 2


def front_clauses(flow: str, stops: Sequence[int], taken: Sequence[int]) -> Iterator[tuple[int, int, int, int]]:
    """Start, start and end of the names, and end of each such clause, the comma behind it included.

    It opens an item, or the line below the item's title. ``stops`` are where items begin, ``taken`` where plainer clauses do: an item that
    has one needs no other.
    """
    for stop, following in pairwise([*stops, len(flow)]):
        marker = marker_at(flow, stop)
        if bisect_left(taken, following) > bisect_left(taken, stop):
            continue
        if marker is None:
            yield from filter(None, [_before_colon(flow, stop)])
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


def body_lines(flow: str) -> list[int]:
    """Where the lines begin that open with a body and a colon (市民政局：新建养老院3所): two at least, in a list without labels."""
    found = []
    lines = _LINE_OF_BODY.finditer(f"\n{flow}") if "：" in flow or ":" in flow else ()
    for start in (line.end() - 1 for line in lines):
        if marker_at(flow, start) is None and _before_colon(flow, start) is not None:
            found.append(start)
    return found if len(found) >= _FEWEST_LINES and next(find_labels(flow), None) is None else []


def _before_colon(flow: str, start: int) -> tuple[int, int, int, int] | None:
    match = _BEFORE_COLON.match(flow, start)
    names = list(names_in(match["names"])) if match else []
    return (start, start, match.end("names"), match.end()) if match and names and all(map(is_body, names)) else None


def _in_bracket(flow: str, start: int) -> tuple[int, int, int, int] | None:
    """（市民政局、市财政局）新建养老院3所."""
    match = _IN_BRACKET.match(flow, start)
    names = list(names_in(match["names"])) if match else []
    return (start, start + 1, match.end("names"), match.end()) if match and names and all(map(is_body, names)) else None


def _clause_at(flow: str, start: int) -> tuple[int, int, int, int] | None:
    bare = _in_bracket(flow, start) or _before_colon(flow, start)
    if bare is not None:
        return bare
    opened = _BEGIN.match(flow, start)
    at = inner = opened.end() if opened else start
    kinds: set[str] = set()
    while (piece := _PIECE.match(flow, at)) and (own := duty_kinds(piece.group()[:-1])):
        kinds |= own
        at = piece.end()
    if kinds and (last := _LAST_PIECE.match(flow, at)) and (own := duty_kinds(last.group()[:-1])):
        kinds |= own  # 由甲承办，乙协办。实行…
        at = last.end()
    answered = bool(kinds & {"lead", "responsible", "leader"})
    return (start, inner, at, at) if answered and _SENTENCE.match(flow, at) else None


@lru_cache(maxsize=4096)
def duty_kinds(piece: str) -> frozenset[str]:
    """What the bodies and persons of the piece do, if it is nothing but these and words of duty; empty if it is not."""
    joined = _JOINED.match(piece)
    if joined and all(is_body(name) for name in names_in(piece[joined.end() :])):
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
        elif not all(is_body(name) for name in names_in(part.names.text)):
            return frozenset()
    return frozenset(part.kind for part in parts)


def is_body(name: str) -> bool:
    """Whether the name is a body's for sure: in running text 坚持政府 is none."""
    if not looks_like_unit(name) or name in _BARE:
        return False
    return is_collective(name) or function_of(name) is not None or bool(_OF_DIVISION.match(name))
