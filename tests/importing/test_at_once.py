"""Imports that meet something: another manager's list, a kill, somebody who edits while an undo is on its way."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from typing import Any

import pytest

from bridge.followers.importer import Importer
from bridge.importing import bringing, steps
from bridge.importing.jobs import Job, Jobs
from events.errors import Broken, Missing, Refused, Stale
from events.startups.aggregate import Startup
from events.startups.importing import Batch
from tests.domain.house import SYSTEM, House, Person
from tests.importing.town import Town
from tests.store.threads import PATIENCE, in_processes, together

ROWS = 6
NAMES = [f"Maker {letter}" for letter in "ABCDEF"]
LIST = "id,Name,Country\n" + "".join(f"{number},{name},PK\n" for number, name in enumerate(NAMES))


def another_process(town: Town) -> House:
    """The same house with connections of its own."""
    return House(town.house.settings, town.house.clock)


def second_manager(town: Town) -> Person:
    person = town.house.person()
    town.house.incubators.invite_manager(SYSTEM, town.incubator, person.account)
    town.house.incubators.join(person, town.incubator, person.account)
    return person


def names(town: Town) -> list[str]:
    with town.house.reading() as reading:
        rows = reading.views.directory.roster(reading.connection, town.incubator, ["admitted"], limit=99)
    return sorted(row["name"] for row in rows)


def checked(town: Town, by: Person, **settings: Any) -> Job:
    """The steps of the page, up to the check."""
    job = town.upload(LIST, by=by, **settings)
    steps.begin_check(town.house, job, job.columns, job.settings)
    return town.work(job)


# -- two managers -----------------------------------------------------------------------------------------------


def test_the_same_list_by_two_managers_and_two_followers_at_once_comes_in_once(town: Town) -> None:
    second = second_manager(town)
    jobs = [town.check(town.upload(LIST, by=by)) for by in (town.manager, second)]
    for job in jobs:
        town.start(job)
    houses = [another_process(town) for _ in range(2)]

    def work(number: int) -> None:
        importer = Importer(houses[number])
        while importer.step():
            pass

    assert together(work, 2) == [None, None]
    assert names(town) == NAMES
    counts = [town.job(job.id).counts for job in jobs]
    assert sum(count.get("new", 0) for count in counts) == ROWS
    assert sum(count.get("same", 0) for count in counts) == ROWS
    for house in houses:
        house.close()


def test_of_two_managers_with_overlapping_lists_the_second_is_told_to_check_again(town: Town) -> None:
    second = second_manager(town)
    first, other = checked(town, town.manager, list="ours"), checked(town, second, list="theirs")
    steps.start(town.house, town.manager, first)
    with pytest.raises(Broken, match="import_running_here"):
        steps.start(town.house, second, other)
    town.house.clock.forward(seconds=5)
    town.work(first)
    with pytest.raises(Broken, match="import_check_again"):
        steps.start(town.house, second, town.job(other.id))
    steps.begin_check(town.house, town.job(other.id), other.columns, other.settings)
    other = town.work(other)
    assert town.house.import_jobs.counts(other.id) == {"alike": ROWS}
    steps.start(town.house, second, other)
    assert town.work(other).state == "done"
    assert names(town) == NAMES


def test_of_two_who_start_at_the_same_moment_one_is_told(town: Town) -> None:
    people = [town.manager, second_manager(town)]
    jobs = [checked(town, by, list=f"list {number}") for number, by in enumerate(people)]
    answers = together(lambda number: steps.start(town.house, people[number], jobs[number]), 2)
    assert sorted(str(answer) for answer in answers) == ["None", "import_running_here"]


# -- killed -----------------------------------------------------------------------------------------------------


def in_the_transaction(moves: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Die when a row of the job was changed and nothing is committed."""
    move, seen = Jobs.move, []

    def dying(self: Jobs, *args: Any, **more: Any) -> bool:
        moved = move(self, *args, **more)
        seen.append(moved)
        if len(seen) == moves:
            os.kill(os.getpid(), signal.SIGKILL)
        return moved

    monkeypatch.setattr(Jobs, "move", dying)


