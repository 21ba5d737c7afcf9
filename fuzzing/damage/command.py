"""Damage the samples and other notices in every way that copying does, and count the tasks that come out wrong and whether it is said.

    python -m fuzzing damage
    python -m fuzzing damage --seed 1 2 3 --texts ../shared/corpus --show 20
    python -m fuzzing damage --kind "lost line" --at-least 0.95

For each seed, each text is damaged in each way that it allows: at one random place, three times over, and once throughout. The same seed
gives the same damage.
The exit code is 1 where the share of wrong tasks that are said is below --at-least.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from fuzzing.damage.edits import Place, damage
from fuzzing.damage.judging import Wrong, judge
from fuzzing.damage.kinds import KINDS, Kind
from fuzzing.damage.notice import Notice, notices, read

__all__ = ["Case", "cases", "main", "table"]

_FIVE = Path(__file__).resolve().parents[3] / "shared" / "corpus"
_PLACES = 3  # cases with damage at one place to one with damage throughout, which counts for hundreds of tasks
_SHOWN = 160  # characters of a stretch


@dataclass(frozen=True)
class Case:
    """One text, damaged in one way, and what came out wrong. The damaged ``text`` is kept where something of that is quiet."""

    kind: Kind
    file: str
    throughout: bool
    text: str
    wrong: list[Wrong]


def cases(texts: Iterable[Notice], kinds: Sequence[Kind], seeds: Sequence[int]) -> Iterator[Case]:
    """For each seed, each text damaged in each way: at one place, three times over, and throughout."""
    for notice in texts:
        for seed in seeds:
            for kind in kinds:
                dice = Random(f"{seed} {kind.name} {notice.file}")
                places = [place for place in kind.places(notice, dice) if place]
                if not places:
                    continue
                for place in dice.sample(places, min(_PLACES, len(places))):
                    yield _case(notice, kind, [place], throughout=False)
                if kind.throughout and len(places) > 1:
                    yield _case(notice, kind, places, throughout=True)


def _case(notice: Notice, kind: Kind, places: Sequence[Place], *, throughout: bool) -> Case:
    damaged = damage(notice.text, places)
    wrong = judge(notice, kind, damaged, read(damaged.text, notice.file))
    quiet = any(not one.said for one in wrong)
    return Case(kind, notice.file, throughout, damaged.text if quiet else "", wrong)


@dataclass
class _Row:
    cases: int = 0
    wrong: int = 0
    invented: int = 0
    said: int = 0
    quiet_cases: int = 0

    def add(self, case: Case) -> None:
        self.cases += 1
        self.wrong += len(case.wrong)
        self.invented += sum(wrong.wanted is None for wrong in case.wrong)
        self.said += sum(wrong.said for wrong in case.wrong)
        self.quiet_cases += any(not wrong.said for wrong in case.wrong)

    @property
    def share(self) -> float:
        return self.said / self.wrong if self.wrong else 1.0

    def line(self, name: str) -> str:
        share = f"{self.share:7.1%}" if self.wrong else "      –"
        return (
            f"{name:26}{self.cases:7}{self.quiet_cases:11}{self.wrong:8}{self.invented:10}{self.said:8}{self.wrong - self.said:8}  {share}"
        )


def table(done: Iterable[Case]) -> tuple[str, float]:
    """The figures by kind of damage, and the share of wrong tasks that are said."""
    rows: defaultdict[str, _Row] = defaultdict(_Row)
    for case in done:
        for name in (case.kind.name, "throughout" if case.throughout else "at one place", "all"):
            rows[name].add(case)
    head = f"{'damage':26}{'cases':>7}{'with quiet':>11}{'wrong':>8}{'invented':>10}{'said':>8}{'quiet':>8}  {'share':>7}"
    body = [rows[name].line(name) for name in KINDS if name in rows]
    totals = [rows[name].line(name) for name in ("at one place", "throughout", "all")]
    return "\n".join([head, *body, "-" * len(head), *totals]), rows["all"].share


def shown(case: Case, wrong: Wrong) -> str:
    """A wrong task in words: where, the damaged lines, what was wanted and what was read."""
    lines = case.text.split("\n")[max(0, wrong.first - 2) : wrong.last]
    where = f"{case.kind.name}, {'throughout' if case.throughout else 'at one place'}: {case.file}, line {wrong.first}: {wrong.what}"
    stretch = " ⏎ ".join(line.strip() for line in lines if line.strip())
    return "\n".join([where, f"  printed  {_short(stretch, 2 * _SHOWN)}", f"  wanted   {_wanted(wrong)}", f"  read     {_read(wrong)}"])


def _wanted(wrong: Wrong) -> str:
    if wrong.wanted is None:
        return "–"
    task = wrong.wanted
    units = "、".join(f"{unit.name}{'▲' if unit.role == 'lead' else ''}" for unit in task.units)
    people = "、".join(f"{person.name} {person.title}".strip() for person in task.leaders)
    figures = "; ".join(f"{one.comparator} {one.value} {one.unit}" for one in task.figures)
    return f"{_short(task.text)} | {units} | {people} | {figures}"


def _read(wrong: Wrong) -> str:
    if wrong.read is None:
        return "–"
    task = wrong.read
    units = "、".join(f"{unit.name}{'▲' if unit.role == 'lead' else ''}" for unit in task.units)
    people = "、".join(f"{leader.name} {leader.title or ''}".strip() for leader in task.leaders)
    figures = "; ".join(f"{one.comparator} {one.value} {one.unit or ''}" for one in task.targets)
    return f"{_short(task.text)} | {units} | {people} | {figures}"


def _short(text: str, most: int = _SHOWN) -> str:
    return text if len(text) <= most else f"{text[: most // 2]} … {text[-most // 2 :]}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the damage test."""
    parser = argparse.ArgumentParser(
        prog="python -m fuzzing damage", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, nargs="+", default=[0], metavar="N")
    parser.add_argument(
        "--texts", type=Path, default=_FIVE if _FIVE.is_dir() else None, metavar="DIR", help="further notices, read rightly"
    )
    parser.add_argument("--kind", nargs="+", choices=list(KINDS), default=list(KINDS), metavar="NAME", help="only these kinds")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="show N quiet tasks")
    parser.add_argument("--at-least", type=float, default=0.0, metavar="SHARE")
    options = parser.parse_args(arguments)
    if options.texts is not None and not options.texts.is_dir():
        parser.error(f"{options.texts} is no folder: name one that holds notices as text")
    if options.show < 0:
        parser.error("--show: a number from 0")

    done = list(cases(notices(options.texts), [KINDS[name] for name in options.kind], options.seed))
    figures, share = table(done)
    print(figures)
    quiet = [(case, wrong) for case in done for wrong in case.wrong if not wrong.said]
    for case, wrong in Random(0).sample(quiet, min(options.show, len(quiet))):
        print(f"\n{shown(case, wrong)}")
    sys.exit(1 if share < options.at_least else 0)
