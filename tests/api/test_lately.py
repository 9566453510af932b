"""What visitors ask for again and again is answered from memory, while it is true."""

from events.actor import Actor
from tests.api.town import Town

LIST = "/startups?limit=5"


def test_a_kept_answer_is_the_answer(town: Town) -> None:
    first, again = town.ask("GET", LIST), town.ask("GET", LIST)
    assert again.get_json() == first.get_json()
    assert {row["name"] for row in again.get_json()["items"]} == {"Anor", "Shifo"}
    assert again.content_type == first.content_type


def test_what_is_hidden_is_gone_at_once(town: Town) -> None:
    assert town.ask("GET", LIST).get_json()["total"] == 2
    town.bridge.startups.change(Actor(town.aida), town.anor, {"visibility": "hidden"})
    assert town.ask("GET", LIST).get_json()["total"] == 1


def test_kept_answers_count_like_others(town: Town) -> None:
    left = [town.ask("GET", LIST).headers["RateLimit"].partition("r=")[2].partition(";")[0] for _ in range(3)]
    assert [int(number) for number in left] == [119, 118, 117]


def test_a_token_gets_an_answer_of_its_own(town: Town) -> None:
    town.bridge.startups.change(Actor(town.aida), town.anor, {"visibility": "hidden"})
    assert town.ask("GET", LIST).get_json()["total"] == 1
    assert town.ask("GET", LIST, town.token(town.aida)).get_json()["total"] == 2
    assert town.ask("GET", LIST).get_json()["total"] == 1
