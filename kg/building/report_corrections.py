"""The chapter of ``report.md`` about corrections: what is not found any more comes first, and how far readings can be trusted last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.building.report import CorrectionsTold
from kg.correcting.estimating import Estimate
from kg.correcting.outcomes import Outcome, State
from kg.model.excerpts import excerpt, safe
from kg.model.wording import in_both

__all__ = ["FIELD_NAMES", "corrections_chapter"]

_CALLED: Final[tuple[tuple[State, str], ...]] = (
    ("lost", "Not found any more 已找不到原位"),
    ("refused", "Refused 不予采用"),
    ("applied", "Applied 已应用"),
    ("unneeded", "Not needed any more: the program reads it so by now 已不需要：程序现已如此读取"),
    ("replaced", "Replaced by a later one, or taken back 已被后来的更正取代或撤回"),
    ("elsewhere", "Of documents that were not read 所涉文件未读取"),
)
_LOUD: Final = ("lost", "refused")
_SHOWN: Final = 200  # of those that need nobody's attention
FIELD_NAMES: Final = {
    "text": "text 任务文字", "units": "units with role 单位与角色", "leaders": "leaders 领导", "targets": "targets 目标",
    "results": "results 结果", "task": "everything 全部",
}  # fmt: skip


def corrections_chapter(told: CorrectionsTold) -> str:
    """The chapter, with its heading."""
    return "".join(_lines(told))


def _lines(told: CorrectionsTold) -> Iterator[str]:
    yield "\n## Corrections 更正\n\n"
    files = ", ".join(map(safe, told.files))
    yield f"{len(told.outcomes)} in {files} · {files} 中有 {len(told.outcomes)} 条\n"
    loud = told.of("lost", "refused")
    if loud:
        yield f"\n**{len(loud)} of them are not in force: look at each below. 其中 {len(loud)} 条未生效，请逐条查看。**\n"
    for state, name in _CALLED:
        found = told.of(state)
        if not found:
            continue
        yield f"\n### {name}: {len(found)}\n\n"
        shown = found if state in _LOUD else found[:_SHOWN]
        yield from (f"- {_line(outcome)}\n" for outcome in shown)
        if len(shown) < len(found):
            yield f"- … ({len(found) - len(shown)} more: report.json 其余见 report.json)\n"
    against = [outcome for outcome in told.outcomes if outcome.against]
    if against:
        yield f"\n### Contradict earlier ones of other people, and hold 与他人此前的更正矛盾，以后者为准: {len(against)}\n\n"
        for outcome in against:
            yield f"- {_line(outcome)}: {', '.join(map(safe, outcome.against))}\n"
    if told.estimates:
        yield from _estimates(told.estimates)


def _line(outcome: Outcome) -> str:
    one = outcome.decision
    parts = [f"`{safe(one.id)}`", " ".join(filter(None, (safe(one.by or ""), safe(one.when or "")))), one.action]
    if outcome.file is not None:
        parts.append(safe(outcome.file) + (f" line {outcome.line} 行" if outcome.line else ""))
    if one.at is not None:
        parts.append(f"“{safe(excerpt(one.at.exact))}”")
    if outcome.reason:
        parts.append(safe(in_both(outcome.reason)))
    return " · ".join(part for part in parts if part)


def _estimates(found: tuple[Estimate, ...]) -> Iterator[str]:
    yield f"\n### How far readings can be trusted 读取可信度: {safe(found[0].sample)}\n\n"
    yield "| read rightly 读对 | share of tasks 占任务 | 95 % | judged 已判 | of 总数 | wrong ones in doubt 错者中存疑 |\n"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |\n"
    for one in found:
        doubted = "–" if one.doubted is None else f"{100 * one.doubted:.0f} %"
        between = f"{100 * one.low:.1f}–{100 * one.high:.1f} %"
        yield f"| {FIELD_NAMES[one.field]} | {100 * one.share:.1f} % | {between} | {one.judged} | {one.tasks} | {doubted} |\n"
