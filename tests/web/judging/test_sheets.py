"""A judge scores: drafts that another phone goes on with, handing in once, receipts, what was taken away."""

import pytest

from events.errors import Broken
from events.judging.scorecard import Scorecard, scorecard_of
from tests.web.judging.conftest import SCORES, Bench


def sheet(bench: Bench, number: int = 0) -> str:
    """The address of a sheet of the open round."""
    [round] = bench.town.house.log.entries(topics=["judging_round.planned"], limit=1)
    return f"{bench.address}/judge/{round.fact.originator_id}/{bench.made.projects[number]}"


def card(bench: Bench, number: int = 0) -> Scorecard:
    """What the log has of it."""
    [round] = bench.town.house.log.entries(topics=["judging_round.planned"], limit=1)
    id = scorecard_of(round.fact.originator_id, bench.judge(), bench.made.projects[number])
    return bench.town.house.log.get(Scorecard, id)


def test_what_is_typed_goes_on_on_another_phone_and_counts_when_it_is_handed_in(bench: Bench) -> None:
    path = bench.ask()
    bench.opened()
    phone, other = bench.browser(path), bench.browser(path)
    assert "0 of 2" in phone.get(f"{bench.address}/judge").text
    saved = phone.post(f"{sheet(bench)}/draft", data={"values.need": "7", "comment": "Wells"})
    assert "Received at" in saved.text
    page = other.get(sheet(bench)).text
    assert 'name="values.need" value="7" checked' in page
    assert "Wells" in page
    half = other.post(sheet(bench), data={"do": "submit", "seen": "0", "values.need": "7"})
    assert half.status_code == 422
    done = other.post(sheet(bench), data=SCORES)
    assert (done.status_code, done.location) == (303, sheet(bench, 1))
    assert "Your receipt" in other.get(sheet(bench, 1)).text
    listed = phone.get(f"{bench.address}/judge").text
    assert "1 of 2" in listed
    assert "Receipt" in listed
    late = phone.post(f"{sheet(bench)}/draft", data=SCORES)  # the last words of a form come behind it
    assert "this is what you handed in" in late.text
    assert "Received" in phone.get(sheet(bench)).text


def test_handing_in_twice_is_received_once_and_other_scores_from_elsewhere_are_told(bench: Bench) -> None:
    path = bench.ask()
    bench.opened()
    phone = bench.browser(path)
    script = {"X-Requested-With": "judging"}
    first = phone.post(sheet(bench), data=SCORES, headers=script)
    assert first.get_json() == {"state": "received", "next": sheet(bench, 1)}
    assert phone.post(sheet(bench), data=SCORES, headers=script).status_code == 200
    assert card(bench).times == 1
    other = phone.post(sheet(bench), data={**SCORES, "values.need": "3"}, headers=script)
    assert (other.status_code, other.get_json()["state"]) == (409, "refused")
    assert card(bench).values["need"] == 7
    assert phone.post(sheet(bench), data={**SCORES, "values.need": "3", "seen": "1"}).status_code == 303
    assert (card(bench).values["need"], card(bench).times) == (3, 2)


def test_receipts_are_there_to_see_to_take_along_and_to_check_without_an_address(bench: Bench) -> None:
    path = bench.ask()
    round = bench.opened()
    phone = bench.browser(path)
    address = f"{bench.address}/judge/receipts"
    assert "No receipts yet" in phone.get(address).text
    phone.post(sheet(bench), data=SCORES)
    phone.post(sheet(bench), data={**SCORES, "values.need": "3", "seen": "1"})
    given = [one["receipt"] for one in phone.get(f"{address}.json").get_json()["receipts"]]
    page, text = phone.get(address).text, phone.get(f"{address}.txt")
    assert len(set(given)) == 2
    assert "Replaced later" in page
    for receipt in given:
        assert receipt in page
        assert f"--receipt {receipt}" in text.text
        assert "The receipt fits" in phone.get(f"{bench.address}/results/audit?receipt={receipt}").text
    assert given[1] in phone.get(sheet(bench)).text
    assert text.headers["Content-Disposition"].startswith("attachment")
    bench.town.house.rounds.unassign(bench.made.one, round.id, [(bench.judge(), bench.made.projects[0])], "Too many")
    assert given[1] in phone.get(address).text
    bench.town.house.rounds.close(bench.made.one, round.id)
    assert given[0] in phone.get(address).text


