"""Does the interval of an audit hold the true share? Samples drawn again and again from generated tasks of which all is known.

python benchmarks/audit_interval.py [DRAWS]
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Final

from kg.correcting.estimating import Stratum, estimate
from kg.publish.auditing.sample import allotted

__all__ = ["CORPORA", "held"]

CORPORA: Final[tuple[tuple[str, tuple[tuple[int, float], ...], int], ...]] = (
    ("six strata, doubts tell", ((5000, 0.99), (2500, 0.995), (1500, 0.97), (500, 0.7), (300, 0.6), (200, 0.8)), 300),
    ("the same, a small sample", ((5000, 0.99), (2500, 0.995), (1500, 0.97), (500, 0.7), (300, 0.6), (200, 0.8)), 100),
    ("eight strata", ((3000, 0.98), (2000, 0.98), (2000, 0.98), (1000, 0.98), (800, 0.9), (600, 0.9), (400, 0.9), (200, 0.9)), 300),
    ("two strata, sixty tasks", ((8000, 0.9), (2000, 0.8)), 60),
    ("nearly all right", ((8000, 0.995), (2000, 0.999)), 200),
    ("half of it wrong", ((5000, 0.5), (5000, 0.6)), 300),
)
"""Ten thousand tasks each: the size of every stratum with its share of right ones, and how many tasks are judged."""


def held(strata: Sequence[tuple[int, float]], size: int, draws: int, seed: int = 0) -> tuple[float, float]:
    """In which share of the draws the interval holds the true share, and how wide it is on the average."""
    lot = random.Random(seed)
    right = [round(tasks * share) for tasks, share in strata]
    true = sum(right) / sum(tasks for tasks, _ in strata)
    plan = allotted(Counter({(str(number), False): tasks for number, (tasks, _) in enumerate(strata)}), size)
    counts = [plan[str(number), False] for number in range(len(strata))]
    holds, width = 0, 0.0
    for _ in range(draws):
        seen = [
            Stratum(tasks, count, sum(one < good for one in lot.sample(range(tasks), count)))
            for (tasks, _), count, good in zip(strata, counts, right, strict=True)
        ]
        _, low, high = estimate(seen)
        holds += low <= true <= high
        width += high - low
    return holds / draws, width / draws


if __name__ == "__main__":
    for name, strata, size in CORPORA:
        share, width = held(strata, size, int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
        print(f"{name}: n = {size}, held {share:.1%}, width {width:.3f}")
