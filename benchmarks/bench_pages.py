"""The pages in a browser: how long each takes to open and what it weighs, the way to twelve answers, and a picture of every page.

    python benchmarks/bench_pages.py FOLDER/html                         # seconds, memory, height, frames, discs that overlap, axe
    python benchmarks/bench_pages.py FOLDER/html --questions             # twelve questions: the way, clicks, seconds
    python benchmarks/bench_pages.py FOLDER/html --pictures PICTURES     # every page at each width, light and dark, Chinese and English

``--axe FILE`` names axe.min.js; without it ``.axe`` is looked in, where ``.ci/run`` puts it. Seconds are those of the page until it says
that it is drawn; beside them stands the processor time of the page's own thread, which a busy machine does not lengthen.
"""

from __future__ import annotations

import argparse
import base64
import itertools
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

TOP = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP))

from tests.views.browser import Browser, browsing  # noqa: E402

WIDTHS = (1440, 1024, 390)
SCHEMES = ("light", "dark")
LANGUAGES = ("zh", "en")
HEIGHT = 900
TALLEST_PICTURE = 6000
NOTED = """
addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
  if (document.body.dataset.ready === "true") window.zerenReady ??= performance.now();
}).observe(document.body, {attributes: true}));
"""
FRAMES = """
const done = arguments[0]; const gaps = []; let last = performance.now(); let left = 60;
const told = () => gaps.sort((a, b) => a - b)[Math.floor(gaps.length * 0.9)];
const step = (now) => {
  gaps.push(now - last); last = now; scrollBy(0, 60);
  if (left-- > 0) requestAnimationFrame(step); else done(told());
};
requestAnimationFrame(step);
"""
OVERLAPS = """
if (!window.zerenGraph) return null;
const nodes = zerenGraph.shown(); let lying = 0;
nodes.forEach((a, i) => nodes.slice(i + 1).forEach((b) => { if (Math.hypot(a.x - b.x, a.y - b.y) < a.size + b.size - 0.5) lying += 1; }));
return lying;
"""
AXE = """
const done = arguments[0];
const said = (one) => `${one.id} (${one.nodes.length}): ${one.nodes[0].html.slice(0, 100)}`;
axe.run(document, {resultTypes: ['violations'], preload: false}).then((found) => done(found.violations.map(said)));
"""
# A place, a task, a bureau, a leader and an indicator that most is said of.
EXAMPLES = """
const most = (rows, of) => rows.slice().sort((a, b) => of(b) - of(a))[0];
const place = most(Zeren.reporting(), (one) => one.tasks);
const things = (kind) => Zeren.index().things.filter((one) => one[0] === kind);
const unit = most(things("unit").filter((one) => one[9].includes(Zeren.places().indexOf(place))), (one) => one[6]);
const widest = (kind) => most(things(kind), (one) => one[7] * 1000 + one[6]);
const [indicator, leader, office, campaign] = ["indicator", "leader", "function", "initiative"].map(widest);
return {region: place.key, unit: unit[1], leader: leader?.[1] ?? "", indicator: indicator[1], indicatorName: indicator[2],
  function: office?.[1] ?? "", initiative: campaign?.[1] ?? ""};
"""


def views(known: dict[str, str]) -> dict[str, tuple[str, dict[str, str]]]:
    """Every page, and each of its faces: by name, the page and what stands in its address."""
    region = {"region": known["region"]}
    found = {
        "index": ("index", {}),
        "region-all": ("region", {}),
        "region": ("region", region),
        "questions": ("questions", {}),
        "question-due": ("questions", {"q": "tasks-due"}),
        "question-firm": ("questions", {"q": "commitment-words"}),
        "network": ("network", region),
        "network-all": ("network", {}),
        "tree": ("tree", region),
        "thing-all": ("thing", {}),
        "thing-unit": ("thing", {"id": known["unit"]}),
        "thing-leader": ("thing", {"id": known["leader"]}),
        "thing-indicator": ("thing", {"id": known["indicator"]}),
        "compare": ("compare", {}),
        "compare-indicator": ("compare", {"by": "indicator", "id": known["indicator"], "mine": known["region"]}),
        "compare-function": ("compare", {"by": "function"}),
        "compare-one-function": ("compare", {"by": "function", "id": known["function"]}),
        "compare-initiative": ("compare", {"by": "initiative", "id": known["initiative"]}),
        "due": ("due", region),
        "due-all": ("due", {}),
        "document": ("document", region),
        "document-list": ("document", region | {"view": "list"}),
        "search": ("search", {"q": known["indicatorName"]}),
    }
    return {name: view for name, view in found.items() if view[1].get("id") != ""}


