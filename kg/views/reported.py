"""What became of each promise, in a sign: by the latest that is told of it, as the questions of the catalogue take it.

A promise that no report tells of is ``n``, nothing reported; that is not the same as not kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from kg.views.facts import Document, Reached, Work
from kg.views.years import Span

__all__ = ["NOT_COUNTED", "promise_signs", "reported_years", "sign_of", "task_sign"]

NOT_COUNTED: Final = "-"
"""A task that is no promise: an item of a report, or of a notice that another replaces."""

_NOTHING: Final = "n"
_TOLD: Final = "t"
_KEPT: Final = frozenset(("done", "exceeded"))
_SHORT: Final = frozenset(("behind", "missed", "not-started"))


def sign_of(states: Collection[str]) -> str:
    """Words of the records for states as one sign: exceeded, done, on schedule, behind (missed, not started), mixed, told without any.

    >>> [sign_of(s) for s in (["exceeded"], ["done", "exceeded"], ["on-track", "done"], ["missed"], ["done", "behind"], ["changed"])]
    ['e', 'd', 'o', 'b', 'm', 't']
    """
    known = {state for state in states if state in _KEPT or state in _SHORT or state == "on-track"}
    if not known:
        return _TOLD
    if known <= _SHORT:
        return "b"
    if known & _SHORT:
        return "m"
    if "on-track" in known:
        return "o"
    return "e" if known == {"exceeded"} else "d"


def task_sign(work: Work, documents: Mapping[str, Document]) -> str:
    """Of all the task's promises together; :data:`NOT_COUNTED` where it is none."""
    document = documents.get(work.document)
    if document is not None and (document.progress or document.replaced):
        return NOT_COUNTED
    told = any(item.sure for item in work.told) or bool(work.results)
    if not told:
        return _NOTHING
    loose = [one for one in work.results if one.target is None]
    days = [one.as_of for one in work.results if one.as_of]
    latest = [one for goal in work.goals for one in _latest(_of(goal.id, work.results))]
    # What is told of the task as a whole counts as long as nothing later is told of any of it.
    latest += [one for one in loose if one.as_of is None or one.as_of == max(days)]
    return sign_of([one.status for one in latest])


def promise_signs(work: Work) -> str:
    """A sign for each of the task's goals, in their order."""
    of_goals = [_of(goal.id, work.results) for goal in work.goals]
    return "".join(sign_of([one.status for one in _latest(told)]) if told else _NOTHING for told in of_goals)


def reported_years(works: Sequence[Work], documents: Iterable[Document], spans: Sequence[Span]) -> list[int]:
    """The places among ``spans`` of the years that a report, or an office's filled-in list, is there for."""
    years = {span for document in documents if document.progress for span in document.years}
    years |= {work.years for work in works if work.years is not None and (work.results or any(item.sure for item in work.told))}
    return [row for row, span in enumerate(spans) if span in years]


def _of(goal: str, results: Iterable[Reached]) -> list[Reached]:
    return [one for one in results if one.target == goal]


def _latest(results: Sequence[Reached]) -> list[Reached]:
    """Of the latest day told, and what tells no day."""
    last = max((one.as_of for one in results if one.as_of), default=None)
    return [one for one in results if one.as_of is None or one.as_of == last]
