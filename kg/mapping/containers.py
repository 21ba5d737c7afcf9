"""A document's outline, gathered from its tasks: the lists, their sections and subsections, and who heads each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from kg.mapping.iris import UniqueLocals, slug, text_key
from kg.mapping.literals import years_of
from kg.model.records import Leader, Parsed, Task

__all__ = ["Outline", "OutlineList", "OutlineSection", "list_locals", "outline_of", "task_locals"]

# Characters of a heading in the local names of all that stands under it.
_HEADING_LIMIT: Final = 24
# Characters of an item's number, after its parent's, in its local name.
_ITEM_LIMIT: Final = 24


@dataclass(frozen=True)
class OutlineList:
    """One task list; ``years`` are the first and the last that it covers, None where nothing says."""

    local: str
    title: str | None
    years: tuple[int, int] | None


@dataclass(frozen=True)
class OutlineSection:
    """One section or subsection. ``parent`` is the local name of its list or, where ``nested``, of its section.

    ``leaders`` are those that its own heading names, ``heads`` these and those of what it stands in.
    """

    part: int
    local: str
    title: str | None
    ordinal: str | None
    parent: str
    nested: bool
    leaders: tuple[Leader, ...]
    heads: frozenset[Leader]


@dataclass(frozen=True)
class Outline:
    """A document's lists by part, and its sections in reading order.

    ``section_of_task`` holds for each task the local name of the innermost section it is in; ``place_of_task`` the
    levels that its own local name begins with: list, section, subsection, with 0 for each level that it is not in.
    """

    lists: dict[int, OutlineList]
    sections: tuple[OutlineSection, ...]
    section_of_task: tuple[str | None, ...]
    place_of_task: tuple[str, ...]


class _Heading(NamedTuple):
    part: int
    ordinal: str | None
    title: str | None
    depth: int
    outer: _Heading | None


def outline_of(parsed: Parsed, stem: str) -> Outline:
    """The outline of a document; ``stem`` is what the local names of its lists begin with."""
    lists = _lists_of(parsed, stem)
    headings = [_headings(task) for task in parsed.tasks]
    members: dict[_Heading, list[Task]] = {}
    for task, levels in zip(parsed.tasks, headings, strict=True):
        for heading in levels:
            members.setdefault(heading, []).append(task)
    unique = UniqueLocals()
    sections: dict[_Heading, OutlineSection] = {}
    for heading, tasks in members.items():
        outer = sections.get(heading.outer) if heading.outer else None
        parent = outer.local if outer else lists[heading.part].local
        skipped = "" if outer or heading.depth == 1 else "_0"
        above = outer.heads if outer else frozenset()
        leaders = tuple(leader for leader in _heads(tasks) if leader not in above)
        sections[heading] = OutlineSection(
            part=heading.part,
            local=unique.take(f"{parent}{skipped}_{_heading_local(heading)}"),
            title=heading.title,
            ordinal=heading.ordinal,
            parent=parent,
            nested=outer is not None,
            leaders=leaders,
            heads=above | set(leaders),
        )
    innermost = [sections[levels[-1]].local if levels else None for levels in headings]
    places = [
        (local or lists[task.part].local) + "_0" * (2 - (levels[-1].depth if levels else 0))
        for task, levels, local in zip(parsed.tasks, headings, innermost, strict=True)
    ]
    return Outline(lists, tuple(sections.values()), tuple(innermost), tuple(places))


def task_locals(parsed: Parsed, outline: Outline) -> list[str]:
    """The local name of each task, in their order."""
    unique = UniqueLocals()
    return [unique.take(f"{place}_{_item_local(task)}") for task, place in zip(parsed.tasks, outline.place_of_task, strict=True)]


def _item_local(task: Task) -> str:
    """The item's number, after its parent's where it has one; a digest of what it says where none is printed."""
    return slug("-".join(number for number in (task.parent, task.number) if number), _ITEM_LIMIT) or text_key(task.text)


def list_locals(parsed: Parsed, stem: str) -> dict[int, str]:
    """The local name of each list by its part: what is printed above it (附件2), else its title, never its place among the others."""
    unique = UniqueLocals()
    named: dict[int, str] = {}
    for task in parsed.tasks:
        if task.part not in named:
            printed = slug(task.part_label or "") or slug(task.part_title or parsed.document.title or "", _HEADING_LIMIT) or "0"
            named[task.part] = unique.take(f"{stem}_{printed}")
    return named


def _lists_of(parsed: Parsed, stem: str) -> dict[int, OutlineList]:
    locals_ = list_locals(parsed, stem)
    tasks_of: dict[int, list[Task]] = {}
    for task in parsed.tasks:
        tasks_of.setdefault(task.part, []).append(task)
    lists: dict[int, OutlineList] = {}
    for part, tasks in sorted(tasks_of.items()):
        title = next((task.part_title for task in tasks if task.part_title), parsed.document.title)
        spans = [years for task in tasks if (years := years_of(task.horizon)) is not None]
        if not spans and parsed.document.year is not None:
            spans = [(parsed.document.year, parsed.document.year)]
        covered = (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None
        lists[part] = OutlineList(locals_[part], title, covered)
    return lists


def _headings(task: Task) -> Sequence[_Heading]:
    """The headings that a task stands under, the outer one first."""
    headings: list[_Heading] = []
    if task.section is not None or task.section_title is not None:
        headings.append(_Heading(task.part, task.section, task.section_title, 1, None))
    if task.subsection is not None or task.subsection_title is not None:
        outer = headings[0] if headings else None
        headings.append(_Heading(task.part, task.subsection, task.subsection_title, 2, outer))
    return headings


def _heading_local(heading: _Heading) -> str:
    return slug(heading.ordinal or "", _HEADING_LIMIT) or slug(heading.title or "", _HEADING_LIMIT) or "0"


def _heads(tasks: Sequence[Task]) -> list[Leader]:
    """The leaders of a heading: those whose one mention, printed before the first of its tasks, all of them carry."""
    first = tasks[0]
    shared = set(first.leaders).intersection(*(task.leaders for task in tasks))
    return [leader for leader in first.leaders if leader in shared and leader.end <= first.start]
