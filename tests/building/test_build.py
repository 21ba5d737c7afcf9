"""A build: the same documents give the same files, one bad document costs no other, and memory does not grow."""

from __future__ import annotations

import errno
import gc
import hashlib
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.building.build import build
from kg.documents import Source
from kg.mapping import vocabulary as v
from kg.model.errors import NothingBuilt, StoreError, UnreadableSource
from kg.model.records import Parsed, SourceFile
from kg.store.validate import validate
from tests.records_from_json import parsed_from_json

FILES = ("description.ttl", "graph.ttl", "graph.nq", "manifest.json", "records.jsonl", "report.md", "report.json", "search.sqlite")
SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.json"))


def sample(number: int) -> dict[str, object]:
    data: dict[str, object] = json.loads(SAMPLES[number].read_text(encoding="utf-8"))
    return data


@pytest.fixture
def by_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are files of records, so that what a build does is tested apart from what reading and parsing do."""

    def read(data: bytes, path: str, file: str, annexes: Mapping[str, bytes], scans: object) -> Iterator[Source | UnreadableSource]:
        text = data.decode()
        if text.startswith("unreadable"):
            yield UnreadableSource(path, "nothing that can be read", "Leave it out")
            return
        yield Source(path, file, text, hashlib.sha256(text.encode()).hexdigest())

    def parse(source: Source) -> Parsed:
        if source.text.startswith("fault"):
            raise RuntimeError("made for the test")
        parsed = parsed_from_json(json.loads(source.text))
        own = (SourceFile(source.file, source.sha256, source.media_type),)
        return replace(parsed, document=replace(parsed.document, file=source.file, sha256=source.sha256, files=own))

    monkeypatch.setattr("kg.building.reading.read_bytes", read)
    monkeypatch.setattr("kg.building.reading.parse", parse)


def write(folder: Path, name: str, data: object) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def without_index(files: dict[str, bytes]) -> dict[str, bytes]:
    """All but the index of words, and what the manifest says of it."""
    manifest = json.loads(files["manifest.json"])
    del manifest["files"]["search.sqlite"]
    return {**files, "search.sqlite": b"", "manifest.json": json.dumps(manifest).encode()}


def triples(folder: Path) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(path=folder / "graph.ttl", format=ox.RdfFormat.TURTLE)]


@pytest.mark.usefixtures("by_record")
def test_the_order_of_the_files_leaves_no_trace(tmp_path: Path) -> None:
    paths = [write(tmp_path / "in", f"{i}.txt", sample(i)) for i in (0, 4, 7, 9)]
    built = []
    for number, order in enumerate([*permutations(paths)][::5]):
        build(order, tmp_path / str(number))
        built.append(contents(tmp_path / str(number)))
    # The index of words has the same rows, which tests/searching looks at, and not the same bytes.
    assert sorted(name for name in built[0] if "/" not in name) == sorted(FILES)
    assert len([name for name in built[0] if name.startswith("texts/")]) == 4
    assert all(without_index(other) == without_index(built[0]) for other in built)


@pytest.mark.usefixtures("by_record")
def test_the_names_of_the_files_leave_no_trace_in_the_graph(tmp_path: Path) -> None:
    for name, numbers in (("one", (0, 4)), ("other", (4, 0))):
        build([write(tmp_path / name, f"{place}.txt", sample(i)) for place, i in enumerate(numbers)], tmp_path / f"{name}-out")
    for file in ("graph.ttl", "graph.nq"):
        one, other = ((tmp_path / out / file).read_text(encoding="utf-8") for out in ("one-out", "other-out"))
        for name, again in (("0.txt", "1.txt"), ("1.txt", "0.txt")):
            other = other.replace(f'fileName "{name}"', f'fileName "_{again}"').replace(f'fileName> "{name}"', f'fileName> "_{again}"')
        assert one == other.replace('"_', '"')


@pytest.mark.usefixtures("by_record")
def test_a_graph_tells_each_triple_once_and_its_named_graphs_tell_the_same(tmp_path: Path) -> None:
    one, other = sample(4), sample(4)
    other["document"] = {**sample(4)["document"], "title": "另一份文件"}  # type: ignore[dict-item]
    result = build([write(tmp_path, "a.txt", one), write(tmp_path, "b.txt", other)], tmp_path / "out")
    told = triples(tmp_path / "out")
    assert len(told) == len(set(told)) == result.triples
    quads = list(ox.parse(path=tmp_path / "out" / "graph.nq", format=ox.RdfFormat.N_QUADS))
    assert {quad.triple for quad in quads} == set(told)
    assert len(quads) == len(told)
    documents = {t.subject for t in told if t.object == v.DOCUMENT_CLASS}
    places = {str(quad.graph_name).rpartition("/")[2][:-1] for quad in quads if quad.graph_name not in documents}
    assert {quad.graph_name for quad in quads} > documents
    assert places == {"云岫市", "shared"}
    assert not [t for t in told if isinstance(t.subject, ox.BlankNode) or isinstance(t.object, ox.BlankNode)]


@pytest.mark.usefixtures("by_record")
def test_the_same_file_twice_is_built_once_and_said(tmp_path: Path) -> None:
    first, again = write(tmp_path, "a.txt", sample(0)), write(tmp_path, "b.txt", sample(0))
    for order in ([first, again], [again, first]):
        result = build(order, tmp_path / "out")
        assert result.documents == 1
        assert [(duplicate.file, duplicate.same_as) for duplicate in result.duplicates] == [("b.txt", "a.txt")]
    assert "b.txt: the same as 相同于 a.txt" in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("by_record")
def test_one_bad_document_costs_no_other_and_is_reported(tmp_path: Path) -> None:
    good = [write(tmp_path / "in", "good.txt", sample(0))]
    bad = [write(tmp_path / "in", f"{word}.txt", f"{word} text") for word in ("unreadable", "fault")]
    empty = write(tmp_path / "in", "speech.txt", {**sample(1), "tasks": []})
    result = build([*bad, empty, *good, tmp_path / "missing.txt"], tmp_path / "with")
    build(good, tmp_path / "without")
    assert (tmp_path / "with" / "graph.ttl").read_bytes() == (tmp_path / "without" / "graph.ttl").read_bytes()
    assert [Path(error.where).name for error in result.unreadable] == ["fault.txt", "unreadable.txt", "missing.txt"]
    assert [Path(error.where).name for error in result.without_tasks] == ["speech.txt"]
    report = json.loads((tmp_path / "with" / "report.json").read_text(encoding="utf-8"))
    assert [len(report[kind]) for kind in ("unreadable", "without_tasks", "documents")] == [3, 1, 1]
    assert "RuntimeError: made for the test" in report["unreadable"][0]["found"]


@pytest.mark.usefixtures("by_record")
def test_a_document_of_more_tasks_than_fit_is_refused_with_both_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good, large = (write(tmp_path, name, sample(number)) for name, number in (("good.txt", 5), ("large.txt", 1)))
    counts = [len(parsed_from_json(json.loads(path.read_text(encoding="utf-8"))).tasks) for path in (good, large)]
    assert counts[0] < counts[1]
    monkeypatch.setattr("kg.building.reading.MAX_TASKS", counts[0])
    result = build([good, large], tmp_path / "out")
    assert result.documents == 1
    (refused,) = result.unreadable
    assert Path(refused.where).name == "large.txt"
    assert f"{counts[1]} tasks" in refused.found
    assert f"is {counts[0]}" in refused.found


@pytest.mark.usefixtures("by_record")
def test_a_fault_in_mapping_costs_only_its_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [write(tmp_path, f"{i}.txt", sample(i)) for i in (0, 4)]
    build(paths[:1], tmp_path / "alone")
    whole = "kg.building.regions.quads_of"

    def fails_once(told: object, graph: ox.NamedNode, full: object) -> bytes:
        if "/document/" in graph.value and "云岫" in graph.value:
            raise ValueError("made for the test")
        return b""

    monkeypatch.setattr(whole, fails_once)
    result = build(paths, tmp_path / "out")
    assert (result.documents, len(result.unreadable)) == (1, 1)
    assert set(triples(tmp_path / "out")) == set(triples(tmp_path / "alone"))


@pytest.mark.usefixtures("by_record")
def test_a_full_disk_ends_the_build_and_blames_no_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [write(tmp_path, f"{i}.txt", sample(i)) for i in (0, 4)]
    build(paths[:1], tmp_path / "out")
    before = contents(tmp_path / "out")

    def fails(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("kg.store.folder._Digested.write", fails)
    with pytest.raises(StoreError, match=r"out: the disk is full"):
        build(paths, tmp_path / "out")
    assert contents(tmp_path / "out") == before


def test_a_limit_on_the_size_of_files_ends_the_command_with_a_message_and_leaves_nothing(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="the system has no such limits")
    code = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000)); from kg.cli import main; main()"
    sources = sorted(map(str, (Path(__file__).parents[2] / "samples").glob("0*.txt")))
    command = [sys.executable, "-c", code, "build", *sources, "-q", "-o", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "a file grew larger than it may be here. Raise the limit" in done.stderr and done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


@pytest.mark.usefixtures("by_record")
def test_what_a_killed_build_left_goes_at_the_next(tmp_path: Path) -> None:
    pytest.importorskip("fcntl", reason="nothing is swept on a system without locks on files")
    left = [tmp_path / "out" / ".graph.ttl.kg-abcdefgh.part", tmp_path / "out" / "html" / "assets" / ".core.js.kg-abcdefgh.part"]
    left[1].parent.mkdir(parents=True)
    for path in left:
        path.write_text("half")
    other = write(tmp_path / "out", "notes.part", "a file of somebody else's")
    build([write(tmp_path, "a.txt", sample(0))], tmp_path / "out")
    assert not [path for path in left if path.exists()]
    assert other.exists()


@pytest.mark.usefixtures("by_record")
def test_what_stands_beside_documents_is_told_and_reported(tmp_path: Path) -> None:
    write(tmp_path / "in", "a.txt", sample(0))
    write(tmp_path / "in", "b.png", "a picture")
    assert build([tmp_path / "in"], tmp_path / "out").unreadable == ()
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert [entry["found"] for entry in report["passed_over"]] == ["1 picture is not read: b.png"]
    page = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert "1 picture is not read: b.png" in page and "1 个图片未读：b.png" in page
    write(tmp_path / "in", "c.tar", "an archive")
    assert [error.found for error in build([tmp_path / "in"], tmp_path / "out").unreadable] == ["1 archive is not read: c.tar"]


@pytest.mark.usefixtures("by_record")
def test_where_nothing_is_built_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(NothingBuilt):
        build([write(tmp_path / "in", "a.txt", "unreadable")], tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("by_record")
def test_an_interrupt_leaves_the_build_before_as_it_was(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", sample(0))
    build([path], tmp_path / "out")
    before = contents(tmp_path / "out")

    class Interrupted:
        def step(self, stage: str, done: int, total: int, tasks: int = 0) -> None:
            if stage == "write":
                raise KeyboardInterrupt

        def refused(self, error: UnreadableSource) -> None: ...

    with pytest.raises(KeyboardInterrupt):
        build([path, write(tmp_path, "b.txt", sample(4))], tmp_path / "out", progress=Interrupted())
    assert contents(tmp_path / "out") == before


@pytest.mark.usefixtures("by_record")
def test_without_text_no_sentence_is_in_the_graph_or_the_records(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", sample(0))
    build([path], tmp_path / "out", with_text=False)
    tasks = parsed_from_json(sample(0)).tasks
    for file in ("graph.ttl", "graph.nq", "records.jsonl"):
        written = (tmp_path / "out" / file).read_text(encoding="utf-8")
        assert not [task.text for task in tasks if task.text in written]
    assert not [t for t in triples(tmp_path / "out") if t.predicate in (v.TEXT, v.QUOTE)]
    assert not [finding for finding in validate(tmp_path / "out") if finding.severity == "violation"]


@pytest.mark.usefixtures("by_record")
def test_what_a_document_says_cannot_break_the_report(tmp_path: Path) -> None:
    data = sample(0)
    data["document"] = {**data["document"], "title": "标题 | <script>x</script>\n# `头`"}  # type: ignore[dict-item]
    build([write(tmp_path, "a.txt", data)], tmp_path / "out")
    report = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert "标题 \\| \\<script\\>x\\</script\\> \\# \\`头\\`" in report


class Tidy:
    """Empties the interpreter's own lists of free tuples after each document, which would count as memory in use."""

    def step(self, stage: str, done: int, total: int, tasks: int = 0) -> None:
        gc.collect()

    def refused(self, error: UnreadableSource) -> None: ...


@pytest.mark.usefixtures("by_record")
def test_memory_holds_one_document_at_a_time(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        for i in range(count):
            data = sample(4)
            data["document"] = {**data["document"], "number": f"云政办发〔2024〕{i}号", "region": f"云岫{i}市"}  # type: ignore[dict-item]
            write(tmp_path / f"in{count}", f"{i}.txt", data)
        tracemalloc.start()
        build([tmp_path / f"in{count}"], tmp_path / f"out{count}", progress=Tidy())
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(1)
    one_more = (peak(12) - peak(2)) / 10
    assert one_more < len(json.dumps(sample(4), ensure_ascii=False)) * 0.6


def test_the_samples_are_built_from_their_text(tmp_path: Path) -> None:
    samples = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
    result = build(samples, tmp_path / "out")
    again = build(list(reversed(samples)), tmp_path / "again")
    assert result.documents == again.documents == len(samples)
    assert contents(tmp_path / "out") == contents(tmp_path / "again")
    assert not [finding for finding in validate(tmp_path / "out") if finding.severity == "violation"]
