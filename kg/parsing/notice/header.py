"""The notice's own header: title, number (文号), date, issuing office — from its head, its letter and its signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.knowledge.words import any_word, compiled, words
from kg.model.values import value
from kg.parsing.marks.lines import Line
from kg.parsing.marks.numbering import chinese_ordinal, marker_at

__all__ = ["Header", "is_document_title", "is_signature", "looks_like_list_title", "read_header", "signature_below", "year_in"]

_NUMBER = re.compile(
    r"(?<![\u4e00-\u9fff])(?<![》〉”][（(])(?P<number>[\u4e00-\u9fff]{1,10}?[ \u3000]?"
    r"[〔\[（(【﹝]\s*(?:19|20)\d{2}\s*[〕\]）)】﹞]\s*(?:第\s*)?\d{1,5}\s*号)"
)
_DATE = re.compile(r"(?P<y>(?:19|20)\d{2})\s*[-年/.]\s*(?P<m>\d{1,2})\s*[-月/.]\s*(?P<d>\d{1,2})\s*日?")
_CHINESE_DATE = re.compile(
    r"(?P<y>[二一][〇○零Oo0一二三四五六七八九]{3})年(?P<m>[一二三四五六七八九十]{1,3})月(?P<d>[一二三四五六七八九十]{1,3})日"
)
_SIGNED = re.compile(
    r"^[\s\u3000]*(?:(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[二一][〇○零Oo0一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)[\s\u3000]*$"
)
_ISSUED_LABEL = re.compile(rf"(?:{any_word('header', 'issued_labels')})\s*[：:|]?\s*\|?\s*(?P<date>[\d][^|\n]{{6,20}})")
_PUBLISHED_LABEL = re.compile(rf"(?:{any_word('header', 'published_labels')})\s*[：:|]?\s*\|?\s*(?P<date>[\d][^|\n]{{6,20}})")
_OFFICE = rf"[\u4e00-\u9fff]{{0,20}}?(?:{any_word('header', 'offices')}|(?<=[\u4e00-\u9fff]{{2}}[省市县区州])政府)"
_TITLE = re.compile(
    rf"^(?:【[^】]*】)?(?:(?P<publisher>{_OFFICE})|[省市县区州]委(?:办公室|办)?、?|(?:[省市县区州]委、?)?[省市县区州]政府(?:办公室|办)?)?\s*"
    rf"(?:关于|關於|關于).*(?:{any_word('header', 'title_ends')})(?:[（(].*[）)])?$"
)
_LONGEST_FRONT = 300  # lines; no notice has its title further down
_SITE_TITLE = re.compile(r"门户网站|[-_—|].{0,20}(?:网|政府|平台)")
_PUBLISHER = re.compile(rf"^(?P<publisher>{_OFFICE})$")
_PUBLISHER_LABEL = re.compile(rf"(?:{any_word('header', 'publisher_labels')})\s*[：:|]?\s*\|?\s*(?P<publisher>[\u4e00-\u9fff]{{2,30}})")
_IN_TEXT = re.compile(
    r"(?:^|[，。、\s近日])(?P<publisher>[\u4e00-\u9fff]{2,12}?(?:人民政府办公厅|人民政府办公室|人民政府))\s*(?:近日)?(?:\n)?"
    rf"(?:{any_word('header', 'publishing')})"
)
_NOT_OFFICE_HEAD = re.compile(rf"^(?:{any_word('header', 'no_office_begins')})")
_LISTS = words("lists")
_TITLE_SIGNS = compiled("|".join(words("patterns/lists")["no_title"]))
_TAIL_BRACKET = re.compile(r"[（(][^（()）]{0,20}[）)]$")
_YEAR = re.compile(r"(?<!\d)(20\d{2}|19\d{2})\s*年?(?!\d)")
_CHINESE_DIGITS = {c: str(v) for v, s in enumerate(["〇○零Oo0", "一", "二", "三", "四", "五", "六", "七", "八", "九"]) for c in s}


@value
class Header:
    """What the notice says of itself; None where it says nothing. ``text`` is what the region may be read from."""

    title: str | None
    title_lines: tuple[int, ...]
    number: str | None
    issued: str | None
    publisher: str | None
    text: str


def read_header(front: Sequence[Line], list_title: str | None) -> Header:
    """Read the lines around the lists; a notice without a title of its own is called by its first list's."""
    text = "\n".join(line.text for line in front)
    title_lines = _title_lines(front)
    title = re.sub(r"^【[^】]*】", "", _close("".join(front[i].text for i in title_lines))) or None
    number = _NUMBER.search(text)
    publisher = _publisher(title, front, text)
    signed = "\n".join(line.text for line in front if is_signature(line) or _PUBLISHER.match(_close(line.text)))
    return Header(
        title or list_title,
        title_lines,
        re.sub(r"\s+", "", number["number"]) if number else None,
        _issued(text, front),
        publisher,
        "\n".join(filter(None, [title, list_title, number["number"] if number else None, publisher, signed])),
    )


