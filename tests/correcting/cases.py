"""A notice about a made-up county, and decisions about it as a person would write them."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from kg.correcting.applying import Corrected, corrected
from kg.correcting.decisions import Decision, decision_of
from kg.correcting.places import selector_of
from kg.model.records import Parsed
from kg.model.source import Source
from kg.parsing import parse

TITLE = "青岭县人民政府办公室关于印发2024年政府工作报告重点工作责任分解的通知"
NOTICE = f"""{TITLE}
青政办发〔2024〕3号

各乡镇人民政府，县政府各部门：
现将2024年政府工作报告重点工作责任分解印发给你们，请认真贯彻执行。
2024年2月6日

2024年政府工作报告重点工作责任分解

一、柏舟同志牵头的重点工作
1.地区生产总值增长7%，规上工业增加值增长8.5%。
责任单位：县发改局、县经信局
2.新建村级文化礼堂12个，改造农贸市场5个。
责任单位：县文广旅体局、县市场监管局
3.加快推进青岭至云岫公路建设，完成投资3.2亿元。
责任单位：县交通局、县财政局
二、林语涵同志牵头的重点工作
4.新增公办幼儿园学位600个，优化学校布局。
责任单位：县教育局、县财政局
5.改造老旧小区8个，加装电梯20台。
责任单位：县住建局、各乡镇
"""


def source(text: str = NOTICE, file: str = "青岭县.txt") -> Source:
    return Source(file, file, text, hashlib.sha256(text.encode()).hexdigest())


def read(text: str = NOTICE) -> Parsed:
    return parse(source(text))


def at(words: str, text: str = NOTICE) -> dict[str, Any]:
    """What the page would write of words that were selected in the text."""
    start = text.index(words)
    found = selector_of(text, start, start + len(words))
    return {"exact": found.exact, "prefix": found.prefix, "suffix": found.suffix, "start": found.start}


def decide(*lines: dict[str, Any]) -> list[Decision]:
    """The decisions, each of the notice unless it says of which."""
    own = {"document": {"number": "青政办发〔2024〕3号"}}
    return [
        decision_of({"id": f"c-{number}", **own, **line}, f"corrections.jsonl:{number}", number) for number, line in enumerate(lines, 1)
    ]


def laid(*lines: dict[str, Any], text: str = NOTICE) -> Corrected:
    return corrected(read(text), text, decide(*lines))


def states(found: Corrected) -> list[str]:
    return [outcome.state for outcome in found.outcomes]


def lines_of(*lines: dict[str, Any]) -> bytes:
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
