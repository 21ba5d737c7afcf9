"""Which word files there are, which sections each has, and what an entry of it looks like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

__all__ = ["FILES", "PLACES", "ROLES", "FilePlan", "Kind", "Place", "RoleOfWord"]

Kind = Literal["word", "sign", "role", "pattern"]
"""``word``: a plain word. ``sign``: one that may be any sign. ``role``: a word, its role and places. ``pattern``: a regular expression."""

RoleOfWord = Literal["lead", "support", "responsible"]
Place = Literal["label", "alone", "after", "between", "heading", "leader"]
ROLES: Final[tuple[RoleOfWord, ...]] = ("lead", "support", "responsible")
PLACES: Final[tuple[Place, ...]] = ("label", "alone", "after", "between", "heading", "leader")


@dataclass(frozen=True, slots=True)
class FilePlan:
    """What a file holds: its sections, what its entries are, and of how many characters those of a section must be."""

    sections: tuple[str, ...]
    kind: Kind = "word"
    lengths: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


_COLUMNS: Final = ("number", "block", "name", "content", "task", "figure", "measure", "place", "period", "money", "kind", "note")

# By the file's name without .txt; what the sections are for is said in the files.
FILES: Final[Mapping[str, FilePlan]] = MappingProxyType(
    {
        "roles": FilePlan(("words",), "role"),
        "labels": FilePlan(("unit_nouns", "leader_nouns", "leader_scopes", "whole_responsible", "whole_leader", "deadline", "note")),
        "bodies": FilePlan(("endings", "set_names", "set_tails", "set_endings", "parting", "not_before_deng")),
        "signs": FilePlan(("lead_marks",), "sign", MappingProxyType({"lead_marks": 1})),
        "people": FilePlan(
            ("before_leaders", "double_surnames", "surnames"), lengths=MappingProxyType({"double_surnames": 2, "surnames": 1})
        ),
        "columns": FilePlan(_COLUMNS),
        "times": FilePlan(("dates", "spans", "ends")),
        "lists": FilePlan(("title_holds", "title_ends", "organisers")),
        "headings": FilePlan(("no_names", "kinds", "things")),
        "pages": FilePlan(("furniture_begins", "furniture_holds", "particulars")),
        "patterns/bodies": FilePlan(("sets", "no_names", "never_cut"), "pattern"),
        "patterns/people": FilePlan(("titles", "holders"), "pattern"),
        "patterns/columns": FilePlan(tuple(name for name in _COLUMNS if name != "block"), "pattern"),
        "patterns/times": FilePlan(("dates", "spans"), "pattern"),
        "patterns/pages": FilePlan(("furniture_begins", "furniture_holds", "site", "particulars"), "pattern"),
        "patterns/statements": FilePlan(("first_leads", "sign_leads"), "pattern"),
    }
)
