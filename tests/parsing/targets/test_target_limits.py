"""How far and how long, in the grammar of targets: each limit from both sides, with sentences of a made-up county."""

from __future__ import annotations

import pytest

from kg.model.records import Target
from kg.parsing.targets import read_targets
from kg.parsing.targets.numerals import chinese_number, fraction_percent, number
from kg.parsing.targets.words import any_of
from kg.parsing.targets.written import written


def found(text: str) -> list[str]:
    return [brief(target) for target in read_targets(text).targets]


def brief(target: Target) -> str:
    """Indicator, change, comparator, value, unit; what a target seldom has only where it has it."""
    figure = f"{target.value}" + (f"-{target.upper}" if target.upper is not None else "")
    figure = f"{target.baseline}>{figure}" if target.baseline is not None else figure
    said = [target.indicator, target.change, target.comparator, figure, target.unit]
    said += [word for word in (target.commitment if target.commitment != "plain" else None, target.deadline) if word]
    return " ".join(str(word) for word in said)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(note.text, note.kind) for note in read_targets(text).numbers]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("一百零五", "105"),
        ("一百五", "150"),
        ("三千二", "3200"),
        ("三万二", "32000"),
        ("一亿三", "130000000"),
        ("两千", "2000"),
        ("九千九百九十九", "9999"),
        ("一万零五", "10005"),
        ("一万二千三百", "12300"),
        ("三亿五千万", "350000000"),
        ("万", None),
        ("百", None),
        ("一十", "10"),
        ("一百十", None),
        ("十十", None),
        ("一百百", None),
        ("一十百", None),
        ("二三十", None),
        ("零五", "5"),
        ("一二三", "123"),
        ("二〇二四", "2024"),
        ("三点五", "3.5"),
        ("三点", None),
        ("点五", None),
        ("三点十", None),
        ("", None),
        ("一百零", "100"),
        ("一万万", None),
        ("一亿万", None),
        ("一万亿", "1000000000000"),
        ("九千九百九十九万", "99990000"),
        ("一" * 24, "1" * 24),
        ("一" * 25, None),
        ("零点" + "一" * 46, "0." + "1" * 46),
        ("零点" + "一" * 47, None),
        ("贰拾", "20"),
    ],
)
def test_chinese_numerals(text: str, value: str | None) -> None:
    assert (str(chinese_number(text)) if chinese_number(text) is not None else None) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200", "1200"),
        ("12,00", None),
        ("1" * 24, "1" * 24),
        ("1" * 25, None),
        ("1," + "000," * 7 + "000", None),
        ("2.50", "2.50"),
        ("2.", None),
    ],
)
def test_arabic_numerals(text: str, value: str | None) -> None:
    assert (str(number(text)) if number(text) is not None else None) == value


@pytest.mark.parametrize(
    ("whole", "part", "value"),
    [
        ("三", "二", "66.67"),
        ("百", "六", "6"),
        ("千", "五", "0.5"),
        ("万", "五", "0.05"),
        ("四", "三", "75"),
        ("六", "一", "16.67"),
        ("零", "三", None),
        ("三", "百百", None),
        ("百", "六点五", "6.5"),
        ("百", "一" * 13, str(int("1" * 13))),
    ],
)
def test_fractions_in_per_cent_to_two_places(whole: str, part: str, value: str | None) -> None:
    share = fraction_percent(whole, part)
    assert (None if share is None else format(share.normalize(), "f")) == value


@pytest.mark.parametrize(("before", "length"), [(153, 157), (154, 158), (155, 158)])
def test_a_noun_begins_within_a_hundred_and_sixty_characters_of_its_number(before: int, length: int) -> None:
    (target,) = read_targets("甲" * before + "公园数量达到30个。").targets
    assert target.indicator == "甲" * (length - 4) + "公园数量"


@pytest.mark.parametrize(("noun", "size"), [("产值", 198), ("某某产值", 200), ("某某某产值", None)])
def test_a_quote_has_up_to_two_hundred_characters(noun: str, size: int | None) -> None:
    """Where the noun stands further before its figure, the figure alone is quoted."""
    (target,) = read_targets(f"{noun}实现跃升{'，推进建设' * 37}，达到30亿元。").targets
    assert target.indicator == noun
    assert len(target.quote) == (size or len("30亿元"))


@pytest.mark.parametrize(
    ("between", "baseline"),
    [
        ("某" * 14, "48"),
        ("某" * 15, None),
        ("2023年底的每人每月", "48"),
        ("2023年底的每户每人每月", None),
    ],
)
def test_what_a_figure_rises_from_stands_near_it(between: str, baseline: str | None) -> None:
    targets = read_targets(f"标准由{between}48元提高到55元。").targets
    assert [str(target.baseline) for target in targets if target.baseline is not None] == ([baseline] if baseline else [])


