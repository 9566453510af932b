"""Nobody's change is lost, and nobody is sent what they have."""

from events.actor import Actor
from tests.api.town import Town


def test_what_somebody_has_is_not_sent_again(town: Town) -> None:
    first = town.ask("GET", f"/startups/{town.anor}")
    tag = {"If-None-Match": first.headers["ETag"]}
    again = town.ask("GET", f"/startups/{town.anor}", headers=tag)
    assert (again.status_code, again.get_data(), again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    # What somebody else is told is another thing, though the version is the same.
    assert town.ask("GET", f"/startups/{town.anor}", town.token(town.aida), headers=tag).status_code == 200
    town.bridge.startups.change(Actor(town.aida), town.anor, {"city": "Lahore"})
    assert town.ask("GET", f"/startups/{town.anor}", headers=tag).status_code == 200


def test_a_change_says_what_it_changes(town: Town) -> None:
    token, address = town.token(town.aida), f"/startups/{town.anor}"
    read = town.ask("GET", address, token).headers["ETag"]
    assert town.code(town.ask("PATCH", address, token, json={"city": "Lahore"})) == (428, "if_match_required")
    town.bridge.startups.change(Actor(town.aida), town.anor, {"stage": "mvp"})
    stale = town.ask("PATCH", address, token, json={"city": "Lahore"}, headers={"If-Match": read})
    assert town.code(stale) == (412, "stale")
    assert stale.get_json()["params"] == {"version": 2}
    fresh = {"If-Match": town.ask("GET", address, token).headers["ETag"]}
    changed = town.ask("PATCH", address, token, json={"city": "Lahore"}, headers=fresh)
    assert (changed.get_json()["city"], changed.get_json()["stage"]) == ("Lahore", "mvp")


def test_a_patch_merges_texts_by_language_and_null_takes_away(town: Town) -> None:
    token, address, any_version = town.token(town.aida), f"/startups/{town.anor}", {"If-Match": "*"}
    for patch in (
        {"one_liner": {"en": "Bags", "ru": "Сумки"}, "founded": 2020},
        {"one_liner": {"ru": None, "ur": "تھیلے"}, "founded": None},
    ):
        told = town.ask("PATCH", address, token, json=patch, headers=any_version).get_json()
    assert told["one_liner"] == {"en": "Bags", "ur": "تھیلے"}
    assert told["founded"] is None


def test_problems_name_the_fields_with_the_codes_of_the_pages(town: Town) -> None:
    token = town.token(town.aida)
    typed = {"name": "B", "country": "PK", "needs": [{"code": "talent", "text": {"en": "x" * 500}}], "founded": 1066}
    answer = town.ask("POST", "/startups", token, json=typed)
    assert answer.content_type == "application/problem+json"
    assert town.code(answer) == (422, "invalid")
    assert {error["field"]: error["code"] for error in answer.get_json()["errors"]} == {
        "name": "too_short", "founded": "out_of_range", "needs.0.text.en": "too_long",
    }  # fmt: skip
    shapeless = town.ask("POST", "/startups", token, json={"name": 7, "nickname": "x", "country": "ZZ"})
    assert {error["field"]: error["code"] for error in shapeless.get_json()["errors"]} == {
        "name": "not_text", "nickname": "unknown_field", "country": "unknown_code",
    }  # fmt: skip
