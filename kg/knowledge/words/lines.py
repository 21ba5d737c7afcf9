"""The form of the word files: sections under heads in [ ], one entry a line, remarks behind #; and what may be wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple, TypeAlias

from kg.knowledge.words.plan import PLACES, ROLES, FilePlan
from kg.model.wording import told

__all__ = ["Entries", "Fault", "faults_of_patterns", "faults_of_roles", "read_sections"]

_HEAD = re.compile(r"\[([a-z0-9_]+)\]")
# Compiled when they are needed: few lines are looked at so closely.
_SPACE: Final = r"[\s\u200b-\u200d\ufeff]"
_INVISIBLE: Final = r"[\u200b-\u200d\ufeff\x00-\x08\x0b-\x1f\x7f]"
# What no plain word holds. A 、 between numerals (一、二季度) and inside brackets (乡（镇、街道）) is part of the word.
_NO_WORD: Final = r"[\\|^$*?{}\[\]]|[\"'“”,，;；]|^、|、$|(?<![一二三四五六七八九十])、(?![^（(]*[）)])"
_HALF_WIDTH: Final = r"[():]"
_PATTERN_SIGNS = frozenset("\\|^$*?{}[]")
_BRACKETS = {"(": ")", "（": "）"}


class Fault(NamedTuple):
    """What is wrong with a word file: at which line (None: with the whole file), what was found, what to do."""

    line: int | None
    found: str
    remedy: str


Entries: TypeAlias = Mapping[str, int]
"""The entries of a section in the order of print, each with the line that it stands on."""


def read_sections(data: bytes, plan: FilePlan, *, whole: bool = True) -> tuple[dict[str, Entries], list[Fault]]:
    """The entries of each section of the plan, and all faults. Regular expressions are not compiled: that takes long.

    A file that is not the ``whole`` of it, and lies over another, need not have every section.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return {}, [Fault(data.count(b"\n", 0, error.start) + 1, "not UTF-8", "Save the file again in the encoding UTF-8")]
    sections: dict[str, dict[str, int]] = {name: {} for name in plan.sections}
    heads: dict[str, int] = {}
    faults: list[Fault] = []
    here: dict[str, int] = {}
    name = ""
    keys: dict[str, int] = {}  # by what an entry is known; for plain words and patterns the same as the entries
    length: int | None = None
    plain = plan.kind == "word"  # then a quick look is enough for nearly all lines
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if plain and line.isalnum() and line not in here and length in (None, len(line)) and name:
            here[line] = number
        elif not line or line[0] == "#" or line.isspace():
            continue
        elif line[0] == "[" and (plan.kind != "pattern" or _HEAD.fullmatch(line)):
            name = line.strip("[] \t\u3000")
            faults.extend(_faults_of_head(line, number, heads, plan))
            heads.setdefault(name, number)
            here = sections.get(name, {})
            keys = {} if plan.kind in ("role", "pair") else here
            length = plan.lengths.get(name)
        else:
            if not name:
                faults.append(
                    Fault(
                        number,
                        told("“{line}” stands before the first section", line=line),
                        told("Move it under one of {sections}", sections=_listed(plan.sections)),
                    )
                )
            faults.extend(_faults_of_entry(line, number, name, plan))
            key = line if keys is here else line.split()[0]
            if key in keys:
                faults.append(
                    Fault(number, told("“{key}” stands on line {line} already", key=key, line=keys[key]), "Take one of the two away")
                )
            keys.setdefault(key, number)
            here.setdefault(line, number)
    for section in plan.sections if whole else ():
        if section not in heads:
            faults.append(
                Fault(
                    None,
                    told("the section [{section}] is missing", section=section),
                    told("Put a line [{section}] and its entries back", section=section),
                )
            )
        elif not sections[section]:
            faults.append(
                Fault(
                    heads[section],
                    told("the section [{section}] is empty", section=section),
                    "It needs one entry at least, on the line below",
                )
            )
    return dict(sections), faults


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"[{name}]" for name in names)


def _faults_of_head(line: str, number: int, heads: Entries, plan: FilePlan) -> Iterator[Fault]:
    name = line.strip("[] \t\u3000")
    if not _HEAD.fullmatch(line):
        yield Fault(
            number,
            told("“{line}” begins like the head of a section, but is none", line=line),
            "A head is a name in brackets, alone on its line",
        )
    elif name in heads:
        yield Fault(
            number, told("the section [{name}] begins on line {line} already", name=name, line=heads[name]), "Move its entries there"
        )
    elif name not in plan.sections:
        import difflib  # takes long to load, and is needed only here

        close = difflib.get_close_matches(name, plan.sections, 1)
        meant = (
            told("Is [{section}] meant?", section=close[0]) if close else told("This file has {sections}", sections=_listed(plan.sections))
        )
        yield Fault(number, told("no section is called [{name}]", name=name), meant)


