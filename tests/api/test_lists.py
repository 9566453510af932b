"""Lists that have no files beside their page: gone on with by the cursor they hold every row once, in one order."""

from typing import Any
from uuid import UUID

from events.actor import Actor
from events.startups.profile import EMPTY
from tests.api.town import CHOICES, Town
from tests.permissions.world import SYSTEM


def read(town: Town, path: str, token: str) -> list[dict[str, Any]]:
    """A whole list, one row at a time."""
    found: list[dict[str, Any]] = []
    following = ""
    while True:
        part = town.ask("GET", f"{path}?limit=1{following}", token).get_json()
        found += part["items"]
        assert part["total"] >= len(found)
        if part["next"] is None:
            assert part["total"] == len(found)
            return found
        following = f"&after={part['next']}"


def asked(town: Town, count: int) -> list[UUID]:
    """Questions of Bek's startup about profiles of the incubator in Pakistan; the first one is withdrawn."""
    batch = town.bridge.imported.batch(SYSTEM, town.center)
    profiles = []
    for number in range(count):
        made = batch.register({**EMPTY, "name": f"Kiln {number}", "country": "PK"}, source="kilns", row=str(number))
        profiles.append(made.id)
    batch.save(lambda tx: None)
    ids = []
    for profile in profiles:
        town.bridge.startups.publish(Actor(town.dana), profile, "public")
        town.clock.forward(days=1)
        typed = {**CHOICES, "message": "Ask them, please"}
        question = town.bridge.enquiries.ask(Actor(town.bek), town.shifo, profile, town.center, typed)
        ids.append(question.id)
    town.bridge.enquiries.withdraw(Actor(town.bek), ids[0])
    return ids


def test_questions_are_told_what_waits_first(town: Town) -> None:
    first, second, third = asked(town, 3)
    for path, who in (("/enquiries", town.bek), ("/incubators/center/enquiries", town.dana)):
        rows = read(town, path, town.token(who))
        assert [row["id"] for row in rows] == [str(third), str(second), str(first)]
        assert "Ask them" not in str(rows)
    assert read(town, "/enquiries", town.token(town.aida)) == []
    bound = town.token(town.bek, of=town.startup(town.bek, "Another", "UZ"))
    assert read(town, "/enquiries", bound) == []


def test_what_waits_for_a_decision_is_told_and_appeals_beside_it(town: Town) -> None:
    judge, another = town.person("judge"), town.person("another")
    for one in (judge, another):
        town.bridge.offices.grant(SYSTEM, one, "organiser", "UZ")
    aida, bek, deciding, appealed = (town.token(one) for one in (town.aida, town.bek, judge, another))
    other = town.startup(town.bek, "Zar", "UZ")
    about = [str(town.shifo), str(other)]
    reports = []
    for slug in ("shifo", "zar"):
        answer = town.ask("POST", f"/startups/{slug}/reports", aida, json={"reason": "wrong_data"})
        reports.append(answer.get_json()["id"])
        town.clock.forward(days=1)
    assert [row["about"] for row in read(town, "/moderation", deciding)] == about
    typed = {"measure": "change", "reason": "wrong_data", "message": "Please mend the city"}
    made = town.ask("POST", "/decisions", deciding, json={"reports": reports[:1], **typed}).get_json()
    assert read(town, "/moderation/appeals", deciding) == []
    town.ask("POST", f"/decisions/{made['id']}/appeal", bek, json={"message": "It is as it is written"})
    assert [row["about"] for row in read(town, "/moderation", deciding)] == about[1:]
    assert [row["id"] for row in read(town, "/moderation/appeals", appealed)] == [made["id"]]
    assert read(town, "/moderation/appeals", deciding) == []  # whoever decided does not look at it again
    for path in ("/moderation", "/moderation/appeals"):
        assert town.code(town.ask("GET", path, bek)) == (403, "not_an_organiser")
