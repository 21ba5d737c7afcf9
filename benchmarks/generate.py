"""Notices about made-up places, any number of them, in several layouts: text to measure with.

    python benchmarks/generate.py 2000 FOLDER --seed 7

The same number and seed give the same bytes. Sentences are put together from openings, things and figures, so that no
two documents are alike and the number of different names of bodies stays as it is in life.
"""

from __future__ import annotations

import argparse
import random
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

TASKS = 30
LAYOUTS = ("leader-sections", "brackets", "one-line", "cells", "label-lines")

_WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
_NUMERALS = "一二三四五六七八九十"
_DEADLINES = ("3月底前", "6月底前", "9月底前", "年底前")


@dataclass(frozen=True)
class Task:
    """One task as the layouts print it; the first unit leads."""

    text: str
    units: tuple[str, ...]


def _counted(dice: random.Random) -> str:
    verb, noun, unit = str(dice.choice(_WORDS["counted"])).split("/")
    return f"{verb}{noun}{dice.randint(2, 900)}{unit}"


def _text(dice: random.Random) -> str:
    stem, kind = str(dice.choice(_WORDS["openings"])), dice.random()
    if kind < 0.3:
        ending = dice.choice(("", "以上", "左右"))
        return f"{stem}{dice.choice(_WORDS['growing'])}增长{dice.randint(20, 160) / 10:g}%{ending}。"
    if kind < 0.65:
        word, one, other = dice.choice(("", "", "力争", "确保")), _counted(dice), _counted(dice)
        return f"{stem}{word}{one}，{other}以上。"
    if kind < 0.8:
        low = dice.randint(50, 90)
        return f"{stem}{dice.choice(_WORDS['rates'])}由{low}%提高到{low + dice.randint(1, 9)}%。"
    return stem + str(dice.choice(_WORDS["plain"]))


def _tasks(dice: random.Random, count: int, due: random.Random, share: float) -> list[Task]:
    """``due`` throws for deadlines, so that a share of none leaves all else as it is."""
    made = []
    for _ in range(count):
        units = dice.sample(_WORDS["offices"], dice.choice((1, 1, 2, 3, 4, 5)))
        if len(units) > 1 and dice.random() < 0.4:
            units.append(dice.choice(_WORDS["groups"]))
        until = due.choice(_DEADLINES) if due.random() < share else ""
        made.append(Task(until + _text(dice), tuple(units)))
    return made


