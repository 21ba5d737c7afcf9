"""Lists written as text: what headings say of the items under them."""

from __future__ import annotations

from kg.model.records import Task
from kg.model.source import Source
from kg.parsing import parse


def tasks(text: str) -> tuple[Task, ...]:
    return parse(Source(path="x.txt", file="x.txt", text=text, sha256="0" * 64)).tasks


def units(task: Task) -> str:
    return " ".join(f"{unit.name}:{unit.role[0]}:{unit.basis}" for unit in task.units)


BY_BUREAU = """云岭省人民政府关于印发2009年工作目标责任分解的通知
各市人民政府，省人民政府各委、厅：
现将2009年省人民政府工作目标责任分解安排如下：
一、王岚省长负责的工作
全面负责各项工作的落实。
（一）省水利厅牵头的工作
建成一批水库。
（二）省林业厅牵头的工作
新造一片林子。
协同单位：省财政厅和各市人民政府。
（三）省民政厅牵头的工作
1.改造敬老院。
2.办好食堂。
协同单位：省财政厅。
二、李长庚副省长负责的工作
（一）省商务厅牵头的工作
办好展会。
牵头单位：省贸促会。协同单位：省商务厅。
"""


def test_the_bodies_of_a_heading_answer_for_the_items_under_it() -> None:
    found = tasks(BY_BUREAU)
    assert [(task.section, task.subsection, task.number, task.text, units(task)) for task in found] == [
        ("一", "（一）", None, "建成一批水库。", "省水利厅:l:labelled"),
        ("一", "（二）", None, "新造一片林子。", "省林业厅:l:labelled 省财政厅:s:labelled 各市人民政府:s:labelled"),
        ("一", "（三）", "1", "改造敬老院。", "省民政厅:l:labelled"),
        ("一", "（三）", "2", "办好食堂。", "省民政厅:l:labelled 省财政厅:s:labelled"),
        ("二", "（一）", None, "办好展会。", "省贸促会:l:labelled 省商务厅:s:labelled"),
    ]


def test_a_heading_that_names_a_leader_is_whole() -> None:
    found = tasks(BY_BUREAU)
    named = {(task.section_title, task.leaders[0].name) for task in found}
    assert named == {("王岚省长负责的工作", "王岚"), ("李长庚副省长负责的工作", "李长庚")}


def test_the_items_of_a_list_may_be_numbered_as_so_many_deeds() -> None:
    found = tasks(
        "2001年云岭市重点办好2件实事。\n第一件：新建供水厂，让山区用上自\n来水（责任单位：市水利局；分工领导：王岚）。\n"
        "第二件：新建一座急救中心（责任单位：市卫生局；分工领导：李长庚）。\n"
    )
    assert [(task.number, task.text, units(task), task.leaders[0].name) for task in found] == [
        ("第一件", "新建供水厂，让山区用上自来水。", "市水利局:l:sole", "王岚"),
        ("第二件", "新建一座急救中心。", "市卫生局:l:sole", "李长庚"),
    ]


def test_a_sentence_may_say_who_of_leaders_and_bodies_is_at_work() -> None:
    found = tasks(
        "云岭市2011年重点工作责任分解\n（一）新建公园3个。此项工作由王岚副市长牵头负责，市园林局主办，市财政局协办。\n"
        "（二）新建幼儿园3所。此项工作由李长庚副市长牵头负责，市教育局主办，市住建局协办。\n"
    )
    assert [(task.text, units(task), task.leaders[0].name) for task in found] == [
        ("新建公园3个。", "市园林局:l:labelled 市财政局:s:labelled", "王岚"),
        ("新建幼儿园3所。", "市教育局:l:labelled 市住建局:s:labelled", "李长庚"),
    ]


def test_a_line_over_one_item_behind_a_dash_is_a_heading() -> None:
    found = tasks(
        "云岭市2011年重点工作责任分解\n一、加快农业发展\n——新增农田10万亩（市农业局牵头，市水利局配合）；\n——新建果园5万亩（市林业局负责）。\n"
        "二、加快工业发展\n——规上工业增加值增长8%（市工信局负责，市统计局协助）。\n"
    )
    assert [(task.section, task.section_title) for task in found] == [("一", "加快农业发展")] * 2 + [("二", "加快工业发展")]


