"""A clause cut into its parts: at its labels, and where it has none, at the words behind the names (…主办，…协办)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from kg.knowledge.regions import regions
from kg.knowledge.words import any_word, compiled, role_words, words, words_at
from kg.model.passages import Passage
from kg.model.records import LeaderBasis
from kg.model.values import value
from kg.parsing.clauses.labels import LabelKind, find_labels, unknown_labels
from kg.parsing.clauses.leaders import is_person_with_post
from kg.parsing.marks.timing import is_deadline
from kg.parsing.names.forms import looks_like_unit
from kg.parsing.names.splitting import names_in, pieces_of_list
from kg.parsing.words import alternatives, begins

__all__ = ["JOINING", "ClausePart", "clause_parts", "could_be_names", "first_leads", "names_end", "names_with_words", "signs_lead"]

_AFTER = role_words("after")
_CONVENTIONS = words("patterns/statements")
# 市社会办 does not join in (会办): its last two characters are part of a name.
_NO_WORD = "".join(f"(?!(?<={name[:-2]}){name[-2:]})" for name in words("clauses")["end_like_words"])
_WORD_AFTER = re.compile(
    rf"{begins(words_at('after'), '等')}{_NO_WORD}(?:等[ \n]*(?:单位|部门)?)?(?P<word>"
    rf"(?P<lead>{alternatives(_AFTER['lead'])})|(?P<support>{alternatives(_AFTER['support'])})"
    rf"|(?P<responsible>{alternatives(_AFTER['responsible'])}))"
    r"(?=[ \n]*(?:[，,；;、。）)\]〕】]|$))"
)
# A role in brackets behind a name (市发改委（牵头）), and a word between who leads and who joins in (甲会同乙).
_ROLE_BEHIND = re.compile(
    rf"[（(][ ]*(?P<word>(?P<lead>{alternatives(_AFTER['lead'])})|(?P<support>{alternatives(_AFTER['support'])}))(?:单位|部门)?[ ]*[）)]"
)
_OF_ALL = re.compile(any_word("clauses", "of_all"))
_WITH_OTHERS = words("clauses")["with_others"]
JOINING: Final = rf"(?:{alternatives(words_at('between'))}|(?:{alternatives(_WITH_OTHERS)})(?={any_word('bodies', 'of_division')}))"
"""A pattern for the words between who leads and whom these take with them: 会同, and before a division's body 联合."""
_JOINED_BY = re.compile(
    rf"{begins((*_AFTER['lead'], *words_at('between'), *_WITH_OTHERS), '，,、 ')}"
    rf"(?P<lead>{alternatives(_AFTER['lead'])})?[，,、]?[ ]*(?P<word>{JOINING})(?![、，,])"
)
_BEHIND_NAME = re.compile(r"[^、，,；;。\s（(]")
_LAST_SIGN = re.compile(r"[、，,；;][^、，,；;]*$")
_BREAK = re.compile(r"\n")
_BEFORE_NAMES = re.compile(rf"^[ \u3000\n]*(?:{any_word('clauses', 'before_names')})")
_OFFICE_HOLDER = compiled("(?:" + "|".join(words("patterns/people")["holders"]) + f")(?:{any_word('people', 'courtesy')})?")
# The statement may be a sentence of its own behind the names, still within their bracket (…统计局负责。…由排名首位的部门牵头。下同).
_FIRST_LEADS = compiled(
    r"。[^。（(〔\[）)]{0,60}(?:" + "|".join(_CONVENTIONS["first_leads"]) + r")[^。）)]{0,20}。?(?:以?下同。?)?(?=[）)〕\]]|$)|"
    r"[（(〔\[]?(?P<statement>(?:(?:除[^（(〔\[）)。；;]{1,30}外|[^（(〔\[）)，,。；;]{0,6}[无未没][^（(〔\[）)，,。；;]{0,6}[说注标]明)[，,]?)?[^（(〔\[）)、，,。；;]{0,12}(?:"
    + "|".join(_CONVENTIONS["first_leads"])
    + r")[^）)；;。]*)[）)〕\]]?"
)
# Asked first: the statement with all that may stand about it is looked for at every character.
_SAYS_FIRST = compiled("|".join(_CONVENTIONS["first_leads"]))
_PIECE = re.compile(r"[^、，,]+")
_MOST_POSTS = 3  # of one person, parted by signs
_LONGEST_NAMES = 1500
_LONGEST_PLACE = 15
_AROUND = " \u3000\n；;，,。、"
_SIGN_LEADS = compiled("|".join(_CONVENTIONS["sign_leads"]))
_SAYS_NOBODY = compiled("|".join(f"(?:{pattern})" for pattern in _CONVENTIONS["says_nobody"]))
_SENTENCE_END = re.compile(r"[。；;]")


