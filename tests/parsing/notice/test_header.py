"""What a notice says of itself."""

from __future__ import annotations

import pytest

from kg.model.source import Source
from kg.parsing import parse
from kg.parsing.marks.lines import Line, content_lines, is_furniture, without_site_lines
from kg.parsing.notice.dates import Dating, horizon, year_of_work
from kg.parsing.notice.header import read_header, signature_below
from kg.parsing.notice.titles import looks_like_list_title


def lines(*texts: str) -> list[Line]:
    return content_lines(Source("x.txt", "x.txt", "\n".join(texts), "0" * 64))


@pytest.mark.parametrize(
    ("texts", "title", "publisher", "number", "issued"),
    [
        (
            ("云陂市人民政府办公室关于分解任务的通知", "云政办发〔2024〕7号", "2024年2月5日"),
            *("云陂市人民政府办公室关于分解任务的通知", "云陂市人民政府办公室", "云政办发〔2024〕7号", "2024-02-05"),
        ),
        (
            ("云陂市人民政府关于", "落实重点工作的意见", "云政 [2020] 20号"),
            *("云陂市人民政府关于落实重点工作的意见", "云陂市人民政府", "云政[2020]20号", None),
        ),
        (
            ("市政府关于印发分解方案的通知", "云陂市人民政府", "二○一○年三月十三日"),
            *("市政府关于印发分解方案的通知", "云陂市人民政府", None, "2010-03-13"),
        ),
        (
            ("关于分解任务的通知-云陂市人民政府门户网站", "云陂市人民政府关于分解任务的通知"),
            *("云陂市人民政府关于分解任务的通知", "云陂市人民政府", None, None),
        ),
        # titles that do not begin with a government's office
        (
            ("《云陂市人民政府关于印发〈分工方案〉的通知》", "云政发〔2016〕1号"),
            *("云陂市人民政府关于印发〈分工方案〉的通知", "云陂市人民政府", "云政发〔2016〕1号", None),
        ),
        (
            ("云陂市人民政府印发《关于推进诚信建设的意见》的通知（云政发〔2016〕1号）",),
            *("云陂市人民政府印发《关于推进诚信建设的意见》的通知", "云陂市人民政府", "云政发〔2016〕1号", None),
        ),
        (("云陂市水利局关于分解任务的通知",), *("云陂市水利局关于分解任务的通知", "云陂市水利局", None, None)),
        (
            ("云陂市人民政府", "关于落实《云陂市经济和社会发展", "第十一个五年规划》主要目标和", "任务分工的通知"),
            *(
                "云陂市人民政府关于落实《云陂市经济和社会发展第十一个五年规划》主要目标和任务分工的通知",
                "云陂市人民政府",
                None,
                None,
            ),
        ),
        (("标 题： | 云陂市人民政府关于分解任务的通知 | ||",), *("云陂市人民政府关于分解任务的通知", "云陂市人民政府", None, None)),
        (
            ("云陂市人民政府关于分解任务的通知政策法规科2006-08-24颁布日期：20060824各区人民政府：" + "为做好今年工作，" * 20,),
            *("云陂市人民政府关于分解任务的通知", "云陂市人民政府", None, "2006-08-24"),
        ),
        (
            ("《云陂市妇女规划（2011—2020年）》责任分解书",) * 2,
            "《云陂市妇女规划（2011—2020年）》责任分解书",
            None,
            None,
            None,
        ),
        (
            ("云陂市2017年实事完成情况表", "来源：市实事办   2017-08-24 17:04"),
            "云陂市2017年实事完成情况表",
            "市实事办",
            None,
            "2017-08-24",
        ),
        (("工作要点", "政策解读"), None, None, None, None),
        # numbers glued to what stands before them
        (("发文字号云政发〔2016〕1号",), None, None, "云政发〔2016〕1号", None),
        (("发文机关：云陂市人民政府云政发[2016]1号",), None, None, "云政发[2016]1号", None),
        (("另见《关于十件实事的通知》（云政办发(2009)7号）。",), None, None, None, None),
        # dates
        (("云政发[2006]29号 二○○六年十二月十九日",), None, None, "云政发[2006]29号", "2006-12-19"),
        (("（云府发〔1997〕8号一九九七年七月十四日）",), None, None, "云府发〔1997〕8号", "1997-07-14"),
        (("成文日期：2014年02月23日 发布日期：2014年03月10日",), None, None, None, "2014-02-23"),
        (("成文日期：", "2014年02月23日", "发布日期：", "2014年03月10日"), None, None, None, "2014-02-23"),
        (("成文日期：", "发布日期：2014-03-10"), None, None, None, "2014-03-10"),
        (("【发布日期】1997-07-14 【生效日期】1997-08-14",), None, None, None, "1997-07-14"),
        (("发表时间：2025-10-09 14:34 信息来源：民生办 作者：民生办",), None, "民生办", None, "2025-10-09"),
        (("来源：本网 时间：2014-02-12",), None, None, None, "2014-02-12"),
        (("第一台-云陂广电2018-09-12 11:25",), None, None, None, "2018-09-12"),
        (("2021-04-01",), None, None, None, "2021-04-01"),
        (("2021-04-01 16:06  民生办 [字号: ] 打印",), None, None, None, "2021-04-01"),
        (("2021年04月01日  来源：云陂晚报",), None, None, None, "2021-04-01"),
        (("01.04.2021  07:51",), None, None, None, "2021-04-01"),
        (("（2021年4月1日）",), None, None, None, "2021-04-01"),
        (("2021-04-01前完成工程的全部任务",), None, None, None, None),
        (("归档时间：2018-11-21", "废止日期：2020-01-23", "完成时间：2021-12-31"), None, None, None, None),
        (("云政发[2006]275号", "发布日期：2020-07-23"), None, None, "云政发[2006]275号", None),  # that of a copy
        # offices
        (("发布机构：云陂市人民政府（办公室） 主题分类：通报",), None, "云陂市人民政府（办公室）", None, None),
        (("发文机构：", "县政府网站", "来源：", "发文字号："), None, None, None, None),
        (("来源：岳陂县人民政府办公室",), None, "岳陂县人民政府办公室", None, None),
        (("来源：本网", "来源：市信息中心", "来源：云陂日报"), None, None, None, None),
        (("近日,云陂市人民政府办公厅印发通知。",), None, "云陂市人民政府办公厅", None, None),
        (("各责任单位要加强领导。",), None, None, None, None),
    ],
)
def test_title_office_number_and_date(
    texts: tuple[str, ...], title: str | None, publisher: str | None, number: str | None, issued: str | None
) -> None:
    header = read_header(lines(*texts), None, lines(*texts))
    assert (header.title, header.publisher, header.number, header.issued) == (title, publisher, number, issued)


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (("1.新建公园（市园林局）", "云陂市人民政府", "2024年2月5日"), 2),
        (("1.新建公园（市园林局）", "2024年2月5日"), 1),
        (("各单位：", "请落实。", "云陂市人民政府", "2024年2月5日", "一、城市建设", "1.新建公园（市园林局）"), 0),
        (("1.新建公园（市园林局）",), 0),
    ],
)
def test_a_signature_below_the_list_is_no_part_of_it(texts: tuple[str, ...], count: int) -> None:
    assert signature_below(lines(*texts)) == count


