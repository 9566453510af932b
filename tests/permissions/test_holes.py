"""A hole in the site is told by the walk: a door left open, an effect of a refusal, a permission that does nothing."""

from typing import Any

import pytest

from bridge.readmodels.directory import Directory
from bridge.web.startups.access import Seen
from events.errors import Refused
from tests.permissions import roles
from tests.permissions.table import TABLE
from tests.permissions.walking import Stage, wrong

ROWS = {str(row): row for row in TABLE}


def said(stage: Stage, name: str, role: str) -> str:
    """What the walk says of one request."""
    return "; ".join(wrong(stage, ROWS[name], role, stage.send(ROWS[name], role)))


def test_a_page_that_lets_everybody_in(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Seen, "must", lambda seen, allowed: None)
    assert "expected no, came 200" in said(stage, "GET /startups/<slug>/history", roles.MEMBER)


def test_a_list_that_shows_what_is_hidden(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = Directory.visible
    monkeypatch.setattr(
        Directory, "visible", lambda directory, actor: everything(directory, stage.world.actor(roles.ADMINISTRATOR))
    )
    told = said(stage, "GET /startups", roles.VISITOR)
    assert "reads 'Faraway Shadow'" in told
    assert "reads 'value=\"mining\"'" in told


def test_a_permission_that_does_nothing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage.bridge.startups, "pause", lambda *arguments: None)
    assert "no startup.proposals_paused" in said(stage, "POST /startups/<slug>/pause", roles.FOUNDER)


def test_a_refusal_that_leaves_something_behind(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def pause(*arguments: Any) -> None:
        stage.bridge.drafts.save(stage.world.accounts[roles.MEMBER], "left", {})
        raise Refused("not_a_founder")

    monkeypatch.setattr(stage.bridge.startups, "pause", pause)
    assert "and yet changed {'drafts'}" in said(stage, "POST /startups/<slug>/pause", roles.MEMBER)
