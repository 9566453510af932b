"""Who hears what while taking part in a hackathon; what the timer does by itself."""

from uuid import UUID

import sqlalchemy as sa

from bridge.followers.notifier import Notifier
from bridge.followers.timer import Timer
from bridge.mail.tables import outbox
from tests.domain.hackathon_setup import setup
from tests.domain.house import Clock, House, Person
from tests.domain.story_of_taking_part import CONTENT
from tests.domain.test_registrations import HERE, joining


def member(house: House, name: str) -> Person:
    return Person(house.accounts.demo_account(f"{name}@demo.example", name.title()))


def letters(house: House, kind: str) -> list[tuple[UUID, str]]:
    while Notifier(house).step():
        pass
    columns = outbox.c
    query = sa.select(columns.account, columns.params).where(columns.kind == kind).order_by(columns.created_at)
    with house.db.read() as connection:
        found = connection.execute(query).all()
    return [(row.account, row.params.get("answer", row.params.get("decision", ""))) for row in found]


def test_people_hear_how_their_registrations_and_requests_were_answered(house: House) -> None:
    manager, lead, asker = (member(house, name) for name in ("manager", "lead", "asker"))
    found = house.hackathon(manager, **joining(house, admission="approval"))
    for person in (lead, asker):
        house.registrations.register(person, found.id, HERE)
        house.registrations.approve(manager, found.id, person.account)
    team = house.teams.form(lead, found.id, "Suu")
    house.teams.describe(lead, team.id, {"open": True})
    house.teams.ask(asker, team.id)
    house.teams.answer(lead, team.id, asker.account, False, "Full")
    assert letters(house, "registration_answered") == [(lead.account, "approved"), (asker.account, "approved")]
    assert letters(house, "team_join_asked") == [(lead.account, "")]
    assert letters(house, "team_join_answered") == [(asker.account, "refused")]


def test_the_timer_fills_places_and_deletes_old_answers(house: House, clock: Clock) -> None:
    manager, other, first, second = (member(house, name) for name in ("manager", "other", "first", "second"))
    asked = {"questions": [{"key": "diet", "kind": "line", "label": {"en": "Diet"}}], "keep_until": "2026-03-05"}
    found = house.hackathon(manager, other, questions=asked, **joining(house, places=1, waiting_list=True))
    for person in (first, second):
        house.registrations.register(person, found.id, {**HERE, "answers": {"diet": "No nuts"}})
    timer = Timer(house)
    timer.step()
    waiting = house.registrations.find(found.id, second.account)
    assert waiting is not None
    assert waiting.state == "waiting"
    more = {**setup(clock.now)["taking_part"], "places": 2, "waiting_list": True}
    change = house.hackathons.propose(manager, found.id, "taking_part", more, "A bigger hall")
    house.hackathons.agree_change(other, found.id, UUID(next(iter(change.open_changes))))
    timer.step()
    clock.forward(days=5)
    timer.step()
    now = house.registrations.find(found.id, second.account)
    assert now is not None
    assert (now.state, now.answers) == ("approved", None)


def test_a_person_who_is_erased_is_a_former_member_and_the_project_stays(house: House, clock: Clock) -> None:
    lead, second = member(house, "lead"), member(house, "second")
    asked = {"questions": [{"key": "diet", "kind": "line", "label": {"en": "Diet"}}], "keep_until": "2026-12-31"}
    found = house.hackathon(questions=asked)
    for person in (lead, second):
        house.registrations.register(person, found.id, {**HERE, "answers": {"diet": "No nuts"}})
    team = house.teams.form(lead, found.id, "Suu")
    clock.forward(days=15)
    house.projects.submit(lead, team.id, CONTENT)
    house.project_drafts.save(team.id, 0, {"title": "Newer"}, lead.account)
    made = house.registrations.find(found.id, lead.account)
    assert made is not None
    assert made.answers is not None
    house.erasure.erase(lead, lead.account)
    assert house.keys.open(made.answers) is None
    assert house.teams.of(found.id, lead.account) is None
    with house.reading() as reading:
        row = reading.views.projects.of_team(reading.connection, team.id)
        assert row is not None
        assert row["state"] == "submitted"
        [former] = reading.views.teams.members(reading.connection, team.id, former=True)
    assert (former["account"], former["how"]) == (lead.account, "erased")
    assert house.project_drafts.load(team.id).saved_by is None
    assert house.accounts.names({lead.account}).get(lead.account) is None
