"""The results of one task: what its cells, labels and sentences tell, each number once, joined to its target."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kg.knowledge.words import words
from kg.model.passages import Passage
from kg.model.records import Result, ResultStatus, StatusBasis, Target
from kg.model.values import value
from kg.parsing.findings import Doubt, Reached
from kg.parsing.results.cells import read_cell
from kg.parsing.results.drafts import Draft
from kg.parsing.results.joining import base_of, target_of
from kg.parsing.results.judging import computed_share, derived_status, is_over, share_differs, status_of_gap
from kg.parsing.results.periods import Period
from kg.parsing.results.prose import read_prose
from kg.parsing.results.statuses import status_alone
from kg.parsing.targets.results import reported
from kg.parsing.targets.written import written

__all__ = ["ResultReading", "read_results"]

_GLOSS: Final = re.compile(r"[（(][^（()）]*[）)]")
_LONGEST_NAME: Final = 24
_WHOLE: Final = 100


@value
class ResultReading:
    """The results of a task, the passages that they were read from, and what is doubtful about them."""

    results: tuple[Result, ...]
    passages: tuple[Passage, ...]
    doubts: tuple[Doubt, ...]


def read_results(text: Passage, reached: Sequence[Reached], targets: Sequence[Target], period: Period) -> ResultReading:
    """The results that a task's text and the passages beside it tell of. ``targets`` are those of the text, with offsets into it."""
    drafts: list[Draft] = []
    passages: list[Passage] = []
    in_percent = any(target.unit in ("%", "百分点") for target in targets)
    for told in reached:
        if told.passage and not told.remark:
            _take(drafts, passages, told, _of_cell(told, in_percent, period))
    figures = any(draft.value is not None for draft in drafts)
    beside = any(not told.remark for told in reached)
    for told in reached:
        if told.passage and told.remark:
            _take(drafts, passages, told, _of_remark(told.passage, period, whole=beside and not figures))
    stretches = reported(written(text.text).plain)
    if stretches:
        drafts.extend(read_prose(text, period.year, stretches))
    if not drafts:
        return ResultReading((), tuple(passages), ())
    drafts = _each_once(_with_rates(drafts))
    return _joined(drafts, targets, period, tuple(passages), _name_of_task(text.text))


def _of_cell(told: Reached, in_percent: bool, period: Period) -> list[Draft]:
    drafts, rest = read_cell(told.label, told.passage, in_percent)
    return [*drafts, *read_prose(rest, period.year)] if rest is not None else drafts


def _of_remark(passage: Passage, period: Period, *, whole: bool) -> list[Draft]:
    """A remark tells of results throughout where no other cell of the row has a number; else in the clauses that report."""
    state = status_alone(passage.text)
    if state is not None:
        return [Draft(passage, 0, len(passage.text), status=state, cell=True)]
    return read_prose(passage, period.year, None if whole else reported(written(passage.text).plain))


def _take(drafts: list[Draft], passages: list[Passage], told: Reached, found: Sequence[Draft]) -> None:
    drafts.extend(found)
    if found:
        passages.append(told.passage)


def _with_rates(drafts: list[Draft]) -> list[Draft]:
    """A row's rate and state are told of its value: they are put together where the row has one value."""
    values = [at for at, draft in enumerate(drafts) if draft.cell and draft.value is not None]
    if len(values) != 1:
        return drafts
    at = values[0]
    own = drafts[at]
    left: list[Draft] = []
    for number, draft in enumerate(drafts):
        bare = draft.cell and number != at and draft.value is None
        if bare and draft.share is not None and own.share is None:
            own = replace(own, share=draft.share, share_digits=draft.share_digits)
        elif bare and draft.status is not None and own.status is None:
            own = replace(own, status=draft.status)
        elif number != at:
            left.append(draft)
    return [own, *left]


