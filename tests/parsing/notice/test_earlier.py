"""What a notice says of earlier ones that it ends or changes."""

from __future__ import annotations

import pytest

from kg.parsing.notice.earlier import Earlier, earlier_notices


@pytest.mark.parametrize(
    ("title", "letter", "found"),
    [
        (
            "云岫市人民政府办公室关于调整2023年重点工作责任分解的通知",
            "各部门：市政府决定对《云岫市人民政府办公室关于印发2023年重点工作责任分解的通知》（云政办发〔2023〕9号）作如下调整。",
            Earlier((), ("云政办发〔2023〕9号",)),
        ),
        ("云岫市人民政府办公室关于调整2023年重点工作责任分解的通知", "各部门：", Earlier((), ("2023年重点工作责任分解",))),
        ("关于印发2023年重点工作责任分解的补充通知", "各部门：", Earlier((), ("2023年重点工作责任分解",))),
        ("关于修订《2023年重点工作责任分解》的通知", "各部门：", Earlier((), ("2023年重点工作责任分解",))),
        (
            "关于印发2024年重点工作责任分解的通知",
            "本通知自印发之日起施行，《关于印发2023年重点工作责任分解的通知》（云政办发〔2023〕9号）、《关于督查工作的通知》同时废止。",
            Earlier(("云政办发〔2023〕9号", "关于督查工作的通知"), ()),
        ),
        ("关于印发2024年重点工作责任分解的通知", "请认真贯彻《云岫市条例》，按照分工抓好落实。", Earlier()),
        ("关于印发产业结构调整工作责任分解的通知", "各部门：", Earlier()),
    ],
)
def test_earlier_notices_are_told_by_number_or_title(title: str, letter: str, found: Earlier) -> None:
    assert earlier_notices(title, letter) == found
