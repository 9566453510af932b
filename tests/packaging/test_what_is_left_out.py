"""A run says what it left out, and continuous integration accepts no skipped test."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ("pytester",)
ROOT = Path(__file__).resolve().parents[2]
TESTS = """
import pytest

def test_plain(): pass

@pytest.mark.real_data
def test_real(): raise AssertionError("only with the files")
"""


@pytest.fixture
def checkout(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A checkout with the conftest of this one, on a machine without real files and outside CI."""
    pytester.makeconftest((ROOT / "conftest.py").read_text())
    pytester.makeini("[pytest]\nmarkers = real_data\n")
    monkeypatch.delenv("CI", raising=False)
    # Other packages' plugins take seconds to load and change nothing here.
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("BRIDGE_REAL_DATA", str(pytester.path / "nowhere"))
    return pytester


def test_tests_on_real_files_are_left_out_where_there_are_none_and_that_is_said(checkout: pytest.Pytester) -> None:
    checkout.makepyfile(TESTS)
    result = checkout.runpytest_subprocess()
    result.assert_outcomes(passed=1, deselected=1)
    result.stdout.fnmatch_lines(["real_data: left out, there is no *nowhere"])


def test_tests_on_real_files_run_where_they_are(checkout: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIDGE_REAL_DATA", str(checkout.mkdir("files")))
    checkout.makepyfile(TESTS)
    checkout.runpytest_subprocess().assert_outcomes(passed=1, failed=1)


@pytest.mark.parametrize(
    ("processes", "skip"),
    [("0", "def test_one(): pytest.skip('no browser')"), ("1", "pytest.importorskip('no_such_module')")],
)
def test_a_skipped_test_fails_continuous_integration_and_nothing_else(
    checkout: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, processes: str, skip: str
) -> None:
    checkout.makepyfile(f"import pytest\n{skip}\n", test_other="def test_other(): pass")
    assert checkout.runpytest_subprocess("-p", "xdist.plugin", "-n", processes).ret == pytest.ExitCode.OK
    monkeypatch.setenv("CI", "true")
    result = checkout.runpytest_subprocess("-p", "xdist.plugin", "-n", processes)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*skipped, which CI does not allow*"])
