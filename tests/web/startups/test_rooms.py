"""History, pause, blocks and incubators."""

from uuid import uuid4

import pytest

from bridge.web.history_sentences import SENTENCES
from events.fact import Fact
from events.startups.aggregate import Startup
from tests.domain.house import SYSTEM
from tests.web.introductions.town import Member, Town, text


@pytest.fixture
def anor(town: Town, asma: Member) -> Startup:
    return town.house.startup(asma.actor, "PK", "Anor")


@pytest.fixture
def chinor(town: Town, bek: Member) -> Startup:
    return town.house.startup(bek.actor, "UZ", "Chinor")


def test_every_fact_of_the_log_has_a_sentence() -> None:
    ours = {topic for topic, fact in Fact.known.items() if fact.__module__.startswith("events.")}
    assert ours - SENTENCES.keys() == set()


def test_the_history_says_what_happened_and_by_whom(town: Town, asma: Member, anor: Startup, chinor: Startup) -> None:
    house = town.house
    house.startups.change(asma.actor, anor.id, {"city": "Lahore", "sectors": ["space"]})
    house.startups.block(asma.actor, anor.id, chinor.id, "They never answer")
    page = text(asma.get("/startups/anor/history"))
    for line in ("Registered by Asma", "Changed: City, Sectors by Asma", "Blocked Chinor by Asma They never answer"):
        assert line in page, page


def test_managers_and_organisers_see_the_history_without_what_is_private(
    town: Town, asma: Member, bek: Member, anor: Startup
) -> None:
    house = town.house
    incubator = house.incubator("PK", (bek.actor,))
    house.startups.ask_admission(asma.actor, anor.id, incubator)
    house.startups.answer_request(bek.actor, anor.id, incubator, True)
    house.startups.pause(asma.actor, anor.id, True)
    page = text(bek.get("/startups/anor/history"))
    assert "Admitted to Incubator PK by Bek" in page
    assert "paused" not in page
    assert "New proposals paused" in text(asma.get("/startups/anor/history"))


def test_who_left_is_a_former_member(town: Town, asma: Member) -> None:
    gone = uuid4()
    anor = town.house.startup(type(asma.actor)(gone), "PK", "Anor")
    invitation = uuid4()
    town.house.startups.invite_founder(type(asma.actor)(gone), anor.id, invitation)
    town.house.startups.join(asma.actor, anor.id, invitation)
    assert "Registered by a former member" in text(asma.get("/startups/anor/history"))


def test_a_long_history_goes_on_behind_a_button(town: Town, asma: Member, anor: Startup) -> None:
    for number in range(60):
        town.house.startups.pause(asma.actor, anor.id, number % 2 == 0)
    page = asma.get("/startups/anor/history").text
    assert "Registered" not in text(asma.get("/startups/anor/history"))
    earlier = page.partition("/startups/anor/history?before=")[2].partition('"')[0]
    assert "Registered" in text(asma.get(f"/startups/anor/history?before={earlier}"))
    assert asma.get("/startups/anor/history?before=x").status_code == 200


def test_proposals_are_paused_and_resumed(town: Town, asma: Member, anor: Startup) -> None:
    asma.post("/startups/anor/pause", paused="yes")
    assert "You have paused new proposals." in text(asma.get("/startups/anor"))
    asma.post("/startups/anor/pause", paused="no")
    assert "You have paused" not in text(asma.get("/startups/anor"))


def test_a_startup_is_blocked_and_unblocked(town: Town, asma: Member, anor: Startup, chinor: Startup) -> None:
    assert "Block Chinor ?" in text(asma.get("/startups/anor/blocked?other=chinor"))
    assert asma.post("/startups/anor/blocked", other="chinor", why="x" * 1001).status_code == 422
    asma.post("/startups/anor/blocked", other="chinor", why="Spam")
    assert town.house.log.get(Startup, anor.id).blocked == [chinor.id]
    assert "has blocked this startup" in text(asma.get("/startups/chinor"))
    assert "Chinor" in text(asma.get("/startups/anor/blocked"))
    asma.post(f"/startups/anor/blocked/{chinor.id}/remove")
    assert town.house.log.get(Startup, anor.id).blocked == []


def test_a_startup_that_nobody_may_know_cannot_be_blocked(town: Town, asma: Member, bek: Member, anor: Startup) -> None:
    town.house.startup(bek.actor, "UZ", "Secret", visibility="hidden")
    assert asma.post("/startups/anor/blocked", other="secret").status_code == 404
    assert asma.post("/startups/anor/blocked", other="anor").status_code == 409


def test_an_incubator_is_asked_and_the_request_withdrawn(town: Town, asma: Member, anor: Startup) -> None:
    incubator = town.house.incubator("PK")
    asked = asma.post("/startups/anor/incubators", incubator="incubator-pk", message="Please")
    assert asked.status_code == 303
    assert town.house.log.get(Startup, anor.id).admission(incubator) == "asked"
    page = text(asma.get("/startups/anor/incubators"))
    assert "Asked, waiting for an answer" in page
    assert "Please" in page
    asma.post(f"/startups/anor/incubators/{incubator}/end", how="withdrawn")
    assert town.house.log.get(Startup, anor.id).admission(incubator) == "withdrawn"


def test_an_offer_is_answered_and_an_incubator_left(town: Town, asma: Member, anor: Startup) -> None:
    incubator = town.house.incubator("PK")
    town.house.startups.offer_admission(SYSTEM, anor.id, incubator)
    assert "Invites you" in text(asma.get("/startups/anor/incubators"))
    asma.post(f"/startups/anor/incubators/{incubator}/answer", answer="yes")
    assert "Incubator PK" in text(town.app.test_client().get("/startups/anor"))
    asma.post(f"/startups/anor/incubators/{incubator}/end", how="left")
    assert "Incubator PK" not in text(town.app.test_client().get("/startups/anor"))
    assert asma.post(f"/startups/anor/incubators/{incubator}/end", how="left").status_code == 409
    assert asma.post(f"/startups/anor/incubators/{incubator}/end", how="thrown").status_code == 422


@pytest.mark.parametrize(("chosen", "message"), [("", ""), ("nowhere", ""), ("incubator-pk", "x" * 1001)])
def test_a_wrong_request_is_shown_again(town: Town, asma: Member, anor: Startup, chosen: str, message: str) -> None:
    town.house.incubator("PK")
    answer = asma.post("/startups/anor/incubators", incubator=chosen, message=message)
    assert answer.status_code == 422
    assert town.house.topics(anor.id) == ["startup.registered"]
