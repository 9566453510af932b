"""Every command does what it says and tells what went wrong in a sentence."""

import json
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from bridge import incubator_data
from bridge.composition import Bridge
from bridge.followers import running
from events.actor import Actor
from events.store.places import place, stop
from events.store.tables import events
from tests.cli.conftest import Run

LIST = """id,name,country,industry,one_liner
1,Alpha Pumps,Pakistan,Agriculture,Water pumps
2,Beta Pay,Georgia,Fintech,Pay by phone
"""


def registered(bridge: Bridge, name: str = "Anor") -> Actor:
    founder = Actor(uuid4())
    bridge.startups.register(founder, {"name": name, "country": "PK"})
    return founder


def test_migrate_lists_the_incubators_once(run: Run, bridge: Bridge) -> None:
    there = len(incubator_data.load())
    first = run("migrate")
    assert first.exit_code == 0
    assert f"{there} listed, 0 updated" in first.output
    log = bridge.log.recorder.max_notification_id()
    again = run("migrate")
    assert again.exit_code == 0
    assert "listed" not in again.output
    assert bridge.log.recorder.max_notification_id() == log
    assert {entry.fact.by for entry in bridge.log.entries()} == {"system:reference"}


def test_grant_and_revoke_change_what_a_person_may(run: Run, bridge: Bridge) -> None:
    account = bridge.accounts.demo_account("first@demo.example", "First")
    assert run("grant", "first@demo.example", "administrator").exit_code == 0
    assert bridge.actor_for(account).roles == {"administrator"}
    assert run("grant", "first@demo.example", "organiser", "--office", "kg").exit_code == 0
    assert bridge.actor_for(account).office == "KG"
    again = run("grant", "first@demo.example", "administrator")
    assert (again.exit_code, again.output) == (1, "Error: This role is granted already.\n")
    assert run("revoke", "first@demo.example", "organiser").exit_code == 0
    assert bridge.actor_for(account).roles == {"administrator"}
    assert {entry.fact.by for entry in bridge.log.entries()} == {"system:cli"}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("grant", "nobody@demo.example", "administrator"), "Nobody has registered"),
        (("grant", "nobody@demo.example", "organiser"), "--office"),
        (("grant", "nobody@demo.example", "queen"), "queen"),
        (("events", "--topic", "startup.flew"), "no topic startup.flew"),
        (("follow", "--continue", "nobody"), "no follower nobody"),
        (("follow", "--past"), "--continue"),
        (("import", "/nowhere.csv"), "/nowhere.csv"),
    ],
)
def test_what_cannot_be_is_a_sentence(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    result = run(*arguments)
    assert result.exit_code in (1, 2)
    assert sentence in result.output


def test_a_wrong_setting_is_a_sentence(run: Run) -> None:
    result = run("verify", BRIDGE_ENV="holiday")
    assert result.exit_code == 1
    assert "BRIDGE_ENV is 'holiday'" in result.output


def test_without_tables_every_command_says_what_to_run(run: Run, tmp_path: Path) -> None:
    result = run("rebuild", DATABASE_URL=f"sqlite:///{tmp_path}/empty.sqlite")
    assert result.exit_code == 1
    assert "bridge migrate" in result.output


def test_rebuild_says_whether_the_rows_are_identical(run: Run, bridge: Bridge) -> None:
    registered(bridge)
    same = run("rebuild")
    assert (same.exit_code, same.output) == (0, "1 events: the rows are identical.\n")
    with bridge.reading() as reading:
        rows = reading.views.startups.rows
    with bridge.db.change() as tx:
        tx.connection.execute(sa.update(rows).values(city="Nowhere"))
    kept = run("rebuild", "--only-if-same")
    assert kept.exit_code == 1
    assert kept.output.startswith("startups: 1 rows were there, 1 are made instead")
    differs = run("rebuild")
    assert differs.exit_code == 0
    assert "the rows differed" in differs.output


def test_verify_names_the_first_entry_that_was_altered(run: Run, bridge: Bridge) -> None:
    for name in ("Anor", "Bodom", "Chinor"):
        registered(bridge, name)
    assert run("verify").exit_code == 0
    with bridge.db.change() as tx:
        tx.connection.execute(sa.update(events).where(events.c.id == 2).values(originator_version=7))
    altered = run("verify")
    assert altered.exit_code == 1
    assert altered.output.startswith("entry 2 (startup.registered) was altered")


def test_events_shows_the_log_as_lines_and_as_json(run: Run, bridge: Bridge) -> None:
    founder = registered(bridge)
    registered(bridge, "Bodom")
    lines = run("events").output.splitlines()
    assert len(lines) == 2
    assert "startup.registered" in lines[0]
    [line] = run("events", "--after", "1", "--json").output.splitlines()
    entry = json.loads(line)
    assert (entry["id"], entry["topic"], entry["details"]["profile"]["name"]) == (2, "startup.registered", "Bodom")
    [first] = run("events", "--limit", "1", "--json").output.splitlines()
    assert json.loads(first)["by"] == founder.by
    assert run("events", "--of", entry["of"]).output.splitlines() == lines[1:]
    assert run("events", "--topic", "startup.renamed").output == ""


def test_a_list_goes_in_once(run: Run, bridge: Bridge, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST)
    dry = run("import", str(file), "--dry-run")
    assert "2 would be new" in dry.output
    assert bridge.log.entries() == []
    assert "2 rows: 2 new" in run("import", str(file)).output
    assert "2 rows: 0 new, 0 updated, 2 unchanged" in run("import", str(file)).output
    assert {entry.fact.by for entry in bridge.log.entries()} == {"system:import"}
    with bridge.reading() as reading:
        rows = reading.views.startups.rows
        found = reading.connection.execute(sa.select(rows.c.visibility, rows.c.unclaimed)).all()
    assert [tuple(row) for row in found] == [("hidden", True)] * 2


def test_a_list_with_faults_names_them_and_gives_the_rows_back(run: Run, bridge: Bridge, tmp_path: Path) -> None:
    file, bad = tmp_path / "list.csv", tmp_path / "bad.csv"
    file.write_text("Nr,Firma,country\n1,Alpha,Pakistan\n2,Beta,Atlantis\n")
    nameless = run("import", str(file))
    assert nameless.exit_code == 1
    assert "--map" in nameless.output
    assert run("import", str(file), "--map", "Firm=name").exit_code == 1
    mapped = run("import", str(file), "--map", "Firma=name", "--map", "Nr=id", "--bad", str(bad))
    assert mapped.exit_code == 0
    assert "row 3: country: is not one of the known values" in mapped.output
    assert "1 new" in mapped.output
    assert "Beta" in bad.read_text(encoding="utf-8-sig")


def test_a_list_is_admitted_to_an_incubator(run: Run, bridge: Bridge, tmp_path: Path) -> None:
    run("migrate")
    file = tmp_path / "list.csv"
    file.write_text(LIST)
    assert run("import", str(file), "--incubator", "nowhere").exit_code == 1
    assert run("import", str(file), "--incubator", "nic-peshawar").exit_code == 0
    assert [entry.fact.TOPIC for entry in bridge.log.entries(topics=["startup.admitted"])] == ["startup.admitted"] * 2


def test_a_stopped_follower_goes_on_when_it_is_told_to(run: Run, bridge: Bridge) -> None:
    registered(bridge)
    stop(bridge.db, "matcher", 1, ValueError())
    unwell = run("health")
    assert unwell.exit_code == 1
    assert "matcher: STOPPED at event 1" in unwell.output
    assert run("follow", "--continue", "matcher").exit_code == 0
    assert place(bridge.db, "matcher").stopped_at is None
    stop(bridge.db, "matcher", 1, ValueError())
    assert run("follow", "--continue", "matcher", "--past").exit_code == 0
    assert place(bridge.db, "matcher").position == 1


def test_follow_runs_only_those_that_are_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []

    def fails(bridge: Bridge) -> running.Run:
        ran.append("timer")
        raise RuntimeError("broken")

    monkeypatch.setattr(running, "FOLLOWERS", {**running.FOLLOWERS, "timer": fails})
    result = run("follow", "timer")
    assert ran == ["timer"]
    assert (result.exit_code, result.output.splitlines()[-1]) == (1, "Error: Ended by an error: timer.")


def test_the_demonstration_is_refused_in_production(run: Run) -> None:
    secrets = {"BRIDGE_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz", "BRIDGE_MASTER_KEY": "QUJD" * 10 + "QUI="}
    site = {"BRIDGE_BASE_URL": "https://bridge.example", "SMTP_URL": "smtp://mail", "BRIDGE_MAIL_FROM": "a@b.example"}
    result = run("demo", BRIDGE_ENV="production", **secrets, **site)
    assert (result.exit_code, result.output) == (1, "Error: Demo data has no place in production.\n")


def test_the_demonstration_wants_an_empty_database(run: Run, bridge: Bridge) -> None:
    registered(bridge)
    assert run("demo").exit_code == 1
    quiet = run("demo", "--if-empty")
    assert quiet.exit_code == 0
    assert "silk road demo" in quiet.output
    assert len(bridge.log.entries()) == 1
