"""What the program says to people, in their language: English stands in the code, Chinese in ``kg/locale``.

A message is a template and what was found. Its English is its value as a text, for records and reports, which are the same everywhere;
what it says in the language in force is made where it is printed.
"""

from __future__ import annotations

import contextlib
import gettext
import locale
import os
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final, Literal, Self

from kg.resources import LOCALE

__all__ = [
    "DOMAIN",
    "InBoth",
    "Language",
    "Told",
    "column",
    "either",
    "in_both",
    "joined",
    "language",
    "language_of_locale",
    "of_plain",
    "plain",
    "reason_of",
    "said",
    "say",
    "speaking",
    "told",
]

Language = Literal["zh", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")

DOMAIN: Final = "kg"
"""The name of the catalogue; click looks its own words up in it, too."""
HEAD_OF_A_COLUMN: Final = "head of a column"
_VARIABLES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
_CHINESE: Final = ("zh", "chinese")
"""How locales begin that are Chinese: zh_CN.UTF-8, and what Windows calls them (Chinese (Simplified)_China.936)."""


class Told(str):
    """A message in English, with the template and the facts that it was made of."""

    __slots__ = ("facts", "template")
    template: str
    facts: dict[str, Any]

    def __new__(cls, template: str, facts: dict[str, Any] | None = None) -> Self:
        """``facts`` fill the template in; one without any stands as it is."""
        self = super().__new__(cls, template.format_map(facts) if facts else template)
        self.template = template
        self.facts = facts or {}
        return self

    def __getnewargs__(self) -> tuple[str, dict[str, Any]]:  # type: ignore[override]
        return self.template, self.facts


class InBoth(Told):
    """A message that has its Chinese beside it, as kinds of doubt do."""

    __slots__ = ("chinese",)
    chinese: str

    def __new__(cls, english: str, chinese: str) -> Self:
        """Both as they are."""
        self = super().__new__(cls, english)
        self.chinese = chinese
        return self

    def __getnewargs__(self) -> tuple[str, Any]:  # type: ignore[override]
        return str(self), self.chinese


def told(template: str, /, **facts: object) -> Told:
    """The message: ``template`` is English, with ``{name}`` for each of the facts, which may be messages, or errors with one."""
    return Told(template, {name: _fact(value) for name, value in facts.items()})


def _fact(value: object) -> object:
    """What says no more than is to be printed, and can be set aside."""
    if isinstance(value, BaseException) and value.args and isinstance(value.args[0], Told):
        return value.args[0]
    return value if isinstance(value, (str, int, float)) else str(value)


def said(text: object, wanted: Language | None = None) -> str:
    """A message in the language in force, or in the one that is ``wanted``, which any thread may ask for at any time.

    Any other text stays as it is, unless the catalogue has it as a message.
    """
    if not isinstance(text, Told):
        return _looked_up(text, wanted) if isinstance(text, str) else str(text)
    if isinstance(text, InBoth):
        return text.chinese if (wanted or language()) == "zh" else str(text)
    template = _looked_up(text.template, wanted)
    if not text.facts:
        return template
    return template.format_map({name: said(fact, wanted) if isinstance(fact, Told) else fact for name, fact in text.facts.items()})


def in_both(text: object) -> str:
    """A message in both languages, for what is read by whoever comes: English first; once, where there is no Chinese of it."""
    return " · ".join(dict.fromkeys((str(text), said(text, "zh"))))


def say(template: str, /, **facts: object) -> str:
    """What :func:`told` tells, in the language in force."""
    return said(told(template, **facts))


def joined(form: str, /, *parts: object) -> Told:
    """Messages side by side: ``form`` has ``{}`` for each, and no words of its own."""
    names = [f"part{number}" for number in range(len(parts))]
    return told(form.replace("{}", "{{{}}}").format(*names), **dict(zip(names, parts, strict=True)))


def either(choices: Iterable[str]) -> Told:
    """Several to choose from: "a or b"."""
    first, *others = choices
    found = Told(first)
    for other in others:
        found = told("{one} or {other}", one=found, other=other)
    return found


def plain(text: Told) -> list[Any]:
    """The message as JSON has it, for :func:`of_plain` in another process; what stands in its facts is no message there."""
    return [text.template, {name: str(fact) if isinstance(fact, str) else fact for name, fact in text.facts.items()}]


def of_plain(content: list[Any]) -> Told:
    """The message that :func:`plain` took apart."""
    template, facts = content
    return Told(template, facts)


def reason_of(error: Exception) -> Told:
    """Why the system would not, in a few words: "Permission denied"."""
    return Told(getattr(error, "strerror", None) or str(error) or type(error).__name__)


def column(name: str) -> str:
    """What stands above a column of a table for readers: the word for it with its name behind, as results in other forms call it."""
    word = gettext.dpgettext(DOMAIN, HEAD_OF_A_COLUMN, name)
    return name if word == name else f"{word} {name}"


def _looked_up(text: str, wanted: Language | None) -> str:
    if not text:
        return text
    return gettext.dgettext(DOMAIN, text) if wanted is None else _catalogue(wanted).gettext(text)


@cache
def _catalogue(wanted: Language) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE, [wanted], fallback=True)


def language() -> Language:
    """The language in force: that of the innermost :func:`speaking`, else English."""
    return "zh" if gettext.dpgettext(DOMAIN, "language", "en") == "zh" else "en"


def language_of_locale() -> Language:
    """The language of who uses this machine: Chinese where the locale is, else English."""
    named = next((os.environ[name] for name in _VARIABLES if os.environ.get(name)), "") or locale.setlocale(locale.LC_CTYPE)
    return "zh" if named.lower().startswith(_CHINESE) else "en"


@contextlib.contextmanager
def speaking(wanted: Language) -> Iterator[None]:
    """Say everything in that language for the time of the block, click's own words included.

    gettext finds the language in the environment, and click looks up in the domain that is set: both are put back behind.
    """
    domain, folder, before = gettext.textdomain(), gettext.bindtextdomain(DOMAIN), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = wanted
    try:
        yield
    finally:
        gettext.textdomain(domain)
        gettext.bindtextdomain(DOMAIN, folder)
        if before is None:
            os.environ.pop("LANGUAGE", None)
        else:
            os.environ["LANGUAGE"] = before
