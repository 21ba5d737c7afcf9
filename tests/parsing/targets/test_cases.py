"""Figures of a rule that is applied to cases: conditions, what is paid for one, past sums. The places are made up."""

import pytest

from kg.parsing.targets import read_targets


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("年销售收入首次突破1000万元、5000万元的，给予奖励。", {"condition"}),
        ("对年纳税达到300万元的，优先供地。", {"condition"}),
        ("危房按拆除重建每户补助3万元，维修加固每户1.5万元的标准给予补助。", {"rate"}),
        ("给予最高100万元奖励。", {"rate"}),
        ("对新认定的企业一次性奖励20万元。", {"rate"}),
        ("分别给予10万元、20万元的资助。", {"rate"}),
        ("每家企业每年最高不超过50万元。", {"rate"}),
        ("分类补助为：重建户均2万元；修缮户均0.6万元。", {"rate"}),
        ("按投资额的10%给予补助。", {"rate"}),
        ("給予最高100萬元獎勵。", {"rate"}),
    ],
)
def test_a_rule_for_cases_promises_nothing(text: str, kinds: set[str]) -> None:
    reading = read_targets(text)
    assert reading.targets == ()
    assert {note.kind for note in reading.numbers} == kinds


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("按每所学校补助1万元的标准共计安排200万元。", ["200"]),
        ("残疾人护理补贴标准提高到每人每月80元。", ["80"]),
        ("护理补贴不低于每人每月60元。", ["60"]),
        ("安排奖补资金500万元。", ["500"]),
        ("医保补助标准每人每年增加30元。", ["30"]),
        ("为300名老人每人补贴100元。", ["300"]),
        ("给予小店5%租金优惠。", ["5"]),
        ("户均增收2000元。", ["2000"]),
        ("在上年安排1亿元的基础上，再安排2亿元。", ["2"]),
        ("在去年发放1亿多元补贴的基础上，省财政再安排2.8亿元。", ["2.8"]),
    ],
)
def test_sums_that_are_promised(text: str, promised: list[str]) -> None:
    assert [str(target.value) for target in read_targets(text).targets] == promised


def test_a_past_sum_is_named_so() -> None:
    kinds = {note.text: note.kind for note in read_targets("在上年安排1亿元的基础上，再安排2亿元。").numbers}
    assert kinds == {"1亿元": "past", "2亿元": "target"}
