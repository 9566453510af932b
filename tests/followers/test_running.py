"""Followers side by side in one process."""

import os
import signal
import threading

import pytest

from bridge.followers import running
from bridge.followers.running import FOLLOWERS, Team
from bridge.health import BESIDE, READERS, look
from bridge.heartbeats import Pulse, beat
from bridge.mail import Letter
from events.store.places import go_on, place, stop
from tests.domain.house import House


def test_a_signal_stops_everybody_in_order(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[str] = []
    both = threading.Barrier(2, action=lambda: os.kill(os.getpid(), signal.SIGTERM))

    def follower(name: str) -> running.Run:
        def run(told: threading.Event) -> None:
            both.wait(5)
            if told.wait(5):
                ended.append(name)

        return run

    monkeypatch.setattr(running, "FOLLOWERS", {name: lambda _, name=name: follower(name) for name in ("one", "two")})
    team = Team(house, ["one", "two"])
    team.run()
    assert sorted(ended) == ["one", "two"]
    assert team.failed == {}


def test_one_that_fails_ends_the_others_and_is_named(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(told: threading.Event) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(running, "FOLLOWERS", {"good": lambda _: lambda told: told.wait(5), "bad": lambda _: fails})
    team = Team(house, ["good", "bad"])
    team.run()
    assert list(team.failed) == ["bad"]


def test_a_follower_that_goes_round_says_that_it_is_at_work_and_one_that_hangs_does_not(house: House) -> None:
    stop = threading.Event()
    pulse = Pulse(stop, house.db, "mailer", house.clock)
    assert not pulse.is_set()
    [mailer] = [follower for follower in look(house).followers if follower.name == "mailer"]
    assert (mailer.ever_ran, mailer.silent, mailer.beat_at) == (True, False, house.clock())
    assert not pulse.wait(0)  # once in ten seconds is enough
    house.clock.forward(minutes=3)
    [mailer] = [follower for follower in look(house).followers if follower.name == "mailer"]
    assert mailer.silent
    stop.set()
    assert pulse.is_set()
    beat(house.db, "mailer", house.clock())
    assert not next(follower for follower in look(house).followers if follower.name == "mailer").silent


def test_a_letter_that_should_have_left_long_ago_is_told(house: House) -> None:
    for name in READERS:
        place(house.db, name)
    for name in (*READERS, *BESIDE):
        beat(house.db, name, house.clock())
    with house.db.change() as tx:
        house.outbox.put(tx.connection, Letter("reset", account=house.person().account, path="/x"))
    assert look(house).well
    house.clock.forward(minutes=31)
    for name in (*READERS, *BESIDE):
        beat(house.db, name, house.clock())
    assert look(house).mail_stands
    assert not look(house).well


def test_health_knows_every_follower_that_runs(house: House) -> None:
    never = look(house)
    assert {follower.name for follower in never.followers if not follower.ever_ran} == set(FOLLOWERS)
    assert not never.well


def test_health_says_how_far_behind_a_follower_is_and_what_stopped_it(house: House) -> None:
    house.startup(house.person())
    [matcher] = [follower for follower in look(house).followers if follower.name == "matcher"]
    assert (matcher.behind, matcher.ever_ran, matcher.stopped) == (1, False, False)
    assert matcher.waits_since is not None
    stop(house.db, "matcher", 1, ValueError("words of somebody"))
    health = look(house)
    [matcher] = [follower for follower in health.followers if follower.name == "matcher"]
    assert matcher.stopped
    assert matcher.stopped_at == 1
    assert "ValueError" in (matcher.error or "")
    assert "words of somebody" not in (matcher.error or "")
    assert not health.well
    assert set(health.mail.values()) == {0}
    go_on(house.db, "matcher")
    assert not next(follower for follower in look(house).followers if follower.name == "matcher").stopped
