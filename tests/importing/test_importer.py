"""The importer checks, brings in and takes back what a manager sent; each row once, whatever happens meanwhile."""

from __future__ import annotations

from uuid import uuid4

import pytest

from bridge.followers.importer import Importer
from bridge.importing import bringing, checking
from bridge.importing.jobs import KEPT, Job
from events.actor import Actor
from events.errors import Missing, Refused
from events.startups.aggregate import Startup
from tests.domain.house import SYSTEM, Clock
from tests.importing.town import LIST, Town


def outcomes(town: Town, job: Job) -> dict[int, str]:
    return {row["number"]: row["outcome"] for row in town.house.import_jobs.rows(job.id)}


def test_a_check_says_what_would_be_and_writes_nothing_into_the_log(town: Town) -> None:
    before = len(town.house.log.entries(limit=1000))
    job = town.check(town.upload(LIST))
    assert (job.state, job.done, job.total) == ("checked", 4, 4)
    assert outcomes(town, job) == {2: "new", 3: "new", 4: "refused", 5: "new"}
    assert job.words == [["Basketry", 1]]
    [refused] = town.house.import_jobs.rows(job.id, ["refused"])
    assert refused["problems"] == [{"column": "Country", "code": "unknown_code", "params": {}}]
    assert len(town.house.log.entries(limit=1000)) == before


def test_the_rows_become_hidden_unclaimed_profiles_of_the_incubator_in_the_persons_name(town: Town) -> None:
    job = town.bring(LIST)
    assert (job.state, job.counts) == ("done", {"new": 3, "refused": 1})
    alpha = town.house.log.get(Startup, town.startup("Alpha Pumps"))
    assert alpha.unclaimed
    assert alpha.profile["visibility"] == "hidden"
    assert alpha.incubators() == [town.incubator]
    entries = town.house.log.entries(of=alpha.id)
    assert {entry.fact.by for entry in entries} == {str(town.manager.account)}
    assert "a@alpha.example" not in repr([entry.fact for entry in town.house.log.entries(limit=1000)])


def test_the_log_says_who_brought_how_many_rows_in_and_no_name(town: Town) -> None:
    job = town.bring(LIST)
    begun, ended = (entry.fact for entry in town.house.log.entries(of=job.id))
    assert (begun.TOPIC, begun.__dict__["rows"], begun.by) == ("import.started", 4, str(town.manager.account))
    assert (ended.TOPIC, ended.__dict__["counts"]) == ("import.finished", {"new": 3, "refused": 1})


def test_a_second_import_of_the_same_file_changes_nothing(town: Town) -> None:
    town.bring(LIST)
    before = town.shown()
    job = town.bring(LIST)
    assert job.counts == {"same": 3, "refused": 1}
    assert town.shown() == before


def test_a_newer_row_updates_and_a_profile_with_founders_is_left_to_them(town: Town) -> None:
    town.bring(LIST)
    beta = town.startup("Beta Pay")
    town.house.startups.invite_founder(town.manager, beta, invitation := uuid4())
    town.house.startups.join(town.house.person(), beta, invitation)
    newer = LIST.replace("alpha.example;", "alpha.example/new;").replace("beta.example;", "beta.example/new;")
    job = town.bring(newer)
    assert outcomes(town, job) == {2: "updated", 3: "kept", 4: "refused", 5: "same"}
    assert town.house.log.get(Startup, beta).profile["site"] == "https://beta.example"


def test_a_row_that_looks_like_a_startup_of_the_incubator_waits_for_a_decision(town: Town) -> None:
    town.bring(LIST)
    other = "id,Name,Country,City\n77,ALPHA  pumps,PK,Lahore\n78,Beta-Pay,KG,Osh\n79,Delta Looms,PK,Swat\n"
    job = town.check(town.upload(other, list="another list"))
    assert set(outcomes(town, job).values()) == {"alike"}
    town.house.import_jobs.decide(job.id, {2: "update", 3: "new"})
    job = town.work(town.start(job))
    assert outcomes(town, job) == {2: "updated", 3: "new", 4: "skipped"}
    assert town.house.log.get(Startup, town.startup("ALPHA pumps")).profile["city"] == "Lahore"
    again = town.check(town.upload(other, list="another list"))
    assert outcomes(town, again) == {2: "same", 3: "same", 4: "alike"}


def test_a_list_that_was_numbered_anew_never_turns_one_startup_into_another(town: Town) -> None:
    town.bring(LIST)
    job = town.check(town.upload("id,Name,Country\n1,Zeta Mills,PK\n"))
    assert outcomes(town, job) == {2: "alike"}
    town.house.import_jobs.decide(job.id, {2: "new"})
    job = town.work(town.start(job))
    assert town.startup("Zeta Mills") != town.startup("Alpha Pumps")


def test_two_rows_about_one_startup_are_not_both_taken(town: Town) -> None:
    town.bring(LIST)
    job = town.check(town.upload("id,Name,Country\n90,Alpha Pumps,PK\n91,alpha pumps,PK\n", list="b"))
    assert outcomes(town, job) == {2: "alike", 3: "alike"}
    town.house.import_jobs.decide(job.id, {2: "update", 3: "update"})
    job = town.work(town.start(job))
    assert outcomes(town, job) == {2: "updated", 3: "refused"}


