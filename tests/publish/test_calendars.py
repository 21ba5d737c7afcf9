"""What is due, by body, as calendars that another program reads."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from kg.building.build import build
from kg.model.errors import StoreError
from kg.publish.exporting import export

icalendar = pytest.importorskip("icalendar", reason="icalendar is not installed (pip install 'zeren[calendar]')")
LONG = "推进老旧小区改造，" * 20 + "提升品质。"
NOTICE = f"""云岫市人民政府办公室关于印发2026年重点工作责任分解的通知
云政办发〔2026〕3号
云岫市2026年重点工作责任分解
1.6月底前建成老年食堂20家；设立“甲,乙;丙\\丁”服务点。
责任单位：民政局、财政局
2.{LONG}
责任单位：住建局、财政局
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("due")
    (folder / "notice.txt").write_text(NOTICE, encoding="utf-8")
    build([folder / "notice.txt"], folder / "out")
    return folder / "out"


def events(path: Path) -> list[tuple[datetime.date, str, str, str]]:
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    assert not calendar.errors
    return [(event["dtstart"].dt, str(event["uid"]), str(event["summary"]), str(event["description"])) for event in calendar.walk("vevent")]


def test_each_body_has_what_is_due_of_it(built: Path, tmp_path: Path) -> None:
    written = {path.stem: path for path in export(built, "ics", tmp_path)}
    assert set(written) == {"民政局", "财政局", "住建局"}
    assert {path.parent.name for path in written.values()} == {"云岫市-云岫市"}
    ((day, _, summary, description),) = events(written["民政局"])
    assert (day, summary) == (datetime.date(2026, 6, 30), "老年食堂")
    assert "“甲,乙;丙\\丁”" in description
    assert "财政局" in description
    assert [(day, summary) for day, _, summary, _ in events(written["财政局"])] == [
        (datetime.date(2026, 6, 30), "老年食堂"),
        (datetime.date(2026, 12, 31), "财政局：2026 年内应完成 1 项"),
    ]
    ((day, _, _, description),) = events(written["住建局"])
    assert (day, description) == (datetime.date(2026, 12, 31), f"1. {LONG}")


def test_the_lines_are_as_the_standard_has_them(built: Path, tmp_path: Path) -> None:
    """RFC 5545: lines end with CR LF, have 75 octets at most, are cut between characters; commas, semicolons, backslashes are escaped."""
    for path in export(built, "ics", tmp_path):
        content = path.read_bytes()
        assert content.endswith(b"\r\n")
        assert b"\n" not in content.replace(b"\r\n", b"")
        for line in content.split(b"\r\n"):
            assert len(line) <= 75
            line.decode("utf-8")
        whole = content.replace(b"\r\n ", b"").decode("utf-8")
        assert "\\,乙\\;丙\\\\丁" in whole or "老年食堂" not in whole


def test_an_event_keeps_its_name_when_its_day_moves(built: Path, tmp_path: Path) -> None:
    """So that a calendar that has it moves it, and does not hold it twice; no two events of a calendar have one name."""
    (tmp_path / "notice.txt").write_text(NOTICE.replace("6月底前", "9月底前"), encoding="utf-8")
    build([tmp_path / "notice.txt"], tmp_path / "out")
    before = {path.stem: events(path) for path in export(built, "ics", tmp_path / "a")}
    after = {path.stem: events(path) for path in export(tmp_path / "out", "ics", tmp_path / "b")}
    assert after["民政局"][0][:2] == (datetime.date(2026, 9, 30), before["民政局"][0][1])
    uids = [uid for found in before.values() for _, uid, _, _ in found]
    assert len(uids) == len(set(uids)) == 4
    assert all(uid.isascii() for uid in uids)


def test_in_english(built: Path, tmp_path: Path) -> None:
    (path,) = [path for path in export(built, "ics", tmp_path, language="en") if path.stem == "住建局"]
    assert events(path)[0][2] == "住建局: 1 tasks due within 2026"


def test_without_the_package_it_is_said(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "icalendar", None)
    with pytest.raises(StoreError, match=r"zeren\[calendar\]"):
        export(built, "ics", tmp_path)
