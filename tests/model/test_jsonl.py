"""Records go through JSON Lines and come back the same; what is no record is refused, with its line."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, assert_never
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model.errors import BadRecord
from kg.model.jsonl import (
    document_from_json,
    document_json,
    read_records,
    record_from_json,
    record_json,
    record_lines,
    task_from_json,
    task_json,
    write_records,
)
from kg.model.keys import RULES, Key, Kind, Many, Maybe, Nested, Number, Pairs, Plain, Rules, Words, keys_of
from kg.model.records import DocumentRecord, Leader, NumberNote, Parsed, Problem, Span, Target, Task, Unit
from kg.model.source import Source
from kg.model.values import value
from kg.parsing import parse
from kg.resources import SAMPLES

TARGET = Target("增长8.5%", "生产总值", "increase", "ge", Decimal("8.50"), None, None, "%", "plain", None, 12, 18)
TASK = Task(
    part=1,
    part_title=None,
    section="一",
    section_title="林一川牵头",
    subsection=None,
    subsection_title=None,
    number="3",
    text="生产总值增长8.5%。",
    horizon="2024",
    leaders=(Leader("林一川", None, "牵头", 2, 5),),
    units=(Unit("发改局", "lead", "sole", False, 20, 23),),
    targets=(TARGET,),
    start=8,
    end=24,
    details=(("备注", "重点"),),
    numbers=(NumberNote("8.5%", "target", 14, 18),),
)
RECORD = DocumentRecord(
    file="notice.txt",
    title="通知",
    number=None,
    issued="2024-03-01",
    publisher=None,
    region=None,
    region_code=None,
    region_stated=False,
    year=2024,
    lead_rule=None,
    characters=24,
    accounted=24,
    sha256="0" * 64,
    problems=(Problem("number-gap", 3, "2 is lacking"),),
    family_reason="numbers",
)
LINES = "".join(record_lines(Parsed(RECORD, (TASK, TASK))))


def as_kept(parsed: Parsed) -> Parsed:
    """Without what the records' JSON leaves out."""
    tasks = tuple(replace(task, numbers=()) for task in parsed.tasks)
    problems = tuple(replace(problem, facts=()) for problem in parsed.document.problems)
    return Parsed(replace(parsed.document, family_reason=None, problems=problems), tasks)


def there_and_back(parsed: list[Parsed]) -> list[Parsed]:
    out = io.StringIO()
    write_records(parsed, out)
    return list(read_records(io.BytesIO(out.getvalue().encode()), "records.jsonl"))


def of(kind: Kind) -> st.SearchStrategy[Any]:
    match kind:
        case Plain():
            texts, wholes = st.text(max_size=8), st.integers(0, 10**6)
            return {str: texts, int: wholes, bool: st.booleans()}[kind.type]
        case Number():
            return st.decimals(-(10**9), 10**9, places=5) | st.integers(-(10**30), 10**30).map(Decimal)
        case Words():
            return st.sampled_from(kind.words)
        case Maybe():
            return st.none() | of(kind.of)
        case Many():
            return st.lists(of(kind.of), max_size=2).map(tuple)
        case Pairs():
            return st.dictionaries(st.text(max_size=4), st.text(max_size=8), max_size=3).map(lambda pairs: tuple(pairs.items()))
        case Nested():
            return any_record(kind.record)
        case _:
            assert_never(kind)


def of_key(key: Key) -> st.SearchStrategy[Any]:
    return st.integers(key.least, 10**6) if key.least is not None else of(key.kind)


def any_record(record: type) -> st.SearchStrategy[Any]:
    """Any record of this type, of whatever fields it has; it does not end before it begins."""
    made = st.fixed_dictionaries({key.name: of_key(key) for key in keys_of(record)})
    return made.map(lambda found: record(**found | {"end": found["start"] + found["end"]} if "start" in found else found))


# Some thousand values each: a busy machine draws them slowly.
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.builds(Parsed, any_record(DocumentRecord), st.lists(any_record(Task), max_size=2).map(tuple)), max_size=2))
def test_any_records_come_back_the_same(parsed: list[Parsed]) -> None:
    assert there_and_back(parsed) == parsed


