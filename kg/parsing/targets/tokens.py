"""A text cut once into what the grammar works with: quantities, words that have a role, signs that part clauses, names."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from kg.model.values import value
from kg.parsing.targets.name_numbers import DATE
from kg.parsing.targets.numerals import CHINESE_NUMERAL
from kg.parsing.targets.quantities import Quantity, read_quantity, round_figure, share
from kg.parsing.targets.words import any_of, lexicon

__all__ = ["Mark", "Quantity", "Token", "Tokens", "tokens"]

_CN: Final = CHINESE_NUMERAL
_NUMERAL: Final = rf"(?:\d{{1,20}}(?:\.\d{{1,12}})?|[{_CN}]{{1,12}}(?:点[零〇一二三四五六七八九]{{1,6}})?)"
_INNER: Final = re.compile(rf"\d+(?:\.\d+)?|[零〇一二两三四五六七八九十][{_CN}]*")


@value
class Token:
    """A word of the word lists, with the roles that it may play."""

    start: int
    end: int
    word: str
    roles: frozenset[str]


@value
class Mark:
    """A sign that parts: ``sentence`` (。；, or a heading with its colon), ``clause`` (，：), ``item`` (、).

    ``opaque`` is a stretch in quotes, ``aside`` one in parentheses.
    """

    start: int
    end: int
    kind: str


@value
class Tokens:
    """The stream of a text in order, and the numbers that are names: (start, end, kind)."""

    stream: tuple[Quantity | Token | Mark, ...]
    names: tuple[tuple[int, int, str], ...]


@cache
def _scan() -> re.Pattern[str]:
    words = lexicon()
    figures = rf"A-Za-z\d{_CN}几数"
    opening, parting = '“‘「《〈"（(', "。；;!?！？，,:：、 "
    first = "".join(map(re.escape, sorted({word[0] for word in (*words.roles, *words.lists["of"])})))
    return re.compile(
        # Most characters begin nothing, and most words no number: a look at a set passes over them at once.
        rf"(?=[{figures}{opening}{parting}{first}])(?:"
        rf"(?P<heading>{any_of(words.lists['of'])}{any_of(words.lists['headings'])}[:：])"
        rf"|(?=[{figures}{opening}])(?:"
        r"(?P<opaque>“[^“”]{0,80}”|‘[^‘’]{0,60}’|「[^「」]{0,60}」|《[^《》]{0,80}》|〈[^〈〉]{0,60}〉|\"[^\"\n]{0,40}\")"
        r"|(?P<aside>[（(][^（()）]{0,80}[）)])"
        r"|(?P<letters>[A-Za-z]+)"
        rf"|(?P<date>{DATE})"
        r"|(?P<joined>\d{1,6}(?:\+(?:\d{1,6}|[A-Z])){1,8}|[A-Z](?:\+\d{1,6}){1,8}|\d{1,6}[×xX*]\d{1,6})"
        r"|(?P<ratio>\d{1,6}(?:\.\d{1,6})?[:：∶]\d{1,6}(?:\.\d{1,6})?)"
        rf"|(?P<fraction>(?:百|千|万|{_NUMERAL})分之{_NUMERAL})"
        r"|(?P<listed>(?<![^。;；:：])\d{1,2}[)）])"
        r"|(?P<arabic>\d)"
        r"|(?P<plan>十[一二三四五]五(?:期间|时期|末)?)"
        r"|(?P<round>(?<=突破|超过|达到|跨越|迈上|跨上|迈入)[十百千万][万亿](?:元|美元|千瓦时|吨|人次)(?=$|[，。、；;,]|大关|台阶|以上|目标))"
        r"|(?P<vague>[几数][十百千万亿]{1,3}))"
        rf"|(?P<word>{words.word})"
        rf"|(?P<chinese>[零〇一二两三四五六七八九十][{_CN}]*(?:点[零〇一二三四五六七八九]+)?)"
        rf"|(?=[{parting}])(?:"
        r"(?P<sentence>[。;；!?！？])|(?P<clause>[，,:：]|(?<=[\u4e00-\u9fff]) )|(?P<item>、)))"
    )


_NAMES: Final = {"date": "date", "joined": "code", "ratio": "ratio", "plan": "plan", "vague": "vague", "listed": "ordinal"}


def tokens(plain: str, start: int = 0, end: int | None = None) -> Tokens:
    """Cut the stretch of the text into its stream; stretches in quotes and parentheses are one mark each."""
    words, scan = lexicon(), _scan()
    stream: list[Quantity | Token | Mark] = []
    names: list[tuple[int, int, str]] = []
    at, end = start, len(plain) if end is None else end
    while match := scan.search(plain, at, end):
        kind, first, at = match.lastgroup or "", match.start(), match.end()
        if kind == "word":
            word = match.group()
            stream.append(Token(first, at, word, words.roles[word]))
        elif kind in ("sentence", "clause", "item", "aside"):
            stream.append(Mark(first, at, kind))
        elif kind == "heading":
            stream.append(Mark(first, at, "sentence"))
        elif kind == "opaque":
            stream.append(Mark(first, at, kind))
            names.extend((m.start(), m.end(), "quoted") for m in _INNER.finditer(plain, first, at))
        elif kind in ("arabic", "chinese"):
            found = read_quantity(plain, first, words, match if kind == "chinese" else None)
            if isinstance(found, Quantity):
                stream.append(found)
                at = found.end
            else:
                at = found[0]
                names.append((first, at, found[1]))
        elif kind == "round":
            stream.append(round_figure(plain, first, at))
        elif kind == "fraction":
            part = share(plain, match)
            if part:
                stream.append(part)
            else:
                names.append((first, at, "unexplained"))
        elif kind in _NAMES:
            names.append((first, at, _NAMES[kind]))
            if kind == "listed":
                stream.append(Mark(first, at, "clause"))
            elif kind in ("date", "plan"):
                stream.append(Token(first, at, match.group(), frozenset(("lead", "tail", "date"))))
        elif kind != "letters":
            raise ValueError(f"no rule for the token kind {kind!r}")
    return Tokens(tuple(stream), tuple(names))
