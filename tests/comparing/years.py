"""Two years of one made-up place, and the graph of both."""

from __future__ import annotations

from pathlib import Path

from kg.building.build import build
from kg.comparing import Comparison, Row, Wording, compare, plans_of, rows

__all__ = ["NOTICE", "built", "changes", "compared", "next_year"]

NOTICE = """云岫市人民政府办公室关于印发2022年重点工作责任分解的通知
云政办发〔2022〕9号
一、常务副市长陈立牵头重点工作
1.规上工业增加值增长8%。（牵头单位：市经信局；配合单位：市财政局）
2.改造城区道路20公里，新增公共停车位800个。（牵头单位：市建设局；配合单位：市财政局、市交通局）
3.2022年底前开通云栖快速路。（牵头单位：市交通局；配合单位：市建设局）
4.办好云岫工业博览会，引进龙头项目。（牵头单位：市经信局；配合单位：市建设局）
二、副市长周敏牵头重点工作
1.新建幼儿园2所，新增学位500个。（牵头单位：市教育局；配合单位：市财政局）
2.开展送戏下乡活动100场。（牵头单位：市文旅局；配合单位：市教育局）
"""


def next_year(text: str, *edits: tuple[str, str]) -> str:
    """The notice of 2023, with these edits of that of 2022."""
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text.replace("2022", "2023")


def built(folder: Path, *texts: str) -> Path:
    """The folder of a build of these notices."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, text in enumerate(texts):
        paths.append(folder / f"{number}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    build(paths, folder / "out")
    return folder / "out"


def compared(folder: Path, new: str, old: str = NOTICE) -> Comparison:
    """The two notices compared as years of one graph."""
    plans = plans_of(built(folder, old, new))
    return compare(plans, plans, old_year=2022, new_year=2023, names=("2022", "2023"))


def changes(found: Comparison) -> list[Row]:
    """What changed, and nothing that is the same."""
    return list(rows(found, Wording("en")))