@pytest.mark.parametrize("path", sorted(Path(str(SAMPLES)).glob("*.txt")), ids=lambda path: path.stem)
def test_the_records_of_a_sample_come_back_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    parsed = parse(Source(str(path), path.name, text, hashlib.sha256(text.encode()).hexdigest()))
    assert there_and_back([parsed]) == [as_kept(parsed)]


def test_a_record_comes_back_from_its_object_too() -> None:
    assert document_from_json(document_json(RECORD)) == replace(RECORD, family_reason=None)
    assert task_from_json(task_json("notice.txt", TASK)) == replace(TASK, numbers=())


def test_what_has_no_key_is_what_the_rules_name() -> None:
    parsed = Parsed(RECORD, (TASK,), (Span("task", 0, 24),))
    assert there_and_back([parsed]) == [as_kept(parsed)]
    assert {(record.__name__, name) for record, rules in RULES.items() for name in rules.left_out} == {
        ("Task", "numbers"),
        ("DocumentRecord", "family_reason"),
        ("Problem", "facts"),
    }


@pytest.mark.parametrize("record", RULES, ids=lambda record: record.__name__)
def test_rules_name_fields_that_there_are(record: type) -> None:
    rules, there_are = RULES[record], {field.name for field in fields(record)}
    assert {*rules.before, *rules.before.values(), *rules.left_out, *rules.where_said, *rules.withheld, *rules.least} <= there_are


def test_documents_with_their_tasks_one_after_the_other() -> None:
    second = Parsed(replace(RECORD, file="other.txt", family_reason=None), ())
    first = as_kept(Parsed(RECORD, (TASK, TASK)))
    assert there_and_back([first, second, first]) == [first, second, first]


def test_signs_that_other_programs_take_for_line_ends_stand_inside_a_record() -> None:
    parsed = as_kept(Parsed(RECORD, (replace(TASK, text="甲\u2028乙\u0085丙\r\n丁\x0c戊"),)))
    assert there_and_back([parsed]) == [parsed]


@pytest.mark.parametrize(
    ("number", "printed"), [("8", "8"), ("8.0", "8"), ("7.50", "7.5"), ("1E+3", "1000"), ("-0.125", "-0.125"), ("12345678901.2345", None)]
)
def test_a_number_is_printed_short_and_read_exactly(number: str, printed: str | None) -> None:
    task = replace(TASK, targets=(replace(TARGET, value=Decimal(number)),))
    line = json.dumps(task_json("", task))
    assert f'"value": {printed or number},' in line
    (parsed,) = read_records([json.dumps(document_json(replace(RECORD, file=""))), line], "records.jsonl")
    assert parsed.tasks[0].targets[0].value == Decimal(number)


def changed(line: int, **keys: object) -> str:
    """The lines of a document and its two tasks, one of them with these keys."""
    lines = LINES.split("\n")
    lines[line - 1] = json.dumps({**json.loads(lines[line - 1]), **keys})
    return "\n".join(lines)


def with_target(**keys: object) -> str:
    return changed(3, targets=[{**task_json("", TASK)["targets"][0], **keys}])


