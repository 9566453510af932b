"""Claims, merges and go-betweens on their pages: what each of those concerned reads, and where addresses lead."""

from uuid import UUID

import pytest

from events.startups.aggregate import Startup
from tests.domain.house import SYSTEM
from tests.web.incubators.conftest import Place
from tests.web.introductions.town import CHOICES, Member, Town, text


def listed(place: Place, town: Town, name: str) -> Startup:
    made = town.house.startups.register_unclaimed(
        SYSTEM, {"name": name, "country": "PK"}, source="list", row=name, incubator=place.id
    )
    return town.house.startups.publish(SYSTEM, made.id, "public")


def test_a_refused_request_shows_the_reason_to_whoever_asked_and_to_nobody_else(
    place: Place, founder: Member, town: Town
) -> None:
    row, other = listed(place, town, "Kiln"), town.member("other")
    assert founder.post(f"/startups/{row.slug}/claim", message="short").status_code == 422
    assert founder.post(f"/startups/{row.slug}/claim", message="We founded it, truly").status_code == 303
    assert "Your request waits" in text(founder.get(f"/startups/{row.slug}/claim"))
    page = place.manager.get(f"/startups/{row.slug}/claims")
    assert "We founded it, truly" in text(page)
    [request] = town.house.log.get(Startup, row.id).requests
    answer = f"/startups/{row.slug}/claims/{UUID(request)}/answer"
    assert place.manager.post(answer, answer="no", why="").status_code == 422
    assert place.manager.post(answer, answer="no", why="Not in the register").status_code == 303
    assert "Not in the register" in text(founder.get(f"/startups/{row.slug}/claim"))
    assert "Not in the register" not in text(other.get(f"/startups/{row.slug}/claim"))
    history = text(place.manager.get(f"/startups/{row.slug}/history"))
    assert "A request to take the profile over was refused" in history
    assert "Not in the register" not in history  # whoever has the profile later reads it too


def test_the_address_of_a_merged_profile_leads_on_and_its_history_stays(
    place: Place, founder: Member, town: Town
) -> None:
    twin, stays = listed(place, town, "Kiln Ltd"), listed(place, town, "Kiln")
    assert "goes into" in text(place.manager.get(f"/startups/{twin.slug}/merge?into={stays.slug}"))
    answer = place.manager.post(f"/startups/{twin.slug}/merge", into=stays.slug)
    assert answer.location == f"/startups/{stays.slug}"
    old = town.app.test_client().get(f"/startups/{twin.slug}?lang=ru")
    assert (old.status_code, old.location) == (301, f"/startups/{stays.slug}?lang=ru")
    page = text(place.manager.get(f"/startups/{stays.slug}/history"))
    assert "Its duplicate Kiln Ltd went into this profile" in page
    old_lines = text(place.manager.get(f"/startups/{stays.slug}/history?of={twin.id}"))
    assert "A duplicate: it went into Kiln" in old_lines
    assert "Listed from list" in old_lines
    assert founder.get(f"/startups/{stays.slug}/history?of={twin.id}").status_code == 403


@pytest.fixture
def two(place: Place, founder: Member, town: Town) -> tuple[Startup, Startup, Member]:
    mine = town.house.startup(founder.actor, "PK", "Anor")
    town.house.startups.offer_admission(SYSTEM, mine.id, place.id)
    town.house.startups.answer_offer(founder.actor, mine.id, place.id, True)
    partner = town.member("partner")
    return mine, town.house.startup(partner.actor, "UZ", "Chinor"), partner


def test_what_comes_with_the_first_yes_is_read_only_after_the_second(
    place: Place, founder: Member, town: Town, two: tuple[Startup, Startup, Member]
) -> None:
    mine, theirs, partner = two
    address = f"{place.address}/manage/introduce?one={mine.slug}&other={theirs.slug}"
    assert place.manager.get(address).status_code == 200
    fields = {**CHOICES, "message": "You two should talk"}
    assert place.manager.post(address, **fields).status_code == 303
    with town.house.reading() as reading:
        [row] = reading.views.introductions.of(reading.connection, [mine.id], ["proposed"])
    page = f"/introductions/{row['id']}"
    for side in (founder, partner):
        assert "You two should talk" in text(side.get(page))
        assert "introduces the two to each other" in text(side.get(page))
    assert founder.post(f"{page}/accept", accept__message="Call me on Monday").status_code == 303
    assert "You said yes" in text(founder.get(page))
    assert "Call me on Monday" not in text(partner.get(page))
    listed_page = text(place.manager.get(f"{place.address}/manage/introductions?by=us"))
    assert "Anor said yes" in listed_page
    assert partner.post(f"{page}/accept", accept__message="Gladly").status_code == 303
    for side in (founder, partner):
        assert "Call me on Monday" in text(side.get(page))
        assert "Gladly" in text(side.get(page))
    assert place.manager.get(page).status_code == 404


def test_what_a_manager_cannot_bring_together_is_told_before_anything_is_written(
    place: Place, town: Town, two: tuple[Startup, Startup, Member]
) -> None:
    mine, theirs, partner = two
    town.house.startups.pause(partner.actor, theirs.id, True)
    address = f"{place.address}/manage/introduce?one={mine.slug}&other={theirs.slug}"
    assert "takes no introductions for now" in text(place.manager.get(address))
    assert place.manager.post(address, **CHOICES).status_code == 409


def test_an_unclaimed_page_offers_the_go_between_to_founders_abroad_only(
    place: Place, founder: Member, town: Town, two: tuple[Startup, Startup, Member]
) -> None:
    row, partner = listed(place, town, "Kiln"), two[2]
    offer = "Ask its incubator to put you in touch"
    assert offer in text(partner.get(f"/startups/{row.slug}"))
    assert offer not in text(founder.get(f"/startups/{row.slug}"))
    asked = partner.post(f"/startups/{row.slug}/ask?from=chinor", **CHOICES, message="Could you call them for us?")
    assert asked.status_code == 303
    assert "Could you call them for us?" in text(place.manager.get(asked.location))
    assert place.manager.post(f"{asked.location}/answer", answer="not_possible").status_code == 422
    assert place.manager.post(f"{asked.location}/answer", answer="invited").status_code == 303
    assert "invited them to take their profile over" in text(partner.get(asked.location))
    assert founder.get(asked.location).status_code == 404
