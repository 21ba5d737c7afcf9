"""What a request held, told on one line whatever it was: for the log, and for words that quote it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

__all__ = ["refusal_line", "shown"]

_MOST: Final = 300


def shown(text: str, most: int = _MOST) -> str:
    r"""The text on one line: what cannot be seen or would move the cursor as its escape, the end cut off beyond ``most`` characters.

    >>> shown("a\r\nb\x1b[2J中")
    'a\\r\\nb\\x1b[2J中'
    """
    seen = "".join(sign if sign.isprintable() else sign.encode("unicode_escape", "surrogatepass").decode("ascii") for sign in text[:most])
    return seen + ("…" if len(text) > most else "")


def refusal_line(client: str, status: int, method: str, path: str, why: str) -> str:
    """A line of the log: when, who, which status, what was asked for (without the query), and why it was refused."""
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    asked = f"{shown(method, 20)} {shown(path.partition('?')[0])}".strip() or "-"
    return f"{when} {client} {status} {asked}: {shown(why.strip())}"
