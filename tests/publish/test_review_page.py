"""The page of ``kg review`` in a real browser: by keyboard alone, for everybody, and whatever a notice says runs nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kg.correcting.desk import Desk
from kg.correcting.ledger import Ledger
from kg.publish.reviewing.judging import asked_of
from kg.publish.reviewing.server import ReviewServer
from kg.publish.reviewing.told import queue_told
from tests.correcting.cases import NOTICE
from tests.publish.test_review_server import sample_of
from tests.views.browser import Browser, browsing
from tests.views.test_views_everybody import scheme, violations, with_axe

REBOUND = "rebound.example"
RUNS = "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=2>\"' onclick=window.hacked=3"
TURNS = "\u202eabc\u2066\u2028"
# Twelve tasks whose last body cannot be told.
TWELVE = NOTICE[: NOTICE.index("1.")] + "".join(
    f"{number}.新建村级文化礼堂{number}个，完成改造。\n责任单位：县教育局、县财政局（其他略\n" for number in range(1, 13)
)
HOSTILE = (
    NOTICE.replace("县交通局、县财政局", f"县交通局、{RUNS}局")
    .replace("优化学校布局", f"优化{RUNS}{TURNS}布局")
    .replace("柏舟", "<b>柏舟</b>")
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    rules = (f"MAP {REBOUND} 127.0.0.1", "MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1")
    with browsing(tmp_path_factory.mktemp("downloads"), *rules) as opened:
        opened.driver.set_script_timeout(60)
        yield opened


@contextmanager
def reviewing(folder: Path, **texts: str) -> Iterator[ReviewServer]:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with ReviewServer(Desk([folder / f"{name}.txt" for name in texts], Ledger(folder / "corrections.jsonl")), by="督查室") as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()


class Page:
    """The page as who has no mouse uses it."""

    def __init__(self, browser: Browser, server: ReviewServer, parameters: str = "") -> None:
        self.browser, self.server = browser, server
        browser.size(1440, 900)
        browser.driver.get("about:blank")
        browser.complaints()
        browser.driver.get(server.page + parameters)
        browser.ready()

    def press(self, *keys: str, shift: bool = False) -> None:
        from selenium.webdriver.common.action_chains import ActionChains
        from selenium.webdriver.common.keys import Keys

        chain: Any = ActionChains(self.browser.driver)
        chain = chain.key_down(Keys.SHIFT) if shift else chain
        for key in keys:
            chain = chain.send_keys(key)
        (chain.key_up(Keys.SHIFT) if shift else chain).perform()

    def decides(self, *keys: str) -> None:
        """Press keys that make a decision, and wait until the page shows it."""
        before = len(self.server.desk.ledger.read())
        self.press(*keys)
        self.browser.wait(lambda: len(self.server.desk.ledger.read()) == before + 1)
        self.browser.wait(lambda: self.browser.all(".changed") and not self.browser.all("aside[aria-busy]"))

    def waits_for(self, selector: str, words: str) -> None:
        self.browser.wait(lambda: words in self.browser.text(selector))

    def left(self) -> int:
        return int("".join(sign for sign in self.browser.text("#left") if sign.isdigit()) or 0)

    def focused(self) -> str:
        return str(self.browser.js("const a = document.activeElement; return a.getAttribute('aria-label') ?? a.id ?? a.textContent"))

    def tab_to(self, label: str) -> None:
        from selenium.webdriver.common.keys import Keys

        for _ in range(200):
            if label in self.focused():
                return
            self.press(Keys.TAB)
        pytest.fail(f"the keyboard does not come to {label}")


@pytest.fixture
def quiet(browser: Browser) -> Iterator[None]:
    yield
    assert browser.complaints() == []


def last(server: ReviewServer) -> dict[str, Any]:
    return server.desk.ledger.read()[-1].json()


@pytest.mark.usefixtures("quiet")
def test_twelve_doubts_are_settled_by_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    with reviewing(tmp_path, 青岭县=TWELVE) as server:
        page = Page(browser, server)
        assert page.left() == 12
        page.press("w")
        page.press("电话核实")
        page.decides(Keys.ENTER)
        assert (last(server)["why"], last(server)["by"], last(server)["confirm"], page.left()) == ("电话核实", "督查室", True, 11)
        for _ in range(4):
            page.decides("c")
        page.decides(Keys.ENTER)
        assert page.left() == 6
        # Words of the clause, which stands below the task: moved to, drawn out, and named.
        page.press("v")
        page.press(Keys.ARROW_DOWN, *[Keys.ARROW_RIGHT] * 8)
        page.press(*[Keys.ARROW_RIGHT] * 3, shift=True)
        assert "县财政局" in browser.text(".words-bar q")
        page.decides("l")
        assert last(server)["add"] == {"unit": {"name": "县财政局", "role": "lead"}}
        assert page.left() == 5
        page.press("j")
        page.decides("x")
        assert (last(server)["drop"], page.left()) == ("task", 4)
        page.decides("u")
        assert (page.left(), len(server.desk.documents()[0].parsed.tasks)) == (5, 12)
        page.decides("c")
        # A name put right in a form, and its role turned around, by the buttons that Tab comes to.
        page.tab_to("修改：县财政局（其他略")
        page.press(Keys.ENTER)
        browser.wait(lambda: browser.all("form input"))
        page.press(*[Keys.BACKSPACE] * 20, "县财政局、县审计局")
        page.decides(Keys.ENTER)
        assert [unit["name"] for unit in last(server)["set"]["units"]] == ["县教育局", "县财政局", "县审计局"]
        assert page.left() == 3
        page.press("j")
        page.tab_to("改为牵头：县财政局（其他略")
        page.decides(" ")
        assert [unit["role"] for unit in last(server)["set"]["units"]] == ["lead", "lead"]
        page.press("j")
        page.press("v")
        page.press(*[Keys.ARROW_RIGHT] * 5, shift=True)
        page.decides("e")
        assert last(server)["set"]["text"].startswith("新建村级")
        while page.left():
            page.decides("c")
        assert "没有存疑之处了" in browser.text("#told")
        assert server.desk.queue() == []
        assert "0 处存疑" in browser.text("#queue-count")


@pytest.mark.usefixtures("quiet")
def test_the_keyboard_comes_everywhere_and_is_seen_there(browser: Browser, tmp_path: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    with reviewing(tmp_path, 青岭县=TWELVE) as server:
        page = Page(browser, server)
        browser.js("document.getElementById('by').focus()")
        seen: list[str] = []
        while len(seen) < 150 and "BODY" not in seen:
            page.press(Keys.TAB)
            tag, width = browser.js(
                "const a = document.activeElement;"
                "return [a.tagName, a === document.body ? 9 : parseFloat(getComputedStyle(a).outlineWidth)]"
            )
            assert width >= 2
            seen.append(tag)
        assert "BODY" in seen, "a trap"
        page.press("g")
        assert page.focused() == "存疑之处，影响大的在前"
        page.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
        assert browser.js("return document.querySelector('.row[aria-selected=true]').getAttribute('aria-posinset')") == "3"
        browser.js("document.getElementById('keys').click()")
        page.press("c")
        assert server.desk.ledger.read() == ()


@pytest.mark.usefixtures("quiet")
def test_what_another_window_did_is_not_written_over(browser: Browser, tmp_path: Path) -> None:
    with reviewing(tmp_path, 青岭县=TWELVE) as server:
        page = Page(browser, server)
        key = server.desk.documents()[0].key
        server.desk.decide(key, {"add": {"unit": {"name": "县统计局", "role": "support"}}}, task=0, by="乙")
        page.press("x")
        browser.wait(lambda: "另一窗口" in browser.text("aside [role=alert]"))
        assert [one.by for one in server.desk.ledger.read()] == ["乙"]
        assert "县统计局" in browser.text("aside")
        browser.complaints()  # that the answer was 409


@pytest.mark.usefixtures("quiet")
def test_a_number_is_read_from_the_words_and_saved(browser: Browser, tmp_path: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    with reviewing(tmp_path, 青岭县=TWELVE) as server:
        page = Page(browser, server)
        page.tab_to("删去：村级文化礼堂1个")
        page.decides(Keys.ENTER)
        assert last(server)["drop"] == "target"
        page.press("v")
        page.press(*[Keys.ARROW_RIGHT] * 9, shift=True)
        page.press("t")
        browser.wait(lambda: browser.all("form"))
        assert browser.js("return document.querySelector('[name=form-value]').value") == "1"
        page.press("个别")
        page.press(Keys.ENTER)
        browser.wait(lambda: "须是数字" in browser.text("form"))
        page.press(*[Keys.BACKSPACE] * 5, "7")
        page.decides(Keys.ENTER)
        (target,) = server.desk.documents()[0].parsed.tasks[0].targets
        assert (target.quote, str(target.value), target.unit) == ("新建村级文化礼堂1个", "7", "个")


@pytest.mark.usefixtures("quiet")
def test_a_sample_is_judged_by_keys(browser: Browser, tmp_path: Path) -> None:
    with reviewing(tmp_path, 青岭县=TWELVE) as server:
        server.asked = asked_of(sample_of(server.desk), server.desk, "sample.xlsx")
        page = Page(browser, server)
        assert page.left() == 3
        page.press("2", "4", "4")
        assert browser.js("return document.querySelectorAll('[aria-pressed=true][data-focus^=judge]').length") == 1
        for left in (2, 1, 0):
            page.press("c")
            browser.wait(lambda left=left: page.left() == left and not browser.all("aside[aria-busy]"))  # type: ignore[misc]
        assert [(one.content, one.fields) for one in server.desk.ledger.read()][:3] == [
            (True, ("text", "leaders", "targets", "results")),
            (False, ("units",)),
            (True, ("text", "units", "leaders", "targets", "results")),
        ]


@pytest.mark.usefixtures("quiet")
def test_of_ten_thousand_rows_few_are_drawn(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from selenium.webdriver.common.keys import Keys

    def many(desk: Desk) -> dict[str, Any]:
        told = queue_told(desk)
        rows = told["rows"]
        return told | {"rows": [[*rows[n % 12][:3], 20_000 - n, n, *rows[n % 12][5:7], f"第{n}处"] for n in range(10_000)]}

    monkeypatch.setattr("kg.publish.reviewing.server.queue_told", many)
    with reviewing(tmp_path, 青岭县=TWELVE) as server:
        page = Page(browser, server)
        assert page.left() == 10_000
        for share in (0, 0.5, 1):
            browser.js("const q = document.getElementById('queue'); q.scrollTop = q.scrollHeight * arguments[0]", share)
            page.waits_for("#queue", f"第{round(share * 9_999)}处")
            assert len(browser.all(".row")) < 60
        page.press("g")
        page.press(Keys.END)
        assert "第9999处" in browser.text(".row[aria-selected=true]")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_texts_run_nothing(browser: Browser, tmp_path: Path, language: str) -> None:
    with reviewing(tmp_path, **{"青岭县": HOSTILE, f"x{RUNS[9:33].replace('/', '')}": HOSTILE + "\n"}) as server:
        page = Page(browser, server, f"?lang={language}")
        for index in range(5):
            browser.js("document.querySelectorAll('.handle')[arguments[0]].click()", index)
            page.waits_for("aside h2", f" {index + 1}")
        server.desk.decide(server.desk.documents()[0].key, {"confirm": True}, task=3, by=RUNS, why=RUNS)
        Page(browser, server, f"?lang={language}")
        browser.js("document.querySelectorAll('.handle')[3].click()")
        browser.wait(lambda: "window.hacked" in browser.text(".decisions"))
        assert browser.js("return window.hacked ?? null") is None
        assert browser.js("return document.querySelectorAll('main script, main img, main b b, main [onclick], main [onerror]').length") == 0
        assert "</script>" in browser.text("#content")
        assert not set(str(browser.js("return document.body.textContent + document.title"))) & set("\u202e\u2066")
        assert browser.complaints() == []


@with_axe
@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing_on_the_page_of_review(browser: Browser, tmp_path: Path, language: str) -> None:
    with reviewing(tmp_path, 青岭县=TWELVE) as server:
        page = Page(browser, server, f"?lang={language}")
        page.decides("f")
        page.press("v")
        browser.js("document.querySelector('[data-focus=\"0:task-' + (arguments[0] === 'zh' ? '改' : 'Edit') + '\"]').click()", language)
        browser.wait(lambda: browser.all("form"))
        for width, look in ((1440, "light"), (390, "light"), (1440, "dark")):
            browser.size(width, 900)
            scheme(browser, look)
            try:
                assert (width, look, violations(browser)) == (width, look, [])
            finally:
                scheme(browser, "light")
        for width in (1440, 1024, 768, 390):
            browser.size(width, 900)
            assert browser.js("return document.documentElement.scrollWidth <= innerWidth"), width


READ = """const [url, options, done] = arguments;
fetch(url, options).then((answer) => answer.text().then((text) => done(answer.status + " " + text)),
                         (error) => done("unread " + error.name))"""


def test_a_page_of_elsewhere_cannot_write_even_where_it_knows_the_word(browser: Browser, tmp_path: Path) -> None:
    with reviewing(tmp_path, 青岭县=NOTICE) as server:
        key = server.desk.documents()[0].key
        body = f'{{"key": "{key}", "said": {{"confirm": true}}}}'
        browser.driver.get("about:blank")
        for options in (
            {"method": "POST", "body": body, "headers": {"Content-Type": "application/json"}},
            {"method": "POST", "body": body, "mode": "no-cors"},
        ):
            assert browser.driver.execute_async_script(READ, f"{server.page}decide", options).startswith(("unread", "0 "))
        browser.driver.get(server.page.replace("127.0.0.1", REBOUND))
        assert "青岭" not in browser.text("body")
        answer = browser.driver.execute_async_script(READ, "decide", {"method": "POST", "body": body})
        assert answer.startswith("421 ")
        assert server.desk.ledger.read() == ()
