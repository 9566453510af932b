"""Questions in sight of everybody, and what managers write to groups."""

from typing import Any
from uuid import UUID

import pytest

from bridge.followers.notifier import Notifier
from bridge.followers.timer import Timer
from events.errors import Broken, Invalid, Missing, Refused
from events.hackathons.talking.announcement import Announcement
from tests.domain.house import Clock, House
from tests.domain.jury import Jury, jury
from tests.domain.story_of_talking import SAID


@pytest.fixture
def made(house: House, clock: Clock) -> Jury:
    return jury(house, clock)


def readers(house: House, made: Jury, group: str, **more: Any) -> set[UUID]:
    return set(house.talking.checked(made.one, made.hackathon.id, {"group": group, **SAID, **more})["readers"])


def letters(house: House) -> list[Any]:
    Notifier(house).step()
    with house.db.read() as connection:
        rows = connection.exec_driver_sql("SELECT kind, account FROM outbox WHERE kind = 'hackathon_message'")
        return list(rows.mappings())


def test_only_people_who_take_part_ask_and_only_those_with_the_right_answer(house: House, made: Jury) -> None:
    with pytest.raises(Refused, match="only_registered_ask"):
        house.talking.ask(house.person(), made.hackathon.id, "May I?")
    asked = house.talking.ask(made.leads[0], made.hackathon.id, "May we bring sensors?")
    with pytest.raises(Refused, match="no_right_in_hackathon"):
        house.talking.answer(made.leads[0], asked.id, "Yes, says me")
    house.talking.answer(made.other, asked.id, "Yes")
    house.talking.answer(made.one, asked.id, "Yes, and cables")
    with house.reading() as reading:
        found = reading.views.talking.wordings(reading.connection, [asked.id])[asked.id]
        assert [reading.open(row["text"]) for row in found] == ["Yes, and cables", "Yes"]


def test_five_questions_may_wait_and_no_more(house: House, made: Jury) -> None:
    asked = [house.talking.ask(made.leads[0], made.hackathon.id, f"Question {number}").id for number in range(5)]
    with pytest.raises(Broken, match="too_many_questions"):
        house.talking.ask(made.leads[0], made.hackathon.id, "One more")
    house.talking.withdraw(made.leads[0], asked[0])
    house.talking.ask(made.leads[0], made.hackathon.id, "One more")


def test_a_hidden_question_is_there_for_who_asked_and_for_managers_alone(house: House, made: Jury) -> None:
    asked = house.talking.ask(made.leads[0], made.hackathon.id, "Who is that person?")
    with pytest.raises(Invalid):
        house.talking.hide(made.one, asked.id, "")
    house.talking.hide(house.moderator("KG"), asked.id, "About a person")
    with house.reading() as reading:
        list_, connection = reading.views.talking.questions_of, reading.connection
        assert list_(connection, made.hackathon.id)[1] == 0
        assert list_(connection, made.hackathon.id, account=made.leads[0].account)[1] == 1
        assert list_(connection, made.hackathon.id, hidden=True)[1] == 1


def test_groups_are_those_who_are_in_them(house: House, made: Jury) -> None:
    assert readers(house, made, "registered") == {lead.account for lead in made.leads}
    assert readers(house, made, "judges") == {judge.account for judge in made.judges}
    assert readers(house, made, "track", track="water") == {lead.account for lead in made.leads}
    assert readers(house, made, "not_submitted") == readers(house, made, "no_team") == set()
    manager, lead, alone = (house.person() for _ in range(3))
    found = house.hackathon(manager)
    for person in (lead, alone):
        house.registrations.register(person, found.id, {"country": "KG", "agreed": "yes", "answers": {}})
    house.teams.form(lead, found.id, "Suu")
    groups = {
        group: house.talking.checked(manager, found.id, {"group": group, **SAID})["readers"]
        for group in ("no_team", "not_submitted")
    }
    assert groups == {"no_team": [alone.account], "not_submitted": [lead.account]}


