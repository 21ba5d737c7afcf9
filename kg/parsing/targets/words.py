"""The words of targets and the names of the units of measure, compiled once into what the grammar looks up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from kg.knowledge.measures import MULTIPLIERS, measures
from kg.knowledge.words import words
from kg.model.records import Commitment

__all__ = ["Lexicon", "any_of", "lexicon"]

_GROUPED: Final = 24
_COMPARING: Final[Mapping[str, str]] = MappingProxyType(
    {"≥": "ge", ">": "ge", ">=": "ge", "≤": "le", "<": "le", "<=": "le", "=": "predicate"}
)
"""Signs that stand where a word of comparison does (率≥90%)."""
_WELLS: Final = "口(?=[山坪水大机]{0,2}[塘井窖])"
"""口 counts wells and ponds; before anything else it begins other words."""
_FILES: Final = ("commitment", "change", "comparator", "between", "time", "headings", "leading", "verbs", "heads", "names")


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first.

    They are grouped by first sign, and the groups by two dozen behind a set of their signs, so that a miss costs few steps.
    """
    by_first: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        by_first.setdefault(word[0], []).append(word[1:])
    groups: dict[str, str] = {}
    for first, rests in by_first.items():
        tails = "|".join(re.escape(rest) for rest in rests if rest)
        optional = "?" if "" in rests else ""
        groups[first] = re.escape(first) + (f"(?:{tails}){optional}" if tails else "")
    if len(groups) <= _GROUPED:
        return f"(?:{'|'.join(groups.values())})"
    firsts, sets = list(groups), []
    for at in range(0, len(firsts), _GROUPED):
        part = firsts[at : at + _GROUPED]
        signs = "".join(re.escape(sign) for sign in part)
        sets.append(f"(?=[{signs}])(?:{'|'.join(groups[sign] for sign in part)})")
    return f"(?:(?=[{''.join(map(re.escape, firsts))}])(?:{'|'.join(sets)}))"


@dataclass(frozen=True)
class Lexicon:
    """What each word of the word lists is: ``roles`` by word, and the lists that rules look into."""

    roles: Mapping[str, frozenset[str]]
    word: str
    unit: re.Pattern[str]
    final_units: frozenset[str]
    multiplier: str
    lists: Mapping[str, tuple[str, ...]]
    commitments: Mapping[str, Commitment]

    def ends(self, name: str, text: str) -> bool:
        """Whether the text ends with a word of the list."""
        return text.endswith(self.lists[name])

    def starts(self, name: str, text: str) -> bool:
        """Whether the text starts with a word of the list."""
        return text.startswith(self.lists[name])


def _roles(data: Mapping[str, Mapping[str, tuple[str, ...]]]) -> dict[str, set[str]]:
    roles: dict[str, set[str]] = {}

    def give(words: Iterable[str], *names: str) -> None:
        for word in words:
            roles.setdefault(word, set()).update(names)

    change, comparator, between = data["change"], data["comparator"], data["between"]
    give(data["commitment"]["ensure"] + data["commitment"]["strive"], "commitment")
    for name in ("increase", "decrease"):
        give(change[name], name, "tail")
        give([word + to for word in change[name] for to in ("到", "至", "达", "达到", "为")], "level", "tail")
    give(change["level"], "level", "tail")
    for name in ("ge", "le", "approx"):
        give(comparator[f"before_{name}"], name, "tail")
    for sign, name in _COMPARING.items():
        give([sign], name, "tail")
    give(between["predicates"], "predicate", "tail")
    give(between["adverbs"], "tail")
    give(between["distributive"], "distributive", "tail")
    give(data["time"]["deadlines"], "deadline", "tail", "lead")
    give(data["time"]["whole"], "tail", "lead")
    give(data["leading"]["words"], "lead")
    give(data["leading"]["manner"], "manner")
    give(data["leading"]["prepositions"], "preposition")
    doing = data["verbs"]["doing"]
    give([*doing, *("新" + word for word in doing)], "verb", "lead", "tail")
    give(data["verbs"]["kept"], "kept", "tail")
    give(data["verbs"]["pivots"], "pivot")
    give(data["verbs"]["opening"], "opening")
    for word in (*data["verbs"]["nouns"], *data["names"]["plain_words"]):
        roles[word] = {"noun"}
    return roles


@cache
def lexicon() -> Lexicon:
    """The project's word lists. They stand in ``targets/`` of the word files; the units of measure in ``ontology/units.ttl``."""
    data = {file: words(f"targets/{file}") for file in _FILES}
    roles = _roles(data)
    lists: dict[str, tuple[str, ...]] = {}
    for section in data.values():
        lists |= {name: tuple(sorted(entries, key=len, reverse=True)) for name, entries in section.items()}
    unread = set(lists["unread_units"])
    units = [name for name in measures() if name not in unread] + ["个百分点", "个基点"]
    commitments: dict[str, Commitment] = {}
    commitments.update(dict.fromkeys(lists["ensure"], "ensure"))
    commitments.update(dict.fromkeys(lists["strive"], "strive"))
    return Lexicon(
        roles=MappingProxyType({word: frozenset(names) for word, names in roles.items()}),
        word=any_of(roles),
        unit=re.compile(f"{any_of(units)}|{_WELLS}"),
        final_units=frozenset(lists["final_units"]),
        multiplier=any_of(MULTIPLIERS),
        lists=MappingProxyType(lists),
        commitments=MappingProxyType(commitments),
    )
