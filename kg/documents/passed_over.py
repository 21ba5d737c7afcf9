"""What a folder or an archive holds beside documents: named by kind, so that nobody takes for read what was not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from kg.knowledge.words import words
from kg.model.errors import PassedOver, UnreadableSource
from kg.model.wording import Told, told

__all__ = ["passed_over"]

_NAMED: Final = 5  # files of a kind; the others are counted


class _Kind(NamedTuple):
    """``holds_notices``: such files are documents, if of a format that is not read, or hold some."""

    one: Told
    many: Told
    remedy: Told
    holds_notices: bool


_KINDS: Final = {
    "archives": _Kind(told("archive"), told("archives"), told("Unpack them, or make ZIPs of them"), True),
    "documents": _Kind(
        told("document"),
        told("documents"),
        told("Save them as DOCX or PDF"),
        True,
    ),
    "sheets": _Kind(
        told("spreadsheet"),
        told("spreadsheets"),
        told("Save them as XLSX"),
        True,
    ),
    "slides": _Kind(told("file of slides"), told("files of slides"), told("Save what matters of them as DOCX or PDF"), False),
    "pictures": _Kind(
        told("picture"),
        told("pictures"),
        told("If they show a notice, name each on the command line, or put them into one TIFF or PDF: it is read as a scan then"),
        False,
    ),
    "recordings": _Kind(told("recording"), told("recordings"), told("Nothing, unless a notice was given as one"), False),
    "others": _Kind(
        told("file of another kind"), told("files of other kinds"), told("Name one on the command line if it is a document"), False
    ),
}


def passed_over(where: str, names: Iterable[str]) -> Iterator[UnreadableSource]:
    """One message for each kind of file among ``names``, those whose suffix is no document's: how many, which, and what to do.

    Those that are documents all the same, or hold some, come as what could not be read; the others as
    :class:`~kg.model.errors.PassedOver`.
    """
    by_kind: dict[str, list[str]] = {}
    for name in sorted(names):
        by_kind.setdefault(_by_suffix().get(PurePosixPath(name).suffix.lower(), "others"), []).append(name)
    for section, kind in _KINDS.items():
        if found := by_kind.get(section):
            more = told(" and {count} more", count=len(found) - _NAMED) if len(found) > _NAMED else ""
            names = ", ".join(found[:_NAMED])
            if len(found) == 1:
                not_read = told("1 {kind} is not read: {names}", kind=kind.one, names=names)
            else:
                not_read = told("{count} {kind} are not read: {names}{more}", count=len(found), kind=kind.many, names=names, more=more)
            error = UnreadableSource if kind.holds_notices else PassedOver
            yield error(where, not_read, kind.remedy)


@cache
def _by_suffix() -> dict[str, str]:
    return {f".{suffix}": section for section, suffixes in words("files").items() for suffix in suffixes}
