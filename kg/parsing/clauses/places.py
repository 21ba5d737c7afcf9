"""Where the responsible-unit clauses of a list stand: bracketed or on lines of their own, labelled, worded or bare."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, takewhile
from types import MappingProxyType
from typing import Final, Literal

from kg.knowledge.words import any_word, words, words_at
from kg.model.values import value
from kg.model.wording import InBoth
from kg.parsing.clauses.front import front_clauses
from kg.parsing.clauses.label_lines import label_lines
from kg.parsing.clauses.labels import Label, LabelKind, find_labels
from kg.parsing.clauses.parts import JOINING, could_be_names, names_end, names_with_words
from kg.parsing.clauses.tails import closing_sentences, tails
from kg.parsing.marks.brackets import bracket_ends
from kg.parsing.marks.numbering import chinese_ordinal, marker_at
from kg.parsing.names.splitting import pieces_of_list
from kg.parsing.words import matches_behind

__all__ = ["FORMS", "ClausePlace", "Form", "find_clauses"]

Form = Literal["line", "bracket", "worded", "bare", "sentence", "above", "front"]
FORMS: Final[Mapping[Form, InBoth]] = MappingProxyType(
    {
        "line": InBoth("labels on lines of their own", "标签自成一行"),
        "bracket": InBoth("labels in brackets", "括号内的标签"),
        "worded": InBoth("words behind the names", "名称后的牵头、配合等词"),
        "bare": InBoth("names in bare brackets", "括号内只有名称"),
        "sentence": InBoth("a sentence that says who", "写明责任者的一句话"),
        "above": InBoth("a sentence about the items before it", "关于前面各项的一句话"),
        "front": InBoth("words at the beginning of a task", "任务开头写明责任者"),
    }
)
"""What each form is called, in English and in Chinese."""

_OPENING = re.compile(r"[（(\[〔【]")
_BEHIND = re.compile(r"[。；;，,、\s]*")
_CLOSES_PARAGRAPH = re.compile(r"[ \u3000]*[。；;.，,]?[ \u3000]*(?:\n|$)")
_ENUMERATED = re.compile(r"[ \u3000]*[。；;，,][ \u3000]*(?=[二三四五六七八九十]{1,2}是)")  # 一是…（市民政局）；二是…
_STOP_BEHIND = re.compile(r"[。；;！][ \u3000\n]*$")
_OF_DIVISION = re.compile(rf"[ \u3000]*(?:{any_word('bodies', 'of_division')})")
# 各镇政府（街道办事处）: the bracket is part of the name before it.
_IN_NAME = re.compile(rf"(?:各|有关|相关)[^。；;，,、\s（(]{{0,8}}(?:{any_word('bodies', 'division_offices')}|[镇乡县区市])$")
_LONGEST_NAME = 16
_COMMA_AHEAD = re.compile(r"[ \u3000]*[，,]")
_BREAK_AHEAD = re.compile(r"[ \u3000：:]*\n[ \u3000]*")
_STOP_AHEAD = re.compile(r"[ \u3000]*[。；;]")
_SENTENCE = re.compile(
    rf"(?:^|(?<=[。；;\n]))[ \u3000]*(?:{any_word('clauses', 'before_names')})"
    r"(?P<names>[^。；\n]{2,200})[。.；;]?[ \u3000]*(?=\n|$)"
)
# What a matter's sentence says of it at its end: 关于…的问题，由…研究提出意见.
_MATTER = re.compile(
    rf"关于[^。；\n]{{2,300}}?的(?:{any_word('clauses', 'matters')})(?P<start>[，,])[ \u3000]*(?:{any_word('clauses', 'before_names')})"
    r"(?P<names>[^。；\n]{2,200})(?=[。；;]|\n|$)"
)
# What is said of several items at once: 以上各项由…负责, 上述2项目标的责任单位均为….
_ABOVE = re.compile(
    r"(?:^|(?<=[。；;\n（(]))[ \u3000]*"
    rf"(?:(?:{any_word('clauses', 'above', 'above_one')})(?P<n>[\d一二三四五六七八九十]{{1,3}})?|(?P<m>\d{{1,2}}))"
    rf"(?:[各个大方面类款]{{0,3}}[项条件])?(?:{any_word('clauses', 'above_things')})*[，,]?(?:的)?"
    rf"(?:由(?P<names>[^。；\n]{{2,200}}?(?:{'|'.join(words_at('above'))})(?:[，,]{JOINING}[^。；\n]{{2,100}}|[^。；\n]{{0,4}}))"
    rf"|(?P<label>(?:{'|'.join(words_at('above_label'))}){{1,2}}(?:单位|部门))"
    r"(?:均|都|分别)?(?:为|是|：|:)(?P<under>[^。；\n]{2,200}))"
    r"[。.；;）)]?[ \u3000]*(?=\n|$)"
)
_PARTS_SENTENCES = re.compile(r"[。；;\n（(]")
_LONGEST = 3000
_LONGEST_PLAIN = 600


@value
class ClausePlace:
    """A clause from ``start`` to ``end`` in the flow, its signs included; its content is from ``inner_start`` to ``inner_end``.

    ``items``: of how many items before it a clause of the form ``above`` speaks (0 for all), ``label``: what it calls the names.
    ``kinds`` are those of the labels in it.
    """

    form: Form
    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True
    items: int = 0
    label: str | None = None
    kinds: frozenset[LabelKind] = frozenset()

    @property
    def names_who(self) -> bool:
        """Whether it names bodies or persons that answer, and not only a time or a remark."""
        return self.form not in ("line", "bracket") or bool(self.kinds & {"lead", "support", "responsible", "leader"})

    @property
    def names_bodies(self) -> bool:
        """Whether it names bodies that answer."""
        return self.form not in ("line", "bracket") or bool(self.kinds & {"lead", "support", "responsible"})


def find_clauses(flow: str, stops: Sequence[int]) -> list[ClausePlace]:
    """The clauses of the list in order, none inside another. ``stops`` are places where a new heading or item may begin.

    Bare brackets (（市发改委）) count only where the list says its units in no plainer way, or where most items end with one.
    """
    found = list(find_labels(flow))
    brackets = list(_brackets(flow, stops, found))
    labelled = [place for place in brackets if place.form == "bracket"]
    lines = [
        ClausePlace("line", label.start, end, label.start, end, kinds=frozenset({label.kind}))
        for label, end in label_lines(flow, stops, [(place.start, place.end) for place in labelled], found)
    ]
    worded = [place for place in brackets if place.form == "worded"]
    bare = [place for place in brackets if place.form == "bare"]
    plain = labelled + lines + worded
    if len(bare) > len(plain) // 2:
        plain += bare
    elif bare:
        plain += _only_clauses(flow, stops, bare, plain)
    found_places = _apart([*_apart(plain), *_sentences(flow), *_matters(flow), *_above(flow)])
    if not found_places:
        found_places = _at_ends(flow, stops)
    fronts = front_clauses(flow, stops, [place.start for place in found_places])
    return _apart([*found_places, *(ClausePlace("front", start, end, inner, last) for start, inner, last, end in fronts)])


def _at_ends(flow: str, stops: Sequence[int]) -> list[ClausePlace]:
    """The clauses at the ends of items, in a list that has no plainer ones."""
    closing = (ClausePlace("sentence", start, end, start + 1, end) for start, end in closing_sentences(flow))
    behind = (ClausePlace("bare", start, end, inner, end) for start, inner, end in tails(flow, stops))
    return _apart([*closing, *behind])


def _only_clauses(flow: str, stops: Sequence[int], bare: Sequence[ClausePlace], plain: Sequence[ClausePlace]) -> Iterator[ClausePlace]:
    """Bare brackets of bodies of the division (（市发改委）) in items that have no plainer clause."""
    starts = sorted(place.start for place in plain)
    for place in bare:
        number = bisect_right(stops, place.start)
        begin = stops[number - 1] if number else 0
        end = stops[number] if number < len(stops) else len(flow)
        if bisect_right(starts, begin - 1) == bisect_right(starts, end - 1) and _OF_DIVISION.match(flow, place.inner_start):
            yield place


def _is_clause_sentence(names: str) -> bool:
    """Whether what stands behind 由 are bodies and words that say what they do (由A、B负责落实)."""
    rest = names_with_words(names)
    return rest is not None and could_be_names(rest)


def _ends_sentence(flow: str, start: int, end: int) -> bool:
    """Whether a bracket from ``start`` to ``end`` stands at the end of its sentence: where a clause stands."""
    return bool(
        _CLOSES_PARAGRAPH.match(flow, end)
        or _STOP_AHEAD.match(flow, end)
        or _STOP_BEHIND.search(flow, max(0, start - 8), start)
        or marker_at(flow, _past(flow, end))
    )


def _sentences(flow: str) -> Iterator[ClausePlace]:
    for match in matches_behind(_SENTENCE, _PARTS_SENTENCES, flow):
        if _is_clause_sentence(match["names"]):
            yield ClausePlace("sentence", match.start(), match.end(), match.start("names"), match.end("names"))


def _matters(flow: str) -> Iterator[ClausePlace]:
    for match in _MATTER.finditer(flow) if "关于" in flow else ():
        if _is_clause_sentence(match["names"]):
            yield ClausePlace("sentence", match.start("start"), match.end(), match.start("names"), match.end("names"))


def _above(flow: str) -> Iterator[ClausePlace]:
    for match in matches_behind(_ABOVE, _PARTS_SENTENCES, flow):
        group = "names" if match["names"] else "under"
        cut_off = match.end(group) == len(flow)  # within the last name
        names = (match[group].rpartition("、")[0] if cut_off else "") or match[group]
        if _is_clause_sentence(names) if match["names"] else could_be_names(names):
            said = match["n"] or match["m"]
            count = 1 if match.group().lstrip(" \u3000（(")[0] in words("clauses")["above_one"] and not said else _count(said)
            yield ClausePlace("above", match.start(), match.end(), match.start(group), match.end(group), items=count, label=match["label"])


def _count(said: str | None) -> int:
    if not said:
        return 0
    return int(said) if said.isdigit() else chinese_ordinal(said)


def _apart(places: Sequence[ClausePlace]) -> list[ClausePlace]:
    kept: list[ClausePlace] = []
    for place in sorted(places, key=lambda place: (place.start, -place.end)):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept


def _brackets(flow: str, stops: Sequence[int], found: Sequence[Label]) -> Iterator[ClausePlace]:
    at = 0
    labels = {label.start: label for label in found}
    ends = bracket_ends(flow, stops)
    while match := _OPENING.search(flow, at):
        start = match.start()
        at = match.end()
        if start in labels:
            continue  # 【责任单位】 is a label itself
        inner = at
        while inner < len(flow) and flow[inner] in " \u3000\n":
            inner += 1
        label = labels.get(at) or labels.get(inner)
        close = ends.get(start)
        if label is not None and label.kind != "note":
            if close is not None and close - start <= _LONGEST:
                yield ClausePlace("bracket", start, close, at, close - 1, kinds=_kinds_within(found, start, close))
                at = close
            else:
                end = _paragraph_end(flow, at, stops)
                yield ClausePlace("bracket", start, end, at, end, closed=False, kinds=_kinds_within(found, start, end))
                at = max(at, end)
        elif close is not None and close - start <= _LONGEST_PLAIN:
            place = _names_before_label(flow, start, close, found) or _plain_bracket(flow, start, close)
            if place is not None:
                yield place
                at = close
        elif close is None and len(flow) - start <= _LONGEST_PLAIN and "\n" not in flow[start:]:
            # The document is cut off inside its last clause.
            content = flow[at:].rstrip()
            if _cut_off_names(content):
                yield ClausePlace("worded", start, len(flow), at, len(flow), closed=False)
                return


def _names_before_label(flow: str, start: int, end: int, labels: Sequence[Label]) -> ClausePlace | None:
    """A bracket that begins with bodies and goes on with a label: （县农业局，责任人：王某）, （市发改委牵头，完成时限：6月底）."""
    number = bisect_right(labels, start + 1, key=lambda label: label.start)
    if number == len(labels) or labels[number].start >= end or labels[number].kind == "note" or not _ends_sentence(flow, start, end):
        return None
    head = flow[start + 1 : labels[number].start].strip(" \u3000\n，,；;、")
    if not could_be_names(names_with_words(head) or head):
        return None
    return ClausePlace("bracket", start, end, start + 1, end - 1, kinds=_kinds_within(labels, start, end) | {"responsible"})


def _kinds_within(labels: Sequence[Label], start: int, end: int) -> frozenset[LabelKind]:
    first = bisect_left(labels, start, key=lambda label: label.start)
    return frozenset(label.kind for label in takewhile(lambda label: label.start < end, islice(labels, first, None)))


def _plain_bracket(flow: str, start: int, end: int) -> ClausePlace | None:
    """A bracket without a label: a clause where it closes a sentence and holds bodies and words that say what they do.

    One with such words may close a part of a sentence, too: …政策体系（省科技厅牵头），建设….
    """
    closing = _ends_sentence(flow, start, end)
    if not closing and not _COMMA_AHEAD.match(flow, end):
        return None
    content = flow[start + 1 : end - 1]
    content = content[: names_end(content)]
    names = names_with_words(content)
    if not closing and names is None:
        return None
    if names is not None and could_be_names(names):
        return ClausePlace("worded", start, end, start + 1, end - 1)
    closes = _CLOSES_PARAGRAPH.match(flow, end) or marker_at(flow, _past(flow, end)) or _ENUMERATED.match(flow, end)
    if flow[start] == "【" and _heads_items(flow, start, end):
        return None
    if closes and could_be_names(content) and not _IN_NAME.search(flow, max(0, start - _LONGEST_NAME), start):
        return ClausePlace("bare", start, end, start + 1, end - 1)
    return None


def _heads_items(flow: str, start: int, end: int) -> bool:
    """Whether the bracket fills a line above an item 1: the heading of what follows."""
    below = _BREAK_AHEAD.match(flow, end)
    marker = marker_at(flow, below.end()) if below and flow[start - 1 : start] in ("", "\n") else None
    return marker is not None and marker.ordinal == 1


def _cut_off_names(content: str) -> bool:
    pieces = pieces_of_list(content)
    whole = "、".join(pieces[:-1])
    names = names_with_words(whole + "、") or whole
    return len(pieces) > 1 and could_be_names(names)


def _past(flow: str, at: int) -> int:
    match = _BEHIND.match(flow, at)
    return match.end() if match else at


def _paragraph_end(flow: str, at: int, stops: Sequence[int]) -> int:
    stop = bisect_right(stops, at)
    limit = stops[stop] if stop < len(stops) else len(flow)
    end = flow.find("\n", at, limit)
    return limit if end < 0 else end
