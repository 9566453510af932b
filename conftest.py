"""What every test run keeps to: real files may be missing, and continuous integration skips nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REAL_DATA = Path(os.environ.get("BRIDGE_REAL_DATA", Path(__file__).resolve().parents[1] / "shared" / "data"))
skipped: list[str] = []


def pytest_report_header() -> str | None:
    """Say that a part is left out, so that a green run is not taken for more than it is."""
    return None if REAL_DATA.is_dir() else f"real_data: left out, there is no {REAL_DATA}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if REAL_DATA.is_dir():
        return
    left_out = [item for item in items if item.get_closest_marker("real_data")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        skipped.append(report.nodeid)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    if report.skipped:
        skipped.append(report.nodeid)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A test that cannot run proves nothing: in continuous integration that is a failure."""
    if os.environ.get("CI") and skipped and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if os.environ.get("CI") and skipped:
        terminalreporter.section("skipped, which CI does not allow", red=True)
        for name in skipped:
            terminalreporter.line(name)
