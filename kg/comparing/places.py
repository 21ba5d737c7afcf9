"""Places that another took over (撤县设区): what is known of them, under the key of their heir.

The links are in the graph, from ``ontology/successors.ttl``. A place that was divided among several has no one heir and stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.comparing.facts import Line, Task
from kg.comparing.plans import Plan

__all__ = ["heirs_of", "under_heirs"]


def heirs_of(plans: Iterable[Plan]) -> dict[str, str]:
    """From the key of each place that was taken over to that of the last heir that has plans itself."""
    known = list(plans)
    planned = {plan.key for plan in known}
    last = {plan.key: next((heir for heir in reversed(plan.heirs) if heir in planned), None) for plan in known}
    return {key: heir for key, heir in last.items() if heir is not None}


def under_heirs(plans: Mapping[str, Plan], heirs: Mapping[str, str], known: Mapping[str, Plan]) -> dict[str, Plan]:
    """The plans with those of a place that was taken over among its heir's; ``known`` has the heirs' names."""
    found: dict[str, Plan] = {}
    for key, plan in sorted(plans.items(), key=lambda item: (item[0] in heirs, item[0])):
        heir = heirs.get(key)
        if heir is None:
            found[key] = plan
            continue
        moved = _moved(plan, known[heir])
        found[heir] = moved if heir not in found else _joined(found[heir], moved)
    return found


def _moved(plan: Plan, heir: Plan) -> Plan:
    """A plan as if it were the heir's. The names of bodies and people begin with the place that they are of."""
    before, after = f"{plan.key}-", f"{heir.key}-"

    def moved(key: str) -> str:
        return after + key.removeprefix(before) if key.startswith(before) else key

    def of_task(task: Task) -> Task:
        return replace(
            task, roles={moved(key): role for key, role in task.roles.items()}, leaders=tuple(moved(key) for key in task.leaders)
        )

    return Plan(
        key=heir.key,
        name=heir.name,
        code=heir.code,
        within=heir.within,
        heirs=heir.heirs,
        replaced=plan.replaced,
        tasks={years: [of_task(task) for task in tasks] for years, tasks in plan.tasks.items()},
        bodies={moved(key): replace(body, key=moved(key)) for key, body in plan.bodies.items()},
        people={moved(key): replace(person, key=moved(key)) for key, person in plan.people.items()},
        lines={years: {Line(moved(line.person), line.post) for line in lines} for years, lines in plan.lines.items()},
    )


def _joined(one: Plan, other: Plan) -> Plan:
    """Both plans of one place; where both know a body or a person, as the first has it."""
    return replace(
        one,
        replaced={**other.replaced, **one.replaced},
        tasks={years: [*one.tasks.get(years, ()), *other.tasks.get(years, ())] for years in {**one.tasks, **other.tasks}},
        bodies={**other.bodies, **one.bodies},
        people={**other.people, **one.people},
        lines={years: {*one.lines.get(years, ()), *other.lines.get(years, ())} for years in {**one.lines, **other.lines}},
    )