@value
class ClausePart:
    """Names under one label or word: what they are, what said so (`牵头单位`, `主办`; None for a bare list), and the text.

    ``basis`` says how a person in it is named.
    """

    kind: LabelKind
    label: str | None
    names: Passage
    basis: LeaderBasis = "labelled"


def clause_parts(clause: Passage) -> list[ClausePart]:
    """The clause cut at its labels; where it has none, at the words behind the names (…主办，…协办)."""
    names = names_end(clause.text)
    said, clause = clause.cut(names), clause.cut(0, names)
    labels = sorted([*find_labels(clause.text), *unknown_labels(clause.text)], key=lambda label: label.start)
    parts: list[ClausePart] = []
    if said.strip(_AROUND):
        parts.append(ClausePart("note", None, said.without(_BREAK)))
    head = clause.cut(0, labels[0].start if labels else None).without(_BREAK)
    if head.strip(" \u3000\n；;，,。、（(").text:
        parts.extend(_parts_by_words(head, "responsible", None))
    for number, label in enumerate(labels):
        end = labels[number + 1].start if number + 1 < len(labels) else None
        body = clause.cut(label.end, end).without(_BREAK)
        if label.kind in ("leader", "deadline", "note"):
            parts.append(ClausePart(label.kind, label.name, body.strip(" \u3000\n；;，,。")))
        else:
            parts.extend(_parts_by_words(body, label.kind, label.name))
    return parts


def _parts_by_words(body: Passage, kind: LabelKind, label: str | None) -> Iterator[ClausePart]:
    """Names with a word behind them that says the role; what has no word keeps the label's kind."""
    statement = first_leads(body.text)
    if statement:
        yield ClausePart("note", None, body.cut(statement.start(), statement.end()))
        body = Passage.joined([body.cut(0, statement.start()), body.cut(statement.end())])
    at = seen = opened = 0
    word: str | None = None
    for match in _JOINED_BY.finditer(body.text):
        opened += _brackets_opened(body.text, seen, match.start())
        seen = match.start()
        if opened <= 0 and match.start() and (match["lead"] or not _begins_place(body.text, match.start("word"))):
            stretch, word = body.cut(at, match.start()), match["word"]
            yield from _parts_by_roles_behind(stretch, "support" if at else "lead", word)
            at = match.end()
    yield from _parts_by_roles_behind(body.cut(at), "support" if at else kind, word if at else label)


def _begins_place(text: str, at: int) -> bool:
    """Whether a division's name begins there (会同县), and not right behind the name of an office (县民政局会同县财政局)."""
    known = regions()
    before = text[max(0, at - _LONGEST_PLACE) : at]
    behind_office = bool(before and _BEHIND_NAME.match(before[-1])) and not any(known.named(before[i:]) for i in range(len(before) - 1))
    return not behind_office and any(known.named(text[at : at + size]) for size in range(2, _LONGEST_PLACE + 1))


def _parts_by_roles_behind(body: Passage, kind: LabelKind, label: str | None) -> Iterator[ClausePart]:
    """Names with a role in brackets behind them; the others by the words behind them."""
    at = 0
    for behind in _ROLE_BEHIND.finditer(body.text):
        names = body.cut(at, behind.start())
        at = behind.end()
        sign = None if _OF_ALL.search(behind["word"]) else _LAST_SIGN.search(names.text)
        if sign:
            yield from _parts_by_words_behind(names.cut(0, sign.start()), kind, label)
            names = names.cut(sign.start())
        yield ClausePart("lead" if behind["lead"] else "support", behind["word"], _without_lead_in(names.strip(_AROUND)))
    yield from _parts_by_words_behind(body.cut(at), kind, label)


