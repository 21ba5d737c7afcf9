"""Pictures: worked out beforehand, alike for the same network, with no two nodes on one spot and the strongest kept."""

from __future__ import annotations

import random
from itertools import combinations

import networkx as nx
import pytest

from kg.views import drawing
from kg.views.drawing import draw_bureaus, draw_with_leaders
from kg.views.layout import positions

BASE = "https://w3id.org/zeren/id/unit/"


def network(count: int, chance: float = 0.15) -> nx.Graph[str]:
    dice = random.Random(7)
    made: nx.Graph[str] = nx.Graph()
    for n in range(count):
        made.add_node(f"{BASE}{n:03}", label=f"局{n}", region="青禾县", leads=n % 7, supports=n % 3)
    for a, b in combinations(sorted(made), 2):
        if dice.random() < chance:
            made.add_edge(a, b, tasks=dice.randint(1, 9))
    return made


def one_community(made: nx.Graph[str]) -> dict[str, int]:
    return dict.fromkeys(made, 1)


@pytest.mark.parametrize("count", [1, 2, 3, 40])
@pytest.mark.parametrize("chance", [0.0, 0.1, 1.0])
def test_no_two_nodes_stand_on_one_another(count: int, chance: float) -> None:
    made = network(count, chance)
    placed = positions(made, one_community(made))
    assert set(placed) == set(made)
    for (x, y), (other_x, other_y) in combinations(placed.values(), 2):
        assert abs(x - other_x) > 40 or abs(y - other_y) > 40


def test_an_empty_network_has_no_places() -> None:
    assert positions(nx.Graph(), {}) == {}


def test_the_same_network_stands_the_same_way() -> None:
    made = network(30)
    assert positions(made, one_community(made)) == positions(made.copy(), one_community(made))


def test_those_without_neighbours_stand_below() -> None:
    made = network(12)
    made.add_node(f"{BASE}alone", label="独", region="青禾县", leads=1, supports=0)
    placed = positions(made, one_community(made))
    assert placed[f"{BASE}alone"][1] > max(y for node, (_, y) in placed.items() if node != f"{BASE}alone")


def test_a_picture_has_positions_and_no_physics() -> None:
    picture = draw_bureaus(network(10))
    assert picture.options["physics"] == {"enabled": False}
    assert all({"x", "y", "size", "label", "color"} <= set(node) for node in picture.nodes)
    assert all(edge["arrows"] == "" for edge in picture.edges)


def test_more_tasks_led_is_larger_and_more_tasks_shared_is_wider() -> None:
    picture = draw_bureaus(network(30))
    by_leads = sorted(picture.nodes, key=lambda node: node["leads"])
    assert [node["size"] for node in by_leads] == sorted(node["size"] for node in picture.nodes)
    by_tasks = sorted(picture.edges, key=lambda edge: edge["tasks"])
    assert [edge["width"] for edge in by_tasks] == sorted(edge["width"] for edge in picture.edges)


def test_only_the_strongest_are_drawn_and_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "MOST_NODES", 20)
    monkeypatch.setattr(drawing, "MOST_EDGES", 30)
    picture = draw_bureaus(network(50))
    assert (len(picture.nodes), len(picture.edges), picture.nodes_of) == (20, 30, 50)
    strengths = [node["strength"] for node in picture.nodes]
    assert strengths == sorted(strengths, reverse=True)


def test_leaders_stand_amid_their_bureaus() -> None:
    bureaus = network(12)
    leaders: nx.Graph[str] = nx.Graph()
    leader = BASE.replace("unit", "leader") + "林一川"
    leaders.add_node(leader, label="林一川", region="青禾县", kind="leader", tasks=3)
    for unit in sorted(bureaus)[:3]:
        leaders.add_node(unit, label="局", region="青禾县", kind="bureau", tasks=0)
        leaders.add_edge(leader, unit, tasks=3)
    picture = draw_with_leaders(bureaus, leaders)
    node = next(node for node in picture.nodes if node["kind"] == "leader")
    assert (node["shape"], node["id"]) == ("diamond", "leader/林一川")
    assert sum(edge["kind"] == "answers" for edge in picture.edges) == 3
