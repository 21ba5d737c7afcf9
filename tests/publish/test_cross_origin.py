"""A page of elsewhere in a real browser: it cannot read the endpoint, nor have it work, unless its origin was named."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from kg.publish.serving.access import Access
from kg.publish.serving.pool import Limits
from kg.publish.serving.server import Endpoint
from kg.store.disk import write_store
from tests.publish.listening import listening
from tests.views.browser import CHROMIUM, DRIVER, FLAGS, Browser

REBOUND = "rebound.example"
READ = """const [url, options, done] = arguments;
fetch(url, options).then((answer) => answer.text().then((text) => done(answer.status + " " + answer.type + " " + text)),
                         (error) => done("unread " + error.name))"""


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>elsewhere</title>")

    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    """The origin of a page on another port of this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(scope="module")
def store(few: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cross") / "store"
    write_store(few, folder)
    return folder


@pytest.fixture(scope="module")
def told() -> list[str]:
    return []


@pytest.fixture(scope="module")
def closed(store: Path, told: list[str]) -> Iterator[Endpoint]:
    with listening(store, Limits(workers=1), tell=told.append) as server:
        yield server


@pytest.fixture(scope="module")
def opened(store: Path, elsewhere: str) -> Iterator[Endpoint]:
    with listening(store, Limits(workers=1), Access.at("127.0.0.1", origins=[elsewhere])) as server:
        yield server


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser that finds this machine, and one more name that stands for it, as after DNS rebinding."""
    if not CHROMIUM or not DRIVER:
        pytest.skip("no chromium with chromedriver here")
    webdriver: Any = pytest.importorskip("selenium.webdriver")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in FLAGS:
        options.add_argument(
            f"--host-resolver-rules=MAP {REBOUND} 127.0.0.1 , MAP * ~NOTFOUND , EXCLUDE 127.0.0.1" if "resolver" in flag else flag
        )
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    driver.set_script_timeout(60)
    try:
        yield Browser(driver, tmp_path_factory.mktemp("downloads"))
    finally:
        driver.quit()


def read(browser: Browser, url: str, **options: object) -> str:
    return str(browser.driver.execute_async_script(READ, url, options))


WAYS: dict[str, dict[str, object]] = {
    "by GET": {},
    "by POST of a form": {"method": "POST", "body": "query=ASK%20%7B%7D", "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
    "by POST of the query": {"method": "POST", "body": "ASK {}", "headers": {"Content-Type": "application/sparql-query"}},
}


def address(server: Endpoint, way: str) -> str:
    return f"{server.url}sparql" + ("?query=ASK%20%7B%7D" if way == "by GET" else "")


@pytest.mark.parametrize("way", WAYS)
def test_a_page_of_another_origin_cannot_read(browser: Browser, elsewhere: str, closed: Endpoint, told: list[str], way: str) -> None:
    browser.driver.get(elsewhere)
    told.clear()
    assert read(browser, address(closed, way), **WAYS[way]) == "unread TypeError"
    assert [line for line in told if " 403 " in line and elsewhere in line]


@pytest.mark.parametrize("way", WAYS)
def test_it_can_where_its_origin_was_named(browser: Browser, elsewhere: str, opened: Endpoint, way: str) -> None:
    browser.driver.get(elsewhere)
    found = read(browser, address(opened, way), **WAYS[way])
    assert found.startswith("200 cors ")
    assert '"boolean": true' in found


@pytest.mark.parametrize("way", WAYS)
def test_the_own_page_can(browser: Browser, closed: Endpoint, way: str) -> None:
    browser.driver.get(closed.url)
    assert read(browser, address(closed, way), **WAYS[way]).startswith("200 basic ")


def test_a_page_of_another_origin_cannot_have_it_work_unread(
    browser: Browser, elsewhere: str, closed: Endpoint, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(closed.pool, "ask", asked.append)
    browser.driver.get(elsewhere)
    told.clear()
    assert read(browser, address(closed, "by GET"), mode="no-cors") == "0 opaque "
    browser.js(
        "const form = document.createElement('form'); form.method = 'post'; form.action = arguments[0];"
        "form.innerHTML = '<input name=query value=\"ASK {}\">'; document.body.append(form); form.submit()",
        f"{closed.url}sparql",
    )
    browser.wait(lambda: len(told) >= 2)
    assert all(" 403 " in line for line in told[:2])
    assert not asked


def test_a_link_from_elsewhere_may_be_followed(browser: Browser, elsewhere: str, closed: Endpoint) -> None:
    browser.driver.get(elsewhere)
    browser.js("location.href = arguments[0]", closed.url)
    browser.wait(lambda: browser.driver.title.startswith("问题"))


def test_a_name_that_was_bound_to_this_machine_is_not_answered(browser: Browser, closed: Endpoint) -> None:
    port = closed.server_address[1]
    browser.driver.get(f"http://{REBOUND}:{port}/")
    assert "not known as" in browser.text("body")
    assert read(browser, f"http://{REBOUND}:{port}/sparql?query=ASK%20%7B%7D").startswith("421 basic ")
