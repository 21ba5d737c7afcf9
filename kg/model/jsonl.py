"""Records as JSON Lines, both ways: a document, then its tasks, then the next document.

What is written reads back as the same records, offsets and numbers included. Three things have no key (:data:`kg.model.keys.RULES`)
and come back empty: ``Parsed.spans``, ``Task.numbers`` and ``DocumentRecord.family_reason``. Two are not kept whole: of two details
of a task under the same heading the later, and of a fraction with more than 15 digits as many as a double holds (RFC 8259, section 6).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING
from decimal import Decimal
from functools import cache
from typing import IO, Any, Final, TypeVar, assert_never

from kg.model.errors import BadRecord
from kg.model.keys import Key, Kind, Many, Maybe, Nested, Number, Pairs, Plain, Words, keys_of
from kg.model.records import DocumentRecord, Parsed, Task
from kg.model.wording import told

__all__ = [
    "document_from_json",
    "document_json",
    "number_json",
    "read_records",
    "record_from_json",
    "record_json",
    "record_lines",
    "task_from_json",
    "task_json",
    "write_records",
]

_R = TypeVar("_R")
_Write = Callable[[Any], Any]

_REMEDY: Final = told("Correct it, or write the records again with kg parse")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_SHOWN: Final = 40  # characters of a value that a message shows
_CALLED: Final = {str: told("a text"), int: told("a whole number"), bool: told("true or false")}
_encode: Final = json.JSONEncoder(ensure_ascii=False).encode


def write_records(parsed: Iterable[Parsed], out: IO[str], *, with_text: bool = True) -> None:
    """Write documents with their tasks as JSON Lines; without text, the keys that hold sentences are null."""
    for document in parsed:
        out.writelines(record_lines(document, with_text=with_text))


def record_lines(parsed: Parsed, *, with_text: bool = True) -> Iterator[str]:
    """The lines of a document and its tasks, each with its line end."""
    yield _encode(document_json(parsed.document)) + "\n"
    for task in parsed.tasks:
        yield _encode(task_json(parsed.document.file, task, with_text=with_text)) + "\n"


def document_json(record: DocumentRecord) -> dict[str, Any]:
    """The record as ``kg parse`` prints it."""
    return {"type": "document", **record_json(record)}


def task_json(file: str, task: Task, *, with_text: bool = True) -> dict[str, Any]:
    """The task as ``kg parse`` prints it; ``file`` is the document's own file name."""
    return {"type": "task", "file": file, **record_json(task, with_text=with_text)}


def record_json(record: object, *, with_text: bool = True) -> dict[str, Any]:
    """Any record as an object of its keys, as it stands inside another."""
    kind: type = type(record)
    made: dict[str, Any] = _record_writer(kind, with_text)(record)
    return made


