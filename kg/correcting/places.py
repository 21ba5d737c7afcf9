"""Where in a text a quotation stands: also where the text comes from a file of another form, or lines were put in since.

Two copies of a notice differ in white space, in the width of signs, and in punctuation that a form adds; so these are left out of what is
compared, unless the words stand there as they are. Which of several places is meant, what stands before and behind tells.

Source: W3C Web Annotation Data Model, Recommendation 23 February 2017, section 4.2.4 (text quote selector).
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from kg.correcting.decisions import Selector

__all__ = ["CONTEXT", "Text", "selector_of", "without_space"]

CONTEXT: Final = 32
"""Characters before and behind that a selector is given."""
_SPEAKS_FOR_ITSELF: Final = 16  # letters of a quotation that is known again wherever it stands, if it stands in one place
_ENOUGH: Final = 0.5  # share of what was before, or of what was behind, that must be there still for a shorter one


@dataclass(frozen=True)
class _Plain:
    """A text without what copies differ in, and for each of its characters where it stood."""

    text: str
    origin: Sequence[int]

    def spans(self, of: str) -> Iterator[tuple[int, int]]:
        """Between which characters ``of`` stands, in the plain text."""
        at = self.text.find(of) if of else -1
        while at >= 0:
            yield at, at + len(of)
            at = self.text.find(of, at + 1)


@dataclass(frozen=True)
class Text:
    """A document's text as read, in which quotations are looked for."""

    text: str
    _found: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict, compare=False, repr=False)

    def places(self, selector: Selector, *, same_file: bool = False) -> tuple[tuple[int, int], ...]:
        """Where the quotation may stand (start, end): several where nothing tells which, none where it stands nowhere.

        In the ``same_file`` the characters at ``start`` are it, if they are the same.
        """
        exact = selector.exact
        if same_file and selector.start is not None and self.text.startswith(exact, selector.start):
            return ((selector.start, selector.start + len(exact)),)
        found = self.all_of(exact)
        return tuple(self._of_context(found, selector)) if found else ()

    def all_of(self, words: str) -> tuple[tuple[int, int], ...]:
        """Everywhere that the words stand, whatever their context."""
        if words not in self._found:
            self._found[words] = tuple(self._spans(words))
        return self._found[words]

    def nearest(self, words: str, to: int, within: tuple[int, int] | None = None) -> tuple[int, int] | None:
        """The place of the words nearest to an offset; where ``within`` has some, one of these."""
        found = self.all_of(words)
        inside = [one for one in found if within and within[0] <= one[0] and one[1] <= within[1]]
        return min(inside or found, key=lambda one: (abs(one[0] - to), one), default=None)

    def _spans(self, words: str) -> Iterator[tuple[int, int]]:
        for plain, asked in ((self._strict, _strict(words).text), (self._loose, _loose(words).text)):
            spans = list(plain.spans(asked))
            if spans:
                yield from ((plain.origin[start], plain.origin[end - 1] + 1) for start, end in spans)
                return

    def _of_context(self, found: Sequence[tuple[int, int]], selector: Selector) -> Iterator[tuple[int, int]]:
        before, behind = _loose(selector.prefix).text, _loose(selector.suffix).text
        if not before and not behind:
            yield from found
            return
        shares = [self._shares(start, end, before, behind) for start, end in found]
        most = max(sum(share) for share in shares)
        speaks = len(_loose(selector.exact).text) >= _SPEAKS_FOR_ITSELF and len(found) == 1
        for place, share in zip(found, shares, strict=True):
            if sum(share) == most and (speaks or max(share) >= _ENOUGH):
                yield place

    def _shares(self, start: int, end: int, before: str, behind: str) -> tuple[float, float]:
        """How much of what stood before and behind stands there."""
        plain = self._loose
        left, right = bisect_left(plain.origin, start), bisect_left(plain.origin, end)
        there = plain.text[max(0, left - len(before)) : left]
        same_before = next((n for n, (a, b) in enumerate(zip(reversed(there), reversed(before), strict=False)) if a != b), len(there))
        there = plain.text[right : right + len(behind)]
        same_behind = next((n for n, (a, b) in enumerate(zip(there, behind, strict=False)) if a != b), len(there))
        return same_before / len(before) if before else 0.0, same_behind / len(behind) if behind else 0.0

    @cached_property
    def _strict(self) -> _Plain:
        return _strict(self.text)

    @cached_property
    def _loose(self) -> _Plain:
        return _loose(self.text)


def selector_of(text: str, start: int, end: int) -> Selector:
    """What finds the characters from ``start`` to ``end`` again."""
    return Selector(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], start)


def without_space(text: str) -> str:
    """The text in one width, without white space and signs that cannot be seen: what two copies of it have in common."""
    return _strict(text).text


def _strict(text: str) -> _Plain:
    """Without white space and signs that cannot be seen, in one width."""
    return _plain(text, letters_only=False)


def _loose(text: str) -> _Plain:
    """Letters, digits and what makes another number of them: 7.5 is not 75, and 5% not 5."""
    return _plain(text, letters_only=True)


def _plain(text: str, *, letters_only: bool) -> _Plain:
    made: list[str] = []
    origin: list[int] = []
    for at, sign in enumerate(text):
        for plain in sign if "\u3400" <= sign <= "\u9fff" else unicodedata.normalize("NFKC", sign):
            if letters_only:
                kept = plain.isalnum() or plain == "%" or (plain == "." and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit())
            else:
                kept = unicodedata.category(plain)[0] not in "ZC"
            if kept:
                made.append(plain)
                origin.append(at)
    return _Plain("".join(made), origin)
