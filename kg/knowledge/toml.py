"""Reading a TOML file of the project's knowledge."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from kg.model.errors import KnowledgeError
from kg.model.wording import reason_of, told

__all__ = ["line_of", "read_toml"]


def read_toml(path: Path) -> dict[str, Any]:
    """What the file holds.

    Raises:
        KnowledgeError: the file cannot be read, or is not TOML in UTF-8; it names the line.
    """
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise KnowledgeError(str(path), told("cannot be read ({reason})", reason=reason_of(error)), "Put the file back") from error
    except UnicodeDecodeError as error:
        raise KnowledgeError(str(path), "not UTF-8", "Save the file again in the encoding UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(str(path), told("this is not TOML: {error}", error=error), "Correct the line") from error


def line_of(path: Path, text: str) -> str:
    """The file with the first line (from 1) that holds the text; the file alone where none does."""
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next((number for number, line in enumerate(lines, start=1) if text in line), None)
    return f"{path}:{number}" if number else str(path)
