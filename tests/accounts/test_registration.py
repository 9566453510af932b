"""From a form to an account."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bridge.accounts import Accounts, LinkFailed, NewAccount, TooManyAttempts
from bridge.accounts.passwords import Passwords
from bridge.accounts.registration import DEMO_PASSWORD
from bridge.accounts.throttle import LETTERS, REGISTER_ADDRESS
from events.errors import Invalid, Refused
from events.store import Database
from tests.accounts.people_at_work import HERE, PASSWORD, World


def codes(invalid: Invalid) -> dict[str, str]:
    return {problem.field: problem.code for problem in invalid.problems}


def test_nobody_signs_in_before_the_address_is_confirmed(world: World) -> None:
    world.asks_to_register()
    assert world.accounts.authenticate("aisha@startup.example", PASSWORD, HERE) is None
    account, _ = world.accounts.confirm(world.token())
    assert world.accounts.authenticate("aisha@startup.example", PASSWORD, HERE) == account


def test_the_page_that_somebody_wanted_comes_back_with_the_confirmation(world: World) -> None:
    world.accounts.register(NewAccount("aisha@startup.example", PASSWORD, "Aisha", next="/startups/new"), HERE)
    account, wanted = world.accounts.confirm(world.token())
    assert (account.name, account.language, account.time_zone) == ("Aisha", "en", "UTC")
    assert wanted == "/startups/new"


def test_a_link_works_once(world: World) -> None:
    world.asks_to_register()
    token = world.token()
    world.accounts.confirm(token)
    with pytest.raises(LinkFailed, match="used"):
        world.accounts.confirm(token)


def test_a_link_ends_after_three_days(world: World) -> None:
    world.asks_to_register()
    token = world.token()
    world.clock.turn(days=3)
    with pytest.raises(LinkFailed, match="expired"):
        world.accounts.confirm(token)


def test_a_link_that_was_never_made_is_unknown(world: World) -> None:
    with pytest.raises(LinkFailed, match="unknown"):
        world.accounts.confirm("abc")


def test_a_link_for_one_purpose_is_unknown_to_the_others(world: World) -> None:
    world.asks_to_register()
    token = world.token()
    with pytest.raises(LinkFailed, match="unknown"):
        world.accounts.reset(token, "another long password")
    with pytest.raises(LinkFailed, match="unknown"):
        world.accounts.confirm_email(token)
    world.accounts.confirm(token)


def test_who_has_an_account_is_told_so_by_mail_alone(world: World) -> None:
    member = world.member()
    world.asks_to_register("AISHA@Startup.Example")
    (leased,) = world.letters()
    assert (leased.letter.kind, leased.letter.account) == ("already_registered", member.id)


def test_the_password_of_whoever_confirms_is_the_one_that_counts(world: World) -> None:
    """Somebody who registers another's address first gains nothing from the owner's confirmation."""
    world.accounts.register(NewAccount("owner@startup.example", "password of a thief", "Thief"), HERE)
    world.letters()
    world.asks_to_register("owner@startup.example")
    world.accounts.confirm(world.token())
    assert world.accounts.authenticate("owner@startup.example", "password of a thief", HERE) is None
    assert world.accounts.authenticate("owner@startup.example", PASSWORD, HERE) is not None


def test_of_two_links_to_one_address_only_one_makes_an_account(world: World) -> None:
    world.asks_to_register()
    first = world.token()
    world.asks_to_register()
    second = world.token()
    world.accounts.confirm(second)
    with pytest.raises(LinkFailed, match="used"):
        world.accounts.confirm(first)


def test_one_of_many_racers_confirms(world: World) -> None:
    links = []
    for _ in range(4):
        world.asks_to_register()
        links.append(world.token())

    def confirm(link: str) -> bool:
        try:
            world.accounts.confirm(link)
        except LinkFailed:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(confirm, links * 2)) == 1


def test_the_confirmation_is_mailed_again_on_request(world: World) -> None:
    world.asks_to_register()
    lost = world.token()
    world.accounts.mail_again("Aisha@startup.example", HERE)
    account, _ = world.accounts.confirm(world.token())
    assert account.name == "Aisha"
    with pytest.raises(LinkFailed):
        world.accounts.confirm(lost)


def test_asking_again_for_an_address_that_waits_for_nothing_mails_nothing(world: World) -> None:
    world.member()
    world.accounts.mail_again("aisha@startup.example", HERE)
    world.accounts.mail_again("nobody@startup.example", HERE)
    assert world.letters() == []


def test_one_address_is_not_flooded_and_nobody_is_told(world: World) -> None:
    for _ in range(LETTERS.most + 3):
        world.asks_to_register()
    assert len(world.letters()) == LETTERS.most
    world.clock.turn(hours=1)
    world.asks_to_register()
    assert len(world.letters()) == 1


def test_one_network_address_registers_only_so_often(world: World) -> None:
    for number in range(REGISTER_ADDRESS.most):
        world.asks_to_register(f"person{number}@startup.example")
    with pytest.raises(TooManyAttempts) as caught:
        world.asks_to_register("onemore@startup.example")
    assert caught.value.until == world.clock() + timedelta(hours=1)
    assert len(world.letters()) == REGISTER_ADDRESS.most


def test_every_field_that_is_wrong_is_named(world: World) -> None:
    with pytest.raises(Invalid) as caught:
        world.accounts.register(NewAccount("no address", "short", " ", language="xx", time_zone="Mars/North"), HERE)
    assert codes(caught.value) == {
        "email": "not_an_email",
        "name": "required",
        "language": "unknown_code",
        "time_zone": "unknown_code",
        "password": "password_too_short",
    }
    assert world.letters() == []


@pytest.mark.parametrize(
    ("name", "code"),
    [("A\u202eB", "direction_mark"), ("A\x00B", "control_character"), ("A\nBcc: b@example.com", "control_character")],
)
def test_names_with_invisible_marks_are_refused(world: World, name: str, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        world.accounts.register(NewAccount("aisha@startup.example", PASSWORD, name), HERE)
    assert codes(caught.value) == {"name": code}


def test_known_and_unknown_addresses_cost_the_same_hash(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.member()
    hashed: list[str] = []

    def note(_: Passwords, password: str) -> str:
        hashed.append(password)
        return "hash"

    monkeypatch.setattr(Passwords, "hash", note)
    world.asks_to_register()
    world.asks_to_register("nobody@startup.example")
    assert hashed == [PASSWORD, PASSWORD]


def test_what_a_link_held_is_forgotten_when_it_was_used_or_ended(world: World) -> None:
    world.asks_to_register()
    world.asks_to_register("late@startup.example")
    world.clock.turn(days=4)
    world.accounts.sweep()
    with world.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT payload, email_key FROM account_tokens").all()
    assert [(str(row[0]), row[1]) for row in rows] == [("{}", None), ("{}", None)]
    world.clock.turn(days=14)
    world.accounts.sweep()
    with world.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM account_tokens").scalar_one() == 0


def test_links_lie_in_the_database_as_hashes_only(world: World) -> None:
    world.asks_to_register()
    token = world.token()
    with world.database.read() as connection:
        for table in ("account_tokens", "outbox"):
            assert token not in str(connection.exec_driver_sql(f"SELECT * FROM {table}").all())


def test_demo_accounts_sign_in_where_demonstrations_are_given(world: World) -> None:
    id = world.accounts.demo_account("founder@demo.example", "Demo Founder", language="ru", time_zone="Asia/Bishkek")
    account = world.accounts.authenticate("founder@demo.example", DEMO_PASSWORD, HERE)
    assert account is not None
    assert (account.id, account.language) == (id, "ru")
    assert world.accounts.demo_account("founder@demo.example", "Demo Founder") == id


def test_production_makes_no_demo_account_and_lets_none_in(world: World, database: Database) -> None:
    world.accounts.demo_account("founder@demo.example", "Demo Founder")
    made = world.accounts.by_email("founder@demo.example")
    assert made is not None
    production: Accounts = World(database, demo=False).accounts
    with pytest.raises(Refused):
        production.demo_account("other@demo.example", "Demo Other")
    assert production.authenticate("founder@demo.example", DEMO_PASSWORD, HERE) is None
    assert production.by_session(made.id, made.epoch) is None
    assert world.accounts.by_session(made.id, made.epoch) == made
