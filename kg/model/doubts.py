"""Every doubt that the program can have of a reading, once: its code, how grave it is, what it says, and what to do about it.

Messages are templates: ``{name}`` is filled in with what was found. The English one stands in the records; both are for reports and pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from kg.model.values import value

__all__ = ["KINDS", "DoubtKind", "Severity", "kind_of", "message"]

Severity = Literal["note", "doubt", "error"]
Language = Literal["zh", "en"]


@value
class DoubtKind:
    """One kind of doubt. ``severity``: a ``note`` is the source's own fault, or something set aside, and the reading stands; with a
    ``doubt`` the reading may be wrong here; with an ``error`` something was not read.
    """

    code: str
    severity: Severity
    en: str
    zh: str
    remedy_en: str
    remedy_zh: str


_ALL: Final = (
    DoubtKind(
        "no-task-list",
        "error",
        "no list of tasks with responsible units was found in this document",
        "文件中没有找到带责任单位的任务清单",
        "See with 'kg parse --explain FILE' what came nearest to one",
        "用 kg parse --explain FILE 查看最接近清单的地方",
    ),
    DoubtKind(
        "clause-unread",
        "doubt",
        "says who answers, and was not taken for that, or not wholly: {text}",
        "这里写明由谁负责，但没有（或没有完全）读作责任分工：{text}",
        "Hold the tasks around it against the notice",
        "对照原文核对附近的任务",
    ),
    DoubtKind(
        "leader-unread",
        "doubt",
        "names a leader, and no name, or not all, was understood: {text}",
        "这里写有领导，但姓名没有（或没有全部）读出：{text}",
        "Hold the leaders of the tasks below it against the notice",
        "对照原文核对其下任务的领导",
    ),
    DoubtKind(
        "cell-unread",
        "doubt",
        "a cell of the column {column} went to no record: {text}",
        "“{column}”一栏的单元格没有进入任何记录：{text}",
        "Hold the row against the notice",
        "对照原文核对这一行",
    ),
    DoubtKind("unread", "doubt", "not understood: {text}", "没有读懂：{text}", "Hold it against the notice", "对照原文核对"),
    DoubtKind(
        "set-aside",
        "note",
        "set aside, and in no record: {what} ({count} places, {characters} characters)",
        "已搁置，不进入记录：{what}（{count} 处，共 {characters} 字）",
        "Nothing, unless it holds tasks",
        "无需处理，除非其中含有任务",
    ),
    DoubtKind(
        "region-unknown",
        "doubt",
        "which region it is of the document does not say",
        "文件没有说明属于哪个行政区",
        "Look for the place's name in the notice's title, number or signature",
        "查看标题、文号或落款中的地名",
    ),
    DoubtKind(
        "region-inferred",
        "doubt",
        "the header does not name the region; {region} is inferred: {evidence}",
        "文件头没有写明行政区；推断为{region}：{evidence}",
        "See whether the notice is of that place",
        "核对文件是否属于该地",
    ),
    DoubtKind(
        "task-without-units",
        "doubt",
        "no unit found for {text}",
        "没有找到责任单位：{text}",
        "See in the notice who answers for it",
        "在原文中查看由谁负责",
    ),
    DoubtKind(
        "clause-without-task",
        "error",
        "a clause names units, but no task stands before it",
        "责任分工之前没有任务",
        "See in the notice which task it belongs to",
        "在原文中查看它属于哪项任务",
    ),
    DoubtKind(
        "clause-unclosed",
        "doubt",
        "the bracket of the clause is not closed",
        "责任分工的括号没有闭合",
        "See where the names end",
        "查看单位名称到哪里为止",
    ),
    DoubtKind(
        "label-damaged",
        "note",
        "the label is printed {printed}: read as {read}",
        "标签印作“{printed}”，读作“{read}”",
        "Nothing",
        "无需处理",
    ),
    DoubtKind(
        "unit-repeated",
        "note",
        "{name} is named twice for one task: counted once",
        "{name}在同一任务中出现两次，只计一次",
        "Nothing",
        "无需处理",
    ),
    DoubtKind(
        "label-unknown",
        "note",
        "the label {label} is not known: the bodies behind it are taken as supporting",
        "不认识的标签“{label}”：其后的单位按配合单位读取",
        "If they do something else, add the label to the word lists",
        "如果不是配合，请把该标签加入词表",
    ),
    DoubtKind(
        "section-without-task",
        "doubt",
        "a heading without a task below it: {text}",
        "标题之下没有任务：{text}",
        "See whether tasks stand there",
        "核对其下是否有任务",
    ),
    DoubtKind(
        "names-run-together",
        "doubt",
        "nothing stands between these names: {names}",
        "这些名称之间没有分隔：{names}",
        "See whether they are cut in the right places",
        "核对切分的位置",
    ),
    DoubtKind(
        "name-doubtful",
        "doubt",
        "does not end like the name of a body: {name}",
        "不像机构名称：{name}",
        "See whether it is one body; if it is, its ending may be missing in the word lists",
        "核对是否为一个机构；如果是，可在词表中补上其结尾",
    ),
    DoubtKind(
        "name-damaged",
        "doubt",
        "{name} may have lost a character ({whole}?): kept as printed",
        "{name}可能缺字（{whole}？），照原样保留",
        "See in another copy of the notice",
        "对照文件的其他版本",
    ),
    DoubtKind(
        "number-repeated",
        "doubt",
        "the number {number} is given twice",
        "序号 {number} 出现两次",
        "See whether two tasks bear it, or one was cut in two",
        "核对是两项任务，还是一项被切成两项",
    ),
    DoubtKind(
        "number-gap",
        "doubt",
        "the source goes from {before} to {after}: {missing} is not there",
        "原文从 {before} 跳到 {after}，缺少 {missing}",
        "See whether the notice skips it, or a task was not read",
        "核对是原文缺号，还是任务没有读出",
    ),
    DoubtKind(
        "number-back",
        "doubt",
        "the source goes back from {before} to {after}",
        "序号从 {before} 退回 {after}",
        "See whether a section's heading stands between the two",
        "核对两者之间是否有章节标题",
    ),
    DoubtKind(
        "row-without-task",
        "doubt",
        "a row of the table names no task",
        "表格中有一行没有任务",
        "See what the row holds",
        "查看该行内容",
    ),
    DoubtKind(
        "bodies-unparted",
        "doubt",
        "bodies stand one a line, and nothing shows where {first} ends and {second} begins: the first of each row was taken for {first}",
        "单位逐行排列，看不出“{first}”与“{second}”的分界：每项第一个单位按“{first}”读取",
        "See in the notice which bodies stand in which column",
        "对照原文核对各单位属于哪一栏",
    ),
    DoubtKind(
        "cell-missing",
        "doubt",
        "the row prints nothing for {column}, as the rows above do: the cell may be merged with the one above",
        "该行“{column}”一栏为空，而上面的行有内容：可能与上一行合并",
        "See in the notice whether the cell is empty or merged",
        "核对该单元格是空白还是与上一行合并",
    ),
    DoubtKind(
        "cell-carried-down",
        "doubt",
        "the row prints no cell for {column}: that of the row above was taken",
        "该行“{column}”一栏没有内容，沿用上一行",
        "See whether the cell is merged with the one above",
        "核对该单元格是否与上一行合并",
    ),
)
KINDS: Final[Mapping[str, DoubtKind]] = MappingProxyType({kind.code: kind for kind in _ALL})
"""All kinds by their code, in the order of the documentation."""


def kind_of(code: str) -> DoubtKind:
    """The kind of a code. Raises KeyError for a code that does not stand here."""
    return KINDS[code]


def message(code: str, facts: Mapping[str, str], language: Language = "en") -> str:
    """What the doubt says, with what was found."""
    kind = kind_of(code)
    return (kind.zh if language == "zh" else kind.en).format_map(facts)
