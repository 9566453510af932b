"""A partnership's page."""

import pytest

from tests.web.introductions.town import Pair, text


@pytest.fixture
def agreed(pair: Pair) -> str:
    address = pair.accepted()
    fields = {"record__kind": "distribution", "record__since": "2026-03-02", "record__summary__ru": "Продаём вместе"}
    answer = pair.asma.post(f"{address}/partnership", **fields)
    assert answer.status_code == 303
    return answer.location


def test_a_disputed_one_is_seen_by_the_two_only_and_can_still_be_confirmed(pair: Pair, agreed: str) -> None:
    assert pair.bek.post(f"{agreed}/dispute").status_code == 303
    assert pair.town.app.test_client().get(agreed).status_code == 404
    assert pair.town.member("nobody").get(agreed).status_code == 404
    assert "there is no such agreement" in text(pair.asma.get(agreed))
    assert (
        pair.asma.post(f"{agreed}/milestones", milestone__kind="signed", milestone__on="2026-03-02").status_code == 409
    )
    assert pair.bek.post(f"{agreed}/confirm").status_code == 303
    assert pair.town.app.test_client().get(agreed).status_code == 200


def test_what_was_never_confirmed_cannot_end_into_the_open(pair: Pair, agreed: str) -> None:
    answer = pair.asma.post(f"{agreed}/end", end__on="2026-03-02", end__reason__en="Too early")
    assert answer.status_code == 409
    assert "Too early" in text(answer)
    assert pair.town.app.test_client().get(agreed).status_code == 404


def test_milestones_are_told_with_day_amount_and_evidence(pair: Pair, agreed: str) -> None:
    pair.bek.post(f"{agreed}/confirm")
    fields = {
        "milestone__kind": "first_revenue", "milestone__on": "2026-03-02", "milestone__amount_usd": "12500",
        "milestone__evidence": "news.example/anor", "milestone__note__en": "Twelve clinics",
    }  # fmt: skip
    assert pair.bek.post(f"{agreed}/milestones", **fields).status_code == 303
    page = pair.town.app.test_client().get(agreed)
    assert "First revenue · $12,500" in text(page)
    assert "Twelve clinics" in text(page)
    assert 'href="https://news.example/anor"' in page.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "love"),
        ("on", "2999-01-01"),
        ("amount_usd", "a lot"),
        ("amount_usd", "-1"),
        ("evidence", "javascript:x"),
    ],
)
def test_a_wrong_milestone_is_named_and_the_rest_is_kept(pair: Pair, agreed: str, field: str, value: str) -> None:
    pair.bek.post(f"{agreed}/confirm")
    fields = {"milestone__kind": "signed", "milestone__on": "2026-03-02", "milestone__note__en": "Ink is dry"}
    answer = pair.asma.post(f"{agreed}/milestones", **{**fields, f"milestone__{field}": value})
    assert answer.status_code == 422
    assert "Ink is dry" in answer.text
    assert f'id="f-milestone-{field}-problem"' in answer.text


def test_the_end_is_told_and_is_the_end(pair: Pair, agreed: str) -> None:
    pair.bek.post(f"{agreed}/confirm")
    assert pair.asma.post(f"{agreed}/end", end__on="2026-03-01").status_code == 409
    assert pair.asma.post(f"{agreed}/end", end__on="2026-03-02", end__reason__en="Done").status_code == 303
    assert "ended on March 2, 2026" in text(pair.town.app.test_client().get(agreed))
    assert pair.asma.post(f"{agreed}/end", end__on="2026-03-02").status_code == 409


def test_one_of_each_kind_comes_of_an_introduction(pair: Pair, agreed: str) -> None:
    introduction = next(line for line in pair.asma.get(agreed).text.split('"') if line.startswith("/introductions/"))
    fields = {"record__kind": "distribution", "record__since": "2026-03-02", "record__summary__en": "Again"}
    answer = pair.asma.post(f"{introduction}/partnership", **fields)
    assert answer.status_code == 409
    assert "Again" in answer.text


def test_outsiders_cannot_act_on_a_partnership(pair: Pair, agreed: str) -> None:
    pair.bek.post(f"{agreed}/confirm")
    nobody = pair.town.member("nobody")
    for part in ("confirm", "dispute", "milestones", "end"):
        assert nobody.post(f"{agreed}/{part}", end__on="2026-03-02").status_code == 404
        assert pair.town.app.test_client().post(f"{agreed}/{part}").status_code == 303
    assert "Confirmed" in text(pair.asma.get(agreed))


def test_a_startup_that_is_hidden_from_a_visitor_is_not_named(pair: Pair, agreed: str) -> None:
    pair.bek.post(f"{agreed}/confirm")
    pair.town.house.startups.change(pair.asma.actor, pair.mine.id, {"visibility": "members"})
    page = text(pair.town.app.test_client().get(agreed))
    assert "Anor Health" not in page
    assert "Chinor Med" in page
