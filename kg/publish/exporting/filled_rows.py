"""What bureaus filled in, as the graph has it: the newest of each duty goes back into its row, all else is kept beside the lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.knowledge.workbook import day_of
from kg.publish.exporting.tables import plain
from kg.publish.exporting.things import Graph, Thing

__all__ = ["Row", "by_duty", "kept_by_region"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row as typed, each field empty where nothing was. ``why`` is a key of the words ``unplaced``, where it is in no list.

    ``task``, ``party`` and ``digest`` are what it was handed out for; ``text`` is the task as far as it is known.
    """

    told: str
    value: str
    status: str
    as_of: str
    evidence: str
    task: str
    party: str
    digest: str
    bureau: str
    text: str
    why: str
    region: str

    @property
    def typed(self) -> tuple[str, str, str, str, str]:
        """The five fields."""
        return self.told, self.value, self.status, self.as_of, self.evidence


def by_duty(graph: Graph) -> tuple[dict[tuple[str, str], Row], list[Row]]:
    """By task and body the newest row of each duty; and the other rows: older ones that say something else, and those of no task."""
    rows: dict[tuple[str, str], list[tuple[tuple[str, str], Row]]] = defaultdict(list)
    rest: list[Row] = []
    for entry in graph.things("Entry"):
        links = dict(entry.links())
        task, party = links.get("ofTask", [""])[0], links.get("wasAttributedTo", [""])[0]
        row = _row(graph, entry, task)
        if row.why or not task or not party:
            rest.append(row if row.why else replace(row, why="no-key"))
            continue
        day = day_of(row.as_of)
        rows[task, party].append(((day.isoformat() if day else "", entry.iri), replace(row, task=task, party=party)))
    newest: dict[tuple[str, str], Row] = {}
    for duty, several in rows.items():
        ordered = [row for _, row in sorted(several, key=lambda one: one[0], reverse=True)]
        newest[duty] = ordered[0]
        others = {row.typed: row for row in reversed(ordered[1:]) if row.typed != ordered[0].typed}
        rest += [replace(row, why="earlier") for row in others.values()]
    return newest, rest


def kept_by_region(graph: Graph, rows: list[Row]) -> Mapping[str, list[Row]]:
    """The rows of no list by the IRI of their region, empty where it is not known; in the order of bodies and tasks."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(dict.fromkeys(rows), key=lambda row: (row.bureau, row.text, row.typed, row.task)):
        found[row.region].append(row)
    return found


def _row(graph: Graph, entry: Thing, task: str) -> Row:
    said = {name: plain(values[0]) for name, values in entry.literals()}
    own = graph.thing(task) if task else None
    text = plain(dict(own.literals()).get("text", [None])[0]) if own else ""
    key = [*said.get("entryKey", "").split(" "), "-", "-", "-"][:3]
    handed_out, party, digest = ("" if part == "-" else part for part in key)
    return Row(
        told=said.get("told", ""),
        value=said.get("printedValue", ""),
        status=said.get("printedStatus", ""),
        as_of=said.get("printedDate", ""),
        evidence=said.get("evidence", ""),
        task=handed_out,
        party=party,
        digest=digest,
        bureau=said.get("entryBody", ""),
        text=text,
        why=said.get("unplaced", ""),
        region=dict(own.links()).get("region", [""])[0] if own else "",
    )
