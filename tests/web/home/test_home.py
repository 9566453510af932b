"""The start page of every hat: what waits, what is counted, and what is not."""

import re

from events.actor import Actor
from tests.domain.house import SYSTEM
from tests.web.introductions.town import Member, Pair, Town, text

PAGE = "/?from=PK&need=distribution&country=UZ"


def figures(page: str) -> dict[str, str]:
    """The numbers of `ui.stats`, by their labels."""
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page)
    return dict(found)


def organiser(town: Town, office: str) -> Member:
    found = town.member(f"organiser-{office.lower().strip('*') or 'all'}")
    assert found.actor.account is not None
    town.house.offices.grant(SYSTEM, found.actor.account, "organiser", office)
    return found


def test_a_visitor_sees_who_offers_what_they_seek_and_only_what_is_public(town: Town, pair: Pair) -> None:
    offers = [{"code": "distribution"}]
    town.house.startup(pair.bek.actor, "UZ", "For Members", offers=offers, visibility="members")
    answer = town.app.test_client().get(PAGE)
    page = text(answer)
    assert "1 startup fits" in page
    assert "Chinor Med" in page
    assert "For Members" not in page
    assert figures(answer.text)["Startups"] == "2"


def test_those_who_want_to_enter_the_visitors_country_come_first(town: Town, pair: Pair) -> None:
    for name, markets in {"Eager One": ["PK"], "Later A": [], "Later B": [], "Later C": []}.items():
        offers = [{"code": "distribution"}]
        town.house.startup(pair.bek.actor, "UZ", name, offers=offers, markets=markets)
    page = text(town.app.test_client().get(PAGE))
    assert "5 startups fit" in page
    assert page.index("Eager One") < page.index("Later C")


def test_where_nobody_fits_the_page_says_who_does_elsewhere(town: Town, pair: Pair) -> None:
    page = text(town.app.test_client().get("/?from=PK&need=distribution&country=MN"))
    assert "Nobody there offers that yet" in page
    assert "1 startup in another country does." in page
    assert "Nobody offers that yet" in text(town.app.test_client().get("/?from=PK&need=investment&country=MN"))


def test_the_example_pair_is_a_real_suggestion_between_public_startups(town: Town, pair: Pair) -> None:
    hidden = town.house.startup(pair.bek.actor, "UZ", "Shy", visibility="members")
    town.suggest(pair.mine, hidden, pair.theirs)
    page = text(town.app.test_client().get("/"))
    assert "Every suggestion says why" in page
    assert "Shy" not in page
    town.house.startups.change(pair.bek.actor, pair.theirs.id, {"visibility": "members"})
    assert "Every suggestion says why" not in text(town.app.test_client().get("/"))


def test_nonsense_in_the_sentence_is_left_out(town: Town) -> None:
    assert town.app.test_client().get("/?from=XX&need=gold&country=%00").status_code == 200


def test_an_address_with_a_nul_leads_nowhere(town: Town) -> None:
    for address in ("/incubators/%00", "/startups/a%00b"):
        assert town.app.test_client().get(address).status_code == 404


def test_somebody_without_a_startup_is_shown_the_ways_in(town: Town) -> None:
    page = text(town.member("newcomer").get("/"))
    assert "Register a startup" in page
    assert "I was invited" in page


def test_a_founder_sees_suggestions_with_reasons_and_they_are_recorded(town: Town, pair: Pair) -> None:
    town.suggest(pair.mine, pair.theirs)
    page = text(pair.asma.get("/"))
    assert "Chinor Med" in page
    assert "You both work in Russian" in page
    with town.house.db.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM suggestions_shown").scalar() == 1


def test_what_waits_for_a_founder_follows_the_introduction(pair: Pair) -> None:
    address = pair.propose()
    assert "Anor Health proposes an introduction" in text(pair.bek.get("/?lang=en"))
    assert "Chinor" not in text(pair.asma.get("/"))
    pair.bek.post(f"{address}/accept")
    assert "You and Chinor Med both said yes. Propose a time to meet." in text(pair.asma.get("/"))


