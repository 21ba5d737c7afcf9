"""Which names people decided to be one body, or not one, for a region or everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from kg.model.records import Amendment
from kg.model.values import value

__all__ = ["NOTHING_DECIDED", "NamesDecided", "NamesRule"]

_NO_LETTER: Final = re.compile(r"[\W_]+")


@value
class NamesRule:
    """That names are of one body (``same``), or each of a body of its own; in one region, or everywhere where that is None.

    ``said`` is who decided so, when and why.
    """

    region: str | None
    same: bool
    names: tuple[str, ...]
    said: Amendment


@value
class NamesDecided:
    """All that was decided of names, in its order: a later rule holds against an earlier one."""

    rules: tuple[NamesRule, ...] = ()

    def of(self, regions: Iterable[str | None]) -> NamesDecided:
        """What holds in any of these regions."""
        wanted = {None, *regions}
        return NamesDecided(tuple(rule for rule in self.rules if rule.region in wanted))

    def key(self, region: str | None, name: str, plain: Callable[[str], str]) -> str:
        """The key of the body that the name means in the region; ``plain`` is the one that follows from each name itself.

        Of several names that are one body, the first one's key is that of all.
        """
        own: dict[str, str] = {}
        leads: dict[str, str] = {}

        def key(of: str) -> str:
            found = own.get(of) or plain(of)
            while found in leads:
                found = leads[found]
            return found

        for rule in self.rules:
            if rule.region not in (None, region):
                continue
            first, *others = rule.names
            if rule.same:
                for other in others:
                    if key(other) != key(first):
                        leads[key(other)] = key(first)
                continue
            taken = {key(first)}
            for other in others:
                if key(other) in taken:
                    own[other] = f"{plain(other)}_{_NO_LETTER.sub('_', other).strip('_')}"
                    leads.pop(own[other], None)
                taken.add(key(other))
        return key(name)


NOTHING_DECIDED: Final = NamesDecided()