REFUSED: dict[str, tuple[str | bytes, str]] = {
    "not JSON": (LINES + "{", "records.jsonl:4: this is not JSON"),
    "not UTF-8": (b'{"type": "\xff"}', "records.jsonl:1: this is not JSON"),
    "no object": ("[]", "records.jsonl:1: an array is no record, expected an object"),
    "too deep": ("[" * 100_000, "records.jsonl:1: this is not JSON"),
    "more digits than are taken": ("1" * 10_000, "records.jsonl:1: this is not JSON"),
    "no type": ("{}", 'records.jsonl:1: type is null, expected "document"'),
    "another type": (changed(1, type="notice"), 'records.jsonl:1: type is "notice", expected "document"'),
    "a task first": (LINES.partition("\n")[2], 'records.jsonl:1: a task of the file "notice.txt" stands under no document'),
    "a task of another file": (changed(3, file="x"), 'records.jsonl:3: a task of the file "x" stands under notice.txt'),
    "a key too many": (changed(2, unts=[]), 'records.jsonl:2: "unts" is no key, expected one of part, part_title, '),
    "a key too few": (LINES.replace('"section": "一", ', ""), "records.jsonl:2: section is lacking"),
    "a key too few inside": (LINES.replace('"name": "林一川", ', ""), "records.jsonl:2: leaders[0].name is lacking"),
    "another word": (with_target(change="up"), 'records.jsonl:3: targets[0].change is "up", expected "increase" or "decrease" or "level"'),
    "a text for a number": (with_target(value="8"), 'records.jsonl:3: targets[0].value is "8", expected a number'),
    "true for a number": (with_target(value=True), "records.jsonl:3: targets[0].value is true, expected a number"),
    "no number": (with_target(value=float("nan")), "records.jsonl:3: targets[0].value is NaN, expected a number"),
    "a number that no double holds": (with_target(value=10**400), "expected a number"),
    "an exponent without measure": (LINES.replace("8.5,", "1e999999999999999999999,"), "records.jsonl:2: this is not JSON"),
    "true for a whole number": (changed(2, part=True), "records.jsonl:2: part is true, expected a whole number"),
    "a part of a line": (changed(2, part=1.5), "records.jsonl:2: part is 1.5, expected a whole number"),
    "less than the least": (changed(2, part=0), "records.jsonl:2: part is 0, expected 1 or more"),
    "an end before its start": (changed(2, start=30), "records.jsonl:2: end is 24, expected 30, its start, or more"),
    "a list for a text": (changed(2, text=[]), "records.jsonl:2: text is an array, expected a text"),
    "half a sign": (changed(2, text="\ud800"), "records.jsonl:2: text is "),
    "an object for a list": (changed(2, units={}), "records.jsonl:2: units is an object, expected an array"),
    "a list for pairs": (changed(2, details=[]), "records.jsonl:2: details is an array, expected an object"),
    "a number in pairs": (changed(2, details={"备注": 1}), "records.jsonl:2: details.备注 is 1, expected a text"),
    "a text for a record": (changed(2, units=["发改局"]), 'records.jsonl:2: units[0] is "发改局", expected an object'),
    "a record without its text": (changed(2, text=None), "records.jsonl:2: text is null: the text was left out. Build without"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_record_is_refused_with_its_line(case: str) -> None:
    lines, said = REFUSED[case]
    with pytest.raises(BadRecord) as refused:
        list(read_records(io.BytesIO(lines if isinstance(lines, bytes) else lines.encode()), "records.jsonl"))
    assert said in str(refused.value)
    assert refused.value.remedy


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda some: st.lists(some) | st.dictionaries(st.text(), some)
)


@given(ANYTHING, st.data())
def test_any_value_in_any_place_is_read_or_refused(found: object, data: st.DataObject) -> None:
    records: list[Any] = [json.loads(line) for line in LINES.splitlines()]
    inside = [records[1][key][0] for key in ("leaders", "units", "targets")]
    at = data.draw(st.sampled_from([records[0], records[0]["problems"][0], records[1], *inside]))
    at[data.draw(st.sampled_from(sorted(at)) | st.text())] = found
    try:
        read = list(read_records([json.dumps(record) for record in records], "records.jsonl"))
    except BadRecord:
        return
    assert there_and_back(read) == read


def test_a_key_that_an_older_program_did_not_write_is_unsaid() -> None:
    (parsed,) = read_records([json.dumps({**document_json(RECORD), "family": "…"}).replace('"family": "\\u2026", ', "")], "records.jsonl")
    assert parsed.document.family is None


def test_without_text_no_key_holds_a_sentence() -> None:
    task = task_json("notice.txt", replace(TASK, heading="稳增长"), with_text=False)
    assert (task["text"], task["heading"], task["targets"][0]["quote"]) == (None, None, None)
    assert task["targets"][0]["indicator"] == "生产总值"
    assert list(task) == list(task_json("notice.txt", TASK))


@value
class Fault:
    """A record of its own: its last line is said where it has more than one."""

    line: int
    to_line: int | None = None


def test_a_key_that_stands_only_where_it_is_said() -> None:
    with mock.patch.dict(RULES, {Fault: Rules(where_said=frozenset({"to_line"}))}):
        assert record_json(Fault(3)) == {"line": 3}
    for fault in (Fault(3), Fault(3, 5)):
        assert record_from_json(Fault, record_json(fault)) == fault


@value
class Unsaid:
    """A record with a field that has no form."""

    found: bytes


def test_a_field_without_a_form_is_a_fault_of_the_program() -> None:
    with pytest.raises(TypeError, match=r"Unsaid.found is of type <class 'bytes'>, which has no form as JSON"):
        keys_of(Unsaid)
