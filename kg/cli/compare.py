"""``kg compare``: what changed in the world between two years."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

import click

from kg.cli.data import graph_at, teller
from kg.cli.options import data_option, format_option, output_option, quiet_option
from kg.cli.output import TABLE_FORMS, render, write_text
from kg.comparing import COLUMNS, Comparison, Plan, Wording, compare, plans_of, rows
from kg.model.wording import language
from kg.queries import Result
from kg.store.files import whole_file

__all__ = ["command"]

_YEAR: Final = re.compile(r"\d{4}", re.ASCII)
_WORKBOOK: Final = ".xlsx"
_READ: Final = ("table", "markdown")


@click.command("compare")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--region", metavar="NAME|CODE", help="One place: its name, alone or behind that of the place above, or its code.")
@click.option("--all", "everything", is_flag=True, help="Show what stayed the same, too.")
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write it as one page, which needs no network; nothing else is written then, unless -o names a file.",
)
@format_option(TABLE_FORMS)
@output_option
@data_option
@quiet_option
def command(
    old: str,
    new: str,
    region: str | None,
    everything: bool,
    page: Path | None,
    form: str,
    output: Path | None,
    data: Path | None,
    quiet: bool,
) -> None:
    """Say what changed in the world from OLD to NEW: tasks, targets, bureaus, leaders.

    OLD and NEW are years of the graph, or files of graphs or folders of builds. Tasks are matched by their text within a place, lists of
    one year with lists of one year. 'kg diff' says what changed in the graph.

    \b
    Examples:
      kg compare 2024 2025 --data exports
      kg compare builds/2022 builds/2023 --region 青岭县 --format json
      kg compare 2022 2023 -o changes.xlsx --html changes.html
    """
    wording = Wording(language())
    found = _compared(old, new, region, data, quiet=quiet)
    if not quiet:
        for line in _told(found, wording):
            click.echo(line, err=True)
    if page is not None:
        from kg.views.comparison_page import comparison_page

        write_text(comparison_page(found, wording, everything=everything), page)
    if output is not None and output.suffix.lower() == _WORKBOOK:
        from kg.publish.exporting.comparison_book import write_comparison

        with whole_file(output) as beside:
            write_comparison(found, wording, beside, everything=everything)
    elif page is None or output is not None:
        answer = _for_readers(found, wording, everything) if form in _READ else _for_programs(found, everything)
        write_text(render(answer, form, terminal=output is None and sys.stdout.isatty()), output)


def _compared(old: str, new: str, region: str | None, data: Path | None, *, quiet: bool) -> Comparison:
    read: dict[Path | None, dict[str, Plan]] = {}

    def side(named: str) -> tuple[dict[str, Plan], int | None]:
        year = int(named) if _YEAR.fullmatch(named) and not Path(named).exists() else None
        chosen = Path(named) if year is None else data
        if chosen not in read:
            read[chosen] = plans_of(graph_at(chosen, quiet=quiet), tell=teller(quiet=quiet))
        return read[chosen], year

    (old_plans, old_year), (new_plans, new_year) = side(old), side(new)
    return compare(old_plans, new_plans, old_year=old_year, new_year=new_year, region=region, names=(old, new))


def _told(found: Comparison, wording: Wording) -> list[str]:
    """How many changes of each kind there are in each place, and what is to be known of the comparison."""
    lines = []
    for region in found.regions:
        counts = [
            f"{wording.word('kind', kind)}: " + ", ".join(f"{wording.word('how', how)} {count}" for how, count in sorted(of_kind.items()))
            for kind, of_kind in region.counts().items()
            if of_kind
        ]
        lines.append(f"{region.name} {region.old} → {region.new}: " + "; ".join(counts))
    return lines + [wording.word("note", note.code, **note.facts) for note in found.notes]


def _for_programs(found: Comparison, everything: bool) -> Result:
    """The rows with all columns, in the same words whatever the locale is."""
    listed = rows(found, Wording("en"), everything=everything)
    return Result(COLUMNS, tuple(tuple(getattr(row, name) for name in COLUMNS) for row in listed))


def _for_readers(found: Comparison, wording: Wording, everything: bool) -> Result:
    """The rows without IRIs, a reworded text once, with its marks; in Chinese with Chinese words."""
    names = [name for name in COLUMNS if name not in ("old_iri", "new_iri")]
    told = []
    for row in rows(found, wording, everything=everything):
        shown = row._replace(old=None, new=None) if row.marked else row
        if wording.language == "zh":
            shown = shown._replace(kind=wording.word("kind", row.kind), change=wording.word("how", row.change))
        told.append(tuple(getattr(shown, name) for name in names))
    heads = [wording.word("column", name) for name in names] if wording.language == "zh" else names
    return Result(tuple(heads), tuple(told))
