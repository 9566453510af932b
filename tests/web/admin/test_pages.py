"""Words, roles and health: decisions have their effect, and what is wrong is said beside its field."""

import pytest

from bridge.health import BESIDE, READERS
from bridge.heartbeats import beat
from bridge.readmodels.directory import Filters
from events.actor import VISITOR
from events.store.places import place, stop
from tests.domain.house import SYSTEM
from tests.web.introductions.town import Member, Town, text


def tagged(town: Town, admin: Member, *tags: str) -> None:
    founder = town.member("founder")
    town.house.startup(founder.actor, "PK", "Anor", tags=list(tags))


def found_by(town: Town, kind: str, code: str) -> int:
    with town.house.reading() as reading:
        filters = Filters(terms={kind: (code,)})
        return reading.views.directory.find(reading.connection, VISITOR, filters).total


def test_a_free_tag_is_folded_and_the_fold_taken_back(town: Town, admin: Member) -> None:
    tagged(town, admin, "kilns")
    assert "kilns 1 startup" in text(admin.get("/admin/vocabulary"))
    answer = admin.post("/admin/vocabulary/fold", tag="Kilns", term="sector:construction")
    assert answer.status_code == 303
    assert found_by(town, "sector", "construction") == 1
    page = text(admin.get("/admin/vocabulary"))
    assert "Every tag in use has been decided." in page
    assert "kilns Construction" in page
    assert admin.post("/admin/vocabulary/unfold", tag="kilns").status_code == 303
    assert found_by(town, "sector", "construction") == 0


def test_a_tag_that_names_a_term_is_offered_with_it(town: Town, admin: Member) -> None:
    tagged(town, admin, "medical devices")
    assert "Fold into Health" in text(admin.get("/admin/vocabulary"))


@pytest.mark.parametrize(
    ("tag", "term", "field"),
    [
        ("", "sector:fintech", "tag"), ("x" * 81, "sector:fintech", "tag"), ("ki\x00lns", "sector:fintech", "tag"),
        ("kilns", "", "term"), ("kilns", "sector:nonsense", "term"), ("kilns", "planet:fintech", "term"),
    ],
)  # fmt: skip
def test_a_wrong_fold_is_refused_beside_its_field(admin: Member, tag: str, term: str, field: str) -> None:
    answer = admin.post("/admin/vocabulary/fold", tag=tag, term=term)
    assert answer.status_code == 422
    assert f'id="f-{field}-problem"' in answer.text


def test_the_same_decision_twice_is_said_and_changes_nothing(town: Town, admin: Member) -> None:
    tagged(town, admin, "kilns")
    fields = {"tag": "kilns", "term": "sector:construction"}
    admin.post("/admin/vocabulary/fold", **fields)
    answer = admin.post("/admin/vocabulary/fold", **fields)
    assert answer.status_code == 409
    assert "This tag belongs to a term already." in text(answer)


def test_a_term_is_replaced_by_one_of_its_own_kind(town: Town, admin: Member) -> None:
    founder = town.member("founder")
    town.house.startup(founder.actor, "PK", "Anor", sectors=["insurance"])
    address = "/admin/vocabulary/replace"
    assert admin.post(address, old="sector:insurance", successor="technology:payments").status_code == 422
    assert found_by(town, "sector", "insurance") == 1
    assert admin.post(address, old="sector:insurance", successor="sector:fintech").status_code == 303
    assert found_by(town, "sector", "fintech") == 1
    assert admin.post(address, old="sector:fintech", successor="sector:insurance").status_code == 409


def test_roles_are_given_by_address_and_taken_back(town: Town, admin: Member) -> None:
    member = town.member("newcomer")
    assert member.actor.account is not None
    fields = {"email": "Newcomer@demo.example", "role": "organiser", "office": "KG"}
    assert admin.post("/admin/people", **fields).status_code == 303
    assert "Newcomer Organiser · Kyrgyzstan" in text(admin.get("/admin/people"))
    assert member.get("/admin/vocabulary").status_code == 200
    assert admin.post("/admin/people", **fields).status_code == 409
    assert admin.post(f"/admin/people/{member.actor.account}/organiser/revoke").status_code == 303
    assert member.get("/admin/vocabulary").status_code == 403


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"email": "nobody@demo.example", "role": "administrator"}, "email"), ({"role": "administrator"}, "email"),
        ({"email": "admin@demo.example", "role": "emperor"}, "role"),
        ({"email": "admin@demo.example", "role": "organiser", "office": "ZZ"}, "office"),
        ({"email": "admin@demo.example", "role": "organiser"}, "office"),
    ],
)  # fmt: skip
def test_a_wrong_grant_is_refused_beside_its_field(admin: Member, fields: dict[str, str], field: str) -> None:
    answer = admin.post("/admin/people", **fields)
    assert answer.status_code == 422
    assert f"f-{field}-problem" in answer.text or f'id="f-{field}" aria-describedby' in answer.text


def test_nobody_takes_their_own_administration_back(town: Town, admin: Member) -> None:
    assert admin.post(f"/admin/people/{admin.actor.account}/administrator/revoke").status_code == 403
    assert admin.get("/admin/people").status_code == 200


def test_health_shows_a_stopped_follower_to_administrators_and_monitors(town: Town, admin: Member) -> None:
    place(town.house.db, "notifier")
    town.catch_up()
    assert town.app.test_client().get("/health").get_json()["ok"] is False  # nobody is at work
    for follower in (*READERS, *BESIDE):
        beat(town.house.db, follower, town.clock())
    assert town.app.test_client().get("/health").get_json()["ok"] is True
    stop(town.house.db, "matcher", 7, ValueError("what somebody typed"))
    health = town.app.test_client().get("/health")
    assert health.status_code == 200
    assert health.get_json()["ok"] is False
    assert health.get_json()["followers"]["matcher"]["stopped"] is True
    assert "typed" not in health.text
    page = text(admin.get("/admin/health"))
    assert "matcher stopped" in page
    assert "bridge follow --continue matcher" in page


def test_metrics_are_for_this_machine_alone(town: Town) -> None:
    browser = town.app.test_client()
    here = browser.get("/metrics")
    assert 'bridge_follower_lag_events{follower="matcher"}' in here.text
    assert browser.get("/metrics", environ_base={"REMOTE_ADDR": "203.0.113.9"}).status_code == 404
    assert browser.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 404


def test_the_pages_are_closed_to_others(town: Town) -> None:
    member, organiser = town.member("somebody"), town.member("organiser")
    assert organiser.actor.account is not None
    town.house.offices.grant(SYSTEM, organiser.actor.account, "organiser", "PK")
    for address in ("/admin/people", "/admin/health", "/admin/vocabulary"):
        assert member.get(address).status_code == 403
        assert town.app.test_client().get(address).status_code == 303
    assert organiser.get("/admin/people").status_code == 403
    assert organiser.get("/admin/health").status_code == 403
