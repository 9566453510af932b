"""What the server tells the browser of typed texts: whose drawer is whose, and which form has arrived."""

import re

from tests.web.introductions.town import Member, Town


def drawer(page: str) -> str:
    found = re.search(r'id="net"[^>]* data-account="([^"]*)"', page)
    assert found is not None
    return found[1]


def test_everybody_has_a_drawer_of_their_own_and_visitors_none(town: Town, asma: Member, bek: Member) -> None:
    names = {drawer(asma.get("/").text), drawer(bek.get("/").text)}
    assert len(names) == 2
    assert all(re.fullmatch(r"[0-9a-f]{16}", name) for name in names)
    assert drawer(asma.get("/startups").text) in names
    assert drawer(town.app.test_client().get("/").text) == ""


def test_only_a_form_that_was_taken_in_is_named(town: Town, asma: Member) -> None:
    town.house.startup(asma.actor, "PK", "Anor")
    people = "/startups/anor/people"
    assert "sent=abc123;" in asma.post(people, email="bek@demo.example", kept="abc123").headers["Set-Cookie"]
    assert "sent=" not in str(asma.post(people, email="nobody", kept="abc124").headers)
    assert "sent=" not in str(asma.post(people, email="cem@demo.example").headers)
    for name in ("a;b", "x" * 17, "ъ", "a\r\nb"):
        assert "sent=" not in str(asma.post(people, email=f"p{len(name)}@demo.example", kept=name).headers)
    gone = town.app.test_client().post(people, data={"email": "x@demo.example", "kept": "abc125"})
    assert gone.location.startswith("/account/sign-in")
    assert "sent=" not in str(gone.headers)
