"""The list of incubators and their pages: what can be found, and what is not even counted."""

import pytest

from tests.domain.house import SYSTEM
from tests.web.incubators.conftest import Place
from tests.web.introductions.town import Member, Town, text

FACT = {
    "field": "operator", "value": {"en": "A telecom"}, "source": "https://www.news.example/nic", "year": 2018,
    "note": "first_reported",
}  # fmt: skip


@pytest.fixture
def listed(town: Town) -> None:
    """Three that everybody sees, one for members, one hidden."""
    kinds = {"Indus Park": ("PK", "it_park"), "Ravi Center": ("PK", "nic"), "Chui Park": ("KG", "it_park")}
    for name, (country, kind) in kinds.items():
        town.house.incubators.list(SYSTEM, {"name": {"en": name}, "country": country, "kind": kind}, [FACT])
    for name, visibility in {"Garden": "members", "Cellar": "hidden"}.items():
        page = {"name": {"en": name}, "country": "PK", "kind": "it_park", "visibility": visibility}
        town.house.incubators.list(SYSTEM, page, [])


@pytest.mark.usefixtures("listed")
def test_words_and_filters_in_the_address_find_incubators(town: Town) -> None:
    page = text(town.app.test_client().get("/incubators?q=park&country=PK"))
    assert "Indus Park" in page
    assert "Ravi Center" not in page
    assert "Chui Park" not in page


@pytest.mark.usefixtures("listed")
def test_counts_of_a_filter_heed_the_other_filters_and_leave_out_what_may_not_be_seen(
    town: Town, founder: Member
) -> None:
    address = "/incubators?kind=it_park"
    seen = text(town.app.test_client().get(address))
    assert "Pakistan 1" in seen
    assert "Kyrgyzstan 1" in seen
    assert "Pakistan 2" in text(founder.get(address))


@pytest.mark.usefixtures("listed")
def test_a_list_without_results_says_which_filter_to_take_away(town: Town) -> None:
    page = text(town.app.test_client().get("/incubators?q=ravi&country=KG"))
    assert "No incubator fits" in page
    assert "Search without the words (1)" in page
    assert "Look in every country (1)" in page


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize("query", ["page=99", "page=-1", "country=XX&kind=nonsense", "order=size", "q=" + "x" * 3000])
def test_nonsense_in_the_address_still_shows_a_page(town: Town, query: str) -> None:
    assert town.app.test_client().get(f"/incubators?{query}").status_code == 200


@pytest.mark.usefixtures("listed")
def test_a_fact_names_its_source_its_year_and_how_far_to_trust_it(town: Town) -> None:
    answer = town.app.test_client().get("/incubators/ravi-center")
    page = text(answer)
    assert "Operator A telecom As first reported · 2018 · news.example" in page
    assert 'href="https://www.news.example/nic"' in answer.text
    assert "Unclaimed page" in page


@pytest.mark.usefixtures("listed")
def test_what_is_not_for_everybody_is_missing_for_visitors(town: Town, founder: Member) -> None:
    visitor = town.app.test_client()
    assert visitor.get("/incubators/garden").status_code == 404
    assert founder.get("/incubators/garden").status_code == 200
    assert founder.get("/incubators/cellar").status_code == 404
    assert "Cellar" not in text(founder.get("/incubators"))


def test_managers_are_named_to_members_only(place: Place, founder: Member, town: Town) -> None:
    assert "Manager" in text(founder.get(place.address))
    assert "Managers" not in text(town.app.test_client().get(place.address))


def test_a_page_shows_the_startups_that_the_reader_may_see(place: Place, founder: Member, town: Town) -> None:
    house = town.house
    for name, visibility in {"Open": "public", "Closed": "members"}.items():
        startup = house.startup(founder.actor, "PK", name, visibility=visibility)
        house.startups.ask_admission(founder.actor, startup.id, place.id)
        house.startups.answer_request(place.manager.actor, startup.id, place.id, True)
    assert "Startups here 1 " in text(town.app.test_client().get(place.address))
    assert "Startups here 2 " in text(founder.get(place.address))


def test_a_founder_is_led_to_asking_for_admission(place: Place, founder: Member, town: Town) -> None:
    startup = town.house.startup(founder.actor)
    asking = f"/startups/{startup.slug}/incubators?incubator={place.slug}"
    assert asking in founder.get(place.address).text
    town.house.startups.ask_admission(founder.actor, startup.id, place.id)
    page = founder.get(place.address)
    assert asking not in page.text
    assert "You have asked" in text(page)


def test_history_is_for_managers_and_organisers_and_leaves_out_what_people_wrote(
    place: Place, founder: Member, organiser: Member, town: Town
) -> None:
    startup = town.house.startup(founder.actor)
    town.house.startups.ask_admission(founder.actor, startup.id, place.id, "we hope for a desk by the window")
    for reader in (place.manager, organiser):
        page = text(reader.get(f"{place.address}/history"))
        assert "Anor : Asked Incubator PK to be admitted" in page
        assert "window" not in page
    assert founder.get(f"{place.address}/history").status_code == 403
    assert town.app.test_client().get(f"{place.address}/history").status_code == 303
