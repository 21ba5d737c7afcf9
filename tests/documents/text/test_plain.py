"""Plain text in the encodings that Chinese documents come in."""

from pathlib import Path

import pytest

from kg.documents.text.encodings import NotText, decode, frequent_share
from tests.documents.samples import TEXT, read_one, refusal


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_text_is_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "notice.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read_one(path).text == TEXT


def test_traditional_characters_in_big5_are_told_from_gb18030() -> None:
    text = "雲頂縣人民政府關於印發2023年重點工作責任分解的通知\n各鄉鎮人民政府，縣政府各部門："
    assert decode(text.encode("big5")).text == text
    assert decode(text.encode("gb18030")).text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("责任单位：财政局", "gb18030"),
        ("责任单位：财政局", "utf-16-le"),
        ("完成水库加固7座", "gb18030"),
        ("完成水庫加固7座", "big5hkscs"),
        ("1.新建公路30公里", "utf-16-be"),
    ],
)
def test_one_short_line_is_enough_to_tell_the_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_a_guess_is_said_and_a_certainty_is_not() -> None:
    assert decode(TEXT.encode("gb18030")).notes == ("encoding guessed: GB18030",)
    assert decode(TEXT.encode("utf-8")).notes == ()
    assert decode(TEXT.encode("gb18030"), declared="gb2312").notes == ()


def test_a_declared_encoding_that_gives_no_chinese_is_not_believed() -> None:
    assert decode(TEXT.encode("utf-8"), declared="gb2312").text == TEXT


def test_only_line_ends_and_the_mark_change() -> None:
    text = "  甲\u200b\u202e乙\t丙 \x00丁\u3000\n\n\n"
    assert decode(text.encode()).text == text


def test_line_ends_become_line_feeds(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeff一、工业\r\n1.增长8%\r\n".encode())
    assert read_one(path).text == "一、工业\n1.增长8%\n"
    path.write_bytes("一、工业\r1.增长8%\r".encode())
    assert read_one(path).text == "一、工业\n1.增长8%\n"


def test_a_few_broken_bytes_are_marked_and_counted() -> None:
    decoded = decode(TEXT.encode("utf-8")[:-3] + b"\xe5\n")
    assert decoded.text.endswith("\ufffd\n")
    assert "U+FFFD" in decoded.notes[-1]


def test_a_lone_surrogate_never_reaches_the_text() -> None:
    text = decode(TEXT.encode() + b"\xed\xa0\x80").text
    assert text.encode("utf-8").decode() == text


@pytest.mark.parametrize("data", [bytes(range(256)) * 9, b"\x00\x01\x02\x03" * 99, "ΑΒΓ ЖЫЩ ñþ".encode("utf-16-le") * 9])
def test_binary_data_is_no_text(data: bytes) -> None:
    with pytest.raises(NotText):
        decode(data)


def test_the_right_decoding_scores_far_above_a_wrong_one() -> None:
    assert frequent_share(TEXT) > 0.6
    assert frequent_share(TEXT.encode("gb18030").decode("big5hkscs", "replace")) < 0.2


@pytest.mark.parametrize("data", [b"", b" \n\n\t ", b"\0" * 5000])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert "empty" in refusal(path).found


def test_a_text_beyond_all_notices_is_refused_with_its_size(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes("一".encode() * 3_500_000)
    assert "10.0 MB" in refusal(path).found
