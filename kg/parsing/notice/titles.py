"""The title of a notice, as its head prints it: …关于…的通知, or, where none is, a line that can be nothing but a title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from kg.knowledge.words import any_word, compiled, words
from kg.parsing.marks.lines import Line
from kg.parsing.marks.numbering import marker_at

__all__ = [
    *("OFFICE", "close", "is_document_title", "looks_like_list_title", "publisher_in_title"),
    *("title_alone", "title_lines", "title_of", "title_run_on"),
]

OFFICE = rf"[\u4e00-\u9fff]{{0,20}}?(?:{any_word('header', 'offices')}|(?<=[\u4e00-\u9fff]{{2}}[省市县区州])政府)"
_BUREAU = rf"[\u4e00-\u9fff]{{2,20}}?(?:{any_word('header', 'bureaus')})"
_TITLE = re.compile(
    rf"^(?:【[^】]*】)?(?:(?P<publisher>{OFFICE})|[省市县区州]委(?:办公室|办)?、?|(?:[省市县区州]委、?)?[省市县区州]政府(?:办公室|办)?|(?P<bureau>{_BUREAU}))?\s*"
    rf"(?:关于|關於|關于|印发(?=[《〈“\d]|关于)).*(?:{any_word('header', 'title_ends')})(?:[（(].*[）)])?$"
)
_OPENING_TITLE = re.compile(rf"^(?P<title>{OFFICE}关于[^。]{{4,100}}?的(?:{any_word('header', 'title_ends')}))(?![》〉])")
_OPENS_TITLE = re.compile("关于|印发")
_LONGEST_FRONT = 300  # lines; no notice has its title further down
_LONGEST_TITLE = 120  # characters
_MOST_LINES = 5  # of a title as it is set on paper
_SITE_TITLE = re.compile(r"门户网站|[-_—|].{0,20}(?:网|政府|平台)")
_OF_SITE = re.compile(r"门户网站|[-_—|].{0,20}(?:网|平台)")
_NOT_OFFICE_HEAD = re.compile(rf"^(?:{any_word('header', 'no_office_begins')})")
_TITLE_LABEL = re.compile(rf"^(?:{any_word('header', 'title_labels')})[：:|｜]+")
_NUMBER_AT_END = re.compile(r"[（(][^（）()]*[〔\[]\d{4}[〕\]]\d+号[）)]$")
_LISTS = words("lists")
_TITLE_SIGNS = compiled("|".join(words("patterns/lists")["no_title"]))
_TAIL_BRACKET = re.compile(r"[（(][^（()）]{0,20}[）)]$")
_ALONE = re.compile(rf"^(?!附件|[^《]*[：:>，。；！？])[^。；！？]{{7,60}}(?:{any_word('header', 'titles_alone')})$")
_SAYS_WHOSE = re.compile(r"20\d\d|《|[省市县区州旗盟]")
_ALONE_WITHIN = 60  # lines


def close(text: str) -> str:
    """The line without spaces, the edges of a cell of a page's table, and the label 标题."""
    return _TITLE_LABEL.sub("", text.replace(" ", "").replace("\u3000", "").strip("|｜"))


def title_of(front: Sequence[Line], lines: Iterable[int]) -> str | None:
    """The title that stands on these lines, without the signs about it and the number behind it."""
    joined = _NUMBER_AT_END.sub("", _bare("".join(front[i].text for i in lines)))
    return re.sub(r"^【[^】]*】", "", joined) or None


def _bare(joined: str) -> str:
    closed = close(joined)
    inner = closed[1:-1]
    return inner if closed[:1] == "《" and closed[-1:] == "》" and _TITLE.match(inner) else closed


def title_lines(front: Sequence[Line]) -> tuple[int, ...]:
    """The line, or lines, that read as `…关于…的通知`; the first that names its office, else the first."""
    found: tuple[int, ...] = ()
    for first in range(min(len(front), _LONGEST_FRONT)):
        for count in range(1, _MOST_LINES + 1):
            if first + count > len(front):
                break
            joined = _bare("".join(line.text for line in front[first : first + count]))
            if len(joined) > _LONGEST_TITLE or (count > 1 and front[first + count - 1].text.endswith(("。", "：", ":"))):
                break
            if not _OPENS_TITLE.search(joined):
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
    match = _TITLE.match(_bare("".join(front[i].text for i in lines)))
    return match["publisher"] if match else None


def publisher_in_title(title: str | None) -> str | None:
    """The office that the title begins with."""
    match = _TITLE.match(title) if title else None
    return (match["publisher"] or match["bureau"]) if match else None


def title_run_on(front: Sequence[Line]) -> str | None:
    """The title that the first line begins with, where the page has lost the breaks behind it."""
    run_on = front and len(front[0].text) > _LONGEST_TITLE and not _NOT_OFFICE_HEAD.match(front[0].text)
    match = _OPENING_TITLE.match(close(front[0].text)) if run_on else None
    return match["title"] if match else None


def title_alone(front: Sequence[Line]) -> str | None:
    """A short line that ends as titles do (…完成情况表, …目标责任分解书), and that is printed twice or says whose it is."""
    candidates = []
    for line in front[:_ALONE_WITHIN]:
        text = close(line.text)
        if _ALONE.match(_TAIL_BRACKET.sub("", text)) and not marker_at(text, 0) and not _OF_SITE.search(text):
            candidates.append(text)
    often = Counter(candidates)
    return next((text for text in candidates if often[text] > 1 or _SAYS_WHOSE.search(text)), None)


def is_document_title(text: str) -> bool:
    """Whether the text reads as the title of the notice itself (…关于…的通知)."""
    return _TITLE.match(close(text)) is not None


def looks_like_list_title(text: str) -> bool:
    """Whether a line reads as the title of a task list: 2022年政府工作报告重点工作责任分解."""
    closed = _TAIL_BRACKET.sub("", close(text).strip("《》"))
    return (
        6 <= len(closed) <= 70
        and closed.endswith(_LISTS["title_ends"])  # most lines do not: what takes longer is asked behind it
        and any(word in closed for word in _LISTS["title_holds"])
        and not _TITLE_SIGNS.search(closed)
        and not _TITLE.match(closed)
    )
