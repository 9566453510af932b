"""The private feed: by its secret address, for as long as that is the present one."""

from datetime import timedelta
from uuid import uuid4

import sqlalchemy as sa
from icalendar import Calendar

from bridge.machines.tables import feeds
from events.actor import Actor
from tests.api.town import CHOICES, Town


def meet(town: Town) -> None:
    """A confirmed meeting of Anor and Shifo, in a place that only the two know."""
    made = town.bridge.introductions.propose(Actor(town.aida), town.anor, town.shifo, CHOICES)
    town.bridge.introductions.accept(Actor(town.bek), made.id)
    wall = f"{town.clock.now + timedelta(days=3):%Y-%m-%dT%H:%M}"
    times = [{"wall": wall, "format": "video"}]
    offered = town.bridge.introductions.propose_times(Actor(town.bek), made.id, times, "UTC", "by the blue gate")
    town.bridge.introductions.confirm_time(Actor(town.aida), made.id, offered.times[0]["start"])


def test_meetings_and_what_waits_are_in_both_forms(town: Town) -> None:
    meet(town)
    town.bridge.introductions.propose(Actor(town.bek), town.shifo, town.startup(town.aida, "Second", "PK"), CHOICES)
    browser, secret = town.app.test_client(), town.bridge.machines.feeds.reset(town.aida)
    told = browser.get(f"/feeds/{secret}.json").get_json()
    assert [(meeting["title"], meeting["place"]) for meeting in told["meetings"]] == [
        ("Anor and Shifo", "by the blue gate")
    ]
    assert "answer_proposal" in {item["kind"] for item in told["items"]}
    calendar = Calendar.from_ical(browser.get(f"/feeds/{secret}.ics").data)
    titles = [str(event["summary"]) for event in calendar.walk("VEVENT")]
    assert titles[0] == "Anor and Shifo"
    assert any("proposes an introduction" in title for title in titles)


def test_nobody_else_finds_it_and_it_tells_nobody_where_it_is(town: Town) -> None:
    browser, secret = town.app.test_client(), town.bridge.machines.feeds.reset(town.aida)
    answer = browser.get(f"/feeds/{secret}.ics")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    again = browser.get(f"/feeds/{secret}.ics", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    with town.bridge.db.read() as connection:
        assert secret not in str(connection.execute(sa.select(feeds)).all())
    newer = town.bridge.machines.feeds.reset(town.aida)
    assert browser.get(f"/feeds/{secret}.ics").status_code == 404
    assert browser.get(f"/feeds/{newer}.ics").status_code == 200
    town.bridge.machines.feeds.end(town.aida)
    assert browser.get(f"/feeds/{newer}.ics").status_code == 404


def test_it_is_asked_for_so_often_a_minute(town: Town) -> None:
    browser, secret = town.app.test_client(), town.bridge.machines.feeds.reset(town.aida)
    statuses = [browser.get(f"/feeds/{secret}.json").status_code for _ in range(31)]
    assert statuses == [200] * 30 + [429]


def test_it_is_closed_while_its_person_is_suspended_and_gone_when_they_are_erased(town: Town) -> None:
    browser, secret = town.app.test_client(), town.bridge.machines.feeds.reset(town.aida)
    token = town.token(town.aida)
    report = town.bridge.reports.report(Actor(town.bek), "person", town.aida, {"reason": "scam"}, startup=town.anor)
    why = {"measure": "suspend_person", "reason": "scam", "message": "This is a scam", "record": "Seen it"}
    judge = Actor(uuid4(), frozenset({"organiser"}), "*")
    decision = town.bridge.moderation.decide(judge, [report.id], why)
    for form in ("ics", "json"):
        assert browser.get(f"/feeds/{secret}.{form}").status_code == 404
    assert town.code(town.ask("GET", "/me", token)) == (401, "token_dead")
    town.bridge.moderation.lift(judge, decision.id)
    assert browser.get(f"/feeds/{secret}.json").status_code == 200
    town.bridge.erasure.erase(Actor(town.aida), town.aida)
    assert browser.get(f"/feeds/{secret}.json").status_code == 404
    assert town.code(town.ask("GET", "/me", token)) == (401, "invalid_token")
