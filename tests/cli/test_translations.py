"""The catalogue of Chinese messages: nothing that a user reads is without Chinese, and nothing is told past the catalogue."""

from __future__ import annotations

import ast
import gettext
import importlib.util
import io
import re
import string
from pathlib import Path
from typing import Any

import pytest

from kg.resources import LOCALE

KG = LOCALE.parent
SCRIPT = KG.parent / "docs" / "make_catalogue.py"
# What stands in Chinese as it does in English.
SAME = {"{message} ({file})", "IRI"}


def script() -> Any:
    spec = importlib.util.spec_from_file_location("make_catalogue", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MADE = script()
KNOWN = MADE.read_po(MADE.PO.read_text(encoding="utf-8"))
MESSAGES = MADE.messages()
ANEW = "python docs/make_catalogue.py takes it in"


def fields(text: str) -> set[str]:
    """The names between braces, without what is said of their form."""
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_message_is_in_the_catalogue_and_nothing_else() -> None:
    own = {message for message in MESSAGES if MESSAGES[message] != "click"}
    of_click = {message for message in MESSAGES if MESSAGES[message] == "click"}
    assert not own - set(KNOWN), ANEW
    assert not of_click - set(KNOWN), ANEW
    assert not set(KNOWN) - set(MESSAGES), "what is gone from the code goes from the catalogue: " + ANEW


def test_every_message_has_its_chinese() -> None:
    assert len(MESSAGES) > 800
    assert not [message for message in MESSAGES if not KNOWN.get(message)]
    latin = [
        m
        for m, chinese in KNOWN.items()
        if not re.search(r"[\u4e00-\u9fff]", chinese) and re.search(r"[A-Za-z]{3}", re.sub(r"\{.*?\}", "", m.text))
    ]
    assert [m.text for m in latin if m.text not in SAME] == ["iri"]


def test_the_chinese_has_the_same_places_for_facts() -> None:
    differ = [
        (message.text, chinese)
        for message, chinese in KNOWN.items()
        if fields(chinese) != (fields(message.text) | fields(message.plural) if message.plural else fields(message.text))
        and not (message.plural and fields(chinese) <= fields(message.text) | fields(message.plural))
    ]
    assert not differ


def test_what_gettext_reads_is_made_of_what_is_translated() -> None:
    assert MADE.MO.read_bytes() == MADE.compiled(KNOWN), "python docs/make_catalogue.py compiles it"
    assert MADE.PO.read_text(encoding="utf-8") == MADE.written_po(KNOWN, MESSAGES)


def test_the_standard_library_reads_it() -> None:
    read = gettext.GNUTranslations(io.BytesIO(MADE.MO.read_bytes()))
    for message, chinese in KNOWN.items():
        if message.plural:
            assert read.ngettext(message.text, message.plural, 2) == chinese
        else:
            assert (read.pgettext(message.context, message.text) if message.context else read.gettext(message.text)) == chinese


def told_directly(path: Path) -> list[str]:
    """Words that go to a user past the catalogue: f-strings in errors, and any in a command's messages."""
    found: list[str] = []
    words: list[ast.JoinedStr | ast.Constant]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""
        if called in MADE.ERRORS:
            words = [argument for argument in node.args[MADE.NO_WORDS.get(called, 1) :] if isinstance(argument, ast.JoinedStr)]
        elif path.parent.name == "cli" and called in ("echo", "UsageError", "BadParameter", "prompt"):
            words = [argument for argument in node.args[:1] if isinstance(argument, ast.JoinedStr | ast.Constant)]
        else:
            continue
        found += [f"{path.name}:{node.lineno}: {ast.unparse(word)}" for word in words]
    return found


@pytest.mark.parametrize("path", sorted(KG.rglob("*.py")), ids=lambda path: path.relative_to(KG).as_posix())
def test_nothing_is_told_past_the_catalogue(path: Path) -> None:
    assert not told_directly(path), 'write told("… {name} …", name=…), or say(…) where it is printed: kg/model/wording.py'
