"""The command line: one module a command, no logic of its own."""

from __future__ import annotations

from kg.cli.program import main

__all__ = ["main"]
