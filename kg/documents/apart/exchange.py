"""What the process that reads documents is asked and answers, ahead of the bytes themselves."""

from __future__ import annotations

from struct import Struct
from typing import Final

__all__ = ["REPLY", "REQUEST"]

REQUEST: Final = Struct("!QIIQ")
"""The most memory in bytes, the most processor time in seconds, the lengths of the reader's name and of the document, both behind it."""

REPLY: Final = Struct("!iQQ")
"""The exit code, the length of what was written and of what was said on standard error, both behind it."""
