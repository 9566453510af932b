"""Signing in, and what ends it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from bridge.accounts import Accounts, TooManyAttempts
from bridge.accounts.passwords import Passwords
from bridge.accounts.throttle import SIGN_IN_ACCOUNT, SIGN_IN_ADDRESS
from events.errors import Invalid
from tests.accounts.people_at_work import FAST, HERE, PASSWORD, World


def test_the_address_may_be_spelt_otherwise(world: World) -> None:
    member = world.member("Aisha@Startup.example")
    assert member.email == "Aisha@startup.example"
    assert world.accounts.authenticate(" aisha@STARTUP.EXAMPLE ", PASSWORD, HERE) == member


def test_a_wrong_password_and_an_unknown_address_look_alike(world: World) -> None:
    world.member()
    assert world.accounts.authenticate("aisha@startup.example", "wrong password", HERE) is None
    assert world.accounts.authenticate("nobody@startup.example", PASSWORD, HERE) is None
    assert world.accounts.authenticate("\x00'; --", PASSWORD, HERE) is None


def test_an_unknown_address_costs_the_same_work(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]
            verified.append(str(password))
            return super().verify(hash, password)

    monkeypatch.setattr(FAST, "_hasher", Counting(time_cost=1, memory_cost=8, parallelism=1))
    world.member()
    world.accounts.authenticate("aisha@startup.example", "wrong password", HERE)
    world.accounts.authenticate("nobody@startup.example", "wrong password", HERE)
    assert verified == ["wrong password", "wrong password"]


def test_an_account_is_closed_for_a_while_after_too_many_wrong_passwords(world: World) -> None:
    member = world.member()
    for number in range(SIGN_IN_ACCOUNT.most):
        assert world.accounts.authenticate(member.email, "wrong password", f"192.0.2.{number}") is None
    with pytest.raises(TooManyAttempts) as caught:
        world.accounts.authenticate(member.email, PASSWORD, "198.51.100.7")
    assert caught.value.until == world.clock() + timedelta(minutes=15)
    world.clock.turn(minutes=15)
    assert world.accounts.authenticate(member.email, PASSWORD, "198.51.100.7") == member


def test_an_unknown_address_is_closed_just_like_a_known_one(world: World) -> None:
    for number in range(SIGN_IN_ACCOUNT.most):
        world.accounts.authenticate("nobody@startup.example", "wrong password", f"192.0.2.{number}")
    with pytest.raises(TooManyAttempts):
        world.accounts.authenticate("nobody@startup.example", "wrong password", "198.51.100.7")


def test_one_network_address_cannot_try_many_accounts(world: World) -> None:
    for number in range(SIGN_IN_ADDRESS.most):
        world.accounts.authenticate(f"person{number}@startup.example", "wrong password", HERE)
    with pytest.raises(TooManyAttempts):
        world.accounts.authenticate("somebody@startup.example", "wrong password", HERE)
    assert world.accounts.authenticate("somebody@startup.example", "wrong password", "198.51.100.7") is None


def test_signing_in_gives_the_attempts_back(world: World) -> None:
    member = world.member()
    for _ in range(3):
        for _ in range(SIGN_IN_ACCOUNT.most - 1):
            world.accounts.authenticate(member.email, "wrong password", HERE)
        assert world.accounts.authenticate(member.email, PASSWORD, HERE) == member


def test_processes_count_together(world: World) -> None:
    member = world.member()
    others = [
        Accounts(world.database, world.outbox, secret_key="k" * 40, clock=world.clock, passwords=FAST) for _ in range(2)
    ]

    def attempt(number: int) -> bool:
        try:
            others[number % 2].authenticate(member.email, "wrong password", f"192.0.2.{number}")
        except TooManyAttempts:
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(attempt, range(SIGN_IN_ACCOUNT.most + 6))) == SIGN_IN_ACCOUNT.most


def test_network_and_mail_addresses_are_not_kept_readably(world: World) -> None:
    world.accounts.authenticate("secretive@startup.example", "wrong password", HERE)
    with world.database.read() as connection:
        rows = str(connection.exec_driver_sql("SELECT * FROM account_throttles").all())
    assert "sign-in account" in rows
    assert "secretive" not in rows
    assert HERE not in rows


def test_counted_attempts_are_forgotten_after_the_longest_limit(world: World) -> None:
    world.accounts.authenticate("nobody@startup.example", "wrong password", HERE)
    world.clock.turn(hours=1)
    world.accounts.sweep()
    with world.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM account_throttles").scalar_one() == 0


def test_an_old_hash_is_made_again_with_todays_parameters(world: World) -> None:
    member = world.member()
    stronger = Passwords(PasswordHasher(time_cost=2, memory_cost=8, parallelism=1))
    today = Accounts(world.database, world.outbox, secret_key="k" * 40, clock=world.clock, passwords=stronger)
    assert today.authenticate(member.email, PASSWORD, HERE) == member
    with world.database.read() as connection:
        assert "t=2" in connection.exec_driver_sql("SELECT password_hash FROM accounts").scalar_one()
    assert today.authenticate(member.email, PASSWORD, HERE) == member


def test_a_changed_password_ends_the_other_sign_ins(world: World) -> None:
    member = world.member()
    assert world.accounts.by_session(member.id, member.epoch) == member
    changed = world.accounts.change_password(member.id, PASSWORD, "nine green lanterns")
    assert world.accounts.by_session(member.id, member.epoch) is None
    assert world.accounts.by_session(member.id, changed.epoch) == changed
    assert world.accounts.authenticate(member.email, PASSWORD, HERE) is None
    assert world.accounts.authenticate(member.email, "nine green lanterns", HERE) == changed
    assert [leased.letter.kind for leased in world.letters()] == ["password_changed"]


def test_a_password_changes_only_with_the_present_one(world: World) -> None:
    member = world.member()
    with pytest.raises(Invalid, match="current: wrong_password"):
        world.accounts.change_password(member.id, "wrong password", "nine green lanterns")
    with pytest.raises(Invalid, match="new: password_common"):
        world.accounts.change_password(member.id, PASSWORD, "password2024!")
    assert world.accounts.authenticate(member.email, PASSWORD, HERE) == member


def test_guessing_the_present_password_is_limited_too(world: World) -> None:
    member = world.member()
    for _ in range(SIGN_IN_ACCOUNT.most):
        with pytest.raises(Invalid):
            world.accounts.change_password(member.id, "wrong password", "nine green lanterns")
    with pytest.raises(TooManyAttempts):
        world.accounts.change_password(member.id, PASSWORD, "nine green lanterns")
