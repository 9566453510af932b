"""Rules of a round that were not announced need every host before the round opens; the announced ones do not."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from bridge.readmodels.todo import Kind
from events.errors import Broken, Refused
from events.judging import rules
from events.judging.round import Round
from tests.domain.house import SYSTEM, Clock, House, Person
from tests.domain.jury import Jury, jury


@pytest.fixture
def made(house: House, clock: Clock) -> Jury:
    return jury(house, clock)


def ready(made: Jury, **plan: Any) -> Round:
    """A round that lacks nothing but, maybe, an agreement."""
    found = made.round(**plan)
    made.house.rounds.assign(made.one, found.id, made.everybody())
    return made.house.log.get(Round, found.id)


def own(made: Jury, **other: Any) -> dict[str, Any]:
    """The announced rubric with something else in it."""
    return {**made.hackathon.setup["rubric"], **other}


def name(made: Jury, round: Round) -> str:
    """What the rules of a round go by now."""
    return rules.name(made.house.log.get(Round, round.id).plan)


def asked(made: Jury, who: Person) -> int:
    """How many rounds somebody is asked to agree to."""
    with made.house.reading() as reading:
        found = reading.views.todo.of(reading.connection, who, made.clock.now)
    return sum(one.kind is Kind.AGREE_ROUND for one in found)


def refusal(made: Jury, who: Person, round: Round) -> str:
    with pytest.raises(Broken) as refused:
        made.house.rounds.open(who, round.id)
    return refused.value.code


def test_a_round_with_the_announced_rules_opens_without_another_agreement(made: Jury) -> None:
    round = ready(made, rubric=own(made, views=1), everybody=True)
    assert rules.differing(round.plan, made.hackathon.setup) == []
    assert made.house.rounds.open(made.one, round.id).state == "open"
    assert "judging_round.rules_agreed" not in made.house.topics(round.id)


@pytest.mark.parametrize(
    ("other", "differs"),
    [
        ({"rubric": {"method": "mixed_model"}}, "method"),
        ({"rubric": {"tie": "jury"}}, "tie"),
        ({"rubric": {"high": 5}}, "high"),
        ({"rubric": {"same_country": True}}, "same_country"),
        ({"rubric": {"criteria": [{"key": "need", "name": {"en": "Need"}, "weight": 1}]}}, "criteria"),
        ({"top": 1}, "top"),
    ],
)
def test_other_rules_wait_for_every_host(made: Jury, other: dict[str, Any], differs: str) -> None:
    plan = {**other, **({"rubric": own(made, **other["rubric"])} if "rubric" in other else {})}
    planned = made.house.rounds.plan(made.one, made.hackathon.id, {"name": {"en": "Own"}, **plan})
    assert rules.differing(planned.plan, made.hackathon.setup) == [differs]
    assert list(planned.rules_agreed) == [made.hackathon.accepted[0].hex]  # who plans agrees by that


def test_the_round_opens_with_the_last_host(made: Jury) -> None:
    round = ready(made, rubric=own(made, tie="jury"))
    assert (asked(made, made.one), asked(made, made.other)) == (0, 1)
    assert refusal(made, made.one, round) == "rules_not_agreed"
    made.house.rounds.agree(made.other, round.id, name(made, round))
    assert asked(made, made.other) == 0
    assert made.house.rounds.open(made.one, round.id).state == "open"
    with pytest.raises(Broken, match="round_has_opened"):
        made.house.rounds.agree(made.other, round.id, name(made, round))


def test_who_opens_for_the_last_host_agrees_by_that(made: Jury) -> None:
    round = ready(made, rubric=own(made, tie="jury"))
    assert made.house.rounds.open(made.other, round.id).state == "open"
    assert asked(made, made.other) == 0


def test_a_change_of_the_rules_takes_agreements_back_and_another_name_does_not(made: Jury) -> None:
    round = ready(made, rubric=own(made, tie="jury"))
    read = name(made, round)
    made.house.rounds.agree(made.other, round.id, read)
    made.house.rounds.change(made.one, round.id, {"name": {"en": "Another name"}})
    assert asked(made, made.other) == 0
    made.house.rounds.change(made.one, round.id, {"rubric": own(made, tie="shared")})
    assert asked(made, made.other) == 1
    assert refusal(made, made.one, round) == "rules_not_agreed"
    with pytest.raises(Broken, match="rules_changed_since"):
        made.house.rounds.agree(made.other, round.id, read)
    made.house.rounds.change(made.one, round.id, {"rubric": made.hackathon.setup["rubric"]})
    assert asked(made, made.other) == 0
    assert made.house.rounds.open(made.one, round.id).state == "open"


def test_only_hosts_agree_and_helpers_ask_all_of_them(made: Jury) -> None:
    helper = made.house.person()
    people = made.house.hackathons
    people.invite_person(made.one, made.hackathon.id, invitation := uuid4(), ["judging"])
    people.join(helper, made.hackathon.id, invitation)
    planned = made.house.rounds.plan(helper, made.hackathon.id, {"rubric": own(made, tie="jury")})
    assert planned.rules_agreed == {}
    assert (asked(made, made.one), asked(made, made.other)) == (1, 1)
    for nobody, code in ((helper, "not_a_host"), (made.leads[0], "no_right_in_hackathon")):
        with pytest.raises(Refused) as refused:
            made.house.rounds.agree(nobody, planned.id, rules.name(planned.plan))
        assert refused.value.code == code


def test_a_host_who_joins_later_is_asked_and_one_who_leaves_is_not_waited_for(made: Jury) -> None:
    round, third = ready(made, rubric=own(made, tie="jury")), made.house.person()
    made.house.rounds.agree(made.other, round.id, name(made, round))
    incubator = made.house.incubator("UZ", (third,))
    made.house.hackathons.invite_host(made.one, made.hackathon.id, incubator)
    made.house.hackathons.answer_host(third, made.hackathon.id, incubator, True)
    assert (asked(made, made.other), asked(made, third)) == (0, 1)
    assert refusal(made, made.one, round) == "rules_not_agreed"
    made.house.hackathons.leave_as_host(third, made.hackathon.id, incubator)
    assert asked(made, third) == 0
    assert made.house.rounds.open(made.one, round.id).state == "open"


def test_a_rubric_that_every_host_changed_after_the_plan_is_not_the_one_of_the_plan(made: Jury) -> None:
    round, house, id = ready(made), made.house, made.hackathon.id
    changed = house.hackathons.propose(made.one, id, "rubric", own(made, tie="shared"), "As the jury wishes")
    assert asked(made, made.other) == 0
    [change] = changed.open_changes
    house.hackathons.agree_change(made.other, id, UUID(change))
    assert (asked(made, made.one), asked(made, made.other)) == (1, 1)
    assert refusal(made, made.one, round) == "rules_not_agreed"


def test_a_cancelled_hackathon_asks_for_nothing(made: Jury) -> None:
    ready(made, rubric=own(made, tie="jury"))
    made.house.hackathons.cancel(SYSTEM, made.hackathon.id, "The hall burnt down")
    with made.house.reading() as reading:
        left = reading.views.todo.of(reading.connection, made.other, made.clock.now)
    assert {one.kind for one in left} & {Kind.AGREE_ROUND, Kind.ASSIGN_JUDGES} == set()
