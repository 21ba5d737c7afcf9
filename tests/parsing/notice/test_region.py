"""Which division a notice is of: what a header states, what a text lets infer, and where neither is enough."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.knowledge.regions import regions
from kg.knowledge.words import words
from kg.parsing.notice.region import find_region

SHARED = Path(__file__).resolve().parents[4] / "shared"


@pytest.mark.parametrize(
    ("header", "name", "code"),
    [
        ("义乌市人民政府办公室关于印发重点工作责任分解的通知", "金华市义乌市", "330782"),
        ("重点工作责任分解\n绍兴市上虞区人民政府办公室\n2024年2月1日", "绍兴市上虞区", "330604"),
        ("县政府办公室\n大竹县人民政府办公室", "达州市大竹县", "511724"),
        ("来源：市府办公厅\n广州市人民政府办公厅", "广州市", "440100"),
        ("辽宁省人民政府关于印发工作分工方案的通知", "辽宁省", "210000"),
        ("（湖北省）2023年咸宁市主要目标任务责任分解方案", "咸宁市", "421200"),
        ("洋縣人民政府\n關于印發民生實事項目的通知", "汉中市洋县", "610723"),
        ("黑龙江省人民政府关于重点工作责任分工的意见\n各市人民政府，绥芬河市、抚远县人民政府", "黑龙江省", "230000"),
        ("上虞市人民政府办公室", "绍兴市上虞市", "330682"),
        ("恩施土家族苗族自治州人民政府办公室关于任务分解的通知", "恩施土家族苗族自治州", "422800"),
        ("恩施州人民政府办公室关于任务分解的通知", "恩施土家族苗族自治州", "422800"),
        ("国务院办公厅关于量化指标任务分工的通知", "国务院", None),
        ("国务院办公厅\n国务院有关部门：", "国务院", None),
    ],
)
def test_a_header_that_names_the_issuer_states_the_region(header: str, name: str, code: str | None) -> None:
    found = find_region(header, "", [])
    assert found is not None
    assert (found.name, found.code, found.stated) == (name, code, True)


def test_a_county_in_the_header_beats_a_prefecture_that_the_text_mentions() -> None:
    found = find_region("海盐县人民政府办公室", "对接嘉兴市。嘉兴市、嘉兴海关、嘉兴市级平台。" * 5, ["嘉兴市税务局"])
    assert found is not None
    assert found.code == "330424"


@pytest.mark.parametrize(
    ("header", "body", "code"),
    [
        ("朝阳区人民政府办公室", "落实长春市部署", "220104"),
        ("朝阳区人民政府办公室", "落实北京市部署", "110105"),
        ("北京市朝阳区人民政府", "", "110105"),
        ("市中区人民政府办公室", "对标济南市、历下区", "370103"),
    ],
)
def test_an_ambiguous_name_is_settled_by_what_else_is_named(header: str, body: str, code: str) -> None:
    found = find_region(header, body, [])
    assert found is not None
    assert (found.code, found.stated) == (code, True)


@pytest.mark.parametrize(
    ("body", "units", "code"),
    [
        # branches that serve a place
        ("改造上虞老街。推进上虞港建设。服务上虞企业。", ["发改局", "人行上虞分行"], "330604"),
        ("", ["区发改局", "市生态环境局咸安分局"], "421202"),
        # governments that answer to the prefecture's notice
        ("", ["市发改委", "市财政局", "嘉善县政府"], "330400"),
        ("", ["市科技局", "岳麓区", "望城区"], "430100"),
        # bodies of the prefecture itself
        ("", ["市经信局", "滁州海关", "滁州经开区管委会"], "341100"),
        # a county-level city, whose notice names the prefecture that it lies in
        ("对接温州市、温州港。建设乐清湾大桥。", ["市发改局", "乐清供电公司", "温州海关"], "330382"),
        ("对接温州市。建设乐清湾大桥。", ["市发改委", "温州海关", "乐清市政府", "瑞安市政府"], "330300"),
        # a district by the name of its bureau, where no other bears it
        ("", ["区住建局", "岳阳楼公安分局"], "430602"),
        # a county's school; a city's power company of old
        ("泰顺中学结对帮扶。泰顺就学比例提高。", ["县教育局", "县财政局"], "330329"),
        ("责任单位：市城管局、宁波电业局。", ["市城管局", "市工商局", "宁波电业局"], "330200"),
        # the only county of its kind in the one prefecture named
        ("支持芜湖职业学校发展。", ["县教育局", "县财政局"], "340223"),
    ],
)
def test_a_region_is_inferred_from_the_text_and_the_units(body: str, units: list[str], code: str) -> None:
    found = find_region("重点工作责任分解", body, units)
    assert found is not None
    assert (found.code, found.stated) == (code, False)
    assert found.evidence


@pytest.mark.parametrize(
    ("body", "units"),
    [
        ("", []),
        ("做好全年工作。", ["发改局", "财政局"]),
        ("学习义乌市经验。", ["县发改局", "县财政局"]),
        ("对接嘉善县、昆山市、青浦区。", ["发改局"]),
        ("创建示范县、规范县。公安分局负责。", ["公安分局"]),
        ("新增城市道路10公里，建设城区公园。", ["市建设局"]),
        ("", ["市发改委", "嘉善县政府", "德清县政府"]),
        ("对接杭州市。学习杭州。去杭州招商。杭州市、杭州、杭州、杭州市。", ["市发改委", "市财政局"]),
        ("接轨上海市。" * 9, ["市发改委", "市财政局"]),
        ("支持芜湖发展，对接马鞍山。", ["县教育局"]),
        ("对接朝阳区。", ["区住建局", "朝阳公安分局"]),
        ("引进杭州中学。" * 3, ["市发改委", "市财政局"]),
        # 自然资源 is what the office does, not the county 资源
        ("责任单位：教育局、规划和自然资源分局。开发自然资源。", ["教育局", "规划和自然资源分局"]),
    ],
)
def test_thin_or_divided_evidence_gives_no_region(body: str, units: list[str]) -> None:
    assert find_region("重点工作责任分解", body, units) is None


@pytest.mark.parametrize("word", ["印发", "发布《重点工作目标任务分解》，细分出", "近日公布了《重点工作目标任务分解》，细分出"])
def test_a_report_says_whose_government_issued_the_notice(word: str) -> None:
    found = find_region("重点工作目标任务分解", f"近日，渝中区人民政府办公室{word}90项任务。", ["区发改委"])
    assert found is not None
    assert (found.code, found.stated) == ("500103", True)


def test_a_date_of_publication_is_no_report() -> None:
    assert find_region("重点工作目标任务分解", "渝中区人民政府发布时间：2023年", ["区发改委"]) is None


def test_two_governments_in_one_header_state_neither() -> None:
    assert find_region("甲文\n义乌市人民政府\n诸暨市人民政府", "", []) is None


def test_a_news_page_states_the_region_where_it_says_who_issued_the_notice() -> None:
    found = find_region("2025年目标任务分解清单", "近日，宁波市人民政府办公厅印发通知。", [])
    assert found is not None
    assert (found.code, found.stated) == ("330200", True)


def test_the_state_council_may_write_about_a_province() -> None:
    found = find_region("国务院关于支持浙江省有关工作分工的通知", "", [])
    assert found is not None
    assert (found.name, found.code) == ("国务院", None)


def gold_cases() -> list[str]:
    return sorted(path.stem for path in (SHARED / "gold").glob("*.json")) or ["absent"]


@pytest.mark.parametrize("stem", gold_cases())
def test_real_notices_have_the_region_that_readers_gave_them(stem: str) -> None:
    path = SHARED / "gold" / f"{stem}.json"
    if not path.is_file():
        pytest.skip("the corpus is not at hand: ../shared/gold")
    gold = json.loads(path.read_text(encoding="utf-8"))
    (document,) = (SHARED / "corpus").rglob(gold["document"]["file"])
    text = document.read_text(encoding="utf-8")
    lines = text.splitlines()
    header = [line for line in lines[:25] if len(line) < 60] + [
        line for line in lines[25:60] if "人民政府" in line and len(line.strip()) < 25
    ]
    units = [unit["name"] for task in gold["tasks"] for unit in task["units"]]
    found = find_region("\n".join([*header, gold["document"].get("publisher") or ""]), text, units)
    assert found is not None
    assert (found.code, found.stated) == (gold["document"]["region_code"], gold["document"]["region_stated"])


def test_the_text_of_a_whole_notice_is_enough_or_gives_nothing() -> None:
    for stem, code in (("000", "330604"), ("001", "330782"), ("002", "330424"), ("003", "330681"), ("004", "330500")):
        paths = list((SHARED / "corpus").glob(f"{stem}_*.txt"))
        if not paths:
            pytest.skip("the corpus is not at hand: ../shared/corpus")
        text = paths[0].read_text(encoding="utf-8")
        pieces = [find_region("", text[at : at + 1500], []) for at in range(0, len(text), 1500)]
        assert {piece.code for piece in pieces if piece} <= {code}


@pytest.mark.parametrize(
    ("header", "page", "body", "units", "code"),
    [
        ("湘政发〔2016〕1号", "", "", ["省科技厅", "省财政厅"], "430000"),
        ("宁政发〔2006〕275号", "", "", ["市发改委"], None),  # a city's number that begins as a province's does
        ("分工的意见", "湖南省人民政府门户网站 发布时间：2016-02-23", "", ["省科技厅"], "430000"),
        ("分工的意见", "www.hunan.gov.cn", "", ["省科技厅"], "430000"),
        ("分工的意见", "湖南省人民政府门户网站", "", ["市科技局"], None),  # a province's site shows a city's notice
        ("分工方案", "", "昨日，广东省政府官方网站挂出方案，省财政再安排资金。", ["省财政厅"], "440000"),
        ("任务分解", "第一台-重庆广电 2018-09-12", "市城管委昨天发布消息。", [], "500000"),
        ("任务分解", "来源：内蒙古日报", "自治区党委、自治区政府提出，全自治区要落实任务。", [], "150000"),
        ("任务分解", "", "中国宁波网讯（记者）昨日，市政府督查室分解了任务。", [], "330200"),
        ("任务分解", "", "据黔东南政府网消息，州委、州政府提出任务。", [], "522600"),
        ("任务分解", "湛江15件民生实事有序推进", "市政府承诺办好15件实事。", [], "440800"),
        ("任务分解", "", "年初，湛江市市长代表市政府承诺办好15件实事。", [], "440800"),
        ("任务分解", "泰州关于印发行动方案的通知", "", ["市住建局"], "321200"),
        ("任务分解", "泰州关于印发行动方案的通知", "", ["县住建局"], None),
        ("进展情况", "", "根据《寿县人民政府关于实施民生工程的通知》，县民生办通报如下。", [], "340422"),
        ("进展情况", "", "根据《安徽省人民政府关于实施民生工程的通知》，县民生办通报如下。", [], None),
        ("任务分解", "杭州日报", "宁波日报报道，市政府分解了任务。", [], None),
        ("任务分解", "", "昨日，寿县第十七届人民代表大会第五次会议召开，县政府承诺办好十件实事。", [], "340422"),
        ("任务分解", "", "景宁县十届人大二次会议上，县政府承诺办好十件实事。", [], "331127"),
        ("任务分解", "", "记者从海盐县政府获悉，县政府今年要办好十件实事。", [], "330424"),
        ("任务分解", "嘉兴日报", "记者从海盐县政府获悉，今年要办好十件实事。", [], "330424"),
        ("任务分解", "", "今年，海盐县继续为群众办实事。", [], "330424"),
        ("任务分解", "", "1.海盐县2026年农田建设项目", [], "330424"),
        ("任务分解", "", "2016年海盐县10大实事", [], "330424"),
        ("任务分解", "来源 ： 海盐县政府办公室", "县政府分解了任务。", [], "330424"),
        ("任务分解", "", "结合湛江实际，制定实施细则。", ["市财政局"], "440800"),
        ("任务分解", "", "结合湛江实际，制定实施细则。", ["县财政局"], None),
        ("任务分解", "", "结合我市实际，制定实施细则。", ["市财政局"], None),
        ("任务分解", "", "根据《湛江市2016年行动计划》，制定本计划。", ["市财政局"], None),  # of what lies above a county-level city
        ("任务分解", "", "现将《湛江市促进发展分工落实方案》印发给你们。", ["市财政局"], "440800"),
        ("任务分解", "", "现将《湛江市促进发展分工落实方案》印发给你们。", ["县财政局"], None),
        ("任务分解", "内蒙古：民生放首位 各地办好实事", "", [], "150000"),
        ("任务分解", "记者：民生放首位 各地办好实事", "", [], None),
        ("任务分解", "中国政府网", "市政府分解了任务。", [], None),
    ],
)
def test_what_the_page_lets_infer(header: str, page: str, body: str, units: list[str], code: str | None) -> None:
    found = find_region(header, body, units, page)
    assert (found and (found.code, found.stated)) == (code and (code, False))


def test_the_sign_of_a_number_names_no_province_where_the_title_names_another_place() -> None:
    found = find_region("云岫市人民政府关于印发重点工作分工的通知\n云政办发〔2024〕3号", "各县人民政府：", ["市园林局"])
    assert found is not None
    assert (found.name, found.code) == ("云岫市", None)


@pytest.mark.parametrize("section", ["province_signs", "province_hosts"])
def test_the_signs_of_provinces_are_pairs_with_a_province(section: str) -> None:
    for row in words("provinces")[section]:
        _, name = row.split()
        assert [region.level for region in regions().named(name)] == ["province"]
