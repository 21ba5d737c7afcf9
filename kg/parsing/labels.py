"""Labels: 牵头单位：, 配合（协同）单位：, 责任领导：, 完成时限： — and what the words behind them are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kg.parsing.words import alternatives, word_lists

__all__ = ["Label", "LabelKind", "find_labels", "label_kind"]

LabelKind = Literal["lead", "support", "responsible", "leader", "deadline", "note"]

_WORDS = word_lists()["labels"]
_ROLE = alternatives([*_WORDS["lead"], *_WORDS["support"], *_WORDS["neutral"]])
_GAP = r"[ \u3000\n]*"
_BRACKET = rf"(?:{_GAP}[（(](?:{_ROLE}|或|和|{alternatives(_WORDS['unit_nouns'])}){{1,3}}[）)])?"
_UNIT = rf"(?:{_ROLE}){{1,4}}{_BRACKET}{_GAP}(?:{alternatives(_WORDS['unit_nouns'])})"
_SCOPE = rf"(?:{alternatives(_WORDS['leader_scopes'])})?"
_LEADER = rf"{_SCOPE}(?:{_ROLE}){{1,3}}{_BRACKET}{_GAP}{_SCOPE}(?:{alternatives(_WORDS['leader_nouns'])})"
_WHOLE = alternatives(
    [word for key in ("whole_responsible", "whole_lead", "whole_support", "whole_leader", "deadline", "note") for word in _WORDS[key]]
)
_NAMES = rf"(?:{_LEADER}|{_UNIT}|{_WHOLE})"
# Part of a label may stand at the end of a page and the whole of it again on the next: （责 责任单位：.
_BEGUN_TWICE = r"(?:责任单|责任|责)[ \u3000\n]*(?=责任)"
_LABEL = re.compile(rf"(?:^|(?<=[\s；;，,。（(\[〔【|）)、]))(?:{_BEGUN_TWICE})?(?P<name>{_NAMES}){_GAP}[：:]")
_HEADING = re.compile(rf"(?:{_NAMES})")


@dataclass(frozen=True, slots=True)
class Label:
    """A label in a text: ``start`` to ``end`` with its colon, what it is, and its words."""

    kind: LabelKind
    start: int
    end: int
    name: str


def find_labels(text: str, start: int = 0, end: int | None = None) -> Iterator[Label]:
    """The labels that stand at the start of a line, in a bracket or behind a sign."""
    for match in _LABEL.finditer(text, start, len(text) if end is None else end):
        name = re.sub(r"\s+", "", match["name"])
        yield Label(label_kind(name), match.start(), match.end(), name)


@lru_cache(maxsize=4096)
def label_kind(name: str) -> LabelKind:
    """What the names behind the label are; ``name`` without spaces and colon."""
    bare = re.sub(r"[（(].*?[）)]|及(?:负责人|责任人)$", "", name)
    if name in _WORDS["deadline"]:
        return "deadline"
    if name in _WORDS["note"]:
        return "note"
    if name in _WORDS["whole_leader"] or any(bare.endswith(noun) for noun in _WORDS["leader_nouns"]):
        return "leader"
    if any(word in name for word in _WORDS["support"]) and not bare.startswith(tuple(_WORDS["lead"])):
        return "support"
    if any(word in bare for word in _WORDS["lead"]):
        return "lead"
    return "responsible"


def column_label(heading: str) -> LabelKind | None:
    """What a table column with this heading holds, where the heading is a label (牵头单位, 责任领导); ``heading`` without spaces."""
    return label_kind(heading) if _HEADING.fullmatch(heading) else None