def _parts_by_words_behind(body: Passage, kind: LabelKind, label: str | None) -> Iterator[ClausePart]:
    at = seen = opened = 0
    for match in _WORD_AFTER.finditer(body.text):
        opened += _brackets_opened(body.text, seen, match.start())
        seen = match.start()
        if opened > 0:
            continue
        names = body.cut(at, match.start())
        word_kind: LabelKind = "lead" if match["lead"] else "support" if match["support"] else kind
        if names.strip(" \u3000\n；;，,。、").text:
            said = match["word"] if word_kind != kind else label
            yield from _persons_apart(ClausePart(word_kind, said, _without_lead_in(names)), match["word"])
        at = match.end()
    rest = body.cut(at)
    if rest.strip(" \u3000\n；;，,。、").text:
        left = rest.strip(" \u3000\n；;，,。、")
        if all(is_deadline(piece) for piece in pieces_of_list(left.text)):
            yield ClausePart("deadline", None, left)
        else:
            yield ClausePart(kind, label, _without_lead_in(rest))


def _persons_apart(part: ClausePart, word: str) -> Iterator[ClausePart]:
    """The part; where it begins with office holders (分管副省长、协管副秘书长负责) or persons with their posts, these as leaders."""
    at = _leaders_end(part.names.text)
    if at:
        yield ClausePart("leader", word, part.names.cut(0, at), "worded")
    rest = part.names.cut(at).strip(" \u3000\n、，,")
    if rest:
        yield replace(part, names=rest)


def _leaders_end(text: str) -> int:
    """Where the office holders and persons at the text's beginning end; signs may part one's posts (市委常委、副市长王岚)."""
    pieces = [piece.span() for piece in _PIECE.finditer(text)]
    at = number = 0
    while number < len(pieces):
        start = pieces[number][0]
        reach = range(min(len(pieces) - 1, number + _MOST_POSTS - 1), number - 1, -1)
        last = next((end for end in reach if _is_leader(text[start : pieces[end][1]].strip())), None)
        if last is None and text[slice(*pieces[number])].strip():
            break
        number = (number if last is None else last) + 1
        at = pieces[number - 1][1]
    return at


def _is_leader(text: str) -> bool:
    return bool(_OFFICE_HOLDER.fullmatch(text)) or is_person_with_post(text)


def _without_lead_in(names: Passage) -> Passage:
    match = _BEFORE_NAMES.match(names.text)
    return names.cut(match.end()) if match else names


def _brackets_opened(text: str, start: int, end: int) -> int:
    """How many more brackets open than close between two places."""
    return sum(text.count(sign, start, end) for sign in "（(〔[") - sum(text.count(sign, start, end) for sign in "）)〕]")


def names_end(text: str) -> int:
    """Where the names of a clause end, if a sentence about clauses altogether stands behind them (…负责。其他部门配合，下同)."""
    if not _SAYS_NOBODY.search(text):
        return len(text)
    for stop in _SENTENCE_END.finditer(text):
        following = _SENTENCE_END.split(text[stop.end() :].strip(_AROUND), maxsplit=1)[0]
        if _SAYS_NOBODY.search(text, stop.end()) and not could_be_names(following) and next(find_labels(following), None) is None:
            return stop.start()
    return len(text)


def first_leads(text: str) -> re.Match[str] | None:
    """The statement that the first body named leads (…由排名首位的部门牵头), where the text makes it."""
    return _FIRST_LEADS.search(text) if _SAYS_FIRST.search(text) else None


def signs_lead(text: str) -> bool:
    """Whether the text states that a sign marks who leads (标▲的为牵头单位)."""
    return bool(_SIGN_LEADS.search(text))


def _without_statement(text: str) -> str:
    return _FIRST_LEADS.sub("", text) if _SAYS_FIRST.search(text) else text


def names_with_words(text: str) -> str | None:
    """The text with the words that say a role (…牵头，…按职责分工负责) replaced by signs; None where none stands in it."""
    replaced, count = _WORD_AFTER.subn("、", _without_statement(text))
    return replaced if count else None


@lru_cache(maxsize=8192)
def could_be_names(text: str) -> bool:
    """Whether a text in brackets, or behind a task, is a list of bodies (and of office holders and times) and nothing else."""
    if len(text) > _LONGEST_NAMES or "。" in text:
        return False
    found = False
    for printed in names_in(_WORD_AFTER.sub("、", _without_statement(text))):
        name = printed.removeprefix("由") if not found else printed
        if not name or is_deadline(name) or _OFFICE_HOLDER.fullmatch(name):
            continue
        if looks_like_unit(name):
            found = True
        elif not is_person_with_post(name):
            return False
    return found
