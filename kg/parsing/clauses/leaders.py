"""Leaders: the persons in a section's heading, or behind a label on a task, with the posts printed beside them."""

from __future__ import annotations

import re

from kg.knowledge.words import any_word, words, words_at
from kg.model.passages import Passage
from kg.model.records import Leader, LeaderBasis
from kg.model.values import value
from kg.parsing.clauses.labels import find_labels
from kg.parsing.names.forms import looks_like_unit, printed_form
from kg.parsing.names.people import people_in
from kg.parsing.names.person_pieces import has_post, is_person_name
from kg.parsing.words import alternatives

__all__ = ["Leaders", "is_person_with_post", "read_heading_leaders", "read_label_leaders"]

_VERB = re.compile(alternatives(words_at("leader")))
_OBJECT = re.compile(
    rf"(?:{any_word('headings', 'leader_verbs')})*(?:\d+|[一二三四五六七八九十]+)?[个项]?(?:{any_word('headings', 'leader_kinds')})*"
    rf"(?:{any_word('headings', 'leader_things')})*(?:[（(].*[）)])?[：:。]?"
)
_IN_BRACKET = re.compile(rf"[（(【〔](?P<inner>[^（）()【】〔〕。]{{2,60}}(?:{alternatives(words_at('leader'))}))[）)】〕][ \u3000。：:]*$")
_BEFORE = re.compile("^(?:" + alternatives(words("people")["before_leaders"]) + ")")
_BODY = re.compile(f"(?:{any_word('people', 'bare_body_ends')})$")
_LONGEST_PERSON = 30
_COURTESY = words("people")["courtesy"]
_SIDE_BY_SIDE = re.compile(r"[\u3400-\u9fff]{2}")
_APART = re.compile(r"[\u3400-\u9fff](?=[ \u3000])")
_FEWEST_APART = 4  # characters with a gap behind them, for a heading that the page spaced out
_SPACES = re.compile(r"[ \u3000]+")
_CLOSING = re.compile(r"[）)】\]〕]*[ \u3000]*$")


@value
class Leaders:
    """The leaders that a text names, and the stretches of it that belong to none of them and to no known word."""

    leaders: tuple[Leader, ...] = ()
    left: tuple[Passage, ...] = ()


def is_person_with_post(text: str) -> bool:
    """Whether the text is one person with a post, and nothing else: 王岚副市长, 副市长王岚."""
    if len(text) > _LONGEST_PERSON or not (has_post(text) or text.endswith(_COURTESY)):
        return False
    people, left = people_in(text)
    named = len(people) == 1 and people[0].name is not None and people[0].sure
    return named and not left and (people[0].title is not None or text.endswith(_COURTESY))


def read_heading_leaders(heading: Passage) -> Leaders:
    """The leaders that a section's heading names (`由郑某某同志牵头的重点工作`, `虞某某常委、副市长牵头重点工作`), if any.

    They may stand behind a label, or before a word in a bracket: `工业经济（牵头领导：王某某）`, `工业经济（王某某副市长负责）`.
    """
    if not _SIDE_BY_SIDE.search(heading.text) and len(_APART.findall(heading.text)) >= _FEWEST_APART:
        heading = heading.without(_SPACES)
    label = next((label for label in find_labels(heading.text) if label.kind == "leader"), None)
    if label is not None:
        end = _CLOSING.search(heading.text, label.end)
        return _read_people(heading.cut(label.end, end.start() if end else None), label.name, "heading")
    bracket = _IN_BRACKET.search(heading.text)
    if bracket is not None:
        return _read_worded(heading.cut(*bracket.span("inner")), post_alone=True)
    return _read_worded(heading, post_alone=False)


def _read_worded(heading: Passage, *, post_alone: bool) -> Leaders:
    """The persons before a word (牵头); ``post_alone``: a post without a name is one, too."""
    verb = next((m for m in _VERB.finditer(heading.text) if m.start() > 1), None)
    if verb is None:
        return Leaders()
    people = heading.cut(0, verb.start())
    before = _BEFORE.match(people.text)
    if before:
        people = people.cut(before.end())
    read = _read_people(people, verb.group().replace("(", "（").replace(")", "）"), "heading")
    # 全力统筹疫情防控 is no 全力 who 统筹: a bare name must have nothing but its tasks behind the verb.
    plain = _OBJECT.fullmatch(heading.text, verb.end()) is not None
    # Nor is 卫健局 a person 卫健局, and 县示范区管委会 no person 管委会.
    whole_body = bool(read.left) and looks_like_unit(printed_form(people.text))
    sure = not whole_body and all(
        (post_alone and leader.name is None)
        or (
            leader.name
            and (
                leader.title
                or any(word in people.text for word in _COURTESY)
                or (plain and is_person_name(leader.name) and not _BODY.search(leader.name))
            )
        )
        for leader in read.leaders
    )
    named = sure and bool(read.leaders)
    return read if named and (plain or not read.left) else Leaders(left=(people,) if named and plain else ())


def read_label_leaders(names: Passage, role: str | None, basis: LeaderBasis = "labelled") -> Leaders:
    """The leaders behind a label (`责任领导：杜某某、丁某`) or in a table's cell; ``role`` is the label as printed."""
    return _read_people(names, role, basis)


def _read_people(people: Passage, role: str | None, basis: LeaderBasis) -> Leaders:
    found, left = people_in(people.text)
    leaders = tuple(Leader(person.name, person.title, role, *people.reach(person.start, person.end), basis) for person in found)
    return Leaders(leaders, tuple(people.cut(start, end) for start, end in left))
