"""The kinds of damage, each with what a careful reader can no longer know of a text that has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from fuzzing.damage import items, lines, signs, tables
from fuzzing.damage.edits import Place
from fuzzing.damage.notice import Notice

__all__ = ["KINDS", "Kind"]

Roles = Literal["as before", "by marks", "open", "open everywhere"]


def _as_it_is(text: str) -> str:
    return text


def _half(text: str) -> str:
    return text.translate(str.maketrans("。“”", '.""'))


def _digits(text: str) -> str:
    return text.translate(str.maketrans("36507", "88881"))


def _letters(text: str) -> str:
    return text.translate(str.maketrans("Ol", "01"))


def _no_stop(text: str) -> str:
    return text.rstrip("。.")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of damage. ``places`` finds everywhere where it can be done; its docstring says what counts as wrong.

    ``alike`` makes two texts equal where the damage is all that they differ in. ``roles`` are ``open`` in a touched task where
    nobody can know who leads. ``cuts``: a text that is printed in part must not be read as a whole. ``open``: a unit that was moved
    or is gone may be read, or not.
    """

    places: Callable[[Notice, Random], Sequence[Place]]
    throughout: bool = True
    alike: Callable[[str], str] = _as_it_is
    roles: Roles = "as before"
    cuts: bool = False
    open: bool = False

    @property
    def name(self) -> str:
        """The kind's name."""
        return self.places.__name__.replace("_", " ")


_ALL = (
    Kind(lines.joined_lines),
    Kind(lines.joined_paragraph),
    Kind(lines.wrapped_lines),
    Kind(lines.line_end_in_sentence),
    Kind(lines.line_end_in_name),
    Kind(lines.lost_line, throughout=False, roles="open", cuts=True),
    Kind(lines.doubled_line),
    Kind(lines.moved_line, throughout=False, roles="open", open=True),
    Kind(lines.page_head_in_sentence),
    Kind(lines.page_head_between_lines),
    Kind(lines.cut_off, throughout=False, roles="open", cuts=True),
    Kind(lines.beginning_lost, throughout=False, roles="open", cuts=True),
    Kind(lines.spaced_characters),
    Kind(lines.invisible_signs),
    Kind(tables.bars_lost),
    Kind(tables.one_bar_lost),
    Kind(tables.rows_joined),
    Kind(tables.rows_merged),
    Kind(tables.column_gone, throughout=False, roles="open"),
    Kind(tables.columns_swapped, throughout=False),
    Kind(tables.cells_swapped),
    Kind(tables.cell_shifted),
    Kind(tables.cells_wrapped),
    Kind(tables.repeated_cells_emptied, open=True),
    Kind(tables.heading_row_lost, throughout=False, roles="open everywhere"),
    Kind(signs.colon_lost),
    Kind(signs.label_lost, roles="open"),
    Kind(signs.label_bitten),
    Kind(signs.label_misread),
    Kind(signs.role_word_lost, roles="open"),
    Kind(signs.opening_bracket_lost),
    Kind(signs.closing_bracket_lost),
    Kind(signs.separator_lost),
    Kind(signs.clauses_run_together),
    Kind(signs.stop_lost, alike=_no_stop),
    Kind(signs.half_width, alike=_half),
    Kind(signs.full_width),
    Kind(signs.digit_misread, alike=_digits),
    Kind(signs.digit_as_letter, alike=_letters),
    Kind(signs.name_misread),
    Kind(signs.name_garbled),
    Kind(signs.leader_spaced),
    Kind(signs.marks_lost, roles="by marks"),
    Kind(signs.marks_garbled),
    Kind(items.number_lost),
    Kind(items.number_doubled),
    Kind(items.number_wrong),
    Kind(items.heading_lost),
    Kind(items.heading_joined),
    Kind(items.title_lost),
)

KINDS = {kind.name: kind for kind in _ALL}
"""Every kind, by its name."""
