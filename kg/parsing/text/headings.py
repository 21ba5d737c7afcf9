"""Headings that say who answers for what stands below them: a body (市发改委牵头的工作), or a leader behind a label (牵头领导：王某)."""

from __future__ import annotations

import re

from kg.knowledge.words import any_word, compiled, role_words, words, words_at
from kg.model.passages import Passage
from kg.model.values import changed
from kg.parsing.clauses.labels import LabelKind, label_kind
from kg.parsing.clauses.leaders import read_heading_leaders
from kg.parsing.clauses.parts import ClausePart, clause_parts, could_be_names
from kg.parsing.findings import Item
from kg.parsing.text.blocks import LONGEST_HEADLINE, Block, first_line, is_deeper
from kg.parsing.text.office_headings import office_part, office_title
from kg.parsing.words import alternatives

__all__ = ["answered_by_heading", "heading_part", "is_led_heading", "names_who"]


_AFTER = role_words("after")
_WORDS = words("headings")
_OF_HEADING = re.compile(
    rf"(?:由)?(?P<names>(?!{alternatives(_WORDS['no_names'])})[^。；;：:]{{2,40}}?)"
    rf"(?:(?P<lead>{alternatives(_AFTER['lead'])})|(?P<word>{alternatives(words_at('heading'))}))"
    rf"的?(?:{alternatives(_WORDS['kinds'])})*(?:{alternatives(_WORDS['things'])})+(?:[（(][^（()）]*[）)])?[：:]?"
)
_ANY_DUTY = re.compile(alternatives([*_AFTER["lead"], *words_at("heading")]))
_POST_BEHIND = compiled("(?:" + "|".join(words("patterns/people")["titles"]) + f")(?:{any_word('people', 'courtesy')})?$")


def heading_part(title: Passage) -> ClausePart | None:
    """The bodies that a heading names as those who lead, or answer for, the tasks under it (市发改委牵头的工作), if it does."""
    # Asked of every line with a number and of every heading over a task: most hold no word of duty, and are passed over at once.
    match = _OF_HEADING.fullmatch(title.text) if _ANY_DUTY.search(title.text) else None
    if match is None or not could_be_names(match["names"]) or read_heading_leaders(title).leaders:
        return None
    if any(_POST_BEHIND.search(piece) for piece in re.split(r"[、，,和]", match["names"])):
        return None
    word = match["lead"] or match["word"]
    kind: LabelKind = "lead" if match["lead"] else "support" if word in _AFTER["support"] else "responsible"
    return ClausePart(kind, word, title.cut(match.start("names"), match.end("names")))


def names_who(flow: Passage, block: Block, following: Block | None) -> bool:
    """Whether the block begins with a heading that names who answers for what stands below it, or ends with one over the next item 1."""
    title = first_line(flow, block)
    if (block.marker is not None and heading_part(title) is not None) or office_part(title) is not None:
        return True
    if following is None or following.marker is None or following.marker.ordinal != 1:
        return False
    text = flow.text[block.start : block.end].rstrip()
    below = text.rfind("\n")
    return below > 0 and office_title(text[below + 1 :], whole=True)


def is_led_heading(flow: Passage, block: Block, following: Block | None) -> bool:
    """A heading with items below it that names its leader behind a label (一、工业经济（牵头领导：王某）) and no body."""
    marker = block.marker
    if marker is None or marker.level not in "AB" or not block.clauses or following is None or not is_deeper(following, block):
        return False
    if block.clauses[0].start - marker.end > LONGEST_HEADLINE or block.end - block.start > 2 * LONGEST_HEADLINE:
        return False
    places = ((place.label, flow.cut(place.inner_start, place.inner_end)) for place in block.clauses)
    kinds = ([label_kind(label)] if label else [part.kind for part in clause_parts(content)] for label, content in places)
    return all(kind == "leader" for each in kinds for kind in each)


def answered_by_heading(item: Item) -> Item:
    """The item with the bodies that the nearest heading over it names (市发改委牵头的工作), unless its own clause says who leads.

    An office's bare name is such a heading, too, for an item that has no clause.
    """
    place = item.place
    titles = (place.heading, place.subsection_title, place.section_title)
    part = next((part for title in titles if title and (part := heading_part(title))), None)
    if part is None and not item.parts:
        part = next((part for title in titles if title and (part := office_part(title))), None)
    if part is None or any(own.kind == "lead" for own in item.parts):
        return item
    return changed(item, parts=(part, *item.parts))