def _each_once(drafts: Sequence[Draft]) -> list[Draft]:
    """What sentences repeat of a cell (700 | 已解决700人的饮水问题) is one result."""
    kept: list[Draft] = []
    for draft in drafts:
        if draft.value is not None and any(_same(draft, other) for other in kept if other.value is not None):
            continue
        if draft.value is None and draft.share is not None and any(draft.share == other.share for other in kept):
            continue
        kept.append(draft)
    told = [draft for draft in kept if draft.value is not None or draft.share is not None]
    states = [draft for draft in kept if draft.value is None and draft.share is None]
    if not told:
        return states[:1]
    if len(told) == 1 and told[0].status is None and states:
        gap = told[0].gap if told[0].gap is not None else states[0].gap
        return [replace(told[0], status=states[0].status, gap=gap, borrowed=True)]
    return told


def _same(one: Draft, other: Draft) -> bool:
    assert one.value is not None
    assert other.value is not None
    (a, unit), (b, another) = base_of(one.value, one.unit), base_of(other.value, other.unit)
    named_alike = one.cell or other.cell or one.indicator == other.indicator
    return a == b and (unit == another or other.cell) and named_alike


def _joined(
    drafts: Sequence[Draft], targets: Sequence[Target], period: Period, passages: tuple[Passage, ...], name: str | None
) -> ResultReading:
    used: set[int] = set()
    results: list[Result] = []
    doubts: list[Doubt] = []
    for draft in drafts:
        at = target_of(draft, targets, used)
        target = targets[at] if at is not None else None
        if at is not None:
            used.add(at)
        if target is not None and draft.cell and draft.unit is None and draft.value is not None:
            draft = replace(draft, unit=target.unit)
        start, end = draft.passage.reach(draft.start, draft.end)
        share = draft.share
        if target is not None and (exact := share_differs(draft, target)) is not None:
            doubts.append(
                Doubt.at(
                    "share-differs",
                    start,
                    end,
                    printed=_plain(draft.share),
                    value=_plain(draft.value),
                    promised=_plain(target.value),
                    exact=_plain(exact),
                )
            )
        if share is None and target is not None:
            share = computed_share(draft, target)
        indicator = _indicator(draft, target, name)
        status, basis = _status(draft, target, indicator, share, period)
        results.append(
            Result(
                quote=draft.quote(),
                indicator=indicator,
                value=draft.value,
                unit=draft.unit,
                target=at,
                share=share,
                status=status,
                status_basis=basis,
                as_of=draft.day or period.day,
                start=start,
                end=end,
                estimate=draft.estimate,
                derived_target=_promise(draft),
            )
        )
    return ResultReading(tuple(results), passages, tuple(doubts))


def _name_of_task(text: str) -> str | None:
    """What a task without a number is called, where it is a name and no sentence: 地区生产总值（第1项）."""
    name = _GLOSS.sub("", text).strip(" \u3000。：:")
    return name if 0 < len(name) <= _LONGEST_NAME and not re.search(r"[，,。；;\d]", name) else None


def _indicator(draft: Draft, target: Target | None, name: str | None) -> str | None:
    """What was measured: by its own name; a verb alone says it of the target or of the task (增长6.1%: 地区生产总值增长)."""
    bare = draft.indicator in (*words("statuses")["rises"], *words("statuses")["falls"])
    if bare and target is None and name:
        return f"{name}{draft.indicator}"
    if draft.indicator and (target is None or not bare):
        return draft.indicator
    return target.indicator if target is not None else name


def _status(
    draft: Draft, target: Target | None, indicator: str | None, share: Decimal | None, period: Period
) -> tuple[ResultStatus | None, StatusBasis | None]:
    part_alone = draft.borrowed and draft.status == "done" and share is not None and share < _WHOLE  # 已完成 is said of the month
    if draft.status is not None and not part_alone:
        over = is_over(draft.day or period.day, period)
        status: ResultStatus = draft.status
        if status == "missed" and not over:
            status = "behind"
        return status, "printed"
    if draft.gap is not None:
        return status_of_gap(draft.gap, indicator), "derived"
    if target is None:
        return None, None
    status_or_none = derived_status(draft, target, share, period)
    return status_or_none, "derived" if status_or_none is not None else None


def _promise(draft: Draft) -> Decimal | None:
    """The promise that follows from the printed distance to it; of a rate that fell the distance is told the other way."""
    if draft.gap is None or draft.value is None or draft.unit != "%" or draft.change == "decrease":
        return None
    return draft.value - draft.gap


def _plain(number: Decimal | None) -> str:
    return f"{number:f}" if number is not None else ""
