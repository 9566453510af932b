"""What a phone is told about the pages that it keeps: whose they are, until when, and whether a copy is still right."""

from tests.web.judging.conftest import SCORES, Bench
from tests.web.judging.test_sheets import sheet

KEEPING = {"X-Requested-With": "keeping"}


def test_pages_say_whose_they_are_until_when_and_in_which_state_while_there_is_something_to_score(bench: Bench) -> None:
    path = bench.ask()
    phone = bench.browser(path)
    desk = f"{bench.address}/judge"
    assert "X-Judge" not in phone.get(desk).headers  # nothing is assigned yet
    round = bench.opened()
    first, listed = phone.get(sheet(bench), headers=KEEPING), phone.get(desk)
    other = bench.browser(bench.ask(name="Aziz"))
    assert first.headers["X-Judge"] == listed.headers["X-Judge"]
    assert int(first.headers["X-Judge-Until"]) > bench.town.clock.now.timestamp()
    assert f'data-state="{first.headers["X-Judge-State"]}"' in listed.text
    assert phone.get(sheet(bench)).headers["X-Judge-State"] == first.headers["X-Judge-State"]
    assert phone.post(sheet(bench), data=SCORES).status_code == 303
    again = phone.get(sheet(bench), headers=KEEPING)
    assert again.headers["X-Judge-State"] != first.headers["X-Judge-State"]
    assert "Your receipt" not in again.text  # it waits for a page that is read
    assert "Your receipt" in phone.get(desk).text
    assert "X-Judge" not in other.get(desk).headers
    bench.town.house.rounds.close(bench.made.one, round.id)
    assert "X-Judge" not in phone.get(desk).headers
    assert "data-worker" not in phone.get(desk).text


def test_the_worker_is_asked_for_anew_and_may_work_below_hackathons_alone(bench: Bench) -> None:
    answer = bench.browser().get("/static/judging-worker.js?v=0")
    assert answer.headers["Service-Worker-Allowed"] == "/hackathons/"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "Service-Worker-Allowed" not in bench.browser().get("/static/judging.js").headers
