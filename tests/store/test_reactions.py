"""What follows from a fact is stored with it, or neither is."""

from collections.abc import Iterator

import pytest

from events.errors import Broken
from events.log import Log
from events.store import Database, Transaction
from events.store.rebuild import rebuild
from events.store.verify import verify
from tests.store.sample import Garden, GardenRenamed, TreeAdded, plant, with_gardens


def stored(log: Log) -> list[tuple[str, int]]:
    return [(entry.fact.TOPIC.partition(".")[2], entry.fact.originator_version) for entry in log.entries()]


def test_what_follows_joins_the_transaction_and_sees_what_the_command_did(database: Database) -> None:
    log, views = with_gardens(database)
    garden, other = plant("Shalimar"), plant("Orto Sai")
    log.save(garden, other)

    def name_after_the_tree(tx: Transaction, fact: TreeAdded) -> Iterator[Garden]:
        for id in (garden.id, other.id):
            found = log.inline.within(tx, Garden, id)
            assert found is not None
            found.rename(f"{fact.kind} {len(found.trees)}")
            yield found

    log.inline.react(TreeAdded, name_after_the_tree)
    garden.add("elm")
    garden.add("plane")
    log.save(garden)

    assert stored(log)[2:] == [
        ("tree_added", 2), ("tree_added", 3), ("renamed", 4), ("renamed", 2), ("renamed", 5), ("renamed", 3),
    ]  # fmt: skip
    assert len({entry.recorded_at for entry in log.entries(after=2)}) == 1
    assert log.get(Garden, garden.id).name == "plane 2"
    assert log.get(Garden, other.id).name == "plane 0"
    assert verify(database) == []
    assert rebuild(log, views, compare=True).differences == ()


def test_a_reaction_to_the_whole_state_is_asked_once_behind_the_last_fact(database: Database) -> None:
    log, _ = with_gardens(database)
    garden, asked = plant("Shalimar"), list[str]()

    class Whole:
        once = True

        def __call__(self, tx: Transaction, fact: TreeAdded) -> list[Garden]:
            asked.append(fact.kind)
            return []

    log.inline.react(TreeAdded, Whole())
    for kind in ("elm", "plane", "poplar"):
        garden.add(kind)
    log.save(garden)
    assert asked == ["poplar"]


def test_a_reaction_that_refuses_refuses_the_command_and_nothing_is_stored(database: Database) -> None:
    log, _ = with_gardens(database)
    garden = plant("Shalimar")
    log.save(garden)
    before = stored(log)

    def refuse(tx: Transaction, fact: TreeAdded) -> list[Garden]:
        raise Broken("no_more_trees")

    log.inline.react(TreeAdded, refuse)
    garden.add("elm")
    with pytest.raises(Broken, match="no_more_trees"):
        log.save(garden)
    assert stored(log) == before
    assert log.get(Garden, garden.id).trees == []


def test_a_reaction_to_a_reaction_is_stored_too(database: Database) -> None:
    log, _ = with_gardens(database)
    garden, other = plant("Shalimar"), plant("Orto Sai")
    log.save(garden, other)

    def rename(tx: Transaction, fact: TreeAdded) -> Iterator[Garden]:
        if fact.originator_id == garden.id:
            garden_now = log.inline.within(tx, Garden, garden.id)
            assert garden_now is not None
            garden_now.rename("Renamed")
            yield garden_now

    def plant_elsewhere(tx: Transaction, fact: GardenRenamed) -> Iterator[Garden]:
        elsewhere = log.inline.within(tx, Garden, other.id)
        assert elsewhere is not None
        elsewhere.add("walnut")
        yield elsewhere

    log.inline.react(TreeAdded, rename)
    log.inline.react(GardenRenamed, plant_elsewhere)
    garden.add("elm")
    log.save(garden)
    assert log.get(Garden, other.id).trees == ["walnut"]
    assert [name for name, _ in stored(log)[2:]] == ["tree_added", "renamed", "tree_added"]
    assert verify(database) == []