@dataclass(frozen=True)
class Way:
    """From the overview to an answer: steps of (what, selector, value), each a click, a choice or words typed; where the answer is."""

    question: str
    steps: tuple[tuple[str, str, str], ...]
    answer: str


def ways(known: dict[str, str]) -> tuple[Way, ...]:
    """Twelve questions that people ask, each from the overview."""
    page = "nav a[data-page={}]".format
    region = ("click", f"tbody a[href='region.html#region={quote(known['region'])}']", "")
    words = "#finder [name=words]"
    return (
        Way("hub of a place", (region,), "#network ol li"),
        Way("who works with whom across places", (("click", page("network"), ""),), ".panel ol li"),
        Way("what falls due soon", (("click", page("due"), ""),), ".strip tbody tr"),
        Way("compare a goal", (("click", page("compare"), ""), ("choose", "id", known["indicator"])), "figure svg"),
        Way("who carries most", (), "#answer-unit-workload svg text"),
        Way("show me the sentence", (("type", words, known["words"]), ("click", ".hit .sentence a", "")), ".notice .lit.on"),
        Way("one bureau's whole list as a file", (region, ("save", "#bureaus tbody button.csv-one", ".csv")), "#bureaus"),
        Way("which leads are inferred", (("click", page("questions"), ""), ("click", "[data-question=inferred-leads]", "")), ".answer"),
        Way("who commits firmest", (), "#answer-commitment-words svg text"),
        Way(
            "five-year against annual", (("click", page("questions"), ""), ("click", "[data-question=five-year-and-annual]", "")), ".answer"
        ),
        Way("who promised something for a campaign", (("type", words, known["campaign"]),), ".hit"),
        Way(
            "the same bureau elsewhere",
            (("click", page("compare"), ""), ("click", ".tabs a[href*=function]", ""), ("click", ".heat tbody a", "")),
            ".columns article",
        ),
    )


def walk(site: Path, folder: Path | None, words: str, campaign: str) -> None:
    """Each way with its clicks and the seconds that a script takes, the overview's own not counted; with a picture of the answer."""
    with opened() as browser:
        browser.open(site, "index")
        known = browser.js(EXAMPLES) | {"words": words, "campaign": campaign}
        for number, way in enumerate(ways(known), start=1):
            browser.open(site, "index")
            begun = time.perf_counter()
            for what, selector, value in way.steps:
                _step(browser, what, selector, value)
            browser.one(way.answer)
            seconds = time.perf_counter() - begun
            said = " ".join(browser.text(way.answer).split())[:70]
            print(
                f"{number:2} | {way.question} | {len(way.steps)} clicks | {seconds:.1f} s | {said}", browser.complaints() or "", flush=True
            )
            if folder:
                folder.mkdir(parents=True, exist_ok=True)
                browser.js("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", way.answer)
                time.sleep(0.3)
                (folder / f"question-{number:02}.png").write_bytes(browser.driver.get_screenshot_as_png())


def _step(browser: Browser, what: str, selector: str, value: str) -> None:
    if what == "choose":
        browser.one(f"select[name={selector}]")
        browser.choose(selector, value)
        return
    if what == "save":
        browser.one(selector)
        browser.saved(selector, value)
        return
    found = browser.one(selector)
    if what == "type":
        found.send_keys(value, "\ue007")
    else:
        browser.js("arguments[0].scrollIntoView({block: 'center'})", found)
        found.click()
    browser.ready()


