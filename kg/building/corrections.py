"""The corrections of a build: which files hold them, laid over what was read, and what became of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from kg.building.doubts import doubts_of
from kg.building.gather import Entry, Gathered, set_aside
from kg.building.reading import PrintedNames, reading_of
from kg.building.regions import code_of
from kg.building.report import CorrectionsTold, DocumentReport
from kg.correcting.applying import corrected, in_force
from kg.correcting.decisions import Decision
from kg.correcting.estimating import estimates
from kg.correcting.ledger import NAME, Ledger
from kg.correcting.outcomes import Outcome, State, settled_over, unsaid
from kg.linking.decided import NamesDecided, NamesRule
from kg.linking.likeness import letters
from kg.linking.units import owner_of, unit_key
from kg.model.errors import BadRecord, StoreError
from kg.model.records import Amendment, Parsed
from kg.model.wording import told
from kg.store.cache import cache_key
from kg.store.spool import Spool

__all__ = ["Decided", "decided_beside", "recounted"]

_NOT_PRINTED: Final = told("no notice of this build prints two of its names")
_MISSING: Final = told("Write it (docs/corrections.md), or leave the option out")


@dataclass
class Decided:
    """The decisions that hold for a build, in the order of their files, and what became of each, once they are laid over."""

    files: tuple[Path, ...] = ()
    decisions: tuple[Decision, ...] = ()
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def names(self) -> NamesDecided:
        """What was decided of names."""
        about = (one for one in self._in_force if one.is_about_names)
        return NamesDecided(tuple(_rule(one) for one in about))

    @property
    def _in_force(self) -> tuple[Decision, ...]:
        return in_force(self.decisions)[0]

    def lay_over(self, gathered: Gathered) -> None:
        """Put each reading that somebody decided about in the place of what was read: everything after sees one truth."""
        about = [one for one in self._in_force if not one.is_about_names]
        meant = {name for one in about for name in _names(one)}
        for sha256, entry in sorted(gathered.entries.items()) if about else ():
            if meant & {entry.sha256, *entry.named}:
                found = self._entry(entry, gathered.spool, about)
                if found is not None:
                    gathered.entries[sha256] = found

    def told(self, entries: Iterable[Entry], spool: Spool) -> CorrectionsTold:
        """What became of each decision, one each, in their order; ``entries`` are all documents of the build."""
        named = [one for one in self._in_force if one.is_about_names]
        met = _met(entries, spool, {name for one in named for name in one.content}) if named else {}
        return self._told([_of_names(one, number, named, met) for number, one in enumerate(named)])

    def told_alone(self) -> CorrectionsTold:
        """The same where documents are read and nothing is linked: decisions about names have no part in it."""
        return self._told([Outcome(one, "elsewhere") for one in self._in_force if one.is_about_names])

    def _told(self, about_names: Sequence[Outcome]) -> CorrectionsTold:
        every = [*self.outcomes, *in_force(self.decisions)[1], *about_names]
        places = {decision.id: number for number, decision in enumerate(self.decisions)}
        outcomes = settled_over([*every, *unsaid(self.decisions, every)])
        outcomes.sort(key=lambda outcome: places[outcome.decision.id])
        called = [path.name if len(self.files) == 1 else f"{path.parent.name}/{path.name}" for path in self.files]
        return CorrectionsTold(tuple(called), tuple(outcomes), estimates(self.decisions))

    def _entry(self, entry: Entry, spool: Spool, about: Sequence[Decision]) -> Entry | None:
        parsed: Parsed = spool.get(entry.parsed)
        text = spool.get_packed(entry.text).decode("utf-8", "surrogatepass")
        found = corrected(parsed, text, about)
        self.outcomes += found.outcomes
        if found.parsed is parsed:
            return None
        report = recounted(spool.get(entry.report), found.parsed)
        mine = [outcome.decision.text() for outcome in found.outcomes]
        return set_aside(spool, reading_of(found.parsed, text, report, entry.path, cache_key("corrected", entry.made_of, *mine)))


def decided_beside(sources: Iterable[str | Path], paths: Iterable[str], named: Path | None) -> Decided:
    """The decisions of the file that is ``named``, else of the files of that name beside the sources, where there are some.

    Raises StoreError where the file that is named is not there, and BadRecord for a line that is no correction.
    """
    if named is not None:
        if not named.is_file():
            raise StoreError(str(named), told("no such file of corrections"), _MISSING)
        found = [named]
    else:
        folders = {Path(source).resolve() for source in sources if Path(source).is_dir()} | {Path(path).parent for path in paths}
        found = [path for folder in sorted(folders) if (path := folder / NAME).is_file()]
    decisions: dict[str, Decision] = {}
    for path in found:
        for decision in Ledger(path).read():
            if decision.id in decisions and decisions[decision.id].text() != decision.text():
                twice = told("the id {id} stands in another file of corrections too, and says something else", id=decision.id)
                raise BadRecord(f"{path}:{decision.line}", twice, "Give each correction an id of its own")
            decisions[decision.id] = decision
    return Decided(tuple(found), tuple(decisions.values()))


def recounted(report: DocumentReport, parsed: Parsed) -> DocumentReport:
    """The report of a document, for the records that it has with its corrections."""
    record, tasks = parsed.document, parsed.tasks
    units = [unit for task in tasks for unit in task.units]
    return replace(
        report,
        title=record.title,
        number=record.number,
        region=record.region,
        region_code=record.region_code,
        region_stated=record.region_stated,
        doubts=doubts_of(parsed),
        problems=record.problems,
        tasks=len(tasks),
        units=len(units),
        leads=sum(unit.role == "lead" for unit in units),
        inferred_leads=sum(unit.role == "lead" and unit.basis == "inferred" for unit in units),
        leaders=len({(leader.name, leader.title) for task in tasks for leader in task.leaders}),
        targets=sum(len(task.targets) for task in tasks),
    )


def _rule(one: Decision) -> NamesRule:
    said = Amendment(one.id, one.when, one.by, one.why, (one.action,), json.dumps(one.content, ensure_ascii=False))
    return NamesRule(one.document.region_code, one.action == "same_body", tuple(map(str, one.content)), said)


def _names(decision: Decision) -> Iterator[str]:
    """What an entry of the document that is meant goes by."""
    meant = decision.document
    if meant.sha256:
        yield meant.sha256
    yield from filter(None, (letters(meant.number or ""), letters(meant.title or "")))


def _met(entries: Iterable[Entry], spool: Spool, asked: set[str]) -> Mapping[str | None, set[str]]:
    """Which of the names that are asked for notices print, by the region whose bodies they are."""
    met: dict[str | None, set[str]] = {}
    for entry in entries:
        names: PrintedNames = spool.get(entry.names)
        for name, collective, _ in names.units:
            if name in asked and not collective:
                met.setdefault(owner_of(code_of(entry.scope), name, collective) or entry.scope, set()).add(name)
    return met


def _of_names(decision: Decision, number: int, named: Sequence[Decision], met: Mapping[str | None, set[str]]) -> Outcome:
    names, region = set(decision.content), decision.document.region_code
    against = [
        one.id
        for one in named[:number]
        if one.action != decision.action and one.by != decision.by and len(names & set(one.content)) > 1 and _meet(one, region)
    ]
    there = {owner: names & found for owner, found in met.items() if region in (None, owner) and len(names & found) > 1}
    if not there:
        return Outcome(decision, "elsewhere", _NOT_PRINTED, against=tuple(against))
    keys = [[unit_key(owner, name, False) for name in found] for owner, found in there.items()]
    so = all(len(set(own)) == (1 if decision.action == "same_body" else len(own)) for own in keys)
    later = any(one.action != decision.action and set(one.content) >= names and _meet(one, region) for one in named[number + 1 :])
    state: State = "replaced" if later else "unneeded" if so and not against else "applied"
    return Outcome(decision, state, against=tuple(against))


def _meet(one: Decision, region: str | None) -> bool:
    return None in (region, one.document.region_code) or one.document.region_code == region
