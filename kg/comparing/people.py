"""Bodies and leaders of two years: gained and lost, replaced in a post, moved to another, tasks handed on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.comparing.facts import Body, Line, Person, Task
from kg.linking.likeness import letters

__all__ = ["BodyChange", "LeaderChange", "body_changes", "leader_changes"]


@dataclass(frozen=True, slots=True)
class BodyChange:
    """``how``: gained, lost; with the number of its tasks."""

    how: str
    body: Body
    tasks: int


@dataclass(frozen=True, slots=True)
class LeaderChange:
    """``how``: gained, lost, replaced, moved (one person, another post), handed.

    ``replaced``: ``new`` holds the post that ``old`` held alone, or a newcomer leads most of the tasks of one who is gone. ``handed``: so
    many ``tasks`` went from one to the other, both of whom both years have. ``old_post`` and ``new_post`` are as printed, those of several
    posts one behind the other.
    """

    how: str
    old: Person | None
    new: Person | None
    old_post: str
    new_post: str
    tasks: int = 0


def body_changes(old: Sequence[Task], new: Sequence[Task], bodies: tuple[Mapping[str, Body], Mapping[str, Body]]) -> Iterator[BodyChange]:
    """The bodies that only one of the years names, those with the most tasks first."""
    before = Counter(key for task in old for key in task.roles)
    after = Counter(key for task in new for key in task.roles)
    for how, mine, other, known in (("gained", after, before, bodies[1]), ("lost", before, after, bodies[0])):
        found = [BodyChange(how, known[key], count) for key, count in mine.items() if key not in other]
        yield from sorted(found, key=lambda change: (-change.tasks, change.body.name, change.body.key))


def leader_changes(
    lines: tuple[set[Line], set[Line]],
    people: tuple[Mapping[str, Person], Mapping[str, Person]],
    pairs: Sequence[tuple[Task, Task]],
    tasks: tuple[Sequence[Task], Sequence[Task]],
) -> Iterator[LeaderChange]:
    """Successors first; then who moved, came, went; then whose tasks went to whom. A post that several hold has no one successor."""
    named = [{line.person for line in side} | {key for task in of for key in task.leaders} for side, of in zip(lines, tasks, strict=True)]
    before, after = ({key for key in named[side] if key in people[side]} for side in (0, 1))
    old_posts, new_posts = (_posts(side) for side in lines)
    told: set[tuple[int, str]] = set()
    holders = [_holders(posts) for posts in (old_posts, new_posts)]
    for post, olds in sorted(holders[0].items()):
        news = holders[1].get(post, set())
        if len(olds) == len(news) == 1 and olds != news:
            (one,), (other,) = olds, news
            told |= {(0, one), (1, other)}
            printed = new_posts[other][post]
            yield LeaderChange("replaced", people[0].get(one), people[1].get(other), printed, printed)
    moved = _moved(pairs)
    for (one, other), count in sorted(moved.items()):
        if one in before - after and other in after - before and not {(0, one), (1, other)} & told and _most(moved, one, other, count):
            told |= {(0, one), (1, other)}
            yield LeaderChange("replaced", people[0][one], people[1][other], _said(old_posts.get(one, {})), _said(new_posts.get(other, {})))
    for key in sorted(before & after):
        mine, others = old_posts.get(key, {}), new_posts.get(key, {})
        if mine and others and not mine.keys() & others.keys():
            yield LeaderChange("moved", people[0][key], people[1][key], _said(mine), _said(others))
    for key in sorted(after - before):
        if (1, key) not in told:
            yield LeaderChange("gained", None, people[1][key], "", _said(new_posts.get(key, {})))
    for key in sorted(before - after):
        if (0, key) not in told:
            yield LeaderChange("lost", people[0][key], None, _said(old_posts.get(key, {})), "")
    for (one, other), count in sorted(moved.items(), key=lambda item: (-item[1], item[0])):
        if {one, other} <= before & after:
            yield LeaderChange("handed", people[0][one], people[1][other], "", "", count)


def _posts(lines: set[Line]) -> dict[str, dict[str, str]]:
    """For each person the posts, each by its letters as it is printed."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for line in sorted(lines, key=lambda line: (line.person, line.post or "")):
        if line.post:
            found[line.person][letters(line.post)] = line.post
    return found


def _holders(posts: Mapping[str, Mapping[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for person, held in posts.items():
        for post in held:
            found[post].add(person)
    return found


def _said(posts: Mapping[str, str]) -> str:
    return "、".join(sorted(posts.values()))


def _moved(pairs: Sequence[tuple[Task, Task]]) -> Counter[tuple[str, str]]:
    """How many tasks that stay went from one leader to another."""
    moved: Counter[tuple[str, str]] = Counter()
    for old, new in pairs:
        went, came = set(old.leaders) - set(new.leaders), set(new.leaders) - set(old.leaders)
        if len(went) == len(came) == 1:
            moved[went.pop(), came.pop()] += 1
    return moved


def _most(moved: Counter[tuple[str, str]], one: str, other: str, count: int) -> bool:
    """Whether more than half of what the one handed on went to the other, and more than half of what the other took over came from him."""
    given = sum(number for (giver, _), number in moved.items() if giver == one)
    taken = sum(number for (_, taker), number in moved.items() if taker == other)
    return 2 * count > given and 2 * count > taken
