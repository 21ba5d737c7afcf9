"""Where the task lists of a notice begin and end, and what they are called."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from kg.knowledge.words import any_word
from kg.model.passages import Passage
from kg.model.values import value
from kg.parsing.clauses.labels import find_labels
from kg.parsing.clauses.places import ends_sentence, is_clause_sentence, is_cut_off, speaks_of_others
from kg.parsing.clauses.roles import could_be_names, names_with_words
from kg.parsing.marks.brackets import bracket_ends
from kg.parsing.marks.lines import Line
from kg.parsing.marks.numbering import LEVELS, marker_at
from kg.parsing.notice.header import is_document_title, is_signature, looks_like_list_title
from kg.parsing.tables.headings import header_at
from kg.parsing.text.headings import heading_part

__all__ = ["ListRegion", "find_lists", "is_annex_line"]

_ANNEX = re.compile(r"^附\s*件\s*[一二三四五六七八九十\d]{0,3}\s*[：:.]?\s*$|^附\s*表\s*\d*$|^附\s*[：:]?\s*$")
_ANNEX_NAMED = re.compile(r"^附\s*件\s*[一二三四五六七八九十\d]{0,3}\s*[：:.]\s*\d{0,2}[.、]?\s*(?P<title>\S.*)$")
_SENTENCE = re.compile(r"(?:^|[。；;])[ \u3000]*由(?P<names>[^。；]{2,200})[。；]?$")
_SUBJECT = re.compile(rf"20\d\d年|{any_word('lists', 'subjects')}")
_LONGEST = 600
_NAMED = re.compile(r"《([^》]{0,200})》")
_PREFACE_LINES = 6
_LONGEST_HEADING = 50
_SHORTEST_POINT = 30


def is_annex_line(line: Line) -> bool:
    """Whether the line says 附件2 and nothing more."""
    return bool(_ANNEX.match(line.text))


@value
class ListRegion:
    """A task list: its title's lines (a line 附件2 above it included), and its body's, as indices into the content lines.

    ``preface`` are lines between the two.
    """

    title: tuple[int, ...]
    preface: tuple[int, ...]
    start: int
    end: int


def find_lists(lines: Sequence[Line], tables: Sequence[int] = ()) -> list[ListRegion]:
    """The lists in order; none where no line shows who answers for anything. ``tables``: where tables with known headings begin."""
    first = next((i for i in range(len(lines)) if shows_units(lines, i) or _begins_table(lines[i], tables)), None)
    if first is None:
        return []
    start = first if _begins_table(lines[first], tables) else _body_start(lines, first)
    title, preface = _title_above(lines, start)
    if title and title[0] and _ANNEX.match(lines[title[0] - 1].text):
        title = (title[0] - 1, *title)
    named = _named_titles(lines[: title[0] if title else start])
    regions: list[ListRegion] = []
    at = start
    index = start
    while index < len(lines):
        found = _title_at(lines, index, named) if index > start else None
        if found is not None:
            regions.append(ListRegion(title, preface, at, index))
            title, at = found
            preface = ()
            index = at
            continue
        index += 1
    regions.append(ListRegion(title, preface, at, len(lines)))
    return regions


def shows_units(lines: Sequence[Line], index: int) -> bool:
    """Whether the line shows who answers for a task: a label, a clause in brackets, a table's headings."""
    text = lines[index].text
    for label in find_labels(text):
        if label.kind in ("lead", "support", "responsible") and (label.start == 0 or text[label.start - 1] in "（([〔【 \u3000；;。"):
            return True
    numbered = any(marker_at(line.text, 0) for line in lines[max(0, index - 3) : index + 1])
    if _says_who(text, numbered) or (index == len(lines) - 1 and is_cut_off(text)):
        return True
    marker = marker_at(text, 0)
    if marker and len(text) < _LONGEST_HEADING and heading_part(Passage.of_line(text, 0).cut(marker.end)):
        return True
    return header_at(lines, index) is not None


def _begins_table(line: Line, tables: Sequence[int]) -> bool:
    at = bisect_left(tables, line.start - 2)
    return at < len(tables) and tables[at] < line.end


def _says_who(text: str, numbered: bool) -> bool:
    """Whether the line holds a bracket, or ends with a sentence, of bodies and words that say what they do.

    A bracket of bodies and nothing else says so only of a numbered item: behind the paragraphs of a report it names the author.
    """
    ends = bracket_ends(text) if text[-1] in "）)〕]】。；;" or "负责" in text or "牵头" in text else {}
    for start, end in ends.items():
        if end - start > _LONGEST or not ends_sentence(text, start, end):
            continue
        content = text[start + 1 : end - 1]
        label = next(find_labels(content), None)
        content = content[: label.start].rstrip("，,；;、 ") if label is not None and label.start else content
        names = names_with_words(content)
        if names is not None and could_be_names(names):
            return True
        closes = end >= len(text) - 1 or marker_at(text, end)
        if closes and names is None and numbered and could_be_names(content):
            return True
    sentence = _SENTENCE.search(text)
    return (sentence is not None and is_clause_sentence(sentence["names"])) or speaks_of_others(text)


