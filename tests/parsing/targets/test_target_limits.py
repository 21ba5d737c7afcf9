"""How far and how long, in the grammar of targets: each limit from both sides, with sentences of a made-up county."""

from __future__ import annotations

import pytest

from kg.model.records import Target
from kg.parsing.targets import read_targets


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
