"""The startups of an incubator: answering, inviting, graduating, looking after unclaimed profiles; and its managers."""

import pytest

from events.startups.aggregate import Startup
from tests.domain.house import SYSTEM
from tests.web.incubators.conftest import Place
from tests.web.introductions.town import Member, Town, text


@pytest.fixture
def asking(place: Place, founder: Member, town: Town) -> Startup:
    startup = town.house.startup(founder.actor)
    return town.house.startups.ask_admission(founder.actor, startup.id, place.id, "We build clinics on wheels.")


@pytest.fixture
def orphan(place: Place, town: Town) -> Startup:
    """An unclaimed hidden profile of the incubator."""
    profile = {"name": "Orphan", "country": "PK"}
    return town.house.startups.register_unclaimed(SYSTEM, profile, source="list", row="1", incubator=place.id)


def state(place: Place, startup: Startup) -> str | None:
    return place.town.house.log.get(Startup, startup.id).admission(place.id)


def test_a_request_shows_what_the_founder_wrote_and_is_accepted(place: Place, asking: Startup) -> None:
    assert "clinics on wheels" in text(place.manager.get(f"{place.address}/manage/startups?state=asked"))
    assert place.manager.post(place.of(asking, "answer"), answer="yes").status_code == 303
    assert state(place, asking) == "admitted"


def test_a_request_is_declined_with_a_reason_that_the_founder_reads(
    place: Place, asking: Startup, founder: Member
) -> None:
    assert place.manager.post(place.of(asking, "answer"), answer="no", why="We are full until May.").status_code == 303
    assert state(place, asking) == "refused"
    assert "We are full until May." in text(founder.get(f"/startups/{asking.slug}/incubators"))


def test_a_reason_that_is_too_long_is_refused_beside_its_field_and_kept(place: Place, asking: Startup) -> None:
    answer = place.manager.post(place.of(asking, "answer"), answer="no", why="w" * 1001)
    assert answer.status_code == 422
    assert "w" * 1001 in answer.text
    assert state(place, asking) == "asked"


@pytest.mark.parametrize("day", ["", "soon", "2031-01-01", "1999-12-31", "2026-02-30"])
def test_a_wrong_day_of_graduation_is_refused_beside_its_field(place: Place, asking: Startup, day: str) -> None:
    place.manager.post(place.of(asking, "answer"), answer="yes")
    answer = place.manager.post(place.of(asking, "graduate"), on=day)
    assert answer.status_code == 422
    assert 'id="f-on-problem"' in answer.text
    assert state(place, asking) == "admitted"


def test_a_graduate_stays_in_the_roster(place: Place, asking: Startup) -> None:
    place.manager.post(place.of(asking, "answer"), answer="yes")
    assert place.manager.post(place.of(asking, "graduate"), on="2026-02-27").status_code == 303
    assert "Graduated on February 27, 2026" in text(place.manager.get(f"{place.address}/manage/startups"))


def test_a_startup_is_found_invited_and_the_invitation_taken_back(place: Place, founder: Member, town: Town) -> None:
    startup = town.house.startup(founder.actor, "PK", "Kiln Works")
    assert "Kiln Works" in text(place.manager.get(f"{place.address}/manage/invite?q=kiln"))
    assert place.manager.post(place.of(startup, "invite")).status_code == 303
    assert state(place, startup) == "offered"
    assert place.manager.post(place.of(startup, "end"), how="withdrawn").status_code == 303
    assert state(place, startup) == "withdrawn"


def test_a_hidden_startup_of_others_can_neither_be_found_nor_invited(place: Place, founder: Member, town: Town) -> None:
    hidden = town.house.startup(founder.actor, "PK", "Kiln Works", visibility="hidden")
    assert "No startup found" in text(place.manager.get(f"{place.address}/manage/invite?q=kiln"))
    assert place.manager.post(place.of(hidden, "invite")).status_code == 404
    assert state(place, hidden) is None


def test_a_startup_of_another_roster_cannot_be_reached_through_this_one(
    place: Place, founder: Member, town: Town
) -> None:
    elsewhere = town.house.incubator("PK", (town.member("other").actor,))
    startup = town.house.startup(founder.actor)
    town.house.startups.ask_admission(founder.actor, startup.id, elsewhere)
    for command in ("", "answer", "graduate", "end", "publish", "founder"):
        address = place.of(startup, command)
        answer = place.manager.post(address, answer="yes") if command else place.manager.get(address)
        assert answer.status_code == 404, command
    assert town.house.log.get(Startup, startup.id).admission(elsewhere) == "asked"


