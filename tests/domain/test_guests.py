"""Judges without an account: given a panel, when links are made, replaced and end, then one door at most is open."""

from datetime import timedelta

import pytest

from bridge.accounts.guests import LIFETIME, as_asked
from bridge.juries import Juries, Made
from events.errors import Broken, Invalid, Missing
from tests.domain.house import SYSTEM, Clock, House, Person
from tests.domain.jury import SEAT, Jury, jury


@pytest.fixture
def made(house: House, clock: Clock) -> Jury:
    """A hackathon before its judging, with nobody on the panel."""
    return jury(house, clock, judges=0, projects=1)


def ask(made: Jury, **typed: str) -> Made:
    return Juries(made.house, made.one, "Aida", "en").invite(made.hackathon.id, typed, SEAT)


def secret(made: Made) -> str:
    return made.path.removeprefix("/j/")


def test_a_newer_link_ends_the_older_and_all_end_in_time(made: Jury, clock: Clock) -> None:
    house = made.house
    first = ask(made, name="Gulnara")
    newer = Juries(house, made.one, "", "en").send_link(made.hackathon.id, first.judge)
    states = [link.state for one in (first, newer) if (link := house.guests.by_secret(secret(one))) is not None]
    assert states == ["revoked", "open"]
    assert house.guests.by_secret("guessed") is None
    link = house.guests.by_secret(secret(newer))
    assert link is not None
    assert house.panels.panel(made.hackathon.id).links == {first.judge.hex: link.id}  # type: ignore[union-attr]  # it is there
    house.guests.used(link)
    assert house.guests.links_of(made.hackathon.id)[first.judge].used_at == clock.now
    clock.now += LIFETIME + timedelta(seconds=1)
    late = house.guests.by_secret(secret(newer))
    assert late is not None
    assert late.state == "expired"


def test_who_cannot_be_asked_leaves_nothing_behind(made: Jury) -> None:
    house = made.house
    with pytest.raises(Invalid, match="languages: required"):
        Juries(house, made.one, "", "en").invite(made.hackathon.id, {"name": "Aziz"}, {})
    with pytest.raises(Invalid, match="email: not_an_email"):
        ask(made, email="nobody")
    with pytest.raises(Invalid, match="email_or_name"):
        ask(made)
    first = ask(made, email="Aziz@example.com")
    with pytest.raises(Invalid, match="judge_invited_already"):
        ask(made, email="aziz@EXAMPLE.com")
    assert list(house.guests.links_of(made.hackathon.id)) == [first.judge]
    draft = house.hackathon(announced=False)
    with pytest.raises(Broken, match="hackathon_not_announced"):
        Juries(house, SYSTEM, "", "en").invite(draft.id, {"name": "Aziz"}, SEAT)


def test_whether_somebody_has_an_account_is_told_to_nobody_until_they_come_in(made: Jury) -> None:
    house, id = made.house, made.hackathon.id
    known, strange = house.accounts.demo_account("aziz@example.com", "Aziz Karimov"), "bakyt@example.com"
    asked = [ask(made, email=email, name="Dr A") for email in ("Aziz@example.com", strange)]
    assert asked[0].judge == known
    assert [(one.name, one.mailed) for one in asked] == [("Dr A", "Aziz@example.com"), ("Dr A", strange)]
    shown = as_asked(house.accounts.names([one.judge for one in asked]), house.guests.asked_as(id))
    assert list(shown.values()) == ["Dr A", "Dr A"]
    for email in ("aziz@EXAMPLE.com", strange):  # the same word for both, whatever else is wrong
        with pytest.raises(Invalid, match="judge_invited_already"):
            Juries(house, made.one, "", "en").invite(id, {"email": email}, {})
    again = [Juries(house, made.one, "", "en").send_link(id, one.judge) for one in asked]
    assert {one.name for one in again} == {"Dr A"}
    Juries(house, made.as_judge(Person(known)), "", "en").come_in(id)
    assert house.guests.asked_as(id) == {}
    assert Juries(house, made.one, "", "en").send_link(id, known).name == "Aziz Karimov"


def test_who_was_asked_and_never_came_is_asked_anew_and_forgotten_with_an_account_or_without(made: Jury) -> None:
    house, id, judges = made.house, made.hackathon.id, Juries(made.house, made.one, "", "en")
    house.accounts.demo_account("aziz@example.com", "Aziz Karimov")
    emails = ("aziz@example.com", "bakyt@example.com")
    first = [ask(made, email=email) for email in emails]
    for one in first:
        judges.remove(id, one.judge)
    assert [ask(made, email=email, name="Dr A").judge for email in emails] == [one.judge for one in first]
    for one in first:
        judges.remove(id, one.judge)
        judges.erase(id, one.judge)
        shown = as_asked(house.accounts.names([one.judge]), house.guests.asked_as(id))
        assert shown == {one.judge: None}
        with pytest.raises(Missing):
            judges.erase(id, one.judge)


def test_a_guest_has_a_name_and_letters_until_they_are_erased(made: Jury) -> None:
    house, judges = made.house, Juries(made.house, made.one, "", "en")
    guest = ask(made, email="aziz@example.com", name="Aziz").judge
    recipient = house.accounts.recipient(guest)
    assert recipient is not None
    assert (recipient.email, house.accounts.names([guest])) == ("aziz@example.com", {guest: "Aziz"})
    made.judges = [Person(guest)]
    round = made.opened()
    made.score(round.id, made.judges[0], made.projects[0])
    house.scorecard_drafts.save(round.id, guest, made.projects[0], {"comment": "More to say"})
    with pytest.raises(Broken, match="judge_still_sits"):
        judges.erase(made.hackathon.id, guest)
    judges.remove(made.hackathon.id, guest)
    assert house.rounds.log.get(type(round), round.id).judges == []
    judges.erase(made.hackathon.id, guest)
    assert house.accounts.names([guest]) == {guest: None}
    assert (house.accounts.recipient(guest), house.guests.links_of(made.hackathon.id)) == (None, {})
    assert house.scorecard_drafts.load(round.id, guest, made.projects[0]) is None
    with house.reading() as reading:
        [card] = reading.views.judging.cards_of(reading.connection, round.id)
        assert (card["state"], reading.open(card["comment"])) == ("submitted", None)
    with pytest.raises(Missing):
        house.guests.export(guest)


def test_an_account_that_is_erased_leaves_panels_and_mentors_nobody(made: Jury, clock: Clock) -> None:
    house = made.house
    account = house.accounts.demo_account("aziz@example.com", "Aziz")
    asked = ask(made, email="aziz@example.com")
    assert asked.judge == account
    other = house.hackathon(made.one)
    house.panels.add_mentor(made.one, other.id, account)
    house.erasure.erase(Person(account), account)
    panel, mentors = house.panels.panel(made.hackathon.id), house.panels.panel(other.id)
    assert panel is not None
    assert mentors is not None
    assert (panel.judges, mentors.mentors) == ({}, {})
    assert house.guests.by_secret(secret(asked)) is None
    assert house.accounts.names([account]) == {account: None}
