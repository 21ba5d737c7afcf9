"""The names in a responsible-unit clause: where one ends and the next begins.

Signs part them (、，；), words part them (等, 及, 和 between two whole names), and sometimes nothing does: then a string is cut only where
known names stand side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.knowledge.words import any_word, words
from kg.model.passages import Passage
from kg.model.values import value
from kg.parsing.names.forms import ENDING, MARKS, SPACE, bare_name, is_collective, looks_like_unit, printed_form
from kg.parsing.names.run_together import KnownNames, cut_run_together

__all__ = ["PrintedName", "SplitNames", "names_in", "pieces_of_list", "split_names"]

_BODIES = words("bodies")

_LEVEL = any_word("bodies", "divisions")
_OF_DIVISION = any_word("bodies", "division_offices")
# 各县、市、区政府 is one name although signs stand in it, and so is 各区（县、市）政府.
_ELIDED = re.compile(
    rf"(?:各(?:有关|相关)?|有关|相关|\d{{1,3}}个)(?:{_LEVEL})(?:[、，,]?[（(]?[、，,]?(?:{_LEVEL})[）)]?)*(?:{_OF_DIVISION})?"
    rf"(?:[（(](?:{_OF_DIVISION})[）)])?(?:[和、](?:{_OF_DIVISION}))?(?=[、，,；;。\s）)]|等|以?及|$)"
    rf"|(?:各|有关|相关)(?:{any_word('bodies', 'of_departments')})?部门、单位(?=[、，,；;。\s）)]|$)"
)
_OF_PAIR = re.compile(rf"(?:{any_word('bodies', 'never_alone')}|{_OF_DIVISION})(?:（[^）]*）)?")
_SET = re.compile(r"[各关]|\d个")
_OPEN, _CLOSE = "（([〔【〈《「", "）)]〕】〉》」"
_SIGNS = "、，,；;。．/｜|：:"
_PARTING = re.compile(f"[{re.escape(_OPEN + _CLOSE + _SIGNS + SPACE + MARKS)}]")
_BOUND = re.compile(f"[{re.escape(_SIGNS + SPACE)}]")
# Characters; what is longer is no name, and bounds how far one is looked for.
_LONGEST_PRINTED = 200
_LIST_SIGNS = re.compile(r"[、，,；;]")
_NO_NAME = "按"  # 按职责分 of 按职责分工负责
_GENERIC = frozenset(_BODIES["generic"])
_FULL = {"(": "（", ")": "）", "[": "（", "]": "）", "〔": "（", "〕": "）"}


@value
class PrintedName:
    """One name as printed (:func:`printed_form`), where it stands, and whether a lead mark stood before it."""

    name: str
    start: int
    end: int
    marked: bool
    collective: bool
    cut: bool = False  # nothing stood between this name and its neighbour


def names_in(text: str) -> Iterator[str]:
    """The names in a text as records carry them, run-together ones uncut."""
    for start, end, _ in _pieces_of(text):
        for left, right in _by_words(text, start, end):
            yield printed_form(text[left:right])


def pieces_of_list(text: str) -> list[str]:
    """What stands between the signs of a list that may be cut off or broken: the last piece may be the beginning of a name."""
    return _LIST_SIGNS.split(text)


@value
class SplitNames:
    """The names in a passage, in order of print (one printed twice stands twice), and the pieces between signs that became none."""

    names: tuple[PrintedName, ...]
    left: tuple[Passage, ...]


def split_names(passage: Passage, known: KnownNames) -> SplitNames:
    """The names in the passage, and what is left over of it."""
    names: list[PrintedName] = []
    left_over: list[Passage] = []
    for start, end, marked in _pieces_of(passage.text):
        for left, right in _by_words(passage.text, start, end):
            printed = printed_form(passage.text[left:right])
            if not 2 <= len(printed) <= _LONGEST_PRINTED or printed.startswith(_NO_NAME):
                left_over.append(passage.cut(left, right).strip())  # 市 of a name that the page cut off; a text that is no name
                continue
            cuts = cut_run_together(printed, known)
            names.extend(_located(passage, left, right, cuts, marked))
            marked = False
    return SplitNames(tuple(names), tuple(left_over))


def _pieces_of(text: str) -> tuple[tuple[int, int, bool], ...]:
    """As :func:`_pieces`, kept for a while: the names of a clause are asked for first to know them, then to split them."""
    return _kept_pieces(text) if len(text) <= _LONGEST_PRINTED else tuple(_pieces(text))


@lru_cache(maxsize=4096)
def _kept_pieces(text: str) -> tuple[tuple[int, int, bool], ...]:
    return tuple(_pieces(text))


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    """Stretches between signs outside brackets, with whether a lead mark stands before them."""
    protected = [match.span() for match in _ELIDED.finditer(text)] if _SET.search(text) else []
    depth = at = skip = 0
    marked = False
    for match in _PARTING.finditer(text):
        index, sign = match.start(), match.group()
        while protected and protected[0][1] <= index:
            skip = protected.pop(0)[1]
        if index < skip or (protected and protected[0][0] <= index):
            continue
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and (sign in _SIGNS or sign in MARKS or _parts(text, index)):
            behind = sign in MARKS and _stands_behind(text, index)
            if text[at:index].strip(SPACE + _SIGNS):
                yield at, index, marked or behind
                marked = False
            at = index + 1
            marked = marked or (sign in MARKS and not behind)
    if text[at:].strip(SPACE + _SIGNS):
        yield at, len(text), marked


def _stands_behind(text: str, index: int) -> bool:
    """Whether a mark stands right behind a name, and before a sign or the end: 市发改委*、市财政局."""
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    return bool(before) and before not in _SIGNS + SPACE + MARKS and (not after or after in _SIGNS + SPACE + _CLOSE)


def _parts(text: str, index: int) -> bool:
    """Whether the white space at ``index`` parts two names: both sides must be able to stand alone."""
    before = _BOUND.split(text[max(0, index - _LONGEST_PRINTED) : index].rstrip(SPACE))[-1]
    if not looks_like_unit(printed_form(before)):
        return False
    after = _BOUND.split(text[index : index + _LONGEST_PRINTED].lstrip(SPACE), maxsplit=1)[0]
    return looks_like_unit(printed_form(after))


_WORD = re.compile(any_word("bodies", "parting"))


def _by_words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut at 等, 及, 和 … outside brackets where both sides are whole names."""
    if not _WORD.search(text, start, end):
        yield start, end
        return
    at = start
    depth = 0
    index = start
    while index < end:
        sign = text[index]
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and (match := _WORD.match(text, index, end)):
            before = printed_form(text[max(at, index - _LONGEST_PRINTED) : index])
            after = printed_form(text[match.end() : min(end, match.end() + _LONGEST_PRINTED)])
            if _parts_names(match.group(), before, after):
                if before and before not in _GENERIC:
                    yield at, index
                at = index = match.end()
                continue
        index += 1
    rest = printed_form(text[at:end])
    if rest and not (rest in _GENERIC and at > start):
        yield at, end


