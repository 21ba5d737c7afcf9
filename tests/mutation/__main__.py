"""How many small faults the tests notice: change the program in one place, run the tests, see whether one fails.

    python -m tests.mutation --number 150 --seed 1 --log mutants.jsonl
    python -m tests.mutation --log mutants.jsonl --report

A run that was ended goes on where it stopped; ``--part 1/2`` and ``--part 2/2`` share the work between two runs. ``--again`` tries only
those that no test had noticed. What can be seen in no output stands in ``equivalent.toml`` with the reason; it is drawn, but not counted.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

from tests.mutation.mutants import Mutant, draw
from tests.mutation.trial import GREEN, as_line

TOP: Final = Path(__file__).resolve().parents[2]
EQUIVALENT: Final = Path(__file__).with_name("equivalent.toml")
_LEFT_OUT: Final = shutil.ignore_patterns(".*", "*.egg-info", "build", "dist", "found")


def main() -> int:
    """Try the mutants that the log does not have yet, or tell what it has."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.mutation", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--number", type=int, default=150, help="how many mutants")
    parser.add_argument("--seed", type=int, default=1, help="which ones")
    parser.add_argument("--log", type=Path, required=True, help="where results stand, one a line")
    parser.add_argument("--part", type=_part, default="1/1", help="which part of the work this run does: 1/2, 2/2")
    parser.add_argument("--again", action="store_true", help="try again what no test noticed")
    parser.add_argument("--report", action="store_true", help="try nothing, tell what the log has")
    asked = parser.parse_args()
    mutants = draw(TOP, asked.number, asked.seed)
    if not asked.report:
        done = {key for key, found in _results(asked.log).items() if not asked.again or found != GREEN or key in _equivalent()}
        part, parts = asked.part
        _try([mutant for mutant in mutants[part - 1 :: parts] if mutant.key not in done], asked.log, first=part == 1)
    sys.stdout.writelines(f"{line}\n" for line in _report(mutants, _results(asked.log)))
    return 0


def _part(printed: str) -> tuple[int, int]:
    """The part and how many parts there are (2/3)."""
    part, _, parts = printed.partition("/")
    if not (part.isdigit() and parts.isdigit() and 1 <= int(part) <= int(parts)):
        raise argparse.ArgumentTypeError(f"{printed!r} is no part: 1/2 and 2/2 are")
    return int(part), int(parts)


def _results(log: Path) -> dict[str, str]:
    """The outcome of each mutant by its key, the last one where it was tried twice; a line that a killed run left unended is none."""
    lines = log.read_text(encoding="utf-8").split("\n")[:-1] if log.is_file() else []
    return {entry["mutant"]: entry["outcome"] for entry in map(json.loads, lines)}


def _try(mutants: Iterable[Mutant], log: Path, *, first: bool) -> None:
    with _trial() as ask:
        if first and (outcome := ask(None)) != GREEN:
            raise SystemExit(f"a test fails without any change: {outcome}")
        for mutant in mutants:
            entry = {"mutant": mutant.key, "kind": mutant.kind, "outcome": ask(mutant)}
            with log.open("a", encoding="utf-8") as out:
                out.write(json.dumps(entry, ensure_ascii=False) + "\n")


@contextmanager
def _trial() -> Iterator[Any]:
    """A copy of the tree with a process in it that tries mutants; what is asked of it, it answers."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "zeren"
        shutil.copytree(TOP, copy, ignore=_LEFT_OUT)
        command = [sys.executable, "-m", "tests.mutation.trial"]
        with subprocess.Popen(command, cwd=copy, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
            assert process.stdin is not None and process.stdout is not None

            def ask(mutant: Mutant | None) -> str:
                assert process.stdin is not None and process.stdout is not None
                process.stdin.write(as_line(mutant))
                process.stdin.flush()
                answer = process.stdout.readline()
                if not answer:
                    raise SystemExit("the process that tries the tests has ended")
                return str(json.loads(answer))

            yield ask
            process.stdin.close()


def _report(mutants: Iterable[Mutant], results: dict[str, str]) -> Iterator[str]:
    """A line a folder, then limits, then all; behind them the survivors."""
    reasons = _equivalent()
    counted = [mutant for mutant in mutants if mutant.key in results]
    same = [mutant for mutant in counted if results[mutant.key] == GREEN and mutant.key in reasons]
    counted = [mutant for mutant in counted if mutant not in same]
    groups: dict[str, list[Mutant]] = {}
    for mutant in sorted(counted, key=lambda mutant: mutant.room):
        groups.setdefault(mutant.room, []).append(mutant)
    groups["limits"] = [mutant for mutant in counted if mutant.kind == "limit"]
    groups["all"] = counted
    for name, group in groups.items():
        killed = sum(results[mutant.key] != GREEN for mutant in group)
        yield f"{name:24} {killed:4} of {len(group):4} noticed, {100 * killed / max(1, len(group)):5.1f} %"
    yield f"not counted: {len(same)} that change nothing that anybody could see"
    for mutant in sorted(counted, key=lambda mutant: (mutant.file, mutant.line)):
        if results[mutant.key] == GREEN:
            yield f"\n{mutant.file}:{mutant.line} ({mutant.kind})\n  - {mutant.before}\n  + {mutant.after}"


@cache
def _equivalent() -> dict[str, str]:
    """The changes that nobody could see, by key, with the reason."""
    found = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8")).get("mutant", [])
    return {f"{entry['file']}: {entry['before']} → {entry['after']}": entry["why"] for entry in found}


if __name__ == "__main__":
    sys.exit(main())
