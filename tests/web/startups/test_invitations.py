"""The page of an invitation in every state, renewing, asking for a newer one, and links that are handed over."""

import html
import re
from uuid import UUID

import pytest

from bridge.mail import Letter
from events.startups.aggregate import Startup
from tests.web.introductions.town import Member, Town, text

PEOPLE = "/startups/anor/people"


@pytest.fixture
def anor(town: Town, asma: Member) -> Startup:
    return town.house.startup(asma.actor, "PK", "Anor", visibility="hidden")


def letters(town: Town, kind: str = "invitation") -> list[Letter]:
    return [one.letter for one in town.house.outbox.lease(100) if one.letter.kind == kind]


def mailed(town: Town, asma: Member, email: str = "bek@demo.example") -> str:
    """The link of a new invitation."""
    assert asma.post(PEOPLE, email=email).status_code == 303
    (letter,) = letters(town)
    assert letter.path is not None
    return letter.path


def handed(asma: Member, name: str = "Bek Umarov") -> str:
    """The link that is to be handed over."""
    answer = asma.post(f"{PEOPLE}/link", name=name)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    found = re.search(r'value="http://127.0.0.1:8000(/i/[^"]+)"', answer.text)
    assert found is not None
    return found[1]


def renew(town: Town, asma: Member, anor: Startup, **fields: str) -> int:
    (invitation,) = town.house.invitations.open_for(anor.id)
    return asma.post(f"{PEOPLE}/invitations/{invitation.id}/renew", **fields).status_code


def founders(town: Town, anor: Startup) -> list[UUID]:
    return town.house.log.get(Startup, anor.id).founders


def test_a_newer_one_kills_the_old_link_and_lasts_two_weeks_again(
    town: Town, asma: Member, bek: Member, anor: Startup
) -> None:
    old = mailed(town, asma)
    town.clock.forward(days=13)
    assert renew(town, asma, anor) == 303
    letter = letters(town)[-1]  # the first one has lain unsent for long
    assert (letter.email, letter.path != old) == ("bek@demo.example", True)
    assert bek.get(old).status_code == 410
    assert "There is a newer link" in text(bek.get(old))
    assert bek.post(old).status_code == 410
    town.clock.forward(days=13)
    assert bek.post(str(letter.path)).location == "/startups/anor"
    assert town.house.topics(anor.id)[1:] == [
        "startup.founder_invited", "startup.founder_invitation_revoked", "startup.founder_invited",
        "startup.founder_added",
    ]  # fmt: skip


def test_newer_ones_count_into_the_limit_of_a_day(town: Town, asma: Member, anor: Startup) -> None:
    asma.post(PEOPLE, email="bek@demo.example")
    for _ in range(19):
        assert renew(town, asma, anor) == 303
    assert renew(town, asma, anor) == 409
    town.clock.forward(days=2)
    assert renew(town, asma, anor) == 303


def test_nobody_else_renews_and_nothing_is_renewed_twice(town: Town, asma: Member, bek: Member, anor: Startup) -> None:
    path = mailed(town, asma)
    (invitation,) = town.house.invitations.open_for(anor.id)
    address = f"{PEOPLE}/invitations/{invitation.id}/renew"
    assert bek.post(address).status_code == 404
    other = town.house.startup(bek.actor, "UZ", "Chinor")
    assert bek.post(f"/startups/{other.slug}/people/invitations/{invitation.id}/renew").status_code == 404
    assert bek.get(path).status_code == 200
    assert asma.post(address).status_code == 303
    assert asma.post(address).status_code == 409


def test_who_finds_it_expired_asks_for_a_new_one_once_a_day(town: Town, asma: Member, anor: Startup) -> None:
    path, visitor = mailed(town, asma, "new@person.example"), town.app.test_client()
    assert visitor.post(f"{path}/ask").status_code == 200  # it still works: nothing to ask for
    town.clock.forward(days=15)
    assert "Ask for a new one" in visitor.get(path).text
    assert visitor.post(f"{path}/ask").location == path
    assert visitor.post(f"{path}/ask").status_code == 303
    (letter,) = letters(town, "invitation_asked")
    assert (letter.account, letter.path) == (asma.actor.account, PEOPLE)
    assert "new@person" not in str(letter)
    assert "Ask for a new one" not in visitor.get(path).text
    assert "asks for a new one" in text(asma.get(PEOPLE))
    assert renew(town, asma, anor) == 303
    assert [one.email for one in letters(town)] == ["new@person.example"]


def test_signed_in_as_somebody_else_one_goes_on_with_the_other_account(
    town: Town, asma: Member, bek: Member, anor: Startup
) -> None:
    path = mailed(town, asma, "somebody@else.example")
    page = bek.get(path)
    assert page.status_code == 403
    assert "s…@e….example" in text(page)
    assert "somebody" not in page.text
    assert f'name="next" value="{path}"' in page.text
    assert bek.post("/account/sign-out", next=path).location == path
    assert "Make an account" in bek.get(path).text
    assert bek.post("/account/sign-out", next="https://evil.example/").location == "/"


