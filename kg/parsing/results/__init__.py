"""What a document says was reached: never a target, and never a number twice.

``prose`` reads sentences and ``cells`` what stands alone in a cell or behind a label; ``statuses`` knows the offices' words for how far
the work has come, ``periods`` the day up to which is told, ``joining`` to which target a result belongs and ``judging`` what follows
from value, target and date. ``read`` puts them together for one task.
"""

from kg.parsing.results.periods import Period, period_of
from kg.parsing.results.read import ResultReading, read_results

__all__ = ["Period", "ResultReading", "period_of", "read_results"]
