"""What the environment may say, and what production insists on."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path

import pytest

from bridge.settings import DEVELOPMENT_SECRET, Settings, SettingsError

KEY = base64.urlsafe_b64encode(bytes(range(32))).decode()
PRODUCTION = {
    "BRIDGE_ENV": "production",
    "BRIDGE_SECRET_KEY": "q8Zr1mX0vT5uYc3nB7wK2sLd9fGh4jPa",
    "BRIDGE_MASTER_KEY": KEY,
    "BRIDGE_BASE_URL": "https://bridge.example/",
    "SMTP_URL": "smtps://me:secret@mail.example",
    "BRIDGE_MAIL_FROM": "Startup Bridge <bridge@bridge.example>",
}


def test_production_starts_with_all_it_needs(tmp_path: Path) -> None:
    settings = Settings.load(PRODUCTION | {"BRIDGE_DATA": str(tmp_path), "BRIDGE_PROXIES": "1"})
    assert (settings.environment, settings.base_url, settings.proxies) == ("production", "https://bridge.example", 1)
    assert settings.master_key == bytes(range(32))
    assert settings.database_url == f"sqlite:///{tmp_path / 'bridge.sqlite'}"
    assert not settings.mailbox


def test_without_a_word_it_is_production_and_names_everything_that_is_missing() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.load({})
    assert str(caught.value).splitlines() == [
        "BRIDGE_SECRET_KEY is missing",
        "BRIDGE_MASTER_KEY is missing",
        "BRIDGE_BASE_URL is missing",
        "SMTP_URL is missing",
        "BRIDGE_MAIL_FROM is missing",
    ]


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("BRIDGE_SECRET_KEY", "short", "weak"),
        ("BRIDGE_SECRET_KEY", "a" * 40, "weak"),
        ("BRIDGE_SECRET_KEY", DEVELOPMENT_SECRET, "of its own"),
        ("BRIDGE_SECRET_KEY", KEY, "of its own"),
        ("BRIDGE_MASTER_KEY", "c2hvcnQ=", "32 bytes"),
        ("BRIDGE_MASTER_KEY", "!" * 44, "32 bytes"),
        ("BRIDGE_BASE_URL", "http://bridge.example", "https://"),
        ("SMTP_URL", "https://mail.example", "smtps://"),
        ("BRIDGE_PROXIES", "many", "whole number"),
        ("BRIDGE_ENV", "staging", "development, production or testing"),
    ],
)
def test_production_refuses_what_is_weak_or_wrong(name: str, value: str, problem: str) -> None:
    with pytest.raises(SettingsError, match=problem):
        Settings.load(PRODUCTION | {name: value})


def test_a_secret_is_never_part_of_the_complaint() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.load(PRODUCTION | {"BRIDGE_SECRET_KEY": "my weak secret", "BRIDGE_MASTER_KEY": "my weak master"})
    assert "my weak" not in str(caught.value)


def test_development_needs_nothing() -> None:
    settings = Settings.load({"BRIDGE_ENV": "development"})
    assert settings.development
    assert len(settings.master_key) == 32
    assert settings.data == Path("var").resolve()


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("bridge.example", False)],
)
def test_only_the_machine_itself_is_loopback(host: str, loopback: bool) -> None:
    settings = replace(Settings.load({"BRIDGE_ENV": "development"}), host=host)
    assert (settings.loopback, settings.mailbox) == (loopback, loopback)


def test_mail_that_leaves_has_no_mailbox() -> None:
    assert not Settings.load({"BRIDGE_ENV": "development", "SMTP_URL": "smtp://mail.example"}).mailbox


def test_a_database_elsewhere_is_taken_as_it_is() -> None:
    url = "postgresql+psycopg://me@localhost/bridge"
    assert Settings.load({"BRIDGE_ENV": "testing", "DATABASE_URL": url}).database_url == url