def _sections(dice: random.Random, tasks: list[Task]) -> Iterator[tuple[str, str, list[Task]]]:
    """Numeral, leader and tasks of each section."""
    size = max(1, -(-len(tasks) // 5))
    for index, start in enumerate(range(0, len(tasks), size)):
        yield (
            _NUMERALS[index % 10],
            dice.choice(_WORDS["surnames"]) + dice.choice(_WORDS["given_names"]),
            tasks[start : start + size],
        )


def _head(place: str, year: int, serial: int) -> str:
    return (
        f"{place}人民政府办公室关于印发{year}年政府工作报告重点工作责任分解的通知\n\n{place[0]}政办发〔{year}〕{serial}号\n\n"
        f"各镇人民政府，各街道办事处，市政府各部门：\n\n《{year}年政府工作报告重点工作责任分解》已经市政府同意，现印发给你们，请认真贯彻执行。\n\n"
        f"{place}人民政府办公室\n\n{year}年3月{serial % 28 + 1}日\n\n{year}年政府工作报告重点工作责任分解\n\n"
    )


def leader_sections(dice: random.Random, place: str, year: int, serial: int, tasks: list[Task]) -> str:
    text = _head(place, year, serial)
    for numeral, leader, part in _sections(dice, tasks):
        text += f"{numeral}、{leader}同志牵头的重点工作\n\n"
        text += "".join(f"{n}.{task.text}\n责任单位：{'、'.join(task.units)}\n\n" for n, task in enumerate(part, 1))
    return text


def brackets(dice: random.Random, place: str, year: int, serial: int, tasks: list[Task]) -> str:
    text = _head(place, year, serial).replace(f"\n\n{year}年政府工作报告", f"\n\n# {year}年政府工作报告")
    for numeral, leader, part in _sections(dice, tasks):
        text += f"## {numeral}、{leader}副市长牵头的重点工作\n\n"
        for n, task in enumerate(part, 1):
            mark = "▲" if len(task.units) > 1 else ""
            text += f"{n}. {task.text}（责任单位：{mark}{'、'.join(task.units)}）\n\n"
            text += "---\n\n" if dice.random() < 0.05 else ""
    return text


def one_line(dice: random.Random, place: str, year: int, serial: int, tasks: list[Task]) -> str:
    text, rule = " ".join(_head(place, year, serial).split()), "(首位单位为牵头单位,下同)"
    for numeral, leader, part in _sections(dice, tasks):
        text += f" {numeral}、{leader}副市长牵头重点工作"
        for n, task in enumerate(part, 1):
            text += f" {n}.{task.text} 责任单位:{task.units[0]}{rule}{''.join('、' + unit for unit in task.units[1:])}"
            rule = ""
    return text + "\n"


def cells(dice: random.Random, place: str, year: int, serial: int, tasks: list[Task]) -> str:
    text = _head(place, year, serial) + "序号\n\n主要工作\n\n责任单位\n\n"
    for n, task in enumerate(tasks, 1):
        mark = "▲" if len(task.units) > 1 else ""
        text += f"{n}\n\n{task.text.removesuffix('。')}\n\n{mark}{','.join(task.units)}\n\n"
    return text


def label_lines(dice: random.Random, place: str, year: int, serial: int, tasks: list[Task]) -> str:
    text = _head(place, year, serial)
    for numeral, leader, part in _sections(dice, tasks):
        text += f"{numeral}、{dice.choice(_WORDS['openings'][:-1]).removesuffix('，')}\n"
        for n, task in enumerate(part, 1):
            text += f"{n}.{task.text}\n牵头领导：{leader}\n牵头单位：{task.units[0]}\n"
            text += f"责任单位：{'、'.join(task.units[1:])}\n" if task.units[1:] else ""
    return text


_WRITERS: dict[str, Callable[[random.Random, str, int, int, list[Task]], str]] = {
    "leader-sections": leader_sections,
    "brackets": brackets,
    "one-line": one_line,
    "cells": cells,
    "label-lines": label_lines,
}


def _place(index: int) -> str:
    """A hundred places a thousand notices, so that each has ten years of them."""
    between = ["", *_WORDS["middle_characters"]]
    return (
        f"{_WORDS['first_characters'][index % 10]}{between[index // 1000 % len(between)]}{_WORDS['second_characters'][index // 10 % 10]}市"
    )


def generate(count: int, folder: Path, seed: int = 7, tasks: int = TASKS, due: float = 0) -> list[Path]:
    """Write ``count`` notices of ``tasks`` tasks each into ``folder``, the layouts by turns; the paths written.

    ``due`` is the share of the tasks that have a deadline.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for index in range(count):
        dice = random.Random(f"{seed}-{index}")
        layout = LAYOUTS[index % len(LAYOUTS)]
        place = _place(index)
        year, serial = 2015 + index // 100 % 10, index // 100 + 1
        path = folder / f"{index:06d}-{layout}.txt"
        made = _tasks(dice, tasks, random.Random(f"{seed}-{index}-due"), due)
        path.write_text(_WRITERS[layout](dice, place, year, serial, made), encoding="utf-8")
        paths.append(path)
    return paths


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--tasks", type=int, default=TASKS, help="tasks a document")
    parser.add_argument("--due", type=float, default=0, help="the share of tasks that have a deadline")
    options = parser.parse_args()
    print(len(generate(options.count, options.folder, options.seed, options.tasks, options.due)), "documents in", options.folder)


if __name__ == "__main__":
    main()
