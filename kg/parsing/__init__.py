"""Text to records: the layouts of the notices, and the grammar of responsible units and of targets. Knows nothing of RDF."""

from kg.model.records import Parsed
from kg.model.source import Source
from kg.parsing.notice.filled_in import read_list_filled_in
from kg.parsing.notice.parse import parse as parse_notice

__all__ = ["parse"]


def parse(source: Source) -> Parsed:
    """Read a document: a notice, or a list that was handed out and filled in. Nothing raises for what a text holds."""
    return read_list_filled_in(source) if source.filled_in else parse_notice(source)
