"""What the task lists of a notice are called: the title above a list, and the titles at which further lists begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.knowledge.words import any_word
from kg.parsing.clauses.labels import find_labels
from kg.parsing.marks.lines import Line
from kg.parsing.marks.numbering import marker_at
from kg.parsing.notice.dates import is_signature
from kg.parsing.notice.header import holds_number
from kg.parsing.notice.titles import is_document_title, looks_like_list_title
from kg.parsing.tables.headings import header_at

__all__ = ["annex_label", "is_annex_line", "named_titles", "title_above", "title_at", "with_annex_line"]

_ANNEX = re.compile(r"^附\s*件\s*[一二三四五六七八九十\d]{0,3}\s*[：:.]?\s*$|^附\s*表\s*\d*$|^附\s*[：:]?\s*$")
_ANNEX_NAMED = re.compile(r"^附\s*件\s*[一二三四五六七八九十\d]{0,3}\s*[：:.]\s*\d{0,2}[.、]?\s*(?P<title>\S.*)$")
_NAMED = re.compile(r"《([^》]{0,200})》")
_SUBJECT = re.compile(rf"20\d\d年|{any_word('lists', 'subjects')}")
_WHITE = re.compile(r"\s+")
_PREFACE_LINES = 6


def is_annex_line(line: Line) -> bool:
    """Whether the line says 附件2 and nothing more."""
    return bool(_ANNEX.match(line.text))


def annex_label(line: Line) -> str | None:
    """附件2, where the line says that and nothing more; None where it gives no number."""
    match = _ANNEX.match(line.text)
    label = _WHITE.sub("", match[0]).rstrip("：:.") if match else ""
    return label if label[2:] else None


def with_annex_line(lines: Sequence[Line], title: tuple[int, ...]) -> tuple[int, ...]:
    """The title's lines, and before them the line 附件2 above it."""
    return (title[0] - 1, *title) if title and title[0] and is_annex_line(lines[title[0] - 1]) else title


def title_above(lines: Sequence[Line], start: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The title above the list's first line, and the lines of a preface between them."""
    for index in range(start - 1, max(-1, start - 1 - _PREFACE_LINES), -1):
        line = lines[index]
        if is_signature(line) or _ANNEX.match(line.text) or line.text.startswith(("（此件", "(此件", "抄送")):
            break
        if holds_number(line):
            break  # what stands above its number is the notice's own title
        title = _title_ending(lines, index)
        if title:
            return title, tuple(range(index + 1, start))
    return (), ()


def _title_ending(lines: Sequence[Line], index: int) -> tuple[int, ...]:
    """The title that ends on this line, which may have begun one or two lines before; none where these are the notice's own title."""
    if any(is_document_title("".join(line.text for line in lines[max(0, index - back) : index + 1])) for back in (1, 2)):
        return ()
    for count in (1, 2, 3):
        first = index - count + 1
        if first < 0:
            break
        joined = "".join(line.text for line in lines[first : index + 1])
        if count > 1 and (len(lines[first].text) > 40 or lines[first].text.endswith(("。", "：", ":", "日", "）", ")"))):
            break
        if looks_like_list_title(joined) and (count > 1 or not _continues(lines, index)):
            return tuple(range(first, index + 1))
    return ()


def _continues(lines: Sequence[Line], index: int) -> bool:
    """Whether the line before belongs to the same title: it opens 《 or stops in the middle, and the two make a longer title."""
    if index == 0:
        return False
    before = lines[index - 1].text
    if len(before) > 40 or len(lines[index].text) > 16 or before.endswith(("。", "：", ":", "日", "）", ")", "》")) or _ANNEX.match(before):
        return False
    return not marker_at(before, 0) and bool(re.search(r"20\d\d年|政府|《", before)) and looks_like_list_title(before + lines[index].text)


def named_titles(letter: Sequence[Line]) -> frozenset[str]:
    """The titles that the letter names between 《》, or lists as annexes, without white space."""
    names = {re.sub(r"\s+", "", name).replace("〈", "《").replace("〉", "》") for line in letter for name in _NAMED.findall(line.text)}
    for line in letter:
        match = _ANNEX_NAMED.match(line.text) or re.match(r"^\s*\d[.、．]\s*(?P<title>\S.*)$", line.text)
        if match:
            names.add(re.sub(r"\s+", "", match["title"]))
    return frozenset(names)


def title_at(lines: Sequence[Line], index: int, named: frozenset[str]) -> tuple[tuple[int, ...], int] | None:
    """A further list that begins at this line: its title's lines and the index of its body."""
    text = lines[index].text
    at = index
    annexed = bool(_ANNEX.match(text))
    if annexed:
        at += 1
        if at >= len(lines):
            return None
    elif text[-1] in "。；;":
        return None  # a sentence
    for count in (1, 2, 3):
        title = tuple(range(at, at + count))
        if title[-1] + 1 >= len(lines):
            return None
        joined = "".join("".join(lines[i].text for i in title).split())
        if marker_at(joined, 0):
            return None
        is_named = joined.strip("《》").replace("〈", "《").replace("〉", "》") in named
        if is_named or (looks_like_list_title(joined) and (annexed or _starts_anew(lines, title[-1] + 1, joined))):
            if not annexed and any(True for i in title for _ in find_labels(lines[i].text)):
                return None
            if count == 1 and not is_named and _title_goes_on(lines, at + 1, joined):
                continue
            return ((index, *title) if annexed else title), title[-1] + 1
        if not annexed or len(lines[at].text) > 40:
            return None
    return None


def _title_goes_on(lines: Sequence[Line], index: int, title: str) -> bool:
    following = lines[index].text
    return (
        len(following) <= 12
        and not marker_at(following, 0)
        and looks_like_list_title(title + following)
        and header_at(lines, index) is None
    )


def _starts_anew(lines: Sequence[Line], index: int, title: str) -> bool:
    """Without an annex's number a title must speak of a year or the government, and numbering must begin again behind it."""
    if not _SUBJECT.search(title):
        return False
    marker = marker_at(lines[index].text, 0)
    return (marker is not None and marker.ordinal == 1 and marker.level in "AC") or header_at(lines, index) is not None
