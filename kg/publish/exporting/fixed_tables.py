"""Tables whose columns and types never depend on the data: what a warehouse is built on.

Each row is a thing; ``iri`` is its name everywhere. A column says where its values come from: ``zr:value`` a literal, ``zr:region`` the IRI
that it leads to, ``zr:region name`` what that is called, ``zr:role word`` the last part of its IRI, ``^zr:target`` what leads here.
Of several values a plain column has the least, a list all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

import pyoxigraph as ox

from kg.mapping.vocabulary import TYPE, term
from kg.publish.exporting.tables import plain
from kg.publish.exporting.things import short_name
from kg.queries.terms import Value, python_value

__all__ = ["TABLES", "Cell", "Column", "Names", "Table", "cells_of", "things_of"]

Kind = Literal["text", "texts", "whole", "number", "truth"]
Cell = str | int | float | bool | None | list[str]
_HERE: Final = ox.DefaultGraph()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type, and where its values come from (see above)."""

    name: str
    kind: Kind
    source: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the classes whose things are its rows, by the names that the ontology gives them, and its columns."""

    name: str
    classes: tuple[str, ...]
    columns: tuple[Column, ...]


def _columns(text: str) -> tuple[Column, ...]:
    found = []
    for line in filter(None, text.splitlines()):
        name, kind, source = line.split(maxsplit=2)
        (known,) = [one for one in ("text", "texts", "whole", "number", "truth") if one == kind]
        found.append(Column(name, known, source))
    return tuple(found)


_SPAN: Final = """
document    text    prov:wasQuotedFrom
char_start  whole   zr:charStart
char_end    whole   zr:charEnd
"""

TABLES: Final = (
    Table("documents", ("zr:Document",), _columns("""
title       text    dcterms:title
number      text    dcterms:identifier
issued      text    dcterms:issued
publisher   text    dcterms:publisher
region      text    zr:region
region_name text    zr:region name
kind        text    zr:kind word
characters  whole   zr:characters
files       texts   dcterms:hasFormat
replaces    texts   dcterms:replaces
amends      texts   zr:amends
doubts      texts   zr:doubt word
""")),
    Table("tasks", ("zr:Task",), _columns("""
number      text    zr:number
heading     text    zr:heading
text        text    zr:text
list        text    dcterms:isPartOf
section     text    zr:section
region      text    zr:region
region_name text    zr:region name
leaders     texts   zr:leader
leader_names texts  zr:leader name
lead_units  texts   zr:leadUnit
lead_unit_names texts zr:leadUnit name
support_units texts zr:supportUnit
support_unit_names texts zr:supportUnit name
deadline    text    zr:deadline
continues   texts   zr:continues
doubts      texts   zr:doubt word
read_by     text    zr:readBy word
""" + _SPAN)),
    Table("assignments", ("zr:Assignment",), _columns("""
task        text    ^zr:assignment
party       text    zr:party
party_name  text    zr:party name
role        text    zr:role word
basis       text    zr:basis word
printed_name text   zr:printedName
""" + _SPAN)),
    Table("responsibilities", ("zr:Responsibility",), _columns("""
leader      text    org:member
leader_name text    org:member name
post        text    zr:post
post_name   text    zr:post name
printed_role text   zr:printedRole
section     text    zr:inSection
task        text    zr:ofTask
start_year  whole   zr:startYear
end_year    whole   zr:endYear
""" + _SPAN)),
    Table("targets", ("zr:Target",), _columns("""
task        text    ^zr:target
indicator_name text zr:indicatorName
indicator   text    zr:indicator
change      text    zr:change word
comparator  text    zr:comparator word
value       number  zr:value
upper_value number  zr:upperValue
baseline_value number zr:baselineValue
unit        text    zr:unitOfMeasure
base_value  number  zr:baseValue
base_unit   text    zr:baseUnit
commitment  text    zr:commitment word
deadline    text    zr:deadline
quote       text    zr:quote
""" + _SPAN)),
    Table("results", ("zr:Result",), _columns("""
target      text    zr:ofTarget
task        text    zr:ofTask
indicator_name text zr:indicatorName
indicator   text    zr:indicator
value       number  zr:value
unit        text    zr:measure name
base_value  number  zr:baseValue
base_unit   text    zr:baseMeasure name
share       number  zr:share
status      text    zr:status word
status_basis text   zr:statusBasis word
as_of       text    zr:asOf
estimate    truth   zr:estimate
quote       text    zr:quote
""" + _SPAN)),
    Table("units", ("zr:Unit", "zr:UnitGroup"), _columns("""
kind        text    rdf:type word
name        text    skos:prefLabel
other_names texts   skos:altLabel
region      text    zr:region
region_name text    zr:region name
function    text    zr:function
function_name text  zr:function name
unit_of     text    org:unitOf
""")),
    Table("leaders", ("zr:Leader",), _columns("""
