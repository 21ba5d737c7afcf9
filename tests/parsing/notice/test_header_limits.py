"""How long, how far and how many, in what a notice says of itself: each limit from both sides."""

from __future__ import annotations

import pytest

from kg.model.source import Source
from kg.parsing.marks.lines import Line, content_lines
from kg.parsing.notice.dates import year_in
from kg.parsing.notice.header import Header, read_header, signature_below
from kg.parsing.notice.titles import is_document_title, looks_like_list_title

TITLE = "云陂市人民政府关于分解任务的通知"


def lines(*texts: str) -> list[Line]:
    return content_lines(Source("x.txt", "x.txt", "\n".join(texts), "0" * 64))


def header(*texts: str) -> Header:
    return read_header(lines(*texts), None)


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("2024年1月1日", "2024-01-01"),
        ("2024年12月31日", "2024-12-31"),
        ("2024年13月1日", None),
        ("2024年0月1日", None),
        ("2024年1月32日", None),
        ("2024年1月0日", None),
        ("二〇二四年十二月三十一日", "2024-12-31"),
        ("二零二四年一月一日", "2024-01-01"),
        ("一九九九年十月二十日", "1999-10-20"),
    ],
)
def test_a_date_under_the_letter_is_one_of_the_calendar(printed: str, date: str | None) -> None:
    assert header(TITLE, "云陂市人民政府", printed).issued == date


@pytest.mark.parametrize(
    ("texts", "date"),
    [
        (("成文日期：2024-02-06",), "2024-02-06"),
        (("发布日期：2024.3.1",), "2024-03-01"),
        (("发布时间：2024- 02- 06 15:20",), "2024-02-06"),
        (("发布日期：2024-03-01", "成文日期：2024-02-06"), "2024-02-06"),
        (("成文日期：2024-02-06", "2024年2月5日"), "2024-02-05"),
        (("2023年12月30日", "2024年2月5日"), "2024-02-05"),
        (("成文日期：2024-13-06", "发布日期：2024-03-01"), "2024-03-01"),
    ],
)
def test_the_last_signature_dates_the_notice_then_when_it_was_written_then_when_it_was_published(texts: tuple[str, ...], date: str) -> None:
    assert header(TITLE, *texts).issued == date


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("云政发〔2024〕1号", "云政发〔2024〕1号"),
        ("云政发〔2024〕12345号", "云政发〔2024〕12345号"),
        ("云政发〔2024〕123456号", None),
        ("云政发〔1999〕6号", "云政发〔1999〕6号"),
        ("云政发〔1899〕6号", None),
        ("云〔2024〕6号", "云〔2024〕6号"),
        ("云陂市人民政府办公室发〔2024〕第6号", None),
        ("云陂市政府办公室发〔2024〕第6号", "云陂市政府办公室发〔2024〕第6号"),
        ("《通知》（云政发〔2024〕6号）", None),
    ],
)
def test_a_document_number_has_a_short_name_a_year_and_up_to_five_digits(printed: str, number: str | None) -> None:
    assert header(TITLE, printed).number == number


@pytest.mark.parametrize(("above", "title"), [(299, TITLE), (300, None)])
def test_the_title_stands_among_the_first_three_hundred_lines(above: int, title: str | None) -> None:
    assert header(*["索引号"] * above, TITLE).title == title


@pytest.mark.parametrize(("size", "found"), [(120, True), (121, False)])
def test_a_title_has_at_most_a_hundred_and_twenty_characters(size: int, found: bool) -> None:
    title = f"云陂市人民政府关于{'分' * (size - len('云陂市人民政府关于的通知'))}的通知"
    assert (header(title).title == title) is found


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (("云陂市人民政府", "关于落实有关", "任务的通知"), "云陂市人民政府关于落实有关任务的通知"),
        (("云陂市人民", "政府关于", "落实有关", "任务", "的通知"), "云陂市人民政府关于落实有关任务的通知"),
        (("云陂市人", "民政", "府关于", "落实有关", "任务", "的通知"), None),
        (("【转发】云陂市人民政府关于分解任务的通知",), TITLE),
        (("现将云陂市人民政府关于分解任务的通知印发给你们，请按通知",), None),
        (("各县人民政府关于分解任务的通知",), None),
        ((f"{TITLE}（修订）",), f"{TITLE}（修订）"),
    ],
)
def test_a_title_stands_on_one_to_five_lines(texts: tuple[str, ...], title: str | None) -> None:
    assert header(*texts).title == title


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (("关于分解任务的通知", TITLE), TITLE),
        ((TITLE, "关于分解任务的通知"), TITLE),
        (("关于分解任务的通知", "关于落实任务的通知"), "关于分解任务的通知"),
        ((TITLE, "澄浦市人民政府关于落实任务的通知"), TITLE),
    ],
)
def test_of_two_titles_the_first_that_names_its_office_is_the_notice_s(texts: tuple[str, ...], title: str) -> None:
    assert header(*texts).title == title


