"""Founders, and the link of an invitation in all its states."""

from uuid import UUID

import pytest

from bridge.mail.outbox import Leased
from events.startups.aggregate import Startup
from tests.web.introductions.town import Member, Town, text


@pytest.fixture
def anor(town: Town, asma: Member) -> Startup:
    return town.house.startup(asma.actor, "PK", "Anor", visibility="hidden")


def letter(town: Town) -> Leased:
    (leased,) = [one for one in town.house.outbox.lease(100) if one.letter.kind == "invitation"]
    return leased


def link(town: Town, asma: Member, email: str = "bek@demo.example") -> str:
    assert asma.post("/startups/anor/people", email=email).status_code == 303
    path = letter(town).letter.path
    assert path is not None
    return path


def founders(town: Town, startup: Startup) -> list[UUID]:
    return town.house.log.get(Startup, startup.id).founders


def test_the_invited_person_becomes_a_founder_with_the_button_not_with_the_link(
    town: Town, asma: Member, bek: Member, anor: Startup
) -> None:
    path = link(town, asma)
    page = bek.get(path)
    assert page.status_code == 200
    assert "Become a founder of Anor" in text(page)
    assert founders(town, anor) == [asma.actor.account]
    assert bek.post(path).location == "/startups/anor"
    assert founders(town, anor) == [asma.actor.account, bek.actor.account]
    assert bek.get("/startups/anor").status_code == 200


def test_the_letter_names_who_invites_and_where_to(town: Town, asma: Member, anor: Startup) -> None:
    asma.post("/startups/anor/people", email="New@Person.example")
    sent = letter(town).letter
    assert sent.email == "New@person.example"
    assert sent.params == {"kind": "startup", "name": "Anor", "inviter": "Asma"}


def test_without_an_account_the_link_leads_back_after_signing_in(town: Town, asma: Member, anor: Startup) -> None:
    path = link(town, asma)
    page = town.app.test_client().get(path).text.replace("%2F", "/")
    assert f"/account/sign-in?next={path}" in page
    assert f"/account/register?next={path}" in page
    assert town.app.test_client().post(path).status_code == 200
    assert founders(town, anor) == [asma.actor.account]


def test_another_account_cannot_use_it(town: Town, asma: Member, bek: Member, anor: Startup) -> None:
    path = link(town, asma, "somebody@else.example")
    assert bek.get(path).status_code == 403
    assert bek.post(path).status_code == 403
    assert "for another address" in text(bek.get(path))
    assert "somebody" not in bek.get(path).text
    assert founders(town, anor) == [asma.actor.account]


def test_it_works_once(town: Town, asma: Member, bek: Member, anor: Startup) -> None:
    path = link(town, asma)
    bek.post(path)
    assert bek.get(path).status_code == 410
    assert "You have used this invitation" in text(bek.post(path))
    assert "used already" in text(town.member("cem").post(path))


def test_it_ends_after_two_weeks(town: Town, asma: Member, bek: Member, anor: Startup) -> None:
    path = link(town, asma)
    town.clock.forward(days=15)
    assert bek.post(path).status_code == 410
    assert "has expired" in text(bek.get(path))
    assert founders(town, anor) == [asma.actor.account]


def test_it_can_be_taken_back(town: Town, asma: Member, bek: Member, anor: Startup) -> None:
    path = link(town, asma)
    (invitation,) = town.house.invitations.open_for(anor.id)
    assert "bek@demo.example" in asma.get("/startups/anor/people").text
    assert asma.post(f"/startups/anor/people/invitations/{invitation.id}/revoke").status_code == 303
    assert bek.post(path).status_code == 410
    assert "taken back" in text(bek.get(path))


def test_a_link_that_was_never_made_is_nothing(bek: Member) -> None:
    assert bek.get("/i/never-made").status_code == 404


def test_an_address_that_is_none_is_refused(town: Town, asma: Member, anor: Startup) -> None:
    for email in ("", "nobody", "a@b@c.example", "a\r\nBcc: x@y.example@z.example", "x" * 400):
        assert asma.post("/startups/anor/people", email=email).status_code == 422, email
    assert town.house.topics(anor.id) == ["startup.registered"]


def test_nobody_is_invited_twice_at_once(town: Town, asma: Member, anor: Startup) -> None:
    link(town, asma)
    again = asma.post("/startups/anor/people", email="BEK@demo.example")
    assert again.status_code == 422
    assert "open invitation already" in text(again)


def test_letters_are_not_sent_without_end(town: Town, asma: Member, anor: Startup) -> None:
    for number in range(20):
        assert asma.post("/startups/anor/people", email=f"p{number}@demo.example").status_code == 303
        (invitation,) = town.house.invitations.open_for(anor.id)
        asma.post(f"/startups/anor/people/invitations/{invitation.id}/revoke")
    answer = asma.post("/startups/anor/people", email="one@more.example")
    assert answer.status_code == 422
    assert "20 invitations within a day" in text(answer)


def test_a_founder_leaves_but_not_the_last_one(town: Town, asma: Member, bek: Member, anor: Startup) -> None:
    assert asma.post(f"/startups/anor/people/{asma.actor.account}/leave").status_code == 409
    bek.post(link(town, asma))
    assert asma.post(f"/startups/anor/people/{asma.actor.account}/leave").location == "/startups"
    assert founders(town, anor) == [bek.actor.account]
    assert asma.get("/startups/anor").status_code == 404


def test_an_invitation_to_an_incubator_makes_a_manager(town: Town, asma: Member, bek: Member) -> None:
    from bridge.web import invitations

    incubator = town.house.incubator("PK", (asma.actor,))
    with town.app.test_request_context():
        from flask import g

        from bridge.web.viewer import Viewer

        g.viewer = Viewer(actor=asma.actor, name="Asma")
        invitations.invite("incubator", incubator, "bek@demo.example")
    path = letter(town).letter.path
    assert path is not None
    assert "Become a manager of Incubator PK" in text(bek.get(path))
    assert bek.post(path).location == "/incubators/incubator-pk"
    with town.house.reading() as reading:
        assert bek.actor.account in reading.views.directory.managers(reading.connection, incubator)
