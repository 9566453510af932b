"""Invitations by API: looking first, accepting by the link or by whom it names, and asking for a newer one."""

from uuid import UUID

from bridge.inviting import Inviter
from events.actor import Actor
from tests.api.town import Town


def invite(town: Town, email: str = "") -> tuple[UUID, str]:
    """An invitation to `anor`: to an address, or as a link that is handed over; its id and what its link holds."""
    inviter = Inviter(town.bridge, Actor(town.aida), "Aida", "en")
    made = inviter.invite("startup", town.anor, email) if email else inviter.hand_over("startup", town.anor, "Bek B.")
    return made.id, made.path.removeprefix("/i/")


def test_whoever_has_the_link_looks_and_accepts(town: Town) -> None:
    bek, (id, secret) = town.token(town.bek), invite(town)
    seen = town.ask("POST", "/invitations/look", bek, json={"secret": secret}).get_json()
    assert (seen["id"], seen["name"], seen["state"]) == (str(id), "Anor", "ready")
    assert town.ask("GET", f"/invitations/{id}", bek).status_code == 404  # it names nobody: the link is the key
    assert town.ask("POST", f"/invitations/{id}/accept", bek, json={}).status_code == 404
    key = {"Idempotency-Key": "once"}
    for _ in range(2):
        answer = town.ask("POST", f"/invitations/{id}/accept", bek, json={"secret": secret}, headers=key)
        assert (answer.status_code, answer.get_json()["state"]) == (200, "used_by_you")
    assert {"id": str(town.anor), "slug": "anor", "name": "Anor"} in town.ask("GET", "/me", bek).get_json()["startups"]


def test_one_that_names_an_account_wants_no_link_and_is_for_nobody_else(town: Town) -> None:
    id, secret = invite(town, "bek@people.example")
    dana = town.token(town.dana)
    assert town.ask("GET", f"/invitations/{id}", dana).status_code == 404
    refused = town.ask("POST", f"/invitations/{id}/accept", dana, json={"secret": secret})
    assert town.code(refused) == (403, "invitation_for_another")
    bek = town.token(town.bek)
    other, _ = invite(town)
    assert town.ask("POST", f"/invitations/{other}/accept", bek, json={"secret": secret}).status_code == 404
    assert town.ask("POST", f"/invitations/{id}/accept", bek, json={}).status_code == 200


def test_one_that_is_over_says_so_and_can_be_asked_for_again(town: Town) -> None:
    bek, (id, _) = town.token(town.bek), invite(town, "bek@people.example")
    assert town.code(town.ask("POST", f"/invitations/{id}/ask", bek, json={})) == (409, "invitation_works")
    town.clock.forward(days=15)
    assert town.code(town.ask("POST", f"/invitations/{id}/accept", bek, json={})) == (409, "invitation_expired")
    assert town.ask("POST", f"/invitations/{id}/ask", bek, json={}).get_json()["asked"] is True
    Inviter(town.bridge, Actor(town.aida), "Aida", "en").revoke("startup", town.anor, id)
    answer = town.ask("POST", f"/invitations/{id}/accept", bek, json={})
    assert answer.status_code == 404  # whom it was for is forgotten


def test_a_token_of_an_organisation_accepts_nothing_and_knows_nothing_of_the_person(town: Town) -> None:
    id, secret = invite(town, "bek@people.example")
    token = town.token(town.bek, of=town.shifo)
    for method, path, body in (
        ("POST", "/invitations/look", {"secret": secret}), ("GET", f"/invitations/{id}", None),
        ("POST", f"/invitations/{id}/accept", {}), ("GET", "/me/details", None), ("DELETE", "/me/feed", None),
    ):  # fmt: skip
        assert town.code(town.ask(method, path, token, json=body)) == (403, "another_organisation")


def test_details_change_one_by_one(town: Town) -> None:
    bek = town.token(town.bek)
    first = town.ask("PATCH", "/me/details", bek, json={"telegram": "@bek_bek"}).get_json()
    second = town.ask("PATCH", "/me/details", bek, json={"time_zone": "Asia/Bishkek", "telegram": None}).get_json()
    assert (first["telegram"], second["telegram"], second["time_zone"]) == ("bek_bek", None, "Asia/Bishkek")
    wrong = town.ask("PATCH", "/me/details", bek, json={"time_zone": "Mars/Olympus"})
    assert [one["field"] for one in wrong.get_json()["errors"]] == ["time_zone"]
