"""The kinds of doubt, a paragraph each; :mod:`kg.model.doubts` is where other rooms ask for them.

Messages are templates: ``{name}`` is filled in with what was found. The English one stands in the records; both are for reports and pages.
"""

from __future__ import annotations

from typing import Final, Literal

from kg.model.values import value

__all__ = ["ALL_KINDS", "DoubtKind", "Severity"]

Severity = Literal["note", "doubt", "error"]


@value
class DoubtKind:
    """One kind of doubt. ``severity``: a ``note`` is the source's own fault, or something set aside, and the reading stands; with a
    ``doubt`` the reading may be wrong here; with an ``error`` something was not read. The titles stand where there is room for a few words.
    """

    code: str
    severity: Severity
    title_en: str
    title_zh: str
    en: str
    zh: str
    remedy_en: str
    remedy_zh: str


# One kind a paragraph: code, severity, title; what it says; what to do. Each in English, then in Chinese.
# fmt: off
ALL_KINDS: Final = (
    DoubtKind(
        "no-task-list", "error", "No list of tasks", "没有任务清单",
        "no list of tasks with responsible units was found in this document", "文件中没有找到带责任单位的任务清单",
        "See with 'kg parse --explain FILE' what came nearest to one", "用 kg parse --explain FILE 查看最接近清单的地方",
    ),
    DoubtKind(
        "clause-unread", "doubt", "A clause not read", "责任分工未读出",
        "says who answers, and was not taken for that, or not wholly: {text}", "这里写明由谁负责，但没有（或没有完全）读作责任分工：{text}",
        "Hold the tasks around it against the notice", "对照原文核对附近的任务",
    ),
    DoubtKind(
        "leader-unread", "doubt", "A leader not read", "领导未读出",
        "names a leader, and no name, or not all, was understood: {text}", "这里写有领导，但姓名没有（或没有全部）读出：{text}",
        "Hold the leaders of the tasks below it against the notice", "对照原文核对其下任务的领导",
    ),
    DoubtKind(
        "unread", "doubt", "Text not understood", "文字未读懂",
        "not understood: {text}", "没有读懂：{text}", "Hold it against the notice", "对照原文核对",
    ),
    DoubtKind(
        "set-aside", "note", "Set aside", "已搁置",
        "set aside, read neither for tasks nor for numbers: {what} ({count} places, {characters} characters)",
        "已搁置，未从中读取任务或数字：{what}（{count} 处，共 {characters} 字）",
        "Nothing, unless it holds tasks", "无需处理，除非其中含有任务",
    ),
    DoubtKind(
        "mirror-text", "note", "Text put in by a copy", "转载插入的文字",
        "a copy of the page put this in, and it was taken out before reading: {text} ({count} places, {characters} characters)",
        "转载页面插入的内容，读取前已去除：{text}（{count} 处，共 {characters} 字）",
        "Nothing; the office's own page will be without it", "无需处理；发文机关的原页面没有这些内容",
    ),
    DoubtKind(
        "ocr-text", "doubt", "Text from an OCR", "文字来自 OCR 识别",
        "the text of {where} was read from a picture by an OCR: signs may be misread, and tables are probably lost",
        "{where} 的文字由 OCR 从图片识别而来：可能有错字，表格结构很可能已丢失",
        "Install what reads the pictures themselves, pip install 'zeren[ocr]', and read it again; else hold every task against the picture",
        "安装能识别图片本身的组件（pip install 'zeren[ocr]'）后重新读取；否则请对照图片逐项核对",
    ),
    DoubtKind(
        "unseen-signs", "note", "Signs that cannot be seen", "看不见的字符",
        "signs that cannot be seen stand in the text, and were taken out before reading: {signs} ({count} in all)",
        "文中有看不见的字符，读取前已去除：{signs}（共 {count} 个）",
        "Nothing; whoever searches the file for a word will not find it where such a sign stands in it",
        "无需处理；但在原文件中检索含有这类字符的词会检索不到",
    ),
    DoubtKind(
        "region-unknown", "doubt", "Region not known", "行政区不明", "no region was read from the document", "没有读出文件属于哪个行政区",
        "Look for the place's name in the notice's title, number or signature", "查看标题、文号或落款中的地名",
    ),
    DoubtKind(
        "region-inferred", "doubt", "Region inferred", "行政区为推断",
        "the header does not name the region; {region} is inferred: {evidence}", "文件头没有写明行政区；推断为{region}：{evidence}",
        "See whether the notice is of that place", "核对文件是否属于该地",
    ),
    DoubtKind(
        "task-without-units", "doubt", "Nobody responsible found", "未找到责任单位",
        "no unit found for {text}", "没有找到责任单位：{text}", "See in the notice who answers for it", "在原文中查看由谁负责",
    ),
    DoubtKind(
        "clause-without-task", "error", "A clause without a task", "责任分工没有任务",
        "a clause names units, but no task stands before it", "责任分工之前没有任务",
        "See in the notice which task it belongs to", "在原文中查看它属于哪项任务",
    ),
    DoubtKind(
        "clause-unclosed", "doubt", "Bracket not closed", "括号未闭合",
        "the bracket of the clause is not closed", "责任分工的括号没有闭合", "See where the names end", "查看单位名称到哪里为止",
    ),
    DoubtKind(
        "label-damaged", "note", "Damaged label", "标签缺损",
        "the label is printed {printed}: read as {read}", "标签印作“{printed}”，读作“{read}”", "Nothing", "无需处理",
    ),
    DoubtKind(
        "unit-repeated", "note", "A body named twice", "单位重复",
        "{name} is named twice for one task: counted once", "{name}在同一任务中出现两次，只计一次", "Nothing", "无需处理",
    ),
    DoubtKind(
        "label-unknown", "note", "Unknown label", "标签不认识",
        "the label {label} is not known: the bodies behind it are taken as supporting", "不认识的标签“{label}”：其后的单位按配合单位读取",
        "If they do something else, add the label to the word lists", "如果不是配合，请把该标签加入词表",
    ),
    DoubtKind(
        "section-without-task", "doubt", "A heading without tasks", "标题下没有任务",
        "a heading without a task below it: {text}", "标题之下没有任务：{text}", "See whether tasks stand there", "核对其下是否有任务",
    ),
    DoubtKind(
        "duty-left", "doubt", "A duty left in the text", "任务文字中混有分工",
        "says who answers, or begins another item, within the text of a task: {text}", "任务文字中含有责任分工，或混入了另一项：{text}",
        "See where the task ends, and who answers for it", "核对任务到哪里为止、由谁负责",
    ),
    DoubtKind(
        "page-left", "doubt", "Words of the page in a task", "任务文字中混有网页文字",
        "words of the page, or a page's number, stand in the text of a task: {text}", "任务文字中混有网页或页码文字：{text}",
        "See where the task goes on behind them", "核对其后任务文字从哪里继续",
    ),
    DoubtKind(
        "text-garbled", "doubt", "Garbled signs", "乱码",
        "signs of a wrong character set: its number or words of it may be lost: {text}", "含有乱码，序号或文字可能已丢失：{text}",
        "Look for a copy of the notice that is not garbled", "换一份没有乱码的原文",
    ),
    DoubtKind(
        "task-odd", "doubt", "Hardly a task", "不像任务",
        "is a name, a time, a status, a figure or the end of a sentence, and hardly a task: {text}",
        "像是名称、时间、状态、数字或半句话，不像任务：{text}",
        "See what it belongs to", "核对它属于什么",
    ),
    DoubtKind(
        "number-unexplained", "doubt", "A number not explained", "数量未解释",
        "{number} counts something, and no target was read from it: {text}", "“{number}”是一个数量，但没有读作目标：{text}",
        "See whether it is promised", "核对它是否为承诺的目标",
    ),
    DoubtKind(
        "total-differs", "doubt", "Number of tasks differs", "项数不符",
        "the notice speaks of {said}, and {read} were read: {text}", "文件写明{said}，读出 {read}：{text}",
        "See which are lacking, or were cut in two", "核对缺了哪些，或哪些被切成两项",
    ),
    DoubtKind(
        "share-differs", "note", "Rate not borne out", "完成率与数值不符",
        "the printed rate is {printed} %, and {value} of {promised} is {exact} %",
        "原文完成率为 {printed}%，而 {promised} 中的 {value} 为 {exact}%",
        "See which of the three the notice means; all of them are kept", "核对原文以哪个数为准；三个数都已保留",
    ),
    DoubtKind(
        "names-run-together", "note", "Names run together", "名称相连",
        "nothing stands between these names: {names}", "这些名称之间没有分隔：{names}",
        "Nothing: each of them is known", "无需处理：每个名称都在名录中",
    ),
    DoubtKind(
        "names-cut", "doubt", "Names cut uncertainly", "名称切分存疑",
        "nothing stands between these names, of which not all are known: {names}", "这些名称之间没有分隔，且并非都在名录中：{names}",
        "See whether they are cut in the right places", "核对切分的位置",
    ),
    DoubtKind(
        "cut-off", "note", "The text ends in the middle", "文字中断",
        "the text ends in the middle: {text}", "文字在中途断了：{text}",
        "See whether the document goes on elsewhere", "核对文件后面是否还有内容",
    ),
    DoubtKind(
        "name-doubtful", "doubt", "Hardly the name of a body", "不像机构名称",
        "does not end like the name of a body: {name}", "不像机构名称：{name}",
        "See whether it is one body; if it is, its ending may be missing in the word lists",
        "核对是否为一个机构；如果是，可在词表中补上其结尾",
    ),
    DoubtKind(
        "namesakes", "doubt", "Two people of one name", "同名领导",
        "{name} is printed with different posts ({posts}): taken for two people", "{name}的职务前后不同（{posts}），按两人处理",
        "See whether they are one person", "核对是否为同一人",
    ),
    DoubtKind(
        "readings-differ", "doubt", "Two readings differ", "两种读法不一致",
        "the file {file} reads otherwise ({what}): here {here}, there {there}",
        "文件 {file} 读法不同（{what}）：此处为{here}，彼处为{there}",
        "See in both files which is right", "对照两个文件，核对哪个正确",
    ),
    DoubtKind(
        "number-shared", "note", "A number of two documents", "文号相同",
        "{file} prints the same number and is wholly another text: both stay", "{file} 文号相同而内容完全不同，两份都保留",
        "See whether one of the numbers is wrong", "核对文号是否有误",
    ),
    DoubtKind(
        "files-joined", "note", "Several files, one document", "多个文件合为一份",
        "also read from {file}, {how}", "另由 {file} 读取，{how}",
        "Nothing", "无需处理",
    ),
    DoubtKind(
        "name-damaged", "note", "A name may lack a character", "名称可能缺字",
        "{name} may have lost a character ({whole}?): kept as printed", "{name}可能缺字（{whole}？），照原样保留",
        "See in another copy of the notice", "对照文件的其他版本",
    ),
    DoubtKind(
        "number-repeated", "doubt", "A number given twice", "序号重复",
        "the number {number} is given twice", "序号 {number} 出现两次",
        "See whether two tasks bear it, or one was cut in two", "核对是两项任务，还是一项被切成两项",
    ),
    DoubtKind(
        "number-gap", "note", "A number skipped", "序号跳号",
        "the source goes from {before} to {after}: {missing} is not there", "原文从 {before} 跳到 {after}，缺少 {missing}",
        "Nothing, where the notice skips it", "如果原文缺号，无需处理",
    ),
    DoubtKind(
        "number-lost", "doubt", "An item may be lost", "可能漏项",
        "the numbers go from {before} to {after}, and the task before is much longer than its neighbours: {missing} may stand in it",
        "序号从 {before} 跳到 {after}，而前一项比相邻各项长得多：{missing} 可能混在其中",
        "See whether a task was not read, or two were taken for one", "核对是否有任务没有读出，或两项并成了一项",
    ),
    DoubtKind(
        "number-back", "doubt", "Numbers go back", "序号倒退",
        "the source goes back from {before} to {after}", "序号从 {before} 退回 {after}",
        "See whether a section's heading stands between the two", "核对两者之间是否有章节标题",
    ),
    DoubtKind(
        "section-doubtful", "doubt", "A heading may be lost", "可能缺标题",
        "the tasks here may stand below another heading, which was lost or ran on into a task: {text}",
        "这里的任务可能属于另一个标题，该标题缺失或混入了任务文字：{text}",
        "See in the notice which heading they stand below", "在原文中核对它们属于哪个标题",
    ),
    DoubtKind(
        "task-repeated", "doubt", "A task given twice", "任务重复",
        "one task is printed twice, one behind the other: {text}", "同一任务连续出现两次：{text}",
        "See whether the notice has it twice", "核对原文是否有两项",
    ),
    DoubtKind(
        "clause-doubtful", "doubt", "Two clauses for one task", "责任分工可能有误",
        "who answers is said twice, or as in no other task of the list: {text}", "责任分工出现两次，或与清单中其他任务写法不同：{text}",
        "See in the notice who answers for the task", "在原文中核对由谁负责",
    ),
)
# fmt: on
