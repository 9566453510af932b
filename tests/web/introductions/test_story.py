"""An introduction's page from the answer to what came of it, and the list."""

import re

import pytest

from tests.domain.house import SYSTEM
from tests.web.introductions.town import CHOICES, Member, Pair, text


def test_contacts_are_shown_to_both_once_both_said_yes_and_never_before(pair: Pair) -> None:
    account = pair.bek.actor.account
    assert account is not None
    pair.town.house.accounts.change_details(
        account, name="Bek", language="ru", time_zone="Asia/Tashkent", whatsapp="+998901234567", telegram="bek_med"
    )
    address = pair.propose()
    for member in (pair.asma, pair.bek):
        assert "@demo.example" not in member.get(address).text
    assert pair.bek.post(f"{address}/accept", accept__message="Рады знакомству").status_code == 303
    page = pair.asma.get(address)
    assert "bek@demo.example" in page.text
    assert "https://wa.me/998901234567" in page.text
    assert "https://t.me/bek_med" in page.text
    assert "Рады знакомству" in page.text
    assert "asma@demo.example" in pair.bek.get(address).text


@pytest.mark.parametrize("end", ["decline", "withdraw"])
def test_contacts_stay_closed_where_the_answer_was_no(pair: Pair, end: str) -> None:
    address = pair.propose()
    who = pair.bek if end == "decline" else pair.asma
    assert who.post(f"{address}/{end}", decline__reason="not_now").status_code == 303
    for member in (pair.asma, pair.bek):
        assert "@demo.example" not in member.get(address).text


def test_a_no_is_read_in_the_readers_language(pair: Pair) -> None:
    address = pair.propose()
    pair.bek.post(f"{address}/decline", decline__reason="have_partner", decline__message="Allaqachon bor")
    assert "We have such a partner" in text(pair.asma.get(address))
    assert "Такой партнёр уже есть" in text(pair.bek.get(address))
    assert "Allaqachon bor" in pair.asma.get(address).text


def test_outsiders_find_nothing_at_an_introduction(pair: Pair) -> None:
    address = pair.confirmed()
    manager = pair.town.member("manager")
    incubator = pair.town.house.incubator("PK", (manager.actor,))
    pair.town.house.startups.ask_admission(pair.asma.actor, pair.mine.id, incubator)
    pair.town.house.startups.answer_request(manager.actor, pair.mine.id, incubator, True)
    admin = _officer(pair, "admin", "administrator", None)
    outsiders = [manager, admin, pair.town.member("nobody")]
    for member in outsiders:
        for path in ("", "/meeting.ics"):
            assert member.get(f"{address}{path}").status_code == 404
        for part in ("accept", "decline", "withdraw", "remind", "times", "confirm", "cancel", "met", "close", "block"):
            assert member.post(f"{address}/{part}", met__on="2026-03-02").status_code == 404
        assert member.post(f"{address}/partnership", record__kind="pilot").status_code == 404
    assert pair.town.app.test_client().get(address).status_code == 303
    assert pair.state(address) == "accepted"


def test_an_organiser_reads_the_outline_and_no_words_places_or_contacts(pair: Pair) -> None:
    address = pair.propose(message="Our secret recipe")
    pair.bek.post(f"{address}/accept", accept__message="Your secret answer")
    times = {"times__0__wall": "2026-03-09T14:00", "times__zone": "Asia/Karachi", "times__format": "in_person"}
    pair.asma.post(f"{address}/times", **times, times__place="Secret street 1")
    # One office is of a country of the pair, the other is not: organisers read everything, wherever they sit.
    for organiser in (_officer(pair, "olga", "organiser", "UZ"), _officer(pair, "giorgi", "organiser", "GE")):
        page = organiser.get(address)
        assert page.status_code == 200
        assert "seeks a distributor" in text(page)
        assert "Accepted" in text(page)
        for hidden in ("secret", "Secret", "@demo.example", "<textarea"):
            assert hidden not in page.text.partition("<main")[2]
        for part in ("accept", "withdraw", "cancel", "close", "block"):
            assert organiser.post(f"{address}/{part}", close__reason="later").status_code == 404
        assert organiser.get(f"{address}/meeting.ics").status_code == 404


def test_what_changed_meanwhile_is_told_and_what_was_typed_is_kept(pair: Pair) -> None:
    address = pair.propose()
    pair.asma.post(f"{address}/withdraw")
    late = pair.bek.browser.post(f"{address}/accept?lang=en", data={"accept.message": "We would love to"})
    assert late.status_code == 409
    assert "Meanwhile this proposal was withdrawn." in text(late)
    assert "We would love to" in text(late)
    assert "asma@demo.example" not in late.text


def test_the_same_button_twice_is_told(pair: Pair) -> None:
    address = pair.propose()
    assert pair.asma.post(f"{address}/withdraw").status_code == 303
    assert pair.asma.post(f"{address}/withdraw").status_code == 409


def test_an_answer_after_the_time_is_over_is_told_before_the_timer_came(pair: Pair) -> None:
    address = pair.propose()
    pair.town.clock.forward(days=22)
    page = pair.bek.browser.get(f"{address}?lang=en")
    assert "Nobody answered in time" in text(page)
    assert "/accept" not in page.text
    assert pair.bek.post(f"{address}/accept").status_code == 409
    assert pair.state(address) == "proposed"


