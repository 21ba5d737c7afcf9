"""A campaign is a name that two documents use; what is only stressed, counted or entitled is none."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kg.knowledge.initiatives import known_initiatives, read_initiatives
from kg.linking.initiatives import Initiatives, initiative_key, initiative_names, shared_initiatives
from kg.mapping.iris import slug
from kg.model.errors import KnowledgeError

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


def linked(*documents: list[str]) -> Initiatives:
    counts: Counter[str] = Counter()
    for texts in documents:
        counts.update(initiative_names(texts))
    return shared_initiatives(counts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("腾笼换鸟、凤凰涅槃", "腾笼换鸟 凤凰涅槃"),
        ("騰籠換鳥、鳳凰涅槃", "腾笼换鸟·凤凰涅槃"),
        ("第一时间+顶格优惠", "第一时间＋顶格优惠"),
    ],
)
def test_signs_and_scripts_make_no_difference(one: str, other: str) -> None:
    assert initiative_key(one) == initiative_key(other)


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ("推进“清溪共富”行动", "做好“清溪共富”工作", "清溪共富"),
        ("实施农业“双强”行动", "实施农业“双强行动”", "双强"),
        ("深化“腾笼换鸟、凤凰涅槃”", "新一轮腾笼换鸟、凤凰涅槃攻坚行动", "腾笼换鸟、凤凰涅槃"),
        ("做好山海协作工作", "打造山海协作升级版", "山海协作"),
        ("实施“千村示范、万村整治”", "推进千万工程", "千万工程"),
        ("巩固“雙減”成果", "落实“双减”政策", "双减"),
    ],
)
def test_two_documents_share_a_campaign(first: str, second: str, shared: str) -> None:
    found = linked([first], [second])
    assert found.named_in(first) == found.named_in(second) == (shared,)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("推进“清溪共富”行动", "推进“白石共富”行动"),  # a name of one document each
        ("迭代“141”体系", "完善“141”体系"),
        ("创建“1+9”格局", "形成“1+9”格局"),
        ("冲刺“十六连冠”", "实现“十六连冠”"),
        ("落实“十四五”规划", "“十四五”收官"),
        ("下好“一盘棋”", "全市“一盘棋”"),
        ("落实《政府工作报告》", "完成《政府工作报告》"),
        ("执行《森林法》", "宣传《森林法》"),
        ("投资5千万工程款", "投资八千万工程款"),
        ("开展环境双控双减", "落实“双减”"),  # two characters, not between marks
        ("推进“A”计划", "推进“A”计划"),
    ],
)
def test_no_campaign(first: str, second: str) -> None:
    found = linked([first], [second])
    assert found.named_in(first) == ()


def test_one_document_that_repeats_a_name_is_still_one() -> None:
    found = linked(["推进“清溪共富”", "再推“清溪共富”"], ["修路"])
    assert found.named_in("推进“清溪共富”") == ()


def test_two_forms_in_one_document_are_one_campaign_of_one_document() -> None:
    found = linked(["实施农业“双强”行动", "实施“双强行动”"], ["修路"])
    assert found.named_in("实施农业“双强”行动") == ()


def test_a_long_shared_name_is_found_without_marks_too() -> None:
    found = linked(["推进“水清岸绿工程带”"], ["建设“水清岸绿工程带”"])
    assert found.named_in("新建水清岸绿工程带三段") == ("水清岸绿工程带",)


def test_campaigns_stand_in_the_order_of_the_text_each_once() -> None:
    found = linked(["“清溪共富”“双减”"], ["“双减”“清溪共富”"])
    assert found.named_in("落实“双减”，推进“清溪共富”和“双减”") == ("双减", "清溪共富")


def test_the_form_that_most_documents_print_is_the_name() -> None:
    documents = [["“清溪·共富”"], ["“清溪共富”"], ["“清溪·共富”"]]
    assert linked(*documents).names == linked(*reversed(documents)).names
    assert linked(*documents).named_in("“清溪共富”") == ("清溪·共富",)


def test_known_campaigns_are_called_by_their_usual_name_in_the_iri() -> None:
    for known in known_initiatives():
        assert known.local == slug(known.label)
        assert known.label_en


def test_no_name_means_two_known_campaigns() -> None:
    keys = [initiative_key(name) for known in known_initiatives() for name in known.names]
    assert len(keys) == len(set(keys))


def test_a_campaign_without_a_name_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "initiatives.ttl"
    file.write_text("<https://w3id.org/zeren/id/initiative/x> a <https://w3id.org/zeren/ontology#Initiative> .")
    with pytest.raises(KnowledgeError, match="prefLabel"):
        read_initiatives(file)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real notices is absent")
def test_campaigns_of_the_province_in_the_five_notices() -> None:
    documents = [path.read_text(encoding="utf-8").splitlines() for path in sorted(CORPUS.glob("*.txt"))]
    found = linked(*documents)
    notices = Counter(name for texts in documents for name in {n for text in texts for n in found.named_in(text)})
    assert {name: notices[name] for name in ("双减", "无废城市", "山海协作", "腾笼换鸟、凤凰涅槃", "亩均论英雄", "一带一路")} == {
        "双减": 5,
        "无废城市": 4,
        "山海协作": 4,
        "腾笼换鸟、凤凰涅槃": 4,
        "亩均论英雄": 3,
        "一带一路": 3,
    }
    assert min(notices.values()) >= 2
