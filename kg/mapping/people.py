"""Who is who among the leaders of one document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.mapping.iris import slug
from kg.model.records import Leader
from kg.parsing.names.namesakes import posts_apart

__all__ = ["People", "known_as"]


def known_as(leader: Leader) -> str | None:
    """What a leader is called in the graph: the name, or the post where only that is printed."""
    return leader.name or leader.title


class People:
    """The persons of one document. Two of one name whose posts nobody holds together are two persons."""

    def __init__(self, leaders: Iterable[Leader]) -> None:
        """``leaders`` are all mentions of all."""
        titles: dict[str, set[str]] = defaultdict(set)
        for leader in leaders:
            if leader.name is not None and leader.title is not None:
                titles[leader.name].add(leader.title)
        self._apart: Mapping[str, Mapping[str, str]] = {
            name: {title: group[0] for group in groups for title in group}
            for name, found in titles.items()
            if len(groups := posts_apart(found)) > 1
        }

    def key(self, leader: Leader) -> str | None:
        """The person's part of a local name: the name, behind it of namesakes a post. A namesake without one is the first of them."""
        name = known_as(leader)
        if name is None:
            return None
        posts = self._apart.get(leader.name or "")
        post = None if posts is None else posts.get(leader.title or "", min(posts.values()))
        return slug(name) if post is None else f"{slug(name)}-{slug(post)}"
