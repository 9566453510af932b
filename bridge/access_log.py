"""The access log of gunicorn without what opens doors: links in mail carry their secret in the path."""

import re
from datetime import timedelta
from typing import Any

from gunicorn.glogging import Logger

_SECRET = re.compile(r"^(/account/(?:confirm|reset|email)|/i|/letters|/feeds)/.+")


def without_secret(path: str) -> str:
    """The path as it may be written down: `/i/…` for an invitation."""
    return _SECRET.sub(r"\1/…", path)


class AccessLog(Logger):  # type: ignore[misc]  # gunicorn is not annotated
    """Writes down which kind of link was opened, never which one."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta) -> dict[str, Any]:
        atoms: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return {**atoms, "U": without_secret(environ.get("PATH_INFO", ""))}
