"""The documents that a command was given, one after the other; what cannot be read is said and passed over."""

from __future__ import annotations

import contextlib
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import click

from kg.cli.cache import caches_in
from kg.cli.progress import PageTeller, refusal, tracked
from kg.correcting.applying import corrected
from kg.correcting.decisions import Decision
from kg.correcting.outcomes import Outcome
from kg.documents import Scans, Source, find, look_through, read, read_bytes
from kg.model.errors import PassedOver, UnreadableSource, fault
from kg.model.limits import MAX_FILE, megabytes
from kg.model.records import Parsed
from kg.model.wording import say, told
from kg.parsing import parse
from kg.resources import SAMPLES

__all__ = ["Documents", "file_and_line", "named_or_samples", "one_document", "printed_name", "sources_at_hand"]

_STANDARD_INPUT: Final = "-"
_ITS_NAME: Final = told("standard input")
_LINE = re.compile(r"(?P<file>.+):(?P<line>\d{1,9})", re.DOTALL)


def named_or_samples(sources: Sequence[str], *, quiet: bool = False) -> Sequence[str]:
    """The sources that were named, else the samples, saying so."""
    if sources:
        return sources
    if not quiet:
        click.echo(say("No source named: reading the sample notices that ship with the program."), err=True)
    return sorted(str(path) for path in SAMPLES.rglob("*") if path.is_file() and not path.name.startswith("README"))


@contextlib.contextmanager
def sources_at_hand(sources: Sequence[str], *, quiet: bool = False) -> Iterator[Sequence[str]]:
    """The sources that were named, else the samples; for the time of the block standard input (``-``) is a file among them.

    Raises UnreadableSource where more comes than is read of a file.
    """
    named = named_or_samples(sources, quiet=quiet)
    if not any(map(_is_standard_input, named)):
        yield named
        return
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        file = Path(folder) / _ITS_NAME
        file.write_bytes(_standard_input())
        yield [str(file) if _is_standard_input(source) else source for source in named]


def _is_standard_input(source: str) -> bool:
    return source == _STANDARD_INPUT and not Path(source).exists()


def _standard_input() -> bytes:
    data = sys.stdin.buffer.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise UnreadableSource(_ITS_NAME, told("more than {most}, the most that is read", most=megabytes(MAX_FILE)), "Name a file")
    return data


@dataclass
class Documents:
    """The documents of ``sources``, or without any the samples that ship with the program.

    ``unreadable`` counts, as :meth:`read` goes along, what could not be read; ``corrections`` are laid over each, and ``outcomes`` says
    what became of them.
    """

    sources: Sequence[str]
    quiet: bool = False
    unreadable: int = 0
    corrections: Sequence[Decision] = ()
    outcomes: list[Outcome] = field(default_factory=list)

    def read(self) -> Iterator[tuple[Source, Parsed]]:
        """Each document that can be read, with its records; a bar on the terminal moves beside."""
        paths = self._paths()
        teller = PageTeller()
        # The bar of several files is one already.
        scans = Scans(caches_in(None).files, teller.step if len(paths) == 1 and not self.quiet else None)
        for path in tracked(paths, quiet=self.quiet):
            at_hand = str(path) == _STANDARD_INPUT and not path.exists()
            for found in read_bytes(_standard_input(), _ITS_NAME, _ITS_NAME, scans=scans) if at_hand else read(path, scans):
                teller.end()
                if isinstance(found, UnreadableSource):
                    self._refuse(found)
                    continue
                try:
                    parsed = parse(found)
                except Exception as error:  # a fault of the program in one document must not cost the others
                    self._refuse(fault(found.path, error))
                    continue
                if self.corrections:
                    made = corrected(parsed, found.text, self.corrections)
                    self.outcomes += made.outcomes
                    parsed = made.parsed
                yield found, parsed

    def _paths(self) -> list[Path]:
        paths: dict[Path, Path] = {}
        for source in named_or_samples(self.sources, quiet=self.quiet):
            try:
                if _is_standard_input(source):
                    paths[Path(source)] = Path(source)
                    continue
                looked = look_through([source])
            except UnreadableSource as error:
                self._refuse(error)
            except Exception as error:  # a fault of the program in one folder must not cost the others
                self._refuse(fault(source, error))
            else:
                paths |= {path.resolve(): path for path in looked.paths}
                for beside in looked.beside:
                    self._refuse(beside)
        return list(paths.values())

    def _refuse(self, error: UnreadableSource) -> None:
        self.unreadable += not isinstance(error, PassedOver)
        click.echo(refusal(error), err=True)


def file_and_line(source: str) -> tuple[str, int | None]:
    """A source and the line that is named behind it (``notice.txt:12``); a file that is there under the whole name is that file."""
    match = _LINE.fullmatch(source)
    if match is None or Path(source).exists():
        return source, None
    return match["file"], int(match["line"])


def printed_name(source: str) -> str:
    """What messages call a source."""
    return _ITS_NAME if source == _STANDARD_INPUT else source


def one_document(source: str) -> Source:
    """The document of one file, or of standard input (``-``). Raises UnreadableSource for a folder, and for what holds several."""
    if source == _STANDARD_INPUT:
        found = list(read_bytes(_standard_input(), _ITS_NAME, _ITS_NAME, scans=Scans(caches_in(None).files)))
    else:
        found = [document for path in find([source]) for document in read(path, Scans(caches_in(None).files))]
    found = [document for document in found if not isinstance(document, PassedOver)]
    if len(found) != 1:
        raise UnreadableSource(printed_name(source), told("{count} documents", count=len(found)), "Name one file with one document in it")
    if isinstance(found[0], UnreadableSource):
        raise found[0]
    return found[0]
