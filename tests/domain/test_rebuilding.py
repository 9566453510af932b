"""The read models follow from the log and from nothing else."""

import base64
import json
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from eventsourcing.persistence import StoredEvent

import events.store.rebuild as rebuilding
from events.fact import Fact
from events.store.inline import read_back
from events.store.rebuild import rebuild
from events.store.verify import verify
from tests.domain.house import Clock, House
from tests.domain.story import everything

SAMPLES = Path(__file__).with_name("samples.json")
TOPICS = {topic for topic, cls in Fact.known.items() if cls.__module__.startswith("events.")}


def test_the_story_has_every_kind_of_fact(house: House, clock: Clock) -> None:
    everything(house, clock)
    assert {entry.fact.TOPIC for entry in house.log.entries(limit=10_000)} == TOPICS


@pytest.mark.parametrize("batch", [1, 500])
def test_a_rebuild_gives_the_same_rows(house: House, clock: Clock, batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "LAST", 3)
    everything(house, clock)
    for _ in range(2):  # there, and back into the first slot
        rebuilt = rebuild(house.log, house.views, batch=batch, compare=True)
        assert rebuilt.moved
        assert rebuilt.differences == ()
    with house.reading() as reading:
        assert reading.views.slot == "a"


def test_a_row_that_does_not_follow_from_the_log_is_found(house: House, clock: Clock) -> None:
    everything(house, clock)
    rows = house.views["a"].startups.rows
    with house.db.change() as tx:
        tx.connection.execute(rows.update().where(rows.c.slug == "row").values(city="Elsewhere"))
    [difference] = rebuild(house.log, house.views, compare=True).differences
    assert difference.table == "startups_b"


def test_the_whole_story_verifies(house: House, clock: Clock) -> None:
    everything(house, clock)
    assert verify(house.db) == []


def test_every_fact_ever_shipped_still_loads() -> None:
    samples = json.loads(SAMPLES.read_text())
    shipped = {(sample["topic"], sample["class_version"]) for sample in samples}
    missing = {(topic, Fact.known[topic].class_version) for topic in TOPICS} - shipped
    assert not missing, "run `python -m tests.domain.samples` and commit the new samples"


def test_the_samples_feed_every_read_model(house: House) -> None:

    samples = json.loads(SAMPLES.read_text())
    with house.db.write() as tx:
        for number, sample in enumerate(samples, 1):
            stored = StoredEvent(
                UUID(sample["originator_id"]), sample["version"], sample["topic"], base64.b64decode(sample["state"])
            )
            house.views["a"].handle(tx, read_back(house.log.mapper, stored, 0), number)
    with house.reading() as reading:
        lines = reading.connection.scalar(sa.select(sa.func.count()).select_from(reading.views.history.rows))
        assert (lines or 0) >= len(samples)