def signature_below(lines: Sequence[Line]) -> int:
    """How many lines at the document's end are its signature (office and date below the lists) and what follows it; 0 if none."""
    for back in range(1, min(7, len(lines))):
        if any(marker_at(line.text, 0) or looks_like_list_title(line.text) for line in lines[len(lines) - back + 1 :]):
            return 0  # the signature stands under the letter, and a short list follows it
        if is_signature(lines[-back]) and not any(is_signature(line) for line in lines[: max(0, len(lines) - 60)]):
            office = back < len(lines) - 1 and _PUBLISHER.match(_close(lines[-back - 1].text))
            return back + 1 if office else back
    return 0


def _title_lines(front: Sequence[Line]) -> tuple[int, ...]:
    """The line, or two or three lines, that read as `…关于…的通知`; the last such before the letter, where a page repeats it."""
    found: tuple[int, ...] = ()
    for first in range(min(len(front), _LONGEST_FRONT)):
        for count in (1, 2, 3):
            if first + count > len(front):
                break
            joined = _close("".join(line.text for line in front[first : first + count]))
            if len(joined) > 120 or (count > 1 and front[first + count - 1].text.endswith(("。", "：", ":"))):
                break
            if "关于" not in joined:
                continue
            match = _TITLE.match(joined)
            if count > 1 and match and _publisher_of(front, tuple(range(first + 1, first + count))):
                break  # the title begins on the next line; this one is the site's name
            if match and not _SITE_TITLE.search(joined) and "印发给你们" not in joined and not _NOT_OFFICE_HEAD.match(joined):
                if not found or (match["publisher"] and not _publisher_of(front, found)):
                    found = tuple(range(first, first + count))
                break
    return found


def _publisher_of(front: Sequence[Line], lines: tuple[int, ...]) -> str | None:
    match = _TITLE.match(_close("".join(front[i].text for i in lines)))
    return match["publisher"] if match else None


def _close(text: str) -> str:
    return re.sub(r"[ \u3000]+", "", text).strip("|｜")  # a cell of a page's table keeps its edge


def _publisher(title: str | None, front: Sequence[Line], text: str) -> str | None:
    match = _TITLE.match(title) if title else None
    if match and match["publisher"]:
        return match["publisher"]
    for number, line in enumerate(front):
        if is_signature(line) and number:
            signer = _PUBLISHER.match(_close(front[number - 1].text))
            if signer:
                return signer["publisher"]
    alone = next(
        (m["publisher"] for line in front if (m := _PUBLISHER.match(_close(line.text))) and len(m["publisher"]) > 4),
        None,
    )
    if alone:
        return alone
    labelled = _PUBLISHER_LABEL.search(text)
    said = _IN_TEXT.search(text)
    if said:
        return said["publisher"].removeprefix("近日")
    return labelled["publisher"] if labelled else None


def is_signature(line: Line) -> bool:
    """Whether the line is a date alone, as under a letter."""
    return bool(_SIGNED.match(line.text))


def _issued(text: str, front: Sequence[Line]) -> str | None:
    labelled = _ISSUED_LABEL.search(text)
    signed = [line.text for line in front if is_signature(line)]
    published = _PUBLISHED_LABEL.search(text)
    for printed in [*(reversed(signed)), labelled["date"] if labelled else "", published["date"] if published else ""]:
        if date := _iso(printed):
            return date
    return None


def _iso(printed: str) -> str | None:
    printed = re.sub(r"(?<=\d)-\s+(?=\d)", "-", printed)
    match = _DATE.search(printed)
    if match:
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    elif match := _CHINESE_DATE.search(printed):
        year = int("".join(_CHINESE_DIGITS[c] for c in match["y"]))
        month, day = chinese_ordinal(match["m"]), chinese_ordinal(match["d"])
    else:
        return None
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def is_document_title(text: str) -> bool:
    """Whether the text reads as the title of the notice itself (…关于…的通知)."""
    return _TITLE.match(_close(text)) is not None


def looks_like_list_title(text: str) -> bool:
    """Whether a line reads as the title of a task list: 2022年政府工作报告重点工作责任分解."""
    closed = _TAIL_BRACKET.sub("", _close(text).strip("《》"))
    return (
        6 <= len(closed) <= 70
        and not _TITLE_SIGNS.search(closed)
        and not _TITLE.match(closed)
        and any(word in closed for word in _LISTS["title_holds"])
        and closed.endswith(_LISTS["title_ends"])
    )


def year_in(*texts: str | None) -> int | None:
    """The first year printed in the first of the texts that prints one."""
    for text in texts:
        match = _YEAR.search(text or "")
        if match:
            return int(match[1])
    return None
