"""Which division a notice is of: stated in its header, or inferred from what the text names.

A header states it where it names the issuing government (义乌市人民政府办公室) or, failing that, divisions of one line only. Otherwise
the divisions that the text names are weighed: a branch that serves a place (人行上虞分行), the governments among the responsible units
(嘉善县政府 answers to a prefecture's notice), names with and without their kind; and the level that units carry (县教育局 is a
county's). What is left is the page: the sign of the number (湘政发), whose site or paper it is. Where the evidence is thin or divided
there is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.knowledge.regions import STATE_COUNCIL, Region, regions
from kg.knowledge.scripts import simplified
from kg.model.values import value
from kg.parsing.notice.region_evidence import infer_region
from kg.parsing.notice.region_hints import hinted_region
from kg.parsing.notice.region_mentions import context_of, fitting, is_name, mentions_in

__all__ = ["RegionFinding", "find_region"]

_READ_AT_MOST = 100_000  # characters; what a longer text is about shows before
_ISSUES = re.compile(r"(?>(?:人民政府|政府|市委|县委|区委)(?:办公厅|办公室|办)?)(?![、，,及和])")
_REPORTED = re.compile(r"(?:人民政府|政府)(?:办公厅|办公室)?\s*(?:日前|近日)?\s*(?:印发|(?:发布|公布|出台|下发)了?(?=[《〈“]))")
_OPENING = 600
_AMONG_OTHERS = re.compile(r"[、，,及和各]$")
_STATE_COUNCIL = re.compile(r"国务院(?:办公厅)?(?=关于|印发|文件|\s|$)")
_OVERLAP = 200
_UNLISTED = re.compile(
    r"(?:^|\n)(?P<name>[\u4e00-\u9fff]{2,10}?(?:省|自治区|自治州|自治县|地区|市|县|旗|区|州|盟))(?=(?:人民)?政府|20\d\d年)", re.MULTILINE
)


@value
class RegionFinding:
    """A division and why: ``name`` in full (金华市义乌市), ``code`` by GB/T 2260 (None for the country), said in the header or not."""

    name: str
    code: str | None
    stated: bool
    evidence: str


def find_region(header: str, body: str, unit_names: Sequence[str], page: str = "") -> RegionFinding | None:
    """The division that the notice is of; None where nothing shows it clearly.

    ``header`` is what names the issuer: title, document number, issuing office, signature. ``body`` is the rest, ``unit_names`` the
    responsible units as printed, ``page`` the head of the page that shows the notice.
    """
    head = simplified(re.sub(r"[ \t\u3000*#|]+", "", header[:_READ_AT_MOST]))
    text = body[:_READ_AT_MOST]
    stated = _stated(head, text) or _reported(text[:_OPENING])
    if stated is not None:
        return stated
    whole = text if head[:_OVERLAP] in simplified(text[: len(head) + _OVERLAP]) else f"{head}\n{text}"
    unlisted = _unlisted(head)
    # The sign of a number (云政办发) is no hint of a province where the head names a place of its own.
    inferred = infer_region(whole, unit_names) or hinted_region("" if unlisted else head, page, text, unit_names)
    if inferred is None:
        return unlisted
    region, evidence = inferred
    return RegionFinding(regions().full_name(region), region.notation, False, evidence)


def _unlisted(head: str) -> RegionFinding | None:
    """A place that issues the notice and that the list of divisions does not hold: its name as printed, no code."""
    names = {match["name"] for match in _UNLISTED.finditer(head)}
    if len(names) != 1:
        return None
    return RegionFinding(names.pop(), None, True, "not in the list of divisions")


def _stated(head: str, text: str) -> RegionFinding | None:
    mentions = list(mentions_in(head))
    issuing = [mention for mention in mentions if _ISSUES.match(head, mention.end) and not _AMONG_OTHERS.search(head, 0, mention.start)]
    country = _STATE_COUNCIL.search(head)
    if country and not issuing:
        return RegionFinding(STATE_COUNCIL, None, True, country.group())
    chosen = issuing or [mention for mention in mentions if is_name(head, mention)]
    context = {region.code for mention in mentions for region in mention.regions if len(mention.regions) == 1}
    if any(len(mention.regions) > 1 for mention in chosen):
        context |= context_of(mentions_in(text))
    found: dict[str, tuple[Region, str]] = {}
    for mention in chosen:
        bearers = fitting(mention.regions, context)
        if len(bearers) != 1:
            return None
        found[bearers[0].code] = (bearers[0], mention.name)
    lowest = [(region, name) for region, name in found.values() if not any(regions().within(other, region) for other, _ in found.values())]
    if len(lowest) != 1:
        return None
    region, name = lowest[0]
    return RegionFinding(regions().full_name(region), region.notation, True, name)


def _reported(opening: str) -> RegionFinding | None:
    """A news page that tells of the notice says who issued it: 近日，某市人民政府办公室印发……"""
    issuers = {mention.regions: mention.name for mention in mentions_in(opening) if _REPORTED.match(opening, mention.end)}
    if len(issuers) != 1:
        return None
    ((bearers, name),) = issuers.items()
    return RegionFinding(regions().full_name(bearers[0]), bearers[0].notation, True, name) if len(bearers) == 1 else None
