"""With ``CI=true`` a test that skips has failed: what is no part of the repository and its
installation may be absent: the corpus, Comunica, DuckDB.

No example of a property has a time limit by the clock: how busy the machine is says nothing of the program.
"""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

# What a test keeps is its own run's, and goes with it.
_CACHE = tempfile.TemporaryDirectory(prefix="zeren-tests-")
os.environ["ZEREN_CACHE"] = _CACHE.name
# Tests read the messages in English, whoever runs them; those of the Chinese say so.
os.environ["LC_ALL"] = "C.UTF-8"
# Started in the background by a shell, tests would have commands that do not hear Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("whatever the load", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("whatever the load")

MAY_BE_ABSENT = ("corpus", "gold", "comunica", "axe-core")


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
