"""The terminal speaks Chinese where the reader does: help, errors, a build, a table; what programs read stays as it is."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.program import COMMANDS, program

NOTICE = """云岫市人民政府办公室关于印发2024年重点工作责任分解的通知

1.新建社区食堂12家。责任单位：市民政局、市财政局。
2.改造老旧小区30个。责任单位：市住建局。
"""
ENGLISH = re.compile(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}")
"""Three words in a row that begin no name of a file or an option."""


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(program, arguments, env={"LC_ALL": None, "LC_MESSAGES": None, "LANG": None, **environment})


def chinese(*arguments: str) -> Result:
    return run(*arguments, LANG="zh_CN.UTF-8")


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def prose(help_text: str) -> str:
    """A help without its examples."""
    return re.sub(r"示例：\n(?: {4}.*\n)*", "", help_text)


def test_the_help_is_chinese_in_a_chinese_locale() -> None:
    told = chinese("--help").output
    assert "用法：" in told and "选项：" in told and "命令：" in told and "显示本帮助并退出。" in told
    assert not ENGLISH.findall(prose(told))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_is_chinese(name: str) -> None:
    told = chinese(name, "--help")
    assert told.exit_code == 0
    assert "示例：" in told.output and f"用法： kg {name}" in told.output
    assert not ENGLISH.findall(prose(told.output))


@pytest.mark.parametrize("name", COMMANDS)
def test_no_line_of_a_help_is_wider_than_the_terminal(name: str) -> None:
    lines = prose(CliRunner().invoke(program, [name, "--lang", "zh", "--help"], env={"COLUMNS": "80"}).output).splitlines()
    # The choices of an option are one word, which nothing breaks.
    lines = [line for line in lines if not line.startswith("  -")]
    assert not [line for line in lines if sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in line) > 80]


@pytest.mark.parametrize(
    "arguments", [("--lang", "zh", "build", "--help"), ("build", "--lang=zh", "--help"), ("build", "--help", "--lang", "zh")]
)
def test_an_option_says_the_language_wherever_it_stands(arguments: tuple[str, ...]) -> None:
    assert "读取文件，生成图谱并写入文件夹" in run(*arguments, LANG="en_US.UTF-8").output


def test_the_option_wins_over_the_locale() -> None:
    assert "Usage: kg build" in chinese("build", "--lang", "en", "--help").output


def test_each_run_has_its_own_language() -> None:
    assert [chinese("--help").output[:2], run("--help", LANG="C").output[:5], chinese("--help").output[:2]] == ["用法", "Usage", "用法"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("quary",), "错误：没有命令 'quary'。是不是 'query'？"),
        (("build", "--stricd"), "错误：没有选项 '--stricd'。"),
        (("search",), "错误：缺少参数 'WORDS...'"),
        (("load",), "错误：缺少选项 '--to'"),
        (("build", "-j", "many"), "错误：'-j' / '--jobs' 的值无效：'many' 不是有效的"),
        (("serve", "--port", "70000"), "70000 不在范围 0<=x<=65535 之内。"),
        (("query", "--lang", "de"), "'de' 不在可选的值之内：'zh', 'en'。"),
        (("build", "--add"), "错误：--add 需要写明要追加的来源 SOURCE。"),
        (("query", "nosuch-query"), "错误：nosuch-query：查询目录中没有这个查询。"),
        (("query", "-p", "x", "cross-agency-leads"), "'x' 不是 KEY=VALUE 的形式。"),
        (("parse", "--html", "x.html"), "错误：--html 只与 --explain 同用。"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_usage_is_told_in_chinese(arguments: tuple[str, ...], expected: str) -> None:
    told = chinese(*arguments)
    assert told.exit_code == 2
    assert expected in told.output
    assert not ENGLISH.findall(told.output)


def test_an_error_says_in_chinese_what_to_do(tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    told = chinese("parse", str(missing))
    assert (told.exit_code, told.output) == (1, f"错误：{missing}：没有这个文件或文件夹。请检查名称和当前所在的文件夹。\n")


def test_a_folder_names_what_was_passed_over(tmp_path: Path) -> None:
    for name in ("a.jpg", "b.jpg", "c.tar"):
        (tmp_path / name).write_bytes(b"x")
    told = chinese("parse", str(tmp_path)).output
    assert "文件夹中没有可读的文件（1 个压缩包未读：c.tar; 2 个图片未读：a.jpg, b.jpg）" in told


def test_a_damaged_pdf_is_told_by_another_process_in_chinese(tmp_path: Path) -> None:
    broken = tmp_path / "a.pdf"
    broken.write_bytes(b"%PDF-1.4\nno more")
    told = chinese("parse", str(broken))
    assert told.output.startswith(f"错误：{broken}：PDF 已损坏（") and "请重新下载，或打开后另外打印成 PDF。" in told.output


def test_a_build_tells_its_results_in_chinese_and_reports_in_both(notice: Path, tmp_path: Path) -> None:
    told = chinese("build", str(notice), str(tmp_path / "none.txt"), "-o", str(tmp_path / "out"), "--without-pages")
    assert told.exit_code == 1
    assert "文件 1 份，任务 2 项" in told.output and "份存疑，2 项任务中" in told.output and "没有这个文件或文件夹" in told.output
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert "no such file or folder" in json.dumps(report, ensure_ascii=False)


def test_a_refusal_that_the_cache_kept_is_chinese_too(tmp_path: Path, notice: Path) -> None:
    empty = tmp_path / "b.txt"
    empty.write_text("云岫市今天天气很好。\n", encoding="utf-8")
    for _ in range(2):
        told = chinese("build", str(notice), str(empty), "-o", str(tmp_path / "out"), "--without-pages")
        assert "没有找到带责任单位的任务清单；文件开头为“云岫市今天天气很好。”" in told.output


def test_a_build_is_the_same_in_both_languages(notice: Path, tmp_path: Path) -> None:
    for name in ("zh", "en"):
        run("build", str(notice), "-o", str(tmp_path / name), "--without-pages", "--no-cache", "--lang", name)
    for file in ("graph.ttl", "records.jsonl", "report.md", "report.json"):
        assert (tmp_path / "zh" / file).read_bytes() == (tmp_path / "en" / file).read_bytes()


def test_a_table_has_chinese_heads_and_other_forms_keep_the_names() -> None:
    arguments = ("query", "cross-agency-leads", "-q", "-p", "region=330424")
    assert re.match(r"单位 unit +地区 region +任务数 tasks", chinese(*arguments).stdout)
    assert chinese(*arguments, "--format", "csv").stdout.startswith("unit,region,tasks")
    assert chinese(*arguments, "--format", "json").stdout == run(*arguments, "--format", "json").stdout


def test_what_is_told_beside_an_answer_is_chinese() -> None:
    told = chinese("query", "unit-workload", "-p", "region=山南省").stderr
    assert "这个图谱中没有叫 '山南省' 的地区。" in told and "没有结果：region=山南省。" in told
    assert "使用随程序附带的五份真实通知的图谱" in told