def _parts_names(word: str, before: str, after: str) -> bool:
    if not before:
        return False
    if word == "等":
        return before[-1] not in _BODIES["not_before_deng"] and (
            not after or looks_like_unit(before) or is_collective(after) or after in _GENERIC
        )
    if not after or after in _GENERIC:
        return False
    if word in ("和", "与") and _OF_PAIR.fullmatch(re.split("以及|及|和|与|、|等", after)[0]):
        return False  # 高新区党工委和管委会: both of the one place
    if not (ENDING.search(before) or is_collective(before)):
        return False
    if is_collective(before) and not is_collective(after) and not ENDING.search(after.split("和")[0]):
        return False
    first = re.split("以及|及|和|与|、", after)[0]
    if is_collective(first) or (looks_like_unit(first) and len(first) > 2):
        # 相关职能部门和单位 is one phrase; 政策和法规局 is one office.
        return len(bare_name(before)) > 2 or before in _BODIES["short_names"]
    return False


def _located(passage: Passage, start: int, end: int, cuts: tuple[str, ...], marked: bool) -> Iterator[PrintedName]:
    """Where each cut stands in the passage, past marks and white space."""
    at = start
    text = passage.text
    for number, cut in enumerate(cuts):
        if not cut:
            continue
        left = None
        count = 0
        while at < end and count < len(cut):
            if text[at] == cut[count] or _FULL.get(text[at]) == cut[count]:
                left = at if left is None else left
                count += 1
            at += 1
        if left is not None:
            yield PrintedName(
                cut,
                passage.origin[left],
                passage.origin[at - 1] + 1,
                marked and number == 0,
                is_collective(cut),
                len(cuts) > 1,
            )
