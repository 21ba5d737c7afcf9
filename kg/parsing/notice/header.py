"""The notice's own header: title, number (文号), date, issuing office — from its head, its letter and its signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.knowledge.words import any_word, words
from kg.model.values import value
from kg.parsing.marks.lines import Line
from kg.parsing.marks.numbering import marker_at
from kg.parsing.notice.dates import Dating, dating_of, is_signature
from kg.parsing.notice.titles import (
    OFFICE,
    close,
    looks_like_list_title,
    publisher_in_title,
    title_alone,
    title_lines,
    title_of,
    title_run_on,
)

__all__ = ["Header", "holds_number", "read_header", "signature_below"]

# What a number may be glued to on its left: a label, or the office whose number it is (国务院国发〔2016〕1号).
_LABELS, _OFFICES = words("header")["number_labels"], words("header")["number_offices"]
_GLUED = "|".join(f"(?<={word})" for word in (*_LABELS, *_OFFICES))
_OFFICE = "|".join(_OFFICES)
_OTHER = rf"[\u4e00-\u9fff]{{0,9}}(?:{'|'.join(_LABELS)}|(?:{_OFFICE})[\u4e00-\u9fff]{{2}})"  # more than the number: what it is glued to
_NUMBER = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])(?<![》〉”][（(])|(?:{_GLUED})(?=[\u4e00-\u9fff]{{2}})(?!{_OFFICE}))"
    rf"(?P<number>(?!{_OTHER})[\u4e00-\u9fff]{{1,10}}?[ \u3000]?"
    r"[〔\[（(【﹝]\s*(?:19|20)\d{2}\s*[〕\]）)】﹞]\s*(?:第\s*)?\d{1,5}\s*号)"
)
_PUBLISHER = re.compile(rf"^(?P<publisher>{OFFICE})$")
_NAME = r"\s*[】\]]?\s*[：:|]?\s*\|?\s*(?P<publisher>[\u4e00-\u9fff]{2,30}(?:[（(]办公[厅室][）)])?)(?![：:〔\[\u4e00-\u9fff])"
_PUBLISHER_LABEL = re.compile(rf"(?:{any_word('header', 'publisher_labels')}){_NAME}")
_SOURCE_LABEL = re.compile(rf"(?:{any_word('header', 'source_labels')})[：:]{_NAME}")
_IS_BODY = re.compile(rf"(?:{any_word('header', 'offices', 'bureaus')}|府办|[局办委厅])(?:[（(]办公[厅室][）)])?$")
_IS_SITE = re.compile(r"(?:网|网站|平台)$")
_IN_TEXT = re.compile(
    r"(?:^|[，,。、\s近日])(?P<publisher>[\u4e00-\u9fff]{2,12}?(?:人民政府办公厅|人民政府办公室|人民政府))\s*(?:近日)?(?:\n)?"
    rf"(?:{any_word('header', 'publishing')})"
)


@value
class Header:
    """What the notice says of itself; None where it says nothing. ``text`` is what the region may be read from."""

    title: str | None
    title_lines: tuple[int, ...]
    number: str | None
    dating: Dating
    publisher: str | None
    text: str

    @property
    def issued(self) -> str | None:
        """The day of the notice, or of the page that shows it."""
        return self.dating.issued


def read_header(front: Sequence[Line], list_title: str | None, page: Sequence[Line] = ()) -> Header:
    """Read the lines around the lists; a notice without a title of its own is called by its first list's.

    ``page`` are the lines of the page's head, those too that are no part of the notice: they may hold its date and its source.
    """
    text = "\n".join(line.text for line in front)
    lines = title_lines(front)
    own = title_of(front, lines) or title_run_on(front)
    alone = None if own or list_title else title_alone(front)
    number = _NUMBER.search(text)
    printed = re.sub(r"\s+", "", number["number"]) if number else None
    publisher = _publisher(own, front, text, "\n".join(line.text for line in page))
    signed = "\n".join(line.text for line in front if is_signature(line) or _PUBLISHER.match(close(line.text)))
    return Header(
        own or list_title or alone,
        lines,
        printed,
        dating_of(front, page, printed),
        publisher,
        "\n".join(filter(None, [own, list_title, alone, number["number"] if number else None, publisher, signed])),
    )


def holds_number(line: Line) -> bool:
    """Whether the line holds the number of a notice."""
    return bool(_NUMBER.search(line.text))


def signature_below(lines: Sequence[Line]) -> int:
    """How many lines at the document's end are its signature (office and date below the lists) and what follows it; 0 if none."""
    for back in range(1, min(7, len(lines))):
        if any(marker_at(line.text, 0) or looks_like_list_title(line.text) for line in lines[len(lines) - back + 1 :]):
            return 0  # the signature stands under the letter, and a short list follows it
        if is_signature(lines[-back]) and not any(is_signature(line) for line in lines[: max(0, len(lines) - 60)]):
            office = back < len(lines) - 1 and _PUBLISHER.match(close(lines[-back - 1].text))
            return back + 1 if office else back
    return 0


def _publisher(title: str | None, front: Sequence[Line], text: str, page: str) -> str | None:
    if in_title := publisher_in_title(title):
        return in_title
    for number, line in enumerate(front):
        if is_signature(line) and number:
            signer = _PUBLISHER.match(close(front[number - 1].text))
            if signer:
                return signer["publisher"]
    alone = next(
        (m["publisher"] for line in front if (m := _PUBLISHER.match(close(line.text))) and len(m["publisher"]) > 4),
        None,
    )
    if alone:
        return alone
    said = _IN_TEXT.search(text)
    if said:
        return said["publisher"].removeprefix("近日")
    labelled = (m["publisher"] for m in _PUBLISHER_LABEL.finditer(f"{text}\n{page}") if not _IS_SITE.search(m["publisher"]))
    source = (m["publisher"] for m in _SOURCE_LABEL.finditer(page) if _IS_BODY.search(m["publisher"]))
    return next(labelled, None) or next(source, None)