def test_an_invitation_can_move_to_the_account_that_asks(town: Town, asma: Member, bek: Member, anor: Startup) -> None:
    path = mailed(town, asma, "somebody@else.example")
    assert bek.post(f"{path}/ask").status_code == 303
    (asked,) = letters(town, "invitation_asked")
    assert asked.params["asker"] == "Bek"
    shown = asma.get(PEOPLE)
    assert "Invite Bek instead" in shown.text
    assert "bek@demo" not in shown.text
    assert renew(town, asma, anor, to="asker") == 303
    (letter,) = letters(town)
    assert letter.email == "bek@demo.example"
    assert "bek@demo" not in asma.get(PEOPLE).text
    assert bek.post(str(letter.path)).location == "/startups/anor"
    assert bek.get(path).status_code == 410


def test_who_asks_is_forgotten_with_their_account(town: Town, asma: Member, bek: Member, anor: Startup) -> None:
    path = mailed(town, asma, "somebody@else.example")
    bek.post(f"{path}/ask")
    assert renew(town, asma, anor, to="asker") == 303
    assert renew(town, asma, anor, to="asker") == 404  # nobody has asked for the new one


def test_a_link_is_handed_over_shown_once_and_works_once(town: Town, asma: Member, bek: Member, anor: Startup) -> None:
    path = handed(asma)
    assert letters(town) == []
    assert path not in asma.get(PEOPLE).text
    assert "Bek Umarov" in text(asma.get(PEOPLE))
    assert "made for Bek Umarov" in text(bek.get(path))
    assert bek.post(path).location == "/startups/anor"
    assert town.member("cem").post(path).status_code == 410
    assert founders(town, anor) == [asma.actor.account, bek.actor.account]


def test_a_link_goes_out_by_messenger_with_a_sentence(asma: Member, anor: Startup) -> None:
    page = html.unescape(asma.post(f"{PEOPLE}/link", name="Bek").text)
    assert "https://wa.me/?text=Asma%20invites%20you%20to%20become%20a%20founder%20of%20Anor" in page
    assert "https://t.me/share/url?url=http%3A%2F%2F127.0.0.1%3A8000%2Fi%2F" in page
    assert "data:image/svg+xml" in page


def test_a_link_can_be_made_anew_and_only_for_somebody_with_a_name(
    town: Town, asma: Member, bek: Member, anor: Startup
) -> None:
    old = handed(asma)
    assert asma.post(f"{PEOPLE}/link", name="Bek Umarov").status_code == 422
    assert asma.post(f"{PEOPLE}/link", name=" ").status_code == 422
    (invitation,) = town.house.invitations.open_for(anor.id)
    page = asma.post(f"{PEOPLE}/invitations/{invitation.id}/renew")
    assert page.status_code == 200
    assert "/i/" in page.text
    assert bek.post(old).status_code == 410


def test_who_acts_already_has_nothing_to_accept(town: Town, asma: Member, bek: Member, anor: Startup) -> None:
    path = handed(asma)
    assert "You act for Anor already" in text(asma.get(path))
    assert asma.post(path).location == "/startups/anor"
    assert bek.post(path).location == "/startups/anor"


def test_the_invited_person_needs_no_link_once_they_are_signed_in(
    town: Town, asma: Member, bek: Member, anor: Startup
) -> None:
    mailed(town, asma)
    (invitation,) = town.house.invitations.open_for(anor.id)
    address = f"/invitations/{invitation.id}"
    assert town.member("cem").get(address).status_code == 404
    assert asma.get(address).status_code == 404
    assert "Become a founder of Anor" in text(bek.get(address))
    assert bek.post(address).location == "/startups/anor"
    assert "You have used this invitation" in text(bek.get(address))


def test_a_link_that_is_handed_over_opens_to_nobody_by_its_number(
    town: Town, asma: Member, bek: Member, anor: Startup
) -> None:
    handed(asma)
    (invitation,) = town.house.invitations.open_for(anor.id)
    assert bek.get(f"/invitations/{invitation.id}").status_code == 404


def test_the_page_tells_programs_nothing(town: Town, asma: Member, anor: Startup) -> None:
    page = town.app.test_client().get(mailed(town, asma))
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert "Anor" not in " ".join(re.findall(r"<meta[^>]+>", page.text))


def test_whom_old_invitations_were_for_is_forgotten(town: Town, asma: Member, anor: Startup) -> None:
    mailed(town, asma, "new@person.example")
    handed(asma, "Somebody Named")
    town.clock.forward(days=14 + 91)
    town.house.accounts.sweep()
    assert {(one.email, one.name) for one in town.house.invitations.open_for(anor.id)} == {(None, None)}


def test_managers_are_invited_in_the_same_ways(town: Town, asma: Member, bek: Member) -> None:
    incubator = town.house.incubator("PK", (asma.actor,))
    people = "/incubators/incubator-pk/manage/people"
    link = re.search(r"/i/[\w-]+", asma.post(f"{people}/link", name="Bek").text)
    assert link is not None
    (invitation,) = town.house.invitations.open_for(incubator)
    assert bek.post(f"{people}/invitations/{invitation.id}/renew").status_code == 403
    newer = re.search(r"/i/[\w-]+", asma.post(f"{people}/invitations/{invitation.id}/renew").text)
    assert newer is not None
    assert bek.post(link[0]).status_code == 410
    assert "manager of Incubator PK" in text(bek.get(newer[0]))
    assert bek.post(newer[0]).location == "/incubators/incubator-pk"
