"""Labels on lines of their own, and how far the names behind them go: a page breaks lists of names over lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg.parsing.clauses.labels import Label
from kg.parsing.clauses.parts import could_be_names

__all__ = ["label_lines"]

_LONGEST_PLAIN = 600
_PARTS_SENTENCE = re.compile(r"[；;]")
_PIECE = re.compile(r"[^；;，,。\n]+")


def label_lines(
    flow: str, stops: Sequence[int], brackets: Sequence[tuple[int, int]], labels: Sequence[Label]
) -> Iterator[tuple[Label, int]]:
    """The labels that stand outside brackets, and where the lines end that go on with the names behind each."""
    starts = [start for start, _ in brackets]
    found = []
    for label in labels:
        inside = bisect_right(starts, label.start) - 1
        if inside >= 0 and brackets[inside][1] > label.start:
            continue
        if label.start == 0 or flow[label.start - 1] in "\n \u3000；;，,。|" or flow[label.start] in "\n【[〔":
            found.append(label)
    for number, label in enumerate(found):
        limit = found[number + 1].start if number + 1 < len(found) else len(flow)
        stop = bisect_right(stops, label.end)
        if stop < len(stops):
            limit = min(limit, stops[stop])
        end = _names_end(flow, label.end, limit)
        yield label, end


def _names_end(flow: str, at: int, limit: int) -> int:
    """Where the names behind a label end: with their line, unless the line is broken off within the list of names."""
    end = at
    full = flow.find("。", at, limit)
    if 0 <= full < limit - 1 and could_be_names(flow[at:full]):
        return full + 1
    for semicolon in _PARTS_SENTENCE.finditer(flow, at, limit):
        piece = _PIECE.match(flow, semicolon.end(), limit)
        if piece and could_be_names(flow[at : semicolon.start()]) and not could_be_names(piece.group()):
            return semicolon.end()  # …责任单位为市发改委；投资增长7%，责任单位为市经信局
        break
    opened, named = 0, False
    while True:
        stop = flow.find("\n", end, limit)
        if stop < 0:
            return limit
        opened += sum(flow.count(sign, end, stop) for sign in "（(") - sum(flow.count(sign, end, stop) for sign in "）)")
        named = named or bool(flow[end:stop].strip())
        here = flow[max(at, stop - _LONGEST_PLAIN) : stop].rstrip()
        following = flow.find("\n", stop + 1, limit)
        line = flow[stop + 1 : limit if following < 0 else following].strip()
        if not named:
            end = stop + 1
        elif not line:
            return stop
        elif _goes_on(here, line, opened > 0):
            end = stop + 1
        else:
            return stop


def _goes_on(here: str, line: str, in_bracket: bool) -> bool:
    if here.endswith(("。", "；", ";")):
        return False
    if in_bracket or here.endswith(("、", "，", ",")) or line.startswith(("、", "，", ",", "）", ")")):
        return True
    last = re.split(r"[、，,：:]", here)[-1].strip()
    first = re.split(r"[、，,。；]", line)[0].strip()
    return not could_be_names(last) and could_be_names(last + first) and len(last) < 12
