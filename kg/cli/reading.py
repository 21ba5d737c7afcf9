"""The documents that a command was given, one after the other; what cannot be read is said and passed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from kg.cli.progress import tracked
from kg.documents import Source, find, read
from kg.errors import UnreadableSource
from kg.resources import SAMPLES

__all__ = ["Documents"]


@dataclass
class Documents:
    """The documents of ``sources``, or without any the samples that ship with the program.

    ``unreadable`` counts, as :meth:`read` goes along, what could not be read.
    """

    sources: Sequence[str]
    quiet: bool = False
    unreadable: int = 0

    def read(self) -> Iterator[Source]:
        """Each document that can be read, a bar on the terminal beside it."""
        for path in tracked(self._paths(), "Reading", quiet=self.quiet):
            for found in read(path):
                if isinstance(found, Source):
                    yield found
                else:
                    self._refuse(found)

    def _paths(self) -> list[Path]:
        if not self.sources:
            if not self.quiet:
                click.echo("No source named: reading the sample notices that ship with the program.", err=True)
            return list(find([str(SAMPLES)]))
        paths: dict[Path, Path] = {}
        for source in self.sources:
            try:
                paths |= {path.resolve(): path for path in find([source])}
            except UnreadableSource as error:
                self._refuse(error)
        return list(paths.values())

    def _refuse(self, error: UnreadableSource) -> None:
        self.unreadable += 1
        click.echo(f"Error: {error}", err=True)
