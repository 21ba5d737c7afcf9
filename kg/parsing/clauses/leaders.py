"""Leaders: the persons in a section's heading, or behind a label on a task, with the posts printed beside them."""

from __future__ import annotations

import re
from functools import cache

from kg.knowledge.words import any_word, compiled, words, words_at
from kg.model.passages import Passage
from kg.model.records import Leader
from kg.model.values import value
from kg.parsing.clauses.labels import find_labels
from kg.parsing.words import alternatives

__all__ = ["is_person_name", "is_person_with_post", "read_heading_leaders", "read_label_leaders"]

_TITLE = "(?:" + "|".join(words("patterns/people")["titles"]) + ")"
_VERB = re.compile(alternatives(words_at("leader")))
_OBJECT = re.compile(
    rf"(?:{any_word('headings', 'leader_verbs')})*(?:\d+|[一二三四五六七八九十]+)?[个项]?(?:{any_word('headings', 'leader_kinds')})*"
    rf"(?:{any_word('headings', 'leader_things')})*(?:[（(].*[）)])?[：:。]?"
)
_BEFORE = re.compile("^(?:" + alternatives(words("people")["before_leaders"]) + ")")
_PERSON = compiled(
    rf"(?P<name>[\u3400-\u9fff·]{{1,6}}?[ \u3000]?[\u3400-\u9fff]{{0,2}}?)[ \u3000]*(?P<title>{_TITLE}(?:[、，,兼 ]*{_TITLE})*|同志)?$"
)
_TITLE_FIRST = compiled(rf"^(?P<title>{_TITLE}(?:[、，,兼 ]*{_TITLE})*)[ \u3000]*(?P<name>[\u3400-\u9fff·][\u3400-\u9fff· \u3000]{{1,5}})$")
_TITLE_IN_BRACKETS = compiled(rf"^(?P<name>[\u3400-\u9fff· \u3000]{{2,6}})[（(](?P<title>{_TITLE}(?:[、，,兼 ]*{_TITLE})*)[）)]$")
_ONLY_TITLE = compiled(rf"^{_TITLE}$")
_OFFICE = compiled(
    rf"^(?:{any_word('people', 'offices_before_posts', 'charges')})?(?:{any_word('people', 'charges')})?(?:的)?{_TITLE}(?:同志)?$"
    rf"|(?:{any_word('people', 'office_ends')})$"
)
_NO_PERSON = re.compile(rf"^(?:{any_word('people', 'no_person_begins')})|(?:{any_word('people', 'no_person_ends')})$")
_LONGEST_POST = 30
_BODY = re.compile(f"(?:{any_word('people', 'bare_body_ends')})$")
_CLOSING = re.compile(r"[）)】\]〕]*[ \u3000]*$")
_WORD = re.compile(r"[^ \u3000\n]+")
_SEPARATOR = re.compile(r"[、，,；;/]|(?<=同志)和")


@value
class _Part:
    text: str
    start: int
    end: int


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    people = words("people")
    return frozenset(people["surnames"]), frozenset(people["double_surnames"])


def is_person_name(name: str) -> bool:
    """Whether the characters could be a Chinese person's name: a known surname and one or two (or, foreign and ·, more) after it."""
    single, double = _surnames()
    if "·" in name:
        return True
    return (2 <= len(name) <= 3 and name[0] in single) or (3 <= len(name) <= 4 and name[:2] in double)


def is_person_with_post(text: str) -> bool:
    """Whether the text is one person with a post, and nothing else: 王岚副市长, 副市长王岚."""
    if len(text) > _LONGEST_POST:
        return False
    match = _PERSON.fullmatch(text)
    match = match if match and match["title"] else _TITLE_FIRST.fullmatch(text)
    return match is not None and is_person_name(_name(match["name"]))


def read_heading_leaders(heading: Passage) -> tuple[Leader, ...]:
    """The leaders that a section's heading names (`由郑某某同志牵头的重点工作`, `虞某某常委、副市长牵头重点工作`), if any.

    They may stand behind a label: `工业经济（牵头领导：王某某）`.
    """
    label = next((label for label in find_labels(heading.text) if label.kind == "leader"), None)
    if label is not None:
        end = _CLOSING.search(heading.text, label.end)
        return _read_people(heading.cut(label.end, end.start() if end else None), label.name)
    verb = next((m for m in _VERB.finditer(heading.text) if m.start() > 1), None)
    if verb is None:
        return ()
    people = heading.cut(0, verb.start())
    before = _BEFORE.match(people.text)
    if before:
        people = people.cut(before.end())
    role = verb.group().replace("(", "（").replace(")", "）")
    leaders = _read_people(people, role)
    # 全力统筹疫情防控 is no 全力 who 统筹: a bare name must have nothing but its tasks behind the verb.
    plain = _OBJECT.fullmatch(heading.text, verb.end()) is not None
    # Nor is 卫健局 a person 卫健局.
    sure = all(
        leader.name and (leader.title or "同志" in people.text or (plain and is_person_name(leader.name) and not _BODY.search(leader.name)))
        for leader in leaders
    )
    return leaders if sure else ()


def read_label_leaders(names: Passage, role: str | None) -> tuple[Leader, ...]:
    """The leaders behind a label (`责任领导：杜某某、丁某`) or in a table's cell; ``role`` is the label as printed."""
    return _read_people(names, role)


