"""Reports without numbers and bodies: paragraphs, each a goal and behind it what was reached (危旧房改造2000户。上半年已开工1200户。).

They are looked for only where nothing else shows a list. What a document without any list tells of in other sentences is counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.knowledge.words import compiled, words
from kg.model.excerpts import excerpt
from kg.model.passages import Passage
from kg.model.wording import told
from kg.parsing.findings import Claim, Doubt, Item, Place, Reached, Reading
from kg.parsing.marks.lines import Line, flow_of
from kg.parsing.marks.numbering import marker_at
from kg.parsing.notice.kind import BEHIND_A_GOAL, reports_throughout
from kg.parsing.notice.list_titles import title_above
from kg.parsing.notice.lists import ListRegion
from kg.parsing.results.prose import read_prose
from kg.parsing.targets.results import reported
from kg.parsing.targets.written import written

__all__ = ["doubts_of_results_in_prose", "find_told_paragraphs", "read_told_paragraphs"]

_FEWEST: Final = 3  # paragraphs; two may be an account of something else
_OF_LINES: Final = 0.75  # of the lines from the first to the last that must be such paragraphs
_LONGEST_GOAL: Final = 80  # characters
_GOAL: Final = re.compile(r"\s*([^。；;：:\n]+)[。；;：:]\s*")
_OPENING: Final = 3  # lines, of which one says that the document is a report
_SINCE: Final = compiled("|".join(f"(?:{entry})" for entry in words("patterns/progress")["since"]))


def find_told_paragraphs(lines: Sequence[Line]) -> list[ListRegion]:
    """The stretch of such paragraphs, if the lines hold one."""
    found = [number for number, line in enumerate(lines) if _end_of_goal(line.text) is not None]
    if len(found) < _FEWEST or len(found) < _OF_LINES * (found[-1] + 1 - found[0]):
        return []
    title, preface = title_above(lines, found[0])
    return [ListRegion(title, preface, found[0], found[-1] + 1)]


def read_told_paragraphs(lines: Sequence[Line]) -> Reading:
    """Each paragraph is an item: its first sentence; what is told behind it is set aside."""
    items: list[Item] = []
    claims: list[Claim] = []
    for line in lines:
        whole = Passage.of_line(line.text, line.start)
        end = _end_of_goal(line.text)
        if end is None:
            claims.append(Claim("letter", whole, "between reported goals"))
            continue
        text, reached = whole.cut(0, end).strip("。；;：: \u3000"), whole.cut(end).strip()
        claims.extend([Claim("task", text, "goal of a report"), Claim("aside", reached, BEHIND_A_GOAL)])
        items.append(Item(None, None, text, (), Place(), text.start, (), (Reached("", reached),)))
    return Reading("reported", told("{count} paragraphs of a goal and what was reached", count=len(items)), tuple(items), tuple(claims))


def _end_of_goal(line: str) -> int | None:
    """Where what was reached begins: behind a sentence that tells of nothing yet, with a time up to which is told."""
    goal = _GOAL.match(line)
    if goal is None or len(goal[1]) > _LONGEST_GOAL or marker_at(line, 0) is not None:
        return None
    if not _SINCE.match(line, goal.end()) or _SINCE.match(line, goal.start(1)) or reported(written(goal[1]).plain):
        return None
    return goal.end()


def doubts_of_results_in_prose(lines: Sequence[Line], year: int | None) -> list[Doubt]:
    """What a document without a list of tasks tells of in sentences: it is counted, and goes to no record."""
    flow = flow_of(lines)
    stretches = reported(written(flow.text).plain)
    told_of = read_prose(flow, year, stretches) if stretches else []
    if not told_of and reports_throughout([line.text for line in lines[:_OPENING]]):
        told_of = read_prose(flow, year)
    drafts = [draft for draft in told_of if draft.value is not None or draft.share is not None]
    if not drafts:
        return []
    start, end = flow.cut(drafts[0].start).start, flow.cut(0, drafts[-1].end).end
    return [Doubt.at("results-in-prose", start, end, count=str(len(drafts)), text=excerpt(drafts[0].quote()))]
