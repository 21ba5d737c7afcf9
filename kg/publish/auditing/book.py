"""The workbook of a sample: a row a task, what the notice says beside what was read, and a cell to judge each field in; read back, too."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]

from kg.correcting.decisions import FIELDS, Decision, decision_of
from kg.documents import Source, read
from kg.model.errors import BadRecord, UnreadableSource
from kg.model.jsonl import record_json
from kg.model.records import Task
from kg.model.source import CELL_BREAK, Table
from kg.model.values import changed
from kg.model.wording import told
from kg.publish.auditing.sample import Question
from kg.publish.exporting.workbooks import MADE, OPTIONS, sheet_text
from kg.store.files import whole_file

__all__ = ["judgements", "questions_in", "write_book"]

_NAMES: Final = {"text": "任务文字", "units": "单位与角色", "leaders": "领导", "targets": "目标", "results": "结果"}
_RIGHT, _WRONG = "对", "错"
_VERDICTS: Final = dict.fromkeys((_RIGHT, "✓", "√", "1", "y", "yes", "right"), True) | dict.fromkeys(
    (_WRONG, "✗", "×", "0", "n", "no", "wrong"), False
)
_KEPT: Final = "勿改"
_NOTE: Final = "备注"
_HOW: Final = "逐格判断：所读与原文相符填“对”，不符填“错”；没有的（如无目标）读作空白也要判断。One cell each: 对 right, 错 wrong."
_ROLES: Final = {"lead": "牵头", "support": "配合"}
_REMEDY: Final = told("Judge in the workbook that kg audit wrote, and leave its first lines and its last column as they are")


def write_book(questions: Sequence[Question], path: Path) -> None:
    """Write the workbook. Whatever a document says is written as text. Raises StoreError where the file cannot be written."""
    with whole_file(path) as beside, xlsxwriter.Workbook(beside, OPTIONS) as book:
        book.set_properties({"title": "审核样本", "created": MADE})
        head = book.add_format({"bold": True, "bg_color": "#DDE6F0", "border": 1, "text_wrap": True})
        cell = book.add_format({"border": 1, "valign": "top", "text_wrap": True})
        open_ = book.add_format({"border": 1, "valign": "top", "bg_color": "#FFF6D6", "align": "center"})
        sheet = book.add_worksheet("样本")
        sheet.write_string(0, 0, _HOW)
        columns = ["编号", "文件", "行", "原文", *(name for key in FIELDS for name in (f"读作：{_NAMES[key]}", _judged(key))), _NOTE, _KEPT]
        for column, name in enumerate(columns):
            sheet.write_string(1, column, name, head)
            sheet.set_column(column, column, 44 if name in ("原文", f"读作：{_NAMES['text']}") else 8 if name.startswith("判断") else 20)
        sheet.set_column(len(columns) - 1, len(columns) - 1, 4, None, {"hidden": True})
        for row, question in enumerate(questions, 2):
            sheet.write_number(row, 0, question.number, cell)
            sheet.write_string(row, 1, sheet_text(question.file), cell)
            sheet.write_number(row, 2, question.line, cell)
            sheet.write_string(row, 3, sheet_text(question.printed), cell)
            for number, key in enumerate(FIELDS):
                sheet.write_string(row, 4 + 2 * number, sheet_text(_shown(question.task, key)), cell)
                sheet.write_blank(row, 5 + 2 * number, None, open_)
                sheet.data_validation(row, 5 + 2 * number, row, 5 + 2 * number, {"validate": "list", "source": [_RIGHT, _WRONG]})
            sheet.write_blank(row, len(columns) - 2, None, open_)
            sheet.write_string(row, len(columns) - 1, _carried(question), cell)
        sheet.freeze_panes(2, 1)


def judgements(path: Path, *, by: str | None = None, when: str | None = None) -> list[Decision]:
    """The judgements of a workbook, as decisions: for each task what is right, and what is wrong. Cells left empty are not judged.

    The same judgement has the same id, so that a book may be read twice. Raises BadRecord where it is no workbook, or not as
    it was written.
    """
    table, source = _table(path)
    rows: dict[int, dict[int, str]] = {}
    places: dict[int, str] = {}
    for one in table.cells:
        places.setdefault(one.row, source.locate(one.start))
        rows.setdefault(one.row, {})[one.column] = source.text[one.start : one.end].replace(CELL_BREAK, "\n").strip()
    top = next((row for row, cells in sorted(rows.items()) if _KEPT in cells.values()), None)
    if top is None:
        raise BadRecord(str(path), told("it has no column {name}", name=_KEPT), _REMEDY)
    names = {name: column for column, name in rows[top].items()}
    for name in map(_judged, FIELDS):
        if name not in names:
            raise BadRecord(str(path), told("it has no column {name}", name=name), _REMEDY)
    return [one for row in sorted(rows) if row > top for one in _row(rows[row], names, f"{path}: {places[row]}", by, when)]


def questions_in(path: Path) -> list[dict[str, Any]]:
    """What a judgement of each task of a workbook carries: document, at, task, audit. Raises as :func:`judgements` does."""
    table, source = _table(path)
    places = {one.row: source.locate(one.start) for one in reversed(table.cells)}
    column = {one.column for one in table.cells if source.text[one.start : one.end].strip() == _KEPT}
    kept = {one.row: source.text[one.start : one.end].strip() for one in table.cells if one.column in column}
    if not column:
        raise BadRecord(str(path), told("it has no column {name}", name=_KEPT), _REMEDY)
    top = next(row for row, text in sorted(kept.items()) if text == _KEPT)
    return [_carried_in(kept[row], f"{path}: {places[row]}") for row in sorted(kept) if row > top]


def _table(path: Path) -> tuple[Table, Source]:
    for found in read(path):
        if isinstance(found, UnreadableSource):
            raise BadRecord(str(path), told("it is no workbook"), _REMEDY) from found
        if found.tables:
            return found.tables[0], found
    raise BadRecord(str(path), told("it holds no table"), _REMEDY)


def _row(cells: dict[int, str], names: dict[str, int], where: str, by: str | None, when: str | None) -> Iterator[Decision]:
    carried = _carried_in(cells.get(names[_KEPT], ""), where)
    verdicts: dict[bool, list[str]] = {True: [], False: []}
    for key in FIELDS:
        found = cells.get(names[_judged(key)], "")
        if not found:
            continue
        verdict = _VERDICTS.get(found.lower())
        if verdict is None:
            expected = told("{right} or {wrong}", right=_RIGHT, wrong=_WRONG)
            raise BadRecord(where, told("{path} is {found}, expected {expected}", path=_judged(key), found=found, expected=expected), "")
        verdicts[verdict].append(key)
    note = cells.get(names.get(_NOTE, -1), "") or None
    for verdict, fields in verdicts.items():
        if fields:
            line = carried | {"by": by, "why": note, "fields": fields, "confirm": verdict}
            made = decision_of({key: one for key, one in line.items() if one is not None}, where)
            digest = hashlib.sha256(changed(made, id="").text().encode()).hexdigest()[:10]
            yield changed(made, id=f"c-{made.audit.sample if made.audit else 'a'}-{digest}", when=when)


def _carried_in(text: str, where: str) -> dict[str, Any]:
    try:
        carried = json.loads(text)
    except (ValueError, RecursionError):
        carried = None
    if not isinstance(carried, dict):
        raise BadRecord(where, told("its last column is not as it was written"), _REMEDY)
    return carried


def _judged(key: str) -> str:
    return f"判断：{_NAMES[key]}"


def _carried(question: Question) -> str:
    """What a judgement says of where it stands, as its line will have it."""
    parts = {"document": question.document, "at": question.at, "task": question.hint, "audit": question.judged}
    made = {name: {key: one for key, one in record_json(part).items() if one not in (None, "")} for name, part in parts.items()}
    return json.dumps(made, ensure_ascii=False)


def _shown(task: Task, key: str) -> str:
    match key:
        case "text":
            return task.text
        case "units":
            return "\n".join(f"{_ROLES[unit.role]} {unit.name}" for unit in task.units)
        case "leaders":
            return "\n".join(" ".join(filter(None, (one.name, one.title, one.role))) for one in task.leaders)
        case "targets":
            return "\n".join(_number(target) for target in task.targets)
        case _:
            return "\n".join(f"{one.quote} → {_plain(one.value)}{one.unit or ''} {one.status or ''}".strip() for one in task.results)


def _number(target: Any) -> str:
    ends = "–".join(filter(None, (_plain(target.value), _plain(target.upper))))
    return f"{target.quote} → {target.indicator or '?'} {target.change} {target.comparator} {ends}{target.unit or ''}"


def _plain(value: Any) -> str:
    return "" if value is None else f"{value.normalize():f}"
