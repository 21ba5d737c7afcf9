"""Plain text and Markdown: the text as it is, without byte order mark, and with line feeds for line ends."""

from __future__ import annotations

import re

from kg.documents.text.encodings import Decoded
from kg.documents.writing import Origin
from kg.model.signs import UNSEEN
from kg.model.source import Source

__all__ = ["read_plain"]

_RETURN = re.compile(rf"\r(?=(?:{UNSEEN.pattern})?\n)")


def read_plain(decoded: Decoded, origin: Origin) -> Source:
    """The text of a plain file. A file whose only line ends are carriage returns gets line feeds in their place."""
    text = _RETURN.sub("", decoded.text)
    if "\n" not in text:
        text = text.replace("\r", "\n")
    return Source(origin.path, origin.file, text, origin.digest, "text/plain", notes=decoded.notes)
