"""The numbers that a task commits to: a small grammar over its text.

The text is cut once into quantities, words that have a role, and signs (``tokens``). Clauses tell how far a word of commitment
reaches (``clauses``). For each quantity the grammar asks whether it is promised or describes something (``qualifying``), peels off what
stands between it and its noun (``phrases``), and shares nouns and figures out where several stand together (``sharing``).
"""

from kg.parsing.targets.read import TargetReading, read_targets
from kg.parsing.targets.unexplained import unexplained_counts

__all__ = ["TargetReading", "read_targets", "unexplained_counts"]
