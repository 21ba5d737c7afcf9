"""Which task a row of a filled-in list belongs to: the one it was handed out for, as long as its words and its body are the same."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from kg.linking.likeness import letters

__all__ = ["HandedOut", "Why", "digest_of"]

Why = Literal["task-gone", "task-changed", "party-gone", "no-key"]
"""Why a row belongs to no task of the build."""

_DIGITS: Final = 12


def digest_of(text: str) -> str:
    """What the words of a task are known by, whatever signs and spaces stand between them; empty where there are none."""
    plain = letters(text)
    return hashlib.sha256(plain.encode()).hexdigest()[:_DIGITS] if plain else ""


@dataclass
class HandedOut:
    """The tasks of the lists of one region by their local names, each with a digest of its words and what its bodies are called.

    ``parties`` are the names of class and local part by which a row names its body (``unit/330782-发改局``), and as printed.
    """

    _digests: dict[str, str] = field(default_factory=dict)
    _parties: dict[str, frozenset[str]] = field(default_factory=dict)
    _same: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def take(self, local: str, text: str, parties: Collection[str]) -> None:
        """A task of a list."""
        digest = digest_of(text)
        self._digests[local] = digest
        self._parties[local] = frozenset(parties)
        self._same[digest].append(local)

    def place(self, local: str, digest: str, party: Mapping[str, str]) -> tuple[str | None, Why | None]:
        """The task that a row belongs to, or why it belongs to none.

        A task of the same words under another number is the same one, where the region has it once. ``party`` is what the row calls its
        body, by ``iri`` and by ``name``; without a digest (a list made without texts) the task's name alone decides.
        """
        if not local:
            return None, "no-key"
        found: str | None = local if local in self._digests else None
        if digest and (found is None or self._digests[found] != digest):
            same = self._same.get(digest, [])
            if len(same) != 1:
                return None, "task-gone" if found is None else "task-changed"
            found = same[0]
        if found is None:
            return None, "task-gone"
        return (found, None) if self._parties[found] & {party["iri"], party["name"]} else (None, "party-gone")
