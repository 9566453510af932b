"""Reminders before the deadlines of a hackathon: to whom, when, once, and how they read."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from bridge.followers.reminding import DAY, REMINDERS, Reminding
from bridge.mail import Letter
from bridge.mail.outbox import Leased
from bridge.mail.tables import outbox
from bridge.mail.writing import Writer
from events.hackathons.aggregate import Hackathon
from events.hackathons.moments import in_zone
from tests.domain.hackathon_setup import setup
from tests.domain.house import Clock, House, Person
from tests.domain.jury import Jury, jury
from tests.domain.story_of_taking_part import CONTENT
from tests.domain.test_registrations import HERE, joining


def long(house: House) -> dict[str, Any]:
    """Six days of building; registration ends within them."""
    found = setup(house.clock.now)["dates"]
    found["phases"]["building"]["opens"] = in_zone(house.clock.now + timedelta(days=10), found["zone"])
    return dict(found)


KINDS = [reminder.kind for reminder in REMINDERS]


def member(house: House, name: str) -> Person:
    return Person(house.accounts.demo_account(f"{name}@demo.example", name.title()))


def told(house: House, kind: str) -> list[UUID]:
    """Who was reminded, after two timers looked, one of which was started again."""
    for timer in (Reminding(house), Reminding(house)):
        timer.step()
        timer.step()
    with house.db.read() as connection:
        query = sa.select(outbox.c.account).where(outbox.c.kind == kind).order_by(outbox.c.created_at, outbox.c.id)
        return list(connection.scalars(query))


def ends(found: Hackathon, phase: str) -> datetime:
    closes = found.times(phase).closes
    assert closes is not None
    return closes


def test_teams_that_have_not_submitted_are_reminded_three_times(house: House, clock: Clock) -> None:
    lead, done = member(house, "lead"), member(house, "done")
    found = house.hackathon(dates=long(house))
    for person, name in ((lead, "Suu"), (done, "Nur")):
        house.registrations.register(person, found.id, HERE)
        house.teams.form(person, found.id, name)
    closes, team = ends(found, "building"), house.teams.of(found.id, done.account)
    assert team is not None
    clock.now = closes - timedelta(days=3, seconds=1)
    assert told(house, "submit_reminder") == []
    clock.now = closes - timedelta(days=2)
    assert set(told(house, "submit_reminder")) == {lead.account, done.account}
    clock.now = closes - timedelta(days=1, hours=1)
    house.projects.submit(done, team, CONTENT)
    counted = []
    for ahead in (timedelta(hours=20), timedelta(hours=19), timedelta(hours=2), timedelta(0)):
        clock.now = closes - ahead
        counted.append(told(house, "submit_reminder").count(lead.account))
    assert counted == [2, 2, 3, 3]
    assert told(house, "submit_reminder").count(done.account) == 1


def test_a_draft_that_went_on_after_submitting_is_told_of_and_one_that_was_submitted_is_not(
    house: House, clock: Clock
) -> None:
    on, done = member(house, "on"), member(house, "done")
    found = house.hackathon(dates=long(house))
    for person in (on, done):
        house.registrations.register(person, found.id, HERE)
    teams = [house.teams.form(on, found.id, "Suu").id, house.teams.form(done, found.id, "Nur").id]
    clock.now = ends(found, "building") - timedelta(days=2)
    for person, team in zip((on, done), teams, strict=True):
        house.project_drafts.save(team, 0, {"title": "First"}, person.account)
        house.projects.submit(person, team, CONTENT)
    clock.forward(hours=2)
    house.project_drafts.save(teams[0], 1, {"title": "Second"}, on.account)
    clock.now = ends(found, "building") - timedelta(hours=20)
    assert told(house, "changes_reminder") == [on.account]


def test_a_moved_deadline_brings_its_own_reminders(house: House, clock: Clock) -> None:
    one, other, lead = (member(house, name) for name in ("one", "other", "lead"))
    found = house.hackathon(one, other, dates=long(house))
    house.registrations.register(lead, found.id, HERE)
    house.teams.form(lead, found.id, "Suu")
    closes, dates = ends(found, "building"), found.setup["dates"]
    clock.now = closes - timedelta(days=2, hours=12)
    assert told(house, "submit_reminder") == [lead.account]
    later = {
        phase: {edge: in_zone(datetime.fromisoformat(at["at"]) + timedelta(days=7), dates["zone"]) if at else None
                for edge, at in edges.items()}
        if phase in ("judging", "results") else dict(edges)
        for phase, edges in dates["phases"].items()
    }  # fmt: skip
    later["building"]["closes"] = in_zone(closes + timedelta(days=7), dates["zone"])
    change = house.hackathons.propose(one, found.id, "dates", {**dates, "phases": later}, "The hall is free later")
    house.hackathons.agree_change(other, found.id, UUID(next(iter(change.open_changes))))
    clock.now = closes - timedelta(hours=2)
    assert told(house, "submit_reminder") == [lead.account]
    clock.now = closes + timedelta(days=7) - timedelta(hours=20)
    assert told(house, "submit_reminder") == [lead.account] * 2


def test_who_was_invited_to_a_team_hears_that_registration_closes(house: House, clock: Clock) -> None:
    lead, invited, here, refused = (member(house, name) for name in ("lead", "invited", "here", "refused"))
    manager = member(house, "manager")
    found = house.hackathon(manager, **joining(house, admission="approval"))
    for person in (lead, here, refused):
        house.registrations.register(person, found.id, HERE)
    for person in (lead, here):
        house.registrations.approve(manager, found.id, person.account)
    house.registrations.refuse(manager, found.id, refused.account, "Not this time")
    team = house.teams.form(lead, found.id, "Suu")
    clock.now = ends(found, "registration") - timedelta(hours=30)
    for address in ("invited@demo.example", "here@demo.example", "refused@demo.example", "stranger@demo.example"):
        invitation = uuid4()
        house.teams.invite(lead, team.id, invitation)
        with house.db.change() as tx:
            house.invitations.add(tx.connection, invitation, "team", team.id, address, lead.account)
    clock.forward(hours=8)
    assert told(house, "register_reminder") == [invited.account]


def test_who_lets_people_in_hears_how_many_wait_before_registration_closes(house: House, clock: Clock) -> None:
    one, other, asker = (member(house, name) for name in ("one", "other", "asker"))
    found = house.hackathon(one, other, **joining(house, admission="approval"))
    clock.now = ends(found, "registration") - timedelta(hours=30)
    house.registrations.register(asker, found.id, HERE)
    assert told(house, "registrations_reminder") == []
    clock.forward(hours=8)
    assert set(told(house, "registrations_reminder")) == {one.account, other.account}


def test_who_takes_part_without_a_team_hears_of_it_and_letters_once_a_day_come_in_time(
    house: House, clock: Clock
) -> None:
    alone, daily = member(house, "alone"), member(house, "daily")
    found = house.hackathon()
    house.accounts.choose_letters(daily.account, "daily")
    for person in (alone, daily):
        house.registrations.register(person, found.id, HERE)
    house.teams.form(daily, found.id, "Suu")
    clock.now = ends(found, "building") - timedelta(hours=20)
    assert told(house, "team_reminder") == [alone.account]
    assert told(house, "submit_reminder") == [daily.account]  # not before the two days of building: no three are left
    clock.now = ends(found, "building") - timedelta(hours=2)
    assert told(house, "submit_reminder") == [daily.account]  # it would be told the next morning


def test_judges_with_projects_left_are_reminded_by_link_too(house: House, clock: Clock) -> None:
    made: Jury = jury(house, clock)
    guest = house.guests.welcome("Nodira", "nodira@jury.example", "ru")
    made.invite(Person(guest.id))
    round = made.opened()
    for project in made.projects:
        made.score(round.id, made.judges[0], project)
    clock.now = ends(house.log.get(Hackathon, made.hackathon.id), "judging") - timedelta(hours=20)
    assert set(told(house, "judge_reminder")) == {judge.account for judge in made.judges[1:]}
    found = house.accounts.recipient(guest.id)
    assert found is not None
    assert (found.email, found.letters) == ("nodira@jury.example", "at_once")
    house.guests.choose_letters(guest.id, "never")
    found = house.accounts.recipient(guest.id)
    assert found is not None
    assert found.letters == "never"


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_reminder_names_the_deadline_on_the_readers_clock(kind: str, language: str) -> None:
    when, zone = "2027-01-10T19:30:00+00:00", "Asia/Karachi"
    params: dict[str, Any] = {"hackathon": "Suu", "when": when, "zone": zone, "team": "Nur", "left": 2}
    letter = Letter(kind, account=uuid4(), params=params, path="/hackathons/suu", thread="hackathon:1")
    assert not letter.always
    leased = Leased(uuid4(), uuid4(), letter, datetime.fromisoformat(when) - DAY, 0)
    written = Writer("https://bridge.example", "Bridge <post@bridge.example>").write(leased, language)
    assert "Suu" in written.subject
    for part in (written.text, written.html):
        assert "00:30" in part
        assert "11" in part
        assert "https://bridge.example/hackathons/suu" in part
    assert ('dir="rtl"' in written.html) == (language == "ur")
