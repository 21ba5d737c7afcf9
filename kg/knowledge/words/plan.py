"""Which word files there are, which sections each has, and what an entry of it looks like."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

__all__ = ["FILES", "PLACES", "ROLES", "FilePlan", "Kind", "Place", "RoleOfWord"]

Kind = Literal["word", "sign", "role", "pair", "pattern"]
"""``word``: a plain word. ``sign``: one that may be any sign. ``role``: a word, its role and places.
``pair``: two words, the second of which may be ``-`` for nothing. ``pattern``: a regular expression."""

RoleOfWord = Literal["lead", "support", "responsible"]
Place = Literal["label", "alone", "after", "between", "heading", "leader", "above", "above_label"]
ROLES: Final[tuple[RoleOfWord, ...]] = ("lead", "support", "responsible")
PLACES: Final[tuple[Place, ...]] = ("label", "alone", "after", "between", "heading", "leader", "above", "above_label")


class FilePlan(NamedTuple):
    """What a file holds: its sections, what its entries are, and of how many characters those of a section must be.

    ``any_width``: whether signs may be written half-width; elsewhere such a word would never be found.
    """

    sections: tuple[str, ...]
    kind: Kind = "word"
    lengths: Mapping[str, int] = MappingProxyType({})
    any_width: bool = False


_COLUMNS: Final = (
    *("number", "block", "name", "content", "task", "figure", "measure", "phase"),
    *("place", "period", "money", "kind", "counted", "result", "note"),
)
_WORDS_ALONE: Final = ("block",)  # columns whose headings are words, and none a pattern

_BODIES: Final = (
    *(
        "endings",
        "set_names",
        "set_tails",
        "set_endings",
        "parting",
        "not_before_deng",
        "never_alone",
        "never_first",
        "level_prefix",
        "no_level",
    ),
    *("generic", "short_names", "divisions", "division_offices", "of_division"),
)
_PEOPLE: Final = (
    *("before_leaders", "heads_of_bodies", "courtesy", "double_surnames", "surnames", "bare_body_ends"),
    *("posts", "before_posts", "offices", "of_no_person", "between"),
)
_CHECKS: Final = (
    *(
        "bare_bodies",
        "bodies_of_places",
        "duties",
        "sure_duties",
        "behind_duties",
        "arrangements",
        "label_begins",
        "body_nouns",
        "person_nouns",
    ),
    *("status", "told", "before_totals", "measures_of_tasks", "counted_tasks", "labels"),
    *("posts", "leading", "body_ends", "parts_of_bodies"),
)
_HEADER: Final = (
    *("offices", "bureaus", "title_ends", "titles_alone", "title_labels", "no_office_begins", "number_labels", "number_offices"),
    *("issued_labels", "published_labels", "bare_date_labels", "publisher_labels", "source_labels", "publishing", "of_a_year"),
)


def _of_length(**lengths: int) -> Mapping[str, int]:
    return MappingProxyType(lengths)


_PAGE_PATTERNS: Final = (
    *(
        "furniture_begins",
        "furniture_holds",
        "site",
        "particulars",
        "site_always",
        "site_lines",
        "about",
        "document_title",
        "attachment",
        "put_in",
    ),
)
_INDICATORS: Final = (
    *("before", "after", "growth"),
    *("whole_unknown", "whole_county", "whole_prefecture", "whole_province", "whole_country"),
)
_RESULTS: Final = ("labels", "plan_labels", "since", "now", "reached", "shares", "planned", "pledged")
_TARGETS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "commitment": ("ensure", "strive", "transitive", "continuing"),
        "change": ("increase", "decrease", "level", "leading_increase", "leading_decrease"),
        "comparator": ("before_ge", "before_le", "before_approx", "after_ge", "after_le", "after_approx"),
        "between": ("predicates", "adverbs", "distributive", "reading_of_list"),
        "time": ("deadlines", "whole"),
        "headings": ("of", "headings"),
        "leading": ("words", "manner", "prepositions"),
        "verbs": (
            *(
                "doing",
                "kept",
                "pivots",
                "building",
                "generic",
                "ending",
                "opening",
                "states",
                "state_predicates",
                "money",
                "carrying_out",
                "nouns",
            ),
        ),
        "heads": ("amounts", "ratios"),
        "names": (
            *("road_after", "ordinal_after", "rank_after", "honour_after", "phase_after", "version_after", "grade_after"),
            *("series_after", "set_after", "event_after", "word_after", "existing_before", "places", "capacity_before", "purposes"),
            *("naming_units", "unread_units", "final_units", "project_nouns", "after_figures", "plain_words"),
        ),
    }
)


# By the file's name without .txt; what the sections are for is said in the files.
FILES: Final[Mapping[str, FilePlan]] = MappingProxyType(
    {
        "roles": FilePlan(("words",), "role"),
        "labels": FilePlan(
            (
                *(
                    "unit_nouns",
                    "leader_nouns",
                    "leader_scopes",
                    "unit_scopes",
                    "whole_responsible",
                    "whole_leader",
                    "no_leaders",
                    "deadline",
                    "note",
                ),
                *("field_names", "field_contents"),
            )
        ),
        "clauses": FilePlan(
            ("before_names", "above", "above_one", "above_things", "of_all", "matters", "with_others"), lengths=_of_length(above_one=1)
        ),
        "bodies": FilePlan(_BODIES),
        "signs": FilePlan(("lead_marks",), "sign", _of_length(lead_marks=1)),
        "people": FilePlan(_PEOPLE, lengths=_of_length(double_surnames=2, surnames=1)),
        "columns": FilePlan((*_COLUMNS, "groups", "status")),
        "times": FilePlan(("dates", "spans", "ends", "five_years")),
        "lists": FilePlan(
            (
                "title_holds",
                "title_ends",
                "organisers",
                "subjects",
                "projects",
                "of_tasks",
                "counted",
                "opens_counted",
                "of_letter",
                "no_tasks",
                "particulars",
                "other_texts",
            )
        ),
        "headings": FilePlan(("no_names", "kinds", "things", "leader_verbs", "leader_kinds", "leader_things")),
        "header": FilePlan(_HEADER),
        "changes": FilePlan(("amends", "replaces")),
        "regions": FilePlan(("branches", "schools", "plain_words", "sites", "media")),
        "provinces": FilePlan(("province_signs", "province_hosts"), "pair"),
        "pages": FilePlan(("furniture_begins", "furniture_holds", "particulars", "site_always", "site_lines", "about", "advertising")),
        "html": FilePlan(("blocks", "silent", "not_nesting", "furniture_tags", "furniture_names")),
        "files": FilePlan(("archives", "documents", "sheets", "slides", "pictures", "recordings")),
        "quotes": FilePlan(("title_ends", "title_ends_between")),
        "indicators": FilePlan(_INDICATORS, any_width=True),
        "spellings": FilePlan(("same",), "pair"),
        "initiatives": FilePlan(("emphasis",)),
        **{f"targets/{name}": FilePlan(sections, any_width=True) for name, sections in _TARGETS.items()},
        "patterns/bodies": FilePlan(("sets", "no_names", "never_cut", "level_prefix", "sets_run_together"), "pattern"),
        "patterns/people": FilePlan(("titles", "holders"), "pattern"),
        "patterns/columns": FilePlan((*(name for name in _COLUMNS if name not in _WORDS_ALONE), "status"), "pattern"),
        "patterns/lists": FilePlan(("no_title",), "pattern"),
        "patterns/times": FilePlan(("dates", "spans"), "pattern"),
        "patterns/pages": FilePlan(_PAGE_PATTERNS, "pattern"),
        "checks": FilePlan(_CHECKS),
        "progress": FilePlan(("titles", "plans")),
        "patterns/progress": FilePlan(("columns", "told", "reports"), "pattern"),
        "patterns/checks": FilePlan(("before_totals", "status", "told", "page", "joined_sets", "no_heading"), "pattern"),
        "patterns/results": FilePlan(_RESULTS, "pattern"),
        "statuses": FilePlan(
            ("done", "done_alone", "exceeded", "on_track", "behind", "missed", "changed", "not_started", "begun", "rises", "falls")
        ),
        "patterns/reached": FilePlan(
            ("shares", "above", "below_points", "above_points", "less_is_better", "of_plan", "ends", "leading"), "pattern"
        ),
        "patterns/cases": FilePlan(("paid", "each", "given", "raised", "whole", "share"), "pattern"),
        "patterns/statements": FilePlan(("first_leads", "sign_leads", "says_nobody"), "pattern"),
    }
)
