"""The demonstration, played: everything that the content says is there, and the log is whole."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from bridge.composition import Bridge
from bridge.demo.content import load
from bridge.demo.play import Play, Played
from bridge.demo.timeline import SetClock
from bridge.settings import Settings
from events.actor import Actor
from events.store.rebuild import rebuild
from events.store.verify import verify
from tests.databases import Sqlite

UNTIL = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def played(sqlite: Sqlite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Bridge, Played]]:
    url = sqlite.fresh()
    clock = SetClock()
    settings = Settings.load({"BRIDGE_ENV": "testing", "BRIDGE_DATA": str(tmp_path_factory.mktemp("demo"))})
    bridge = Bridge(replace(settings, database_url=url.render_as_string()), clock)
    yield bridge, Play(bridge, clock, load(), UNTIL).perform()
    bridge.close()
    sqlite.drop(url)


def test_everything_in_the_content_happened(played: tuple[Bridge, Played]) -> None:
    bridge, counts = played
    content = load()
    partnerships = [row for row in content.introductions if row.partnership is not None]
    assert (counts.startups, counts.incubators) == (len(content.startups), len(content.incubators))
    assert (counts.introductions, counts.partnerships) == (len(content.introductions), len(partnerships))
    with bridge.reading() as reading:
        rows = reading.views.introductions.rows
        states = Counter(reading.connection.scalars(sa.select(rows.c.state)))
    declined = sum(row.answer is not None and row.answer.kind == "declined" for row in content.introductions)
    assert states["declined"] == declined
    topics = Counter(entry.fact.TOPIC for entry in bridge.log.entries(limit=10_000))
    assert topics["startup.graduated"] == len(content.graduations)
    assert topics["startup.suggestion_dismissed"] == len(content.dismissals)
    assert topics["partnership.milestone_reached"] == sum(
        len(row.partnership.milestones) for row in partnerships if row.partnership
    )


def test_it_happened_on_the_days_of_the_content(played: tuple[Bridge, Played]) -> None:
    bridge, _ = played
    times = [entry.fact.timestamp for entry in bridge.log.entries(limit=10_000)]
    assert times == sorted(times)
    assert {time.year for time in times} >= {2022, 2023, 2024, 2025, 2026}
    entries = bridge.log.entries(limit=10_000, topics=["introduction.proposed"])
    by_founders = [entry.fact for entry in entries if entry.fact.__dict__["go_between"] is None]
    proposed = [fact.timestamp for fact in by_founders]
    assert proposed == sorted(row.at for row in load().introductions)


def test_everybody_can_sign_in_with_the_demo_password_and_has_their_roles(played: tuple[Bridge, Played]) -> None:
    bridge, _ = played
    for person in load().people:
        account = bridge.accounts.by_email(person.email)
        assert account is not None
        assert (account.language, account.time_zone) == (person.locale, person.zone)
        actor = bridge.actor_for(account.id)
        assert (actor.roles, actor.office) == (frozenset(person.roles), person.office)
        with bridge.reading() as reading:
            directory, connection = reading.views.directory, reading.connection
            assert len(directory.founded_by(connection, account.id)) == len(person.founds)
            assert len(directory.managed_by(connection, account.id)) == len(person.manages)


def test_some_startups_are_unclaimed_and_shown_by_their_incubator(played: tuple[Bridge, Played]) -> None:
    bridge, _ = played
    with bridge.reading() as reading:
        rows = reading.views.startups.rows
        unclaimed = reading.connection.execute(
            sa.select(rows.c.visibility).where(rows.c.unclaimed, rows.c.source == "demo")
        ).all()
    assert len(unclaimed) >= 3
    assert all(row.visibility != "hidden" for row in unclaimed)


def test_something_of_every_kind_waits_for_the_founder_in_peshawar(played: tuple[Bridge, Played]) -> None:
    bridge, _ = played
    account = bridge.accounts.by_email("founder-peshawar@demo.example")
    assert account is not None
    with bridge.reading() as reading:
        items = reading.views.todo.of(reading.connection, Actor(account.id), datetime(2026, 11, 22, tzinfo=UTC))
    assert {item.kind.value for item in items} >= {
        "answer_proposal", "choose_time", "did_you_meet", "confirm_partnership", "answer_offer"
    }  # fmt: skip


def test_trust_is_shown_in_all_its_states(played: tuple[Bridge, Played]) -> None:
    bridge, _ = played
    organiser = bridge.accounts.by_email("organiser@demo.example")
    assert organiser is not None
    actor = bridge.actor_for(organiser.id)
    with bridge.reading() as reading:
        views, connection = reading.views, reading.connection
        assert views.reports.how_many_wait(connection, actor) == 1
        assert len(views.reports.latest(connection, actor, appealed=True)) == 1
        assert len(views.reports.latest(connection, actor, appealed=False)) == 2
        rows = views.startups.rows
        assert list(connection.scalars(sa.select(rows.c.slug).where(rows.c.stale))) == ["sutlej-sabz"]
        assert views.trust.first_due(connection, UNTIL, 100) == []  # nobody is flooded on the first day
        badges = views.trust.badges(connection, connection.scalars(sa.select(rows.c.id)), UNTIL)
    assert len({badge["subject"] for badge in badges}) > 20


def test_a_manager_finds_claims_a_question_and_a_pair_that_waits(played: tuple[Bridge, Played]) -> None:
    bridge, _ = played
    account = bridge.accounts.by_email("manager-khyber@demo.example")
    assert account is not None
    with bridge.reading() as reading:
        items = reading.views.todo.of(reading.connection, Actor(account.id), UNTIL)
        rows = reading.views.introductions.rows.c
        pair = sa.select(rows.agreed_by).where(rows.go_between.is_not(None), rows.state == "proposed")
        assert list(reading.connection.scalars(pair)) == ["proposer"]
    assert {item.kind.value for item in items} >= {"answer_claim", "answer_enquiry"}


def test_the_log_is_whole_and_a_rebuild_identical(played: tuple[Bridge, Played]) -> None:
    bridge, _ = played
    assert verify(bridge.db) == []
    assert rebuild(bridge.log, bridge.views, compare=True).differences == ()


def test_what_lies_ahead_is_not_played(sqlite_url: str, tmp_path: Path) -> None:
    clock = SetClock()
    settings = Settings.load({"BRIDGE_ENV": "testing", "BRIDGE_DATA": str(tmp_path)})
    bridge = Bridge(replace(settings, database_url=sqlite_url), clock)
    until = datetime(2022, 6, 1, tzinfo=UTC)
    Play(bridge, clock, load(), until).perform()
    assert all(entry.fact.timestamp <= until for entry in bridge.log.entries(limit=5_000))
    bridge.close()


def test_a_manager_has_brought_a_list_in_and_another_file_waits(played: tuple[Bridge, Played]) -> None:
    bridge, _ = played
    with bridge.reading() as reading:
        incubators, imports = reading.views.incubators.rows, reading.views.imports.rows
        khyber = sa.select(incubators.c.id).where(incubators.c.slug == "demo-incubator-khyber").scalar_subquery()
        [row] = reading.connection.execute(sa.select(imports).where(imports.c.incubator == khyber)).all()
    counts = bridge.import_jobs.counts(row.id)
    assert counts == {"new": 4, "refused": 1}
    assert [job.state for job in bridge.import_jobs.of(row.incubator, ["mapping"])] == ["mapping"]