def test_a_heading_alone_may_say_who_answers_in_a_whole_list() -> None:
    found = tasks(
        "青岭县2023年政府工作任务清单\n一、县高新区管委会牵头工作（2项）\n1.建成标准厂房。\n2.引进企业3家。\n二、县水利局牵头工作（1项）\n1.疏浚河道。\n"
    )
    assert [(task.section, task.number, task.text, units(task)) for task in found] == [
        ("一", "1", "建成标准厂房。", "县高新区管委会:l:labelled"),
        ("一", "2", "引进企业3家。", "县高新区管委会:l:labelled"),
        ("二", "1", "疏浚河道。", "县水利局:l:labelled"),
    ]


def test_the_bare_name_of_an_office_is_a_heading_over_its_tasks() -> None:
    numbered = tasks("青岭县服务业发展任务分解\n一、县交通运输局\n1.改造客运站。\n2.开通公交线路2条。\n二、县商务局\n1.办好购物节。\n")
    assert [(task.section, task.number, units(task)) for task in numbered] == [
        ("一", "1", "县交通运输局:l:sole"),
        ("一", "2", "县交通运输局:l:sole"),
        ("二", "1", "县商务局:l:sole"),
    ]
    plain = tasks("青岭县服务业发展任务分解\n县交通运输局\n1.改造客运站。\n2.开通公交线路2条。\n县商务局\n1.办好购物节。\n")
    assert [(task.heading, task.number, task.text, units(task)) for task in plain] == [
        ("县交通运输局", "1", "改造客运站。", "县交通运输局:l:sole"),
        ("县交通运输局", "2", "开通公交线路2条。", "县交通运输局:l:sole"),
        ("县商务局", "1", "办好购物节。", "县商务局:l:sole"),
    ]


def test_a_page_that_goes_on_with_such_a_list_keeps_the_tasks_whose_heading_it_lost_and_says_so() -> None:
    parsed = parse(
        Source(
            path="x.txt",
            file="x.txt",
            text="1、扩大招生。\n2、改善校舍。\n3、办好职校。\n四、县科学技术局\n1、办好科技展。\n",
            sha256="0" * 64,
        )
    )
    assert [(task.number, units(task)) for task in parsed.tasks] == [("1", ""), ("2", ""), ("3", ""), ("1", "县科学技术局:l:sole")]
    without = [(problem.line, problem.to_line) for problem in parsed.document.problems if problem.code == "task-without-units"]
    assert without == [(1, 3)]


def test_one_office_between_two_counts_is_a_heading_and_the_page_before_it_has_lost_its_own() -> None:
    text = "三、扩大招生。\n四、办好职校。\n市卫生局\n一、降低婴儿死亡率；\n加强保健。\n二、办好医院。\n"
    parsed = parse(Source(path="x.txt", file="x.txt", text=text, sha256="0" * 64))
    assert [(task.number, task.text, units(task)) for task in parsed.tasks] == [
        ("三", "扩大招生。", ""),
        ("四", "办好职校。", ""),
        ("一", "降低婴儿死亡率；加强保健。", "市卫生局:l:sole"),
        ("二", "办好医院。", "市卫生局:l:sole"),
    ]
    assert [problem.line for problem in parsed.document.problems if problem.code == "task-without-units"] == [1, 2]


def test_an_office_that_signs_is_no_heading() -> None:
    assert tasks("青岭县人民政府\n1.各单位要高度重视。\n2.各单位要抓好落实。\n") == ()


def test_an_items_own_clause_goes_before_the_office_over_it() -> None:
    found = tasks("青岭县任务分解\n一、县商务局\n1.办好购物节。（责任单位：县供销社）\n2.办好车展。\n")
    assert [units(task) for task in found] == ["县供销社:l:sole", "县商务局:l:sole"]


def test_a_task_may_begin_with_who_answers_for_it() -> None:
    found = tasks(
        "青岭县2023年重点事项责任分工\n1、县城排水管网项目\n由王岚副县长负责，县住建局牵头，相关部门配合，尽快完成可行性研究，争取列入省级计划。\n"
        "2、由县水利局牵头，会同县财政局，完成水库加固5座。\n3、县教育局负责，做好学校扩建。新建小学1所。\n"
    )
    assert [(task.text, units(task)) for task in found] == [
        ("县城排水管网项目 尽快完成可行性研究，争取列入省级计划。", "县住建局:l:labelled 相关部门:s:labelled"),
        ("完成水库加固5座。", "县水利局:l:labelled 县财政局:s:labelled"),
        ("做好学校扩建。新建小学1所。", "县教育局:l:sole"),
    ]
    assert [(leader.name, leader.title) for leader in found[0].leaders] == [("王岚", "副县长")]