def _read_people(people: Passage, role: str | None) -> tuple[Leader, ...]:
    """Persons in order of print; a post that stands alone belongs to the person before it (常委、副市长 is one post)."""
    leaders: list[Leader] = []
    waiting: Passage | None = None  # a post before its holder's other post and name: 区委常委、副区长汪立群
    for part in _parts(people):
        part = part.strip(" \u3000\n。.：:")
        if not part:
            continue
        text = part.text
        if waiting is not None:
            first = _TITLE_FIRST.match(text)
            if first and is_person_name(_name(first["name"])):
                title = f"{waiting.text}、{first['title']}"
                leaders.append(Leader(_name(first["name"]), title, role, waiting.start, part.end))
                waiting = None
                continue
            leaders.append(Leader(None, waiting.text, role, waiting.start, waiting.end))
            waiting = None
        if _ONLY_TITLE.match(text) and not leaders:
            waiting = part
        elif _ONLY_TITLE.match(text) and leaders and leaders[-1].title and leaders[-1].name:
            last = leaders[-1]
            title = f"{last.title}、{text}"
            leaders[-1] = Leader(last.name, title, role, last.start, part.end)
        elif _OFFICE.search(text):
            leaders.append(Leader(None, text, role, part.start, part.end))
        elif (match := _TITLE_FIRST.match(text)) and is_person_name(_name(match["name"])):
            leaders.append(Leader(_name(match["name"]), match["title"], role, part.start, part.end))
        else:
            leaders.extend(_persons(part, role))
    if waiting is not None:
        leaders.append(Leader(None, waiting.text, role, waiting.start, waiting.end))
    return tuple(leaders)


def _persons(part: Passage, role: str | None) -> list[Leader]:
    boxed = _TITLE_IN_BRACKETS.match(part.text)
    if boxed and is_person_name(_name(boxed["name"])):
        return [Leader(_name(boxed["name"]), boxed["title"], role, part.start, part.end)]
    match = _PERSON.match(part.text)
    if match and is_person_name(_name(match["name"])):
        title = match["title"]
        return [Leader(_name(match["name"]), None if title in (None, "同志") else title, role, part.start, part.end)]
    together = _each_with_a_post(part, role) or _run_together(part, role)
    if together:
        return together
    if match and match["title"] and _NO_PERSON.search(match["name"]):
        return [Leader(None, part.text, role, part.start, part.end)]
    if match and 2 <= len(_name(match["name"])) <= 4 and (match["title"]):
        title = match["title"]
        return [Leader(_name(match["name"]), None if title == "同志" else title, role, part.start, part.end)]
    return []


def _each_with_a_post(part: Passage, role: str | None) -> list[Leader]:
    """Persons with their posts and only a space between them: `副市长王某某 副市长李某`."""
    words = list(_WORD.finditer(part.text))
    found = [_TITLE_FIRST.match(word.group()) or _PERSON.match(word.group()) for word in words]
    leaders = [
        Leader(match["name"], match["title"], role, part.origin[word.start()], part.origin[word.end() - 1] + 1)
        for word, match in zip(words, found, strict=True)
        if match and match["title"] not in (None, "同志") and is_person_name(match["name"])
    ]
    return leaders if len(leaders) == len(words) > 1 else []


def _run_together(part: Passage, role: str | None) -> list[Leader]:
    """Two names with nothing, or only their inner spaces, between them: `陆 某俞 某`, `王某某 李某`."""
    words = re.split(r"[ \u3000\n]+", part.text)
    bare = re.sub(r"[ \u3000\n]+", "", part.text)
    if len(words) > 1 and all(is_person_name(word) for word in words):
        sizes = [len(word) for word in words]
    else:
        sizes = next(
            (
                [first, len(bare) - first]
                for first in (2, 3)
                if is_person_name(bare[:first]) and is_person_name(bare[first:]) and _fits(part.text, first)
            ),
            [],
        )
        if not sizes and len(bare) == 6 and all(is_person_name(bare[i : i + 2]) for i in (0, 2, 4)):
            sizes = [2, 2, 2]
    leaders, at = [], 0
    places = [i for i, sign in enumerate(part.text) if sign not in " \u3000\n"]
    for size in sizes:
        left, right = places[at], places[at + size - 1]
        leaders.append(Leader(bare[at : at + size], None, role, part.origin[left], part.origin[right] + 1))
        at += size
    return leaders


def _fits(text: str, first: int) -> bool:
    """Whether a cut after ``first`` characters does not stand inside a name that is spaced out (陆 明俞 悦: 陆 明 | 俞 悦)."""
    words = re.split(r"[ \u3000\n]+", text)
    if len(words) == 3 and len(words[0]) == 1 and len(words[2]) == 1:
        return first == 1 + len(words[1]) - 1
    return True


def _name(printed: str) -> str:
    return re.sub(r"[ \u3000\n]+", "", printed)


def _parts(people: Passage) -> list[Passage]:
    parts, at = [], 0
    for match in _SEPARATOR.finditer(people.text):
        parts.append(people.cut(at, match.start()))
        at = match.end()
    return [*parts, people.cut(at)]
