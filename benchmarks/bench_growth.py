"""How the time of reading grows with the text: texts that once cost far more than their length, at one length and at four times it.

    python benchmarks/bench_growth.py
    python benchmarks/bench_growth.py --characters 40000

A ratio of 4 is a time that grows with the text, 16 one that grows with its square. The exit code is 1 where a ratio is above 10.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from time import process_time

from kg.model.source import Source
from kg.parsing import parse

_HEAD = "云岫市2023年政府工作报告重点工作责任分解\n一、城建任务\n"
_TASK = "1.新建公园3个（责任单位：市园林局）\n"
_TIMES = 4
_MOST = 10.0


def _one(filler: str) -> Callable[[int], str]:
    """One task that is filled up with the same characters."""
    return lambda size: f"{_HEAD}1.新建{filler * (size // len(filler))}（责任单位：市园林局）\n"


def _many(row: str) -> Callable[[int], str]:
    """As many rows as there is room for; ``{}`` is 1 or 2, by turns."""
    return lambda size: _HEAD + "".join(row.replace("{}", str(number % 2 + 1)) for number in range(size // len(row)))


def _nested(size: int) -> str:
    depth = size // 10
    return f"{_HEAD}1.新建公园{'（市园林局、市财政局' * depth}{'）' * depth}。（责任单位：市园林局）\n"


TEXTS: dict[str, Callable[[int], str]] = {
    "tasks in doubt": _many("{}.建园3个（责任单位：五金城）\n"),
    "rows of a table in doubt": lambda size: _many("{}\t建园3个\t五金城\n")(size).replace("一、城建任务\n", "序号\t任务\t责任单位\n"),
    "headings": _many("（{}）市园林局\n"),
    "letter of clauses": lambda size: "云岫市通知\n" + "各责任单位市园林局、市财政局\n" * (size // 15) + _HEAD + _TASK,
    "digits": _one("1"),
    "letters in figures": _one("1.O"),
    "firsts of lists": _one("公园（1）"),
    "firsts behind spaces": _one("园 1."),
    "signs of no width": _one("\u200b建"),
    "towns": lambda size: f"{_HEAD}1.新建公园（责任单位：市园林局、{'镇' * size}）\n",
    "gap in a leader's name": lambda size: f"{_HEAD}二、李 {' ' * size}明 王\n{_TASK}",
    "brackets in brackets": _nested,
}
"""What each text is made of, by its name: a function of the number of characters."""


def seconds(text: str) -> float:
    """Processor time of reading the text."""
    source = Source("notice.txt", "notice.txt", text, "0" * 64)
    start = process_time()
    parse(source)
    return process_time() - start


def main(arguments: list[str] | None = None) -> int:
    """Print the table; 1 where one grows far faster than its text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--characters", type=int, default=20_000, metavar="N", help="the shorter length (default: 20000)")
    size = parser.parse_args(arguments).characters
    seconds(_HEAD + _TASK)  # what is read once
    worst = 0.0
    print(f"{'text':26}{'seconds':>9}{'at four times':>15}{'ratio':>7}")
    for name, made in TEXTS.items():
        short, long = seconds(made(size)), seconds(made(size * _TIMES))
        worst = max(worst, long / short)
        print(f"{name:26}{short:9.2f}{long:15.2f}{long / short:7.1f}", flush=True)
    return int(worst > _MOST)


if __name__ == "__main__":
    sys.exit(main())