@pytest.mark.parametrize("text", ["2022年政府工作报告重点工作责任分解", "2024年民生实事项目清单（省定）", "《政府工作报告》任务分工方案"])
def test_titles_of_lists(text: str) -> None:
    assert looks_like_list_title(text)


@pytest.mark.parametrize(
    "text", ["云陂市人民政府关于印发任务分解方案的通知", "一、重点工作", "责任单位：市发改委", "请各单位落实各项工作。", "工作"]
)
def test_no_titles_of_lists(text: str) -> None:
    assert not looks_like_list_title(text)


@pytest.mark.parametrize(
    "text", ["您当前位置：首页 > 政务公开", "【字体：大 中 小】", "浏览次数：12", "打印本页", "分享到：", "版权所有 云陂市人民政府"]
)
def test_what_a_page_has_around_a_document_is_furniture(text: str) -> None:
    assert is_furniture(lines(text)[0])


@pytest.mark.parametrize(
    "text", ["大中小学思政课一体化建设试点校6所", "为企业提供技术支持1200次", "微信小程序办理事项达到300项", "政务网站访问量达到100万人次"]
)
def test_a_task_that_holds_such_a_word_is_not(text: str) -> None:
    assert not is_furniture(lines(text)[0])


def test_who_runs_the_site_is_no_clause_of_a_task() -> None:
    page = lines("主办单位：市委宣传部", "1.新建公园", "责任单位：市园林局", "2.新增学位", "责任单位：市教育局", "主办单位：市政府办公室")
    assert [line.text for line in without_site_lines(page)] == [line.text for line in page[1:-1]]


