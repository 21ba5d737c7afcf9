"""What people decided of names holds against what the names themselves say, in its region or everywhere; the later decision holds."""

from __future__ import annotations

import pytest

from kg.linking.decided import NamesDecided, NamesRule
from kg.linking.units import link_units, unit_key
from kg.model.records import Amendment

SAID = Amendment("c-1", None, None, None)
HERE = "330521"


def rule(*names: str, same: bool = True, region: str | None = None) -> NamesRule:
    return NamesRule(region, same, names, SAID)


def bodies(*rules: NamesRule, region: str = HERE, names: tuple[str, ...] = ("教育局", "县教体局", "商务局", "投促中心")) -> list[set[str]]:
    linked = link_units(region, [(name, False) for name in names], NamesDecided(rules))
    found = {unit.key: {unit.pref_name, *unit.alt_names} for unit in linked.values()}
    return sorted(found.values(), key=sorted)


PLAIN = [{"商务局"}, {"投促中心"}, {"教育局", "县教体局"}]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ((), PLAIN),
        ((rule("商务局", "投促中心"),), [{"商务局", "投促中心"}, {"教育局", "县教体局"}]),
        ((rule("商务局", "投促中心", region=HERE),), [{"商务局", "投促中心"}, {"教育局", "县教体局"}]),
        ((rule("商务局", "投促中心", region="330522"),), PLAIN),
        ((rule("教育局", "县教体局", same=False),), [{"县教体局"}, {"商务局"}, {"投促中心"}, {"教育局"}]),
        ((rule("教育局", "商务局", same=False),), PLAIN),
        ((rule("商务局", "投促中心"), rule("商务局", "投促中心", same=False)), PLAIN),
        ((rule("教育局", "县教体局", same=False), rule("教育局", "县教体局")), PLAIN),
        ((rule("商务局", "投促中心"), rule("投促中心", "教育局")), [{"商务局", "投促中心", "教育局", "县教体局"}]),
        ((rule("商务局", "没有印出的局"),), PLAIN),
    ],
    ids=["nothing", "everywhere", "here", "elsewhere", "apart", "apart already", "apart again", "one again", "three", "one not printed"],
)
def test_which_names_are_one_body(rules: tuple[NamesRule, ...], expected: list[set[str]]) -> None:
    assert bodies(*rules) == sorted(expected, key=sorted)


def test_the_first_name_gives_the_key_of_all() -> None:
    decided = NamesDecided((rule("商务局", "投促中心"),))
    assert unit_key(HERE, "投促中心", False, decided) == unit_key(HERE, "商务局", False)
    assert unit_key(HERE, "投促中心", True, decided) == unit_key(HERE, "投促中心", True)


def test_an_office_under_the_roof_of_a_body_that_it_is_is_under_none() -> None:
    decided = NamesDecided((rule("发改局", "发改局（推进办）"),))
    (unit,) = set(link_units(HERE, [("发改局", False), ("发改局（推进办）", False)], decided).values())
    assert unit.within is None


def test_only_what_holds_in_a_region_is_asked_for_it() -> None:
    decided = NamesDecided((rule("甲局", "乙局"), rule("甲局", "丙局", region="330522")))
    assert len(decided.of([HERE]).rules) == 1
    assert len(decided.of([HERE, "330522"]).rules) == 2