def test_the_same_list_in_two_incubators_makes_startups_of_their_own(town: Town) -> None:
    town.bring(LIST)
    first = town.startup("Alpha Pumps")
    town.incubator = town.house.incubator("KG", managers=(town.manager,))
    job = town.bring(LIST)
    assert job.counts == {"new": 3, "refused": 1}
    assert town.house.log.get(Startup, first).incubators() != [town.incubator]


@pytest.mark.parametrize("where", ["checking", "running", "undoing"])
def test_a_follower_that_is_killed_between_rows_goes_on_and_takes_each_row_once(
    town: Town, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "CHECKED_AT_ONCE", 3)
    monkeypatch.setattr(bringing, "AT_ONCE", 3)
    text = "id,Name,Country,Sector\n" + "".join(f"{n},Startup {n},PK,Basketry\n" for n in range(10))

    def halfway() -> None:
        town.importer.step()
        town.importer.step()
        town.importer = Importer(town.house)

    before = town.shown()
    job = town.upload(text)
    town.house.import_jobs.change(job.id, ("mapping",), state="checking")
    if where == "checking":
        halfway()
    job = town.work(job)
    assert job.words == [["Basketry", 10]]
    town.start(job)
    if where == "running":
        halfway()
    job = town.work(job)
    assert job.counts == {"new": 10}
    assert len(town.house.log.entries(topics=["startup.registered"])) == 10
    town.house.import_jobs.change(job.id, ("done",), state="undoing", done=0)
    if where == "undoing":
        halfway()
    assert town.work(job).state == "undone"
    assert town.shown() == before


def test_two_followers_at_one_import_take_each_row_once(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "CHECKED_AT_ONCE", 2)
    monkeypatch.setattr(bringing, "AT_ONCE", 2)
    text = "id,Name,Country\n" + "".join(f"{n},Startup {n},PK\n" for n in range(9)) + "3,Startup 3,PK\n"
    job = town.upload(text)
    town.house.import_jobs.change(job.id, ("mapping",), state="checking")
    second = Importer(town.house)
    while any([town.importer.step(), second.step()]):
        pass
    assert outcomes(town, job)[11] == "refused"
    town.start(town.job(job.id))
    while any([town.importer.step(), second.step()]):
        pass
    assert town.job(job.id).counts == {"new": 9, "refused": 1}
    assert len(town.house.log.entries(topics=["startup.registered"])) == 9


def test_who_may_no_longer_import_stops_it_where_it_is(town: Town) -> None:
    job = town.start(town.check(town.upload(LIST)))
    town.house.incubators.leave(town.manager, town.incubator, town.manager.account)
    job = town.work(job)
    assert (job.state, job.problem) == ("stopped", {"code": "not_a_manager", "params": {}, "during": "running"})


@pytest.mark.parametrize("who", ["a stranger", "another country's organiser"])
def test_others_cannot_bring_anything_into_an_incubator(town: Town, who: str) -> None:
    by = Actor(uuid4(), frozenset({"organiser"}), office="KZ") if "organiser" in who else town.house.person()
    with pytest.raises(Refused):
        town.house.imported.batch(by, town.incubator)
    with pytest.raises(Refused):
        town.house.imports.start(by, uuid4(), town.incubator, digest="", rows=1)


def test_an_organiser_of_the_country_may(town: Town) -> None:
    organiser = Actor(uuid4(), frozenset({"organiser"}), office="PK")
    assert town.house.imported.batch(organiser, town.incubator).by is organiser


# -- taking back ------------------------------------------------------------------------------------------------


def test_undoing_leaves_lists_as_they_were_and_the_log_keeps_both(town: Town) -> None:
    town.bring("id,Name,Country,City\n1,Alpha Pumps,PK,Quetta\n", list="old")
    before, entries = town.shown(), len(town.house.log.entries(limit=1000))
    job = town.check(town.upload(LIST))
    town.house.import_jobs.decide(job.id, {2: "update"})
    job = town.work(town.start(job))
    assert job.counts == {"updated": 1, "new": 2, "refused": 1}
    job = town.undo(job)
    assert job.state == "undone"
    assert town.shown() == before
    assert len(town.house.log.entries(limit=1000)) > entries + 8
    last = town.house.log.entries(of=job.id)[-1].fact
    assert (last.TOPIC, last.__dict__["counts"]) == ("import.undone", {"withdrawn": 2, "restored": 1})


def test_what_was_touched_since_stays_and_the_rest_goes(town: Town) -> None:
    job = town.bring(LIST)
    alpha = town.startup("Alpha Pumps")
    town.house.startups.change(town.manager, alpha, {"city": "Quetta"})
    town.undo(job)
    assert {row["name"]: row["undone"] for row in town.house.import_jobs.rows(job.id, ["new"])} == {
        "Alpha Pumps": "left", "Beta Pay": "withdrawn", "Delta Looms": "withdrawn",
    }  # fmt: skip
    assert town.startup("Alpha Pumps") == alpha