def test_a_sentence_that_begins_with_no_body_by_name_is_the_tasks_own() -> None:
    found = tasks(
        "青岭县任务分解\n1.坚持政府牵头，部门配合，推进诚信建设。（责任单位：县发改局）\n2.园林部门负责绿化，做好养护。（责任单位：县城管局）\n"
    )
    assert [task.text for task in found] == ["坚持政府牵头，部门配合，推进诚信建设。", "园林部门负责绿化，做好养护。"]
    assert tasks("1.坚持政府牵头，部门配合，推进诚信建设。\n2.坚持政府牵头，部门配合，推进信用建设。\n") == ()


def test_goals_behind_a_dash_with_bodies_of_their_own_are_tasks_of_one_number() -> None:
    found = tasks(
        "青岭县妇女发展规划责任分解\n1.提高妇女健康水平。\n——筛查率达到80%。（责任单位：县卫健局）\n——体检率达到90%。（责任单位：县妇联）\n"
        "2.扩大妇女就业。\n——新增就业500人。\n——开展培训20场。（责任单位：县人社局）\n"
    )
    assert [(task.number, task.parent, task.text, units(task)) for task in found] == [
        ("1", "1.提高妇女健康水平。", "——筛查率达到80%。", "县卫健局:l:sole"),
        ("1", "1.提高妇女健康水平。", "——体检率达到90%。", "县妇联:l:sole"),
        ("2", None, "扩大妇女就业。——新增就业500人。——开展培训20场。", "县人社局:l:sole"),
    ]


def test_the_only_number_over_a_paragraph_is_a_sections() -> None:
    paragraph = "落实更加积极的财政政策，优化支出结构，集中财力办大事，"
    paragraph += "安排资金超过2亿元用于新村建设、产业发展、地质灾害防治和扩大农村养老保险覆盖面等项目。"
    by = "（责任单位：县财政局）"
    section = tasks(f"一、努力扩大内需，促进经济发展\n{paragraph}{by}\n")
    assert [(task.section, task.section_title, task.text) for task in section] == [("一", "努力扩大内需，促进经济发展", paragraph)]
    project = tasks(f"一、老旧小区改造工程\n{paragraph}{by}\n")
    assert [(task.section, task.number, task.text) for task in project] == [(None, "一", f"老旧小区改造工程{paragraph}")]


def test_projects_printed_as_labelled_fields_are_a_task_each() -> None:
    found = tasks(
        "青岭县“我为群众办实事”项目清单\n01 项目名称：提升城区环境\n项目内容：\n疏浚河道3公里，新改建公厕5座。\n"
        "责任单位：\n县水利局、县城管局\n"
        "完成时限：2023年12月底前\n进展与成效：\n河道已完成设计。\n公厕已开工2座。\n"
        "02 项目名称：文化惠民\n建设内容：新建书房1个。\n责任单位：县文旅局\n进展与成效：\n已确定地址。\n"
    )
    assert [(task.number, task.text, units(task), task.deadline) for task in found] == [
        ("01", "提升城区环境 疏浚河道3公里，新改建公厕5座。", "县水利局:l:inferred 县城管局:s:inferred", "2023年12月底前"),
        ("02", "文化惠民 新建书房1个。", "县文旅局:l:sole", None),
    ]


def test_measures_below_a_project_stay_in_its_text() -> None:
    found = tasks(
        "青岭县2023年重点项目责任表\n1.项目名称：老旧小区改造\n建设内容：改造小区5个。\n牵头单位：县住建局\n"
        "2.项目名称：县城供水\n建设内容：新建水厂1座。\n工作措施：分段施工。\n牵头单位：县水利局\n"
    )
    assert [(task.number, task.text) for task in found] == [
        ("1", "老旧小区改造 改造小区5个。"),
        ("2", "县城供水 新建水厂1座。工作措施：分段施工。"),
    ]


def test_a_stop_behind_the_clause_is_the_sentences_own_behind_a_quotation_too() -> None:
    lines = [
        "云岫市2021年重点工作任务分解",
        "1.引进人才，做到“人才优先”（市人社局）。",
        "2.建成公园（二期）（市园林局）。",
        "3.办好“展会。”（市商务局）。",
    ]
    assert [task.text for task in tasks("\n".join(lines))] == ["引进人才，做到“人才优先”。", "建成公园（二期）。", "办好“展会。”"]
