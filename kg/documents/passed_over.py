"""What a folder or an archive holds beside documents: named by kind, so that nobody takes for read what was not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from kg.knowledge.words import words
from kg.model.errors import PassedOver, UnreadableSource

__all__ = ["passed_over"]

_NAMED: Final = 5  # files of a kind; the others are counted


class _Kind(NamedTuple):
    """``holds_notices``: such files are documents, if of a format that is not read, or hold some."""

    one: str
    many: str
    remedy: str
    holds_notices: bool


_KINDS: Final = {
    "archives": _Kind("archive", "archives", "Unpack them, or make ZIPs of them", True),
    "documents": _Kind(
        "document", "documents", "Save them as DOCX or PDF (soffice --headless --convert-to docx FILE does it for .odt)", True
    ),
    "sheets": _Kind("spreadsheet", "spreadsheets", "Save them as XLSX (soffice --headless --convert-to xlsx FILE does it for .ods)", True),
    "slides": _Kind("file of slides", "files of slides", "Save what matters of them as DOCX or PDF", False),
    "pictures": _Kind(
        "picture",
        "pictures",
        "If they show a notice, look for it as a web page, DOCX or PDF with text; else make a PDF of them and run"
        " ocrmypdf -l chi_sim IN.pdf OUT.pdf, which loses tables",
        False,
    ),
    "recordings": _Kind("recording", "recordings", "Nothing, unless a notice was given as one", False),
    "others": _Kind("file of another kind", "files of other kinds", "Name one on the command line if it is a document", False),
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
            more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
            counted = f"1 {kind.one} is" if len(found) == 1 else f"{len(found)} {kind.many} are"
            said = UnreadableSource if kind.holds_notices else PassedOver
            yield said(where, f"{counted} not read: {', '.join(found[:_NAMED])}{more}", kind.remedy)


@cache
def _by_suffix() -> dict[str, str]:
    return {f".{suffix}": section for section, suffixes in words("files").items() for suffix in suffixes}
