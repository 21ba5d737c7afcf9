"""The reason for everything that a document was taken for, line by line; and for one that is refused, what came nearest to a list."""

from kg.parsing.explaining.explain import explain
from kg.parsing.explaining.explanation import Explanation

__all__ = ["Explanation", "explain"]
