"""Names with nothing between them: cut only where known names stand side by side (商务局财政局)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg.knowledge.words import compiled, words, words_and_patterns
from kg.parsing.names.forms import ENDING, bare_name

__all__ = ["KnownNames", "cut_run_together"]

_WHOLE = compiled("|".join(words("patterns/bodies")["never_cut"]))
_NEVER_ALONE = frozenset(words("bodies")["never_alone"])
_NEVER_FIRST = frozenset(words("bodies")["never_first"])
_LEVEL_PREFIX = compiled(f"^(?:{words_and_patterns('bodies', 'level_prefix')})")
_COLLECTIVE_TOKEN = compiled("|".join(words("patterns/bodies")["sets_run_together"]))
# Characters: two names of two and three at least (法院检察院); what is longer is a sentence, and cutting takes the square of its length.
_SHORTEST_RUN, _LONGEST_RUN = 5, 200
_SORTS, _SHORTEST_ALIKE = "所站", 3  # how the small bodies of a township end, of which no list knows all, and characters of one
# Characters of one name of a run: longer ones stand alone, and bound the cost of a cut.
_LONGEST_PIECE = 26


@dataclass(slots=True)
class KnownNames:
    """What names are known: those of the world's offices, and those that this document prints parted from others."""

    lexicon: frozenset[str]
    seen: set[str] = field(default_factory=set)

    def __contains__(self, name: str) -> bool:
        return name in self.seen or _in_lexicon(name, self.lexicon)

    def listed(self, name: str) -> bool:
        """Whether the name is one of the world's offices, and not only seen in this document."""
        return _in_lexicon(name, self.lexicon)

    def add(self, names: Iterable[str]) -> None:
        """Take names that signs part from others as known, the shortest first: one that is known names run together is none."""
        for name in sorted(set(names), key=lambda name: (len(name), name)):
            if len(name) > 2 and len(cut_run_together(name, self)) == 1:
                self.seen.add(name)


@lru_cache(maxsize=8192)
def _in_lexicon(name: str, lexicon: frozenset[str]) -> bool:
    if name in lexicon or _WHOLE.fullmatch(name):
        return True
    short = _LEVEL_PREFIX.sub("", name)
    if short != name and len(short) > 1 and short in lexicon:
        return True
    # 诸暨海关, 宁波市税务局: a place before the name of an office.
    return any(name[i:] in lexicon and len(name) - i >= 2 and not ENDING.search(name[:i]) for i in (2, 3, 4) if i < len(name) - 1)


def cut_run_together(name: str, known: KnownNames) -> tuple[str, ...]:
    """Cut a run-together string into known names; the string itself where it is one name or nothing better is known."""
    if not _SHORTEST_RUN <= len(name) <= _LONGEST_RUN or "、" in name or name in known:
        return (name,)
    return _cut(name, known)


def _cut(name: str, known: KnownNames) -> tuple[str, ...]:
    """The cheapest cut: a known name costs 1, one that only ends like a name 3 and more with its length; nothing else stands alone."""
    best: list[tuple[float, int, bool] | None] = [None] * (len(name) + 1)
    best[0] = (0.0, 0, False)
    depth = _depths(name)
    for end in range(2, len(name) + 1):
        if depth[end] or (end < len(name) and name[end] in "（〈"):
            continue
        ending = None
        for start in range(max(0, end - _LONGEST_PIECE), end - 1):
            reached = best[start]
            if reached is None or depth[start]:
                continue
            if ending is None:
                ending = _ending_before(name, end)
            cost = _piece_cost(name[start:end], known, ends_like_one=start <= ending)
            if cost is not None and (best[end] is None or reached[0] + cost < best[end][0]):  # type: ignore[index]
                best[end] = (reached[0] + cost, start, cost < 2)
    if best[len(name)] is None:
        return (name,)
    pieces: list[tuple[str, bool]] = []
    end = len(name)
    while end:
        cost_start_known = best[end]
        assert cost_start_known is not None
        _, start, is_known = cost_start_known
        pieces.append((name[start:end], is_known))
        end = start
    pieces.reverse()
    sure = sum(is_known for _, is_known in pieces) > 1 and pieces[0][1]
    if len(pieces) < 2 or not (sure or _are_alike(pieces)):
        return (name,)
    if _LEVEL_PREFIX.sub("", pieces[0][0]) in {"", "委", "政府"} or pieces[0][0] in _NEVER_FIRST:
        return (name,)
    if pieces[0][0].startswith("各") and pieces[0][0].endswith("）") and not _LEVEL_PREFIX.match(pieces[1][0]):
        return (name,)  # 各县区（开发区）安委会
    return tuple(piece for piece, _ in pieces)


def _are_alike(pieces: Sequence[tuple[str, bool]]) -> bool:
    """Whether it is two bodies of one sort, the second known: 派出所 + 工商质监所; a body's own office is of another (公安局交警大队)."""
    if len(pieces) != 2 or not pieces[1][1] or pieces[0][1]:
        return False
    (first, _), (second, _) = pieces
    return len(first) >= _SHORTEST_ALIKE and first[-1] == second[-1] in _SORTS


def _ending_before(name: str, end: int) -> int:
    """Where the last ending of an office's name begins that closes at ``end`` (局, 领导小组); -1 where none does."""
    return next((start for start in range(end - 1, max(0, end - _LONGEST_PIECE) - 1, -1) if ENDING.match(name, start, end)), -1)


def _piece_cost(piece: str, known: KnownNames, *, ends_like_one: bool) -> float | None:
    if piece in known:
        return None if piece in _NEVER_ALONE else 1.0
    if _COLLECTIVE_TOKEN.fullmatch(piece):
        return 3.5 if _begins_with_known(piece, known) else 1.0
    head = bare_name(piece)
    if head in _NEVER_ALONE:
        return None
    if head != piece and head in known:
        return 1.2
    if len(piece) <= 2 or not ends_like_one:
        return None
    return 3.0 + 1.5 * max(0, len(piece) - 6) + (2.5 if _begins_with_known(piece, known) else 0.0)


def _begins_with_known(piece: str, known: KnownNames) -> bool:
    """人武部双拥领导小组各成员单位: what begins with a known name is rather that name and another."""
    return any(piece[:size] in known for size in range(2, len(piece) - 1))


def _depths(name: str) -> list[int]:
    depths, depth = [0], 0
    for sign in name:
        depth += (sign in "（〈") - (sign in "）〉")
        depths.append(depth)
    return depths