@pytest.mark.parametrize(
    ("aside", "kept"),
    [
        ("（站）", True),
        ("（" + "站" * 10 + "）", True),
        ("（" + "站" * 11 + "）", False),
        ("（不含站）", False),
        ("（含站）", False),
        ("（按站）", False),
    ],
)
def test_a_short_aside_belongs_to_the_noun(aside: str, kept: bool) -> None:
    (target,) = read_targets(f"完成卫生室{aside}20个。").targets
    assert target.indicator == ("卫生室" + aside if kept else "卫生室")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("覆盖率由48%提高到55%。", ["覆盖率 level eq 48>55 %"]),
        ("覆盖率由2023年的48%提高到55%。", ["覆盖率 level eq 48>55 %"]),
        ("覆盖率由目前的48%提高到55%。", ["覆盖率 level eq 48>55 %"]),
        ("标准从每人每月400元提高到450元。", ["标准 level eq 400>450 元"]),
        ("覆盖率由全县平均水平48%提高到55%。", ["覆盖率 level eq 48>55 %"]),
        ("覆盖率由48%、52%分别提高到55%、60%。", ["覆盖率 level eq 48>55 %", "覆盖率 level eq 52>60 %"]),
        ("甲率和乙率分别由48%、52%提高到55%、60%。", ["甲率 level eq 48>55 %", "乙率 level eq 52>60 %"]),
        ("自由贸易额50亿元。", ["自由贸易额 level eq 50 亿元"]),
        ("从业人员达到300人。", ["从业人员 level eq 300 人"]),
        ("企业由40家发展到52家。", ["企业 level eq 40>52 家"]),
    ],
)
def test_what_a_figure_rises_from(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("公园达到30个以上。", ["公园 level ge 30 个"]),
        ("公园达到30个左右。", ["公园 level approx 30 个"]),
        ("公园达到30个上下。", ["公园 level approx 30 个"]),
        ("失业率控制在5%以内。", ["失业率 level le 5 %"]),
        ("失业率控制在5%之内。", ["失业率 level le 5 %"]),
        ("失业率控制在5%内。", ["失业率 level le 5 %"]),
        ("失业率不高于5%。", ["失业率 level le 5 %"]),
        ("优良率不低于95%。", ["优良率 level ge 95 %"]),
        ("产值约30亿元。", ["产值 level approx 30 亿元"]),
        ("产值近30亿元。", ["产值 level approx 30 亿元"]),
        ("产值超30亿元。", ["产值 level ge 30 亿元"]),
        ("引进项目30余个。", ["项目 level ge 30 个"]),
        ("引进人才3万余人。", ["人才 level ge 3 万人"]),
        ("引进人才3万多人。", ["人才 level ge 3 万人"]),
        ("产值增长5%—6%。", ["产值 increase eq 5-6 %"]),
        ("产值增长5至6个百分点。", ["产值 increase eq 5-6 百分点"]),
        ("引进项目5到6个。", ["项目 level eq 5-6 个"]),
        ("综合排名进入前10位。", ["综合排名 level le 10 位"]),
        ("综合排名进入全省前十强。", ["综合排名 level le 10 强"]),
        ("产值突破百亿元。", ["产值 level ge 100 亿元"]),
        ("产值突破十亿元。", ["产值 level ge 10 亿元"]),
        ("产值突破万亿元。", ["产值 level ge 10000 亿元"]),
        ("游客突破千万人次。", ["游客 level ge 1000 万人次"]),
        ("安置房开工300套（户）。", ["安置房开工 level eq 300 套（户）"]),
        ("种植苗木40株/亩。", ["苗木 level eq 40 株/亩"]),
        ("产值利率下降20个基点。", ["产值利率 decrease eq 20 基点"]),
    ],
)
def test_comparators_ranges_and_units(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("增加学位300个。", ["学位 increase eq 300 个"]),
        ("减少用煤20万吨。", ["用煤 decrease eq 20 万吨"]),
        ("提升老旧小区7个。", ["老旧小区 level eq 7 个"]),
        ("提升覆盖率5%。", ["覆盖率 increase eq 5 %"]),
        ("能耗降至3吨。", ["能耗 level eq 3 吨"]),
        ("能耗下降到3吨。", ["能耗 level eq 3 吨"]),
        ("收入扩大到3亿元。", ["收入 level eq 3 亿元"]),
        ("审批环节压减3个。", ["审批环节 decrease eq 3 个"]),
    ],
)
def test_which_way_a_figure_goes(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("6月底前建成公园3个。", ["公园 level eq 3 个 6月底前"]),
        ("年底前建成公园3个。", ["公园 level eq 3 个 年底前"]),
        ("2024年12月建成公园3个。", ["公园 level eq 3 个 2024年12月"]),
        ("2024年建成公园3个。", ["公园 level eq 3 个"]),
        ("公园到2025年达到3个。", ["公园 level eq 3 个 2025年"]),
        ("公园至2025年达到3个。", ["公园 level eq 3 个 2025年"]),
        ("公园2025年达到3个。", ["公园 level eq 3 个"]),
        ("到2025年，公园达到3个。", ["公园 level eq 3 个 2025年"]),
        ("截至2025年底，公园达到3个。", ["公园 level eq 3 个 2025年底"]),
        ("到“十四五”末，公园达到3个。", ["公园 level eq 3 个 “十四五”末"]),
        ("确保到2025年，公园达到3个。", ["公园 level eq 3 个 ensure 2025年"]),
        ("公园上半年达到3个，年底达到5个。", ["公园 level eq 3 个 上半年", "公园 level eq 5 个 年底"]),
    ],
)
def test_until_when(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("确保公园达到3个。", ["公园 level eq 3 个 ensure"]),
        ("力争公园达到3个。", ["公园 level eq 3 个 strive"]),
        ("力争公园达到3个，绿道达到6公里。", ["公园 level eq 3 个 strive", "绿道 level eq 6 公里 strive"]),
        ("力争公园达到3个。绿道达到6公里。", ["公园 level eq 3 个 strive", "绿道 level eq 6 公里"]),
        ("力争公园达到3个，确保绿道达到6公里。", ["公园 level eq 3 个 strive", "绿道 level eq 6 公里 ensure"]),
        ("争取公园3个，绿道达到6公里。", ["公园 level eq 3 个 strive", "绿道 level eq 6 公里"]),
        ("税收增长7%（力争8%）。", ["税收 increase eq 7 %", "税收 increase eq 8 % strive"]),
        ("力争税收增长7%（其中国税8%）。", ["税收 increase eq 7 % strive", "国税 level eq 8 % strive"]),
    ],
)
def test_how_firmly(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("推进104国道建设。", [("104", "road")]),
        ("推进国道104建设。", [("104", "road")]),
        ("第3次会议。", [("3", "ordinal")]),
        ("云政发〔2024〕6号。", [("2024", "document-number"), ("6", "ordinal")]),
        ("云政发〔2024。", [("2024", "document-number")]),
        ("云政发2024〕。", [("2024", "document-number")]),
        ("升级为2.0版。", [("2.0", "version")]),
        ("推进G60走廊。", [("60", "code")]),
        ("推广5G应用。", [("5", "code")]),
        ("实施“3+6”工程。", [("3", "quoted"), ("6", "quoted")]),
        ("实施3+6工程。", [("3+6", "code")]),
        ("比例为40:60。", [("40:60", "ratio")]),
        ("8:30上班。", [("8:30", "ratio")]),
        ("创建4A级景区。", [("4", "grade")]),
        ("实现十连冠。", [("十", "honour")]),
        ("庆祝建县60周年大会。", [("60", "anniversary")]),
        ("医院二期建设。", [("二", "phase")]),
        ("开展三年行动。", [("三", "duration")]),
        ("数十个部门。", [("数十", "vague")]),
        ("落实十四五规划。", [("十四五", "plan")]),
        ("2024年3月15日前报送。", [("2024年3月15日前", "date")]),
        ("对增长5%、8%的，给予奖励。", [("5%", "condition"), ("8%", "condition")]),
        ("设备300×200台。", [("300×200", "code")]),
    ],
)
def test_numbers_that_name_something(text: str, noted: list[tuple[str, str]]) -> None:
    assert kinds(text) == noted
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("１２％", "12%"),
        ("公 园", "公园"),
        ("10 20", "10 20"),
        ("项目 公园", "项目 公园"),
        ("项目 3", "项目3"),
        ("公園", "公园"),
        ("3—5", "3-5"),
        ("公\n园", "公园"),
        ("工程 绿", "工程 绿"),
    ],
)
def test_the_form_that_is_read_leads_back_to_the_text(text: str, plain: str) -> None:
    form = written(text)
    assert form.plain == plain
    assert form.slice(0, len(plain)) == text
    assert form.slice(1, 1) == ""
    assert len(form.compact(0, len(plain))) == len(plain)


def test_a_quote_is_the_text_as_printed() -> None:
    (target,) = read_targets("建成 公 园 ３ 个 以 上 。").targets
    assert (target.quote, target.start, target.end) == ("公 园 ３ 个 以 上", 3, 14)


@pytest.mark.parametrize("count", [3, 24, 25, 60])
def test_any_of_finds_each_word_the_longest_first(count: int) -> None:
    import re

    words = [chr(0x4E00 + 7 * n) + "".join(chr(0x5000 + n) for _ in range(n % 3)) for n in range(count)] + ["甲", "甲乙"]
    pattern = re.compile(any_of(words))
    assert all((match := pattern.match(word + "丙")) is not None and match.group() == word for word in words)
    assert pattern.match("丁") is None