def test_a_proposal_whose_time_is_over_waits_no_more(town: Town, pair: Pair) -> None:
    pair.propose()
    town.clock.forward(days=22)
    assert "proposes an introduction" not in text(pair.bek.get("/?lang=en"))


def test_a_meeting_that_has_passed_asks_whether_they_met(town: Town, pair: Pair) -> None:
    pair.confirmed()
    assert "Did you meet" not in text(pair.asma.get("/"))
    town.clock.forward(days=8)
    assert "Did you meet Chinor Med ?" in text(pair.asma.get("/"))


def test_an_incubators_invitation_waits_for_the_founder(town: Town, pair: Pair) -> None:
    manager = town.member("manager")
    incubator = town.house.incubator("PK", (manager.actor,))
    town.house.startups.offer_admission(manager.actor, pair.mine.id, incubator)
    answer = pair.asma.get("/")
    assert "Incubator PK invites your startup." in text(answer)
    assert f'href="/startups/{pair.mine.slug}/incubators"' in answer.text


def test_a_person_with_several_hats_changes_them_and_the_choice_is_remembered(town: Town, pair: Pair) -> None:
    town.house.incubator("PK", (pair.asma.actor,))
    first = pair.asma.get("/")
    assert "Your incubator" in text(first)
    assert "Founder of Anor Health" in first.text
    assert "Your startup" in text(pair.asma.get(f"/?hat=founder:{pair.mine.slug}"))
    assert "Your startup" in text(pair.asma.get("/"))
    assert "Your startup" in text(pair.asma.get("/?hat=administrator"))  # not theirs to wear


def test_of_two_startups_each_has_its_own_page(town: Town, pair: Pair) -> None:
    second = town.house.startup(pair.asma.actor, "PK", "Second Try")
    assert "Second Try" in text(pair.asma.get(f"/?hat=founder:{second.slug}"))
    assert f'href="/startups/{second.slug}/suggestions"' in pair.asma.get("/").text


def test_a_manager_sees_requests_and_counts_but_not_who_talks_with_whom(town: Town, pair: Pair) -> None:
    manager = town.member("manager")
    incubator = town.house.incubator("PK", (manager.actor,))
    town.house.startups.ask_admission(pair.asma.actor, pair.mine.id, incubator)
    assert "Anor Health asks to join your programme." in text(manager.get("/"))
    town.house.startups.answer_request(manager.actor, pair.mine.id, incubator, True)
    pair.propose()
    answer = manager.get("/")
    assert figures(answer.text)["Open"] == "1"
    assert "Chinor Med" not in text(answer)


def test_an_organiser_sees_their_own_country_and_an_organiser_of_all_sees_all(town: Town, pair: Pair) -> None:
    pair.confirmed()
    kyrgyz = town.house.startup(Actor(pair.bek.actor.account), "KG", "Tulpar Cargo")
    pakistan, kyrgyzstan, everywhere = (organiser(town, office) for office in ("PK", "KG", "*"))
    assert figures(pakistan.get("/").text) == {
        "Startups": "1", "Introductions": "1", "Pairs that met": "0", "Partnerships": "0",
    }  # fmt: skip
    page = text(pakistan.get("/"))
    assert "Pakistan and Uzbekistan: 1" in page
    assert kyrgyz.profile["name"] not in page
    assert figures(kyrgyzstan.get("/").text)["Introductions"] == "0"
    assert "Tulpar Cargo : Registered" in text(kyrgyzstan.get("/"))
    assert figures(everywhere.get("/").text)["Startups"] == "3"


def test_an_organisers_figures_change_with_the_next_event(town: Town, pair: Pair) -> None:
    reader = organiser(town, "PK")
    assert figures(reader.get("/").text)["Introductions"] == "0"
    pair.propose()
    assert figures(reader.get("/").text)["Introductions"] == "1"


def test_an_administrator_sees_followers_and_words_that_wait(town: Town, pair: Pair) -> None:
    admin = town.member("admin")
    assert admin.actor.account is not None
    town.house.offices.grant(SYSTEM, admin.actor.account, "administrator")
    town.house.startups.change(pair.asma.actor, pair.mine.id, {"tags": ["kilns"]})
    page = text(admin.get("/"))
    assert "notifier Never ran" in page
    assert "kilns" in page
