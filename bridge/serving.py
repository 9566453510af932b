"""Serving the site: waitress on a developer's machine, gunicorn in production; never an engine in a web worker."""

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from bridge.composition import Bridge
from bridge.settings import Settings
from bridge.web import create_app

if TYPE_CHECKING:
    from flask import Flask

THREADS = 8


def make_app(settings: Settings | None = None) -> "Flask":
    """The site on the settings of the environment, wired once a process."""
    settings = settings or Settings.load(os.environ)
    settings.data.mkdir(parents=True, exist_ok=True)
    return create_app(Bridge(settings))


def serve_development(settings: Settings) -> None:
    """Serve until interrupted, in this process, with threads."""
    import waitress

    # What waitress would print about a full queue is of no use on a developer's machine.
    settings = replace(settings, environment="development")
    waitress.serve(make_app(settings), host=settings.host, port=settings.port, threads=THREADS, ident=None, _quiet=True)


def production_command(settings: Settings, workers: int) -> list[str]:
    """The command line of gunicorn: a process a worker, threads for those who wait for the database."""
    return [
        sys.executable, "-m", "gunicorn",
        "--no-control-socket",  # it would be one more door into the process
        "--bind", f"{settings.host}:{settings.port}",
        "--workers", str(workers),
        "--worker-class", "gthread",
        "--threads", "4",
        "--timeout", "60",
        "--max-requests", "20000",
        "--max-requests-jitter", "2000",
        "--access-logfile", "-",
        "--logger-class", "bridge.access_log.AccessLog",
        # Without the query string and the referrer: both may hold what nobody else should read.
        "--access-logformat", "%(t)s %(m)s %(U)s %(s)s %(B)s %(M)sms",
        "--chdir", str(Path.cwd()),
        "bridge.serving:make_app()",
    ]  # fmt: skip


def serve_production(settings: Settings, workers: int) -> NoReturn:
    """Become gunicorn, so that signals and exit codes are its own."""
    command = production_command(settings, workers)
    os.execv(command[0], command)  # noqa: S606  # a list of our own words, nothing for a shell
