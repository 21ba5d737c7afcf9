"""Write ``docs/records.schema.json``, the JSON Schema of the records, from their dataclasses.

python docs/make_records_schema.py
"""

from __future__ import annotations

from pathlib import Path

from kg.model.schema import schema_text


def main() -> None:
    """Write the file."""
    (Path(__file__).resolve().parent / "records.schema.json").write_text(schema_text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
