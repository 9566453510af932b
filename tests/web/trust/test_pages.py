"""Reporting, deciding and being suspended, as pages show them."""

from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from bridge.accounts.registration import DEMO_PASSWORD
from bridge.web.reports.reporting import BY_ADDRESS
from events.startups.aggregate import Startup
from tests.domain.house import SYSTEM
from tests.web.introductions.town import Member, Pair, Town, text

WHY = {"reason": "scam", "message": "Show us that you are registered", "record": "Seen twice"}
SIGN_IN = {"email": "asma@demo.example", "password": DEMO_PASSWORD}


def decide(pair: Pair, judge: Member, about: UUID, measure: str, **more: str) -> str:
    """Decide all open reports of a thing on its page; answers the address of the decision."""
    actor = pair.town.house.actor_for(judge.actor.account)
    with pair.town.house.reading() as reading:
        rows = reading.views.reports.about(reading.connection, actor, about)
    ids = [str(row["id"]) for row in rows if row["open"]]
    answer = judge.post(f"/admin/moderation/{about}", reports=ids, measure=measure, **{**WHY, **more})
    assert answer.status_code == 303, text(answer)
    return answer.location


def test_a_visitor_reports_and_reads_the_outcome_at_an_address_of_their_own(pair: Pair, judge: Member) -> None:
    visitor = pair.town.app.test_client()
    page = f"/startups/{pair.mine.slug}/report"
    assert "/report" in visitor.get(f"/startups/{pair.mine.slug}").text
    sent = visitor.post(page, data={"reason": "scam", "text": "They ask for money first", "once": "a"})
    assert visitor.post(page, data={"reason": "scam", "once": "a"}).location == sent.location
    assert "It has arrived" in text(visitor.get(sent.location))
    case = text(judge.get(f"/admin/moderation/{pair.mine.id}"))
    assert "They ask for money first" in case
    assert "Somebody without an account" in case
    decide(pair, judge, pair.mine.id, "change")
    told = visitor.get(sent.location)
    assert "Its people were asked to change something" in text(told)
    assert told.headers["Cache-Control"] == "no-store"
    assert WHY["message"] not in told.text


def test_whoever_reports_too_much_waits_and_keeps_the_words(pair: Pair) -> None:
    visitor = pair.town.app.test_client()
    page = f"/startups/{pair.mine.slug}/report"
    typed = {"reason": "spam", "text": "Words that are not lost"}
    answers = [visitor.post(page, data={**typed, "once": str(n)}) for n in range(BY_ADDRESS.most + 1)]
    assert [answer.status_code for answer in answers] == [303] * BY_ADDRESS.most + [429]
    assert "Words that are not lost" in answers[-1].text


def test_a_reported_message_is_opened_for_those_who_decide_and_nothing_else(pair: Pair, judge: Member) -> None:
    address = pair.propose(message="Pay me first, ask later")
    assert "Pay me first" not in judge.get(address).text
    form = text(pair.bek.get(f"{address}/report?lang=en"))
    assert "Those who decide read exactly this message" in form
    assert pair.bek.post(f"{address}/report", reason="scam").status_code == 303
    about = UUID(address.rpartition("/")[2])
    assert "Pay me first, ask later" in text(judge.get(f"/admin/moderation/{about}"))
    assert "Pay me first" not in judge.get(address).text
    decision = decide(pair, judge, about, "remove_text")
    assert "The text of this message was removed" in text(pair.bek.get(address))
    assert "Pay me first" not in pair.bek.get(f"/startups/{pair.theirs.slug}/history").text
    assert "Pay me first, ask later" in text(judge.get(decision))  # evidence for the appeal


def test_a_suspended_person_is_turned_away_everywhere_reads_why_and_appeals(
    pair: Pair, judge: Member, town: Town
) -> None:
    page = f"/startups/{pair.mine.slug}"
    asma = pair.asma.actor.account
    assert asma is not None
    assert pair.bek.post(f"{page}/report", person=str(asma), reason="scam").status_code == 303
    decide(pair, judge, asma, "suspend_person", until="2026-04-01")
    away = pair.asma.get("/todo")
    assert (away.status_code, away.location) == (303, "/account/suspended")
    told = text(pair.asma.get("/account/suspended"))
    assert "Attempt to deceive" in told
    assert WHY["message"] in told
    assert "April 1, 2026" in told
    assert WHY["record"] not in told
    assert town.app.test_client().get(page).status_code == 404  # nobody else answers for it
    again = town.app.test_client()
    assert again.post("/account/sign-in", data=SIGN_IN).location == "/account/suspended"
    assert again.post("/account/sign-in", data={**SIGN_IN, "password": "wrong"}).status_code == 422
    assert again.get("/todo").location.startswith("/account/sign-in")
    assert again.post("/account/suspended", data={"message": ""}).status_code == 422
    assert again.post("/account/suspended", data={"message": "It was my brother"}).status_code == 303
    assert "You have appealed" in text(again.get("/account/suspended"))
    town.clock.forward(days=40)
    assert again.post("/account/sign-in", data=SIGN_IN).location == "/"


