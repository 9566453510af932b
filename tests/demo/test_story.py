"""The demonstration's history: it can be played, and it looks like life."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bridge.demo.consistency import problems
from bridge.demo.content import Content, DemoIntroduction, load
from events import vocabulary

Change = Callable[[DemoIntroduction], DemoIntroduction]


@pytest.fixture(scope="module")
def content() -> Content:
    return load()


def test_nothing_is_wrong_with_the_files(content: Content) -> None:
    assert problems(content) == []


def test_answers_come_in_the_proportions_of_real_life(content: Content) -> None:
    answers = Counter(row.answer.kind if row.answer else "open" for row in content.introductions)

    assert answers.total() >= 140
    assert 0.2 <= answers["accepted"] / answers.total() <= 0.35
    assert answers["declined"] / answers.total() >= 0.25
    assert answers["expired"] / answers.total() >= 0.25
    assert min(answers["withdrawn"], answers["open"]) >= 3


def test_partnerships_of_every_kind_with_milestones_and_some_that_came_to_nothing(content: Content) -> None:
    agreed = [row.partnership for row in content.introductions if row.partnership]
    nothing = [row.nothing for row in content.introductions if row.nothing]

    assert len(agreed) >= 25
    assert {partnership.kind for partnership in agreed} == set(vocabulary.partnership_kinds.codes)
    assert all(partnership.milestones for partnership in agreed if partnership.confirmed_at is not None)
    assert len(nothing) >= 8
    assert len({row.reason for row in nothing}) >= 6


def test_the_story_covers_four_years(content: Content) -> None:
    assert {row.at.year for row in content.introductions} == {2023, 2024, 2025, 2026}
    assert [row.at for row in content.introductions] == sorted(row.at for row in content.introductions)


def test_messages_are_written_in_three_languages_and_never_twice(content: Content) -> None:
    messages = [text for row in content.introductions for text in row.message.values()]

    assert {language for row in content.introductions for language in row.message} == {"en", "ru", "ur"}
    assert len(set(messages)) == len(messages) == len(content.introductions)


def test_meetings_are_held_by_video_and_in_person_and_some_are_still_to_come(content: Content) -> None:
    meetings = [row.meeting for row in content.introductions if row.meeting]

    assert {meeting.format for meeting in meetings} == set(vocabulary.meeting_formats.codes)
    assert 1 <= sum(meeting.met_at is None for meeting in meetings) <= 4


def test_what_both_meet_about_is_sought_or_offered_by_the_other_side(content: Content) -> None:
    profiles = {startup.slug: startup.profile for startup in content.startups}
    off = [
        (row.proposer, row.receiver)
        for row in content.introductions
        if row.answer is not None
        and row.answer.kind == "accepted"
        and row.want not in [offer["code"] for offer in profiles[row.receiver]["offers"]]
        and row.offer not in [need["code"] for need in profiles[row.receiver]["needs"]]
    ]

    assert off == []


def changed(content: Content, wanted: Callable[[DemoIntroduction], bool], change: Change) -> Content:
    rows = list(content.introductions)
    at = next(i for i, row in enumerate(rows) if wanted(row))
    rows[at] = change(rows[at])
    return replace(content, introductions=tuple(rows))


def with_partnership(row: DemoIntroduction) -> bool:
    return row.partnership is not None


def any_row(row: DemoIntroduction) -> bool:
    return row.answer is not None


FAULTS: list[tuple[str, Callable[[DemoIntroduction], bool], Change]] = [
    ("no such startup", any_row, lambda row: replace(row, receiver="nobody")),
    ("both are of", any_row, lambda row: replace(row, receiver=row.proposer)),
    ("not in the profile", any_row, lambda row: replace(row, want="gold")),
    ("unknown next step", any_row, lambda row: replace(row, next_step="wedding")),
    ("before both were there", any_row, lambda row: replace(row, at=row.at - timedelta(days=2000))),
    ("wrong time", any_row, lambda row: replace(row, at=row.at - timedelta(days=60))),
    ("without an answer", with_partnership, lambda row: replace(row, answer=None)),
    ("without a meeting", with_partnership, lambda row: replace(row, meeting=None)),
    (
        "meeting's dates",
        with_partnership,
        lambda row: replace(row, meeting=row.meeting and replace(row.meeting, met_at=row.at)),
    ),
    (
        "time or format",
        with_partnership,
        lambda row: replace(row, meeting=row.meeting and replace(row.meeting, zone="Asia/Tokyo")),
    ),
    (
        "partnership's dates",
        with_partnership,
        lambda row: replace(row, partnership=row.partnership and replace(row.partnership, since=row.at.date())),
    ),
    (
        "unknown kind",
        with_partnership,
        lambda row: replace(row, partnership=row.partnership and replace(row.partnership, kind="marriage")),
    ),
]


@pytest.mark.parametrize(("said", "wanted", "change"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_fault_in_an_introduction_is_named(
    content: Content, said: str, wanted: Callable[[DemoIntroduction], bool], change: Change
) -> None:
    assert any(said in problem for problem in problems(changed(content, wanted, change)))


def test_a_second_open_introduction_of_a_pair_is_named(content: Content) -> None:
    row = next(row for row in content.introductions if row.partnership)
    again = replace(row, at=row.at + timedelta(seconds=1))
    rows = sorted((*content.introductions, again), key=lambda each: each.at)

    assert any("another one is open" in problem for problem in problems(replace(content, introductions=tuple(rows))))


def test_too_many_waiting_proposals_of_one_startup_are_named(content: Content) -> None:
    row = next(row for row in content.introductions if row.answer is None)
    abroad = [s.slug for s in content.startups if s.profile["country"] != "KG"]
    flood = tuple(replace(row, receiver=slug) for slug in abroad[:6])

    assert any("too many" in problem for problem in problems(replace(content, introductions=flood)))


def test_faults_in_stays_people_and_profiles_are_named(content: Content) -> None:
    stay, person, startup = content.graduations[0], content.people[0], content.startups[0]
    broken = replace(
        content,
        graduations=(replace(stay, at=stay.at - timedelta(days=3000)),),
        people=(replace(person, founds=("nobody",), zone="Mars/Olympus"),),
        startups=(*content.startups[1:], replace(startup, profile={**startup.profile, "stage": "unicorn"})),
    )
    found = "\n".join(problems(broken))

    for said in ("before its admission", "there is no nobody", "unknown zone", f"startup {startup.slug}"):
        assert said in found
