"""What differs between one place the site runs in and another, read once from the environment."""

from __future__ import annotations

import base64
import binascii
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

Environment = Literal["development", "production", "testing"]
SHORTEST_SECRET = 32
# Known to everybody who reads this file, which is why production refuses to start without its own.
DEVELOPMENT_SECRET = "development only: never sign anything real with this"


class SettingsError(Exception):
    """Every setting that is missing or wrong, one line each."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; `load` reads them, tests and `bridge serve` replace single ones."""

    environment: Environment
    data: Path
    database_url: str
    secret_key: str
    master_key: bytes
    base_url: str
    host: str = "127.0.0.1"
    port: int = 8000
    smtp_url: str | None = None
    mail_from: str = "Startup Bridge <bridge@localhost>"
    unsubscribe_mail: str | None = None
    proxies: int = 0
    upload_limit: int = 5 * 1024 * 1024

    @classmethod
    def load(cls, env: Mapping[str, str]) -> Self:
        """Read BRIDGE_*, DATABASE_URL and SMTP_URL; production refuses what is missing or weak."""
        problems: list[str] = []
        environment = _environment(env.get("BRIDGE_ENV", "production"), problems)
        data = Path(env.get("BRIDGE_DATA") or "var").expanduser().resolve()
        settings = cls(
            environment=environment,
            data=data,
            database_url=env.get("DATABASE_URL") or f"sqlite:///{data / 'bridge.sqlite'}",
            secret_key=env.get("BRIDGE_SECRET_KEY") or DEVELOPMENT_SECRET,
            master_key=_master_key(env.get("BRIDGE_MASTER_KEY"), problems),
            base_url=(env.get("BRIDGE_BASE_URL") or "http://127.0.0.1:8000").rstrip("/"),
            host=env.get("BRIDGE_HOST") or "127.0.0.1",
            port=_number(env, "BRIDGE_PORT", 8000, problems),
            smtp_url=env.get("SMTP_URL") or None,
            mail_from=env.get("BRIDGE_MAIL_FROM") or "Startup Bridge <bridge@localhost>",
            unsubscribe_mail=env.get("BRIDGE_UNSUBSCRIBE_MAIL") or None,
            proxies=_number(env, "BRIDGE_PROXIES", 0, problems),
            upload_limit=_number(env, "BRIDGE_UPLOAD_LIMIT", 5 * 1024 * 1024, problems),
        )
        if environment == "production":
            problems.extend(_unfit_for_production(env))
        if problems:
            raise SettingsError("\n".join(problems))
        return settings

    @property
    def development(self) -> bool:
        return self.environment == "development"

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the site."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def mailbox(self) -> bool:
        """Whether mail stays here and is shown on a page: on a developer's own machine and nowhere else."""
        return self.development and self.loopback and not self.smtp_url


def _environment(value: str, problems: list[str]) -> Environment:
    known: dict[str, Environment] = {"development": "development", "production": "production", "testing": "testing"}
    if value in known:
        return known[value]
    problems.append(f"BRIDGE_ENV is {value!r}: it must be development, production or testing")
    return "production"


def _number(env: Mapping[str, str], name: str, default: int, problems: list[str]) -> int:
    text = env.get(name) or str(default)
    if text.isascii() and text.isdigit():
        return int(text)
    problems.append(f"{name} is {text!r}: it must be a whole number")
    return default


def _master_key(text: str | None, problems: list[str]) -> bytes:
    if not text:
        return sha256(DEVELOPMENT_SECRET.encode()).digest()
    try:
        key = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != 32:
        command = "import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())"
        problems.append(f"BRIDGE_MASTER_KEY must be 32 bytes in base64, made by: python3 -c '{command}'")
    return key


def _unfit_for_production(env: Mapping[str, str]) -> list[str]:
    problems = [
        f"{name} is missing"
        for name in ("BRIDGE_SECRET_KEY", "BRIDGE_MASTER_KEY", "BRIDGE_BASE_URL", "SMTP_URL", "BRIDGE_MAIL_FROM")
        if not env.get(name)
    ]
    secret = env.get("BRIDGE_SECRET_KEY", "")
    if secret and (len(secret) < SHORTEST_SECRET or len(set(secret)) < SHORTEST_SECRET // 4):
        problems.append(f"BRIDGE_SECRET_KEY is weak: at least {SHORTEST_SECRET} random characters")
    if secret and secret in (DEVELOPMENT_SECRET, env.get("BRIDGE_MASTER_KEY")):
        problems.append("BRIDGE_SECRET_KEY must be a secret of its own")
    base = env.get("BRIDGE_BASE_URL", "")
    if base and urlsplit(base).scheme != "https":
        problems.append("BRIDGE_BASE_URL must begin with https://: links in mail and cookies depend on it")
    if (smtp := env.get("SMTP_URL")) and urlsplit(smtp).scheme not in ("smtp", "smtps"):
        problems.append("SMTP_URL must begin with smtp:// or smtps://")
    return problems
