"""The feed of changes: in the order of the log, nothing left out, nothing for eyes that it is not for."""

import threading
from typing import Any
from uuid import UUID

from events.actor import VISITOR, Actor
from tests.api.town import CHOICES, Town


def followed(town: Town, token: str | None = None, after: str | None = None, limit: int = 3) -> list[dict[str, Any]]:
    """Everything from a place to the end, few at a time."""
    found: list[dict[str, Any]] = []
    while True:
        query = {"limit": limit, **({"after": after} if after else {})}
        answer = town.ask("GET", "/changes", token, query_string=query).get_json()
        found += answer["items"]
        after = answer["next"]
        if not answer["more"]:
            return found


def topics(changes: list[dict[str, Any]]) -> list[str]:
    return [change["topic"] for change in changes]


def test_everything_public_is_told_in_its_order(town: Town) -> None:
    aida = Actor(town.aida)
    town.bridge.startups.change(aida, town.anor, {"city": "Lahore"})
    town.bridge.startups.rename(aida, town.anor, "anor-clinic")
    told = followed(town)
    assert topics(told) == [
        "startup.registered", "startup.registered", "incubator.listed", "startup.profile_changed", "startup.renamed",
    ]  # fmt: skip
    assert told[3]["fields"] == ["city"]
    assert told[3]["id"] == str(town.anor)


def test_reading_goes_on_after_any_change(town: Town) -> None:
    told = followed(town)
    assert [followed(town, after=change["cursor"]) for change in told] == [told[n + 1 :] for n in range(len(told))]


def test_introductions_are_told_to_their_two_sides(town: Town) -> None:
    made = town.bridge.introductions.propose(Actor(town.aida), town.anor, town.shifo, {**CHOICES, "message": "Hello"})
    town.bridge.introductions.accept(Actor(town.bek), made.id)
    expected = ["introduction.proposed", "introduction.accepted"]
    for account in (town.aida, town.bek):
        told = followed(town, town.token(account))
        assert [change["topic"] for change in told if change["id"] == str(made.id)] == expected
    assert not [change for change in followed(town, town.token(town.dana)) if change["kind"] == "introduction"]
    assert not [change for change in followed(town) if change["kind"] == "introduction"]


def test_what_only_its_founders_read_is_told_to_nobody(town: Town) -> None:
    before = followed(town, town.token(town.aida))
    town.bridge.startups.block(Actor(town.aida), town.anor, town.shifo, "why")
    town.bridge.startups.pause(Actor(town.aida), town.anor, True)
    assert followed(town, town.token(town.aida)) == before


def test_what_hides_itself_is_gone_and_was_never_there_before(town: Town) -> None:
    aida, member = Actor(town.aida), town.token(town.dana)
    secret = town.startup(town.aida, "Secret", "PK", visibility="hidden")
    town.bridge.startups.change(aida, town.anor, {"visibility": "members"})
    town.bridge.startups.change(aida, town.anor, {"visibility": "hidden"})

    def about_anor(token: str | None) -> list[str]:
        return [change["topic"] for change in followed(town, token) if change["id"] == str(town.anor)]

    assert about_anor(None) == ["gone"]  # once, when visitors lost sight of it
    assert about_anor(member) == ["gone", "gone"]
    assert "startup.registered" in about_anor(town.token(town.aida))
    for token in (None, member):
        assert not [change for change in followed(town, token) if change["id"] == str(secret)]
    town.bridge.startups.change(aida, town.anor, {"visibility": "public"})
    assert about_anor(None)[0] == "startup.registered"


def test_cursors_tell_nothing_and_cannot_be_made_up(town: Town) -> None:
    cursor = town.ask("GET", "/changes").get_json()["next"]
    assert not cursor.isdigit()
    for wrong in ("3", cursor[:-2], f"{cursor}x"):
        assert town.code(town.ask("GET", f"/changes?after={wrong}")) == (400, "bad_query")


def test_a_reader_misses_nothing_while_several_write(town: Town) -> None:
    people = [town.person(f"p{n}") for n in range(3)]
    startups = {town.startup(person, f"Racer of {person}", "KG"): Actor(person) for person in people}

    def write(startup: UUID) -> None:
        for n in range(8):
            town.bridge.startups.change(startups[startup], startup, {"city": f"City {n}"})

    writers = [threading.Thread(target=write, args=(startup,)) for startup in startups]
    for writer in writers:
        writer.start()
    seen: list[int] = []
    place, over = 0, False
    while True:
        ended = not any(writer.is_alive() for writer in writers)  # before it is asked: the last words come after
        with town.bridge.reading() as reading:
            found = reading.views.changes.after(reading.connection, VISITOR, place, limit=4)
        seen += [line.event_id for line in found.lines]
        place = found.upto
        if over and not found.more:
            break
        over = ended
    with town.bridge.reading() as reading:
        all_of_them = reading.views.changes.after(reading.connection, VISITOR, 0, limit=500).lines
    assert seen == [line.event_id for line in all_of_them]
    assert len(seen) == len(set(seen)) == 3 + 3 + 3 * 8


def test_that_a_suspension_ended_is_told_only_to_whom_it_came_back(town: Town) -> None:
    house = town.bridge
    secret = town.startup(town.aida, "Secret", "PK", visibility="hidden")
    organiser, system = Actor(town.person("judge"), frozenset({"organiser"}), "*"), Actor(system="test")
    member, own = town.token(town.dana), town.token(town.aida)

    def suspended_and_back(startup: UUID) -> None:
        made = []
        for reason in ("spam", "scam"):  # twice: what is out of sight already is not gone once more
            report = house.reports.report(organiser, "startup", startup, {"reason": reason})
            typed = {
                "measure": "suspend",
                "reason": "scam",
                "message": "Not what it says",
                "until": str(town.clock.now.date()),
            }
            judge = Actor(town.person(f"{reason} {startup}"), frozenset({"organiser"}), "*")
            made.append(house.moderation.decide(judge, [report.id], typed).id)
        town.clock.forward(days=1)
        for decision in made:
            house.moderation.expire(system, decision)

    def about(startup: UUID, token: str | None) -> list[str]:
        return [change["topic"] for change in followed(town, token) if change["id"] == str(startup)]

    suspended_and_back(town.anor)
    for token in (None, member):
        assert about(town.anor, token) == ["startup.registered", "gone", "startup.reinstated"]
    suspended_and_back(secret)
    assert about(secret, None) == about(secret, member) == []
    house.startups.publish(Actor(town.aida), secret, "public")
    for token in (None, member):
        assert about(secret, token) == ["startup.registered", "startup.published"]
    assert about(secret, own).count("startup.reinstated") == 1
