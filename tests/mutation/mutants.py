"""Small changes to a program, each of which some test should notice: which there are in a file, and what it reads then."""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

__all__ = ["ROOMS", "Mutant", "draw", "mutants_of"]

# What reads, links, maps and hands out. A mutant's room is the folder that the tests mirror.
ROOMS: Final = ("kg/parsing", "kg/linking", "kg/mapping", "kg/publish/exporting")
_COMPARISONS: Final[dict[type[ast.cmpop], tuple[str, str]]] = {
    ast.Lt: ("<", "<="), ast.LtE: ("<=", "<"), ast.Gt: (">", ">="), ast.GtE: (">=", ">"), ast.Eq: ("==", "!="), ast.NotEq: ("!=", "=="),
    ast.In: ("in", "not in"), ast.NotIn: ("not in", "in"), ast.Is: ("is", "is not"), ast.IsNot: ("is not", "is"),
}  # fmt: skip
_EXTREMES: Final = {"min": "max", "max": "min", "any": "all", "all": "any"}
_EMPTY: Final = {"bool": "False", "str": '""', "int": "0", "float": "0.0"}
_LOOKING_UP: Final = frozenset(
    ("startswith", "endswith", "removeprefix", "removesuffix", "get", "find", "partition", "rpartition", "split", "ends", "starts")
)
_TIMES: Final = re.compile(r"\{(\d*)(,?)(\d*)\}")
# True and False here ask for a check or a layout in memory, not for a result.
_UNTESTED_KEYWORDS: Final = frozenset(("strict", "frozen", "slots", "maxsize", "default"))
# One in three is a limit: a number in a constant, a comparison or a pattern.
_LIMITS_IN: Final = 3


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: ``start`` and ``end`` are offsets in the file, ``text`` what stands there then, ``before`` and ``after`` the lines."""

    file: str
    kind: str
    line: int
    start: int
    end: int
    text: str
    before: str
    after: str

    @property
    def key(self) -> str:
        """What names the change however the code around it moves."""
        return f"{self.file}: {self.before} → {self.after}"

    @property
    def room(self) -> str:
        """The folder that it is counted under."""
        return self.file.rsplit("/", 1)[0]


def draw(top: Path, number: int, seed: int) -> list[Mutant]:
    """So many mutants of all rooms, a third of them limits. The same seed draws the same ones as long as their lines stay as they are."""
    found = [
        mutant
        for room in ROOMS
        for path in sorted((top / room).rglob("*.py"))
        for mutant in mutants_of(path.relative_to(top).as_posix(), path.read_text(encoding="utf-8"))
    ]
    limits = _some(top, [mutant for mutant in found if mutant.kind == "limit"], -(-number // _LIMITS_IN), seed)
    return limits + _some(top, [mutant for mutant in found if mutant.kind != "limit"], number - len(limits), seed)


def _some(top: Path, mutants: Iterable[Mutant], number: int, seed: int) -> list[Mutant]:
    lots = {mutant.key: mutant for mutant in mutants}
    order = sorted(lots, key=lambda key: hashlib.sha256(f"{seed} {key}".encode()).digest())
    return list(islice((lots[key] for key in order if _is_program(top, lots[key])), number))


def mutants_of(file: str, source: str) -> list[Mutant]:
    """All changes of one file."""
    places = _Places(source)
    found = []
    for change in _changes(ast.parse(source), places):
        line = source.count("\n", 0, change.start) + 1
        changed = source[: change.start] + change.text + source[change.end :]
        begin, end = source.rfind("\n", 0, change.start) + 1, f"{source}\n".find("\n", change.end)
        before = " ".join(source[begin:end].split())
        after = " ".join(changed[begin : end + len(changed) - len(source)].split())
        if before != after:
            found.append(Mutant(file, change.kind, line, change.start, change.end, change.text, before, after))
    return found


def _is_program(top: Path, mutant: Mutant) -> bool:
    source = (top / mutant.file).read_text(encoding="utf-8")
    try:
        ast.parse(source[: mutant.start] + mutant.text + source[mutant.end :])
    except SyntaxError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Change:
    kind: str
    start: int
    end: int
    text: str


class _Places:
    """Where the nodes stand in the source; Python counts their columns in bytes."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._lines = source.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def of(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        """The offsets of its first character and of the one behind it."""
        assert node.end_lineno is not None and node.end_col_offset is not None
        return self._at(node.lineno, node.col_offset), self._at(node.end_lineno, node.end_col_offset)

    def _at(self, line: int, column: int) -> int:
        return self._starts[line - 1] + len(self._lines[line - 1].encode()[:column].decode())


def _changes(tree: ast.Module, places: _Places) -> Iterator[_Change]:
    for node, above in _nodes(tree, ()):
        match node:
            case ast.Constant():
                yield from _of_constant(node, above, places)
            case ast.Compare(ops=[operator]) if type(operator) in _COMPARISONS:
                was, becomes = _COMPARISONS[type(operator)]
                yield from _between(node.left, node.comparators[0], was, becomes, places, "comparison")
            case ast.BoolOp():
                was, becomes = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
                for left, right in zip(node.values, node.values[1:], strict=False):
                    yield from _between(left, right, was, becomes, places, "logic")
            case ast.UnaryOp(op=ast.Not()):
                start, _ = places.of(node)
                yield _Change("logic", start, start + len("not "), "")
            case ast.BinOp(op=ast.Add() | ast.Sub()) if _is_number(node.left) or _is_number(node.right):
                was, becomes = ("+", "-") if isinstance(node.op, ast.Add) else ("-", "+")
                yield from _between(node.left, node.right, was, becomes, places, "number")
            case ast.Call(func=ast.Name(id=name)) if name in _EXTREMES:
                start, _ = places.of(node)
                yield _Change("extreme", start, start + len(name), _EXTREMES[name])
            case ast.Continue() | ast.Break():
                yield _Change("jump", *places.of(node), "pass")
            case ast.Return(value=ast.expr() as value) if (empty := _empty(above)) is not None:
                yield _Change("return", *places.of(value), empty)


def _nodes(node: ast.AST, above: tuple[ast.AST, ...]) -> Iterator[tuple[ast.AST, tuple[ast.AST, ...]]]:
    """The nodes that say what the program does, each with those that it stands in: no types, decorators, docstrings, lists of names."""
    yield node, above
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "bases"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _says_nothing(child):
                yield from _nodes(child, (*above, node))


def _says_nothing(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()) | ast.JoinedStr() | ast.Raise() | ast.Import() | ast.ImportFrom():
            return True
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case ast.keyword(arg=str(name)):
            return name in _UNTESTED_KEYWORDS
    return False


def _of_constant(node: ast.Constant, above: tuple[ast.AST, ...], places: _Places) -> Iterator[_Change]:
    start, end = places.of(node)
    value = node.value
    if isinstance(value, bool):
        yield _Change("truth", start, end, str(not value))
    elif isinstance(value, int | float) and not _holds_at_the_edge(value, above):
        kind = "limit" if _is_limit(above) else "number"
        step = 1 if isinstance(value, int) or value >= 1 else 0.1
        yield from (_Change(kind, start, end, f"{round(changed, 6)}") for changed in (value + step, value - step))
    elif isinstance(value, str):
        raw = places.source[start:end]
        if not isinstance(above[-1], ast.FormattedValue):
            yield from _of_times(raw, start)
        if _is_looked_up(node, above) and raw.endswith(('"', "'")) and not set(value) & set("\\|[](){}*+?^$"):
            yield _Change("word", end - 1, end - 1, "×")


def _of_times(raw: str, start: int) -> Iterator[_Change]:
    """How often a pattern lets something stand: both numbers of {2,8}, one up and one down."""
    for match in _TIMES.finditer(raw):
        for group in (1, 3):
            if match[group]:
                begin, end = (start + at for at in match.span(group))
                yield from (_Change("limit", begin, end, str(times)) for step in (1, -1) if (times := int(match[group]) + step) >= 0)


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool)


def _holds_at_the_edge(value: float, above: Sequence[ast.AST]) -> bool:
    """max(0, start - 1): at the edge of a text -1 is the same, because no text stands before it."""
    match above[-1]:
        case ast.Call(func=ast.Name(id="max")):
            return value == 0
    return False


def _is_limit(above: Sequence[ast.AST]) -> bool:
    """Whether a number bounds something: compared with, the greatest or least, the bound of a stretch, a constant, a default."""
    inside = [type(node) for node in above]
    match above[-1]:
        case ast.Compare() | ast.arguments():
            return True
        case ast.Call(func=ast.Name(id="min" | "max")):
            return True
        case ast.Slice():
            return True
    return ast.FunctionDef not in inside


def _is_looked_up(node: ast.Constant, above: Sequence[ast.AST]) -> bool:
    match above[-1]:
        case ast.Compare() | ast.Subscript() | ast.Dict() | ast.Set():
            return True
        case ast.Call(func=ast.Attribute(attr=name)) if node in above[-1].args:
            return name in _LOOKING_UP
        case ast.Tuple():
            return isinstance(above[-2], ast.Compare | ast.Call | ast.Assign | ast.AnnAssign)
    return False


def _between(left: ast.expr, right: ast.expr, was: str, becomes: str, places: _Places, kind: str) -> Iterator[_Change]:
    """The operator stands between the two, perhaps behind a bracket."""
    begin, end = places.of(left)[1], places.of(right)[0]
    match = re.search(
        rf"(?<!\w){re.escape(was).replace(' ', ' +')}(?!\w)" if was[0].isalpha() else re.escape(was), places.source[begin:end]
    )
    if match:
        yield _Change(kind, begin + match.start(), begin + match.end(), becomes)


def _empty(above: Sequence[ast.AST]) -> str | None:
    """What a function of this type may return without a reason; None where nothing is so plain."""
    function = next((node for node in reversed(above) if isinstance(node, ast.FunctionDef | ast.Lambda)), None)
    if not isinstance(function, ast.FunctionDef) or function.returns is None:
        return None
    kind = ast.unparse(function.returns)
    if kind.endswith("| None"):
        return "None"
    if kind.startswith("list["):
        return "[]"
    return "()" if kind.startswith("tuple[") and kind.endswith("...]") else _EMPTY.get(kind)
