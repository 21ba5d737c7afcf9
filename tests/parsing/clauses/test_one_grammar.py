"""Where a clause stands, there is a list: the search for lists and the reading of clauses ask one grammar."""

from __future__ import annotations

import hashlib
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model.records import Parsed
from kg.model.source import Source
from kg.parsing import parse
from kg.parsing.clauses.places import find_clauses

HEADS = ("牵头单位", "责任单位", "牵头领导", "主办单位", "责任部门", "牵头单位及责任人", "牵头部门")
TAILS = ("", "配合单位", "完成时限")
BETWEEN = ("：", ":", "： ", "：\n", "为", "——", " ", "\t", "　", "︰")
WRAPPERS = ("（{}）", "({})", "【{}】", "\n{}", "　{}")
TASKS = ("新建公园3个。", "完成绿化20公顷。", "改造道路5条。")
BEHIND = {"": "", "配合单位": "市财政局、市水利局", "完成时限": "6月底前"}


def read(text: str) -> Parsed:
    return parse(Source("x.txt", "x.txt", text, hashlib.sha256(text.encode()).hexdigest()))


def notice(head: str, tail: str, between: str, wrapper: str) -> str:
    clause = f"{head}{between}王岚，牵头单位{between}市园林局" if "领导" in head else f"{head}{between}市园林局"
    clause += f"，{tail}{between}{BEHIND[tail]}" if tail else ""
    items = "\n".join(f"{number}.{task}{wrapper.format(clause)}" for number, task in enumerate(TASKS, 1))
    return f"云岫市2023年重点工作责任分解\n{items}\n"


@pytest.mark.parametrize("head", HEADS)
def test_each_form_of_a_clause_is_read(head: str) -> None:
    wrong = []
    for tail, between, wrapper in product(TAILS, BETWEEN, WRAPPERS):
        text = notice(head, tail, between, wrapper)
        units = [[unit.name for unit in task.units] for task in read(text).tasks]
        if units != [["市园林局", *(("市财政局", "市水利局") if tail == "配合单位" else ())]] * 3:
            wrong.append((tail, between, wrapper, units))
    assert not wrong


WORDS = st.sampled_from(("牵头", "主办", "配合", "协同", "责任", "承办", "落实", "包抓", "统筹", "共同", "具体"))
NOUNS = st.sampled_from(("单位", "部门", "处室", "领导", "责任人", "负责人", "单位及负责人", "县区"))
NAMES = st.sampled_from(("市园林局", "市园林局、市财政局", "王岚", "各镇街", "市政府办公室 王岚", "6月底前", "待定"))


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.tuples(WORDS, NOUNS, st.sampled_from(BETWEEN), NAMES), min_size=1, max_size=4),
    st.sampled_from(("，", "；", "\n", " ", "。")),
    st.sampled_from(WRAPPERS),
)
def test_a_text_with_a_clause_has_a_list_or_says_why_not(parts: list[tuple[str, str, str, str]], sign: str, wrapper: str) -> None:
    clause = sign.join(f"{word}{noun}{between}{names}" for word, noun, between, names in parts)
    text = "\n".join(f"{number}.{task}{wrapper.format(clause)}" for number, task in enumerate(TASKS, 1))
    parsed = read(text)
    said = {problem.code for problem in parsed.document.problems}
    if any(place.names_who for place in find_clauses(text, [])):
        assert parsed.tasks or "clause-unread" in said


def test_a_label_may_say_whose_bodies_they_are() -> None:
    first = "1.新建公园3个。（市级牵头单位：市园林局；区级牵头单位：区建设局；县级配合单位：县财政局）\n"
    text = first + "2.新建学校2所。（省级责任单位：省教育厅）\n"
    one, two = read("云岫市2023年重点工作责任分解\n一、城建任务\n" + text).tasks
    assert [(unit.name, unit.role) for unit in one.units] == [("市园林局", "lead"), ("区建设局", "lead"), ("县财政局", "support")]
    assert [unit.name for unit in two.units] == ["省教育厅"]
