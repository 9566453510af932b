"""The same request sent again: once done, answered the same; anything else under its key is refused."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bridge.followers.timer import Timer
from bridge.machines.repeats import KEPT, LEASED, Lease
from bridge.machines.tables import repeats
from events.actor import Actor
from events.errors import Broken
from tests.api.town import CHOICES, Town

KEY = {"Idempotency-Key": "order-7"}
NEW = {"name": "Yurt Works", "country": "KG"}


def test_a_request_that_is_sent_again_acts_once(town: Town) -> None:
    token = town.token(town.aida)
    first, second = (town.ask("POST", "/startups", token, json=NEW, headers=KEY) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.get_data() == second.get_data()
    assert first.headers["Location"] == second.headers["Location"]
    assert second.headers["Idempotency-Replayed"] == "true"
    assert town.ask("GET", "/startups?q=yurt", token).get_json()["total"] == 1


def test_another_body_under_the_same_key_is_refused(town: Town) -> None:
    token = town.token(town.aida)
    town.ask("POST", "/startups", token, json=NEW, headers=KEY)
    other = town.ask("POST", "/startups", token, json={**NEW, "name": "Other"}, headers=KEY)
    assert town.code(other) == (422, "idempotency_key_reused")
    assert town.ask("GET", "/startups?q=other", token).get_json()["total"] == 0


def test_a_key_is_its_tokens_own(town: Town) -> None:
    for account in (town.aida, town.bek):
        made = town.ask("POST", "/startups", town.token(account), json=NEW, headers=KEY)
        assert made.status_code == 201
    assert town.ask("GET", "/startups?q=yurt").get_json()["total"] == 2


def test_what_was_refused_may_be_mended_under_the_same_key(town: Town) -> None:
    token = town.token(town.aida)
    assert town.ask("POST", "/startups", token, json={**NEW, "founded": 1066}, headers=KEY).status_code == 422
    assert town.ask("POST", "/startups", token, json=NEW, headers=KEY).status_code == 201


def test_an_answer_is_kept_for_a_day_and_goes_with_its_person(town: Town) -> None:
    token = town.token(town.aida)
    town.ask("POST", "/startups", token, json=NEW, headers=KEY)
    with town.bridge.db.read() as connection:
        [kept] = connection.execute(sa.select(repeats)).all()
    assert "Yurt" not in str(kept)
    timer = Timer(town.bridge)
    town.clock.forward(seconds=KEPT.total_seconds() + 1)
    timer.step()
    with town.bridge.db.read() as connection:
        assert connection.execute(sa.select(repeats)).all() == []


def _begun(town: Town) -> Lease:
    [mine] = town.bridge.machines.tokens.of_person(town.aida)
    begun = town.bridge.machines.repeats.begin(mine.id, "key", b"request")
    assert isinstance(begun, Lease)
    return begun


def test_a_request_under_way_is_not_begun_again(town: Town) -> None:
    town.token(town.aida)
    _begun(town)
    with pytest.raises(Broken, match="request_under_way"):
        _begun(town)


def test_one_that_died_before_it_acted_is_taken_over_and_cannot_act_any_more(town: Town) -> None:
    town.token(town.aida)
    dead = _begun(town)
    town.clock.forward(seconds=(LEASED + timedelta(seconds=1)).total_seconds())
    alive = _begun(town)
    machines, aida = town.bridge.machines, Actor(town.aida)
    with machines.repeats.under(alive):
        town.bridge.startups.pause(aida, town.anor, True)
    with machines.repeats.under(dead), pytest.raises(Broken, match="request_under_way"):
        town.bridge.introductions.propose(aida, town.anor, town.shifo, CHOICES)
    assert town.ask("GET", "/introductions", town.token(town.bek)).get_json()["total"] == 0


def test_one_that_died_after_it_acted_is_never_done_again(town: Town) -> None:
    town.token(town.aida)
    lease = _begun(town)
    with town.bridge.machines.repeats.under(lease):
        town.bridge.startups.pause(Actor(town.aida), town.anor, True)
    town.bridge.machines.repeats.void(lease)  # whoever asked has not heard the answer
    town.clock.forward(seconds=(LEASED + timedelta(seconds=1)).total_seconds())
    with pytest.raises(Broken, match="answer_lost") as lost:
        _begun(town)
    assert lost.value.params == {"about": str(town.anor)}
