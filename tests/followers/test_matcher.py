"""Suggestions follow the profiles: at once, on both databases, and the same after a crash."""

from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from bridge.demo.content import DemoStartup
from bridge.followers import lists
from bridge.followers.matcher import MANY, Matcher
from bridge.suggestions import suggestions
from events.actor import Actor
from events.startups.aggregate import Startup
from tests.domain.house import SYSTEM, House

Network = dict[str, Startup]


@pytest.fixture
def network(house: House, described: list[DemoStartup]) -> Network:
    return {startup.slug: house.startup(house.person(), **startup.profile) for startup in described[1:]}


def founder_of(startup: Startup) -> Actor:
    return Actor(account=startup.founders[0])


def until_quiet(matcher: Matcher) -> None:
    while matcher.step():
        pass


def stored(house: House) -> dict[tuple[UUID, UUID], dict[str, Any]]:
    with house.db.read() as connection:
        rows = connection.execute(sa.select(suggestions)).mappings()
        return {(row["startup"], row["other"]): dict(row) for row in rows}


def listed_one(house: House, network: Network) -> Startup:
    """A startup that has a list and stands in another's."""
    pairs = stored(house)
    return next(some for some in network.values() if {some.id} <= {one for one, _ in pairs} & {two for _, two in pairs})


def shown(house: House, actor: Actor, startup: UUID) -> list[UUID]:
    with house.reading() as reading:
        found = house.suggestions.of(reading.connection, reading.views, actor, startup, limit=50)
    return [one.row["id"] for one in found]


def test_lists_hold_startups_of_other_countries_with_reasons(house: House, network: Network) -> None:
    until_quiet(Matcher(house))
    country = {startup.id: startup.profile["country"] for startup in network.values()}
    rows = stored(house)
    assert len({startup for startup, _ in rows}) > len(country) / 2
    assert all(country[startup] != country[other] for startup, other in rows)
    assert all('"code"' in row["reasons"] for row in rows.values())


def test_one_step_after_it_is_saved_a_new_profile_has_a_list_and_stands_in_others(
    house: House, network: Network, described: list[DemoStartup]
) -> None:
    matcher = Matcher(house)
    until_quiet(matcher)
    new = house.startup(house.person(), **described[0].profile)
    assert matcher.step() == 1
    rows = stored(house)
    assert any(startup == new.id for startup, _ in rows)
    assert any(other == new.id for _, other in rows)
    assert shown(house, founder_of(new), new.id)
    assert matcher.place().position == house.log.recorder.max_notification_id()


def test_a_changed_profile_changes_its_list_in_one_step(house: House, network: Network) -> None:
    matcher = Matcher(house)
    until_quiet(matcher)
    some = listed_one(house, network)
    before = {pair: row for pair, row in stored(house).items() if some.id in pair}
    text = {"en": "Drones map orchards from the air and count trees for insurers."}
    fields = {"sectors": ["agritech", "insurance"], "technologies": ["drones"], "one_liner": text, "description": text}
    house.startups.change(founder_of(some), some.id, fields)
    assert matcher.step() == 1
    after = {pair: row for pair, row in stored(house).items() if some.id in pair}
    assert after != before


def test_a_profile_that_is_hidden_leaves_every_list(house: House, network: Network) -> None:
    matcher = Matcher(house)
    until_quiet(matcher)
    some = listed_one(house, network)
    assert any(some.id in pair for pair in stored(house))
    house.startups.change(founder_of(some), some.id, {"visibility": "hidden"})
    assert matcher.step() == 1
    assert not any(some.id in pair for pair in stored(house))
    house.startups.change(founder_of(some), some.id, {"visibility": "members"})
    assert matcher.step() == 1
    assert any(some.id in pair for pair in stored(house))


def test_startups_for_members_are_suggested_to_founders_who_are_signed_in(house: House, network: Network) -> None:
    matcher = Matcher(house)
    until_quiet(matcher)
    one, other = next(pair for pair in stored(house))
    startups = {startup.id: startup for startup in network.values()}
    house.startups.change(founder_of(startups[other]), other, {"visibility": "members"})
    until_quiet(matcher)
    assert other in shown(house, founder_of(startups[one]), one)
    assert other not in shown(house, Actor(), one)