@pytest.mark.parametrize(
    ("texts", "publisher"),
    [
        (("关于分解任务的通知", "云陂市人民政府办公室", "2024年2月5日"), "云陂市人民政府办公室"),
        (("关于分解任务的通知", "省人民政府"), "省人民政府"),
        (("关于分解任务的通知", "人民政府"), None),
        (("关于分解任务的通知", "发布机构：云陂"), "云陂"),
        (("关于分解任务的通知", "发布机构：云陂市府办", "日前，云陂市人民政府印发通知"), "云陂市人民政府"),
        (("关于分解任务的通知", "发文机关：云"), None),
        (("关于分解任务的通知", "近日，云陂市人民政府发布通知"), "云陂市人民政府"),
        (("关于分解任务的通知", "，云陂人民政府发布通知"), "云陂人民政府"),
        (("关于分解任务的通知", "，云人民政府发布通知"), None),
        (("关于分解任务的通知", f"{'云' * 20}人民政府"), f"{'云' * 20}人民政府"),
        (("关于分解任务的通知", f"{'云' * 21}人民政府"), None),
        (("关于分解任务的通知", f"，{'云' * 12}人民政府发布通知"), f"{'云' * 12}人民政府"),
        (("关于分解任务的通知", f"，{'云' * 13}人民政府发布通知"), None),
    ],
)
def test_who_publishes_signs_stands_alone_is_told_of_or_labelled(texts: tuple[str, ...], publisher: str | None) -> None:
    assert header(*texts).publisher == publisher


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        ("任务分解方案", True),
        ("任务分解表", False),
        (f"{'重' * 64}任务分解方案", True),
        (f"{'重' * 65}任务分解方案", False),
        ("任务分解方案（）", True),
        (f"任务分解方案（{'省' * 20}）", True),
        (f"任务分解方案（{'省' * 21}）", False),
    ],
)
def test_a_list_s_title_has_six_to_seventy_characters_and_perhaps_a_short_bracket(title: str, is_one: bool) -> None:
    assert looks_like_list_title(title) is is_one


@pytest.mark.parametrize(("behind", "count"), [(5, 7), (6, 0)])
def test_the_date_of_a_signature_stands_within_the_last_six_lines(behind: int, count: int) -> None:
    assert signature_below(lines("1.新建公园（市园林局）", "云陂市人民政府", "2024年2月5日", *["抄送"] * behind)) == count


def test_the_first_line_of_a_document_is_no_signature_s_office() -> None:
    assert signature_below(lines("云陂市人民政府", "2024年2月5日")) == 1


@pytest.mark.parametrize(("between", "count"), [(57, 2), (58, 0)])
def test_a_signature_is_the_list_s_where_none_stands_far_above_it(between: int, count: int) -> None:
    """Sixty lines are more than a short annex has."""
    items = [f"事项{n}" for n in range(between)]
    assert signature_below(lines("2024年1月3日", *items, "云陂市人民政府", "2024年2月5日")) == count


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        (("2024年任务",), 2024),
        (("任务", "1999年任务"), 1999),
        (("12024年", None), None),
        (("2024", "2023年"), 2024),
        (("20245",), None),
        (("1824年",), None),
    ],
)
def test_the_year_is_the_first_that_is_printed(texts: tuple[str | None, ...], year: int | None) -> None:
    assert year_in(*texts) == year


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (TITLE, True),
        ("关于分解任务的通知", True),
        ("市政府办公室关于分解任务的函", True),
        ("关于分解任务的说明", False),
        ("分解任务的通知", False),
    ],
)
def test_a_notice_s_title_says_关于_and_what_it_is(text: str, is_one: bool) -> None:
    assert is_document_title(text) is is_one