def number_json(value: Decimal | None) -> int | float | None:
    """A decimal as the JSON number that prints the same: 8 and not 8.0, 7.5 and not 7.50."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


@cache
def _record_writer(record: type, with_text: bool) -> _Write:
    """What makes an object of a record of this type. The way is found once: a build writes millions."""
    keys = keys_of(record)
    names = [key.name for key in keys]
    where_said = [(key.name, key.default) for key in keys if key.where_said]
    writers = [(key.name, _withheld if key.withheld and not with_text else _writer(key.kind, with_text)) for key in keys]
    changed = [(name, writer) for name, writer in writers if writer is not None]

    def write(found: object) -> dict[str, Any]:
        made = {name: getattr(found, name) for name in names}
        for name, default in where_said:
            if made[name] == default:
                del made[name]
        for name, writer in changed:
            if name in made:
                made[name] = writer(made[name])
        return made

    return write


def _withheld(_: object) -> None:
    return None


def _writer(kind: Kind, with_text: bool) -> _Write | None:
    """What makes JSON of a value; None where it is JSON as it stands."""
    match kind:
        case Plain() | Words():
            return None
        case Number():
            return number_json
        case Pairs():
            return dict
        case Nested():
            return _record_writer(kind.record, with_text)
        case Maybe():
            return _unless_unknown(_writer(kind.of, with_text))
        case Many():
            return _one_by_one(_writer(kind.of, with_text))
        case _:
            assert_never(kind)


def _unless_unknown(write: _Write | None) -> _Write | None:
    return None if write is None else lambda found: None if found is None else write(found)


def _one_by_one(write: _Write | None) -> _Write:
    return list if write is None else lambda found: [write(one) for one in found]


def read_records(lines: Iterable[str | bytes], where: str) -> Iterator[Parsed]:
    """The documents of JSON Lines, each with its tasks. ``lines`` is an open file, or the lines that it gives; ``where`` its name.

    Lines end with a line feed and nothing else: ``str.splitlines`` would cut at signs that stand inside a text. Raises BadRecord,
    with the line, for what is no record: a key too many or too few, a value of another kind, a task under no document of its file.
    """
    document: DocumentRecord | None = None
    tasks: list[Task] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        at = f"{where}:{number}"
        data = _loaded(line, at)
        if data.get("type") == "task":
            if document is None or data.get("file") != document.file:
                found = told(
                    "a task of the file {file} stands under {above}",
                    file=_shown(data.get("file")),
                    above=told("no document") if document is None else document.file,
                )
                raise BadRecord(at, found, "Put each document's record above its tasks")
            tasks.append(task_from_json(data, at))
        else:
            if document is not None:
                yield Parsed(document, tuple(tasks))
            document, tasks = document_from_json(data, at), []
    if document is not None:
        yield Parsed(document, tuple(tasks))


def document_from_json(data: Mapping[str, Any], where: str = "document") -> DocumentRecord:
    """The record that :func:`document_json` made ``data`` of. Raises BadRecord, which begins with ``where``."""
    made: DocumentRecord = _Reader(where).record(DocumentRecord, data, said="document")
    return made


def task_from_json(data: Mapping[str, Any], where: str = "task") -> Task:
    """The task that :func:`task_json` made ``data`` of; its file name is left to the document. Raises BadRecord."""
    if not isinstance(data.get("file"), str):
        raise BadRecord(where, told("file is {file}, expected a text", file=_shown(data.get("file"))), _REMEDY)
    made: Task = _Reader(where).record(Task, {name: found for name, found in data.items() if name != "file"}, said="task")
    return made


def record_from_json(record: type[_R], data: object, where: str = "record") -> _R:
    """The record of this type that :func:`record_json` made ``data`` of. Raises BadRecord."""
    made: _R = _Reader(where).record(record, data)
    return made


def _loaded(line: str | bytes, where: str) -> Mapping[str, Any]:
    try:
        data = json.loads(line, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise BadRecord(where, told("this is not JSON ({error})", error=error), "Correct the line; a record is one line") from error
    if not isinstance(data, dict):
        raise BadRecord(where, told("{data} is no record, expected an object", data=_shown(data)), _REMEDY)
    return data


class _Reader:
    """Makes records of JSON; ``path`` is the way to a value inside the line, as ``units[0].role``."""

    def __init__(self, where: str) -> None:
        self.where = where

    def record(self, record: type, data: object, path: str = "", said: str | None = None) -> Any:
        if not isinstance(data, Mapping):
            raise self.refused(path, data, told("an object"))
        keys = {key.name: key for key in keys_of(record)}
        own = {name: found for name, found in data.items() if said is None or name != "type"}
        if said is not None and data.get("type") != said:
            raise self.refused("type", data.get("type"), f'"{said}"')
        for name in own:
            if name not in keys:
                raise BadRecord(
                    self.where,
                    told("{path} is no key, expected one of {keys}", path=_inside(path, _shown(name)), keys=", ".join(keys)),
                    _REMEDY,
                )
        for name, key in keys.items():
            if name not in own and key.default is MISSING:
                raise BadRecord(self.where, told("{path} is lacking", path=_inside(path, name)), _REMEDY)
        made = {name: self.key(keys[name], found, _inside(path, name)) for name, found in own.items()}
        if made.get("start", 0) > made.get("end", math.inf):
            raise self.refused(_inside(path, "end"), made["end"], told("{start}, its start, or more", start=made["start"]))
        return record(**made)

    def key(self, key: Key, found: object, path: str) -> Any:
        if found is None and key.withheld and not isinstance(key.kind, Maybe):
            raise BadRecord(
                self.where, told("{path} is null: the text was left out", path=path), "Build without --without-text, or use kg parse"
            )
        made = self.value(key.kind, found, path)
        if key.least is not None and made is not None and made < key.least:
            raise self.refused(path, found, told("{least} or more", least=key.least))
        return made

    def value(self, kind: Kind, found: object, path: str) -> Any:
        match kind:
            case Maybe():
                return None if found is None else self.value(kind.of, found, path)
            case Nested():
                return self.record(kind.record, found, path)
            case Many():
                if isinstance(found, list):
                    return tuple(self.value(kind.of, one, f"{path}[{i}]") for i, one in enumerate(found))
                raise self.refused(path, found, told("an array"))
            case Pairs():
                if isinstance(found, Mapping):
                    text = Plain(str)
                    return tuple((self.value(text, name, path), self.value(text, one, _inside(path, name))) for name, one in found.items())
                raise self.refused(path, found, told("an object"))
            case Words():
                if isinstance(found, str) and found in kind.words:
                    return found
                raise self.refused(path, found, " or ".join(f'"{word}"' for word in kind.words))
            case Plain():
                if type(found) is kind.type and not (isinstance(found, str) and _SURROGATE.search(found)):
                    return found
                raise self.refused(path, found, _CALLED[kind.type])
            case Number():
                return self.number(found, path)
            case _:
                assert_never(kind)

    def number(self, found: object, path: str) -> Decimal:
        """Exactly what is printed: a float counts as its shortest form. What no double holds is refused: other readers would lose it."""
        if isinstance(found, int | float | Decimal) and not isinstance(found, bool):
            made = Decimal(repr(found)) if isinstance(found, float) else Decimal(found)
            if made.is_finite() and math.isfinite(float(made)):
                return made
        raise self.refused(path, found, told("a number"))

    def refused(self, path: str, found: object, expected: str) -> BadRecord:
        return BadRecord(
            self.where,
            told("{path} is {found}, expected {expected}", path=path or told("the record"), found=_shown(found), expected=expected),
            _REMEDY,
        )


def _inside(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _shown(found: object) -> str:
    if isinstance(found, Mapping | list):
        return "an array" if isinstance(found, list) else "an object"
    text = str(found) if isinstance(found, Decimal) else json.dumps(found, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