def test_an_introduction_with_a_suspended_side_rests_without_the_reason(pair: Pair, judge: Member, town: Town) -> None:
    address = pair.propose()
    assert pair.bek.post(f"/startups/{pair.mine.slug}/report", reason="scam").status_code == 303
    decide(pair, judge, pair.mine.id, "suspend")
    page = text(pair.bek.get(f"{address}?lang=en"))
    assert "This introduction is paused" in page
    assert "Attempt to deceive" not in page
    assert "suspended" not in page
    assert pair.bek.post(f"{address}/accept").status_code == 409
    assert "suspended by a decision" in text(pair.asma.get(f"/startups/{pair.mine.slug}"))


def test_a_profile_is_confirmed_by_one_button_and_says_so_to_all(pair: Pair, town: Town) -> None:
    page = f"/startups/{pair.mine.slug}"
    town.clock.forward(days=183)
    town.house.confirmations.remind(SYSTEM, pair.mine.id)
    assert "Is all of this still right?" in text(pair.asma.get(page))
    assert "Is all of this still right?" not in text(pair.bek.get(f"{page}?lang=en"))
    assert pair.asma.post(f"{page}/confirm").status_code == 303
    assert "Is all of this still right?" not in text(pair.asma.get(page))
    assert "Confirmed in September 2026" in text(town.app.test_client().get(page))


def test_badges_are_on_page_and_card_and_cost_the_same_for_many(pair: Pair, town: Town) -> None:
    incubator = town.house.incubator()
    for startup in (pair.mine, pair.theirs):
        town.house.startups.offer_admission(SYSTEM, startup.id, incubator)
    town.house.startups.answer_offer(pair.asma.actor, pair.mine.id, incubator, True)
    town.house.verifications.verify(SYSTEM, pair.mine.id, incubator, "registered")
    said = "Verified by Incubator PK : Registered company (March 2026)"
    for address in (f"/startups/{pair.mine.slug}", "/startups"):
        assert said in text(town.app.test_client().get(address))
    assert "Verified" not in text(town.app.test_client().get(f"/startups/{pair.theirs.slug}"))


def test_pages_of_decisions_ask_as_often_for_one_report_as_for_many(pair: Pair, judge: Member, town: Town) -> None:
    third = town.house.startup(town.house.person(), "KG", "Third")
    _asked(town, judge, third, 1)  # from now on the list has a decision to show
    assert _asked(town, judge, pair.mine, 1) == _asked(town, judge, pair.theirs, 7)


def _asked(town: Town, judge: Member, about: Startup, reports: int) -> list[int]:
    """How often the pages of the list, of a thing and of a decision about it ask the database."""
    typed = {"reason": "other", "text": "They sell what is not theirs"}
    for _ in range(reports):
        reporter = town.house.person()
        town.house.reports.report(reporter, "startup", about.id, typed)
    waiting = [_queries(town, judge, address) for address in ("/admin/moderation", f"/admin/moderation/{about.id}")]
    with town.house.reading() as reading:
        actor = town.house.actor_for(judge.actor.account)
        ids = [row["id"] for row in reading.views.reports.about(reading.connection, actor, about.id)]
    why = {"measure": "hide", "reason": "scam", "message": "Show us your papers", "record": "Seen twice"}
    decision = town.house.moderation.decide(actor, ids, why)
    return [*waiting, _queries(town, judge, f"/admin/moderation/decisions/{decision.id}")]


def _queries(town: Town, member: Member, address: str) -> int:
    seen: list[str] = []

    def note(*given: object) -> None:
        seen.append(str(given[2]))

    def counted(*given: Any) -> Any:
        seen.append("a key")
        return rows(*given)

    engine, rows = town.house.db.engine, town.house.db.rows
    town.house.keys._remembered.clear()  # as in a process that has opened none of these texts
    sa.event.listen(engine, "before_cursor_execute", note)
    with pytest.MonkeyPatch.context() as patched:  # single keys are asked for past SQLAlchemy
        patched.setattr(town.house.db, "rows", counted)
        assert member.get(address).status_code == 200
    sa.event.remove(engine, "before_cursor_execute", note)
    return len(seen)
