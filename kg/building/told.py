"""What is told of a document, made where it is read and opened when the reports are written; and of all documents together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.building.doubts import DocumentDoubts, Tally
from kg.building.report import CorrectionsTold, DocumentReport, SetAside, Summary, report_json
from kg.building.report_page import Chapters, chapters_of
from kg.model.errors import UnreadableSource

__all__ = ["Told", "summary_of", "told_of"]


@dataclass(frozen=True, slots=True)
class Told:
    """A document's share of the reports as it stands in them, and what adds up: tasks, targets, inferred leads, characters, accounted."""

    json: str
    chapters: Chapters
    counts: tuple[int, int, int, int, int]
    doubts: DocumentDoubts
    set_aside: tuple[tuple[str, int, int], ...]


def told_of(report: DocumentReport) -> Told:
    """What is told of a document."""
    return Told(
        json=report_json(report),
        chapters=chapters_of(report),
        counts=(report.tasks, report.targets, report.inferred_leads, report.characters, report.accounted),
        doubts=report.doubts,
        set_aside=report.set_aside,
    )


def summary_of(
    reports: Iterable[Told],
    *,
    triples: int,
    refused: Mapping[str, Sequence[UnreadableSource]],
    duplicates: Sequence[tuple[str, str]],
    unknown_indicators: Mapping[str, int],
    corrections: CorrectionsTold | None = None,
) -> Summary:
    """What there is to say of the build as a whole. ``refused`` are sources: unreadable, passed_over, without_tasks."""
    counts = [0, 0, 0, 0, 0]
    documents = 0
    tally = Tally()
    aside: dict[str, list[int]] = {}
    for report in reports:
        documents += 1
        counts = [a + b for a, b in zip(counts, report.counts, strict=True)]
        tally.add(report.doubts)
        for what, places, characters in report.set_aside:
            aside[what] = [a + b for a, b in zip(aside.get(what, (0, 0, 0)), (1, places, characters), strict=True)]
    tasks, targets, inferred, characters, accounted = counts
    in_order = {kind: sorted(errors, key=lambda error: (error.where, error.found)) for kind, errors in refused.items()}
    return Summary(
        in_doubt=tally.counted(),
        documents=documents,
        tasks=tasks,
        targets=targets,
        inferred_leads=inferred,
        triples=triples,
        characters=characters,
        accounted=accounted,
        set_aside=sorted((SetAside(what, *counts) for what, counts in aside.items()), key=lambda kind: (-kind.characters, kind.what)),
        **in_order,
        duplicates=duplicates,
        unknown_indicators=sorted(unknown_indicators.items(), key=lambda item: (-item[1], item[0])),
        corrections=corrections,
    )
