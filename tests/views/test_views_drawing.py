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
    assert all({"x", "y", "label", "color", "community"} <= set(node) for node in picture.nodes)


def test_only_the_strongest_are_drawn_and_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "MOST_NODES", 20)
    made = network(50)
    picture = draw_bureaus(made)
    assert (len(picture.nodes), picture.of) == (20, 50)
    strength = {node.rsplit("/", 1)[-1]: sum(edge["tasks"] for edge in near.values()) for node, near in made.adjacency()}
    drawn = [strength[node["id"].rsplit("/", 1)[-1]] for node in picture.nodes]
    assert drawn == sorted(strength.values(), reverse=True)[:20]


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
    around = [bureau for bureau in picture.nodes if bureau["id"] in [f"unit/{unit.rsplit('/', 1)[-1]}" for unit in sorted(bureaus)[:3]]]
    assert min(bureau["x"] for bureau in around) <= node["x"] <= max(bureau["x"] for bureau in around)
    assert min(bureau["y"] for bureau in around) <= node["y"] <= max(bureau["y"] for bureau in around)
