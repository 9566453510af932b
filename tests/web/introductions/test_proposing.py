"""Proposing an introduction."""

from datetime import timedelta

import pytest

from events.introductions.guards import MOST_OPEN
from tests.domain.house import SYSTEM
from tests.web.introductions.town import CHOICES, REASONS, Pair, id_of, text


@pytest.fixture
def url(database_url: str) -> str:
    """Each kind of database."""
    return database_url


def test_a_proposal_begins_with_what_fits_both(pair: Pair) -> None:
    page = pair.asma.get(pair.propose_address).text
    for name, code in (("want", "distribution"), ("offer", "talent"), ("next_step", "call")):
        assert f'name="{name}" value="{code}" checked' in page
    assert '<option value="ru" selected>' in page


def test_the_other_side_reads_it_in_its_own_language(pair: Pair) -> None:
    page = pair.asma.get(pair.propose_address).text
    preview = page[page.index('id="preview"') :]
    assert '<blockquote class="preview" lang="ru" dir="ltr">' in preview
    assert "дистрибьютора" in preview


def test_a_proposal_keeps_what_the_engine_said_and_shows_it_to_the_other_side(pair: Pair) -> None:
    pair.town.suggest(pair.mine, pair.theirs)
    address = pair.propose(message="سلام! <b>We</b> sell stethoscopes.")
    fact = pair.town.house.log.entries(of=id_of(address))[0].fact.__dict__["suggestion"]
    assert (fact["engine"], fact["rank"], fact["reasons"]) == ("test-1", 1, [r["code"] for r in REASONS])
    page = pair.bek.browser.get(f"{address}?lang=en")
    assert "They seek a distributor in Uzbekistan; you offer distribution." in text(page)
    assert "Anor Health (Pakistan) seeks a distributor and offers skilled people in return." in text(page)
    assert "سلام! &lt;b&gt;We&lt;/b&gt; sell stethoscopes." in page.text
    assert '<blockquote dir="auto"' in page.text


def test_what_is_typed_is_kept_as_a_draft_until_it_is_sent(pair: Pair) -> None:
    draft = pair.propose_address.replace("/introduce?", "/introduce/draft?")
    assert pair.asma.post(draft, want="\x00", message="\x00").status_code == 200
    answer = pair.asma.post(draft, **CHOICES | {"message": "Half a sent"})
    assert "Draft saved at" in answer.text
    assert "Half a sent" in pair.asma.get(pair.propose_address).text
    assert pair.asma.post(pair.propose_address, **CHOICES, message="Half a sentence", save="yes").status_code == 303
    assert "Half a sentence" in pair.asma.get(pair.propose_address).text
    pair.bek.post(f"{pair.propose(message='Whole')}/decline", decline__reason="not_now")
    assert "Half a" not in pair.asma.get(pair.propose_address).text


def test_a_draft_is_nobody_elses(pair: Pair) -> None:
    pair.asma.post(pair.propose_address, **CHOICES, message="Secret plans", save="yes")
    ali = pair.town.member("ali")
    pair.town.house.startup(ali.actor, "PK", "Bulbul")
    assert ali.get(pair.propose_address).status_code == 404
    assert "Secret plans" not in ali.get(f"/startups/{pair.theirs.slug}/introduce?from=bulbul").text


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("want", "love", "Please choose from the list."),
        ("offer", "", "Please fill this in."),
        ("next_step", "marriage", "Please choose from the list."),
        ("language", "xx", "Please choose from the list."),
        ("message", "a" * 2001, "at most 2000 fit"),
        ("message", "a\x00b", "control characters"),
        ("message", "a\u202eb", "turn the direction"),
    ],
)
def test_a_wrong_field_is_named_and_the_rest_is_kept(pair: Pair, field: str, value: str, says: str) -> None:
    answer = pair.asma.post(pair.propose_address, **{**CHOICES, "message": "Our story", field: value})
    assert answer.status_code == 422
    assert says in text(answer)
    if field != "message":
        assert "Our story" in answer.text


