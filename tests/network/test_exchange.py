"""Networks for other programs: GraphML and GEXF that read back to the same network with its measures."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from kg.model.errors import StoreError
from kg.network import bureau_network
from kg.network.exchange import write_network
from kg.store.graph import load_store

FIXTURE = Path(__file__).parents[1] / "queries" / "fixture.ttl"
BASE = "https://w3id.org/zeren/id/x/"


@pytest.mark.parametrize(("ending", "read"), [(".graphml", nx.read_graphml), (".gexf", nx.read_gexf)])
def test_what_is_written_reads_back(tmp_path: Path, ending: str, read) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / f"bureaus{ending}"
    network = bureau_network(load_store(FIXTURE))
    write_network(network, path, {f"{BASE}QFG": 2})
    back = read(path)
    assert set(back) == set(network)
    assert back.nodes[f"{BASE}QFG"]["label"] == "发改局"
    assert back.nodes[f"{BASE}QFG"] | {"leads": 2, "supports": 1, "degree": 2, "strength": 3, "leaders": 2} == back.nodes[f"{BASE}QFG"]
    assert back.edges[f"{BASE}QFG", f"{BASE}QCZ"]["tasks"] == 2


def test_a_name_with_signs_that_xml_lacks_does_not_stop_it(tmp_path: Path) -> None:
    network: nx.Graph[str] = nx.Graph()
    network.add_node("a", label="<b>\x00\x1b&'\"", region="", leads=0, supports=0)
    write_network(network, tmp_path / "x.graphml", {})
    assert nx.read_graphml(tmp_path / "x.graphml").nodes["a"]["label"] == "<b>\ufffd\ufffd&'\""


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"\.graphml or \.gexf"):
        write_network(nx.Graph(), tmp_path / "x.json", {})
    assert not list(tmp_path.iterdir())