def test_killed_between_computing_and_writing_it_makes_the_same_rows(
    house: House, network: Network, described: list[DemoStartup], monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = Matcher(house)
    until_quiet(killed)
    house.startup(house.person(), **described[0].profile)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(killed, "apply", crash)
    before = stored(house), killed.place()
    with pytest.raises(KeyboardInterrupt):
        killed.step()
    assert (stored(house), killed.place()) == before
    until_quiet(Matcher(house))
    after_the_crash = stored(house)
    with house.db.change() as tx:
        tx.connection.execute(sa.delete(suggestions))
    until_quiet(Matcher(house))
    assert stored(house) == after_the_crash


def test_two_matchers_write_the_same_once(house: House, network: Network, described: list[DemoStartup]) -> None:
    one, other = Matcher(house), Matcher(house)
    until_quiet(one)
    until_quiet(other)
    new = house.startup(house.person(), **described[0].profile)
    assert one.step() == 1
    rows = stored(house)
    until_quiet(other)
    assert stored(house) == rows
    house.startups.change(founder_of(new), new.id, {"visibility": "hidden"})
    assert other.step() == 1, "it knows the startup that the other one took in"
    assert not any(new.id in pair for pair in stored(house))


def test_a_matcher_that_missed_what_another_took_in_catches_up(
    house: House, network: Network, described: list[DemoStartup]
) -> None:
    one, other = Matcher(house), Matcher(house)
    until_quiet(one)
    until_quiet(other)
    new = house.startup(house.person(), **described[0].profile)
    assert one.step() == 1
    some = next(startup for startup in network.values() if startup.profile["country"] != new.profile["country"])
    house.startups.change(founder_of(some), some.id, {"city": "Elsewhere"})
    assert other.step() == 1
    assert other.engine is not None
    assert new.id.hex in other.engine


def test_many_at_once_are_all_listed_once_it_is_quiet(house: House, network: Network) -> None:
    matcher = Matcher(house)
    until_quiet(matcher)
    profile = listed_one(house, network).profile
    made = [house.startup(house.person(), **{**profile, "name": f"Many {i}"}) for i in range(MANY + 1)]
    until_quiet(matcher)
    listed = {startup for startup, _ in stored(house)}
    assert {startup.id for startup in made} <= listed


def test_a_folded_tag_counts_as_what_it_means(house: House, network: Network) -> None:
    matcher = Matcher(house)
    some = house.startup(house.person(), "PK", "Tagged", tags=["kite lofting"])
    until_quiet(matcher)
    assert matcher.known[some.id].sectors == ()
    house.terms.fold(SYSTEM, "kite lofting", "sector", "gaming")
    assert matcher.step() > 0
    assert matcher.known[some.id].sectors == ("gaming",)


def test_after_many_changes_it_learns_anew_beside_the_work(house: House, network: Network) -> None:
    matcher = Matcher(house)
    until_quiet(matcher)
    before = matcher.engine
    matcher.changed = 1_000
    matcher.tidy()
    assert matcher.learning is not None
    some = listed_one(house, network)
    house.startups.change(founder_of(some), some.id, {"visibility": "hidden"})
    assert matcher.step() == 1, "events are taken in meanwhile"
    learning = matcher.learning
    if learning is not None:
        learning.wait()
    until_quiet(matcher)
    assert matcher.engine is not before
    assert matcher.engine is not None
    assert some.id.hex not in matcher.engine
    assert not any(some.id in pair for pair in stored(house))


def test_looking_through_touches_only_rows_that_differ(house: House, network: Network) -> None:
    matcher = Matcher(house)
    until_quiet(matcher)
    assert matcher.engine is not None
    made = {startup.id: lists.own_list(matcher.engine, startup.id) for startup in network.values()}
    with house.db.change() as tx:
        assert lists.bring_in_line(tx, made) == 0
        one = next(startup for startup, rows in made.items() if rows)
        made[one] = made[one][1:]
        assert lists.bring_in_line(tx, made) == 1
