"""Every code of doubt is reached by a document, and stands in the documentation."""

from __future__ import annotations

import hashlib
import string
from pathlib import Path
from typing import Literal

import pytest

from kg.model.doubts import KINDS, message, titles
from kg.model.source import Place, Source, Unsure
from kg.parsing import parse

PAGE = Path(__file__).parents[2] / "docs" / "doubts.md"
REACHED = Path(__file__).with_name("doubts")


# What a build says of documents beside each other, and no document alone: tests/building/, test_identity.py and test_reports_joined.py.
OF_BUILDS = {"readings-differ", "number-shared", "files-joined", "report-joined", "join-doubtful", "promise-differs"}
# What is said of lists that were filled in, which are no texts: tests/building/test_filled_in_lists.py.
OF_LISTS = {"entry-number", "entry-date", "entry-status", "entry-unplaced"}


# What a text does not show, and the reader of a format says: where each character came from.
UNSURE = {"ocr-number": (Unsure(23, 24, 0.7),), "ocr-signs": (Unsure(20, 22, 0.7),)}
OWN = (Place(0, "page 1, line 1", recognised=True, own=True),)
PLACES = {"ocr-text": (Place(0, "page 1, line 1", recognised=True),), "ocr-read": OWN, "ocr-number": OWN, "ocr-signs": OWN}


def codes(text: str, code: str) -> set[str]:
    parsed = parse(
        Source("x.txt", "x.txt", text, hashlib.sha256(text.encode()).hexdigest(), places=PLACES.get(code, ()), unsure=UNSURE.get(code, ()))
    )
    return {problem.code for problem in parsed.document.problems}


# What a person says of a reading: tests/correcting/test_applying.py.
OF_PEOPLE = {"judged-wrong"}


@pytest.mark.parametrize("code", sorted(set(KINDS) - OF_BUILDS - OF_LISTS - OF_PEOPLE))
def test_a_document_reaches_every_code(code: str) -> None:
    assert code in codes((REACHED / f"{code}.txt").read_text(encoding="utf-8"), code)


@pytest.mark.parametrize("code", KINDS)
def test_both_languages_tell_the_same_facts(code: str) -> None:
    kind = KINDS[code]
    english, chinese = ({name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (kind.en, kind.zh))
    assert english == chinese
    assert all((kind.en, kind.zh, kind.remedy_en, kind.remedy_zh))
    assert message(code, dict.fromkeys(chinese, "甲"), "zh") != message(code, dict.fromkeys(english, "甲"), "en")


@pytest.mark.parametrize("code", KINDS)
def test_the_documentation_lists_every_code(code: str) -> None:
    kind = KINDS[code]
    assert f"| `{code}` | {kind.severity} |" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_kind_has_a_title_of_its_own_in_a_few_words(language: Literal["en", "zh"]) -> None:
    found = [titles(code)[language] for code in KINDS]
    assert len(set(found)) == len(KINDS)
    assert not [title for title in found if not title or len(title) > 30 or "{" in title]
