"""The help of commands in the language in force, and Chinese lines that end at the edge of the terminal."""

from __future__ import annotations

import copy
import inspect
import re
import unicodedata
from collections.abc import Iterable
from typing import Final, TypeVar

import click

from kg.model.wording import LANGUAGES, language, said

__all__ = ["in_words", "paragraphs"]

_Command = TypeVar("_Command", bound=click.Command)

_EXAMPLES: Final = "\b\nExamples:\n"
_AS_IT_IS: Final = "\b\n"
"""What click does not wrap."""
_PIECE: Final = re.compile(r"\s+|(?:[!-~]+|[“（《「]*.)[，。；：、？！”）》」…]*")
"""What stays together: a word of Latin letters, or a sign, with what opens before it and what closes behind it."""


def paragraphs(text: str) -> list[str]:
    """A command's explanation as the messages that it is made of: its paragraphs, and above examples the word for them."""
    return [_EXAMPLES if part.startswith(_EXAMPLES) else part for part in _parts(text)]


def _parts(text: str) -> list[str]:
    return inspect.cleandoc(text).split("\n\n") if text else []


def in_words(command: _Command) -> _Command:
    """The command as one who speaks the language in force reads it, with ``--lang``."""
    made = copy.copy(command)
    parts = _parts(command.help or "")
    made.help = "\n\n".join(said(head) + part.removeprefix(head) for part, head in zip(parts, paragraphs(command.help or ""), strict=True))
    made.options_metavar = said(command.options_metavar or "")
    if isinstance(made, click.Group):
        made.subcommand_metavar = said("COMMAND [ARGS]...")
    made.params = [_option(parameter) if isinstance(parameter, click.Option) else parameter for parameter in [*command.params, _lang()]]
    if language() == "zh":
        made.context_class = _Context
    return made


def _lang() -> click.Option:
    """``--lang``, which every command takes. It is looked up before all else: see :mod:`kg.cli.program`."""
    help_text, default = "The language of help, messages and tables.", "that of the locale"
    return click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, show_default=default, help=help_text)


def _option(option: click.Option) -> click.Option:
    made = copy.copy(option)
    made.help = said(option.help) if option.help else None
    if isinstance(option.show_default, str):
        made.show_default = said(option.show_default)
    return made


class _Formatter(click.HelpFormatter):
    """Wraps Chinese, which has no spaces and whose signs are two columns wide; click counts signs and wraps at spaces."""

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{heading}：\n")

    def write_text(self, text: str) -> None:
        width = self.width - self.current_indent
        super().write_text("\n\n".join(_wrapped(part, width) for part in text.split("\n\n")))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        listed = list(rows)
        first = min(max((len(term) for term, _ in listed), default=0), col_max) + col_spacing
        width = max(self.width - first - self.current_indent, 10)
        super().write_dl([(term, _wrapped(text, width)) for term, text in listed], col_max, col_spacing)


class _Context(click.Context):
    formatter_class = _Formatter


def _wrapped(text: str, width: int) -> str:
    """A paragraph as lines of at most so many columns, which click leaves as they are."""
    if text.startswith(_AS_IT_IS):
        return text
    lines, used = [""], 0
    for piece in _PIECE.findall(" ".join(text.split())):
        wide = _columns(piece)
        if used + wide > width and used:
            lines.append("")
            used = 0
            if piece.isspace():
                continue
        lines[-1] += piece
        used += wide
    return _AS_IT_IS + "\n".join(line.rstrip() for line in lines)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