def test_a_huge_draft_is_refused_and_shown_again(pair: Pair) -> None:
    answer = pair.asma.post(pair.propose_address, **CHOICES, message="ab " * 5000, save="yes")
    assert answer.status_code == 422
    assert "ab ab" in answer.text


def test_the_limit_says_when_it_frees(pair: Pair) -> None:
    house = pair.town.house
    for number in range(MOST_OPEN):
        house.propose(pair.asma.actor, pair.mine, house.startup(pair.bek.actor, "KG", f"Tulpar {number}"))
        pair.town.clock.forward(days=1)
    page = text(pair.asma.get(pair.propose_address))
    assert "You have 5 open proposals." in page
    assert "The first of them ends on March 23, 2026." in page
    assert "Send the proposal" not in page
    answer = pair.asma.post(pair.propose_address, **CHOICES, message="Our story")
    assert answer.status_code == 409
    assert "Our story" in answer.text
    assert "Our story" in pair.asma.get(pair.propose_address).text


def test_one_that_is_open_already_is_linked(pair: Pair) -> None:
    address = pair.propose()
    assert address in pair.asma.get(pair.propose_address).text
    other_way = f"/startups/{pair.mine.slug}/introduce?from={pair.theirs.slug}"
    assert address in pair.bek.get(other_way).text


def test_a_pause_and_a_block_read_the_same(pair: Pair) -> None:
    pair.town.house.startups.pause(pair.bek.actor, pair.theirs.id, True)
    paused = text(pair.asma.get(pair.propose_address))
    pair.town.house.startups.pause(pair.bek.actor, pair.theirs.id, False)
    pair.town.house.startups.block(pair.bek.actor, pair.theirs.id, pair.mine.id)
    assert text(pair.asma.get(pair.propose_address)) == paused
    assert "They take no new proposals for now." in paused


def test_same_country_unclaimed_hidden_and_own_are_told_before_writing(pair: Pair) -> None:
    house = pair.town.house
    near = house.startup(pair.bek.actor, "PK", "Near")
    listed = house.startups.register_unclaimed(SYSTEM, {"name": "Listed", "country": "KG"}, source="s", row="1")
    house.startups.publish(SYSTEM, listed.id, "public")
    own = house.startup(pair.asma.actor, "UZ", "Second")
    hidden = house.startup(pair.bek.actor, "KG", "Hidden", visibility="hidden")

    def says(slug: str) -> str:
        return text(pair.asma.get(f"/startups/{slug}/introduce?from={pair.mine.slug}"))

    assert "both in the same country" in says(near.slug)
    assert "Nobody has taken over this profile yet" in says(listed.slug)
    assert "This is your own startup" in says(own.slug)
    assert pair.asma.get(f"/startups/{hidden.slug}/introduce?from={pair.mine.slug}").status_code == 404


def test_ones_own_hidden_profile_is_told(pair: Pair) -> None:
    pair.town.house.startups.change(pair.asma.actor, pair.mine.id, {"visibility": "hidden"})
    assert "Your profile is hidden" in text(pair.asma.get(pair.propose_address))


def test_somebody_without_a_startup_is_sent_to_register_one(pair: Pair) -> None:
    page = text(pair.town.member("nina").get(f"/startups/{pair.theirs.slug}/introduce"))
    assert "Register a startup" in page


def test_a_founder_of_one_startup_need_not_choose_and_of_two_must(pair: Pair) -> None:
    address = f"/startups/{pair.theirs.slug}/introduce"
    assert pair.asma.get(address).location == pair.propose_address
    pair.town.house.startup(pair.asma.actor, "PK", "Second")
    assert "Which of your startups asks?" in text(pair.asma.get(address))


def test_nobody_proposes_in_the_name_of_another_startup(pair: Pair) -> None:
    answer = pair.bek.post(pair.propose_address, **CHOICES)
    assert answer.status_code == 404
    with pair.town.house.reading() as reading:
        assert reading.views.introductions.waiting(
            reading.connection, pair.mine.id, pair.town.clock() - timedelta(days=1)
        ) == []  # fmt: skip
