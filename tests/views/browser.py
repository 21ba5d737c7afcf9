"""A real browser with the network cut, for pages that open from disk."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

import pytest

_Value = TypeVar("_Value")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
OWN = ("file:", "data:", "blob:", "about:", "chrome:")
PATIENCE = 120.0
SCREEN = (1440, 900)


class Browser:
    """One tab. It notes what the page asks for and what it complains of."""

    def __init__(self, driver: Any, downloads: Path, own: tuple[str, ...] = OWN) -> None:
        self.driver = driver
        self.downloads = downloads
        self.own = own

    def size(self, width: int, height: int) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def open(self, site: Path, page: str, **parameters: str) -> None:
        """Open a page as a fresh one and wait until it has drawn itself."""
        self.driver.get("about:blank")
        self.complaints()
        self.driver.get((site / f"{page}.html").as_uri() + (f"#{urlencode(parameters)}" if parameters else ""))
        self.ready()

    def ready(self) -> None:
        self.wait(lambda: self.js("return document.body?.dataset.ready === 'true'"))

    def js(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def all(self, selector: str) -> list[Any]:
        found: list[Any] = self.driver.find_elements("css selector", selector)
        return found

    def one(self, selector: str) -> Any:
        return self.wait(lambda: next(iter(self.all(selector)), None))

    def text(self, selector: str = "#content") -> str:
        return str(self.js("return document.querySelector(arguments[0])?.innerText ?? ''", selector))

    def wait(self, true: Callable[[], _Value]) -> _Value:
        """The first value that is true, within some seconds."""
        until = time.monotonic() + PATIENCE
        while True:
            value = true()
            if value:
                return value
            assert time.monotonic() < until, "the page did not come to it in time"
            time.sleep(0.05)

    def choose(self, name: str, value: str) -> None:
        """Choose in the list of that name, as a user does."""
        self.js(
            "const s = document.querySelector(`select[name='${arguments[0]}']`); s.value = arguments[1];"
            "s.dispatchEvent(new Event('change', {bubbles: true}));",
            name,
            value,
        )

    def click_node(self, label: str) -> None:
        """A click of the mouse on the node of that label in the picture."""
        from selenium.webdriver.common.actions.action_builder import ActionBuilder

        x, y = self.js(
            "const n = zerenGraph.shown().find((node) => node.label === arguments[0]);"
            "const at = () => { const p = zerenGraph.network.canvasToDOM({x: n.x, y: n.y});"
            " const r = document.querySelector('.graph canvas').getBoundingClientRect(); return [r.left + p.x, r.top + p.y]; };"
            "scrollBy(0, at()[1] - innerHeight / 2); return at()",
            label,
        )
        actions: Any = ActionBuilder(self.driver)
        actions.pointer_action.move_to_location(round(x), round(y)).click()
        actions.perform()

    def saved(self, selector: str, ending: str) -> bytes:
        """The file that a click on a button saves."""
        for old in self.downloads.iterdir():
            old.unlink()
        self.js("document.querySelector(arguments[0]).click()", selector)
        return self.wait(lambda: [data for path in self.downloads.glob(f"*{ending}") if (data := path.read_bytes())])[0]

    def complaints(self) -> list[str]:
        """Errors in the console, and requests for anything but the page's own files, since the last time asked."""
        found = [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = message["params"]["request"]["url"]
                found += [] if url.startswith(self.own) else [f"asks for {url}"]
        return found


@contextmanager
def browsing(downloads: Path, *rules: str) -> Iterator[Browser]:
    """A browser for some tests; skips where there is none. With ``rules`` of names it finds this machine, and nothing else."""
    if not CHROMIUM or not DRIVER:
        pytest.skip("no chromium with chromedriver here")
    webdriver = pytest.importorskip("selenium.webdriver")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in FLAGS:
        options.add_argument(f"--host-resolver-rules={' , '.join(rules)}" if rules and "resolver" in flag else flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    try:
        driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads)})
        yield Browser(driver, downloads, (*OWN, "http://127.0.0.1:") if rules else OWN)
    finally:
        driver.quit()
