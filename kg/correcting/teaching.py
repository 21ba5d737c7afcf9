"""Which word would have let the program read by itself what people put right: the file, its section, and the line to add.

Nothing is learned of a correction. A person looks at the list, and writes the line, or does not: a word that is right in one notice may be
wrong in a hundred others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from kg.correcting.desk import Opened
from kg.knowledge.indicators import indicators
from kg.knowledge.offices import function_of
from kg.knowledge.words import words, words_at
from kg.model.records import Amendment, Leader, Parsed, Target, Task, Unit
from kg.model.values import changed, value
from kg.model.wording import Told, told
from kg.parsing.names.forms import bare_name, is_collective, looks_like_unit
from kg.parsing.names.person_pieces import has_post, is_person_name

__all__ = ["Lesson", "lessons"]

_LABEL: Final = re.compile(r"([\u4e00-\u9fff]{2,10})[：:][^：:\n]*\Z")
_ENDING: Final = 2  # characters of a name that tell what kind of body it is: 中心, 集团
_OF_NAMES: Final = "units"
_SHOWN: Final = 5  # documents that are named


@value
class Lesson:
    """A line that is lacking, or, where ``file`` is empty, corrections that no word would have made needless.

    ``file`` is that of a folder of knowledge (``words/bodies.txt``), ``section`` its part, empty where it has none. ``corrections`` are the
    ids of those that it would have spared, ``documents`` the files that they are about.
    """

    file: str
    section: str
    line: str
    why: Told
    corrections: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


def lessons(documents: Iterable[Opened]) -> list[Lesson]:
    """The lines that are lacking, those that would spare most corrections first; then what no word would have read, by layout."""
    found: dict[tuple[str, str, str], Lesson] = {}
    for opened in documents:
        for task in opened.parsed.tasks:
            for amendment in task.corrections:
                if amendment.wrong:
                    continue
                taught = list(_of(task, amendment, opened.source.text)) or list(_untaught(opened.parsed, amendment))
                for lesson in taught:
                    _take(found, lesson, amendment.id, opened.parsed.document.file)
    return sorted(found.values(), key=lambda one: (not one.file, -len(one.corrections), one.file, one.section, one.line))


def _take(found: dict[tuple[str, str, str], Lesson], lesson: Lesson, id_: str, file: str) -> None:
    key = lesson.file, lesson.section, lesson.line or str(lesson.why)
    known = found.get(key, lesson)
    ids = known.corrections if id_ in known.corrections else (*known.corrections, id_)
    files = known.documents if file in known.documents else (*known.documents, file)[:_SHOWN]
    found[key] = changed(known, corrections=ids, documents=files)


def _of(task: Task, amendment: Amendment, text: str) -> Iterator[Lesson]:
    """What a decision about a task teaches. One that only says that the reading is right teaches the names that were in doubt."""
    before: dict[str, Any] = json.loads(amendment.printed) if amendment.printed else {}
    if not amendment.keys or _OF_NAMES in amendment.keys:
        yield from (_ending(unit) for unit in task.units if not looks_like_unit(unit.name))
    if _OF_NAMES in amendment.keys:
        roles = {one["name"]: one["role"] for one in before.get(_OF_NAMES) or ()}
        for unit in task.units:
            if looks_like_unit(unit.name) and unit.name not in roles and not unit.collective and function_of(unit.name) is None:
                yield _office(unit)
            if roles.get(unit.name) != unit.role:
                yield from _role(unit, text)
    if "leaders" in amendment.keys:
        names = {one.get("name") for one in before.get("leaders") or ()}
        for leader in task.leaders:
            if leader.name not in names:
                yield from _person(leader)
    if "targets" in amendment.keys:
        known = {one.get("indicator") for one in before.get("targets") or ()}
        yield from (_indicator(one) for one in task.targets if one.indicator and one.indicator not in known | _indicators())


def _ending(unit: Unit) -> Lesson:
    if unit.collective and not is_collective(unit.name):
        return Lesson("words/bodies.txt", "set_names", unit.name, told("{name} names a set of bodies", name=unit.name))
    ending = bare_name(unit.name)[-_ENDING:]
    return Lesson("words/bodies.txt", "endings", ending, told("{name} ends like the name of no body that is known", name=unit.name))


def _office(unit: Unit) -> Lesson:
    line = f'zrf:… skos:altLabel "{bare_name(unit.name)}"@zh .'
    return Lesson("functions.ttl", "", line, told("{name} is no office that is known; name what it does in place of …", name=unit.name))


def _role(unit: Unit, text: str) -> Iterator[Lesson]:
    """The label before the name, where it is made of a word that says nothing so far of who does what."""
    line = text[text.rfind("\n", 0, unit.start) + 1 : unit.start]
    match = _LABEL.search(line)
    if match is None:
        return
    labels = words("labels")
    label = match[1]
    if label in (*labels["whole_responsible"], *labels["unit_nouns"]):
        return
    noun = max((one for one in labels["unit_nouns"] if label.endswith(one)), key=len, default="")
    word = label.removesuffix(noun)
    if word and not any(word.endswith(known) for known in (*words_at("label"), *words_at("alone"))):
        place = "label" if noun else "alone"
        yield Lesson("words/roles.txt", "words", f"{word}  {unit.role}  {place}", told("the label {label} says who does what", label=label))


def _person(leader: Leader) -> Iterator[Lesson]:
    name, title = leader.name or "", leader.title or ""
    if 2 <= len(name) <= 3 and not is_person_name(name):
        yield Lesson("words/people.txt", "surnames", name[0], told("{name} begins with no surname that is known", name=name))
    if title and not has_post(title):
        yield Lesson("words/people.txt", "posts", title, told("{title} is no post that is known", title=title))


def _indicator(target: Target) -> Lesson:
    line = f'indicator:… skos:altLabel "{target.indicator}"@zh .'
    why = told("{name} is no indicator that is known; name the one that it is in place of …", name=target.indicator)
    return Lesson("indicators.ttl", "", line, why)


def _indicators() -> frozenset[str]:
    return frozenset(name for one in indicators().values() for name in one.names)


def _untaught(parsed: Parsed, amendment: Amendment) -> Iterator[Lesson]:
    """A decision that changed the reading, and for which no word is lacking: a rule of the layout would be."""
    if amendment.keys:
        keys, family = ", ".join(amendment.keys), parsed.document.family or "?"
        yield Lesson("", "", "", told("no word would have read it: a rule for {keys} in the layout {family}", keys=keys, family=family))
