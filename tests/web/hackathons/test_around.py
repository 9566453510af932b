"""The pages around a hackathon: a message goes out as it was looked at, who scans their code is sent to the desk."""

import re
from uuid import UUID, uuid4

from icalendar import Calendar

from events.hackathons.aggregate import Hackathon
from tests.domain.hackathon_setup import setup
from tests.domain.jury import jury
from tests.web.introductions.town import Member, Town

HERE = "/hackathons/water-and-light"
CHAT = "https://chat.example/water"
TYPED = {"group": "registered", "title.en": "Tea", "text.en": "At five", "when": "now", "once": "form"}


def hackathon(town: Town, manager: Member, *people: Member) -> Hackathon:
    taking = {**setup(town.house.clock.now)["taking_part"], "chat": CHAT}
    found = town.house.hackathon(manager.actor, taking_part=taking)
    for person in people:
        town.house.registrations.register(person.actor, found.id, {"country": "KG", "agreed": "yes"})
    return found


def test_only_what_was_looked_at_goes_out_and_only_once(town: Town) -> None:
    manager, reader = town.member("manager"), town.member("reader")
    found = hackathon(town, manager, reader)
    page = f"{HERE}/manage/messages"
    looked = manager.browser.post(page, data=TYPED).get_data(as_text=True)
    assert "It goes to 1 person" in looked
    seen = re.search(r'name="seen" value="(\w+)"', looked)
    assert seen is not None
    sent = {**TYPED, "seen": seen[1], "step": "send"}
    changed = manager.browser.post(page, data={**sent, "text.en": "At six"})
    assert changed.status_code == 200  # other words are looked at first
    for _ in range(2):
        assert manager.browser.post(page, data=sent).status_code == 303
    with town.house.reading() as reading:
        rows = reading.connection.execute(reading.views.talking.written(found.id)).mappings().all()
    assert [(row["state"], row["readers"]) for row in rows] == [("sent", 1)]
    assert "At five" in reader.browser.get(f"{HERE}/messages").get_data(as_text=True)


def test_the_group_chat_is_for_those_inside(town: Town) -> None:
    manager, inside, outside = (town.member(name) for name in ("manager", "inside", "outside"))
    found = hackathon(town, manager, inside)
    mentor = town.member("mentor")
    account = mentor.actor.account
    assert account is not None
    town.house.panels.add_mentor(manager.actor, found.id, account, [])
    pages = [who.browser.get(HERE).get_data(as_text=True) for who in (manager, inside, mentor, outside)]
    assert [CHAT in page for page in pages] == [True, True, True, False]


def test_a_code_opens_the_person_for_the_desk_and_sends_others_there(town: Town) -> None:
    manager, person = town.member("manager"), town.member("person")
    found = hackathon(town, manager, person)
    with town.house.reading() as reading:
        row = reading.views.registrations.of(reading.connection, found.id, UUID(str(person.actor.account)))
    assert row is not None
    scanned = f"{HERE}/manage/people/check-in?code={row['code']}"
    refused = person.browser.get(scanned)
    assert refused.status_code == 403
    assert "Ask the desk" in refused.get_data(as_text=True)
    assert manager.browser.post(scanned, data={"code": row["code"]}).status_code == 303
    assert "Undo check-in" in manager.browser.get(scanned).get_data(as_text=True)


def test_a_private_feed_holds_deadlines_and_the_pitches_of_the_own_team(town: Town) -> None:
    lead = town.member("lead")
    made = jury(town.house, town.house.clock, projects=1)
    round = made.round()
    start = {"project": made.projects[0], "at": "2026-03-20T10:00", "minutes": 8, "room": "Hall"}
    town.house.rounds.plan_pitches(made.one, round.id, [start])
    feeds = town.house.machines.feeds
    town.house.accounts.demo_account("lead@feeds.example", "Lead", id=made.leads[0].account)
    told = {}
    for name, account in (("lead", made.leads[0].account), ("other", UUID(str(lead.actor.account)))):
        secret = feeds.reset(account)
        calendar = Calendar.from_ical(lead.browser.get(f"/feeds/{secret}.ics").data)
        told[name] = [str(event["summary"]).partition(":")[0] for event in calendar.walk("VEVENT")]
    assert {"Pitch", "Deadline for projects", "Results are announced"} <= set(told["lead"])
    assert told["other"] == []
    assert "Project 0" in lead.browser.get(f"{HERE}/schedule").get_data(as_text=True)


def test_who_helps_at_the_desk_opens_the_desk_and_none_of_the_other_rooms(town: Town) -> None:
    manager, helper, guest = (town.member(name) for name in ("manager", "helper", "guest"))
    asked = {"questions": [{"key": "diet", "kind": "line", "label": {"en": "Diet?"}}], "keep_until": "2026-12-31"}
    found = town.house.hackathon(manager.actor, questions=asked)
    typed = {"country": "KG", "agreed": "yes", "answers": {"diet": "only who looks after people reads this"}}
    town.house.registrations.register(guest.actor, found.id, typed)
    town.house.hackathons.invite_person(manager.actor, found.id, invitation := uuid4(), ["desk"])
    town.house.hackathons.join(helper.actor, found.id, invitation)
    here = f"/hackathons/{found.slug}"
    rooms = ("messages", "results", "judging", "judging/scorecards", "certificates", "team")
    for room in rooms:
        assert helper.browser.get(f"{here}/manage/{room}").status_code == 403, room
    assert helper.browser.get(f"{here}/export.json").status_code == 403
    assert helper.browser.get(f"{here}/manage/people/check-in").status_code == 200
    for list_ in ("people", "people.json"):
        page = helper.browser.get(f"{here}/manage/{list_}").text
        assert "Guest" in page
        assert "only who looks after people reads this" not in page
