"""What a command tells on standard error while it works: a bar where that is a terminal, a line a stage elsewhere, and what was refused."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, TypeVar

import click

from kg.model.errors import PassedOver, UnreadableSource
from kg.model.wording import said, say, told

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

__all__ = ["PageTeller", "Teller", "refusal", "tracked"]

_Item = TypeVar("_Item")
_STAGES: Final = {
    "read": (told("Reading"), told("Read")),
    "write": (told("Writing"), told("Written")),
    "pages": (told("Drawing"), told("Drawn")),
    "load": (told("Loading"), told("Loaded")),
    "pictures": (told("Reading pictures of pages"), told("Pictures of pages read")),
}
_LONG: Final = 10.0  # seconds from which a stage is worth a line where there is no terminal


class Teller:
    """Tells how far the work is. Use it as a context; it is a :class:`kg.building.build.Progress`."""

    def __init__(self, *, quiet: bool = False) -> None:
        """``quiet`` keeps the bar and the lines away; what is refused is told all the same."""
        self._bars: dict[str, TaskID] = {}
        self._begun: dict[str, float] = {}
        self._quiet = quiet
        self._display = None if quiet or not sys.stderr.isatty() else _display()

    def __enter__(self) -> Self:
        if self._display is not None:
            self._display.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._display is not None:
            self._display.stop()

    def step(self, stage: str, done: int, total: int, tasks: int = 0) -> None:
        """So many of so many are done, and so many tasks with them."""
        began = self._begun.setdefault(stage, time.monotonic())
        took = time.monotonic() - began
        if self._display is None:
            if done == total and took > _LONG and not self._quiet:
                with_tasks = told(" with {tasks:,} tasks", tasks=tasks) if tasks else ""
                click.echo(
                    say(
                        "{stage}: {total:,}{with_tasks} in {took:,.0f} s",
                        stage=_STAGES[stage][1],
                        total=total,
                        with_tasks=with_tasks,
                        took=took,
                    ),
                    err=True,
                )
            return
        if stage not in self._bars:
            self._bars[stage] = self._display.add_task(said(_STAGES[stage][0]), total=total, tasks="")
        rate = say("{tasks:,} tasks, {rate:,.0f}/s", tasks=tasks, rate=tasks / took) if tasks and took > 1 else ""
        self._display.update(self._bars[stage], completed=done, total=total, tasks=rate)

    def refused(self, error: UnreadableSource) -> None:
        """A source that gives nothing, and why."""
        click.echo(refusal(error), err=True)


class PageTeller:
    """Tells how many of a scan's pages are read: a bar from the first page to the last."""

    def __init__(self) -> None:
        """Nothing is shown before there is a scan."""
        self._teller: Teller | None = None

    def step(self, done: int, total: int) -> None:
        """So many of so many pages are read."""
        if self._teller is None:
            self._teller = Teller()
            self._teller.__enter__()
        self._teller.step("pictures", done, total)
        if done == total:
            self.end()

    def end(self) -> None:
        """The bar goes, where one is left of pages that were not all read."""
        if self._teller is not None:
            self._teller.__exit__(None, None, None)
            self._teller = None


def _display() -> Progress:
    # Loaded for a terminal only: it takes a twentieth of the time in which the program starts.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    tasks = TextColumn("{task.fields[tasks]}")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), tasks, TimeElapsedColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def refusal(error: UnreadableSource) -> str:
    """The line that tells of it; what was merely passed over is no error."""
    return say("Note: {message}", message=error) if isinstance(error, PassedOver) else say("Error: {message}", message=error)


def tracked(items: Sequence[_Item], *, quiet: bool = False) -> Iterator[_Item]:
    """The items, one after the other, with a bar that moves on as each is done."""
    with Teller(quiet=quiet or len(items) < 2) as teller:
        for done, item in enumerate(items, start=1):
            yield item
            teller.step("read", done, len(items))
