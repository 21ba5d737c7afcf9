"""The scheme of indicators is whole: each concept can be found, told apart and compared."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.knowledge.indicators import indicators, read_indicators
from kg.knowledge.measures import measures
from kg.knowledge.scripts import simplified
from kg.linking.indicators import indicator_of, plain
from kg.model.errors import KnowledgeError

HEAD = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix zr: <https://w3id.org/zeren/ontology#> .
@prefix i: <https://w3id.org/zeren/id/indicator/> .
@prefix f: <https://w3id.org/zeren/id/field/> .
"""

UNITS = {measure.dimension: name for name, measure in measures().items()}


def test_reports_share_more_than_a_hundred_indicators_in_a_dozen_fields() -> None:
    assert len(indicators()) >= 120
    assert 12 <= len({indicator.field for indicator in indicators().values()}) <= 20


def test_local_names_are_letters_and_digits() -> None:
    assert not [local for local in indicators() if not re.fullmatch(r"\w+", local)]


def test_labels_are_bilingual() -> None:
    for indicator in indicators().values():
        assert re.search(r"[\u4e00-\u9fff]", indicator.label)
        assert re.search(r"[a-z]", indicator.label_en)
        assert not re.search(r"[\u4e00-\u9fff]{4}", indicator.label_en), indicator.label_en


def test_no_name_means_two_indicators() -> None:
    owner: dict[str, str] = {}
    for indicator in indicators().values():
        for name in indicator.names:
            assert owner.setdefault(plain(name), indicator.local) == indicator.local, name


def test_each_name_leads_to_its_own_indicator() -> None:
    for indicator in indicators().values():
        units = [None, *UNITS.values()]
        for name in indicator.names:
            assert indicator.local in {indicator_of(name, "level", unit) for unit in units}, name


def test_dimensions_are_those_of_units_of_measure() -> None:
    known = {measure.dimension for measure in measures().values()} | {"multiple"}
    assert {dimension for indicator in indicators().values() for dimension in indicator.dimensions} <= known


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("一般公共预算收入", "财政总收入"),
        ("一般公共预算收入", "税收收入"),
        ("研发投入强度", "研发投入"),
        ("地区生产总值", "人均生产总值"),
        ("文化产业增加值", "文化产业增加值占比"),
        ("规上工业增加值", "规上工业总产值"),
        ("规上工业增加值", "工业增加值"),
        ("城镇登记失业率", "城镇调查失业率"),
        ("外贸出口", "自营出口"),
        ("省科技型中小企业", "国家科技型中小企业"),
        ("省级专精特新企业", "专精特新小巨人企业"),
        ("高技术产业投资", "高新技术产业投资"),
        ("养老床位", "护理型养老床位"),
        ("农民人均纯收入", "农村居民人均可支配收入"),
        ("PM2.5浓度", "市区PM2.5浓度"),
        ("数字经济核心产业增加值", "数字经济核心产业制造业增加值"),
        ("居民消费价格涨幅", "居民消费价格指数"),
        ("空气质量优良天数", "空气质量优良天数比例"),
        ("县控以上断面水质达标率", "县控以上断面Ⅲ类以上水质比例"),
    ],
)
def test_likely_confusions_stay_apart(one: str, other: str) -> None:
    owners = {plain(name): indicator.local for indicator in indicators().values() for name in indicator.names}
    assert owners[plain(one)] != owners[plain(other)]


@pytest.mark.parametrize(
    "body",
    [
        'i:无量 skos:prefLabel "无量"@zh, "none"@en ; skos:broader f:甲 .',
        'i:无名 skos:prefLabel "无名"@zh ; skos:broader f:甲 ; zr:dimension "ratio" .',
        'i:无域 skos:prefLabel "无域"@zh, "none"@en ; zr:dimension "ratio" .',
        'i:断行 skos:prefLabel "断行@zh .',
    ],
)
def test_a_faulty_entry_is_named(tmp_path: Path, body: str) -> None:
    file = tmp_path / "indicators.ttl"
    file.write_text(HEAD + body, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"indicators\.ttl"):
        read_indicators(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="nowhere"):
        read_indicators(tmp_path / "nowhere.ttl")


@pytest.mark.parametrize(
    ("traditional", "same"), [("城鎮調查失業率", "城镇调查失业率"), ("老舊小區", "老旧小区"), ("生产总值", "生产总值")]
)
def test_traditional_characters_have_simplified_forms(traditional: str, same: str) -> None:
    assert simplified(traditional) == same
