"""What a build costs as the corpus and the number of workers grow: the command that a user runs, its start included.

    python benchmarks/bench_scale.py --documents 100 2000 --results benchmarks/scale.json
    python benchmarks/bench_scale.py --documents 20000 --ways 2 --results benchmarks/scale.json

Each run is one `kg build --without-pages --no-cache` of generated notices: in one process, in two, and by a Dask scheduler with two workers
that are started beforehand. A run that stands in the results is not done again. Then one document is changed and the build of before,
whose readings are kept, is made again. The table goes to standard output.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import resource
import runpy
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parent.parent
GENERATE = runpy.run_path(str(TOP / "benchmarks" / "generate.py"))["generate"]
WAYS = ("1", "2", "dask")


class Peak:
    """The resident memory of the largest process of a session, and of all together, looked at twenty times a second."""

    def __init__(self, sessions: Sequence[int]) -> None:
        self.largest = self.together = 0
        self._sessions = sessions
        self._ticks: dict[int, int] = {}
        self._before = {process: _ticks(process) for process in _of_sessions(sessions)}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._ended.set()
        self._thread.join()

    @property
    def processor(self) -> float:
        """Seconds of a processor that the processes took since they were first looked at; of one that has ended, until its last look."""
        return sum(ticks - self._before.get(process, 0) for process, ticks in self._ticks.items()) / os.sysconf("SC_CLK_TCK")

    def _watch(self) -> None:
        while not self._ended.wait(0.05):
            found = list(_of_sessions(self._sessions))
            self._ticks |= {process: ticks for process in found if (ticks := _ticks(process))}
            sizes = [size for size in map(_resident, found) if size]
            self.largest = max([self.largest, *sizes])
            self.together = max(self.together, sum(sizes))


def _of_sessions(sessions: Sequence[int]) -> Iterator[int]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if os.getsid(int(entry.name)) in sessions:
                    yield int(entry.name)


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0


def run(arguments: Sequence[str], beside: Sequence[int] = ()) -> dict[str, Any]:
    """Seconds by the clock and of processor, and the peak memory, of one command; ``beside`` are sessions that work for it."""
    began = time.monotonic()
    started = subprocess.Popen([sys.executable, "-m", "kg", *arguments], cwd=TOP, start_new_session=True, stderr=subprocess.PIPE)
    peak = Peak([started.pid, *beside])
    _, told = started.communicate()
    took = time.monotonic() - began
    peak.end()
    if started.returncode:
        raise SystemExit(told.decode())
    return {
        "seconds": round(took, 1),
        "largest_mb": round(peak.largest / 1e6),
        "together_mb": round(peak.together / 1e6),
        "processor": round(peak.processor, 1),
    }


def _ticks(process: int) -> int:
    """What a process took of a processor, in ticks of the system's clock."""
    try:
        return sum(map(int, Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]))
    except (OSError, IndexError):
        return 0


@contextlib.contextmanager
def cluster() -> Iterator[tuple[str, list[int]]]:
    """A Dask scheduler with two workers, in sessions of their own; its address."""
    with tempfile.TemporaryDirectory() as folder:
        address = Path(folder) / "scheduler.json"
        command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--scheduler-file", str(address), "--no-dashboard"]
        worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(address), "--nthreads", "1"]
        quiet = {"cwd": folder, "env": {**os.environ, "PYTHONPATH": str(TOP)}, "start_new_session": True}
        log = subprocess.DEVNULL
        processes = [subprocess.Popen([*command, "--port", "0"], stdout=log, stderr=log, **quiet)]  # type: ignore[call-overload]
        while not address.exists():
            time.sleep(0.1)
        processes += [subprocess.Popen([*worker, "--no-dashboard"], stdout=log, stderr=log, **quiet) for _ in range(2)]  # type: ignore[call-overload]
        time.sleep(8)
        try:
            yield json.loads(address.read_text())["address"], [process.pid for process in processes]
        finally:
            for process in processes:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, 15)
                process.wait()


def digest(folder: Path) -> str:
    """One digest of all files that the manifest names; of the index the rows count and not the bytes, so it is left out."""
    named = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    return hashlib.sha256(
        repr(sorted((name, said["sha256"]) for name, said in named.items() if name != "search.sqlite")).encode()
    ).hexdigest()[:12]


def measured(count: int, ways: Sequence[str], work: Path, results: dict[str, Any]) -> Iterator[None]:
    """Fills the results; after each run there is something to keep."""
    sources = work / f"in{count}"
    if not sources.is_dir():
        GENERATE(count, sources)
    for way in ways:
        key = f"{count} {way}"
        if key in results:
            continue
        out = work / "out"
        common = ["build", str(sources), "-o", str(out), "--without-pages", "--no-cache", "-q"]
        if way == "dask":
            with cluster() as (address, sessions):
                found = run([*common, "--cluster", address], sessions)
        else:
            found = run([*common, "-j", way])
        results[key] = {
            **found,
            "digest": digest(out),
            "disk_mb": round(sum(p.stat().st_size for p in out.rglob("*") if p.is_file()) / 1e6),
        }
        shutil.rmtree(out)
        yield
    if f"{count} changed" not in results and "1" in ways:
        cache = work / f"cache{count}"
        out = work / "out"
        common = ["build", str(sources), "-o", str(out), "--without-pages", "--cache", str(cache), "-q", "-j", "1"]
        whole = run(common)
        path = sorted(sources.iterdir())[count // 2]
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("。", "，年内完成。", 2), encoding="utf-8")
        changed = run(common)
        kept = digest(out)
        shutil.rmtree(out)
        run([*common[:5], "--no-cache", "-q", "-j", "2", "-o", str(out)])
        path.write_text(text, encoding="utf-8")
        results[f"{count} changed"] = {"first": whole, "again": changed, "same": kept == digest(out)}
        shutil.rmtree(out)
        shutil.rmtree(cache)
        yield


def table(results: dict[str, Any]) -> str:
    lines = [
        "| documents | workers | s by the clock | s of processor | speed-up | largest process, MB | all, MB | disk, MB | digest |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for count in sorted({int(key.split()[0]) for key in results}):
        alone = results.get(f"{count} 1", {}).get("seconds")
        for way in WAYS:
            said = results.get(f"{count} {way}")
            if said:
                faster = f"{alone / said['seconds']:.2f}" if alone else ""
                cells = (
                    f"{count:,}",
                    way,
                    said["seconds"],
                    said["processor"],
                    faster,
                    said["largest_mb"],
                    said["together_mb"],
                    said["disk_mb"],
                    said["digest"],
                )
                lines.append(f"| {' | '.join(map(str, cells))} |")
        again = results.get(f"{count} changed")
        if again:
            share = 100 * again["again"]["processor"] / again["first"]["processor"]
            told = f"{share:.1f} % of the processor time of a first build; the same files as from nothing: {again['same']}"
            lines.append(f"| {count:,} | 1, one changed | {again['again']['seconds']} | {again['again']['processor']} | {told} | | | | |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[100, 2000])
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    parser.add_argument("--results", type=Path, default=Path("scale.json"))
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "zeren-scale")
    options = parser.parse_args()
    results = json.loads(options.results.read_text(encoding="utf-8")) if options.results.exists() else {}
    for count in options.documents:
        for _ in measured(count, options.ways, options.work, results):
            options.results.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(table(results))


if __name__ == "__main__":
    main()
