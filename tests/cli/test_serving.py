"""How the site is served."""

from dataclasses import replace
from pathlib import Path

from bridge.serving import production_command
from bridge.settings import Settings


def test_gunicorn_runs_the_workers_without_a_control_socket(tmp_path: Path) -> None:
    settings = Settings.load({"BRIDGE_ENV": "testing", "BRIDGE_DATA": str(tmp_path)})
    command = production_command(replace(settings, host="0.0.0.0", port=8080), 3)  # a test's words only
    assert "--no-control-socket" in command
    assert command[command.index("--workers") + 1] == "3"
    assert command[command.index("--bind") + 1] == "0.0.0.0:8080"
