"""Bringing a database up to this version: its tables, and its read models where a migration changed them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from bridge.folders import MIGRATIONS
from events.store.migrating import configuration, migrate
from events.store.rebuild import Progress, rebuild

if TYPE_CHECKING:
    from bridge.composition import Bridge
    from events.store import Database


@dataclass(frozen=True, slots=True)
class Migrated:
    """From which revision to which, and whether the read models were made again."""

    before: str | None
    after: str | None
    rebuilt: bool


def bring_up(bridge: "Bridge", progress: Progress | None = None) -> Migrated:
    """Run the missing migrations; one that says `rebuild = True` has the read models made again from the log."""
    before = revision(bridge.db)
    migrate(bridge.db, MIGRATIONS)
    after = revision(bridge.db)
    # On an empty log there is nothing to make again.
    due = before is not None and before != after and _asks_for_rebuild(before, after)
    if due:
        rebuild(bridge.log, bridge.views, progress=progress)
    return Migrated(before, after, due)


def revision(database: "Database") -> str | None:
    """The revision of the tables; None for an empty database."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _asks_for_rebuild(before: str, after: str | None) -> bool:
    scripts = ScriptDirectory.from_config(configuration(MIGRATIONS))
    new = scripts.iterate_revisions(after or "heads", before)
    return any(bool(getattr(script.module, "rebuild", False)) for script in new)
