"""What a token opens, for whom, and how long."""

from uuid import uuid4

import sqlalchemy as sa

from bridge.machines.limits import WITH_TOKEN
from bridge.machines.tables import tokens
from events.actor import Actor
from tests.api.town import CHOICES, Town


def test_only_a_hash_of_a_token_is_kept(town: Town) -> None:
    secret = town.token(town.aida)
    with town.bridge.db.read() as connection:
        kept = [str(value) for row in connection.execute(sa.select(tokens)) for value in row]
    assert secret.startswith("sb_")
    assert not any(secret[10:] in value for value in kept)
    assert secret[:10] in kept  # by which people tell their tokens apart


def test_no_token_an_unknown_one_and_one_that_has_ended_are_told_apart(town: Town) -> None:
    expiring, revoked = town.token(town.aida, days=1), town.token(town.aida)
    mine = town.bridge.machines.tokens.of_person(town.aida)
    gone = next(token for token in mine if revoked.startswith(token.hint))
    town.bridge.machines.tokens.revoke(gone.id, mine)
    town.clock.forward(days=2)
    told = {
        name: town.code(town.ask("GET", "/me", secret))
        for name, secret in {"none": None, "unknown": "sb_nothing", "expired": expiring, "revoked": revoked}.items()
    }
    assert told == {
        "none": (401, "token_required"),
        "unknown": (401, "invalid_token"),
        "expired": (401, "token_expired"),
        "revoked": (401, "token_revoked"),
    }


def test_a_broken_token_does_not_fall_back_to_what_is_public(town: Town) -> None:
    assert town.ask("GET", "/startups").status_code == 200
    assert town.code(town.ask("GET", "/startups", "sb_nothing")) == (401, "invalid_token")


def test_a_session_of_a_browser_opens_nothing_here(town: Town) -> None:
    client = town.app.test_client()
    with client.session_transaction() as session:
        account = town.bridge.accounts.by_id(town.aida)
        assert account is not None
        session["_user_id"] = f"{account.id.hex}:{account.epoch}"
    assert client.get("/account/tokens").status_code == 200
    assert client.get("/api/v1/me").status_code == 401


def test_a_token_does_what_its_scopes_say(town: Town) -> None:
    reading, writing = town.token(town.aida, "read"), town.token(town.aida, "write:startups")
    refused = town.ask("PUT", f"/startups/{town.anor}/pause", reading, json={"paused": True})
    assert town.code(refused) == (403, "insufficient_scope")
    assert 'scope="write:startups"' in refused.headers["WWW-Authenticate"]
    assert town.ask("PUT", f"/startups/{town.anor}/pause", writing, json={"paused": True}).status_code == 200
    assert town.code(town.ask("GET", "/introductions", writing)) == (403, "insufficient_scope")


def test_a_token_of_an_organisation_acts_for_no_other(town: Town) -> None:
    second = town.startup(town.aida, "Second", "PK", visibility="hidden")
    token = town.token(town.aida, of=town.anor)
    assert town.ask("GET", f"/startups/{town.anor}/blocked", token).status_code == 200
    # Its maker's other startup is hidden: for the token there is no such thing, anywhere.
    assert town.code(town.ask("GET", f"/startups/{second}", token)) == (404, "missing")
    assert {item["name"] for item in town.ask("GET", "/startups", token).get_json()["items"]} == {"Anor", "Shifo"}
    town.bridge.startups.change(Actor(town.aida), second, {"visibility": "public"})
    pause = town.ask("PUT", f"/startups/{second}/pause", token, json={"paused": True})
    assert town.code(pause) == (403, "not_a_founder")
    assert town.code(town.ask("GET", f"/startups/{second}/blocked", token)) == (403, "not_a_founder")
    made = town.ask("POST", "/startups", token, json={"name": "Third", "country": "PK"})
    assert town.code(made) == (403, "another_organisation")
    assert [named["slug"] for named in town.ask("GET", "/me", token).get_json()["startups"]] == ["anor"]


def test_introductions_of_another_organisation_are_missing(town: Town) -> None:
    second = town.startup(town.aida, "Second", "PK")
    made = town.bridge.introductions.propose(Actor(town.aida), second, town.shifo, CHOICES)
    token, whole = town.token(town.aida, of=town.anor), town.token(town.aida)
    assert town.ask("GET", f"/introductions/{made.id}", whole).status_code == 200
    assert town.code(town.ask("GET", f"/introductions/{made.id}", token)) == (404, "missing")
    assert town.code(town.ask("POST", f"/introductions/{made.id}/withdraw", token)) == (404, "missing")
    assert town.ask("GET", "/introductions", token).get_json()["total"] == 0
    topics = {change["topic"] for change in town.ask("GET", "/changes", token).get_json()["items"]}
    assert "introduction.proposed" not in topics
    proposal = {"proposer": "second", "receiver": "shifo", **CHOICES}
    assert town.code(town.ask("POST", "/introductions", token, json=proposal)) == (403, "not_a_founder")


def test_a_token_dies_when_its_maker_leaves(town: Town) -> None:
    town.bridge.startups.invite_founder(Actor(town.aida), town.anor, town.dana)
    town.bridge.startups.join(Actor(town.bek), town.anor, town.dana)
    token = town.token(town.bek, of=town.anor)
    assert town.ask("GET", f"/startups/{town.anor}/blocked", token).status_code == 200
    town.bridge.startups.leave(Actor(town.aida), town.anor, town.bek)
    assert town.code(town.ask("GET", "/startups", token)) == (401, "token_dead")


def test_nobody_is_an_administrator_here(town: Town) -> None:
    hidden = town.startup(town.bek, "Hidden", "UZ", visibility="hidden")
    town.bridge.offices.grant(Actor(system="test"), town.aida, "administrator")
    assert town.code(town.ask("GET", f"/startups/{hidden}", town.token(town.aida))) == (404, "missing")


def test_a_token_has_so_many_requests_a_minute(town: Town) -> None:
    token = town.token(town.aida)
    limits = town.bridge.machines.limits
    [mine] = town.bridge.machines.tokens.of_person(town.aida)
    for _ in range(WITH_TOKEN - 1):
        limits.count(f"token:{mine.id}", WITH_TOKEN)
    last = town.ask("GET", "/vocabulary", token)
    assert (last.status_code, last.headers["RateLimit"]) == (200, '"minute";r=0;t=60')
    over = town.ask("GET", "/vocabulary", token)
    assert town.code(over) == (429, "too_many_requests")
    assert over.headers["Retry-After"] == "60"
    assert town.ask("GET", "/vocabulary").status_code == 200  # others are not in its way
    town.clock.forward(minutes=1)
    assert town.ask("GET", "/vocabulary", token).status_code == 200


def test_invitations_wait_for_people_and_not_for_organisations(town: Town) -> None:
    second = town.startup(town.bek, "Second", "UZ")
    town.bridge.startups.invite_founder(Actor(town.bek), second, invitation := uuid4())
    with town.bridge.db.change() as tx:
        town.bridge.invitations.add(tx.connection, invitation, "startup", second, "aida@people.example", town.bek)
    own = town.ask("GET", "/todo", town.token(town.aida)).get_json()
    its = town.ask("GET", "/todo", town.token(town.aida, of=town.anor)).get_json()
    assert "invitation" in {item["kind"] for item in own["items"]}
    assert "invitation" not in {item["kind"] for item in its["items"]}
    assert its["count"] == len(its["items"]) == own["count"] - 1