def test_a_declared_conflict_takes_the_project_away_at_once(bench: Bench) -> None:
    path = bench.ask()
    bench.opened()
    phone = bench.browser(path)
    form = {"do": "conflict", "why": "We are cousins"}
    assert phone.post(sheet(bench), data=form).location == sheet(bench, 1)
    assert phone.post(sheet(bench), data=form).status_code == 303  # sent twice
    listed = phone.get(f"{bench.address}/judge").text
    assert "a conflict of interest was declared" in listed
    assert "0 of 1" in listed
    manage = bench.manager.get(f"{bench.address}/manage/judges/{bench.judge()}").text
    assert "We are cousins" in manage


def test_a_sheet_that_was_withdrawn_meanwhile_says_why_and_keeps_what_was_typed(bench: Bench) -> None:
    path = bench.ask()
    round = bench.opened()
    phone = bench.browser(path)
    bench.town.house.rounds.unassign(bench.made.one, round.id, [(bench.judge(), bench.made.projects[0])], "Too many")
    stale = phone.post(sheet(bench), data=SCORES)
    assert stale.status_code == 409
    assert "is not on your list any more" in stale.text
    assert "Well done" in stale.text
    assert phone.post(f"{sheet(bench)}/draft", data=SCORES).status_code == 409


def test_a_judge_without_work_hears_why_when_and_whom_to_call(bench: Bench) -> None:
    path = bench.ask()
    phone = bench.browser(path)
    page = phone.get(f"{bench.address}/judge").text
    assert "No project is assigned to you yet" in page
    assert "Whom to call" in page
    round = bench.opened()
    bench.town.house.rounds.close(bench.made.one, round.id)
    assert "The round is closed" in phone.get(f"{bench.address}/judge").text
    bench.town.clock.forward(days=30)
    assert "Judging is over" in phone.get(f"{bench.address}/judge").text


def test_absent_is_no_score_and_may_be_scored_later(bench: Bench) -> None:
    path = bench.ask()
    bench.opened()
    phone = bench.browser(path)
    for _ in range(2):
        assert phone.post(sheet(bench), data={"do": "absent"}).status_code == 303
    assert (card(bench).state, card(bench).version) == ("skipped", 2)
    assert phone.post(sheet(bench), data=SCORES).status_code == 303
    assert card(bench).state == "submitted"


def test_conflicts_come_first_and_a_judge_takes_along_what_is_kept(bench: Bench) -> None:
    path = bench.ask()
    phone, house = bench.browser(path), bench.town.house
    address = f"{bench.address}/judge/conflicts"
    page = phone.get(address).text
    assert "Project 0" in page
    assert "Project 1" in page
    assert phone.post(address, data={"why": "Nobody in particular"}).status_code == 422
    known = {"projects": [str(bench.made.projects[0]), "somewhere else"], "why": "My sister leads it"}
    assert phone.post(address, data=known).status_code == 303
    assert "checked disabled" in phone.get(address).text
    bench.made.judges = []
    round = bench.made.round()
    house.rounds.seat(bench.made.one, round.id, [bench.judge()])
    with pytest.raises(Broken, match="conflict_of_interest"):
        house.rounds.assign(bench.made.one, round.id, [(bench.judge(), bench.made.projects[0])])
    house.rounds.assign(bench.made.one, round.id, [(bench.judge(), bench.made.projects[1])])
    kept = phone.get(f"{bench.address}/judge/mine.json").get_json()
    assert (kept["name"], kept["seat"]["country"]) == ("Gulnara Asanova", "UZ")
    assert [one["project"] for one in kept["sheets"]] == ["Project 1"]
    assert "token_hash" not in str(kept)
