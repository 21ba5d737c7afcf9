"""With ``CI=true`` a test that skips has failed: only the corpus, which is no part of the repository, may be absent."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

MAY_BE_ABSENT = ("corpus", "gold", "comunica")


def _must_run(reason: str) -> bool:
    return os.environ.get("CI") == "true" and not any(word in reason.lower() for word in MAY_BE_ABSENT)


def _reason(longrepr: object) -> str:
    return str(longrepr[2]) if isinstance(longrepr, tuple) else str(longrepr)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and _must_run(_reason(report.longrepr)):
        report.outcome = "failed"
        report.longrepr = f"skipped where everything must run: {_reason(report.longrepr)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if report.skipped and _must_run(_reason(report.longrepr)):
        report.outcome = "failed"
        report.longrepr = f"skipped where everything must run: {_reason(report.longrepr)}"
    return report
