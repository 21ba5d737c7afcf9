"""Every doubt that the program can have of a reading, once: its code, how grave it is, what it says, and what to do about it.

The kinds themselves stand in :mod:`kg.model.doubt_kinds` and in the modules named after it, one for what each is of.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from kg.model.doubt_kinds import ALL_KINDS, DoubtKind, Severity
from kg.model.doubt_kinds_of_entries import KINDS_FILLED_IN
from kg.model.doubt_kinds_of_joins import JOIN_KINDS
from kg.model.doubt_kinds_of_lists import KINDS_OF_LISTS
from kg.model.doubt_kinds_of_people import KINDS_OF_PEOPLE
from kg.model.doubt_kinds_of_pictures import KINDS_OF_PICTURES
from kg.model.doubt_kinds_of_tables import KINDS_OF_TABLES

__all__ = ["ALL_TITLES", "KINDS", "OF_THE_DOCUMENT", "DoubtKind", "Language", "Severity", "kind_of", "message", "titles"]

Language = Literal["zh", "en"]


OF_THE_DOCUMENT: Final = frozenset(
    {
        "no-task-list",
        "region-unknown",
        "region-inferred",
        "total-differs",
        "number-shared",
        "files-joined",
        "report-joined",
        "results-in-prose",
    }
)
"""Doubts that are about the document as a whole, and about none of its tasks."""
_OTHERS: Final = (*KINDS_OF_PICTURES, *KINDS_OF_TABLES, *KINDS_OF_LISTS, *KINDS_OF_PEOPLE, *KINDS_FILLED_IN, *JOIN_KINDS)
KINDS: Final[Mapping[str, DoubtKind]] = MappingProxyType({kind.code: kind for kind in (*ALL_KINDS, *_OTHERS)})
"""All kinds by their code, in the order of the documentation."""
ALL_TITLES: Final[Mapping[Language, str]] = MappingProxyType({"en": "Doubts", "zh": "疑点"})
"""What the kinds together are called."""


def kind_of(code: str) -> DoubtKind:
    """The kind of a code. Raises KeyError for a code that does not stand here."""
    return KINDS[code]


def message(code: str, facts: Mapping[str, str], language: Language = "en") -> str:
    """What the doubt says, with what was found."""
    kind = kind_of(code)
    return (kind.zh if language == "zh" else kind.en).format_map(facts)


def titles(code: str) -> dict[Language, str]:
    """The kind in a few words, by language."""
    kind = kind_of(code)
    return {"en": kind.title_en, "zh": kind.title_zh}
