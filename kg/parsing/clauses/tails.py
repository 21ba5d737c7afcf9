"""Who answers at the end of an item that no bracket encloses: behind a dash or a gap (新建幼儿园5所——市教育局), or as the sentence's last
clauses (…新建农村公路200公里，市交通运输局负责。). Each is one only where several items end so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.parsing.clauses.front import duty_kinds, is_body
from kg.parsing.marks.numbering import marker_at
from kg.parsing.names.splitting import names_in

__all__ = ["closing_sentences", "tails"]

_FEWEST: Final = 3  # items that end so
_FEWEST_SENTENCES: Final = 2
_TAIL: Final = re.compile(
    r"(?<=[^\s—－-])(?P<sign>[ \u3000]*[—－-]{2}[ \u3000]*|[ \u3000\t]*→[ \u3000]*|\t+|[ \u3000]{4,})"
    r"(?P<names>[^\s。；;：:（(|—－-]{2,60})[ \u3000]*(?=\n|$)"
)
_DUTY_AT_END: Final = re.compile(r"(?:负责|牵头|配合|落实|承办|主办|协办|实施)(?=[。；;]|[ \u3000]*(?:\n|$))")
_SIGNS: Final = "，,"
_SHORTEST: Final = 4  # characters of a task


def tails(flow: str, stops: Sequence[int]) -> list[tuple[int, int, int]]:
    """Start, start of the names, and end of each clause behind a dash or a gap at the end of a numbered line; all of them or none."""
    if not any(sign in flow for sign in ("——", "－－", "--", "→", "\t", "    ", "\u3000\u3000\u3000\u3000")):
        return []
    found = []
    for match in _TAIL.finditer(flow):
        line = flow.rfind("\n", 0, match.start()) + 1
        if (
            marker_at(flow, line) is not None
            and match.start() - line >= _SHORTEST
            and all(is_body(name) for name in names_in(match["names"]))
        ):
            found.append((match.start(), match.start("names"), match.end()))
    return found if len(found) >= max(_FEWEST, len(stops) // 2) else []


def closing_sentences(flow: str) -> list[tuple[int, int]]:
    """Where the last clauses of a sentence say who answers for it: start and end of each, the comma before it included."""
    found = list(_closing(flow))
    return found if len(found) >= _FEWEST_SENTENCES else []


def _closing(flow: str) -> Iterator[tuple[int, int]]:
    for match in _DUTY_AT_END.finditer(flow):
        sentence = max(flow.rfind(sign, 0, match.start()) for sign in "。；;\n") + 1
        at, kinds = match.end(), set[str]()
        while (sign := max(flow.rfind(comma, sentence, at) for comma in _SIGNS)) > sentence:
            own = duty_kinds(flow[sign + 1 : at].strip())
            if not own:
                break
            kinds |= own
            at = sign
        if kinds & {"lead", "responsible"} and at - sentence >= _SHORTEST and _is_item(flow, sentence):
            yield at, match.end()


def _is_item(flow: str, sentence: int) -> bool:
    """Whether the sentence has a number, or stands in a line that has one."""
    line = flow.rfind("\n", 0, sentence) + 1
    return marker_at(flow, sentence) is not None or marker_at(flow, line) is not None
