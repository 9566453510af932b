"""Texts of people: sealed in the log, opened by pages, gone for good once forgotten."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from eventsourcing.persistence import TranscodingNotRegisteredError

from events.errors import Broken
from events.store import Database, Keys, PersonalText
from events.store.transcoding import StateTranscoder, Transcoder
from tests.store.sample import NOON

MASTER = bytes(range(32))
SUBJECT = UUID(int=7)


class Colour(StrEnum):
    """An enumeration of texts."""

    RED = "red"


def test_what_was_sealed_opens_again_in_another_process(database: Database) -> None:
    sealed = Keys(database, MASTER).seal(SUBJECT, "سلام, салам")
    assert "سلام" not in sealed.sealed
    assert Keys(database, MASTER).open(PersonalText.parse(str(sealed))) == "سلام, салам"


def test_a_forgotten_subject_can_neither_be_read_nor_sealed_for(database: Database) -> None:
    keys = Keys(database, MASTER)
    sealed = keys.seal(SUBJECT, "a phone number")
    keys.forget(SUBJECT)
    assert keys.open(sealed) is None
    with pytest.raises(Broken, match="subject_forgotten"):
        keys.seal(SUBJECT, "again")
    with database.read() as connection:
        assert connection.execute(sa.text("SELECT wrapped FROM personal_keys")).all() == [(None,)]


def test_a_subject_that_never_wrote_can_be_forgotten_too(database: Database) -> None:
    keys = Keys(database, MASTER)
    keys.forget(SUBJECT)
    with pytest.raises(Broken):
        keys.seal(SUBJECT, "late")


def test_another_process_remembers_a_forgotten_key_for_seconds_only(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr("events.store.keys.time.monotonic", lambda: now[0])
    here, there = Keys(database, MASTER), Keys(database, MASTER)
    sealed = here.seal(SUBJECT, "a phone number")
    assert there.open(sealed) == "a phone number"
    here.forget(SUBJECT)
    now[0] += 5.1
    assert there.open(sealed) is None


def test_a_sealed_text_is_worth_nothing_under_another_subject(database: Database) -> None:
    keys = Keys(database, MASTER)
    sealed = keys.seal(SUBJECT, "mine")
    keys.seal(UUID(int=8), "theirs")
    assert keys.open(PersonalText(UUID(int=8), sealed.sealed)) is None


def test_many_texts_cost_one_query(database: Database) -> None:
    texts = [Keys(database, MASTER).seal(uuid4(), f"text {number}") for number in range(30)]
    keys, queries = Keys(database, MASTER), []
    sa.event.listen(database.engine, "before_cursor_execute", lambda *args: queries.append(args[2]))
    keys.fetch(texts)
    assert [keys.open(text) for text in texts] == [f"text {number}" for number in range(30)]
    assert len(queries) == 1


@pytest.mark.parametrize(
    "value",
    [
        {"name": "Anor", "n": 1, "f": 1.5, "yes": True, "none": None, "list": [1, "two"]},
        {"id": SUBJECT, "at": NOON, "on": date(2026, 3, 1), "cost": Decimal("1.10")},
        {"why": PersonalText(SUBJECT, "abc"), "deep": [{"id": SUBJECT}]},
    ],
)
def test_facts_come_back_as_they_were(value: Any) -> None:
    transcoder = Transcoder()
    assert transcoder.decode(transcoder.encode(value)) == value


@pytest.mark.parametrize("value", [Colour.RED, {1, 2}, object(), {"_type_": "uuid_hex", "_data_": "x"}, {1: "one"}])
def test_a_fact_that_would_come_back_as_something_else_is_refused(value: object) -> None:
    with pytest.raises((TranscodingNotRegisteredError, ValueError, TypeError)):
        Transcoder().encode({"value": value})


def test_snapshots_keep_tuples_sets_and_keys() -> None:
    transcoder = StateTranscoder()
    state = {"a": (1, (2, "x")), "b": {1, 2}, "c": frozenset("ab"), "d": {SUBJECT: {(1, 2): "x"}, 3: None}, "e": NOON}
    restored = transcoder.decode(transcoder.encode(state))
    assert restored == state
    assert isinstance(restored["e"], datetime)
