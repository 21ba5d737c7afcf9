"""``python -m kg``: the command line, for where no ``kg`` is on the path."""

from __future__ import annotations

from kg.cli import main

if __name__ == "__main__":  # a worker process imports this module too
    main()
