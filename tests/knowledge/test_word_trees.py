"""A pattern for one of many words meets what an alternative of the words does, the longest first."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kg.knowledge.words.trees import one_of


@given(st.lists(st.text("牵头单位（", min_size=1, max_size=5), min_size=1, max_size=8), st.text("牵头单位（ ", max_size=12))
def test_a_tree_of_words_meets_what_the_longest_word_first_does(words: list[str], text: str) -> None:
    for gap in ("", " *"):
        plain = "|".join(gap.join(map(re.escape, word)) for word in sorted(words, key=len, reverse=True))
        tree = one_of(words, between=gap)
        assert [match.span() for match in re.finditer(tree, text)] == [match.span() for match in re.finditer(plain, text)]
        assert [match.span() for match in re.finditer(f"(?:{tree}){{2}}", text)] == [
            match.span() for match in re.finditer(f"(?:{plain}){{2}}", text)
        ]
