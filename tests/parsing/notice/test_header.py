"""What a notice says of itself."""

from __future__ import annotations

import pytest

from kg.model.source import Source
from kg.parsing.marks.lines import Line, content_lines, is_furniture, without_site_lines
from kg.parsing.notice.header import looks_like_list_title, read_header, signature_below


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
        (("各责任单位要加强领导。",), None, None, None, None),
    ],
)
def test_title_office_number_and_date(
    texts: tuple[str, ...], title: str | None, publisher: str | None, number: str | None, issued: str | None
) -> None:
    header = read_header(lines(*texts), None)
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
