"""Text to records: the layouts of the notices, and the grammar of responsible units and of targets. Knows nothing of RDF."""

from kg.parsing.notice.parse import parse

__all__ = ["parse"]
