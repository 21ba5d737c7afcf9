"""How well reports of progress are joined to the plans that they tell of: on reports made of real notices, whose true joins are known.

    python benchmarks/bench_joins.py FOLDER              # notices, one a file; a table
    python benchmarks/bench_joins.py FOLDER --hard --show

Of each notice's tasks of one horizon a report is made: a fifth is left out, the rest is reworded (other words of like meaning, clauses left
out or moved, sentences cut), shuffled, numbered anew, and told with results; some bureaus go by another name, and items of other places'
notices stand between. The report is read as any other. Precision is of what was joined; recall counts the items whose task is known and was
joined to; what is only said to be perhaps is counted apart.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.building.joining import Joining
from kg.documents import Source, read
from kg.mapping import Scope, outline_of, task_locals
from kg.model.records import Parsed, Task
from kg.parsing import parse

_WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
_DROPPED = 0.2
_FOREIGN = 0.15
_RENAMED = 0.23
_STEM = "made"


@dataclass(frozen=True)
class Made:
    """A report's text, and by the number of each item the place of its task among the plan's, None for another place's."""

    text: str
    truth: dict[str, int | None]


def reworded(text: str, dice: random.Random, hard: bool) -> str:
    """The task said otherwise; ``hard`` with few of its clauses left, and words before each."""
    for word, other in _WORDS["reworded"]:
        if dice.random() < (0.9 if hard else 0.6):
            text = text.replace(word, other)
    sentences = [sentence for sentence in re.split(r"(?<=[。；;])", text.strip()) if sentence]
    if len(sentences) > 1 and dice.random() < (0.8 if hard else 0.5):
        sentences = sentences[: dice.randint(1, len(sentences) - 1)]
    said = []
    for sentence in sentences:
        clauses = re.split(r"[，,]", sentence.rstrip("。；;"))
        if len(clauses) > 2 and dice.random() < 0.5:
            clauses.pop(dice.randrange(len(clauses)))
        if len(clauses) > 1 and dice.random() < 0.3:
            dice.shuffle(clauses)
        if hard:
            clauses = [clause for clause in clauses if dice.random() < 0.5] or clauses[:1]
            clauses = [f"{dice.choice(_WORDS['before'])}{clause}" for clause in clauses]
        said.append("，".join(clauses))
    return "。".join(said) + "。"


def _result(task: Task, dice: random.Random) -> str:
    counted = [
        target
        for target in task.targets
        if target.change == "level" and target.unit and target.unit not in "%％个百分点" and target.indicator
    ]
    if counted and dice.random() < 0.8:
        target = dice.choice(counted)
        return f"截至9月底，{target.indicator}已完成{round(float(target.value) * dice.uniform(0.4, 1.1), 1):g}{target.unit}。"
    return str(dice.choice(_WORDS["told"]))


def report_of(plan: Parsed, places: Sequence[int], others: Sequence[Task], year: int, dice: random.Random, *, hard: bool) -> Made:
    """A report of the tasks that stand at these places."""
    kept = [at for at in places if dice.random() >= _DROPPED]
    items: list[tuple[int | None, Task]] = [(at, plan.tasks[at]) for at in kept]
    items += [(None, task) for task in dice.sample(list(others), min(len(others), int(_FOREIGN * len(kept))))]
    dice.shuffle(items)
    lines = [f"{plan.document.region}{year}年重点工作完成情况", "", "一、重点工作完成情况", ""]
    truth: dict[str, int | None] = {}
    for number, (at, task) in enumerate(items, 1):
        leads = [unit.name for unit in task.units if unit.role == "lead"] or ["市政府办公室"]
        if dice.random() < _RENAMED:
            leads = [str(dice.choice(_WORDS["offices"]))]
        lines += [f"{number}.{reworded(task.text, dice, hard)}{_result(task, dice)}", f"责任单位：{'、'.join(leads)}"]
        truth[str(number)] = at
    return Made("\n".join(lines) + "\n", truth)


def read_notices(folder: Path) -> list[Parsed]:
    """The plans of the folder."""
    found = [parse(source) for path in sorted(folder.glob("*.txt")) for source in read(path) if isinstance(source, Source)]
    return [parsed for parsed in found if parsed.tasks and parsed.document.kind == "plan"]


def scored(plans: Sequence[Parsed], seed: int, *, hard: bool = False, show: bool = False) -> Iterator[tuple[str, Counter[str]]]:
    """For each notice, by its region, how many items were joined rightly, wrongly, perhaps, not at all."""
    dice = random.Random(seed)
    for plan in plans:
        outline = outline_of(plan, _STEM)
        locals_ = {local: at for at, local in enumerate(task_locals(plan, outline))}
        scope = Scope("made", None, {})
        years = Counter(outline.lists[task.part].years for task in plan.tasks if outline.lists[task.part].years)
        span = next(years for years, _ in years.most_common() if years is not None and years[0] == years[1])
        places = [at for at, task in enumerate(plan.tasks) if outline.lists[task.part].years == span]
        others = [task for other in plans if other is not plan for task in other.tasks]
        made = report_of(plan, places, others, span[0], dice, hard=hard)
        report = parse(Source("made.txt", "made.txt", made.text, "0" * 64))
        joining = Joining()
        joining.take(_STEM, plan, scope)
        told = joining.report("report", report, scope, made.text).told
        counts: Counter[str] = Counter()
        counts["true"] = sum(at is not None for at in made.truth.values())
        for at, item in enumerate(report.tasks):
            true = made.truth.get(item.number or "")
            found = told.get(at)
            sure = [locals_[join.plan.local] for join in found.joins if join.state == "joined"] if found else []
            maybe = [locals_[join.plan.local] for join in found.joins if join.state == "perhaps"] if found else []
            for one in sure:
                same = true is not None and (one == true or plan.tasks[one].text == plan.tasks[true].text)
                counts["right" if same else "wrong"] += 1
                if not same and show:
                    theirs = plan.tasks[true].text[:60] if true is not None else "–"
                    sys.stdout.write(f"WRONG {item.text[:60]} | {plan.tasks[one].text[:60]} | {theirs}\n")
            counts["perhaps, right"] += bool(not sure and maybe and true in maybe)
            counts["perhaps, wrong"] += bool(not sure and maybe and true not in maybe)
            if true is not None and not sure and show:
                likeness = [round(join.likeness or 0, 2) for join in found.joins] if found else ""
                sys.stdout.write(f"MISSED {item.text[:60]} | {plan.tasks[true].text[:60]} | {likeness}\n")
        yield str(plan.document.region), counts


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--hard", action="store_true", help="leave half of the clauses out, and say the rest with other words before them")
    parser.add_argument("--show", action="store_true", help="print what was joined wrongly or not at all")
    options = parser.parse_args()
    plans = read_notices(options.folder)
    total: Counter[str] = Counter()
    for seed in range(options.seeds):
        for region, counts in scored(plans, seed, hard=options.hard, show=options.show):
            sys.stdout.write(f"| {region} {seed} | {' | '.join(f'{name} {count}' for name, count in counts.items())} |\n")
            total += counts
    joined = total["right"] + total["wrong"]
    sys.stdout.write(
        f"precision {total['right'] / joined:.4f} of {joined}, recall {total['right'] / total['true']:.4f} of {total['true']}\n"
    )
    sys.stdout.write(f"perhaps: {total['perhaps, right']} right, {total['perhaps, wrong']} wrong\n")


if __name__ == "__main__":
    main()
