"""How many fields a row of a table in text has: if not as many as its headings, a cell may stand in the column of another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model.excerpts import excerpt
from kg.parsing.findings import Doubt
from kg.parsing.marks.lines import Line
from kg.parsing.tables.columns import TEXT_KINDS, UNIT_KINDS, ColumnKind, misfit
from kg.parsing.tables.headings import TableHeader

__all__ = ["doubts_of_fields"]

_BAR = re.compile(r"[|｜]")
_CLOSED = re.compile(r"\s*[|｜]?(?P<inner>.*?)[|｜]\s*")
_MUST_BE_THERE = TEXT_KINDS | UNIT_KINDS | {"leader", "number"}


def doubts_of_fields(text: str, heading: Line, rows: Sequence[Line], header: TableHeader) -> Iterator[Doubt]:
    """One doubt for rows, one below the other, that have as many fields as each other and not as many as the headings.

    Asked is only where all headings stand on one line, parted by tabs or bars. Left alone are a row with one field filled (a section),
    and one that merely lacks the empty fields at its end, as an editor takes them off: what it has fits, and what it lacks names nobody.
    """
    sign = "\t" if "\t" in heading.text else "|" if _BAR.search(heading.text) else None
    expected = _fields(text, heading, sign) if sign else None
    if header.spaced or not header.one_line or expected is None or len(expected) != len(header.kinds):
        return
    opened = sign == "|" and _BAR.match(heading.text.lstrip()) is not None
    said: tuple[int, int, int, str] | None = None  # of how many fields, from where to where, and the first row's text
    for line in rows:
        fields = _fields(text, line, sign, opened=opened)
        differs = fields is not None and len(fields) != len(expected) and not _is_plain(fields, header.kinds)
        if said is not None and (not differs or fields is None or len(fields) != said[0]):
            yield _doubt(said, len(expected))
            said = None
        if differs and fields is not None:
            said = (len(fields), said[1], line.end, said[3]) if said else (len(fields), line.start, line.end, line.text)
    if said is not None:
        yield _doubt(said, len(expected))


def _doubt(said: tuple[int, int, int, str], columns: int) -> Doubt:
    count, start, end, text = said
    return Doubt.at("fields-differ", start, end, count=str(count), columns=str(columns), text=excerpt(text))


def _fields(text: str, line: Line, sign: str | None, *, opened: bool = False) -> list[str] | None:
    """What the whole line of the text holds between the signs; None of a line that is no row: without a sign, or cut by a line break.

    ``opened``: rows begin with a bar, and a line that does not is the rest of one.
    """
    left, right = text.rfind("\n", 0, line.start) + 1, text.find("\n", line.end)
    raw = text[left : len(text) if right < 0 else right]
    if sign == "\t":
        return raw.rstrip("\r").split("\t") if "\t" in raw else None
    closed = None if opened and _BAR.match(raw.lstrip()) is None else _CLOSED.fullmatch(raw)
    return _BAR.split(closed["inner"]) if closed else None


def _is_plain(fields: Sequence[str], kinds: Sequence[ColumnKind]) -> bool:
    """Whether the row is a section's title, or lacks nothing but empty fields at its end."""
    filled = [field.strip() for field in fields if field.strip()]
    if len(filled) <= 1 or not re.search(r"\w", "".join(filled)):
        return True
    if any(field.strip() for field in fields[len(kinds) :]):
        return False
    fits = all(not field.strip() or misfit(field.strip(), kind) == 0 for field, kind in zip(fields, kinds, strict=False))
    return len(fields) > len(kinds) or (fits and not _MUST_BE_THERE & set(kinds[len(fields) :]))
