"""From scores to results: computed by the follower, confirmed by the jury, agreed by hosts, changed only in sight."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from bridge.followers.jury import Jury as Follower
from bridge.judging import asking
from bridge.judging.jobs import Job
from bridge.readmodels.base import unpacked
from bridge.settings import Settings
from events.errors import Broken, Invalid, Refused
from events.judging.round import Round
from events.judging.scorecard import scorecard_of
from events.judging_chain import Receipt, export, verify
from events.store.rebuild import rebuild
from tests.domain.house import Clock, House
from tests.domain.jury import Jury, jury


@pytest.fixture
def made(database_url: str, tmp_path: Path) -> Iterator[Jury]:
    clock = Clock()
    settings = Settings.load({"BRIDGE_ENV": "testing", "BRIDGE_DATA": str(tmp_path)})
    house = House(replace(settings, database_url=database_url), clock)
    yield jury(house, clock, judges=3, projects=4)
    house.close()


def judged(made: Jury) -> Round:
    """Every judge scored every project: the first is best, the third judge is harsh."""
    round = made.opened()
    for harsh, judge in enumerate(made.judges):
        for place, project in enumerate(made.projects):
            made.score(round.id, judge, project, need=9 - 2 * place - harsh // 2, idea=8 - place - harsh // 2)
    return made.house.rounds.close(made.one, round.id)


def computed(made: Jury, round: UUID) -> Job:
    asked = asking.results(made.house, round)
    while Follower(made.house).step():
        pass
    done = made.house.judging_jobs.one(asked.id)
    assert done is not None
    assert done.state == "done", done.answer
    return done


def answer_to(made: Jury, asked: Job) -> dict[str, Any]:
    assert Follower(made.house).step()
    done = made.house.judging_jobs.one(asked.id)
    assert done is not None
    assert done.answer is not None
    return dict(done.answer)


def published(made: Jury) -> tuple[Round, Job]:
    round = judged(made)
    job = computed(made, round.id)
    made.house.publishing.confirm(made.one, round.id, job.digest)
    made.house.publishing.agree(made.one, round.id)
    made.house.publishing.agree(made.other, round.id)
    prizes = [{"prize": "first", "project": made.projects[0]}]
    return made.house.publishing.publish(made.one, round.id, prizes), job


def rows_of(made: Jury) -> list[dict[str, Any]]:
    with made.house.reading() as reading:
        [newest, *_] = reading.views.judging.published(reading.connection, made.hackathon.id)
    rows: list[dict[str, Any]] = unpacked(newest["rows"])
    return rows


def test_results_are_published_as_computed_when_every_host_agreed(made: Jury) -> None:
    round, _ = published(made)
    assert round.published == 1
    assert round.method == "plain_mean"
    rows = rows_of(made)
    assert [UUID(row["project"]) for row in rows] == made.projects
    assert [row["place"] for row in rows] == [row["official"] for row in rows] == [1, 2, 3, 4]
    assert rebuild(made.house.log, made.house.views, compare=True).differences == ()


def test_a_host_who_has_not_agreed_holds_publication_up(made: Jury) -> None:
    round = judged(made)
    job = computed(made, round.id)
    with pytest.raises(Broken, match="ranking_not_confirmed"):
        made.house.publishing.publish(made.one, round.id)
    made.house.publishing.confirm(made.one, round.id, job.digest)
    made.house.publishing.agree(made.one, round.id)
    with pytest.raises(Broken, match="results_not_agreed"):
        made.house.publishing.publish(made.one, round.id)
    with pytest.raises(Refused):
        made.house.publishing.agree(made.house.person(), round.id)


def test_scores_that_change_after_the_confirmation_refuse_publication(made: Jury) -> None:
    round = judged(made)
    job = computed(made, round.id)
    made.house.publishing.confirm(made.one, round.id, job.digest)
    for host in (made.one, made.other):
        made.house.publishing.agree(host, round.id)
    made.house.scoring.withdraw(made.one, round.id, made.judges[2].account, None, "Scored at random")
    with pytest.raises(Broken, match="scores_changed_since"):
        made.house.publishing.publish(made.one, round.id)


def test_the_jury_departs_from_the_computed_ranking_only_with_a_reason_and_both_are_published(made: Jury) -> None:
    round = judged(made)
    job = computed(made, round.id)
    turned = [
        {"project": project, "place": place}
        for place, project in enumerate([*made.projects[1::-1], *made.projects[2:]], 1)
    ]
    with pytest.raises(Invalid):
        made.house.publishing.confirm(made.one, round.id, job.digest, turned)
    made.house.publishing.confirm(made.one, round.id, job.digest, turned, "The first one could not be shown")
    for host in (made.one, made.other):
        made.house.publishing.agree(host, round.id)
    made.house.publishing.publish(made.one, round.id)
    first, second, *_ = rows_of(made)
    assert (UUID(first["project"]), first["place"], first["official"]) == (made.projects[1], 1, 2)
    assert (UUID(second["project"]), second["place"], second["official"]) == (made.projects[0], 2, 1)


@pytest.mark.parametrize("way", ["disqualify", "take"])
def test_results_are_computed_anew_where_a_project_without_scores_leaves_the_round(made: Jury, way: str) -> None:
    round = made.opened()
    for judge in made.judges:
        for project in made.projects[:3]:
            made.score(round.id, judge, project)
    made.house.rounds.close(made.one, round.id)
    before = computed(made, round.id)
    if way == "take":
        made.house.rounds.take(made.one, round.id, made.projects[:3])
    else:
        made.house.projects.disqualify(made.one, made.teams[3], "Copied")
    with pytest.raises(Broken, match="ranking_is_not_of_these_projects"):
        made.house.publishing.confirm(made.one, round.id, before.digest)
    after = computed(made, round.id)
    assert len(made.house.publishing.confirm(made.one, round.id, after.digest).ranking) == 3


@pytest.mark.parametrize(
    ("places", "refusal"),
    [
        ([1, 2, None, 4], "required"), ([1, 2, "", 4], "required"), ([1, 1, 4, 4], "places_leave_gaps"),
        ([2, 2, 2, 2], "places_leave_gaps"),
    ],
)  # fmt: skip
def test_a_ranking_of_the_jury_has_every_place_from_the_first(made: Jury, places: list[object], refusal: str) -> None:
    round = judged(made)
    typed = [{"project": project, "place": place} for project, place in zip(made.projects, places, strict=True)]
    with pytest.raises((Invalid, Broken), match=refusal):
        made.house.publishing.confirm(made.one, round.id, computed(made, round.id).digest, typed, "We saw it work")


def test_after_publication_only_a_correction_with_a_reason_changes_anything(made: Jury) -> None:
    round, job = published(made)
    with pytest.raises(Broken, match="results_are_published"):
        made.house.scoring.withdraw(made.one, round.id, made.judges[2].account, None, "Scored at random")
    made.house.publishing.confirm(made.one, round.id, job.digest)
    for host in (made.one, made.other):
        made.house.publishing.agree(host, round.id)
    with pytest.raises(Invalid):
        made.house.publishing.publish(made.one, round.id)
    again = made.house.publishing.publish(made.one, round.id, (), "The prize was noted wrongly")
    assert again.published == 2


def test_a_replay_without_a_judge_is_the_result_of_the_others(made: Jury) -> None:
    round = judged(made)
    before = computed(made, round.id)
    made.house.scoring.withdraw(made.one, round.id, made.judges[2].account, None, "Scored at random")
    after = computed(made, round.id)
    assert before.digest != after.digest
    assert after.answer is not None
    assert {row["views"] for row in after.answer["rows"]} == {2}
    what_if = answer_to(made, asking.what_if(made.house, round.id, {"without": [str(made.judges[1].account)]}))
    assert {row["views"] for row in what_if["rows"]} == {1}


def test_the_follower_assigns_and_names_the_rule_that_stands_in_the_way(made: Jury) -> None:
    round = made.round()
    done = answer_to(made, asking.assignment(made.house, round.id, {"views": 2}))
    assert done["found"]
    assert len(done["pairs"]) == 8
    assert max(done["loads"].values()) - min(done["loads"].values()) <= 1
    made.house.rounds.assign(made.one, round.id, [(UUID(j), UUID(p)) for j, p in done["pairs"]], "solver")
    assert not answer_to(made, asking.assignment(made.house, round.id, {"views": 4}))["found"]


def test_the_chain_verifies_and_the_receipt_of_a_judge_fits_the_printed_root(made: Jury) -> None:
    round, _ = published(made)
    card = scorecard_of(round.id, made.judges[0].account, made.projects[0])
    with made.house.reading() as reading:
        entries = list(reading.views.judging_chain.entries(reading.connection, made.hackathon.id))
        receipt = reading.views.judging_chain.receipt(reading.connection, card)
        [row] = reading.views.judging.published(reading.connection, made.hackathon.id)
    lines = list(export(entries))
    assert receipt is not None
    outcome = verify(lines, row["root"], [receipt.receipt])
    assert outcome.whole, outcome.sentences()
    told = "".join(lines)
    for person in (*made.judges, *made.leads, made.one):
        assert person.account.hex not in told.replace("-", "")
    forged = [line.replace('"need":9', '"need":3') for line in lines]
    assert not verify(forged, row["root"], [Receipt(*receipt.receipt)]).whole


def test_the_chair_reads_how_strict_each_judge_is(made: Jury) -> None:
    round = judged(made)
    told = answer_to(made, asking.report(made.house, round.id))
    first = told["judges"][0]
    assert first["judge"] == str(made.judges[2].account)
    assert first["severity"] > 0
    assert first["low"] < first["severity"] < first["high"]
    assert told["homes"] == []  # no judge is from a country of the teams


def test_the_leaderboard_of_a_past_moment_is_what_counted_then(made: Jury) -> None:
    round = judged(made)
    then = made.clock.now
    made.clock.forward(hours=1)
    made.house.scoring.withdraw(made.one, round.id, made.judges[2].account, None, "Scored at random")
    past = answer_to(made, asking.past(made.house, round.id, then))
    assert [row["views"] for row in past["rows"]] == [3, 3, 3, 3]
    now = answer_to(made, asking.results(made.house, round.id))
    assert [row["views"] for row in now["rows"]] == [2, 2, 2, 2]