def _faults_of_entry(line: str, number: int, section: str, plan: FilePlan) -> Iterator[Fault]:
    """What is wrong with one line: the first thing only, since the others often follow from it."""
    if line != line.strip():
        yield Fault(number, told("a space before or behind “{line}”", line=line.strip()), "Take it away")
    elif not line.isprintable() and re.search(_INVISIBLE, line):
        yield Fault(number, told("a sign that cannot be seen in “{line}”", line=re.sub(_INVISIBLE, "", line)), "Type the line anew")
    elif plan.kind == "pattern":
        yield from _faults_of_brackets(line, number)
    elif plan.kind == "role":
        yield from _faults_of_role(line, number)
    elif plan.kind == "pair":
        if len(line.split()) != 2:
            yield Fault(
                number,
                told("“{line}” has {count} of two columns", line=line, count=len(line.split())),
                "What is printed, a space, how it is compared (or -)",
            )
    elif re.search(_SPACE, line):
        yield Fault(number, told("a space inside “{line}”", line=line), "One word a line; a remark stands on a line of its own, behind #")
    elif plan.kind == "word" and not plan.any_width and (half := re.search(_HALF_WIDTH, line)):
        wide = chr(ord(half.group()) + 0xFEE0)
        yield Fault(
            number, told("“{line}” holds a half-width {sign}", line=line, sign=half.group()), told("Write it full-width: {wide}", wide=wide)
        )
    elif plan.kind == "word":
        yield from _faults_of_word(line, number)
    length = plan.lengths.get(section)
    if length is not None and len(line.strip()) != length:
        yield Fault(
            number,
            told("“{line}” is of {count} characters", line=line.strip(), count=len(line.strip())),
            told("Those of [{section}] are of {length}", section=section, length=length),
        )


def _faults_of_word(word: str, number: int) -> Iterator[Fault]:
    odd = re.search(_NO_WORD, word)
    if odd and odd.group() in _PATTERN_SIGNS:
        yield Fault(
            number,
            told("“{word}” holds a {sign}, as only patterns do", word=word, sign=odd.group()),
            "Write plain words; patterns stand in patterns/",
        )
    elif odd:
        yield Fault(
            number,
            told("“{word}” holds a {sign}", word=word, sign=odd.group()),
            "Write one word a line, without quotation marks and signs between words",
        )
    elif any(word.count(left) != word.count(right) for left, right in _BRACKETS.items()):
        yield Fault(
            number, told("“{word}” has a bracket without its partner", word=word), "Add it, in the same width, or take the bracket away"
        )


def _faults_of_role(line: str, number: int) -> Iterator[Fault]:
    word, *rest = line.split()
    if len(rest) < 2:
        yield Fault(
            number,
            told("“{line}” has {columns} of three columns", line=line, columns=len(rest) + 1),
            "A word needs its role, then the places where it may stand",
        )
        return
    role, *places = rest
    if role not in ROLES:
        yield Fault(
            number,
            told("“{word}” has the role {role}, which there is not", word=word, role=role),
            told("The roles are {roles}", roles=", ".join(ROLES)),
        )
    for place in places:
        if place not in PLACES:
            yield Fault(
                number,
                told("“{word}” has the place {place}, which there is not", word=word, place=place),
                told("The places are {places}", places=", ".join(PLACES)),
            )
    if len(set(places)) < len(places):
        yield Fault(number, told("“{word}” has a place twice", word=word), "Take one of the two away")
    if not word.isalnum():
        yield from _faults_of_word(word, number)


def _faults_of_brackets(pattern: str, number: int) -> Iterator[Fault]:
    """Brackets too many or too few: quick to see, and what would spoil the expressions beside it."""
    depth, inside, signs = 0, False, iter(pattern)
    for sign in signs:
        if sign == "\\":
            next(signs, None)
        elif inside:
            inside = sign != "]"
        elif sign == "[":
            inside = True
        elif sign in "()":
            depth += 1 if sign == "(" else -1
            if depth < 0:
                break
    if depth < 0:
        yield Fault(number, told("“{pattern}” has a ) too many", pattern=pattern), "Take it away, or add its partner before it")
    elif inside:
        yield Fault(number, told("“{pattern}” has a [ that nothing closes", pattern=pattern), "Add a ], or take the [ away")
    elif depth:
        yield Fault(number, told("“{pattern}” has a ( too many", pattern=pattern), "Take it away, or add its partner behind it")


def faults_of_patterns(entries: Entries) -> Iterator[Fault]:
    """What the compiler of regular expressions finds in a section besides; nothing where the brackets are told already."""
    sound = _error_in(*entries) is None
    for count, (pattern, number) in enumerate(entries.items(), start=1):
        if any(_faults_of_brackets(pattern, number)):
            return
        if "(?P<" in pattern.replace("(?P<sign>", ""):
            yield Fault(
                number,
                told("“{pattern}” names a group", pattern=pattern),
                "Write (?: instead: names are for the code that the pattern stands in",
            )
            return
        if not sound and (error := _error_in(pattern) or _error_in(*list(entries)[:count])):
            yield Fault(
                number,
                told("“{pattern}” is no regular expression, or does not go with those above it ({error})", pattern=pattern, error=error),
                "Correct it",
            )
            return


@cache
def _error_in(*patterns: str) -> re.error | None:
    """What is wrong with expressions one beside the other, if anything is."""
    try:
        re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    except re.error as error:
        return error
    return None


def faults_of_roles(entries: Entries) -> Iterator[Fault]:
    """Roles and places without a word: the program would find nothing there."""
    rows = [columns for entry in entries if len(columns := entry.split()) > 2]
    for place in PLACES:
        for role in ROLES if place in ("label", "after") else (None,):
            if not any(place in places and role in (of, None) for _, of, *places in rows):
                wanted = f"with the role {role} " if role else ""
                yield Fault(None, told("no word {wanted}has the place {place}", wanted=wanted, place=place), "Put one back")