name        text    skos:prefLabel
region      text    zr:region
region_name text    zr:region name
posts       texts   org:holds
post_names  texts   org:holds name
""")),
    Table("regions", ("zr:Region",), _columns("""
name        text    skos:prefLabel
code        text    skos:notation
level       text    zr:level
within      text    zr:withinRegion
within_name text    zr:withinRegion name
""")),
)  # fmt: skip
"""The tables. A name or a type changes with a major version alone; columns are added at the end."""

# What a thing is called, the first that it has.
_NAMES: Final = tuple(term(name) for name in ("skos:prefLabel", "dcterms:title", "zr:number"))


class Names:
    """What things are called, in Chinese where there are several languages; all names are read at once, and held."""

    def __init__(self, store: ox.Store) -> None:
        """Reads them."""
        self._known: dict[str, str] = {}
        for predicate in _NAMES:
            said: dict[str, list[object]] = {}
            for quad in store.quads_for_pattern(None, predicate, None, _HERE):
                said.setdefault(_iri(quad.subject), []).append(quad.object)
            for iri, values in said.items():
                if iri not in self._known and (found := _literals(values)):
                    self._known[iri] = plain(found[0])

    def of(self, iri: str) -> str:
        """The name; the end of the IRI where there is none."""
        return self._known.get(iri) or short_name(iri)


def cells_of(store: ox.Store, table: Table, names: Names) -> Iterator[list[Cell]]:
    """The rows of a table, each the IRI and then the columns; by IRI within a class. Memory holds the IRIs of one class."""
    sources = [_split(column.source) for column in table.columns]
    leading_here = {predicate: _leading_here(store, predicate) for predicate, how in sources if how == "^"}
    for class_ in table.classes:
        for iri in things_of(store, term(class_)):
            about: dict[ox.NamedNode, list[object]] = {}
            for quad in store.quads_for_pattern(ox.NamedNode(iri), None, None, _HERE):
                about.setdefault(quad.predicate, []).append(quad.object)
            row: list[Cell] = [iri]
            for column, (predicate, how) in zip(table.columns, sources, strict=True):
                if how == "^":
                    row.append(leading_here[predicate].get(iri))
                else:
                    row.append(_cell(about.get(predicate, []), column.kind, how, names))
            yield row


def _leading_here(store: ox.Store, predicate: ox.NamedNode) -> dict[str, str]:
    """From each thing that the property leads to the one that it leads from, the least of several."""
    found: dict[str, str] = {}
    for quad in store.quads_for_pattern(None, predicate, None, _HERE):
        there, here = _iri(quad.object), _iri(quad.subject)
        found[there] = min(here, found.get(there, here))
    return found


def things_of(store: ox.Store, class_: ox.NamedNode) -> list[str]:
    """The IRIs of the things of a class, in order."""
    found = (quad.subject for quad in store.quads_for_pattern(None, TYPE, class_, _HERE))
    return sorted(subject.value for subject in found if isinstance(subject, ox.NamedNode))


def _split(source: str) -> tuple[ox.NamedNode, str]:
    """The property, and what of it: its value (nothing), a name, a word, or who leads here."""
    if source.startswith("^"):
        return term(source[1:]), "^"
    name, _, how = source.partition(" ")
    return term(name), how


def _cell(values: list[object], kind: Kind, how: str, names: Names) -> Cell:
    if not values:
        return [] if kind == "texts" else None
    found: list[Value]
    if how:
        iris = sorted({value.value for value in values if isinstance(value, ox.NamedNode)})
        found = [names.of(iri) if how == "name" else short_name(iri) for iri in iris]
    else:
        literals = _literals(values)
        found = literals or [*sorted({value.value for value in values if isinstance(value, ox.NamedNode)})]
    if kind == "texts":
        return [plain(value) for value in found]
    return _single(found, kind) if found else None


def _single(found: list[Value], kind: Kind) -> Cell:
    """The first value as the column's type; nothing where it is none of it, for a foreign graph may say anything."""
    value = found[0]
    if kind == "text":
        return plain(value)
    if kind == "truth":
        return value if isinstance(value, bool) else None
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    if kind == "number":
        return float(value)
    return int(value) if value == int(value) and abs(int(value)) < 2**63 else None


def _literals(values: list[object]) -> list[Value]:
    literals = [value for value in values if isinstance(value, ox.Literal)]
    if len(literals) > 1:
        literals.sort(key=str)
    chinese = [literal for literal in literals if literal.language is None or literal.language.startswith("zh")]
    return [python_value(literal) for literal in chinese or literals]


def _iri(node: object) -> str:
    return node.value if isinstance(node, ox.NamedNode) else str(node)
