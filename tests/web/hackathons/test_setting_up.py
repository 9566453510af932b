"""The pages on which a hackathon is set up: nothing typed is lost, and every message stands beside its field."""

from uuid import UUID

import pytest
from werkzeug.test import TestResponse

from events.hackathons.aggregate import Hackathon
from tests.domain.hackathon_setup import setup
from tests.domain.house import Person
from tests.web.introductions.town import Member, Town


@pytest.fixture
def one(town: Town) -> Member:
    return town.member("one")


@pytest.fixture
def other(town: Town) -> Member:
    return town.member("other", time_zone="Asia/Bishkek")


def draft(town: Town, one: Member, other: Member, *, announced: bool = False) -> Hackathon:
    return town.house.hackathon(_person(one), _person(other), announced=announced)


def _person(member: Member) -> Person:
    assert member.actor.account is not None
    return Person(member.actor.account)


def now(town: Town, found: Hackathon) -> Hackathon:
    return town.house.log.get(Hackathon, found.id)


def test_a_draft_of_six_weeks_names_what_is_missing_and_where(town: Town, one: Member) -> None:
    town.house.incubator("PK", (one.actor,))
    made = one.post("/hackathons/new", title="Spring Days", start="2026-04-01", zone="Asia/Karachi")
    assert made.headers["Location"] == "/hackathons/spring-days/manage/setup"
    page = one.get(made.headers["Location"]).text
    assert "Say in one sentence what it is." in page
    assert "/hackathons/spring-days/manage/setup/about" in page
    assert town.app.test_client().get("/hackathons/spring-days").status_code == 404


def test_an_earlier_hackathon_is_copied_with_its_dates_shifted(town: Town, one: Member, other: Member) -> None:
    earlier = draft(town, one, other, announced=True)
    typed = {"title": "Again", "start": "2026-09-01", "zone": "Asia/Bishkek", "copy": str(earlier.id)}
    assert one.post("/hackathons/new", **typed).status_code == 303
    with town.house.reading() as reading:
        row = reading.views.hackathons.by_slug(reading.connection, one.actor, "again")
    assert row is not None
    copy = town.house.log.get(Hackathon, row["id"])
    assert copy.setup["rubric"] == earlier.setup["rubric"]
    assert copy.setup["dates"]["phases"]["registration"]["opens"]["wall"] == "2026-09-01T15:00"


def test_rows_come_and_go_without_losing_what_was_typed(town: Town, one: Member, other: Member) -> None:
    found = draft(town, one, other)
    address = f"/hackathons/{found.slug}/manage/setup/tracks"
    typed = {"tracks.0.key": "water", "tracks.0.name.en": "Typed and not saved", "tracks.1.name.ru": "Свет"}
    page = one.post(address, **typed, do="add.tracks").text
    assert "Typed and not saved" in page
    assert 'name="tracks.2.key"' in page
    page = one.post(address, **typed, do="drop.tracks.0").text
    assert "Typed and not saved" not in page
    assert "Свет" in page
    assert now(town, found).versions["tracks"] == found.versions["tracks"]


