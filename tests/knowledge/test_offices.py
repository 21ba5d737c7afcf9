"""What the printed name of an office says of what it does."""

from __future__ import annotations

import pytest

from kg.knowledge.functions import functions
from kg.knowledge.offices import function_of, known_names, take_apart


@pytest.mark.parametrize(
    ("name", "function"),
    [
        # short and long, county, city, province and ministry
        *((name, "发展改革") for name in ("发改局", "市发改委", "县发展和改革局", "省发展改革委", "国家发展改革委", "发改")),
        *((name, "经济信息化") for name in ("经信局", "工业和信息化部", "省工信委", "市经信局")),
        *((name, "人力资源社会保障") for name in ("人社局", "人力社保局", "市人力社会保障局", "人力资源社会保障部")),
        *((name, "卫生健康") for name in ("卫健局", "市卫生健康委", "卫计委", "县卫生和计划生育局")),
        # names of earlier years
        ("市计委", "发展改革"),
        ("市经贸委", "经济信息化"),
        ("市劳动保障局", "劳动和社会保障"),
        ("国土房管局", "国土资源"),
        ("环保局", "生态环境"),
        ("市外经贸局", "对外经贸"),
        ("农委", "农业农村"),
        ("地税局", "地税"),
        # party, masses, courts
        ("省委网信办", "网信"),
        ("市委组织部（市委人才办）", "组织"),
        ("区委办公室", "党委办公室"),
        ("县委办", "党委办公室"),
        ("市府办", "政府办公室"),
        ("团市委", "共青团"),
        ("县总工会", "工会"),
        ("检察院", "检察院"),
        # branches and bodies that are led from above
        ("生态环境分局", "生态环境"),
        ("自然资源和规划分局", "自然资源"),
        ("市生态环境局咸安分局", "生态环境"),
        ("公安分局", "公安"),
        ("人行上虞分行", "人民银行"),
        ("中国人民银行宁波市分行", "人民银行"),
        ("宁波市税务局", "税务"),
        ("税务", "税务"),
        ("诸暨海关", "海关"),
        ("国家统计局嘉兴调查队", "统计调查"),
        ("国网绍兴市上虞区供电公司", "供电"),
        ("市公安局交警支队", "交通警察"),
        # areas and companies
        ("杭州湾经开区管委会", "开发区管理"),
        ("崧厦街道", "街道"),
        ("章镇镇", "镇政府"),
        ("城关镇", "镇政府"),
        ("嘉善县政府", "人民政府"),
        ("黄埔区", "人民政府"),
        ("城投集团", "城投"),
        # traditional characters
        ("教體局", "教育"),
        # names that begin with the sign of a level
        ("市场监管局", "市场监管"),
        ("市市场监管局", "市场监管"),
        ("市民政局", "民政"),
        ("区域合作办", "合作交流"),
    ],
)
def test_a_name_leads_to_its_function(name: str, function: str) -> None:
    found = function_of(name)
    assert found is not None
    assert found.name == function


@pytest.mark.parametrize(
    ("name", "function", "also"),
    [
        ("教体局", "教育", ("体育",)),
        ("区发改经信局", "发展改革", ("经济信息化",)),
        ("区科经局", "科学技术", ("经济信息化",)),
        ("区科技和经信局", "科学技术", ("经济信息化",)),
        ("县教科局", "教育", ("科学技术",)),
        ("文广旅体局", "文化旅游", ("体育",)),
        ("农林水利局", "农业农村", ("林业", "水利")),
    ],
)
def test_a_combined_office_has_the_function_of_its_leading_part(name: str, function: str, also: tuple[str, ...]) -> None:
    found = function_of(name)
    assert found is not None
    assert (found.name, found.also) == (function, also)


@pytest.mark.parametrize("name", ["", "水文局", "恒风集团", "人局", "设集团", "诸暨站", "市委", "体新局", "某某", "（）", "局"])
def test_a_name_not_understood_has_no_function(name: str) -> None:
    assert function_of(name) is None


@pytest.mark.parametrize(
    ("name", "level", "place", "bracket"),
    [
        ("市财政局", "市", "", ""),
        ("市级机关事务局", "市", "", ""),
        ("义乌海关", "", "义乌", ""),
        ("绍兴市上虞区发改局", "", "上虞区", ""),
        ("组织部〈市委人才办〉", "", "", "市委人才办"),
        ("市场发展委", "", "", ""),
        ("自治区财政厅", "自治区", "", ""),
        ("地区财政局", "地区", "", ""),
        ("市政府", "市", "", ""),
        ("市市政园林局", "市", "", ""),
        ("市政管理处", "", "", ""),
        ("市民卡公司", "", "", ""),
        ("区块链公司", "", "", ""),
    ],
)
def test_what_stands_around_the_office_is_told_apart(name: str, level: str, place: str, bracket: str) -> None:
    office = take_apart(name)
    assert (office.level, office.place, office.bracket) == (level, place, bracket)


def test_the_scheme_knows_many_functions_in_two_languages() -> None:
    every = functions().by_name.values()
    assert len(every) >= 120
    assert all(function.name and function.english for function in every)


def test_the_iri_of_a_function_is_letters_alone() -> None:
    assert all(name.isalpha() for name in functions().by_name)


def test_bodies_that_stood_side_by_side_are_different_functions() -> None:
    for one, other in (
        ("贸易局", "外经贸局"),
        ("国税局", "地税局"),
        ("农办", "农业局"),
        ("规划局", "国土局"),
        ("旅游局", "文广新局"),
        ("工商局", "质监局"),
    ):
        assert function_of(one) != function_of(other)


def test_a_function_of_earlier_years_names_the_one_that_has_its_work_now() -> None:
    found = function_of("市劳动保障局")
    assert found is not None
    assert found.broader == "人力资源社会保障"


def test_known_names_are_whole_names_and_no_bare_endings() -> None:
    assert {"交通运输局", "公管办", "建设集团", "海关", "人武部", "生态环境分局", "教体局"} <= known_names()
    assert not known_names() & {"街道", "镇", "管委会", "指挥部", "局", "学院", "发改"}
