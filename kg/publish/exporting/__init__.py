"""The graph in the forms of other tools: tables, workbooks, networks, other syntaxes of RDF."""

from __future__ import annotations

from kg.publish.exporting.export import FORMATS, export

__all__ = ["FORMATS", "export"]
