"""Signs that cannot be seen (spaces of no width, soft hyphens, marks of direction, NUL): taken out before anything is read.

They are furniture in the account of the text's characters, and one note says which they were and how many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from kg.model.records import Parsed
from kg.model.signs import UNSEEN
from kg.model.source import Source
from kg.parsing.findings import Doubt
from kg.parsing.notice.cuts import Cuts

__all__ = ["read_without_unseen_signs", "without_unseen_signs"]

_MOST_NAMED = 6


def read_without_unseen_signs(source: Source, read: Callable[[Source], Parsed]) -> Parsed:
    """What ``read`` makes of the document without them; every offset of the result is one of the document's own."""
    cuts = _cuts(source.text)
    if not cuts.stretches and not source.unseen:
        return read(source)
    counts = Counter(dict(source.unseen))
    for start, end in cuts.stretches:
        counts.update(source.text[start:end])
    named = [f"U+{ord(sign):04X}" for sign in sorted(counts)]
    signs = ", ".join(named[:_MOST_NAMED]) + (", …" if len(named) > _MOST_NAMED else "")
    first, end = (cuts.stretches[0][0], cuts.stretches[-1][1]) if cuts.stretches else (0, 1)
    note = Doubt.at("unseen-signs", first, end, signs=signs, count=str(counts.total()))
    return cuts.put_back(read(cuts.shortened(source)), source, note)


def without_unseen_signs(source: Source) -> Source:
    """The document without them; its lines are the same."""
    cuts = _cuts(source.text)
    return cuts.shortened(source) if cuts.stretches else source


def _cuts(text: str) -> Cuts:
    return Cuts([match.span() for match in UNSEEN.finditer(text)])
