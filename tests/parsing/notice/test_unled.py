"""Lists that name nobody: known by their title, or as tables of goals and results."""

from __future__ import annotations

import pytest

from kg.model.records import Parsed
from kg.model.source import Source
from kg.parsing import parse

POINTS = "1.新建公园3个。\n2.改造老旧小区12个。\n3.新增公共停车位800个。"


def read(text: str) -> Parsed:
    return parse(Source("x.txt", "x.txt", text, "0" * 64))


def doubts(parsed: Parsed) -> set[str]:
    return {problem.code for problem in parsed.document.problems}


@pytest.mark.parametrize(
    "head",
    [
        "云岫市人民政府关于印发2024年民生实事项目安排意见的通知\n各县人民政府：\n现印发给你们，请认真执行。\n一、城市建设",
        "云岫市2024年重点任务分解表\n一、城市建设",
        "各县人民政府：\n现就有关事项通知如下：\n一、纳入民生实事项目管理的内容",
        "云岫市2024年重点工作安排\n一、总体要求\n坚持以人民为中心。\n二、城市建设",
    ],
)
def test_a_title_that_speaks_of_tasks_makes_tasks_of_its_points(head: str) -> None:
    parsed = read(f"{head}\n{POINTS}")
    assert [task.text for task in parsed.tasks] == ["新建公园3个。", "改造老旧小区12个。", "新增公共停车位800个。"]
    assert [target.value for task in parsed.tasks for target in task.targets] == [3, 12, 800]
    assert "list-by-title" in doubts(parsed)
    assert all("list-by-title" in task.doubts for task in parsed.tasks)
    assert parsed.document.family == "titled"


@pytest.mark.parametrize(
    "head",
    ["云岫市城市园林条例\n一、城市建设", "云岫市人民政府关于加强防汛工作的通知\n各县人民政府：\n一、城市建设", "一、城市建设"],
)
def test_other_points_are_no_tasks(head: str) -> None:
    parsed = read(f"{head}\n{POINTS}")
    assert not parsed.tasks
    assert "no-task-list" in doubts(parsed)


def test_what_says_how_to_go_about_it_is_no_task() -> None:
    parsed = read(
        "云岫市2024年民生实事项目清单\n一、新建公园3个。\n二、改造老旧小区12个。\n三、新增停车位800个。\n四、保障措施\n1.加强组织领导。\n2.强化督查。"
    )
    assert [task.number for task in parsed.tasks] == ["一", "二", "三"]
    assert "section-without-task" not in doubts(parsed)


def test_two_points_are_no_list() -> None:
    assert not read("云岫市2024年民生实事项目清单\n一、新建公园3个。\n二、改造老旧小区12个。").tasks


def test_a_list_that_names_bodies_is_not_known_by_its_title() -> None:
    parsed = read(f"云岫市2024年重点任务分解表\n{POINTS}（责任单位：市园林局）")
    assert parsed.document.family == "text"


RESULTS = """云岫市2024年民生实事项目完成情况
序号 | 实事项目名称 | 完成情况 | 占全年计划 |
1 | 新增300张养老床位 | 385 | 128% |
改建50张护理床位 | 60 | 120% | |
2 | 新增20个社区食堂 | 21 | 105% |"""


def test_goals_beside_results_are_tasks_of_a_report() -> None:
    parsed = read(RESULTS)
    assert [(task.number, task.text) for task in parsed.tasks] == [
        ("1", "新增300张养老床位"),
        ("1", "改建50张护理床位"),
        ("2", "新增20个社区食堂"),
    ]
    assert [target.value for task in parsed.tasks for target in task.targets] == [300, 50, 20]
    assert parsed.document.kind == "progress"
    assert not doubts(parsed) & {"number-repeated", "section-without-task", "section-doubtful"}


def test_remarks_that_are_bodies_say_who_answers() -> None:
    parsed = read("序号 | 工作任务 | 已完成数 | 备注\n1 | 新建公园3个 | 2 | 市园林局\n2 | 新建绿道6公里 | 5 | 市水利局")
    assert [unit.name for task in parsed.tasks for unit in task.units] == ["市园林局", "市水利局"]


def test_remarks_that_are_words_say_nobody() -> None:
    parsed = read("序号 | 工作任务 | 已完成数 | 备注\n1 | 新建公园3个 | 2 | 市园林局\n2 | 新建绿道6公里 | 5 | 雨季停工")
    assert not [unit for task in parsed.tasks for unit in task.units]


@pytest.mark.parametrize("gap", ["", "\n"])
def test_points_behind_a_sentence_that_speaks_of_tasks(gap: str) -> None:
    parsed = read(f"县长在会上说，今年办好3件民生实事：{gap}（1）新建公园3个。{gap}（2）改造老旧小区12个。{gap}（3）新增停车位800个。")
    assert [task.text for task in parsed.tasks] == ["新建公园3个。", "改造老旧小区12个。", "新增停车位800个。"]
    assert "list-by-title" in doubts(parsed)


def test_points_behind_another_sentence_are_no_tasks() -> None:
    assert not read("县长在会上说，他有3点体会：（1）实干最重要。（2）学习最重要。（3）团结最重要。").tasks


def test_points_with_circled_numbers_below_an_announcement() -> None:
    parsed = read("云岫市2024年十大民生实事包括：\n①东园片区改造工程；\n②青岭敬老院改造项目；\n③西郊农贸市场提升工程。\n（图文/记者 王岚）")
    assert [(task.number, task.text) for task in parsed.tasks] == [
        ("①", "东园片区改造工程；"),
        ("②", "青岭敬老院改造项目；"),
        ("③", "西郊农贸市场提升工程。"),
    ]


