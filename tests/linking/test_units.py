"""Which printed names of a region are one body, and which are not."""

from __future__ import annotations

from itertools import permutations

import pytest

from kg.knowledge.regions import regions
from kg.linking.units import link_units, owner_of, unit_key

YIWU, SHANGYU, ZHUJI, HUZHOU, JIAXING, GUANGZHOU, GUANGDONG = "330782", "330604", "330681", "330500", "330400", "440100", "440000"


@pytest.mark.parametrize(
    ("region", "names"),
    [
        (YIWU, ("执法局", "行政执法局", "综合执法局", "综合行政执法局")),
        (YIWU, ("文旅局", "文广旅体局")),
        (YIWU, ("税务", "税务局", "市税务局", "义乌市税务局")),
        (ZHUJI, ("人社局", "人力社保局", "人力社会保障局")),
        (ZHUJI, ("教体局", "教育体育局")),
        (ZHUJI, ("人行", "人民银行")),
        (YIWU, ("海关", "义乌海关")),
        (YIWU, ("交通局", "交通运输局", "市交通运输局")),
        (SHANGYU, ("建管服务中心", "建筑业管理服务中心")),
        (SHANGYU, ("生态环境局", "生态环境分局", "市生态环境局上虞分局")),
        (HUZHOU, ("市纪委（市监委）机关", "市纪委监委", "纪委")),
        (GUANGZHOU, ("市规划局", "规划局")),
        (GUANGZHOU, ("市国土房管局", "国土房管局")),
        (GUANGZHOU, ("黄埔区", "黄埔区政府", "黄埔区人民政府")),
        (GUANGDONG, ("省农业农村厅", "农业农村厅")),
        ("CN", ("发展改革委", "国家发展改革委")),
        (ZHUJI, ("组织部（人才办）", "市委组织部（市委人才办）", "组织部〈市委人才办〉")),
        (ZHUJI, ("暨阳街道", "暨阳街道办事处", "诸暨市暨阳街道")),
    ],
)
def test_names_of_one_body_are_one_unit(region: str, names: tuple[str, ...]) -> None:
    linked = link_units(region, [(name, False) for name in names])
    assert len({linked[name].key for name in names}) == 1


@pytest.mark.parametrize(
    ("region", "names"),
    [
        (ZHUJI, ("组织部", "组织部（人才办）", "人才办")),
        (ZHUJI, ("发改局", "发改局（推进办）", "发改（校地合作办）")),
        (YIWU, ("城投集团", "建设集团", "水务集团", "国资公司")),
        (SHANGYU, ("生态环境分局", "医疗保障分局", "公安分局")),
        (HUZHOU, ("公安局", "公安分局", "市公安局吴兴分局")),
        (SHANGYU, ("曹娥江经开区管委会", "曹娥江旅游度假区管委会", "杭州湾经开区管委会")),
        (SHANGYU, ("税务局", "市税务局", "省税务局")),
        (JIAXING, ("市政府", "嘉善县政府", "平湖市政府")),
        (GUANGZHOU, ("外经贸局", "贸易局", "经贸委")),
        (GUANGDONG, ("国税局", "地税局", "税务局")),
        (GUANGDONG, ("财政厅", "财政部")),
        (HUZHOU, ("湖州学院", "湖州师范学院", "湖州职业技术学院")),
        ("CN", ("财政部", "水利部", "省财政厅")),
        (ZHUJI, ("枫桥镇", "大唐街道", "山下湖镇")),
        (YIWU, ("政务服务办", "便民服务中心", "行政审批局")),
        (YIWU, ("大数据局", "大数据中心")),
        (ZHUJI, ("人局", "设集团", "高湖建管办", "科技城建管办")),
    ],
)
def test_what_is_not_surely_one_body_stays_apart(region: str, names: tuple[str, ...]) -> None:
    linked = link_units(region, [(name, False) for name in names])
    assert len({unit.key for unit in linked.values()}) == len(names)


def test_a_unit_goes_by_the_name_printed_most_often_then_the_longest() -> None:
    often = link_units(YIWU, [("文旅局", False), ("文旅局", False), ("文广旅体局", False)])["文广旅体局"]
    assert (often.pref_name, often.alt_names) == ("文旅局", ("文广旅体局",))
    even = link_units(YIWU, [("文旅局", False), ("文广旅体局", False)])["文旅局"]
    assert even.pref_name == "文广旅体局"


def test_the_order_of_names_leaves_no_trace() -> None:
    printed = [("税务", False), ("税务局", False), ("各镇街", True), ("海关", False)]
    assert len({str(sorted(link_units(YIWU, order).items())) for order in permutations(printed)}) == 1


