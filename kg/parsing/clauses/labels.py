"""Labels: 牵头单位：, 配合（协同）单位：, 【责任领导】, 完成时限： — and what the words behind them are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from kg.knowledge.words import role_words, words, words_at
from kg.model.values import value
from kg.parsing.marks.timing import is_deadline
from kg.parsing.names.forms import looks_like_unit, printed_form
from kg.parsing.words import GAP, alternatives, matches_at, one_sign

__all__ = ["Label", "LabelKind", "column_label", "find_labels", "label_kind", "unknown_labels"]

LabelKind = Literal["lead", "support", "responsible", "leader", "deadline", "note", "unknown"]

_WORDS = words("labels")
_ROLES = role_words("label")
_ROLE = alternatives(words_at("label"))
_NOUN = alternatives(_WORDS["unit_nouns"])
_LEADER_NOUN = alternatives(_WORDS["leader_nouns"])
_BRACKET = rf"(?:{GAP}[（(](?:{_ROLE}|或|和|、|{_NOUN}){{1,4}}[）)])?"
_UNIT_SCOPE = rf"(?:{alternatives(_WORDS['unit_scopes'])})?"
_UNIT = (
    rf"{_UNIT_SCOPE}(?:{_ROLE}){{1,4}}{_BRACKET}{GAP}(?:(?:{_NOUN})(?:[及和](?:{_NOUN}|{_LEADER_NOUN}))?)(?:[（(][^（()）\n]{{1,8}}[）)])?"
)
_SCOPE = rf"(?:{alternatives(_WORDS['leader_scopes'])})?"
_NO_LEADER = alternatives(_WORDS["no_leaders"])
_LEADER = rf"(?!{_NO_LEADER}){_SCOPE}(?:{_ROLE}){{1,3}}{_BRACKET}{GAP}{_SCOPE}(?:{_LEADER_NOUN})(?:[（(][^（()）\n]{{1,8}}[）)])?"
_WHOLE_WORDS = (
    *words_at("alone"),
    *(word for key in ("whole_responsible", "whole_leader", "deadline", "note") for word in _WORDS[key]),
)
_WHOLE = alternatives(_WHOLE_WORDS)
_NAMES = rf"(?:{_LEADER}|{_UNIT}|{_WHOLE})"
# Part of a label may stand at the end of a page and the whole of it again on the next: （责 责任单位：.
_BEGUN_TWICE = rf"(?:责任单|责任|责){GAP}(?=责任)"
# Nothing may stand between a name and the next label: 牵头单位：市民政局责任单位：市财政局.
_ENDS_NAME = "局委办厅部院会司处室团社行署"
_BEHIND_NAME = rf"(?<=[{_ENDS_NAME}])(?=(?:{_ROLE}){{1,3}}(?:{_NOUN})[：:])"
_BEGINNINGS = (*words_at("label"), *_WHOLE_WORDS, *_WORDS["unit_scopes"], *_WORDS["leader_scopes"])
_BEFORE, _BEFORE_BARE = r"\s；;，,。（(\[〔【|）)、", r"\n（(\[〔【；;，,。 \u3000"
_LABEL = re.compile(
    rf"(?:(?P<box>[【\[〔])|(?:(?<![^{_BEFORE}])|{_BEHIND_NAME})(?:{_BEGUN_TWICE})?)(?P<name>{_NAMES})"
    rf"(?(box)[】\]〕]{GAP}[：:]?|{GAP}[*＊]?[：:︰∶﹕])"
)
# A label without a colon begins a line, a bracket or a piece of one, and has names or a time behind a space, a dash or 为, or on the
# next line (责任单位 市发改委, 牵头单位为市发改委).
_BARE = re.compile(
    rf"(?<![^{_BEFORE_BARE}])"
    rf"(?P<name>(?:{_ROLE}){{1,3}}(?:{_NOUN}|{_LEADER_NOUN})(?:[及和](?:{_NOUN}|{_LEADER_NOUN}))?"
    rf"|{alternatives(_WORDS['deadline'])})"
    rf"(?:(?P<blank>[ \u3000\t]+|[ \u3000\t]*\n[ \u3000\t]*)|{GAP}(?:为|[—－–-]{{1,2}}|→){GAP})"
    r"(?P<first>[^\s、，,；;。|（）()【】\[\]〔〕]{2,20})"
)
# They begin with a set, by which the search passes over all other characters quickly: what must stand before it is asked behind it.
_BEGINS_LABEL = re.compile(rf"{one_sign(_BEGINNINGS, '【[〔责')}(?:(?<=[【\[〔])|(?<![^{_BEFORE}{_ENDS_NAME}].))")
_BEGINS_BARE = re.compile(rf"{one_sign(_BEGINNINGS)}(?<![^{_BEFORE_BARE}].)")
_ENDS, _LASTS = r"：:︰∶﹕】\]〕", "位门体导人间限期求排度点构室区县长域"
_ANY_LABEL = re.compile(rf"[{_ENDS}{_LASTS}](?:(?<=[{_ENDS}])|[ \u3000\t\n为—－–→-])")
# What is built like a label and holds a word that the lists do not have: 数据提供单位：.
_UNKNOWN = re.compile(rf"(?P<name>[\u4e00-\u9fff](?<![^\s；;，,。（(\[〔【].)[\u4e00-\u9fff]{{1,7}}(?:{_NOUN}|{_LEADER_NOUN}))[：:︰∶﹕]")
_TWO_LABELS = re.compile(r"[及和或与、/]")
_HEADING = re.compile(rf"(?:{_NAMES})")
_PERSONS_TOO = re.compile(rf"({_NOUN})[及和](?:{_LEADER_NOUN})$")
_CHIEF_SUPPORT = re.compile(rf"^(?:主要|首要|第一)(?=(?:{alternatives(_ROLES['support'])}))")


@value
class Label:
    """A label in a text: ``start`` to ``end`` with its colon, what it is, and its words."""

    kind: LabelKind
    start: int
    end: int
    name: str


def find_labels(text: str, start: int = 0, end: int | None = None) -> Iterator[Label]:
    """The labels that stand at the start of a line, in a bracket or behind a sign."""
    stop = len(text) if end is None else end
    if not _ANY_LABEL.search(text, start, stop):
        return
    bare = _bare_labels(text, start, stop)
    due = next(bare, None)
    for match in matches_at(_LABEL, _BEGINS_LABEL, text, start, stop):
        while due is not None and due.start < match.start():
            yield due
            due = next(bare, None)
        name = "".join(match["name"].split())
        yield Label(label_kind(name), match.start(), match.end(), name)
    while due is not None:
        yield due
        due = next(bare, None)


def _bare_labels(text: str, start: int, end: int) -> Iterator[Label]:
    for match in matches_at(_BARE, _BEGINS_BARE, text, start, end):
        kind = label_kind(match["name"])
        if _HEADING.fullmatch(match["first"]):
            continue  # a table's headings
        if kind == "leader":
            fits = text[match.start() - 1 : match.start()] in ("", *"\n（(【[〔") or match["blank"] is None
        else:
            fits = is_deadline(match["first"]) if kind == "deadline" else looks_like_unit(printed_form(match["first"]))
        if fits:
            yield Label(kind, match.start("name"), match.start("first"), match["name"])


def unknown_labels(text: str) -> Iterator[Label]:
    """What is built like a label (…单位：) and is none that the word lists know; asked of clauses alone."""
    for match in _UNKNOWN.finditer(text) if "：" in text or ":" in text else ():
        if not _is_label(match["name"]):
            yield Label("unknown", match.start(), match.end(), match["name"])


@lru_cache(maxsize=4096)
def _is_label(name: str) -> bool:
    return _HEADING.fullmatch(name) is not None


@lru_cache(maxsize=4096)
def label_kind(name: str) -> LabelKind:
    """What the names behind the label are; ``name`` without spaces and colon."""
    bare = _CHIEF_SUPPORT.sub("", _PERSONS_TOO.sub(r"\1", re.sub(r"[（(].*?[）)]", "", name)))
    if name in _WORDS["deadline"]:
        return "deadline"
    if name in _WORDS["note"]:
        return "note"
    if name in _WORDS["whole_leader"] or any(bare.endswith(noun) for noun in _WORDS["leader_nouns"]):
        return "leader"
    if any(word in name for word in _ROLES["support"]) and not bare.startswith(_ROLES["lead"]):
        return "support"
    if any(word in bare for word in _ROLES["lead"]):
        return "lead"
    return "responsible"


def column_label(heading: str) -> LabelKind | None:
    """What a table column with this heading holds, where the heading is a label or two (牵头单位, 责任单位或牵头单位); without spaces."""
    parts = _TWO_LABELS.split(heading)
    if _HEADING.fullmatch(heading) or not all(_HEADING.fullmatch(part) for part in parts):
        return label_kind(heading) if _HEADING.fullmatch(heading) else None
    kinds = {label_kind(part) for part in parts}
    if len(kinds) == 1:
        return kinds.pop()
    bodies = kinds - {"leader"}
    return "responsible" if bodies <= {"lead", "support", "responsible"} else None