def after_the_commit(saves: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Die when rows are in, before anything else was done."""
    save, seen = Batch.save, []

    def dying(self: Batch, also: Callable[[Any], object]) -> None:
        save(self, also)
        seen.append(self)
        if len(seen) == saves:
            os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(Batch, "save", dying)


@pytest.mark.parametrize("die", [in_the_transaction, after_the_commit])
@pytest.mark.parametrize("undoing", [False, True], ids=["bringing", "undoing"])
def test_a_follower_killed_in_the_middle_leaves_no_row_out_and_takes_none_twice(
    town: Town, monkeypatch: pytest.MonkeyPatch, die: Callable[[int, pytest.MonkeyPatch], None], undoing: bool
) -> None:
    before = town.shown()
    monkeypatch.setattr(bringing, "AT_ONCE", 2)
    job = town.start(town.check(town.upload(LIST)))
    if undoing:
        job = town.work(job)
        town.house.import_jobs.change(job.id, ("done",), state="undoing", done=0)

    def follow() -> None:
        die(2, monkeypatch)
        importer = Importer(another_process(town))
        while importer.step():
            pass

    assert in_processes(follow) == [-signal.SIGKILL]
    assert town.job(job.id).done in (2, 4)
    job = town.work(job)
    if undoing:
        assert (job.state, town.shown()) == ("undone", before)
    else:
        assert (job.state, job.counts, names(town)) == ("done", {"new": ROWS}, NAMES)
    registered = town.house.log.entries(topics=["startup.registered"])
    assert len(registered) == ROWS


# -- edited meanwhile -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("edits", [1, 3])
def test_what_somebody_edits_while_it_is_taken_back_stays_and_the_rest_goes(
    town: Town, monkeypatch: pytest.MonkeyPatch, edits: int
) -> None:
    job = town.bring(LIST)
    edited, other = town.startup(NAMES[2]), another_process(town)
    save, cities = Batch.save, [f"City {number}" for number in range(edits)]

    def save_late(self: Batch, also: Callable[[Any], object]) -> None:
        if cities and any(startup.id == edited for startup in self.startups):
            other.startups.change(town.manager, edited, {"city": cities.pop()})
        save(self, also)

    monkeypatch.setattr(Batch, "save", save_late)
    job = town.undo(job)
    monkeypatch.undo()
    assert not cities or edits > 1
    assert job.state == "undone"
    assert names(town) == [NAMES[2]]
    assert town.house.log.get(Startup, edited).profile["city"].startswith("City")
    undone = {row["name"]: row["undone"] for row in town.house.import_jobs.rows(job.id)}
    assert undone == {name: "left" if name == NAMES[2] else "withdrawn" for name in NAMES}
    other.close()


def test_editing_without_end_and_undoing_at_once_loses_no_edit(town: Town) -> None:
    job = town.bring(LIST)
    ids = [town.startup(name) for name in NAMES]
    other, over = another_process(town), threading.Event()
    made: dict[Any, str] = {}

    def edit() -> None:
        for number in range(40):
            id = ids[number % ROWS]
            try:
                other.startups.change(town.manager, id, {"city": f"City {number}"})
                made[id] = f"City {number}"
            except (Missing, Refused, Stale):
                continue  # taken back already, or somebody was quicker
        over.set()

    editor = threading.Thread(target=edit)
    editor.start()
    job = town.undo(job)
    assert over.wait(PATIENCE)
    editor.join()
    kept = set(names(town))
    assert kept == {town.house.log.get(Startup, id).profile["name"] for id in made}
    assert all(town.house.log.get(Startup, id).profile["city"] == city for id, city in made.items())
    other.close()