def _body_start(lines: Sequence[Line], first: int) -> int:
    """From the first line that shows units up to its item's number, and on up over the headings above it."""
    start = first
    if header_at(lines, first) is None:
        start = _item_line(lines, first)
    marker = marker_at(lines[start].text, 0)
    level = LEVELS.index(marker.level) if marker else len(LEVELS)
    ordinal = marker.ordinal if marker else 0
    while start:
        above = marker_at(lines[start - 1].text, 0)
        if (
            above is not None
            and LEVELS.index(above.level) == level
            and above.ordinal == ordinal - 1 > 0
            and len(lines[start - 1].text) < 80
        ):
            ordinal -= 1  # an item whose clause follows a later one
            start -= 1
        elif above is not None and not above.doubtful and LEVELS.index(above.level) < level and not _is_point_of_letter(lines, start - 1):
            level = LEVELS.index(above.level)
            ordinal = 0
            start -= 1
        elif above is None and (lines[start - 1].text.startswith("——") or (start > 1 and _is_outer_heading(lines, start, level))):
            start -= 1
        elif above is None and (over := _heading_over_paragraphs(lines, start, level)) is not None:
            start = over
        else:
            break
    return start


def _is_point_of_letter(lines: Sequence[Line], index: int) -> bool:
    """Whether a numbered line is the last of the letter's points: a paragraph, as is the point of the number before right above it."""
    texts = [lines[i].text for i in (index - 1, index) if i >= 0]
    markers = [marker_at(text, 0) for text in texts]
    if len(markers) < 2 or markers[0] is None or markers[1] is None:
        return False
    follows = markers[0].level == markers[1].level == "A" and markers[0].ordinal == markers[1].ordinal - 1
    return follows and all(len(text) >= _SHORTEST_POINT and text.endswith("。") for text in texts)


def _heading_over_paragraphs(lines: Sequence[Line], start: int, level: int) -> int | None:
    """A short heading of a higher level, with a paragraph or two between it and what it stands over."""
    for index in range(start - 2, max(-1, start - 4), -1):
        if is_signature(lines[index + 1]) or looks_like_list_title(lines[index + 1].text) or _ANNEX.match(lines[index + 1].text):
            return None
        above = marker_at(lines[index].text, 0)
        if above is not None:
            short = len(lines[index].text) < _LONGEST_HEADING and not lines[index].text.endswith(("。", "；", ";"))
            return index if short and not above.doubtful and LEVELS.index(above.level) < level else None
    return None


def _is_outer_heading(lines: Sequence[Line], start: int, level: int) -> bool:
    """A short line without a number between a numbered heading and the first item: a heading of the item's own."""
    above = marker_at(lines[start - 2].text, 0)
    line = lines[start - 1].text
    return (
        above is not None
        and LEVELS.index(above.level) < level
        and len(line) < 40
        and not looks_like_list_title(line)
        and not is_signature(lines[start - 1])
    )


def _item_line(lines: Sequence[Line], first: int) -> int:
    text = lines[first].text
    if marker_at(text, 0):
        return first
    for index in range(first - 1, max(-1, first - 40), -1):
        if is_signature(lines[index]) or _ANNEX.match(lines[index].text):
            break
        marker = marker_at(lines[index].text, 0)
        if marker and not marker.doubtful:
            return index
        if looks_like_list_title(lines[index].text) and index < first - 1:
            break
    while first and any(label.start == 0 for label in find_labels(lines[first].text)):
        first -= 1  # up over the labels to the task
    return first


def _title_above(lines: Sequence[Line], start: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The title above the list's first line, and the lines of a preface between them."""
    for index in range(start - 1, max(-1, start - 1 - _PREFACE_LINES), -1):
        line = lines[index]
        if is_signature(line) or _ANNEX.match(line.text) or line.text.startswith(("（此件", "(此件", "抄送")):
            break
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


def _named_titles(letter: Sequence[Line]) -> frozenset[str]:
    names = {re.sub(r"\s+", "", name).replace("〈", "《").replace("〉", "》") for line in letter for name in _NAMED.findall(line.text)}
    for line in letter:
        match = _ANNEX_NAMED.match(line.text) or re.match(r"^\s*\d[.、．]\s*(?P<title>\S.*)$", line.text)
        if match:
            names.add(re.sub(r"\s+", "", match["title"]))
    return frozenset(names)


def _title_at(lines: Sequence[Line], index: int, named: frozenset[str]) -> tuple[tuple[int, ...], int] | None:
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
        joined = re.sub(r"\s+", "", "".join(lines[i].text for i in title))
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
