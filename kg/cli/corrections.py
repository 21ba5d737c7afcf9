"""What a command says of corrections: those that are not in force, always; how many are, unless it is to be quiet."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from kg.building.report import CorrectionsTold
from kg.correcting.outcomes import Outcome
from kg.model.wording import said, say

__all__ = ["tell_corrections"]

_TOLD: Final = 10  # on a terminal; the report has all


def tell_corrections(told: CorrectionsTold, report: Path | None = None, *, quiet: bool = False) -> None:
    """Say what became of the corrections; ``report`` is where the rest stands."""
    loud = told.of("lost", "refused")
    for outcome in loud[:_TOLD]:
        click.echo(_line(outcome), err=True)
    if len(loud) > _TOLD and report is not None:
        click.echo(say("{count} more corrections are not in force: {file}", count=len(loud) - _TOLD, file=report), err=True)
    if not quiet:
        counts = {state: len(told.of(state)) for state in ("applied", "unneeded", "replaced", "elsewhere")}
        click.echo(
            say(
                "Corrections: {applied} applied, {unneeded} not needed any more, {lost} not in force, {replaced} replaced by later ones, "
                "{elsewhere} of documents that were not read.",
                lost=len(loud),
                **counts,
            ),
            err=True,
        )


def _line(outcome: Outcome) -> str:
    where = outcome.file or say("a document")
    why = said(outcome.reason)
    if outcome.state == "lost":
        return say("The correction {id} is not found any more in {file}: {reason}", id=outcome.decision.id, file=where, reason=why)
    return say("The correction {id} of {file} was refused: {reason}", id=outcome.decision.id, file=where, reason=why)