def test_an_unclaimed_profile_is_shown_by_its_incubator(place: Place, orphan: Startup, town: Town) -> None:
    assert town.app.test_client().get(f"/startups/{orphan.slug}").status_code == 404
    assert place.manager.post(place.of(orphan, "publish"), visibility="public").status_code == 303
    assert town.app.test_client().get(f"/startups/{orphan.slug}").status_code == 200
    assert place.manager.post(place.of(orphan, "publish"), visibility="sideways").status_code == 422


def test_the_founder_of_an_unclaimed_profile_gets_a_letter(place: Place, orphan: Startup, town: Town) -> None:
    assert place.manager.post(place.of(orphan, "founder"), email="owner@people.example").status_code == 303
    (leased,) = town.house.outbox.lease(10)
    assert (leased.letter.kind, leased.letter.email) == ("invitation", "owner@people.example")
    wrong = place.manager.post(place.of(orphan, "founder"), email="nobody")
    assert wrong.status_code == 422
    assert 'id="f-email-problem"' in wrong.text


def test_the_roster_says_what_a_thin_profile_lacks(place: Place, asking: Startup) -> None:
    place.manager.post(place.of(asking, "answer"), answer="yes")
    assert "Thin profile" in text(place.manager.get(f"{place.address}/manage/startups"))
    assert "Missing: sectors" in text(place.manager.get(place.of(asking)))


def test_the_roster_marks_what_nobody_looked_after_for_half_a_year(place: Place, asking: Startup, town: Town) -> None:
    place.manager.post(place.of(asking, "answer"), answer="yes")
    assert "Not looked after for half a year" not in text(place.manager.get(f"{place.address}/manage/startups"))
    town.clock.forward(days=183)
    assert "Not looked after for half a year" in text(place.manager.get(f"{place.address}/manage/startups"))


def test_organisers_bring_the_first_manager_in(town: Town, organiser: Member) -> None:
    town.house.incubator("PK")
    address = "/incubators/incubator-pk/manage/people"
    assert organiser.post(address, email="first@people.example").status_code == 303
    assert "first@people.example" in text(organiser.get(address))
    assert [leased.letter.email for leased in town.house.outbox.lease(10)] == ["first@people.example"]


def test_an_organiser_of_another_country_does_not(place: Place, town: Town) -> None:
    stranger = town.member("stranger")
    assert stranger.actor.account is not None
    town.house.offices.grant(SYSTEM, stranger.actor.account, "organiser", "UZ")
    assert stranger.post(f"{place.address}/manage/people", email="a@b.example").status_code == 403


def test_an_invitation_is_taken_back_once(place: Place, town: Town) -> None:
    address = f"{place.address}/manage/people"
    place.manager.post(address, email="second@people.example")
    (invitation,) = place.now.invitations
    assert place.manager.post(f"{address}/invitations/{invitation}/revoke").status_code == 303
    assert place.manager.post(f"{address}/invitations/{invitation}/revoke").status_code == 409
    assert place.now.invitations == []


def test_a_manager_leaves_and_cannot_come_back_by_the_address(place: Place) -> None:
    leave = f"{place.address}/manage/people/{place.manager.actor.account}/leave"
    assert place.manager.post(leave).status_code == 303
    assert place.now.managers == []
    assert place.manager.get(f"{place.address}/manage/startups").status_code == 403


def test_the_roster_asks_the_database_as_often_for_one_startup_as_for_many(
    place: Place, founder: Member, town: Town, statements: list[str]
) -> None:
    def admit(number: int) -> None:
        startup = town.house.startup(founder.actor, "PK", f"Anor {number}")
        town.house.startups.ask_admission(founder.actor, startup.id, place.id)
        town.house.startups.answer_request(place.manager.actor, startup.id, place.id, True)

    def asked(address: str) -> int:
        statements.clear()
        assert place.manager.get(address).status_code == 200
        return len(statements)

    admit(0)
    addresses = [f"{place.address}/manage/startups", place.address, "/incubators", "/"]
    few = [asked(address) for address in addresses]
    assert min(few) > 3
    for number in range(1, 12):
        admit(number)
    assert [asked(address) for address in addresses] == few


def test_the_messages_of_many_founders_are_opened_with_one_query(
    place: Place, town: Town, statements: list[str]
) -> None:
    for number in range(3):
        founder = town.member(f"founder{number}")
        startup = town.house.startup(founder.actor, "PK", f"Anor {number}")
        town.house.startups.ask_admission(founder.actor, startup.id, place.id, f"Message {number}.")
    town.house.keys._remembered.clear()
    statements.clear()
    page = text(place.manager.get(f"{place.address}/manage/startups?state=asked"))
    assert all(f"Message {number}." in page for number in range(3))
    assert len([statement for statement in statements if "personal_keys" in statement]) == 1
