"""What ./dev decides before it starts anything."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return ./dev as a module, with an environment of its own folder."""
    # A program without a suffix would leave a cache file beside itself.
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader = importlib.machinery.SourceFileLoader("dev", str(ROOT / "dev"))
    spec = importlib.util.spec_from_loader("dev", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    folder = tmp_path / ".venv" / "bin"
    folder.mkdir(parents=True)
    (folder / "python").symlink_to(sys.executable)
    monkeypatch.setattr(module, "VENV", folder.parent)
    monkeypatch.setattr(module, "BIN", folder)
    monkeypatch.setattr(module, "STAMP", folder.parent / "stamp")
    return module


def test_packages_are_installed_again_only_when_their_list_changed(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []

    def note(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(dev.subprocess, "run", note)
    dev.environment()
    dev.environment()
    assert [command[-4:] for command in commands] == [["-c", "constraints.txt", "-e", ".[test]"]]
    monkeypatch.setattr(dev, "fingerprint", lambda: "another list")
    dev.environment()
    assert len(commands) == 2


def test_without_the_right_to_install_the_exact_line_is_said(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    dev.apt(["chromium"], "browser tests", required=False)
    assert "sudo apt-get install -y --no-install-recommends chromium" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="python3-venv"):
        dev.apt(["python3-venv"], "the Python environment", required=True)


def test_when_one_program_ends_the_others_are_ended_and_its_code_is_the_answer(dev: ModuleType) -> None:
    began = time.monotonic()
    code = dev.together([["python", "-c", "raise SystemExit(3)"], ["python", "-c", "import time; time.sleep(60)"]], {})
    assert code == 3
    assert time.monotonic() - began < 30