def test_a_reminder_waits_some_days_and_comes_once(pair: Pair) -> None:
    address = pair.propose()
    assert "You can remind them once, from March 7, 2026." in text(pair.asma.get(address))
    early = pair.asma.post(f"{address}/remind")
    assert early.status_code == 409
    assert "Please give them 5 days" in text(early)
    pair.town.clock.forward(days=6)
    assert f'action="{address}/remind"' in pair.asma.get(address).text
    assert pair.asma.post(f"{address}/remind").status_code == 303
    assert pair.asma.post(f"{address}/remind").status_code == 409


def test_the_side_that_asked_cannot_answer_itself(pair: Pair) -> None:
    address = pair.propose()
    answer = pair.asma.post(f"{address}/accept")
    assert answer.status_code == 403
    assert "The other side decides this." in text(answer)
    assert pair.state(address) == "proposed"


def test_a_decline_without_a_reason_is_asked_for_one_and_keeps_the_words(pair: Pair) -> None:
    address = pair.propose()
    answer = pair.bek.post(f"{address}/decline", decline__message="Keyinroq")
    assert answer.status_code == 422
    assert "Keyinroq" in answer.text
    assert pair.state(address) == "proposed"


def test_blocking_from_the_page_ends_suggestions(pair: Pair) -> None:
    address = pair.propose()
    assert pair.bek.post(f"{address}/block", block__why="Spam").status_code == 303
    pair.asma.post(f"{address}/withdraw")
    assert "They take no new proposals" in text(pair.asma.get(pair.propose_address))


def test_the_way_to_a_partnership_and_its_public_page(pair: Pair) -> None:
    address = pair.confirmed()
    assert pair.asma.post(f"{address}/met", met__on="2026-03-02").status_code == 303
    made = pair.asma.post(
        f"{address}/partnership",
        record__kind="distribution", record__since="2026-03-02", record__summary__en="We sell together",
    )  # fmt: skip
    assert made.status_code == 303
    visitor = pair.town.app.test_client()
    assert visitor.get(made.location).status_code == 404
    assert pair.asma.post(f"{made.location}/confirm").status_code == 403
    assert pair.bek.post(f"{made.location}/confirm").status_code == 303
    public = visitor.get(made.location)
    assert "We sell together" in text(public)
    assert "<form" not in public.text.partition("<main")[2].partition("</main")[0]
    assert "Distribution" in text(pair.asma.get(address))
    assert "Nothing came of it" not in text(pair.asma.get(address))


def test_nothing_came_of_it_and_why(pair: Pair) -> None:
    address = pair.confirmed()
    assert pair.bek.post(f"{address}/close", close__reason="").status_code == 422
    assert pair.bek.post(f"{address}/close", close__reason="payments", close__note="Bank said no").status_code == 303
    page = text(pair.asma.get(address))
    assert "Payment across the border" in page
    assert "Bank said no" in page
    assert pair.state(address) == "nothing"


@pytest.mark.parametrize("day", ["", "yesterday", "2999-01-01", "1820-01-01"])
def test_a_day_on_which_nobody_can_have_met_is_refused(pair: Pair, day: str) -> None:
    address = pair.accepted()
    assert pair.asma.post(f"{address}/met", met__on=day).status_code == 422
    assert pair.state(address) == "accepted"


def test_forged_ids_find_nothing(pair: Pair) -> None:
    for path in ("00000000-0000-0000-0000-000000000000", "x", "1", pair.mine.id):
        assert pair.asma.get(f"/introductions/{path}").status_code == 404
        assert pair.asma.get(f"/partnerships/{path}").status_code == 404


def test_every_form_of_the_page_carries_its_token(pair: Pair) -> None:
    address = pair.confirmed()
    pages = [address, "/introductions", pair.propose_address, f"/startups/{pair.mine.slug}/suggestions"]
    for page in pages:
        posts = re.findall(r'<form[^>]+method="post".*?</form>', pair.asma.get(page).text, re.DOTALL)
        assert all('name="csrf_token"' in form for form in posts)
    pair.town.app.config["WTF_CSRF_ENABLED"] = True
    assert pair.asma.post(f"{address}/close", close__reason="later").status_code == 400
    assert pair.state(address) == "accepted"


def test_a_proposal_is_sent_with_choices_only(pair: Pair) -> None:
    page = text(pair.bek.browser.get(f"{pair.propose(**CHOICES)}?lang=en"))
    assert "seeks a distributor" in page


def _officer(pair: Pair, name: str, role: str, office: str | None) -> Member:
    member = pair.town.member(name)
    account = member.actor.account
    assert account is not None
    pair.town.house.offices.grant(SYSTEM, account, role, office)
    return member


def test_who_had_to_sign_in_meanwhile_comes_back_to_the_page(pair: Pair) -> None:
    address = pair.propose()
    visitor = pair.town.app.test_client()
    assert "accept" in visitor.post(f"{address}/accept").location
    assert pair.bek.get(f"{address}/accept").location == address
    assert pair.state(address) == "proposed"


def test_an_incubator_that_may_help_is_named_to_the_one_who_waits(pair: Pair) -> None:
    incubator = pair.town.house.incubator("UZ", (manager := pair.town.member("manager").actor,))
    pair.town.house.startups.ask_admission(pair.bek.actor, pair.theirs.id, incubator)
    pair.town.house.startups.answer_request(manager, pair.theirs.id, incubator, True)
    page = text(pair.asma.get(pair.propose()))
    assert "Their incubator may help: Incubator UZ" in page
