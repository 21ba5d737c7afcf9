"""A message is English wherever it is kept, and in the reader's language where it is printed."""

from __future__ import annotations

import gettext
import json
import locale
import os

import pytest

from kg.model.errors import StoreError, UnreadableSource
from kg.model.wording import InBoth, Told, column, either, joined, language, language_of_locale, of_plain, plain, said, say, speaking, told
from kg.store.spool import packed, unpacked

NO_FILE = UnreadableSource("notices/a.txt", "no such file", "Check the name")


def test_a_message_is_english_as_a_text_and_chinese_as_it_is_said() -> None:
    message = told("{count} documents", count=3)
    with speaking("zh"):
        assert (message, said(message)) == ("3 documents", "其中有 3 份文件")
    with speaking("en"):
        assert said(message) == "3 documents"


def test_an_error_is_told_in_the_language_in_force_and_kept_in_english() -> None:
    with speaking("zh"):
        assert str(NO_FILE) == "notices/a.txt：没有这个文件。请检查名称。"
        assert (NO_FILE.found, json.dumps(NO_FILE.remedy)) == ("no such file", '"Check the name"')
    assert str(NO_FILE) == "notices/a.txt: no such file. Check the name"


def test_messages_and_errors_may_be_facts_of_others() -> None:
    with speaking("zh"):
        assert say("Error: {message}", message=NO_FILE) == "错误：notices/a.txt：没有这个文件。请检查名称。"
        assert told("Error: {message}", message=NO_FILE) == "Error: notices/a.txt: no such file. Check the name"
        assert said(joined("({}; {})", told("a folder"), "x")) == "(是文件夹; x)"
        assert said(either(["a", "b", "c"])) == "a 或 b 或 c"


def test_a_fact_that_reads_like_a_message_stays_as_it_is() -> None:
    with speaking("zh"):
        assert str(StoreError("documents", "no such file or folder", "Check the name")).startswith("documents：没有")


def test_a_fact_with_braces_stays_as_it_is() -> None:
    with speaking("zh"):
        assert (
            str(UnreadableSource("{x}.txt", told("a damaged PDF ({error})", error="{y}"), "Split it"))
            == "{x}.txt：PDF 已损坏（{y}）。请拆分。"
        )
    assert told("{x") == "{x"


@pytest.mark.parametrize("message", [told("{count} pages", count=2), told("a folder"), InBoth("a", "甲")], ids=["facts", "none", "both"])
def test_a_message_can_be_set_aside_and_goes_from_process_to_process(message: Told) -> None:
    again = unpacked(packed(message))
    with speaking("zh"):
        assert (again, said(again), type(again)) == (str(message), said(message), type(message))


def test_a_message_goes_through_json() -> None:
    with speaking("zh"):
        assert said(of_plain(json.loads(json.dumps(plain(told("{count} pages", count=2)))))) == "2 页"


def test_a_kind_of_doubt_has_its_chinese_beside_it() -> None:
    with speaking("zh"):
        assert said(InBoth("no-task-list", "没有任务清单")) == "没有任务清单"
    assert said(InBoth("no-task-list", "没有任务清单")) == "no-task-list"


def test_the_head_of_a_column_keeps_its_name() -> None:
    with speaking("zh"):
        assert (column("region"), column("whatever")) == ("地区 region", "whatever")
    assert column("region") == "region"


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_CN.UTF-8", "LANG": "de_DE.UTF-8"}, "zh"),
        ({"LC_MESSAGES": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
    ],
    ids=str,
)
def test_the_locale_chooses_the_language(variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language_of_locale() == expected


@pytest.mark.parametrize(("called", "expected"), [("Chinese (Simplified)_China.936", "zh"), ("German_Germany.1252", "en"), ("C", "en")])
def test_windows_names_locales_in_its_own_way(called: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(locale, "setlocale", lambda category: called)
    assert language_of_locale() == expected


def test_what_was_in_force_before_is_so_again() -> None:
    before = (gettext.textdomain(), os.environ.get("LANGUAGE"))
    with speaking("zh"):
        with speaking("en"):
            assert language() == "en"
        assert language() == "zh"
    assert (language(), gettext.textdomain(), os.environ.get("LANGUAGE")) == ("en", *before)
