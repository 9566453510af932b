"""Adds a stored sample of every event class version that has none yet: `python -m tests.domain.samples`."""

import base64
import json
import tempfile
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa

from bridge.settings import Settings
from events.fact import Fact
from events.store.migrating import migrate
from events.store.tables import events
from tests.domain.house import Clock, House
from tests.domain.story import everything

HERE = Path(__file__)
SAMPLES = HERE.with_name("samples.json")


def main() -> None:
    """Play the story, keep the stored form of every event of it; samples of older versions stay as they are."""
    kept = json.loads(SAMPLES.read_text()) if SAMPLES.exists() else []
    known = {(sample["topic"], sample["class_version"]) for sample in kept}
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.load({"BRIDGE_ENV": "testing", "BRIDGE_DATA": folder})
        clock = Clock()
        house = House(replace(settings, database_url=f"sqlite:///{folder}/story.sqlite"), clock)
        migrate(house.db, HERE.parents[2] / "migrations")
        everything(house, clock)
        with house.db.read() as connection:
            rows = connection.execute(sa.select(events).order_by(events.c.id)).all()
        house.close()
    fresh = {(row.topic, Fact.known[row.topic].class_version) for row in rows} - known
    if fresh and not kept:
        kept = []
    for row in rows:
        version = Fact.known[row.topic].class_version
        if (row.topic, version) in fresh:
            kept.append(
                {
                    "topic": row.topic, "class_version": version, "originator_id": str(row.originator_id),
                    "version": row.originator_version, "state": base64.b64encode(row.state).decode(),
                }
            )  # fmt: skip
    SAMPLES.write_text("[\n" + ",\n".join(json.dumps(sample) for sample in kept) + "\n]\n")


if __name__ == "__main__":
    main()
