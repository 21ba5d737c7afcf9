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
Place = Literal["label", "alone", "after", "between", "heading", "leader", "above", "above_label"]
ROLES: Final[tuple[RoleOfWord, ...]] = ("lead", "support", "responsible")
PLACES: Final[tuple[Place, ...]] = ("label", "alone", "after", "between", "heading", "leader", "above", "above_label")


@dataclass(frozen=True, slots=True)
class FilePlan:
    """What a file holds: its sections, what its entries are, and of how many characters those of a section must be."""

    sections: tuple[str, ...]
    kind: Kind = "word"
    lengths: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


_COLUMNS: Final = ("number", "block", "name", "content", "task", "figure", "measure", "place", "period", "money", "kind", "result", "note")

_BODIES: Final = (
    *("endings", "set_names", "set_tails", "set_endings", "parting", "not_before_deng", "never_alone", "never_first", "level_prefix"),
    *("generic", "short_names", "divisions", "division_offices", "of_division"),
)
_PEOPLE: Final = (
    *("before_leaders", "double_surnames", "surnames", "bare_body_ends"),
    *("posts", "before_posts", "offices", "of_no_person", "between"),
)
_HEADER: Final = ("offices", "title_ends", "issued_labels", "published_labels", "publisher_labels", "publishing", "no_office_begins")


def _of_length(**lengths: int) -> Mapping[str, int]:
    return MappingProxyType(lengths)


# By the file's name without .txt; what the sections are for is said in the files.
FILES: Final[Mapping[str, FilePlan]] = MappingProxyType(
    {
        "roles": FilePlan(("words",), "role"),
        "labels": FilePlan(("unit_nouns", "leader_nouns", "leader_scopes", "whole_responsible", "whole_leader", "deadline", "note")),
        "clauses": FilePlan(("before_names", "above", "above_one", "above_things", "of_all"), lengths=_of_length(above_one=1)),
        "bodies": FilePlan(_BODIES),
        "signs": FilePlan(("lead_marks",), "sign", _of_length(lead_marks=1)),
        "people": FilePlan(_PEOPLE, lengths=_of_length(double_surnames=2, surnames=1)),
        "columns": FilePlan((*_COLUMNS, "status")),
        "times": FilePlan(("dates", "spans", "ends", "five_years")),
        "lists": FilePlan(("title_holds", "title_ends", "organisers", "subjects")),
        "headings": FilePlan(("no_names", "kinds", "things", "leader_verbs", "leader_kinds", "leader_things")),
        "header": FilePlan(_HEADER),
        "regions": FilePlan(("branches", "plain_words")),
        "pages": FilePlan(("furniture_begins", "furniture_holds", "particulars")),
        "patterns/bodies": FilePlan(("sets", "no_names", "never_cut", "level_prefix", "sets_run_together"), "pattern"),
        "patterns/people": FilePlan(("titles", "holders"), "pattern"),
        "patterns/columns": FilePlan((*(name for name in _COLUMNS if name != "block"), "status"), "pattern"),
        "patterns/lists": FilePlan(("no_title",), "pattern"),
        "patterns/times": FilePlan(("dates", "spans"), "pattern"),
        "patterns/pages": FilePlan(("furniture_begins", "furniture_holds", "site", "particulars"), "pattern"),
        "patterns/statements": FilePlan(("first_leads", "sign_leads"), "pattern"),
    }
)
