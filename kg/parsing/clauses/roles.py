"""A responsible-unit clause: who leads, who supports, which leader, until when — and on what ground each role is given."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model.passages import Passage
from kg.model.records import Basis, Leader, Role, Unit
from kg.model.values import changed, value
from kg.parsing.clauses.labels import LabelKind
from kg.parsing.clauses.leaders import read_label_leaders
from kg.parsing.clauses.parts import ClausePart, first_leads, signs_lead
from kg.parsing.marks.timing import is_deadline
from kg.parsing.names.forms import looks_like_unit
from kg.parsing.names.run_together import KnownNames
from kg.parsing.names.splitting import PrintedName, split_names

__all__ = ["Clause", "Conventions", "read_clause"]


@value
class Conventions:
    """What the document has stated of its clauses up to here."""

    first_leads: bool = False
    sign_leads: bool = False

    def after(self, text: str) -> Conventions:
        """The conventions that hold behind ``text``."""
        stated = self
        if not self.first_leads and first_leads(text):
            stated = changed(stated, first_leads=True)
        if not self.sign_leads and signs_lead(text):
            stated = changed(stated, sign_leads=True)
        return stated


@value
class Clause:
    """What the parts of a clause say together, and what of them was not used.

    ``left`` are pieces of lists of bodies that became no name, ``left_leaders`` pieces of lists of persons; ``aside`` are remarks, each
    with its label; ``unknown`` the labels that the word lists do not have.
    """

    units: tuple[Unit, ...]
    leaders: tuple[Leader, ...]
    deadline: str | None
    repeated: tuple[PrintedName, ...]
    run_together: tuple[PrintedName, ...]
    left: tuple[Passage, ...] = ()
    left_leaders: tuple[Passage, ...] = ()
    aside: tuple[tuple[str, Passage], ...] = ()
    unknown: tuple[str, ...] = ()


def read_clause(parts: Sequence[ClausePart], known: KnownNames, conventions: Conventions) -> tuple[Clause, Conventions]:
    """What the parts say, and the conventions that hold from here on (a statement holds for the clause that it stands in, too)."""
    leaders: list[Leader] = []
    deadline: str | None = None
    named: list[tuple[PrintedName, LabelKind, str | None]] = []
    repeated: list[PrintedName] = []
    seen: set[str] = set()
    left: list[Passage] = []
    left_leaders: list[Passage] = []
    aside: list[tuple[str, Passage]] = []
    for part in parts:
        conventions = conventions.after(part.names.text)
        if part.kind == "leader":
            read = read_label_leaders(part.names, part.label, part.basis)
            leaders.extend(read.leaders)
            left_leaders.extend(read.left)
        elif part.kind == "deadline":
            printed = re.sub(r"\s+", "", part.names.text)
            deadline = _with_deadline(deadline, printed)
        elif part.kind == "note":
            if part.label is not None and part.names:
                aside.append((part.label, part.names))
        else:
            split = split_names(part.names, known)
            left.extend(split.left)
            for name in split.names:
                if is_deadline(name.name) and not looks_like_unit(name.name):
                    deadline = _with_deadline(deadline, name.name)
                elif name.name in seen:
                    repeated.append(name)
                    if part.kind == "lead":  # 责任单位 names all, 牵头单位 one of them
                        named = [(n, "lead", part.label) if n.name == name.name else (n, kind, label) for n, kind, label in named]
                else:
                    seen.add(name.name)
                    named.append((name, "support" if part.kind == "unknown" else part.kind, part.label))
    units = _assign_roles(named, conventions)
    run_together = tuple(name for name, _, _ in named if name.cut)
    unknown = tuple(part.label for part in parts if part.kind == "unknown" and part.label)
    found = Clause(units, tuple(leaders), deadline, tuple(repeated), run_together, tuple(left), tuple(left_leaders), tuple(aside), unknown)
    return found, conventions


def _with_deadline(deadline: str | None, printed: str) -> str | None:
    if deadline and printed and printed not in deadline.split("，"):
        return f"{deadline}，{printed}"
    return deadline or printed or None


def _assign_roles(named: Sequence[tuple[PrintedName, LabelKind, str | None]], conventions: Conventions) -> tuple[Unit, ...]:
    """The role of each name, and its basis, in this order: a sign, a label, the document's own rule, standing alone, standing first."""
    marked = any(name.marked for name, _, _ in named) and _signs_part(named)
    labelled = any(kind == "lead" for _, kind, _ in named)
    alone = sum(kind == "responsible" for _, kind, _ in named) == 1
    # 责任单位 beside 配合单位, with nobody called 牵头: who stands under it leads.
    opposed = not labelled and any(kind == "support" and label for _, kind, label in named)
    units = []
    for number, (name, kind, label) in enumerate(named):
        role: Role
        basis: Basis
        if marked:
            role, basis = ("lead" if name.marked else "support"), "marked"
        elif labelled:
            role, basis = ("lead" if kind == "lead" else "support"), "labelled"
        elif kind == "support":
            role, basis = "support", "labelled"
        elif opposed and label is not None:
            role, basis = "lead", "labelled"
        elif conventions.first_leads:
            role, basis = ("lead" if number == 0 else "support"), "declared"
        elif alone:
            role, basis = "lead", "sole"
        else:
            role, basis = ("lead" if number == 0 else "support"), "inferred"
        units.append(Unit(name.name, role, basis, name.collective, name.start, name.end))
    return tuple(units)


def _signs_part(named: Sequence[tuple[PrintedName, LabelKind, str | None]]) -> bool:
    """Whether the sign marks some: a sign before every name of a list that has labels is only a bullet."""
    return not (len(named) > 1 and all(name.marked for name, _, _ in named) and any(kind == "lead" for _, kind, _ in named))