def test_the_same_label_again_and_again_is_one() -> None:
    page = lines(*(text for n in range(6) for text in (f"{n + 1}.新建公园", "主办单位：市园林局")))
    assert without_site_lines(page) == page


@pytest.mark.parametrize(
    ("titles", "issued", "own", "letter", "year"),
    [
        (("2023年重点工作责任分解",), "2022-12-30", True, "", 2023),
        (("重点工作责任分解", "云政发〔2016〕1号"), "2018-02-01", False, "", 2016),
        (("重点工作责任分解",), "2016-02-23", True, "回顾2015年，", 2016),
        (("重点工作责任分解",), "2021-01-10", False, "《政府工作报告》确定了2020年的主要任务", 2020),
        (("关于人才工作的意见",), None, False, "2012年起5年内实施六大计划", 2012),
        (("重点工作责任分解",), "2019-10-17", False, "对《政府工作报告》任务进行了督查", 2019),
        (("若干政策",), "2022-12-19", False, "为贯彻新发展理念", 2022),
        (("民生实事",), None, False, "刚刚过去的2020年，36件实事顺利完成。今年继续办好39件。", 2021),
        (("实施进度",), None, False, "推进我市2021年33项民生工程实施", 2021),
        # a page's date does not say which year the work is of
        (("河长制任务分解方案",), "2018-07-09", False, "到2020年，用水总量控制在目标以内", None),
        (("十件民生实事分工方案",), None, False, "省十一届人大四次会议", None),
        (("《妇女发展规划（2011—2020年）》目标责任分解书",), "2014-02-12", False, "", 2011),
    ],
)
def test_the_year_is_that_of_the_work(titles: tuple[str, ...], issued: str | None, own: bool, letter: str, year: int | None) -> None:
    assert year_of_work(titles, Dating(issued, own), letter, letter) == year


@pytest.mark.parametrize(
    ("title", "year", "found"),
    [
        ("2023年重点工作责任分解", 2022, "2023"),
        ("重点工作责任分解", 2022, "2022"),
        ("《妇女发展规划（2011—2020年）》目标责任分解书", 2011, "2011-2020"),
        ("“十四五”重点任务（2021年－2025年）分工", 2021, "2021-2025"),
        ("《发展规划（2016-2020年）》2018年度任务分工", 2018, "2018"),
        ("今后五年重点工作", 2022, "2022-2026"),
        ("重点工作", None, None),
    ],
)
def test_a_range_of_years_keeps_both(title: str, year: int | None, found: str | None) -> None:
    assert horizon(title, year) == found


def test_what_stands_above_the_number_is_the_title_of_the_notice() -> None:
    text = "《政府工作报告》重点工作部门分工的意见\n云政发〔2016〕1号\n各单位：\n一、经济发展\n1.新建公园3个。（责任单位：市园林局）\n"
    parsed = parse(Source("x.txt", "x.txt", text, "0" * 64))
    assert parsed.document.title == "《政府工作报告》重点工作部门分工的意见"
    assert parsed.document.number == "云政发〔2016〕1号"
    assert [task.part_title for task in parsed.tasks] == [None]
