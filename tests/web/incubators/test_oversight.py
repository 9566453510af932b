"""What managers see of introductions, and a roster that says what its startups need."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bridge.readmodels.oversight import Oversight, Wanted
from events.startups.aggregate import Startup
from tests.domain.house import SYSTEM, Person
from tests.web.incubators.conftest import Place
from tests.web.introductions.town import CHOICES, Member, Town, text

SECRETS = ("secret proposal", "secret yes", "secret place", "secret note", "secret no", "too dear")


@pytest.fixture
def mine(place: Place, founder: Member, town: Town) -> Startup:
    startup = town.house.startup(founder.actor, "PK", "Anor")
    town.house.startups.offer_admission(SYSTEM, startup.id, place.id)
    return town.house.startups.answer_offer(founder.actor, startup.id, place.id, True)


def abroad(town: Town, name: str, **profile: object) -> tuple[Person, Startup]:
    partner = town.house.person()
    return partner, town.house.startup(partner, "UZ", name, **profile)


def test_managers_see_states_and_days_and_never_a_word(
    place: Place, founder: Member, mine: Startup, town: Town
) -> None:
    house = town.house
    partner, met = abroad(town, "Chinor")
    choices = {**CHOICES, "message": SECRETS[0]}
    introduction = house.introductions.propose(founder.actor, mine.id, met.id, choices).id
    house.introductions.accept(partner, introduction, SECRETS[1])
    wall = (town.clock.now + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    times = [{"wall": wall, "minutes": 30, "format": "in_person"}]
    offered = house.introductions.propose_times(partner, introduction, times, "UTC", SECRETS[2])
    house.introductions.confirm_time(founder.actor, introduction, offered.times[0]["start"])
    house.introductions.close(founder.actor, introduction, "price", SECRETS[3])
    refuser, refused = abroad(town, "Bodom")
    other = house.introductions.propose(founder.actor, mine.id, refused.id, choices).id
    house.introductions.decline(refuser, other, "no_fit", SECRETS[4])
    page = place.manager.get(f"{place.address}/manage/introductions")
    for shown in ("Anor", "Chinor", "Led to nothing (1)", "Declined (1)", "All (2)", "Mar 4, 2026"):
        assert shown in text(page)
    for secret in (*SECRETS, "no_fit", "price", "Price"):
        assert secret not in page.text
    only = text(place.manager.get(f"{place.address}/manage/introductions?state=declined"))
    assert "Bodom" in only
    assert "Chinor" not in only


def test_the_query_itself_finds_nothing_for_others(place: Place, founder: Member, mine: Startup, town: Town) -> None:
    _, theirs = abroad(town, "Chinor")
    town.house.introductions.propose(founder.actor, mine.id, theirs.id, CHOICES)
    with town.house.reading() as reading:
        for actor, found in ((place.manager.actor, 1), (founder.actor, 0), (town.house.person(), 0)):
            oversight = Oversight(reading.views, actor, place.id, town.clock.now)
            rows = oversight.listed(reading.connection, Wanted(), limit=9, offset=0)
            assert len(rows) == sum(oversight.counts(reading.connection, Wanted()).values()) == found
            assert all("message" not in name and "reason" not in name for row in rows for name in row)


def test_a_startup_that_hid_itself_has_no_name_here(place: Place, founder: Member, mine: Startup, town: Town) -> None:
    partner, theirs = abroad(town, "Chinor")
    town.house.introductions.propose(founder.actor, mine.id, theirs.id, CHOICES)
    town.house.startups.change(partner, theirs.id, {"visibility": "hidden"})
    page = text(place.manager.get(f"{place.address}/manage/introductions"))
    assert "Chinor" not in page
    assert "a startup that is not shown" in page


def test_the_roster_finds_what_startups_need(place: Place, founder: Member, mine: Startup, town: Town) -> None:
    house = town.house
    for number in range(3):
        house.startups.register_unclaimed(
            SYSTEM, {"name": f"Row {number}", "country": "PK"}, source="list", row=str(number), incubator=place.id
        )
    address = f"{place.address}/manage/startups"
    page = text(place.manager.get(address))
    for count in ("All (4)", "Thin (4)", "Unclaimed (3)", "No introduction yet (4)", "Stale (0)"):
        assert count in page
    claimed = text(place.manager.get(f"{address}?needs=unclaimed"))
    assert "Row 1" in claimed
    assert "Anor" not in claimed
    town.clock.forward(days=190)
    assert "Stale (4)" in text(place.manager.get(address))
    house.startups.change(founder.actor, mine.id, {"city": "Lahore"})
    assert "Stale (3)" in text(place.manager.get(address))


def test_founders_are_asked_for_an_update_from_the_roster(place: Place, mine: Startup) -> None:
    assert "Ask for an update" in text(place.manager.get(f"{place.address}/manage/startups"))
    assert place.manager.post(place.of(mine, "ask-update")).status_code == 303
    assert "Ask for an update" not in text(place.manager.get(f"{place.address}/manage/startups"))
    assert place.manager.post(place.of(mine, "ask-update")).status_code == 409


def test_lists_ask_the_same_number_of_queries_for_one_row_and_for_many(
    place: Place, founder: Member, mine: Startup, town: Town
) -> None:
    pages = [f"{place.address}/manage/{part}" for part in ("startups", "introductions", "enquiries")]
    _, first = abroad(town, "Chinor")
    town.house.introductions.propose(founder.actor, mine.id, first.id, CHOICES)
    few = [_queries(town, place.manager, page) for page in pages]
    for number in range(4):
        _, other = abroad(town, f"Abroad {number}")
        town.house.introductions.propose(founder.actor, mine.id, other.id, CHOICES)
        town.house.startups.register_unclaimed(
            SYSTEM, {"name": f"Row {number}", "country": "PK"}, source="list", row=str(number), incubator=place.id
        )
    assert [_queries(town, place.manager, page) for page in pages] == few


def _queries(town: Town, member: Member, address: str) -> int:
    asked: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        asked.append(statement)

    member.get(address)  # what is asked only once a process is asked now
    sa.event.listen(town.house.db.engine, "before_cursor_execute", note)
    assert member.get(address).status_code == 200
    sa.event.remove(town.house.db.engine, "before_cursor_execute", note)
    return len(asked)
