"""The dry run: what would become of each row, written nowhere but beside the import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa

from bridge.importing.engine import Made
from bridge.importing.reading import Row
from bridge.importing.tables import rows
from bridge.importing.working import Loaded, Overtaken, name_key, own_number, site_key, taken_twice, told
from bridge.readmodels.base import unpacked
from events.startups.importing import Batch
from events.startups.profile import Profile

if TYPE_CHECKING:
    from bridge.composition import Bridge

CHECKED_AT_ONCE = 100
MOST_WORDS = 60
HERE = ("asked", "offered", "admitted", "graduated")


def begin_check(bridge: Bridge, loaded: Loaded) -> None:
    """What checking compares with: the incubator's startups, and the rows that a follower before this one checked."""
    with bridge.reading() as reading:
        startups, admissions = reading.views.startups.rows, reading.views.startups.admissions
        query = (
            sa.select(startups.c.id, startups.c.name, startups.c.profile)
            .join(admissions, admissions.c.startup == startups.c.id)
            .where(admissions.c.incubator == loaded.job.incubator, admissions.c.state.in_(HERE))
            .where(reading.views.directory.present())
        )
        for id, name, profile in reading.connection.execute(query):
            loaded.present.add(id)
            loaded.names.setdefault(name_key(name), id)
            if site := site_key(unpacked(profile)["site"]):
                loaded.sites.setdefault(site, id)
    loaded.last_time = bridge.import_jobs.the_last_time(loaded.job)
    for taken in loaded.table.rows[: loaded.job.done]:
        _count_words(loaded, loaded.reader.take(taken))


def check(bridge: Bridge, loaded: Loaded) -> None:
    """Say what would become of the next rows; nothing is written but that."""
    job = loaded.job
    batch = bridge.imported.batch(loaded.by, job.incubator)
    part = loaded.table.rows[job.done : job.done + CHECKED_AT_ONCE]
    results = [_checked(batch, loaded, row) for row in part]
    done, total = job.done + len(part), len(loaded.table.rows)
    state = "checked" if done == total else "checking"
    common = loaded.words.most_common(MOST_WORDS)
    with bridge.db.change() as tx:
        if not bridge.import_jobs.move(
            tx, job.id, ("checking",), done_before=job.done, done=done, total=total, state=state, words=common
        ):  # fmt: skip
            raise Overtaken
        if results:
            tx.connection.execute(rows.insert(), results)
    loaded.at = done


def _checked(batch: Batch, loaded: Loaded, row: Row) -> dict[str, Any]:
    made = loaded.reader.take(row)
    result: dict[str, Any] = {
        "job": loaded.job.id, "number": row.number, "outcome": "refused", "name": made.name[:120], "startup": None,
        "alike": None, "decision": None, "version": None, "claimed": None, "problems": told(made.problems),
        "undone": None,
    }  # fmt: skip
    if made.profile is None:
        return result
    _count_words(loaded, made)
    if (problems := _twice_already(loaded, row)) is not None:
        return result | {"problems": problems}
    outcome, target = _destined(batch, loaded, made)
    if outcome == "alike":
        return result | {"outcome": outcome, "alike": target}
    if (twice := taken_twice(loaded, row, target)) is not None:
        return result | twice
    return result | {"outcome": outcome, "startup": target}


def _destined(batch: Batch, loaded: Loaded, made: Made) -> tuple[str, UUID | None]:
    """What would become of a good row, and the startup that it is about or looks like."""
    profile = made.profile or {}
    owner = batch.owner(made.source, made.row_id)
    if owner is not None:
        outcome, found = batch.would_update(owner, profile)
        before = found.profile
        same_name = "name" in found.edited or name_key(before["name"]) == name_key(made.name)
        if same_name or (before["site"] and site_key(before["site"]) == site_key(profile["site"])):
            return outcome, owner
        # The same number and another startup: a list that was numbered anew.
        if (known := batch.owner(made.source, own_number(made))) is not None:
            return batch.would_update(known, profile)[0], known
        return "alike", _alike(loaded, made, profile) or owner
    alike = _alike(loaded, made, profile)
    return ("new", None) if alike is None else ("alike", alike)


def _twice_already(loaded: Loaded, row: Row) -> list[dict[str, Any]] | None:
    """The problem of a row that was about the startup of a row before it, the last time that this file came in."""
    before = loaded.last_time.get(row.number)
    if before is None or before["outcome"] != "refused" or before["alike"] is not None:
        return None
    found: list[dict[str, Any]] = before["problems"]
    return found if [problem["code"] for problem in found] == ["duplicate_row"] else None


def _alike(loaded: Loaded, made: Made, profile: Profile) -> UUID | None:
    before = loaded.last_time.get(made.row.number)
    if before is not None and before["alike"] in loaded.present:
        alike: UUID = before["alike"]
        return alike
    return loaded.names.get(name_key(profile["name"])) or loaded.sites.get(site_key(profile["site"]))


def _count_words(loaded: Loaded, made: Made) -> None:
    loaded.words.update(str(hint.params["word"]) for hint in made.hints if hint.code == "unknown_word")
