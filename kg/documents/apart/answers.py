"""What a reader answers from its process: a source's fields, or what was found instead and what to do, as JSON has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kg.documents.writing import Origin
from kg.model.errors import UnreadableSource
from kg.model.source import Cell, Place, Source, Table, Unsure
from kg.model.wording import Told, of_plain, plain

__all__ = ["answer", "fields_of", "refusal", "source_of"]

_NOWHERE = Origin("", "", "")  # whose document it is knows the one who asks


def answer(read: Callable[[bytes, Origin], Source], data: bytes) -> dict[str, Any]:
    """What ``read`` makes of the document, to be written."""
    try:
        return fields_of(read(data, _NOWHERE))
    except UnreadableSource as unreadable:
        return refusal(unreadable.found, unreadable.remedy)


def fields_of(source: Source) -> dict[str, Any]:
    """A source's fields, but for whose it is."""
    return {
        "text": source.text,
        "media_type": source.media_type,
        "tables": [
            [t.start, t.end, [[c.start, c.end, c.row, c.column, c.row_span, c.column_span] for c in t.cells]] for t in source.tables
        ],
        "furniture": source.furniture,
        "places": [[place.start, place.name, place.recognised, place.own] for place in source.places],
        "notes": source.notes,
        "unseen": source.unseen,
        "unsure": [[one.start, one.end, one.score] for one in source.unsure],
    }


def refusal(found: Told, remedy: Told) -> dict[str, Any]:
    """What was found instead of a document that can be read, and what to do."""
    return {"found": found, "remedy": remedy, "of": {"found": plain(found), "remedy": plain(remedy)}}


def source_of(answered: dict[str, Any], origin: Origin) -> Source:
    """The source that was answered. Raises :class:`kg.model.errors.UnreadableSource` where none was."""
    if "found" in answered:
        raise UnreadableSource(origin.path, *(of_plain(answered["of"][what]) for what in ("found", "remedy")))
    return Source(
        path=origin.path,
        file=origin.file,
        text=answered["text"],
        sha256=origin.digest,
        media_type=answered["media_type"],
        tables=tuple(Table(start, end, tuple(Cell(*c) for c in cells)) for start, end, cells in answered["tables"]),
        furniture=tuple((start, end) for start, end in answered["furniture"]),
        places=tuple(Place(*place) for place in answered["places"]),
        notes=tuple(answered["notes"]),
        unseen=tuple((sign, count) for sign, count in answered["unseen"]),
        unsure=tuple(Unsure(*one) for one in answered["unsure"]),
    )