def test_nothing_more_happens_to_a_profile_that_was_taken_back(town: Town) -> None:
    job = town.bring(LIST)
    alpha = town.startup("Alpha Pumps")
    town.undo(job)
    with pytest.raises(Missing):
        town.house.startups.publish(SYSTEM, alpha, "public")


def test_after_an_undo_the_same_file_comes_in_anew_at_the_same_addresses(town: Town) -> None:
    job = town.bring(LIST)
    before = town.shown()
    town.undo(job)
    assert town.bring(LIST).counts == {"new": 3, "refused": 1}
    assert [row for row in town.shown() if len(row) != 1] == [row for row in before if len(row) != 1]


# -- afterwards -------------------------------------------------------------------------------------------------


def test_a_file_is_removed_when_its_time_is_over_and_the_report_stays(town: Town, clock: Clock) -> None:
    job = town.bring(LIST)
    assert town.house.import_jobs.sweep() == 0
    clock.forward(days=KEPT.days + 1)
    assert town.house.import_jobs.sweep() == 1
    assert town.house.import_jobs.uploads.read(job.id) is None
    assert town.job(job.id).counts == {"new": 3, "refused": 1}
    assert not any(row["name"] or row["problems"] for row in town.house.import_jobs.rows(job.id, ["refused"]))


def test_the_files_of_a_person_who_is_erased_go_with_them(town: Town) -> None:
    job = town.bring(LIST)
    other = town.upload(LIST, by=town.house.person())
    town.house.import_jobs.forget(town.manager.account)
    assert town.house.import_jobs.uploads.read(job.id) is None
    assert not any(row["name"] for row in town.house.import_jobs.rows(job.id, ["refused"]))
    assert town.job(job.id).file_name == ""
    assert town.house.import_jobs.uploads.read(other.id) is not None


def test_a_file_that_is_gone_is_told(town: Town) -> None:
    job = town.upload(LIST)
    town.house.import_jobs.uploads.remove(job.id)
    job = town.check(job)
    assert (job.state, (job.problem or {})["code"]) == ("unreadable", "file_removed")


def test_an_import_that_breaks_is_told_to_its_people_and_others_go_on(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first = town.upload(LIST)
    town.house.import_jobs.change(first.id, ("mapping",), state="checking")
    monkeypatch.setattr(checking, "check", lambda bridge, loaded: 1 / 0)
    town.importer.step()
    assert (town.job(first.id).problem or {})["code"] == "import_broke"
    assert "ZeroDivisionError" in caplog.text
    monkeypatch.undo()
    assert town.check(town.upload(LIST)).state == "checked"


def test_a_list_that_was_numbered_anew_finds_the_startups_by_their_names(town: Town) -> None:
    town.bring("id,Name,Country\n1,Alpha Pumps,PK\n2,Beta Pay,KG\n")
    job = town.check(town.upload("id,Name,Country,City\n1,Beta Pay,KG,Osh\n2,Gamma,PK,Swat\n"))
    assert outcomes(town, job) == {2: "alike", 3: "alike"}
    town.house.import_jobs.decide(job.id, {2: "update", 3: "new"})
    job = town.work(town.start(job))
    assert outcomes(town, job) == {2: "updated", 3: "new"}
    assert town.house.log.get(Startup, town.startup("Beta Pay")).profile["city"] == "Osh"
    assert town.house.log.get(Startup, town.startup("Alpha Pumps")).profile["city"] == ""
    again = town.check(town.upload("id,Name,Country,City\n2,Gamma,PK,Swat\n"))
    assert outcomes(town, again) == {2: "same"}


def test_a_name_that_a_person_has_mended_does_not_make_its_row_a_stranger(town: Town) -> None:
    town.bring("id,Name,Country\n1,Alpha Pumps,PK\n")
    town.house.startups.change(town.manager, town.startup("Alpha Pumps"), {"name": "Alpha Pumps Ltd."})
    job = town.check(town.upload("id,Name,Country,City\n1,Alpha Pumps,PK,Swat\n"))
    assert outcomes(town, job) == {2: "updated"}


@pytest.mark.parametrize("undecided", ["skip", "update", "new"])
def test_two_rows_that_look_like_one_startup_come_to_the_same_the_second_time(town: Town, undecided: str) -> None:
    town.bring("id,Name,Country,Website\nx,Alpha Pumps,PK,alpha.example\n", list="of last year")
    # The first row renames the startup, so that afterwards the second one looks like none.
    both = "id,Name,Country,Website\n1,Alpha Pumps Ltd,PK,alpha.example\n2,Alpha Pumps,PK,\n"
    first = town.bring(both, undecided=undecided)
    shown = town.shown()
    again = town.bring(both, undecided=undecided)
    assert town.shown() == shown
    assert not {"new", "updated"} & again.counts.keys()
    assert first.counts.get("refused") == again.counts.get("refused") == (1 if undecided == "update" else None)
    other = town.check(town.upload(both + "3,Beta,PK,\n", undecided=undecided))  # another file is looked at by itself
    assert outcomes(town, other)[3] == ("same" if undecided == "new" else "alike" if undecided == "skip" else "new")
