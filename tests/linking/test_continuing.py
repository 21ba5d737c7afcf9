"""Which task takes up which of an earlier year."""

from __future__ import annotations

import pytest

from kg.linking.continuing import continued, gist_of, plain_words, same_horizon

PAVE = "改造城区道路20公里，新增公共停车位800个。"


def links(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    return [(pair.old, pair.new) for pair in continued([gist_of(text) for text in old], [gist_of(text) for text in new])]


def test_numbers_comparators_and_signs_are_no_words() -> None:
    assert plain_words("规上工业增加值增长８%以上；新建工厂不少于3家。") == plain_words("规上工业增加值增长约7.5%，新建工厂12家")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param([PAVE], [PAVE], [(0, 0)], id="同文"),
        pytest.param([PAVE], ["改造城区道路35公里，新增公共停车位500个以上。"], [(0, 0)], id="只有数字不同"),
        pytest.param([PAVE], ["改造主城区道路20公里，新增停车位1000个。"], [(0, 0)], id="措辞改动"),
        pytest.param([PAVE], ["办好民生实事，扩大普惠托育供给。"], [], id="另一件事"),
        pytest.param(
            ["新建工厂3家，改造厂房，培育企业8家，办好展会。"],
            ["新建工厂3家，改造厂房。", "培育企业8家，办好展会。"],
            [(0, 0), (0, 1)],
            id="一项分为两项",
        ),
        pytest.param(["新建工厂3家。", "新建工厂5家。"], ["新建工厂5家。", "新建工厂3家。"], [(1, 0), (0, 1)], id="同字者先于同词者"),
        pytest.param([PAVE, "改造城区道路，新增公共停车位和充电桩。"], [PAVE], [(0, 0)], id="未改动的任务不收并他项"),
    ],
)
def test_a_task_takes_up_the_one_that_it_is_alike(old: list[str], new: list[str], found: list[tuple[int, int]]) -> None:
    assert links(old, new) == found


def test_a_first_sentence_is_enough() -> None:
    first = "推进老旧小区改造和加装电梯。"
    one = first + "完成云栖里、翠屏里两个片区的雨污管网更新，配建社区食堂。"
    other = first + "启动城东旧厂房征收，谋划滨江绿道和体育公园建设，完善物业服务评价。"
    assert links([one], [other]) == [(0, 0)]
    assert links(["深化改革。" + one[14:]], ["深化改革。" + other[14:]]) == []  # too short to be known by


def test_likeness_of_half_is_enough_and_less_is_not() -> None:
    # Nine pairs each, five of them shared: 10/18; four of them: 8/18.
    assert links(["甲乙丙丁戊己庚辛壬癸"], ["甲乙丙丁戊己子丑寅卯"]) == [(0, 0)]
    assert links(["甲乙丙丁戊己庚辛壬癸"], ["甲乙丙丁戊午子丑寅卯"]) == []


def test_the_own_year_of_a_list_is_no_difference() -> None:
    old, new = gist_of("2022年底前建成。", (2022, 2022)), gist_of("2023年底前建成。", (2023, 2023))
    assert old.exact == new.exact
    assert gist_of("2022年底前建成。", (2023, 2023)).exact != new.exact


def test_one_year_and_several_are_two_horizons() -> None:
    assert same_horizon((2022, 2022), (2023, 2023))
    assert same_horizon((2017, 2021), (2022, 2026))
    assert not same_horizon((2022, 2022), (2022, 2026))
