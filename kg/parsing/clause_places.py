"""Where the responsible-unit clauses of a list stand: bracketed or on lines of their own, labelled, worded or bare."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.parsing.clauses import could_be_names
from kg.parsing.labels import find_labels
from kg.parsing.numbering import marker_at
from kg.parsing.words import alternatives, word_lists

__all__ = ["ClausePlace", "Form", "find_clauses"]

Form = Literal["line", "bracket", "worded", "bare", "sentence"]

_AFTER = word_lists()["words_after"]
_ANY_WORD = re.compile(
    rf"(?:{alternatives([*_AFTER['lead'], *_AFTER['support'], *_AFTER['responsible']])})[ \n]*(?:[，,；;、。）)\]〕】]|$)"
)
_OPENING = re.compile(r"[（(\[〔【]")
_PAIRS = {"（": "）)", "(": "）)", "[": "]］", "〔": "〕", "【": "】"}
_BEHIND = re.compile(r"[。；;，,、\s]*")
_CLOSES_PARAGRAPH = re.compile(r"[ \u3000]*[。；;.]?[ \u3000]*(?:\n|$)")
_SENTENCE = re.compile(
    r"(?<=[。；\n])[ \u3000]*由(?P<names>[^。；\n]{2,160}?)(?:分别|共同|具体|牵头)?"
    r"(?:负责(?:组织)?(?:落实|实施|推进)?|牵头落实|承办)[。.]?[ \u3000]*(?=\n|$)"
)
_LONGEST = 3000


@dataclass(frozen=True, slots=True)
class ClausePlace:
    """A clause from ``start`` to ``end`` in the flow, its signs included; its content is from ``inner_start`` to ``inner_end``."""

    form: Form
    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True


def find_clauses(flow: str, stops: Sequence[int]) -> list[ClausePlace]:
    """The clauses of the list in order, none inside another. ``stops`` are places where a new heading or item may begin.

    Bare brackets (（市发改委）) count only where the list says its units in no plainer way, or where most items end with one.
    """
    brackets = list(_brackets(flow, stops))
    labelled = [place for place in brackets if place.form == "bracket"]
    lines = list(_label_lines(flow, stops, labelled))
    worded = [place for place in brackets if place.form == "worded"]
    bare = [place for place in brackets if place.form == "bare"]
    plain = labelled + lines + worded
    if len(bare) > len(plain) // 2:
        plain += bare
    plain = _apart(plain)
    sentences = [
        ClausePlace("sentence", m.start(), m.end(), m.start(), m.end()) for m in _SENTENCE.finditer(flow) if could_be_names(m["names"])
    ]
    return _apart(plain + sentences)


def _apart(places: Sequence[ClausePlace]) -> list[ClausePlace]:
    kept: list[ClausePlace] = []
    for place in sorted(places, key=lambda place: (place.start, -place.end)):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept


def _brackets(flow: str, stops: Sequence[int]) -> Iterator[ClausePlace]:
    at = 0
    labels = {label.start: label for label in find_labels(flow)}
    while match := _OPENING.search(flow, at):
        start = match.start()
        at = match.end()
        inner = at
        while inner < len(flow) and flow[inner] in " \u3000\n":
            inner += 1
        label = labels.get(at) or labels.get(inner)
        close = _closing(flow, start, stops)
        if label is not None and label.kind not in ("note",):
            end, closed = close if close else (_paragraph_end(flow, at, stops), False)
            yield ClausePlace("bracket", start, end, at, end - 1 if closed is True else end, bool(closed))
            at = end
        elif close and close[0] - start <= 600:
            end = close[0]
            content = flow[at : end - 1]
            if not (_CLOSES_PARAGRAPH.match(flow, end) or marker_at(flow, _past(flow, end))):
                continue
            if _ANY_WORD.search(content) and could_be_names(_ANY_WORD.sub("、", content)):
                yield ClausePlace("worded", start, end, at, end - 1)
                at = end
            elif could_be_names(content):
                yield ClausePlace("bare", start, end, at, end - 1)
                at = end


def _past(flow: str, at: int) -> int:
    match = _BEHIND.match(flow, at)
    return match.end() if match else at


def _closing(flow: str, start: int, stops: Sequence[int]) -> tuple[int, bool] | None:
    """Where the bracket opened at ``start`` is closed (behind it), or None where a new item begins first."""
    stop = bisect_right(stops, start)
    limit = min(len(flow), start + _LONGEST, stops[stop] if stop < len(stops) else len(flow))
    depth = 0
    for index in range(start, limit):
        sign = flow[index]
        if sign in "（(" or sign == flow[start]:
            depth += 1
        elif sign in "）)" or sign in _PAIRS[flow[start]]:
            depth -= 1
            if depth == 0:
                return index + 1, True
    return None


def _paragraph_end(flow: str, at: int, stops: Sequence[int]) -> int:
    stop = bisect_right(stops, at)
    limit = stops[stop] if stop < len(stops) else len(flow)
    end = flow.find("\n", at, limit)
    return limit if end < 0 else end


def _label_lines(flow: str, stops: Sequence[int], brackets: Sequence[ClausePlace]) -> Iterator[ClausePlace]:
    """Labels that stand outside brackets, each with the lines that go on with its names."""
    starts = [place.start for place in brackets]
    found = []
    for label in find_labels(flow):
        inside = bisect_right(starts, label.start) - 1
        if inside >= 0 and brackets[inside].end > label.start:
            continue
        if label.start == 0 or flow[label.start - 1] in "\n \u3000；;，,。|" or flow[label.start] == "\n":
            found.append(label)
    for number, label in enumerate(found):
        limit = found[number + 1].start if number + 1 < len(found) else len(flow)
        stop = bisect_right(stops, label.end)
        if stop < len(stops):
            limit = min(limit, stops[stop])
        end = _names_end(flow, label.end, limit)
        yield ClausePlace("line", label.start, end, label.start, end)


def _names_end(flow: str, at: int, limit: int) -> int:
    """Where the names behind a label end: with their line, unless the line is broken off within the list of names."""
    end = at
    while True:
        stop = flow.find("\n", end, limit)
        if stop < 0:
            return limit
        here = flow[at:stop].rstrip()
        following = flow.find("\n", stop + 1, limit)
        line = flow[stop + 1 : limit if following < 0 else following].strip()
        if not here.strip():
            end = stop + 1
        elif not line:
            return stop
        elif _goes_on(here, line):
            end = stop + 1
        else:
            return stop


def _goes_on(here: str, line: str) -> bool:
    if here.endswith(("。", "；", ";")):
        return False
    if here.endswith(("、", "，", ",")) or line.startswith(("、", "，", ",", "）", ")")):
        return True
    if here.count("（") + here.count("(") > here.count("）") + here.count(")"):
        return True
    last = re.split(r"[、，,：:]", here)[-1].strip()
    first = re.split(r"[、，,。；]", line)[0].strip()
    return not could_be_names(last) and could_be_names(last + first) and len(last) < 12
