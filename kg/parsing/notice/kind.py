"""Whether a notice shares work out, or reports on what became of it."""

from __future__ import annotations

from collections.abc import Iterable

from kg.knowledge.words import any_word, compiled, words
from kg.model.records import DocumentKind
from kg.parsing.findings import Claim

__all__ = ["BEHIND_A_GOAL", "kind_of_document", "reports_throughout", "tells_of_results"]

_TITLES = compiled(any_word("progress", "titles"))
_PLANS = words("progress")["plans"]
_QUOTED = compiled(r"[《〈][^《》〈〉]*[》〉](?=.)|^[^《]*印发《")  # what a title names is not what it is
_BRACKET_AT_END = compiled(r"[（(][^（()）]*[）)]$")
_COLUMNS = compiled("|".join(words("patterns/progress")["columns"]))
_TOLD = compiled(r"(?m)" + "|".join(f"(?:{pattern})" for pattern in words("patterns/progress")["told"]))
_EMPTY = frozenset({"", "无", "/", "-", "—"})
BEHIND_A_GOAL = "what was reached, behind a goal"
"""The rule by which the reader of a report claims what stands behind a goal, and is of what was reached."""
_SHARE = 0.5  # of the tasks that must have their result beside them: a plan has one here and there, of a year before
_SENTENCES = 3  # that tell of what was reached, where no task was read


def kind_of_document(titles: Iterable[str | None], text: str, tasks: int, claims: Iterable[Claim]) -> DocumentKind:
    """``progress`` where a title says so, or where most tasks have a result beside them.

    Columns of a plan that are still empty say nothing.

    ``claims`` are what the document's readers took; results are among what they set aside.
    """
    if any(title and _reports(title) for title in titles):
        return "progress"
    results = sum(
        claim.kind in ("aside", "result") and (claim.rule == BEHIND_A_GOAL or tells_of_results(claim.rule, claim.passage.text))
        for claim in claims
    )
    if results and results >= _SHARE * tasks:
        return "progress"
    least = max(_SENTENCES, _SHARE * tasks)
    return "progress" if sum(1 for _ in _TOLD.finditer(text)) >= least else "plan"


def reports_throughout(opening: Iterable[str]) -> bool:
    """Whether one of a document's first lines says that it reports on what was reached."""
    return any(_reports(line) for line in opening)


def _reports(title: str) -> bool:
    own = _BRACKET_AT_END.sub("", _QUOTED.sub("", title))
    return bool(_TITLES.search(own)) and (not own.endswith(_PLANS) or "通报" in own)


def tells_of_results(label: str, text: str) -> bool:
    """Whether what stands under a heading or behind a label tells of what was reached: a column of a plan that is still empty does not."""
    cell = text.strip()
    return cell not in _EMPTY and bool(_COLUMNS.search(label) or ("进度" in label and _TOLD.search(cell)))