@pytest.mark.parametrize(
    ("part", "field", "typed", "message"),
    [
        ("dates", "phases.building.closes", "2026-03-29T02:30", "does not exist in Europe/Berlin"),
        ("dates", "phases.building.closes", "2026-10-25T02:30", "comes twice in Europe/Berlin"),
        ("dates", "phases.building.closes", "2026-03-01T12:00", "This is in the past."),
        ("rubric", "criteria.0.weight", "0", "All weights are zero."),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_kept(
    town: Town, one: Member, other: Member, part: str, field: str, typed: str, message: str
) -> None:
    found = draft(town, one, other)
    fields = {"zone": "Europe/Berlin", "criteria.0.name.en": "Need", field: typed, "version": "1"}
    answer = one.post(f"/hackathons/{found.slug}/manage/setup/{part}", **fields)
    assert answer.status_code == 422
    assert message in answer.text
    assert f'value="{typed}"' in answer.text
    assert f'id="f-{field.replace(".", "-")}-problem"' in answer.text


def test_of_two_who_save_a_part_the_second_sees_both_and_then_saves(town: Town, one: Member, other: Member) -> None:
    found = draft(town, one, other)
    address, version = f"/hackathons/{found.slug}/manage/setup/tracks", str(found.versions["tracks"])
    one.post(address, **{"tracks.0.key": "water", "tracks.0.name.en": "Rivers", "version": version})
    mine = {"tracks.0.key": "water", "tracks.0.name.en": "Lakes"}
    late = other.post(address, **mine, version=version)
    assert late.status_code == 409
    assert "Rivers" in late.text
    assert 'value="Lakes"' in late.text
    assert now(town, found).setup["tracks"]["tracks"][0]["name"] == {"en": "Rivers"}
    assert other.post(address, **mine, version=str(now(town, found).versions["tracks"])).status_code == 303
    assert now(town, found).setup["tracks"]["tracks"][0]["name"] == {"en": "Lakes"}


def test_a_proposal_that_cannot_be_made_now_loses_nothing(town: Town, one: Member, other: Member) -> None:
    found = draft(town, one, other, announced=True)
    address, version = f"/hackathons/{found.slug}/manage/setup/prizes", str(found.versions["prizes"])

    def propose(member: Member, prize: str, seen: str) -> TestResponse:
        return member.post(address, **{"prizes.0.name.en": prize, "why": "The sponsor asked", "version": seen})

    assert propose(one, "First prize", version).status_code == 303
    waits = propose(other, "A grand prize", version)
    assert waits.status_code == 409
    assert "A grand prize" in waits.text
    assert "A change of this part waits for agreement already." in waits.text
    [change] = now(town, found).open_changes
    other.post(f"/hackathons/{found.slug}/manage/changes/{UUID(change)}/agree")
    late = propose(other, "A grand prize", version)
    assert late.status_code == 409
    assert "A grand prize" in late.text
    assert "First prize" in late.text
    assert propose(other, "A grand prize", str(now(town, found).versions["prizes"])).status_code == 303


def test_a_moved_deadline_shows_its_reason_to_everybody_once_all_agree(town: Town, one: Member, other: Member) -> None:
    found = draft(town, one, other, announced=True)
    address = f"/hackathons/{found.slug}/manage/setup/dates"
    walls = {
        f"phases.{phase}.{edge}": moment["wall"]
        for phase, edges in found.setup["dates"]["phases"].items()
        for edge, moment in edges.items()
        if moment is not None
    }
    walls["phases.building.closes"] = walls["phases.judging.opens"] = "2026-03-18T17:00"
    missing = one.post(address, zone="Asia/Bishkek", **walls)
    assert (missing.status_code, 'value="2026-03-18T17:00"' in missing.text) == (422, True)
    one.post(address, zone="Asia/Bishkek", why="Nowruz comes early", **walls)
    page = f"/hackathons/{found.slug}"
    visitor = town.app.test_client()
    assert "Nowruz comes early" not in visitor.get(page).text
    assert "Nowruz comes early" in other.get(f"{page}/manage/setup").text
    change = UUID(next(iter(now(town, found).open_changes)))
    other.post(f"{page}/manage/changes/{change}/agree")
    shown = visitor.get(page).text
    assert "Nowruz comes early" in shown
    assert "Mar 18, 2026, 17:00 in Bishkek" in shown


def test_markdown_and_the_binding_language_on_the_public_page(town: Town, one: Member, other: Member) -> None:
    about = setup(town.clock.now)["about"]
    about["description"] = {"en": "Bring **boots**. <script>alert(1)</script>"}
    town.house.hackathon(_person(one), _person(other), about=about)
    page = town.app.test_client().get("/hackathons/water-and-light").text
    assert "<strong>boots</strong>" in page
    assert "<script>alert" not in page
    assert "Where they differ, English binds." in page
