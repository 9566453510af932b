"""What was merged, withdrawn or suspended: who still knows of it, and that nobody is introduced to it."""

from uuid import uuid4

import pytest

from bridge.readmodels import figures
from bridge.readmodels.directory import Filters
from events.actor import VISITOR, Actor
from events.errors import Broken, Missing
from events.startups.aggregate import Startup
from tests.domain.house import SYSTEM, House

ORGANISER = Actor(uuid4(), frozenset({"organiser"}), office="KG")


def unclaimed(house: House, name: str = "Twin", row: str = "1") -> Startup:
    listed = house.startups.register_unclaimed(
        SYSTEM, {"name": name, "country": "KG", "tags": ["yurt"]}, source="list", row=row
    )
    return house.startups.publish(SYSTEM, listed.id, "public")


def merge(house: House, twin: Startup, into: Startup) -> None:
    found = house.log.get(Startup, twin.id)
    found.merge(SYSTEM, house.clock(), into.id, None)
    house.log.save(found)


def slugs(house: House, actor: Actor, text: str = "") -> set[str]:
    """What the list shows; its counts and the figures of the start page must agree with it."""
    with house.reading() as reading:
        page = reading.views.directory.find(reading.connection, actor, Filters(text=text))
        found = {row["slug"] for row in page.rows}
        assert page.total == len(found)
        assert sum(page.counts.values["countries"].values()) == len(found)
        if actor is VISITOR and not text:
            assert sum(figures.public_by_country(reading.connection, reading.views).values()) == len(found)
        return found


def test_a_merged_profile_is_missing_for_everybody_and_its_addresses_lead_on(house: House) -> None:
    twin, other = unclaimed(house), unclaimed(house, "Other", "2")
    house.startups.rename(SYSTEM, twin.id, "twin-labs")
    merge(house, twin, other)
    for actor in (VISITOR, house.person(), ORGANISER, SYSTEM):
        assert slugs(house, actor) == {"other"}
        assert slugs(house, actor, "twin") == set()
        with house.reading() as reading:
            directory, connection = reading.views.directory, reading.connection
            assert twin.id not in directory.by_ids(connection, actor, [twin.id, other.id])
            for old in ("twin", "twin-labs"):
                row = directory.by_slug(connection, actor, old)
                assert row is not None
                assert row["slug"] == "other"
            assert [(row["tag"], row["startups"]) for row in reading.views.terms.loose(connection)] == [("yurt", 1)]
            assert figures.overview(connection, reading.views, None).startups == {"2026": 1}


def test_addresses_lead_on_through_two_merges(house: House) -> None:
    first, second, third = (unclaimed(house, f"Number {n}", str(n)) for n in (1, 2, 3))
    merge(house, first, second)
    merge(house, second, third)
    with house.reading() as reading:
        row = reading.views.directory.by_slug(reading.connection, VISITOR, "number-1")
        gone = reading.views.directory.merged_into(reading.connection, third.id)
    assert row is not None
    assert row["slug"] == "number-3"
    assert [row["slug"] for row in gone] == ["number-1", "number-2"]


def test_nothing_more_happens_to_what_was_merged(house: House) -> None:
    twin, other = unclaimed(house), unclaimed(house, "Other", "2")
    merge(house, twin, other)
    with pytest.raises(Missing):
        house.startups.change(SYSTEM, twin.id, {"city": "Osh"})


def test_a_profile_cannot_go_into_itself(house: House) -> None:
    twin = unclaimed(house)
    with pytest.raises(Broken, match="merge_with_itself"):
        twin.merge(SYSTEM, house.clock(), twin.id, None)


def test_nobody_proposes_to_what_does_not_take_part(house: House, founder: Actor, partner: Actor) -> None:
    mine, theirs = house.startup(founder, "PK"), house.startup(partner, "UZ", "Other")
    stand(house, theirs, "suspended")
    with pytest.raises(Missing):
        house.propose(founder, mine, theirs)
    with pytest.raises(Broken, match="own_profile_suspended"):
        house.propose(partner, theirs, mine)


def test_a_suspended_profile_is_there_for_its_people_and_those_with_roles(house: House, founder: Actor) -> None:
    manager = house.person()
    incubator = house.incubator("PK", (manager,))
    mine = house.startup(founder, "PK")
    house.startups.ask_admission(founder, mine.id, incubator)
    stand(house, mine, "suspended")
    for actor in (VISITOR, house.person()):
        assert slugs(house, actor) == set()
    for actor in (founder, manager, ORGANISER):
        assert slugs(house, actor) == {"anor"}


def test_an_incubator_does_not_count_what_is_gone(house: House) -> None:
    manager = house.person()
    incubator = house.incubator("KG", (manager,))
    twin, other = unclaimed(house), unclaimed(house, "Other", "2")
    for startup in (twin, other):
        house.startups.offer_admission(SYSTEM, startup.id, incubator)
    merge(house, twin, other)
    with house.reading() as reading:
        connection, views = reading.connection, reading.views
        assert figures.admissions_by_state(connection, views, incubator) == {"admitted": 1}
        assert figures.unclaimed_profiles(connection, views, incubator) == 1
        roster = views.directory.roster(connection, incubator, ["admitted"])
    assert [row["slug"] for row in roster] == ["other"]


def stand(house: House, startup: Startup, standing: str) -> None:
    """As the fact of another feature would set it."""
    rows = house.views["a"].startups.rows
    with house.db.change() as tx:
        tx.connection.execute(rows.update().where(rows.c.id == startup.id).values(standing=standing))


def test_the_feed_of_changes_says_that_a_merged_profile_is_gone(house: House) -> None:
    twin, other = unclaimed(house), unclaimed(house, "Other", "2")
    with house.reading() as reading:
        place = reading.views.changes.after(reading.connection, VISITOR, 0).upto
    merge(house, twin, other)
    for actor in (VISITOR, house.person()):
        with house.reading() as reading:
            lines = reading.views.changes.after(reading.connection, actor, place).lines
        assert [(line.topic, line.about) for line in lines] == [("gone", twin.id)]