@contextmanager
def opened() -> Iterator[Browser]:
    """A browser that notes when a page is drawn."""
    with tempfile.TemporaryDirectory() as downloads, browsing(Path(downloads)) as browser:
        browser.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": NOTED})
        browser.driver.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
        browser.driver.set_script_timeout(180)
        browser.size(WIDTHS[0], HEIGHT)
        yield browser


def _metrics(browser: Browser) -> dict[str, float]:
    found = browser.driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return {one["name"]: one["value"] for one in found}


def measured(browser: Browser, site: Path, page: str, address: dict[str, str], axe: str) -> dict[str, Any]:
    """What one view takes: seconds until drawn, seconds of the processor, MB of scripts' memory, pixels of height, and the rest."""
    browser.open(site, page, **address)
    browser.driver.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    after = _metrics(browser)
    scripts = browser.js("return [...document.scripts].map((one) => one.src.split('/html/').at(-1))")
    told: dict[str, Any] = {
        "s": round(browser.js("return window.zerenReady ?? performance.now()") / 1000, 2),
        "cpu s": round(after["TaskDuration"], 2),
        "MB": round(after["JSHeapUsedSize"] / 1e6, 1),
        "read MB": round(sum((site / unquote(script)).stat().st_size for script in scripts) / 1e6, 1),
        "px": browser.js("return document.documentElement.scrollHeight"),
        "elements": browser.js("return document.querySelectorAll('*').length"),
        "overlaps": browser.js(OVERLAPS),
        "frame ms": round(browser.driver.execute_async_script(FRAMES), 1),
    }
    if axe:
        browser.js(axe)
        told["axe"] = browser.driver.execute_async_script(AXE)
    return told


def measure(site: Path, axe: str, only: str) -> None:
    """A line for each view."""
    with opened() as browser:
        browser.open(site, "index")
        for name, (page, address) in views(browser.js(EXAMPLES)).items():
            if only in name:
                print(
                    name,
                    json.dumps(measured(browser, site, page, address, axe), ensure_ascii=False),
                    browser.complaints() or "",
                    flush=True,
                )


def pictures(site: Path, folder: Path, only: str) -> None:
    """A picture of each view at each width, light and dark, in both languages."""
    folder.mkdir(parents=True, exist_ok=True)
    with opened() as browser:
        browser.open(site, "index")
        found = {name: view for name, view in views(browser.js(EXAMPLES)).items() if only in name}
        for width, scheme, language in itertools.product(WIDTHS, SCHEMES, LANGUAGES):
            features = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
            browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", features)
            for name, (page, address) in found.items():
                browser.size(width, HEIGHT)
                browser.open(site, page, **address, **({"lang": "en"} if language == "en" else {}))
                time.sleep(0.3)
                tall = browser.js("return document.documentElement.scrollHeight")
                wide = browser.js("return document.documentElement.scrollWidth")
                clip = {"x": 0, "y": 0, "width": width, "height": min(tall, TALLEST_PICTURE), "scale": 1}
                shot = browser.driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip})
                (folder / f"{name}-{width}-{scheme}-{language}.png").write_bytes(base64.b64decode(shot["data"]))
                print(
                    name,
                    width,
                    scheme,
                    language,
                    f"{tall} px",
                    f"WIDER THAN THE SCREEN: {wide}" if wide > width else "",
                    browser.complaints() or "",
                    flush=True,
                )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--questions", action="store_true")
    parser.add_argument("--words", default="加装电梯", help="words of a sentence that is looked for")
    parser.add_argument("--campaign", default="亚运", help="what tasks were promised for")
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--only", default="", help="the views whose name holds this")
    parser.add_argument("--axe", type=Path, default=TOP / ".axe" / "node_modules" / "axe-core" / "axe.min.js")
    options = parser.parse_args()
    site = options.site.resolve()
    if options.questions:
        walk(site, options.pictures, options.words, options.campaign)
    elif options.pictures:
        pictures(site, options.pictures, options.only)
    else:
        measure(site, options.axe.read_text(encoding="utf-8") if options.axe.is_file() else "", options.only)


if __name__ == "__main__":
    main()
