"""Units of measure: what the file promises, and how figures in different units compare."""

from decimal import Decimal
from pathlib import Path

import pytest

from kg.knowledge.measures import measure, measures, read_measures, to_base
from kg.model.errors import KnowledgeError


@pytest.mark.parametrize(
    ("value", "unit", "base"),
    [
        ("2.1", "万名", ("21000", "名")),
        ("21000", "名", ("21000", "名")),
        ("20", "亿元", ("2000000000", "元")),
        ("2.18", "万亿元", ("2180000000000", "元")),
        ("47", "万亩", ("470000", "亩")),
        ("2", "公顷", ("30", "亩")),
        ("27", "平方公里", ("40500", "亩")),
        ("50", "兆瓦", ("50000", "千瓦")),
        ("220", "千伏", ("220", "千伏")),
        ("10", "千瓦", ("10", "千瓦")),
        ("15", "亿斤", ("750000", "吨")),
        ("20", "个基点", ("0.2", "百分点")),
        ("3", "个百分点", ("3", "百分点")),
        ("28", "微克/立方米", ("28", "微克/立方米")),
        ("3", "萬畝", ("30000", "亩")),
        ("4", "万标箱", ("40000", "标箱")),
        ("11.6", "万管", ("116000", "管")),
        ("5", "百万只鸡", ("5000000", "只鸡")),
        ("100", "万", ("1000000", "")),
    ],
)
def test_figures_in_their_base_unit(value: str, unit: str, base: tuple[str, str]) -> None:
    assert to_base(Decimal(value), unit) == (Decimal(base[0]), base[1])


def test_a_figure_without_a_unit_has_no_base() -> None:
    assert to_base(Decimal(3), None) is None


def test_a_base_figure_is_a_plain_decimal() -> None:
    found = to_base(Decimal("1.50"), "亿元")
    assert found is not None
    assert str(found[0]) == "150000000"


def test_mu_has_no_qudt_unit_and_hectare_has() -> None:
    mu, hectare = measure("亩"), measure("公顷")
    assert mu is not None and hectare is not None
    assert mu.exact is None
    assert hectare.exact == "http://qudt.org/vocab/unit/HA"
    assert mu.dimension == hectare.dimension


def test_every_unit_has_both_languages_and_a_base_of_its_own_dimension() -> None:
    known = measures()
    assert len({unit.iri for unit in known.values()}) >= 150
    for unit in known.values():
        assert unit.label and unit.label_en
        assert known[unit.base].dimension == unit.dimension
        assert known[unit.base].factor == 1
        assert unit.factor > 0


def test_classifiers_are_never_converted() -> None:
    for name, unit in measures().items():
        if unit.classifier:
            assert to_base(Decimal(7), name) == (Decimal(7), unit.label)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("zr:a a zr:UnitOfMeasure .", "labels"),
        ('zr:a a zr:UnitOfMeasure ; skos:prefLabel "a"@zh , "a"@en ; zr:quantityKind "x" ; zr:baseMeasure zr:b ; zr:factor 1 .', "base"),
        ("this is not Turtle", "Turtle"),
    ],
)
def test_a_faulty_file_is_refused_with_a_reason(tmp_path: Path, body: str, fault: str) -> None:
    path = tmp_path / "units.ttl"
    prefixes = "@prefix zr: <https://w3id.org/zeren/ontology#> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    path.write_text(prefixes + body, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=fault):
        read_measures(path)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError):
        read_measures(tmp_path / "none.ttl")
