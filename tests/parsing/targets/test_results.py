"""What a text reports as reached is a result, never a target; the promise beside it stays one. The places are made up."""

import pytest

from kg.parsing.targets import read_targets


def kinds(text: str) -> dict[str, str]:
    """Each number of the text, and what was made of it."""
    return {note.text: note.kind for note in read_targets(text).numbers}


@pytest.mark.parametrize(
    "text",
    [
        "截至6月底，云溪县已建成驿站12个。",
        "截至6月底，全县完成投资8亿元，占年度计划的40%。石桥镇开工率达100%，居全县前三位。",
        "截至2021年底，全县已建成公园9个。",
        "目前已完成管网改造3公里，约为年度总任务的81%，其中城东1公里。",
        "目前，完成公园绿化7个，超过既定目标40%。",
        "至目前，全镇共发放贷款300万元。",
        "已完成外立面改造20栋，铺设管道5公里。",
        "已完成基础工程，开挖土方2万立方米，累计完成投资300万元。",
        "到位外资2亿美元，完成年度目标的106%。",
        "到位外资2亿美元，完成年度目标的53%，低于目标0.9个百分点。",
        "改造村道30公里，为任务的120%；新建泵站5座，为任务的100%。",
        "完成投资6亿元，同比增长9%，占年度计划12亿元的50%；其中石桥镇2亿元。",
        "新开工项目8个，超计划2个。",
        "污水处理率达65%，超任务3个百分点。",
        "财政收入2亿元，高于年初10%的目标4个百分点。",
        "完成茶园改造300亩，完成“冬种”计划的60%。",
        "改造厕所40座，完成率110%。",
        "新增床位70张，提前完成年度目标。",
        "累计解决了20个村的饮水问题。",
        "目前进度：新建项目6个，投资200万元。",
        "有3项指标未达到序时进度。",
        "12个项目超额完成，占总数的60%。",
        "第一批40个厢房正在制作。",
        "截至目前，年初安排的11件实事已全部完成。",
        "已有3个项目提前竣工。",
        "截至6月底，雲溪縣已建成驛站12個，佔年度計劃的40%。",
    ],
)
def test_what_is_reached_is_no_target(text: str) -> None:
    assert read_targets(text).targets == ()
    assert "result" in kinds(text).values()


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("全年计划讲座50场，截至6月底已开展60场，听众900人。", ["50"]),
        ("计划改造管网7公里，实际完成9公里。", ["7"]),
        ("已建成8个，年底前再建成4个。", ["4"]),
        ("目前已建成8个。2026年新建公园4个。", ["4"]),
        ("进展情况：建成公园3个。下一步计划：新建公园2个。", ["2"]),
        ("在已建成公园3个的基础上，新建公园2个。", ["2"]),
        ("项目已开工，年内完成投资3亿元。", ["3"]),
    ],
)
def test_the_promise_beside_it_stays(text: str, promised: list[str]) -> None:
    assert [str(target.value) for target in read_targets(text).targets] == promised


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("6月底前完成年度计划的60%。", ["60"]),
        ("投资完成率达到年度计划的80%。", ["80"]),
        ("力争提前完成任务，新建学校3所。", ["3"]),
        ("确保完成投资5亿元，超年度目标10%。", ["5", "10"]),
        ("民生实事完成率100%。", ["100"]),
        ("占生产总值比重达到9%。", ["9"]),
        ("实际利用外资2亿美元。", ["2"]),
        ("年底前累计建成驿站30个。", ["30"]),
        ("截至2027年底，力争建成驿站30个。", ["30"]),
    ],
)
def test_words_of_results_in_a_promise(text: str, promised: list[str]) -> None:
    assert [str(target.value) for target in read_targets(text).targets] == promised
