"""Which campaigns documents speak of: names between quotation marks that two or more of them use, and campaigns known beforehand.

It takes two passes. The first asks each document for its names (:func:`initiative_names`) and counts in how many documents each
occurs (a ``Counter``, updated with the set of one document after the other). :func:`shared_initiatives` decides from the counts;
what it returns says of each task's text which campaigns it speaks of.

No campaigns are numbers and codes (“141”, “1+9”, “十六连冠”), titles, and words that are only stressed (``initiatives.txt`` of the
word files).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.knowledge.initiatives import known_initiatives
from kg.knowledge.scripts import simplified
from kg.knowledge.words import words
from kg.knowledge.words.trees import one_of
from kg.parsing.marks.quotes import quoted_names

__all__ = ["Initiatives", "initiative_key", "initiative_names", "shared_initiatives"]

# Documents: what only one of them calls so is its own turn of phrase.
_SHARED_BY: Final = 2
# Characters of a name: one Chinese sign, or none, is a letter or a number (“A”, “141”); what is longer is a slogan or a sentence.
_FEWEST_HAN: Final = 2
_LONGEST: Final = 20
_LONG: Final = 5  # characters of a name that is found without quotation marks; known campaigns from 3
_LONG_KNOWN: Final = 3
_NUMERALS: Final = frozenset("0123456789一二三四五六七八九十百两几数")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_NUMBER: Final = re.compile(r"[\d一二三四五六七八九十百千万亿零两]+[个家项条]*[\d一二三四五六七八九十百千万亿]*(?:连冠)?")
_KIND: Final = ("专项行动", "攻坚行动", "行动", "工程", "改革", "计划")


def initiative_key(name: str) -> str:
    """What stays the same however a name is printed: its letters and digits, simplified.

    >>> initiative_key("騰籠換鳥、鳳凰涅槃") == initiative_key("腾笼换鸟 凤凰涅槃")
    True
    """
    return "".join(char for char in simplified(unicodedata.normalize("NFKC", name)).casefold() if char.isalnum())


@cache
def _emphasis() -> frozenset[str]:
    return frozenset(initiative_key(word) for word in words("initiatives")["emphasis"])


@cache
def _known() -> Mapping[str, str]:
    """The usual name of a known campaign, by the key of each of its names."""
    return {initiative_key(name): known.label for known in known_initiatives() for name in known.names}


@cache
def _known_bare() -> re.Pattern[str]:
    return _any_of(name for known in known_initiatives() for name in known.names if len(name) >= _LONG_KNOWN)


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the names, the longest first; for nothing where there are none."""
    return re.compile(one_of(sorted(names)) or r"(?!)")


def _bare(text: str, names: re.Pattern[str]) -> Iterable[tuple[int, str]]:
    """Where the names stand in a text, with or without marks, and their keys; after a numeral (5千万工程) it is an amount."""
    plain = simplified(text)
    for match in names.finditer(plain):
        if plain[match.start() - 1 : match.start()] not in _NUMERALS:
            yield match.start(), initiative_key(match.group())


def _is_name(key: str) -> bool:
    han = len(_HAN.findall(key))
    return han >= _FEWEST_HAN and len(key) <= _LONGEST and key not in _emphasis() and _NUMBER.fullmatch(key) is None


def _printed(text: str) -> Iterable[str]:
    """The names in a text that may be a campaign's; a known one by its usual name."""
    for quoted in quoted_names(text):
        key = initiative_key(quoted.name)
        if _is_name(key) and not quoted.is_title:
            yield _known().get(key) or "".join(simplified(quoted.name).split())
    for _, key in _bare(text, _known_bare()):
        yield _known()[key]


def initiative_names(texts: Iterable[str]) -> frozenset[str]:
    """The names in one document's tasks that may be a campaign's, one printed form of each."""
    forms: dict[str, str] = {}
    for text in texts:
        for form in _printed(text):
            key = initiative_key(form)
            forms[key] = min(form, forms.get(key, form), key=lambda name: (len(name), name))
    return frozenset(form for key, form in forms.items() if _stem(key, forms) == key)


@dataclass(frozen=True)
class Initiatives:
    """The campaigns of a set of documents: the name of each, by the key of each form it is printed in."""

    names: Mapping[str, str]
    bare: re.Pattern[str]

    def named_in(self, text: str) -> tuple[str, ...]:
        """The names of the campaigns that a task's text speaks of, in the order of their first mention, each once."""
        found: dict[str, int] = {}
        for quoted in quoted_names(text):
            if not quoted.is_title and (name := self.names.get(initiative_key(quoted.name))) is not None:
                found.setdefault(name, quoted.start)
        for start, key in _bare(text, self.bare):
            name = self.names[key]
            found[name] = min(start, found.get(name, start))
        return tuple(sorted(found, key=lambda name: (found[name], name)))


def _stem(key: str, keys: Iterable[str]) -> str:
    """The key without 行动, 工程 …, where the name is also printed without it: “双强行动” beside “双强”行动."""
    for kind in _KIND:
        if key.endswith(kind) and key.removesuffix(kind) in keys:
            return key.removesuffix(kind)
    return key


def shared_initiatives(counts: Mapping[str, int], least: int = _SHARED_BY) -> Initiatives:
    """The campaigns that at least ``least`` documents speak of; ``counts`` says of how many documents each name is one.

    A campaign goes by its usual name where it is known, else by the form that most documents print.
    """
    keyed: dict[str, dict[str, int]] = defaultdict(dict)
    for form, count in counts.items():
        keyed[initiative_key(form)][form] = count
    groups: dict[str, dict[str, int]] = defaultdict(dict)
    for key, forms in keyed.items():
        groups[_stem(key, keyed)].update(forms)
    names: dict[str, str] = {}
    bare: set[str] = set()
    for key, forms in groups.items():
        if sum(forms.values()) < least:
            continue
        name = _known().get(key) or min(forms, key=lambda form: (-forms[form], len(form), form))
        known = {other for other, label in _known().items() if label == name}
        for printed in {key, *known, *map(initiative_key, forms)}:
            names[printed] = name
        bare |= {form for form in forms if len(form) >= _LONG}
        bare |= {n for k in known_initiatives() if k.label == name for n in k.names if len(n) >= _LONG_KNOWN}
    return Initiatives(names, _any_of(bare))
