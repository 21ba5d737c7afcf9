"""A place drawn: its files, the picture of its network, and what it adds to the pages of all places."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kg.model.errors import StoreError
from kg.network import Networks
from kg.views.drawing import Picture, draw_with_leaders
from kg.views.facts import Place
from kg.views.graph_facts import short_id
from kg.views.pages import json_text
from kg.views.place import Look, PlaceFacts, Sums, look
from kg.views.word_index import PlaceWords, words_of_place

__all__ = ["Drawn", "draw", "picture_json"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A place, its files (see :class:`kg.views.place.Look`), its network as JSON, and the words of its tasks."""

    place: Place
    look: Look
    network: str
    words: PlaceWords


def draw(facts: PlaceFacts, networks: Networks | None, known: Container[str]) -> tuple[Drawn, Sums]:
    """A place drawn, and what it adds to the pages of all, from what the graph says of it and the networks of its tasks.

    ``known`` are the ids of all bodies and people.

    Raises StoreError where tasks point to what is described nowhere.
    """
    bureaus, leaders = (networks.bureaus(), networks.leaders()) if networks else (nx.Graph(), nx.Graph())
    _check_described(leaders, known)
    seen, sums = look(facts)
    return Drawn(facts.place, seen, json_text(picture_json(draw_with_leaders(bureaus, leaders))), words_of_place(facts)), sums


def picture_json(picture: Picture) -> dict[str, Any]:
    """A picture as the pages take it."""
    return {"nodes": list(picture.nodes), "options": picture.options, "of": picture.of}


def _check_described(network: nx.Graph[str], known: Container[str]) -> None:
    for node in sorted(network):
        if short_id(node) not in known:
            raise StoreError(
                node, "tasks point to it, and the graph does not say what it is", "See what else is missing with 'kg validate'"
            )