def test_one_letter_a_person_and_never_twice(house: House, made: Jury) -> None:
    first = house.talking.announce(made.one, made.hackathon.id, {"group": "registered", **SAID}, "once")
    again = house.talking.announce(made.one, made.hackathon.id, {"group": "registered", **SAID}, "once")
    assert first.id == again.id
    assert sorted(row["account"] for row in letters(house)) == sorted(row["account"] for row in letters(house))
    assert len(letters(house)) == len(made.leads)


def test_what_is_scheduled_leaves_at_its_moment_for_those_who_are_there_then(
    house: House, clock: Clock, made: Jury
) -> None:
    later = {"when": "later", "due": (clock.now.replace(tzinfo=None)).isoformat()}
    with pytest.raises(Invalid, match="in_the_past"):
        house.talking.announce(made.one, made.hackathon.id, {"group": "judges", **SAID, **later}, "early")
    later["due"] = f"{clock.now.year + 1}-01-10T12:00"
    waiting = house.talking.announce(made.one, made.hackathon.id, {"group": "judges", **SAID, **later}, "later")
    newer = made.invite()
    timer = Timer(house)
    timer.step()
    assert house.log.get(Announcement, waiting.id).state == "scheduled"
    clock.forward(days=400)
    timer.step()
    timer.step()
    assert house.topics(waiting.id) == ["announcement.written", "announcement.sent"]
    with house.reading() as reading:
        rows = reading.views.talking.announced_to(reading.connection, made.hackathon.id, newer.account)
    assert [row["id"] for row in rows] == [waiting.id]


def test_both_texts_of_every_language_are_needed(house: House, made: Jury) -> None:
    typed = {"group": "judges", "title": {"en": "Hello", "ru": "Привет"}, "text": {"en": "Come"}}
    with pytest.raises(Invalid, match=r"text\.ru: required"):
        house.talking.announce(made.one, made.hackathon.id, typed, "once")
    with pytest.raises(Refused):
        house.talking.announce(made.leads[0], made.hackathon.id, {"group": "judges", **SAID}, "once")
    with pytest.raises(Missing):
        house.talking.announce(made.one, made.one.account, {"group": "judges", **SAID}, "once")


def test_moderation_hides_a_reported_question_and_project_and_shows_them_again(house: House, made: Jury) -> None:
    asked = house.talking.ask(made.leads[0], made.hackathon.id, "Who is that rude person?")
    with pytest.raises(Refused, match="own_report"):
        house.reports.report(made.leads[0], "question", asked.id, {"reason": "spam"})
    why = {"measure": "hide", "reason": "spam", "message": "This is about a person."}
    for kind, about, away, back in (
        ("question", asked.id, "question.hidden", "question.shown_again"),
        ("project", made.projects[0], "project.disqualified", "project.reinstated"),
    ):
        report = house.reports.report(house.person(), kind, about, {"reason": "spam"})
        with pytest.raises(Refused, match="not_a_moderator"):
            house.moderation.decide(house.moderator("UZ"), [report.id], why)
        decision = house.moderation.decide(house.moderator(), [report.id], why)
        assert house.topics(about)[-1] == away
        assert house.moderation.concerned(decision) == {made.leads[0].account}
        house.moderation.lift(house.moderator(), decision.id)
        assert house.topics(about)[-1] == back
    report = house.reports.report(house.person(), "team", made.teams[0], {"reason": "spam"})
    house.moderation.decide(house.moderator(), [report.id], {**why, "measure": "change"})
    Notifier(house).step()
    with house.db.read() as connection:
        told = (
            connection.exec_driver_sql("SELECT kind FROM outbox WHERE kind IN ('decision_made', 'decision_ended')")
            .scalars()
            .all()
        )
    assert sorted(told) == ["decision_ended"] * 2 + ["decision_made"] * 3
