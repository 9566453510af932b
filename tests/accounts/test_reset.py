"""A forgotten password, and another e-mail address."""

from __future__ import annotations

import pytest

from bridge.accounts import LinkFailed, TooManyAttempts
from bridge.accounts.throttle import LETTERS, RESET_ADDRESS, SIGN_IN_ACCOUNT
from events.errors import Invalid
from tests.accounts.people_at_work import HERE, PASSWORD, World

NEW = "nine green lanterns"


def kinds(world: World) -> list[str]:
    return [leased.letter.kind for leased in world.letters()]


def test_a_link_sets_a_new_password_and_ends_every_sign_in(world: World) -> None:
    member = world.member()
    world.accounts.request_reset("AISHA@startup.example", HERE)
    token = world.token()
    world.accounts.look_reset(token)
    world.accounts.reset(token, NEW)
    assert world.accounts.by_session(member.id, member.epoch) is None
    assert world.accounts.authenticate(member.email, PASSWORD, HERE) is None
    assert world.accounts.authenticate(member.email, NEW, HERE) is not None
    assert kinds(world) == ["password_changed"]


def test_an_unknown_address_gets_no_letter_and_no_error(world: World) -> None:
    world.accounts.request_reset("nobody@startup.example", HERE)
    assert world.letters() == []


def test_a_link_works_once_and_for_an_hour(world: World) -> None:
    member = world.member()
    world.accounts.request_reset(member.email, HERE)
    first = world.token()
    world.accounts.reset(first, NEW)
    with pytest.raises(LinkFailed, match="used"):
        world.accounts.reset(first, PASSWORD)
    world.letters()
    world.accounts.request_reset(member.email, HERE)
    late = world.token()
    world.clock.turn(hours=1)
    with pytest.raises(LinkFailed, match="expired"):
        world.accounts.look_reset(late)
    with pytest.raises(LinkFailed, match="expired"):
        world.accounts.reset(late, PASSWORD)


def test_a_refused_password_leaves_the_link_usable(world: World) -> None:
    member = world.member()
    world.accounts.request_reset(member.email, HERE)
    token = world.token()
    with pytest.raises(Invalid, match="password: password_too_short"):
        world.accounts.reset(token, "short")
    world.accounts.reset(token, NEW)


def test_one_link_that_was_used_ends_the_others(world: World) -> None:
    member = world.member()
    world.accounts.request_reset(member.email, HERE)
    first = world.token()
    world.accounts.request_reset(member.email, HERE)
    world.accounts.reset(world.token(), NEW)
    with pytest.raises(LinkFailed, match="used"):
        world.accounts.reset(first, PASSWORD)


def test_a_reset_opens_an_account_that_guessing_had_closed(world: World) -> None:
    member = world.member()
    for number in range(SIGN_IN_ACCOUNT.most):
        world.accounts.authenticate(member.email, "wrong password", f"192.0.2.{number}")
    world.accounts.request_reset(member.email, HERE)
    world.accounts.reset(world.token(), NEW)
    assert world.accounts.authenticate(member.email, NEW, HERE) is not None


def test_letters_to_one_address_and_requests_from_one_place_are_limited(world: World) -> None:
    member = world.member()
    for _ in range(LETTERS.most + 3):
        world.accounts.request_reset(member.email, HERE)
    assert len(world.letters()) == LETTERS.most - 1  # the registration's letter counted
    for number in range(RESET_ADDRESS.most):
        world.accounts.request_reset("nobody@startup.example", f"{HERE}{number // RESET_ADDRESS.most}")
    with pytest.raises(TooManyAttempts):
        world.accounts.request_reset("nobody@startup.example", f"{HERE}0")


def test_a_new_address_counts_when_it_was_confirmed_and_the_old_one_is_told(world: World) -> None:
    member = world.member()
    world.accounts.request_email(member.id, PASSWORD, "aisha@elsewhere.example")
    confirm, requested = world.letters()
    assert (confirm.letter.kind, confirm.letter.email) == ("email_confirm", "aisha@elsewhere.example")
    assert (requested.letter.kind, requested.letter.email) == ("email_requested", member.email)
    assert world.accounts.authenticate(member.email, PASSWORD, HERE) is not None
    token = str(confirm.letter.path).rpartition("/")[2]
    assert world.accounts.look_email(token) == "aisha@elsewhere.example"
    world.accounts.confirm_email(token)
    (told,) = world.letters()
    assert (told.letter.kind, told.letter.email) == ("email_changed", member.email)
    assert world.accounts.authenticate(member.email, PASSWORD, HERE) is None
    assert world.accounts.authenticate("aisha@elsewhere.example", PASSWORD, HERE) is not None


def test_an_address_changes_only_with_the_password(world: World) -> None:
    member = world.member()
    with pytest.raises(Invalid, match="password: wrong_password"):
        world.accounts.request_email(member.id, "wrong password", "thief@elsewhere.example")
    with pytest.raises(Invalid, match="email: not_an_email"):
        world.accounts.request_email(member.id, PASSWORD, "elsewhere")
    assert world.letters() == []


def test_an_address_of_somebody_else_is_not_told_apart(world: World) -> None:
    member, other = world.member(), world.member("bakyt@startup.example")
    world.accounts.request_email(member.id, PASSWORD, "Bakyt@startup.example")
    requested, taken = world.letters()
    assert (taken.letter.kind, taken.letter.account) == ("email_taken", other.id)
    assert (requested.letter.kind, requested.letter.email) == ("email_requested", member.email)


def test_an_address_that_was_registered_meanwhile_is_not_taken_over(world: World) -> None:
    member = world.member()
    world.accounts.request_email(member.id, PASSWORD, "new@startup.example")
    confirm, _ = world.letters()
    world.member("new@startup.example")
    with pytest.raises(LinkFailed, match="used"):
        world.accounts.confirm_email(str(confirm.letter.path).rpartition("/")[2])
    unchanged = world.accounts.by_id(member.id)
    assert unchanged is not None
    assert unchanged.email == member.email


def test_a_new_password_ends_a_change_of_address_that_is_under_way(world: World) -> None:
    member = world.member()
    world.accounts.request_email(member.id, PASSWORD, "thief@elsewhere.example")
    confirm, _ = world.letters()
    world.accounts.request_reset(member.email, HERE)
    world.accounts.reset(world.token(), NEW)
    with pytest.raises(LinkFailed, match="used"):
        world.accounts.confirm_email(str(confirm.letter.path).rpartition("/")[2])


def test_links_in_the_old_mailbox_end_with_the_change_of_address(world: World) -> None:
    member = world.member()
    world.accounts.request_reset(member.email, HERE)
    old = world.token()
    world.accounts.request_email(member.id, PASSWORD, "aisha@elsewhere.example")
    confirm, _ = world.letters()
    world.accounts.confirm_email(str(confirm.letter.path).rpartition("/")[2])
    with pytest.raises(LinkFailed, match="used"):
        world.accounts.reset(old, NEW)


def test_only_the_letters_of_an_address_itself_can_be_changed_to_another_spelling(world: World) -> None:
    member = world.member()
    world.accounts.request_email(member.id, PASSWORD, "Aisha@startup.example")
    confirm, _ = world.letters()
    world.accounts.confirm_email(str(confirm.letter.path).rpartition("/")[2])
    changed = world.accounts.by_id(member.id)
    assert changed is not None
    assert changed.email == "Aisha@startup.example"
