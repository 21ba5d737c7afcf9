"""``python -m kg.cli`` is ``kg``."""

from __future__ import annotations

from kg.cli.program import main

main()
