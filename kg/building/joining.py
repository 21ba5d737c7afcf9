"""Reports of progress beside the plans of their place and years: which task each item tells of, and which promise each result is of.

It stands between a region's documents and their triples. What is doubtful about it is told of the report, as what is doubtful about its
reading is. Region and years are the keys; the day of publication says neither.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from kg.linking.continuing import gist_of, same_horizon
from kg.linking.promises import Promise, named, of_indicator, of_task, same_promise, sole
from kg.linking.reporting import Item, Join, joins
from kg.mapping import ItemTold, PlanTask, Scope, TaskJoin, outline_of, task_locals
from kg.mapping.literals import canonical_decimal, years_of
from kg.model.doubts import KINDS, OF_THE_DOCUMENT, message
from kg.model.excerpts import excerpt
from kg.model.records import Parsed, Problem, Result, Target, Task
from kg.parsing.results.again import judged_again

__all__ = ["Joined", "Joining"]

_Years = tuple[int, int]
_FIGURE: Final = re.compile(r"\d+(?:\.\d+)?")
_YEAR: Final = re.compile(r"20\d\d")
_TOLD: Final = 24  # characters of a text that a doubt repeats


class _Planned(NamedTuple):
    """A task of a plan, with what it is known by."""

    plan: PlanTask
    item: Item
    years: _Years


@dataclass(frozen=True, slots=True)
class Joined:
    """A report with what is doubtful about its joins told in its records; what each item tells of plans, by its place among the tasks."""

    parsed: Parsed
    told: Mapping[int, ItemTold]

    @property
    def gone(self) -> frozenset[int]:
        """The items that are no tasks of their own."""
        return frozenset(at for at, item in self.told.items() if not item.stays)


@dataclass
class Joining:
    """The plans of one region; a report is held against them when all of them are known."""

    _plans: list[_Planned] = field(default_factory=list)

    def take(self, stem: str, parsed: Parsed, scope: Scope) -> None:
        """A plan of the region; ``stem`` is that of the local names of its lists."""
        outline = outline_of(parsed, stem)
        for task, local in zip(parsed.tasks, task_locals(parsed, outline), strict=True):
            years = outline.lists[task.part].years
            if years is not None:
                self._plans.append(_Planned(PlanTask(local, task), _item(task, years, scope), years))

    def report(self, stem: str, parsed: Parsed, scope: Scope, text: str) -> Joined:
        """A report of progress, whose text as read is ``text``; as it was where no plan of its place is of its years."""
        outline = outline_of(parsed, stem)
        years_at = [outline.lists[task.part].years or _years_told(task) for task in parsed.tasks]
        report = _Report(parsed, scope, text)
        for years in sorted({years for years in years_at if years is not None}):
            plans = [planned for planned in self._plans if _of_same_years(planned.years, years)]
            if plans:
                report.hold_against(plans, [at for at, own in enumerate(years_at) if own == years], years)
        return report.joined()


def _of_same_years(plan: _Years, report: _Years) -> bool:
    """Whether a list of the one years may be told of by one of the others; horizons are never mixed."""
    return plan == report if plan[0] == plan[1] else same_horizon(plan, report) and plan[0] <= report[1] and report[0] <= plan[1]


def _years_told(task: Task) -> _Years | None:
    """The year that its results tell of, where no list says it."""
    years = {int(result.as_of[:4]) for result in task.results if result.as_of}
    return years_of(task.horizon) or ((min(years), max(years)) if len(years) == 1 else None)


def _item(task: Task, years: _Years, scope: Scope) -> Item:
    """What a task or an item is known by; sentences of results within its text are left out of it."""
    gist = gist_of(task.text, years)
    promised = task.text
    for result in task.results:
        at = promised.find(result.quote)
        if at > 0:
            begins = max(promised.rfind(sign, 0, at) for sign in "。；;\n") + 1
            promised = promised[: begins or at]
    if promised != task.text:
        gist = replace(gist, forms=(*gist.forms, *gist_of(promised, years).forms))
    leads = frozenset(_body(unit.name, scope) for unit in task.units if unit.role == "lead" and not unit.collective)
    figures = frozenset(_figures(task.text))
    return Item(gist, task.number, leads, figures)


def _body(name: str, scope: Scope) -> str:
    unit = scope.units.get(name)
    return unit.key if unit is not None else name


def _figures(text: str) -> Iterator[str]:
    for match in _FIGURE.findall(unicodedata.normalize("NFKC", text).replace(",", "")):
        if not _YEAR.fullmatch(match):
            yield match


class _Report:
    """One report while it is held against plans."""

    def __init__(self, parsed: Parsed, scope: Scope, text: str) -> None:
        self._parsed, self._scope, self._text = parsed, scope, text
        self._told: dict[int, ItemTold] = {}
        self._problems: list[Problem] = []
        self._doubts: dict[int, set[str]] = defaultdict(set)
        self._years: _Years = (0, 0)

    def hold_against(self, plans: Sequence[_Planned], places: Sequence[int], years: _Years) -> None:
        """Join the items that stand at those places to the tasks of the plans of the same years."""
        tasks, self._years = self._parsed.tasks, years
        found: dict[int, list[Join]] = defaultdict(list)
        for join in joins([plan.item for plan in plans], [_item(tasks[at], years, self._scope) for at in places]):
            found[places[join.report]].append(join)
        promises = sole(self._promises(plans))
        for at in places:
            told = self._told_of(at, found.get(at, ()), plans, promises)
            if told is not None:
                self._told[at] = told
                self._say(at, told)
        self._sum_up(plans, places, years)

    def _promises(self, plans: Sequence[_Planned]) -> Iterator[tuple[Promise, int]]:
        for at, planned in enumerate(plans):
            for target in planned.plan.task.targets:
                about = named(target.indicator, target.change, target.unit, self._scope.level)
                if about is not None:
                    yield about, at

    def _told_of(self, at: int, found: Iterable[Join], plans: Sequence[_Planned], promises: Mapping[Promise, int]) -> ItemTold | None:
        item = self._parsed.tasks[at]
        made = [TaskJoin(plans[join.plan].plan, join.state, join.basis, round(join.likeness, 2)) for join in found]
        whole = [join.plan for join in made if join.state == "joined"]
        if whole:
            (plan,) = whole
            return ItemTold(tuple(made), tuple((result, plan) for result in self._judged(at, item.results, plan)), stays=False)
        results: list[tuple[Result, PlanTask | None]] = []
        for result in item.results:
            own = item.targets[result.target] if result.target is not None else None
            place = next((promises[about] for about in of_indicator(result, own, self._scope.level) if about in promises), None)
            plan_or_none = None if place is None else plans[place].plan
            judged = result if plan_or_none is None else next(iter(self._judged(at, [result], plan_or_none)))
            placed = plan_or_none is not None and judged.target is not None
            results.append((judged, plan_or_none) if placed else (result, None))
        by_indicator = {plan.local: plan for _, plan in results if plan is not None}
        made = [join for join in made if join.plan.local not in by_indicator]
        made += [TaskJoin(plan, "joined", "indicator", None) for plan in by_indicator.values()]
        if not made:
            return None
        return ItemTold(tuple(made), tuple(results), stays=not by_indicator or any(plan is None for _, plan in results))

    def _judged(self, where: int, results: Sequence[Result], plan: PlanTask) -> Iterator[Result]:
        """The results beside the promises of the plan's task; one that is of none of these keeps its value and state."""
        item, task = self._parsed.tasks[where], plan.task
        for result, at in zip(results, of_task(results, item, task, self._scope.level), strict=True):
            own = item.targets[result.target] if result.target is not None else None
            if at is None:
                yield replace(result, target=None)
                continue
            judged, exact = judged_again(result, own, task.targets[at], at, self._years)
            yield judged
            if exact is not None and "share-differs" not in item.doubts and (own is None or not same_promise(own, task.targets[at])):
                self._doubt(
                    "share-differs", where, result.start,
                    printed=_plain(result.share), value=_plain(result.value), promised=_plain(task.targets[at].value), exact=_plain(exact),
                )  # fmt: skip
            if own is not None and not same_promise(own, task.targets[at]):
                self._doubt(
                    "promise-differs", where, own.start,
                    printed=_number(own), planned=_number(task.targets[at]), text=excerpt(own.quote, _TOLD),
                )  # fmt: skip

    def _say(self, at: int, told: ItemTold) -> None:
        item = self._parsed.tasks[at]
        for join in told.joins:
            if join.state == "perhaps":
                task = join.plan.task
                self._doubt(
                    "join-doubtful", at, item.start,
                    task=" ".join(filter(None, (task.section, task.subsection, task.number))) or "–",
                    likeness=f"{join.likeness:.2f}", text=excerpt(task.text, _TOLD),
                )  # fmt: skip

    def _sum_up(self, plans: Sequence[_Planned], places: Sequence[int], years: _Years) -> None:
        told = [self._told[at] for at in places if at in self._told]
        sure = [any(join.state == "joined" for join in item.joins) for item in told]
        tasks = {join.plan.local for item in told for join in item.joins if join.state == "joined"}
        span = str(years[0]) if years[0] == years[1] else f"{years[0]}-{years[1]}"
        counts = {"items": len(places), "joined": sum(sure), "perhaps": len(sure) - sum(sure), "none": len(places) - len(told)}
        facts = {"tasks": len(tasks), "planned": len(plans), "years": span, **counts}
        self._problem("report-joined", 0, {name: str(fact) for name, fact in facts.items()})

    def _doubt(self, code: str, at: int, offset: int, **facts: str) -> None:
        self._problem(code, offset, facts)
        if KINDS[code].severity != "note":
            self._doubts[at].add(code)

    def _problem(self, code: str, offset: int, facts: Mapping[str, str]) -> None:
        line = 1 if code in OF_THE_DOCUMENT else self._text.count("\n", 0, offset) + 1
        self._problems.append(Problem(code, line, message(code, facts), KINDS[code].severity, None, tuple(facts.items())))

    def joined(self) -> Joined:
        """The report with what was found."""
        parsed = self._parsed
        if not self._problems:
            return Joined(parsed, {})
        tasks = tuple(
            replace(task, doubts=tuple(sorted({*task.doubts, *self._doubts[at]}))) if at in self._doubts else task
            for at, task in enumerate(parsed.tasks)
        )
        problems = sorted((*parsed.document.problems, *self._problems), key=lambda problem: problem.line)
        return Joined(replace(parsed, document=replace(parsed.document, problems=tuple(problems)), tasks=tasks), self._told)


def _plain(number: object) -> str:
    return f"{number:f}" if number is not None else ""


def _number(target: Target) -> str:
    return f"{canonical_decimal(target.value)}{target.unit or ''}"
