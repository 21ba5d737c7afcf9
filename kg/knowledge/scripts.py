"""The two ways to write Chinese: traditional characters to the simplified ones that the project is written in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from kg.knowledge.toml import line_of, read_toml
from kg.model.errors import KnowledgeError
from kg.model.wording import told

__all__ = ["TRADITIONAL", "faults_of_pairs", "simplified"]

TRADITIONAL: Final = Path(__file__).with_name("traditional.toml")


@cache
def _forms() -> Mapping[int, int]:
    for fault in faults_of_pairs(TRADITIONAL):
        raise fault
    return MappingProxyType({ord(t): ord(s) for line in read_toml(TRADITIONAL)["pairs"] for t, s in zip(*line, strict=True)})


def faults_of_pairs(path: Path) -> Iterator[KnowledgeError]:
    """What is wrong with a file of traditional characters and their simplified forms, line by line."""
    try:
        pairs = read_toml(path).get("pairs")
    except KnowledgeError as error:
        yield error
        return
    if not isinstance(pairs, list):
        yield KnowledgeError(str(path), "there is no list called pairs", "Put it back: pairs = [ … ]")
        return
    known: dict[str, str] = {}
    for pair in pairs:
        if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(line, str) for line in pair)):
            yield KnowledgeError(
                str(path),
                told("{pair} is no pair of lines", pair=repr(pair)),
                "Write the traditional characters, then their simplified forms",
            )
            continue
        where = line_of(path, f'"{pair[0]}"')
        if len(pair[0]) != len(pair[1]):
            found = f"{len(pair[0])} traditional characters have {len(pair[1])} simplified forms"
            yield KnowledgeError(where, found, "Give each exactly one, in the same order")
            continue
        for traditional, form in zip(*pair, strict=True):
            if traditional == form:
                yield KnowledgeError(
                    where, told("{traditional} is its own simplified form", traditional=traditional), "Take it out of both lines"
                )
            elif traditional in known:
                yield KnowledgeError(
                    where,
                    told(
                        "{traditional} stands there twice ({known}, {form})", traditional=traditional, known=known[traditional], form=form
                    ),
                    "Take one out of both its lines",
                )
            known.setdefault(traditional, form)


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, sorted(_forms())))}]")


def simplified(text: str) -> str:
    """The text with each frequent traditional character in its simplified form; the length stays the same.

    >>> simplified("老舊小區")
    '老旧小区'
    """
    # Most texts hold none of them, and a look for one is quicker than a translation that changes nothing.
    return text.translate(_forms()) if _traditional().search(text) else text
