"""Sentences of many shapes, and what each commits to: the noun that is counted, and the numbers that only describe."""

from __future__ import annotations

import pytest

from tests.parsing.targets.test_target_limits import found, kinds


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("公园至2025年底达到3个。", ["公园 level eq 3 个 2025年底"]),
        ("新建公园3个，其中城区1个。", ["公园 level eq 3 个", "城区 level eq 1 个"]),
        ("甲率、乙率均达到98%。", ["甲率 level eq 98 %", "乙率 level eq 98 %"]),
        ("培训合格率达到98%。", ["培训合格率 level eq 98 %"]),
        ("检查覆盖率达到98%。", ["检查覆盖率 level eq 98 %"]),
        ("发放资助金30万元。", ["资助金 level eq 30 万元"]),
        ("推动企业改造覆盖率达到70%。", ["企业改造覆盖率 level eq 70 %"]),
        ("对3个小区进行改造。", ["小区改造 level eq 3 个"]),
        ("为8所学校安装设备65台。", ["学校 level eq 8 所", "设备 level eq 65 台"]),
        ("为60户家庭安装报警器。", ["家庭安装报警器 level eq 60 户"]),
        ("征收房屋1200户20万平方米。", ["房屋 level eq 1200 户", "房屋 level eq 20 万平方米"]),
        ("引进5亿元以上3个。", ["5亿元以上 level eq 3 个"]),
        ("征收和拆除房屋30户。", ["房屋 level eq 30 户"]),
        ("建成并投用公园3个。", ["公园 level eq 3 个"]),
        ("建设、改造公园3个。", ["公园 level eq 3 个"]),
        ("建设与改造公园3个。", ["公园 level eq 3 个"]),
        ("建设及改造公园3个。", ["公园 level eq 3 个"]),
        ("完成3个村和5个社区改造。", ["村 level eq 3 个", "社区改造 level eq 5 个"]),
        ("完成北线30公里改造。", ["北线改造 level eq 30 公里"]),
        ("产值达到6000亿元目标。", ["产值 level eq 6000 亿元"]),
        ("安排30亿元用于教育。", ["用于教育 level eq 30 亿元"]),
        ("安排资金30亿元用于教育。", ["安排资金 level eq 30 亿元"]),
        ("教育支出占60%以上用于农村。", ["教育支出用于农村 level ge 60 %"]),
        ("新增财力60%用于民生。", ["新增财力用于民生 level eq 60 %"]),
        ("确保全县8个村出列。", ["村出列 level eq 8 个 ensure"]),
        ("生产总值确保增长6%、力争增长6.5%。", ["生产总值 increase eq 6 % ensure", "生产总值 increase eq 6.5 % strive"]),
        ("到位资金争取12亿元。", ["到位资金 level eq 12 亿元 strive"]),
        ("外贸进出口争取增长5%以上。", ["外贸进出口 increase ge 5 % strive"]),
        ("新增企业力争50家以上。", ["新增企业 level ge 50 家 strive"]),
        ("确保500个高标准农田项目开工。", ["高标准农田项目开工 level eq 500 个 ensure"]),
        ("建成实训楼一栋。", ["实训楼 level eq 1 栋"]),
        ("新建三所小学。", ["小学 level eq 3 所"]),
        ("引进3家以上企业。", ["企业 level ge 3 家"]),
        ("3家企业上市。", ["企业上市 level eq 3 家"]),
        ("争取3家企业上市。", ["企业上市 level eq 3 家 strive"]),
        ("改造小区3个，完成2个。", ["小区 level eq 3 个", "小区 level eq 2 个"]),
        ("新辟线路10条，优化20条。", ["线路 level eq 10 条", "线路 level eq 20 条"]),
        ("新建53个。", ["新建 level eq 53 个"]),
        ("完成80%。", ["完成 level eq 80 %"]),
        ("建成公园3个、投用2个。", ["公园 level eq 3 个", "公园投用 level eq 2 个"]),
        (
            "甲30亿元、乙18亿元，分别增长10%、12%。",
            ["甲 level eq 30 亿元", "乙 level eq 18 亿元", "甲 increase eq 10 %", "乙 increase eq 12 %"],
        ),
        ("甲、乙、丙分别增长5%、6%、7%。", ["甲 increase eq 5 %", "乙 increase eq 6 %", "丙 increase eq 7 %"]),
        ("覆盖率达到60%全省领先。", ["覆盖率 level eq 60 %"]),
        ("覆盖率降至60%全省领先。", ["覆盖率 level eq 60 %"]),
        ("化肥达到30kg。", ["化肥 level eq 30 kg"]),
        ("港实现吞吐量3亿吨。", ["港实现吞吐量 level eq 3 亿吨"]),
        ("甲收入、乙产业增长8%。", ["甲收入、乙产业 increase eq 8 %"]),
        ("甲率和乙产业达到98%。", ["甲率和乙产业 level eq 98 %"]),
        ("改造急救（5）分站4个。", ["急救（5）分站 level eq 4 个"]),
        ("改造小区3个，提升7个。", ["小区 level eq 3 个", "小区 level eq 7 个"]),
        ("覆盖率60%全省领先。", ["覆盖率全省领先 level eq 60 %"]),
        (
            "甲30亿元、乙18亿元，均增长10%。",
            ["甲 level eq 30 亿元", "乙 level eq 18 亿元", "甲 increase eq 10 %", "乙 increase eq 10 %"],
        ),
        ("工、农参保率分别达到96%、97%。", ["工参保率 level eq 96 %", "农参保率 level eq 97 %"]),
        ("甲收入、乙收入增长8%。", ["甲收入 increase eq 8 %", "乙收入 increase eq 8 %"]),
        ("甲收入、乙收入达到8亿元。", ["甲收入、乙收入 level eq 8 亿元"]),
        ("城镇、农村居民收入分别增长7%、8%。", ["城镇居民收入 increase eq 7 %", "农村居民收入 increase eq 8 %"]),
        ("新建3座、改造5座人行天桥。", ["人行天桥 level eq 3 座", "人行天桥 level eq 5 座"]),
        ("减少用煤20万吨、排放3万吨。", ["用煤 decrease eq 20 万吨", "排放 decrease eq 3 万吨"]),
        ("生产总值实现跃升，向6000亿元迈进。", ["生产总值 level eq 6000 亿元"]),
        ("为老人安装报警器300套。", ["报警器 level eq 300 套"]),
        ("港口生产实现吞吐量3亿吨。", ["吞吐量 level eq 3 亿吨"]),
        ("开工甲河、乙湖等治理项目9个。", ["治理项目 level eq 9 个"]),
        ("人均受教育年限达到11年。", ["人均受教育年限 level eq 11 年"]),
        ("建成“清风小院”20个。", ["“清风小院” level eq 20 个"]),
        ("“清风小院”“清风街巷”各20个。", ["“清风小院” level eq 20 个", "“清风街巷” level eq 20 个"]),
        ("浓度为每立方米25微克。", ["浓度 level eq 25 微克/立方米"]),
        ("标准为每人每月600元。", ["标准 level eq 600 元/人·月"]),
        ("覆盖率达到三分之二以上。", ["覆盖率 level ge 66.67 %"]),
        ("百分之六十以上项目开工。", ["项目开工 level ge 60 %"]),
        ("排名前10。", ["排名 level le 10 None"]),
        ("产值突破千亿元大关。", ["产值 level ge 1000 亿元"]),
        ("新增就业1.2万余人。", ["新增就业 level ge 1.2 万人"]),
    ],
)
def test_what_a_sentence_commits_to(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("完成北线30公里改造项目。", [("30公里", "size")]),
        ("年产10万辆汽车项目。", [("10万辆", "size")]),
        ("建设占地30亩公园。", [("30亩", "size")]),
        ("6000亿元目标。", [("6000亿元", "size")]),
        ("建设30万吨级码头。", [("30万吨级", "size")]),
        ("落实其他8个园区。", [("8个", "count")]),
        ("全县8个村出列。", [("8个", "count")]),
        ("围绕8个园区建设。", [("8个", "count")]),
        ("实现一镇一个。", [("一", "word"), ("一个", "count")]),
        ("实施三项改革。", [("三项", "count")]),
        ("消除66人以上大班额。", [("66人", "size")]),
        ("3家企业后续事宜。", [("3家", "unexplained")]),
    ],
)
def test_what_a_sentence_only_describes(text: str, noted: list[tuple[str, str]]) -> None:
    assert found(text) == []
    assert kinds(text) == noted
