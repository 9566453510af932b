"""The tables that the code names are the tables that the migrations make, on both databases."""

from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import bridge.accounts.invitations
import bridge.accounts.tables
import bridge.drafts
import bridge.files
import bridge.heartbeats
import bridge.judging.jobs
import bridge.machines.tables
import bridge.mail.tables
import bridge.mentors
import bridge.papers
import bridge.project_drafts
import bridge.scorecard_drafts
import bridge.suggestions
import events.store.tables
from bridge.readmodels import SLOTS, Views
from events.store import Database

OURS = [
    *(Views(slot).metadata for slot in SLOTS),
    *(
        module.metadata
        for module in (
            bridge.accounts.invitations, bridge.accounts.tables, bridge.drafts, bridge.files, bridge.mail.tables,
            bridge.heartbeats, bridge.judging.jobs, bridge.machines.tables, bridge.papers,
            bridge.project_drafts,
            bridge.mentors, bridge.scorecard_drafts, bridge.suggestions, events.store.tables,
        )
    ),
]  # fmt: skip


@pytest.mark.parametrize("metadata", OURS)
def test_code_and_migrations_agree(database: Database, metadata: sa.MetaData) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _ours(metadata)})
        differences = [change for change in compare_metadata(context, metadata) if not _comment(change)]
        assert differences == []


def _ours(metadata: sa.MetaData) -> Any:
    def include(thing: Any, name: str | None, kind: str, reflected: bool, compared: Any) -> bool:
        return kind != "table" or name in metadata.tables

    return include


def _comment(change: Any) -> bool:
    return isinstance(change, list) and all(part[0] == "modify_comment" for part in change)