def test_a_key_depends_on_the_region_and_the_name_alone() -> None:
    alone = link_units(YIWU, [("执法局", False)])["执法局"].key
    among = link_units(YIWU, [("综合行政执法局", False), ("公安局", False), ("执法局", False)])["执法局"].key
    assert alone == among == unit_key(YIWU, "执法局", False) == "330782-综合行政执法"


@pytest.mark.parametrize(
    "name", ["e游小镇管委会", "组织部（市“三服务”办）", "信访局〈矛调中心〉", "长三角（湖州）产业合作区管委会", "A·B/C局"]
)
def test_a_key_needs_no_escape(name: str) -> None:
    key = unit_key(HUZHOU, name, False)
    assert all(character.isalnum() or character in "-_" for character in key)


def test_a_group_is_known_by_its_printed_name_and_has_no_function() -> None:
    linked = link_units(ZHUJI, [("各镇乡（街道）", True), ("相关镇乡（街道）", True)])
    assert len({unit.key for unit in linked.values()}) == 2
    assert all(unit.collective and unit.function is None for unit in linked.values())


def test_a_combined_office_keeps_what_it_does_besides() -> None:
    function = link_units(ZHUJI, [("教育局", False), ("教体局", False)])["教育局"].function
    assert function is not None
    assert (function.name, function.also) == ("教育", ("体育",))


def test_units_of_two_regions_are_two_units_of_one_function() -> None:
    one, other = (link_units(code, [("发改局", False)])["发改局"] for code in (YIWU, ZHUJI))
    assert one.key != other.key
    assert one.function == other.function


def test_without_a_region_names_are_linked_as_far_as_they_are_alike() -> None:
    linked = link_units(None, [("发改委", False), ("发展改革委", False), ("市发改委", False)])
    assert linked["发改委"].key == linked["发展改革委"].key != linked["市发改委"].key


@pytest.mark.parametrize(
    ("printed_by", "name", "owner"),
    [
        ("嘉善县", "市税务局", "嘉兴市"),
        ("嘉善县", "省财政厅", "浙江省"),
        ("义乌市", "市财政局", "义乌市"),
        ("南宁市", "自治区财政厅", "广西壮族自治区"),
        ("青秀区", "自治区财政厅", "广西壮族自治区"),
        ("青秀区", "区财政局", "青秀区"),
        ("阿克苏市", "地区财政局", "阿克苏地区"),
        ("恩施市", "自治州财政局", "恩施土家族苗族自治州"),
        ("嘉善县", "市政府", "嘉兴市"),
        ("嘉善县", "市政工程公司", "嘉善县"),
        ("金华市", "义乌海关", "义乌市"),
        ("义乌市", "金华海关", "金华市"),
        ("义乌市", "杭州海关", "杭州市"),  # a neighbour of the prefecture that it lies in
        ("嘉兴市", "上海海关", "上海市"),
        ("绍兴市", "南昌海关", "绍兴市"),  # in another province: not known to be meant
        ("开封市", "湘潭县公安局", "湘潭县"),
        ("开封市", "鼓楼公安分局", "鼓楼区"),
        # zones that bear the short name, or the whole one, of a division elsewhere
        ("武汉市", "东湖高新区管委会", "武汉市"),
        ("西安市", "曲江新区管委会", "西安市"),
        ("威海市", "南海新区管委会", "威海市"),
        ("滨州市", "北海新区管委会", "滨州市"),
        ("沧州市", "滨海新区管委会", "沧州市"),
        ("沧州市", "滨海新区", "沧州市"),
        ("湘潭市", "郊区", "湘潭市"),
        ("中山市", "东区", "中山市"),
        ("米易县", "东区", "东区"),
        ("杭州市", "西湖大学", "杭州市"),
        ("湘潭市", "长沙银行", "湘潭市"),
        ("广州市", "中山医院", "广州市"),
        ("沈阳市", "和平街道", "沈阳市"),
        ("益阳市", "大通湖区管委会", "益阳市"),
    ],
)
def test_a_body_is_that_of_its_own_place_and_of_no_other_of_its_name(printed_by: str, name: str, owner: str) -> None:
    (region,) = regions().named(printed_by)
    code = owner_of(region.code, name, False)
    assert code is not None
    known = regions().get(code)
    assert known is not None
    assert known.name == owner


@pytest.mark.parametrize("name", ["浙江省", "浦东新区", "上海海关"])
def test_the_countrys_notices_name_provinces_and_whole_names(name: str) -> None:
    assert owner_of("CN", name, False) != "CN"
    assert owner_of("CN", "东湖高新区管委会", False) == "CN"
