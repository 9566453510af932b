"""How the site is served."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from gunicorn.config import Config
from gunicorn.util import load_class

from bridge.access_log import without_secret
from bridge.serving import production_command
from bridge.settings import Settings


def test_gunicorn_runs_the_workers_without_a_control_socket(tmp_path: Path) -> None:
    settings = Settings.load({"BRIDGE_ENV": "testing", "BRIDGE_DATA": str(tmp_path)})
    command = production_command(replace(settings, host="0.0.0.0", port=8080), 3)  # a test's words only
    assert "--no-control-socket" in command
    assert command[command.index("--workers") + 1] == "3"
    assert command[command.index("--bind") + 1] == "0.0.0.0:8080"


def test_secrets_of_links_stay_out_of_the_access_log(tmp_path: Path) -> None:
    settings = Settings.load({"BRIDGE_ENV": "testing", "BRIDGE_DATA": str(tmp_path)})
    command = production_command(settings, 1)
    logger = load_class(command[command.index("--logger-class") + 1], section="gunicorn.loggers")(Config())
    paths = ("/account/reset/a-secret", "/account/confirm/a-secret/", "/account/email/a-secret", "/i/a-secret")
    for path in paths:
        environ = {"REQUEST_METHOD": "GET", "RAW_URI": path, "PATH_INFO": path, "SERVER_PROTOCOL": "HTTP/1.1"}
        answer = SimpleNamespace(status="200 OK", sent=1, headers=[])
        atoms = logger.atoms(answer, SimpleNamespace(headers=[]), environ, timedelta(seconds=1))
        line = command[command.index("--access-logformat") + 1] % logger.atoms_wrapper_class(atoms)
        assert "secret" not in line
        assert path.rpartition("/a-secret")[0] in line


@pytest.mark.parametrize("path", ["/account/email", "/i", "/startups/a-secret", "/account/reset"])
def test_other_paths_are_logged_as_they_are(path: str) -> None:
    assert without_secret(path) == path