def test_numbers_on_lines_of_their_own() -> None:
    parsed = read("报告明确，今年扎实办好“十件民生实事”。\n（一）\n新建公园3个。\n（二）\n改造老旧小区12个。\n（三）\n新增停车位800个。")
    assert [task.text for task in parsed.tasks] == ["新建公园3个。", "改造老旧小区12个。", "新增停车位800个。"]


def test_the_points_of_a_letter_are_none_of_the_list() -> None:
    assert not read(
        "云岫市人民政府关于印发2024年重点任务分解方案的通知\n现印发给你们，并就有关事项通知如下，请一并贯彻执行。\n"
        "一、科学制订办理方案。各单位要系统谋划。\n二、高效推进办理工作。各单位要专人负责。\n三、确保完成。各单位要按时报送。"
    ).tasks


def test_a_sign_before_each_point_is_a_bullet() -> None:
    parsed = read("云岫市2024年民生实事项目清单\n1.*新建公园3个\n2.*改造老旧小区12个\n3.新增停车位800个")
    assert [task.text for task in parsed.tasks] == ["新建公园3个", "改造老旧小区12个", "新增停车位800个"]


def test_a_table_that_no_rule_knows_is_no_list_of_points() -> None:
    assert not read("云岫市2024年民生实事项目进度表\n1.新建公园 |\n区城投 |\n2.乐业路 |\n区城管局 |\n3.新坊路 |\n长堤街道 |").tasks


def test_in_a_numbered_table_of_results_a_space_behind_a_sentence_parts_it_from_the_next_cell() -> None:
    parsed = read("序号 目标任务 推进情况\n2 落实七长责任制，加强管理， 开展专项治理。 已排查12所学校。\n3 扩大资源供给。 已建成2所。")
    assert [task.text for task in parsed.tasks] == ["落实七长责任制，加强管理， 开展专项治理。", "扩大资源供给。"]
    assert [[int(result.value) for result in task.results if result.value] for task in parsed.tasks] == [[12], [2]]


def test_a_point_may_begin_with_a_count() -> None:
    parsed = read("云岫市2024年民生实事项目清单\n1.新建公园3个。\n2.50个小区新增充电设施。\n3.新增停车位800个。")
    assert [task.text for task in parsed.tasks] == ["新建公园3个。", "50个小区新增充电设施。", "新增停车位800个。"]


@pytest.mark.parametrize("said", ["现就有关事宜通知如下：", "现印发给你们，请结合以下要求认真贯彻执行。"])
def test_a_letter_that_announces_points_of_its_own(said: str) -> None:
    title = "云岫市人民政府关于印发2024年重点任务分解方案的通知"
    assert not read(f"{title}\n{said}\n一、细化方案。各单位要细化。\n二、按时报送。各单位要报送。\n三、密切配合。各单位要配合。").tasks


@pytest.mark.parametrize(
    "text",
    [
        "在全市重点工作推进会上的讲话\n同志们：\n下面，我就重点工作讲三点意见：\n一、认清形势。\n二、突出重点。\n三、转变作风。",
        "云岫市2024年民生实事政策解读\n一、产生过程。代表票决。\n二、覆盖范围。全市居民。\n三、主要特点。见效快。",
        "公开征集2025年民生实事项目的公告\n一、征集时间\n10月底前。\n二、征集范围\n教育、交通。\n三、征集方式\n1.写信。\n2.来电。\n3.上网。",
        "云岫市2024年民生实事项目清单问题汇总\n民生实事\n1.为什么要办？为了群众。\n2.怎样产生？代表票决。\n3.何时完成？年底。",
        "云岫市2024年重点任务清单汇编\n重点任务清单\n一、工业………5\n二、农业………12\n三、商业………20",
        "云岫市民生实事\n1.全市民生实事推进会召开 2024-03-01\n2.市长调研民生实事 2024-04-12\n3.民生实事完成过半 2024-06-30",
        "云岫市重点工作安排\n一、时间：5月8日\n二、地点：三楼会议室\n三、参加人员：各校校长",
    ],
    ids=["speech", "explanation", "call", "questions", "contents", "links", "event"],
)
def test_what_speaks_of_tasks_in_passing_holds_none(text: str) -> None:
    parsed = read(text)
    assert not parsed.tasks
    assert "no-task-list" in doubts(parsed)


def test_a_task_may_hold_the_words_of_what_is_none() -> None:
    parsed = read("云岫市2024年民生实事项目清单\n1.压缩办事时间。\n2.拓宽服务对象范围。\n3.其他：改造路灯500盏。")
    assert [task.text for task in parsed.tasks] == ["压缩办事时间。", "拓宽服务对象范围。", "其他：改造路灯500盏。"]


def test_lists_of_several_annexes_are_all_read() -> None:
    parsed = read(
        f"附件1\n云岫市2024年民生实事项目清单\n{POINTS}\n附件2\n云岫市2024年重点工作任务清单\n1.新建学校2所。\n2.修路3公里。\n3.植树4万株。"
    )
    assert [task.number for task in parsed.tasks] == ["1", "2", "3"] * 2
    assert [entry.part for entry in parsed.tasks] == [1, 1, 1, 2, 2, 2]


def test_points_behind_the_end_of_the_list_are_said_to_be_unread() -> None:
    parsed = read(
        "云岫市2024年民生实事项目清单\n一、新建公园3个。\n二、改造小区12个。\n三、植树4万株。\n四、健全机制，新增托位200个。\n五、新建学校2所。"
    )
    assert [task.number for task in parsed.tasks] == ["一", "二", "三"]
    assert [problem.line for problem in parsed.document.problems if problem.code == "unread"] == [6]
