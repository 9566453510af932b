"""Which passwords are refused."""

from __future__ import annotations

import pytest

from bridge.accounts import passwords
from bridge.accounts.registration import DEMO_PASSWORD
from events.checks import Checker
from tests.accounts.people_at_work import FAST


def refused(password: str, email: str = "aisha.khan@startup.example") -> str | None:
    checker = Checker()
    passwords.check(checker, "password", password, email=email)
    return checker.problems[0].code if checker.problems else None


@pytest.mark.parametrize(
    "password",
    [
        "1234567890", "0987654321", "qwertyuiop", "1qaz2wsx3edc", "aaaaaaaaaaaa", "abcabcabcabc", "Password123",
        "P@ssw0rd2024", "passwordpassword", "iloveyou1234", "pakistan12345", "Welcome2025!", "qwerty123456",
        "йцукенгшщз", "пароль12345", "letmein!!!!", "admin-admin", "startupbridge", "bishkek-2026",
    ],
)  # fmt: skip
def test_what_guessers_try_first_is_refused(password: str) -> None:
    assert refused(password, "a@mail.example") == "password_common"


@pytest.mark.parametrize(
    "password",
    ["seven blue kettles", "correct horse battery", "Tq8#vLm2!xRa", "پشاور کی چائے", "самовар-на-крыше", DEMO_PASSWORD],
)
def test_what_only_its_owner_would_think_of_is_taken(password: str) -> None:
    assert refused(password) is None


def test_bounds_are_told() -> None:
    assert refused("too short") == "password_too_short"
    assert refused("ten signs!") is None
    assert refused("a1" * 101) == "too_long"


@pytest.mark.parametrize("password", ["Aisha.Khan-2026", "my startup.example", "at startup we trust"])
def test_a_password_that_holds_the_address_is_refused(password: str) -> None:
    assert refused(password) == "password_holds_email"


def test_one_password_typed_on_two_keyboards_is_the_same() -> None:
    assert FAST.verify(FAST.hash("cafe\u0301 in Osh 7"), "caf\u00e9 in Osh 7")


def test_nothing_verifies_without_a_hash_or_with_a_broken_one() -> None:
    assert not FAST.verify(None, "nobody has this password")
    assert not FAST.verify("not a hash", "anything at all")
