"""What of a web page is the document, and what is furniture: menus, paths, share buttons, lists of other pages, the
site's foot.

The document is the smallest element that holds everything that reads like one (sentences, tables, numbered lines).
What stands outside of it is furniture, but for the title and the lines that tell about the document (索引号, 文号,
发布机构). Nothing is thrown away: furniture stays in the text, marked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.documents.web.blocks import Element, Line, Page, TableBlock
from kg.documents.web.words import html_words

__all__ = ["furniture_of"]

_SENTENCE = re.compile(r"[。；;！？]|[，,].{6,}")
_NUMBERED = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.]|[（(]?\d{1,3}[）)、.．]\s*\S)")
_LINKED = 0.6
_SPACE_OR_EDGE = " \u3000|｜"
_DOMINANT = 0.5
_RUN_OF_LINKS = 3


def furniture_of(page: Page) -> list[bool]:
    """For each block of the page whether it is furniture."""
    named = _named_furniture(page)
    suspect = [_suspect(block, block.element in named) for block in page.blocks]
    content = [index for index, block in enumerate(page.blocks) if not suspect[index] and _reads_like_a_document(block)]
    if not content:
        return suspect
    holder = _common_element([page.blocks[index].element for index in content])
    if any(page.blocks[index].element is holder for index in content):  # one table or paragraph alone: its title stands beside it
        holder = _with_a_neighbour(holder, [block.element for block, aside in zip(page.blocks, suspect, strict=True) if not aside])
    inside = _within(page, holder)
    first, last = content[0], content[-1]
    verdicts = []
    for index, block in enumerate(page.blocks):
        if block.element not in inside:
            verdicts.append(index > last or not _tells_about(block, page.title) or block.element.hidden)
        elif first <= index <= last:
            verdicts.append(suspect[index] and not _lone_link(page.blocks, index))
        else:
            verdicts.append(suspect[index] and not _tells_about(block, page.title))
    return verdicts


def _named_furniture(page: Page) -> set[Element]:
    """The elements that their tag or name calls furniture, with all inside them; a name on what holds most of the page
    is no evidence.
    """
    for block in page.blocks:
        block.element.weight += len(block.text) - block.linked
    for element in reversed(page.elements):
        if element.parent is not None:
            element.parent.weight += element.weight
    total = max(page.elements[0].weight, 1) if page.elements else 1
    found: set[Element] = set()
    words = html_words()
    for element in page.elements:
        called = element.hidden or element.tag in words.furniture_tags or words.furniture_names.search(element.names)
        if (element.parent in found) or (called and element.weight < _DOMINANT * total):
            found.add(element)
    return found


def _suspect(block: Line | TableBlock, named: bool) -> bool:
    if named or block.linked > _LINKED * len(block.text):
        return True
    return isinstance(block, Line) and len(block.text) < 120 and _speaks_of_the_site(block)


def _speaks_of_the_site(block: Line | TableBlock) -> bool:
    if html_words().furniture_always.search(block.text):
        return True
    return html_words().furniture_lines.search(block.text) is not None and not _reads_like_a_document(block)


def _reads_like_a_document(block: Line | TableBlock) -> bool:
    if isinstance(block, TableBlock):
        return True
    text = block.text
    return (len(text) >= 15 and _SENTENCE.search(text) is not None) or (len(text) >= 6 and _NUMBERED.match(text) is not None)


def _tells_about(block: Line | TableBlock, title: str) -> bool:
    """Whether a block outside of the document is its title or tells about it."""
    text = block.text.strip(_SPACE_OR_EDGE)
    if len(text) >= 6 and (text in title or (isinstance(block, Line) and block.element.tag == "h1")):
        return True
    if block.linked > _LINKED * len(text):
        return html_words().attachment.match(text) is not None
    return html_words().about.search(text) is not None or html_words().title.search(text) is not None


def _lone_link(blocks: Sequence[Line | TableBlock], index: int) -> bool:
    """Whether a line that is a link stands among lines that are none: a cross-reference, no list of other pages."""
    if _speaks_of_the_site(blocks[index]):
        return False
    low = high = index
    while low > 0 and _is_link(blocks[low - 1]) and index - low < _RUN_OF_LINKS:
        low -= 1
    while high + 1 < len(blocks) and _is_link(blocks[high + 1]) and high - index < _RUN_OF_LINKS:
        high += 1
    return _is_link(blocks[index]) and high - low + 1 < _RUN_OF_LINKS


def _is_link(block: Line | TableBlock) -> bool:
    return block.linked > _LINKED * len(block.text)


def _common_element(elements: Sequence[Element]) -> Element:
    """The lowest element that holds all of ``elements``."""
    common = _path(elements[0])
    for element in {id(element): element for element in elements}.values():
        path = _path(element)
        size = min(len(common), len(path))
        while size and common[size - 1] is not path[size - 1]:
            size -= 1
        common = common[:size]
    return common[-1]


def _with_a_neighbour(element: Element, others: Sequence[Element]) -> Element:
    """The lowest element above that holds another of ``others`` too; the element itself where none does."""
    shared = {step for other in others if other is not element for step in _path(other)}
    return next((step for step in reversed(_path(element)) if step in shared), element)


def _path(element: Element) -> list[Element]:
    path: list[Element] = []
    step: Element | None = element
    while step is not None:
        path.append(step)
        step = step.parent
    return path[::-1]


def _within(page: Page, holder: Element) -> set[Element]:
    inside = {holder}
    for element in page.elements:
        if element.parent in inside:
            inside.add(element)
    return inside
