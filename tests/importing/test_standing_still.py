"""An import that broke: who is asked, what they can do about it, and how many an incubator has a day."""

from collections.abc import Callable

import pytest

from bridge.importing import bringing, steps
from bridge.importing.bringing import bring_in
from bridge.importing.jobs import Job
from bridge.importing.working import Loaded
from bridge.readmodels.todo import Item, Kind
from events.errors import Broken, Refused
from events.imports.service import MOST_A_DAY
from events.store.rebuild import rebuild
from tests.domain.house import SYSTEM, House, Person
from tests.domain.test_todo import items
from tests.importing.test_importer import outcomes
from tests.importing.town import LIST, Town


@pytest.fixture
def broken(town: Town, monkeypatch: pytest.MonkeyPatch) -> Job:
    """An import that broke after its first row."""

    def one_row(bridge: House, loaded: Loaded, most: int) -> None:
        if loaded.job.done:
            raise ZeroDivisionError
        bring_in(bridge, loaded, 1)

    monkeypatch.setattr(bringing, "bring_in", one_row)
    job = town.work(town.start(town.check(town.upload(LIST))))
    monkeypatch.undo()
    assert (job.state, job.done) == ("stopped", 1)
    return job


def asked(town: Town, person: Person) -> list[Item]:
    return [item for item in items(town.house, person) if item.kind == Kind.IMPORT_STOPPED]


def test_whoever_started_it_is_asked_and_nobody_else(town: Town, broken: Job) -> None:
    [item] = asked(town, town.manager)
    assert item.subject == broken.id
    assert item.with_whom is not None
    assert item.with_whom.address == "/incubators/incubator-pk"
    second = town.house.person()
    town.house.incubators.invite_manager(SYSTEM, town.incubator, town.manager.account)
    town.house.incubators.join(second, town.incubator, town.manager.account)
    assert asked(town, second) == []
    town.house.incubators.leave(town.manager, town.incubator, town.manager.account)
    assert asked(town, town.manager) == []


def go_on(town: Town, job: Job) -> Job:
    steps.go_on(town.house, town.manager, job)
    return town.work(job)


def undo(town: Town, job: Job) -> Job:
    steps.undo(town.house, town.manager, job, touched_stay=False)
    return town.work(job)


def dismiss(town: Town, job: Job) -> Job:
    steps.dismiss(town.house, town.manager, job)
    return town.job(job.id)


@pytest.mark.parametrize(("act", "state"), [(go_on, "done"), (undo, "undone"), (dismiss, "stopped")])
def test_it_waits_no_more_when_it_goes_on_is_undone_or_left(
    town: Town, broken: Job, act: Callable[[Town, Job], Job], state: str
) -> None:
    assert act(town, broken).state == state
    assert asked(town, town.manager) == []
    assert rebuild(town.house.log, town.house.views, compare=True).differences == ()


def test_half_an_import_is_taken_back_and_only_that_half(town: Town) -> None:
    before = town.shown()
    job = town.start(town.check(town.upload(LIST)))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(bringing, "AT_ONCE", 1)
        town.importer.step()
        patched.setattr(bringing, "bring_in", lambda bridge, loaded, most: 1 / 0)
        town.importer.step()
    assert len(town.shown()) > len(before)
    job = undo(town, town.job(job.id))
    assert town.shown() == before
    assert {row["undone"] for row in town.house.import_jobs.rows(job.id, ["new"])} == {"withdrawn", None}


def test_an_undo_that_breaks_is_asked_about_once_and_goes_on(
    town: Town, broken: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bringing, "take_back", lambda *args: 1 / 0)
    job = undo(town, broken)
    assert (job.state, len(asked(town, town.manager))) == ("stopped", 1)
    monkeypatch.undo()
    assert go_on(town, job).state == "undone"
    assert asked(town, town.manager) == []


def test_what_was_left_can_still_go_on_and_what_does_not_stand_is_not_left(town: Town, broken: Job) -> None:
    job = go_on(town, dismiss(town, broken))
    assert outcomes(town, job) == {2: "new", 3: "new", 4: "refused", 5: "new"}
    with pytest.raises(Broken, match="import_moved_on"):
        steps.dismiss(town.house, town.manager, job)
    with pytest.raises(Broken, match="import_not_stopped"):
        town.house.imports.dismiss(town.manager, job.id)
    with pytest.raises(Refused):
        town.house.imports.dismiss(town.house.person(), job.id)


def test_an_incubator_brings_in_so_many_lists_a_day(town: Town) -> None:
    for _ in range(MOST_A_DAY):
        town.start(town.upload(LIST))
    late = town.upload(LIST)
    with pytest.raises(Broken, match="too_many_imports_today"):
        town.start(late)
    other = town.house.incubator("UZ", managers=(town.manager,))
    town.house.imports.start(town.manager, late.id, other, digest=late.digest, rows=1)
    town.house.clock.forward(days=1)
    town.start(town.upload(LIST))
