"""Who is who, and what people say about themselves."""

from __future__ import annotations

from uuid import uuid4

import pytest
from eventsourcing.persistence import IntegrityError
from sqlalchemy import event, insert, select

from bridge.accounts.tables import accounts
from events.errors import Invalid, Missing
from tests.accounts.people_at_work import World


def details(**changed: str) -> dict[str, str]:
    return {"name": "Aisha K.", "language": "ur", "time_zone": "Asia/Karachi"} | changed


def test_names_are_found_together_and_who_left_has_none(world: World) -> None:
    first, second, gone = world.member(), world.member("bakyt@startup.example"), uuid4()
    assert world.accounts.names([first.id, gone, second.id, first.id]) == {
        first.id: "Aisha",
        gone: None,
        second.id: "Aisha",
    }
    assert world.accounts.names([]) == {}


def test_a_page_of_names_is_one_query(world: World) -> None:
    ids = [world.accounts.demo_account(f"demo{number}@demo.example", "Demo") for number in range(30)]
    counted: list[str] = []
    event.listen(world.database.engine, "before_cursor_execute", lambda *call: counted.append(call[2]))
    world.accounts.names(ids[:1])
    for_one = len(counted)
    world.accounts.names(ids)
    assert len(counted) == 2 * for_one


def test_people_change_what_they_say_about_themselves(world: World) -> None:
    member = world.member()
    typed = details(phone="+92 (300) 123-45-67", whatsapp="0092 300 1234567", telegram="https://t.me/aisha_k")
    world.accounts.change_details(member.id, **typed)
    contact = world.accounts.contact(member.id)
    assert contact is not None
    assert (contact.name, contact.email) == ("Aisha K.", member.email)
    assert (contact.phone, contact.whatsapp, contact.telegram) == ("+923001234567", "+923001234567", "aisha_k")
    recipient = world.accounts.recipient(member.id)
    assert recipient is not None
    assert recipient.language == "ur"
    world.accounts.change_details(member.id, **details())
    emptied = world.accounts.contact(member.id)
    assert emptied is not None
    assert (emptied.phone, emptied.whatsapp, emptied.telegram) == (None, None, None)


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("phone", "0300 1234567", "not_a_phone"),
        ("phone", "+92 call me", "not_a_phone"),
        ("whatsapp", "+1", "not_a_phone"),
        ("telegram", "a b", "not_a_telegram_name"),
        ("telegram", "x\u202e", "direction_mark"),
        ("name", "", "required"),
        ("name", "n" * 101, "too_long"),
        ("time_zone", "Mars/North", "unknown_code"),
        ("language", "tlh", "unknown_code"),
    ],
)
def test_what_is_no_detail_is_refused_beside_its_field(world: World, field: str, typed: str, code: str) -> None:
    member = world.member()
    with pytest.raises(Invalid) as caught:
        world.accounts.change_details(member.id, **details(**{field: typed}))
    assert [(problem.field, problem.code) for problem in caught.value.problems] == [(field, code)]
    assert world.accounts.by_id(member.id) == member


def test_persian_digits_are_digits(world: World) -> None:
    member = world.member()
    world.accounts.change_details(member.id, **details(phone="+۹۲۳۰۰۱۲۳۴۵۶۷"))
    contact = world.accounts.contact(member.id)
    assert contact is not None
    assert contact.phone == "+923001234567"


def test_who_is_not_there_is_nobody(world: World) -> None:
    nobody = uuid4()
    assert world.accounts.by_id(nobody) is None
    assert world.accounts.contact(nobody) is None
    assert world.accounts.recipient(nobody) is None
    assert world.accounts.by_email("nobody@startup.example") is None
    with pytest.raises(Missing):
        world.accounts.change_details(nobody, **details())


def test_people_are_found_by_any_spelling_of_their_address(world: World) -> None:
    member = world.member()
    assert world.accounts.by_email("AISHA@Startup.EXAMPLE") == member


@pytest.mark.parametrize("key", ["aisha@startup.example", "Aisha@startup.example"])
def test_the_table_itself_holds_one_account_for_all_spellings(world: World, key: str) -> None:
    world.member()
    with world.database.read() as connection:
        row = dict(connection.execute(select(accounts)).mappings().one())
    with pytest.raises(IntegrityError), world.database.change() as tx:
        tx.connection.execute(insert(accounts).values(row | {"id": uuid4(), "email_key": key}))
