"""Stores kept of large graphs: made once, never stale, thrown away when damaged, bounded, and safe with two commands at once."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pyoxigraph as ox
import pytest

from kg.cli.data import teller
from kg.store import kept, opening
from kg.store.cache_folder import cache_folder
from kg.store.disk import fill_store, write_store
from kg.store.opening import ask_graph, open_graph, place_of_store

HEAD = "@prefix e: <http://example.org/> .\n"


@pytest.fixture(autouse=True)
def stores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Every graph is large here, and the cache is the test's own; nothing is held from one test to the next."""
    monkeypatch.setenv("ZEREN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(opening, "KEEP_FROM", 1)
    monkeypatch.setattr(opening, "_HELD", [])
    yield tmp_path / "cache" / "stores"


def graph(path: Path, *things: str) -> Path:
    path.write_text(HEAD + "".join(f'e:{thing} e:is "{thing}" .\n' for thing in things), encoding="utf-8")
    return path


def settle(path: Path) -> None:
    """Make the file one that was last changed a while ago, as far as its own times say."""
    old = time.time() - 60
    os.utime(path, (old, old))


def subjects(store: ox.Store) -> list[str]:
    answer = store.query("SELECT ?s { ?s ?p ?o } ORDER BY ?s")
    assert isinstance(answer, ox.QuerySolutions)
    return [row["s"].value.rpartition("/")[2] for row in answer]


def asked(path: Path) -> tuple[list[str], list[str]]:
    """The things of the graph, and what was told on the way."""
    told: list[str] = []
    found = ask_graph(path, subjects, tell=told.append)
    opening._HELD.clear()
    return found, [line.split(" (")[0] for line in told]


def made(stores: Path) -> list[Path]:
    return sorted(path for path in stores.iterdir() if path.name != "digests")


def test_a_store_is_made_once_and_asked_again(tmp_path: Path, stores: Path) -> None:
    path = graph(tmp_path / "graph.ttl", "a", "b")
    things, told = asked(path)
    assert (things, len(told)) == (["a", "b"], 1)
    assert "Making a store of" in told[0]
    (folder,) = made(stores)
    before = (folder / "CURRENT").stat().st_ino
    assert asked(path) == (["a", "b"], [])
    assert [(folder / "CURRENT").stat().st_ino for folder in made(stores)] == [before]


def test_a_small_graph_is_read_into_memory(tmp_path: Path, stores: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = graph(tmp_path / "graph.ttl", "a")
    monkeypatch.setattr(opening, "KEEP_FROM", path.stat().st_size + 1)
    assert asked(path) == (["a"], [])
    assert not stores.exists()
    monkeypatch.setattr(opening, "KEEP_FROM", path.stat().st_size)
    asked(path)
    assert len(made(stores)) == 1


def test_a_changed_file_of_the_same_length_and_time_is_another_graph(tmp_path: Path) -> None:
    path = graph(tmp_path / "graph.ttl", "a")
    settle(path)
    about = path.stat()
    assert asked(path)[0] == ["a"]
    graph(path, "b")
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert path.stat().st_size == about.st_size
    assert asked(path)[0] == ["b"]


def test_a_file_that_is_replaced_while_it_is_read_is_never_kept_as_what_it_was(
    tmp_path: Path, stores: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = graph(tmp_path / "graph.ttl", "a")

    def too_late(folder: Path, files: tuple[Path, ...], *, named_graphs: bool, relative: bool) -> None:
        graph(tmp_path / "new.ttl", "b").replace(path)
        fill_store(folder, files, named_graphs=named_graphs, relative=relative)

    with monkeypatch.context() as during:
        during.setattr(kept, "fill_store", too_late)
        things, told = asked(path)
    assert things == ["b"]
    assert "was changed while it was read" in told[-1]
    assert made(stores) == []
    graph(path, "a")
    assert asked(path)[0] == ["a"]


def test_a_file_that_nothing_has_touched_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_SETTLED", -1.0)
    path = graph(tmp_path / "graph.ttl", "a")
    asked(path)
    read: list[Path] = []
    whole = kept._sha256

    def noted(path: Path) -> str:
        read.append(path)
        return whole(path)

    monkeypatch.setattr(kept, "_sha256", noted)
    asked(path)
    assert read == []
    graph(path, "b")
    asked(path)
    assert read == [path]


def test_a_note_that_is_damaged_counts_for_nothing(tmp_path: Path, stores: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_SETTLED", -1.0)
    path = graph(tmp_path / "graph.ttl", "a")
    asked(path)
    (note,) = (stores / "digests").iterdir()
    for text in ("", "{", "[]", '{"seen": 1}'):
        note.write_text(text, encoding="utf-8")
        assert asked(path) == (["a"], [])


def test_another_format_of_stores_is_another_store(tmp_path: Path, stores: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = graph(tmp_path / "graph.ttl", "a")
    asked(path)
    monkeypatch.setattr(kept, "_FORMAT", kept._FORMAT + 1)
    assert len(asked(path)[1]) == 1
    assert len(made(stores)) == 2


@pytest.mark.parametrize("harm", ["gone", "cut", "no head", "no lengths"])
def test_a_store_whose_files_are_not_whole_is_made_again_and_said(harm: str, tmp_path: Path, stores: Path) -> None:
    path = graph(tmp_path / "graph.ttl", "a", "b")
    asked(path)
    (folder,) = made(stores)
    data = sorted(folder.glob("*.sst"))[-1]
    match harm:
        case "gone":
            data.unlink()
        case "cut":
            os.truncate(data, data.stat().st_size // 2)
        case "no head":
            (folder / "CURRENT").unlink()
        case "no lengths":
            (folder / kept._LENGTHS).unlink()
    things, told = asked(path)
    assert things == ["a", "b"]
    assert [line.split()[0] for line in told] == ["The", "Making"]
    assert asked(path) == (["a", "b"], [])


def test_a_store_that_fails_while_it_is_read_is_made_again_and_asked_again(tmp_path: Path) -> None:
    path = graph(tmp_path / "graph.ttl", *(f"t{number:04}" for number in range(2_000)))
    asked(path)
    tries: list[int] = []

    def fails_once(store: ox.Store) -> list[str]:
        tries.append(1)
        if len(tries) == 1:
            raise OSError("Corruption: block checksum mismatch")
        return subjects(store)

    told: list[str] = []
    assert len(ask_graph(path, fails_once, tell=told.append)) == 2_000
    assert "damaged" in told[0]
    assert "Making" in told[1]


def test_bits_that_fell_over_are_found_and_the_store_made_again(tmp_path: Path, stores: Path) -> None:
    path = graph(tmp_path / "graph.ttl", *(f"t{number:04}" for number in range(2_000)))
    asked(path)
    (folder,) = made(stores)
    for data in folder.glob("*.sst"):
        content = bytearray(data.read_bytes())
        for place in range(0, len(content) - 200, 50):
            content[place] ^= 0xFF
        data.write_bytes(content)
    things, told = asked(path)
    assert len(things) == 2_000
    assert "damaged" in told[0]


def test_an_error_of_the_question_is_no_damage(tmp_path: Path, stores: Path) -> None:
    path = graph(tmp_path / "graph.ttl", "a")
    asked(path)

    def writes(store: ox.Store) -> None:
        (tmp_path / "no such" / "file").write_text("", encoding="utf-8")

    with pytest.raises(FileNotFoundError):
        ask_graph(path, writes)
    assert len(made(stores)) == 1


def test_all_together_are_bounded_and_the_oldest_goes(tmp_path: Path, stores: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third = (graph(tmp_path / f"{name}.ttl", name) for name in "abc")
    asked(first)
    (one,) = made(stores)
    asked(second)
    (two,) = [folder for folder in made(stores) if folder != one]
    os.utime(two, (1, 1))
    size = sum(path.stat().st_size for path in one.iterdir())
    monkeypatch.setattr(kept, "MOST_BYTES", size * 5 // 2)
    asked(third)
    assert one in made(stores)
    assert two not in made(stores)
    assert len(made(stores)) == 2


def test_a_store_that_is_read_is_not_removed(tmp_path: Path, stores: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("fcntl", reason="no such locks on Windows")
    reader = open_graph(graph(tmp_path / "a.ttl", "a"))
    (one,) = made(stores)
    os.utime(one, (1, 1))
    monkeypatch.setattr(kept, "MOST_BYTES", 1)
    ask_graph(graph(tmp_path / "b.ttl", "b"), subjects)
    assert one in made(stores)
    assert subjects(reader) == ["a"]


def test_commands_at_once_all_have_the_answer(tmp_path: Path, stores: Path) -> None:
    path = graph(tmp_path / "graph.ttl", *(f"t{number:04}" for number in range(500)))
    code = (
        "import sys; from pathlib import Path; from kg.store import opening; opening.KEEP_FROM = 1\n"
        "print(len(opening.open_graph(Path(sys.argv[1]))))"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [process.communicate()[0].strip() for process in running] == ["500"] * 3
    assert len(made(stores)) == 1


def test_where_nothing_can_be_kept_the_graph_is_read_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("ZEREN_CACHE", str(tmp_path / "file"))
    things, told = asked(graph(tmp_path / "graph.ttl", "a"))
    assert things == ["a"]
    assert "No store is kept" in told[-1]


def test_a_graph_with_relative_names_is_never_kept(tmp_path: Path, stores: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("<a> <http://example.org/is> <b> .\n", encoding="utf-8")
    things, told = asked(path)
    assert things == ["a"]
    assert [line.split()[0] for line in told] == ["Making", "No"], "tried once"
    assert made(stores) == []


def test_the_named_graphs_are_kept_for_the_server(tmp_path: Path) -> None:
    graph(tmp_path / "graph.ttl", "a")
    (tmp_path / "graph.nq").write_text('<http://example.org/a> <http://example.org/is> "a" <http://example.org/g> .\n', encoding="utf-8")
    found = place_of_store(tmp_path)
    assert found is not None
    assert [graph.value for graph in found.store.named_graphs()] == ["http://example.org/g"]
    assert len(found.store) == 2
    del found
    things, told = asked(tmp_path)
    assert (things, len(told)) == (["a"], 1)


def test_a_store_on_disk_is_opened_where_it_is(tmp_path: Path, stores: Path) -> None:
    write_store(graph(tmp_path / "graph.ttl", "a"), tmp_path / "store")
    assert asked(tmp_path / "store") == (["a"], [])
    assert not stores.exists()


def test_where_the_cache_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache_folder() == tmp_path / "cache"
    monkeypatch.delenv("ZEREN_CACHE")
    monkeypatch.setattr("kg.store.cache_folder.user_cache_path", lambda name, appauthor: SimpleNamespace(named=name))
    assert vars(cache_folder()) == {"named": "zeren"}


def test_quiet_tells_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    teller(quiet=True)("something")
    assert capsys.readouterr().err == ""
    teller(quiet=False)("something")
    assert capsys.readouterr().err == "something\n"
