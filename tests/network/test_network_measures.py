"""Measures on networks small enough to work out by hand."""

from __future__ import annotations

import networkx as nx
import pytest
from pyoxigraph import RdfFormat, Store

from kg.network import bridges, bureau_network, function_network, leader_network, measure

_TURTLE = """
@prefix zr: <https://w3id.org/zeren/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix u: <https://w3id.org/zeren/id/unit/> .
@prefix t: <https://w3id.org/zeren/id/task/> .
@prefix r: <https://w3id.org/zeren/id/region/> .
@prefix f: <https://w3id.org/zeren/id/function/> .
@prefix l: <https://w3id.org/zeren/id/leader/> .
@prefix d: <https://w3id.org/zeren/id/document/> .
@prefix g: <https://w3id.org/zeren/id/group/> .
r:1 skos:prefLabel "甲市"@zh ; skos:notation "990100" . r:2 skos:prefLabel "乙县"@zh ; skos:notation "990200" .
d:1 a zr:Document ; zr:region r:1 . d:2 a zr:Document ; zr:region r:2 .
f:发展改革 skos:prefLabel "发展改革"@zh . f:财政 skos:prefLabel "财政"@zh .
u:a a zr:Unit ; skos:prefLabel "发改局"@zh ; zr:region r:1 ; zr:function f:发展改革 .
u:b a zr:Unit ; skos:prefLabel "财政局"@zh ; zr:region r:1 ; zr:function f:财政 .
u:c a zr:Unit ; skos:prefLabel "城投集团"@zh ; zr:region r:1 .
u:x a zr:Unit ; skos:prefLabel "县发改局"@zh ; zr:region r:2 ; zr:function f:发展改革 .
u:y a zr:Unit ; skos:prefLabel "县财政局"@zh ; zr:region r:2 ; zr:function f:财政 .
g:1 a zr:UnitGroup ; skos:prefLabel "各镇街"@zh ; zr:region r:1 .
l:王 skos:prefLabel "王某"@zh ; zr:region r:1 .
t:1 a zr:Task ; zr:region r:1 ; zr:leadUnit u:a ; zr:supportUnit u:b, g:1 ; zr:leader l:王 .
t:2 a zr:Task ; zr:region r:1 ; zr:leadUnit u:a ; zr:supportUnit u:b, u:c ; zr:leader l:王 .
t:3 a zr:Task ; zr:region r:1 ; zr:leadUnit u:c .
t:4 a zr:Task ; zr:region r:2 ; zr:leadUnit u:x ; zr:supportUnit u:y .
"""


@pytest.fixture(scope="module")
def store() -> Store:
    loaded = Store()
    loaded.load(_TURTLE.encode(), RdfFormat.TURTLE)
    return loaded


def _unit(name: str) -> str:
    return f"https://w3id.org/zeren/id/unit/{name}"


def _edges(network: nx.Graph[str]) -> list[tuple[str, str, int]]:
    return [(a, b, data["tasks"]) for a, b, data in network.edges(data=True)]


def _labels(network: nx.Graph[str]) -> list[str]:
    return sorted(str(data["label"]) for _, data in network.nodes(data=True))


def test_bureaus_that_stand_on_one_task_share_it(store: Store) -> None:
    network = bureau_network(store, "https://w3id.org/zeren/id/region/1")
    assert {(a[-1], b[-1]): tasks for a, b, tasks in _edges(network)} == {("a", "b"): 2, ("a", "c"): 1, ("b", "c"): 1}


def test_unit_groups_are_no_bureaus(store: Store) -> None:
    assert "各镇街" not in _labels(bureau_network(store))


def test_leads_and_supports_are_counted_by_task(store: Store) -> None:
    network = bureau_network(store, "https://w3id.org/zeren/id/region/1")
    assert {(n[-1], d["leads"], d["supports"]) for n, d in network.nodes(data=True)} == {("a", 2, 0), ("b", 0, 2), ("c", 1, 1)}


def test_what_another_notice_replaces_is_not_counted_again() -> None:
    """As unit-workload has it: the tasks of the plan that holds, and not those of the one before it, too."""
    loaded = Store()
    before = """d:0 a zr:Document ; zr:region r:1 . <x:list> dct:isPartOf d:0 . d:1 dct:replaces d:0 .
t:0 a zr:Task ; dct:isPartOf <x:list> ; zr:region r:1 ; zr:leadUnit u:a ; zr:supportUnit u:b ; zr:leader l:王 .
"""
    loaded.load((_TURTLE + "@prefix dct: <http://purl.org/dc/terms/> .\n" + before).encode(), format=RdfFormat.TURTLE)
    network = bureau_network(loaded)
    assert {n[-1]: d["leads"] for n, d in network.nodes(data=True) if n[-1] in "abc"} == {"a": 2, "b": 0, "c": 1}
    assert max(tasks for _, _, tasks in _edges(leader_network(loaded))) == 2


def test_functions_of_all_regions_are_added_up_and_unknown_ones_stay_out(store: Store) -> None:
    network = function_network(store)
    assert _labels(network) == ["发展改革", "财政"]
    assert [tasks for _, _, tasks in _edges(network)] == [3]


def test_a_leader_is_tied_to_the_bureaus_of_the_tasks(store: Store) -> None:
    network = leader_network(store)
    edges = {frozenset((a.rsplit("/", 1)[-1], b.rsplit("/", 1)[-1])): tasks for a, b, tasks in _edges(network)}
    assert edges == {frozenset("王a"): 2, frozenset("王b"): 2, frozenset("王c"): 1}


def _path() -> nx.Graph[str]:
    """a – b – c – d, two tasks on each step but one on b – c."""
    network: nx.Graph[str] = nx.Graph()
    for name in "abcd":
        network.add_node(name, label=name.upper(), region="", leads=0, supports=0)
    network.add_edge("a", "b", tasks=2)
    network.add_edge("b", "c", tasks=1)
    network.add_edge("c", "d", tasks=2)
    return network


def test_measures_of_a_path_by_hand() -> None:
    by_node = {m.node: m for m in measure(_path())}
    # Of the 3 pairs of other nodes, 2 have their only path through b (a–c, a–d).
    assert by_node["b"].betweenness == pytest.approx(2 / 3, abs=1e-6)
    assert by_node["a"].betweenness == 0
    assert (by_node["b"].degree, by_node["b"].strength) == (2, 3)
    assert (by_node["a"].degree, by_node["a"].strength) == (1, 2)


def test_a_short_cut_over_many_shared_tasks_is_the_shorter_way() -> None:
    network = _path()
    network.add_edge("a", "d", tasks=1)
    # a–b–c costs 1/2 + 1, a–d–c costs 1 + 1/2: both ways count half; b–d likewise over a or c.
    assert {m.node: m.betweenness for m in measure(network)} == {n: pytest.approx(1 / 6, abs=1e-6) for n in "abcd"}


def test_two_dense_groups_are_two_communities_and_the_edge_between_them_is_the_bridge() -> None:
    network: nx.Graph[str] = nx.Graph()
    for name in "abcxyz":
        network.add_node(name, label=name, region="", leads=0, supports=0)
    for a, b in ("ab", "bc", "ac", "xy", "yz", "xz"):
        network.add_edge(a, b, tasks=5)
    network.add_edge("c", "x", tasks=1)
    assert len({m.community for m in measure(network)}) == 2
    assert [(b.a, b.b, b.tasks) for b in bridges(network)] == [("c", "x", 1)]


def test_an_empty_network_has_no_measures() -> None:
    assert measure(nx.Graph()) == []
    assert bridges(nx.Graph()) == []
