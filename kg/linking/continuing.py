"""Which task of one year takes up which of an earlier one: what is left of their words without numbers and comparators says so.

Only lists of one horizon are compared: those of one year with those of one year, those of several years with those of several.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from kg.knowledge.words import any_word, words
from kg.linking.likeness import alike, bigrams, letters

__all__ = ["LEAST", "Continued", "Gist", "continued", "gist_of", "likenesses", "plain_words", "same_horizon", "without_years"]

# Of 87 true links between lists of one horizon 74 are this alike, and none of 1,347 wrong ones: measured on 28 pairs, for the likeness
# alone, not for the choice among several that are alike.
LEAST: Final = 0.5
# Letters of a first sentence that is taken for itself (生产总值增长): a shorter one (深化改革) says too little to be known by.
_SHORTEST: Final = 6
# A pair of characters that more texts hold leads to none of them: every list has it, and comparing all with all would take for ever.
_MOST_HOLDERS: Final = 200
_NUMBER: Final = re.compile(r"\d+(?:[.,:]\d+)*")
_SENTENCE_END: Final = re.compile(r"[。！？!?\n]")


@dataclass(frozen=True, slots=True)
class Gist:
    """What a task is known by: ``exact``, its letters and digits; ``words``, those without numbers and comparators; what is compared.

    ``forms`` are the pairs of characters of the words, and of those of the first sentence.
    """

    exact: str
    words: str
    forms: tuple[frozenset[str], ...]


class Continued(NamedTuple):
    """The task of index ``new`` takes up that of index ``old``; ``likeness`` is 1 where the words are the same."""

    old: int
    new: int
    likeness: float


def gist_of(text: str, years: tuple[int, int] | None = None) -> Gist:
    """The gist of a task's text; ``years`` are those of its list, whose mention is no difference."""
    known_by = plain_words(text)
    forms = [bigrams(known_by)]
    first = plain_words(_SENTENCE_END.split(text, maxsplit=1)[0])
    if _SHORTEST <= len(first) < len(known_by):
        forms.append(bigrams(first))
    return Gist(letters(without_years(text, years)), known_by, tuple(forms))


def plain_words(text: str) -> str:
    """The letters of a text without its numbers and comparators.

    >>> plain_words("工业增加值增长8%以上，新建工厂不少于3家。")
    '工业增加值增长新建工厂家'
    """
    return letters(_comparators().sub("", _NUMBER.sub("", unicodedata.normalize("NFKC", text))))


@cache
def _comparators() -> re.Pattern[str]:
    return re.compile(any_word("targets/comparator", *words("targets/comparator")))


def without_years(text: str, years: tuple[int, int] | None) -> str:
    """The text with a sign in the place of its list's own years: what is due every year in that year stays the same task."""
    for sign, year in zip("①②", years or (), strict=False):
        text = re.sub(rf"(?<!\d){year}(?!\d)", sign, text)
    return text


def same_horizon(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether both are one year, or both several."""
    return (one[0] == one[1]) == (other[0] == other[1])


def continued(old: Sequence[Gist], new: Sequence[Gist]) -> list[Continued]:
    """Which of ``new`` takes up which of ``old``, in their order.

    Tasks of the same letters belong together, then those of the same words, then the most alike, each with one. What is left over is a
    part of a task that became several, or becomes one with others: it goes to the most alike of those that changed.
    """
    pairs = [*_equal(old, new, lambda gist: gist.exact)]
    pairs += _equal(old, new, lambda gist: gist.words, pairs)
    free_old, free_new = _free(len(old), (pair.old for pair in pairs)), _free(len(new), (pair.new for pair in pairs))
    candidates = likenesses([old[i] for i in free_old], [new[j] for j in free_new])
    found = sorted(candidates, key=lambda pair: (-pair.likeness, abs(pair.old - pair.new), pair))
    whole: list[Continued] = []
    olds: set[int] = set()
    news: set[int] = set()
    for pair in found:
        if pair.old not in olds and pair.new not in news:
            olds.add(pair.old)
            news.add(pair.new)
            whole.append(pair)
    parts: list[Continued] = []
    more_olds: set[int] = set()
    more_news: set[int] = set()
    for pair in found:
        if pair.old not in olds and pair.old not in more_olds and pair.new in news:
            more_olds.add(pair.old)
            parts.append(pair)
        elif pair.new not in news and pair.new not in more_news and pair.old in olds:
            more_news.add(pair.new)
            parts.append(pair)
    pairs += [Continued(free_old[pair.old], free_new[pair.new], pair.likeness) for pair in (*whole, *parts)]
    return sorted(pairs, key=lambda pair: (pair.new, pair.old))


def _equal(old: Sequence[Gist], new: Sequence[Gist], key: Callable[[Gist], str], taken: Iterable[Continued] = ()) -> Iterator[Continued]:
    """Those of one key, one with one, in the order in which they stand."""
    pairs = list(taken)
    waiting: dict[str, list[int]] = defaultdict(list)
    for i in reversed(_free(len(old), (pair.old for pair in pairs))):
        waiting[key(old[i])].append(i)
    for j in _free(len(new), (pair.new for pair in pairs)):
        if (same := key(new[j])) and waiting[same]:
            yield Continued(waiting[same].pop(), j, 1.0)


def _free(count: int, taken: Iterable[int]) -> list[int]:
    gone = set(taken)
    return [i for i in range(count) if i not in gone]


def likenesses(old: Sequence[Gist], new: Sequence[Gist], least: float = LEAST) -> Iterator[Continued]:
    """Each pair that is alike enough in any of its forms, with the best likeness of them."""
    of_old = [(i, form) for i, gist in enumerate(old) for form in gist.forms]
    of_new = [(j, form) for j, gist in enumerate(new) for form in gist.forms]
    best: dict[tuple[int, int], float] = {}
    for a, b, likeness in alike([form for _, form in of_old], [form for _, form in of_new], least, _MOST_HOLDERS):
        pair = of_old[a][0], of_new[b][0]
        best[pair] = max(likeness, best.get(pair, 0.0))
    return (Continued(i, j, likeness) for (i, j), likeness in best.items())
