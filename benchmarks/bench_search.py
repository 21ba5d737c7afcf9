"""A search over many tasks: what the index takes to make, and how long an answer takes.

    python benchmarks/bench_search.py                    # a million made-up tasks, 50 questions
    python benchmarks/bench_search.py --tasks 100000

The tasks are made of a made-up vocabulary whose words are as unevenly frequent as words are, among offices and indicators that are real;
the same number and seed give the same tasks. Each question is asked twice: for all regions, and of one region and year. Seconds and
milliseconds are processor time of one process on one core.
"""

from __future__ import annotations

import argparse
import itertools
import random
import resource
import statistics
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from kg.searching import opened
from kg.searching.index import INDEX_NAME, written_index
from kg.searching.rows import Document, Place, Row

_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
_LEXICON = 20_000
_A_DOCUMENT = 60
_PLACES = 2_000
_SIGNS = [chr(code) for code in range(0x4E00, 0x4E00 + 3_000)]


class Maker:
    """Makes tasks."""

    def __init__(self, seed: int) -> None:
        """The vocabulary follows from the seed."""
        self._random = random.Random(seed)
        signs = list(itertools.accumulate(1 / (rank + 20) for rank in range(len(_SIGNS))))
        self.lexicon = ["".join(self._random.choices(_SIGNS, cum_weights=signs, k=2)) for _ in range(_LEXICON)]
        self._heaps = list(itertools.accumulate(1 / (rank + 10) for rank in range(_LEXICON)))
        self._counted = [line.split("/") for line in _WORDS["counted"]]

    def _said(self, words: int) -> str:
        return "".join(self._random.choices(self.lexicon, cum_weights=self._heaps, k=words))

    def rows(self, tasks: int) -> Iterator[Row]:
        """As many tasks, a document of 60 after the other."""
        choose = self._random.choice
        for number in range(-(-tasks // _A_DOCUMENT)):
            code = str(900_000 + number % _PLACES)
            name = f"{_SIGNS[number % 997]}{_SIGNS[number % 499]}{'市县区'[number % 3]}"
            place = Place(name, code, (name, name[:-1]))
            document = Document(f"urn:document:{number}", f"{name}责任分解", f"{number}号", f"{number}.txt", place)
            year = 2010 + number % 15
            people = ["".join(map(choose, (_WORDS["surnames"], _WORDS["given_names"]))) for _ in range(8)]
            for item in range(min(_A_DOCUMENT, tasks - number * _A_DOCUMENT)):
                verb, noun, unit = choose(self._counted)
                indicator = choose(_WORDS["growing"])
                number_of = self._random.randrange(1, 500)
                text = (
                    f"{self._said(8)}，{self._said(6)}，{verb}{noun}{number_of}{unit}，{indicator}增长{item % 12}%以上，{self._said(5)}。"
                )
                bodies = tuple(dict.fromkeys(self._random.choices(_WORDS["offices"], k=3)))
                heading = f"{people[item // 8]}牵头重点工作"
                yield Row(f"{document.iri}_{item}", document, str(item + 1), text, (document.title or "", heading), bodies,
                          (people[item // 8],), (indicator, noun), (indicator,), (year, year), item * 100, item * 100 + 90)  # fmt: skip

    def questions(self) -> list[str]:
        """Fifty: frequent and rare words, one and several, run together and apart, an office, an indicator, one sign, long and none."""
        frequent, middle, rare = self.lexicon[:100], self.lexicon[500:3_000], self.lexicon[10_000:]
        choose = self._random.choice
        made = [choose(frequent) for _ in range(5)]
        made += [choose(rare) for _ in range(5)]
        made += [choose(frequent) + choose(rare) for _ in range(8)]
        made += [f"{choose(middle)} {choose(middle)}" for _ in range(8)]
        made += [f"{choose(frequent)} {choose(frequent)}" for _ in range(4)]
        made += [f"{choose(_WORDS['offices'])} {choose(middle)}" for _ in range(5)]
        made += ["GDP", "GDP 增长", "地区生产总值", "新建农村公路", "公路农村新建", "发改局", "高标准农田"]
        made += [choose(frequent)[0], choose(rare)[0]]
        made += [self._said(4), self._said(20), self._said(60), "增长 以上", "不在其中龘龘", "增长"]
        return made


def _milliseconds(times: list[float]) -> str:
    of = sorted(time * 1000 for time in times)
    return f"median {statistics.median(of):.0f}, 9 of 10 under {of[-(len(of) // 10) - 1]:.0f}, worst {of[-1]:.0f}"


def main() -> int:
    """Make, ask, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tasks", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the index there, and ask one that is there already")
    parser.add_argument("--each", action="store_true", help="print each question's time")
    given = parser.parse_args()
    maker = Maker(given.seed)
    with tempfile.TemporaryDirectory() as temporary:
        place = given.keep or Path(temporary)
        index = place / INDEX_NAME
        if not index.exists():
            begun = process_time()
            for _ in maker.rows(given.tasks // 20):
                pass
            making = (process_time() - begun) * 20  # what is made is not what is measured
            begun = process_time()
            with written_index(index) as writer:
                assert writer is not None
                writer.add_all(Maker(given.seed).rows(given.tasks))
            took = process_time() - begun - making
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{given.tasks:,} tasks: {took:.0f} s, {index.stat().st_size / 1e6:.0f} MB, peak {peak:.0f} MB of memory")
        questions = maker.questions()
        with opened(place) as asked:
            asked.find("农村")  # what the program knows of offices and indicators is read once
            for told, region, year in (("all", None, None), ("of one region and year", f"{900_000 + 15}", 2010)):
                times = []
                for words in questions:
                    begun = process_time()
                    answer = asked.find(words, region, year)
                    times.append(process_time() - begun)
                    if given.each:
                        print(f"  {times[-1] * 1000:7.1f} ms  {len(answer.found):3}  {words[:30]}")
                print(f"{len(questions)} questions, {told}: {_milliseconds(times)} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
