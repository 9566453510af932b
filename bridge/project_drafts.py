"""What a team has begun to write of its project, and the files it has uploaded: rows beside the log, one team's own.

Who may read and write them, the page has asked: members of the team and nobody else, whatever their role.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.columns import Instant
from events.errors import Invalid, Problem, Stale
from events.store import Database

metadata = sa.MetaData()
drafts = sa.Table(
    "project_drafts",
    metadata,
    sa.Column("team", sa.Uuid, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("data", sa.JSON, nullable=False),
    sa.Column("saved_at", Instant, nullable=False),
    sa.Column("saved_by", sa.Uuid),
)
files = sa.Table(
    "project_files",
    metadata,
    sa.Column("team", sa.Uuid, primary_key=True),
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("media_type", sa.String(120), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("uploaded_at", Instant, nullable=False),
    sa.Column("uploaded_by", sa.Uuid),
    sa.Index("project_files_digest", "digest"),
)
# A project that fits every field is below this; what is longer is refused by its own field, not kept.
MOST_CHARACTERS = 60_000
MOST_FILES = 40  # that lie ready; how many may be submitted, the hackathon says


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed so far; `version` tells two tabs or two members apart."""

    version: int
    data: dict[str, Any]
    saved_at: datetime | None = None
    saved_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that a team uploaded."""

    digest: str
    name: str
    media_type: str
    kind: str
    size: int

    def record(self) -> dict[str, Any]:
        """The file as a submitted version names it."""
        return {
            "digest": self.digest, "name": self.name, "type": self.media_type, "kind": self.kind, "size": self.size,
        }  # fmt: skip


class ProjectDrafts:
    """One draft a team, and its files."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self.db, self.clock = db, clock

    def load(self, team: UUID) -> Draft:
        """What was typed so far; version 0 where nobody has begun."""
        with self.db.read() as connection:
            row = connection.execute(sa.select(drafts).where(drafts.c.team == team)).first()
        return Draft(0, {}) if row is None else Draft(row.version, dict(row.data), row.saved_at, row.saved_by)

    def save(self, team: UUID, version: int, data: Mapping[str, Any], by: UUID) -> Draft:
        """Keep what was typed on top of `version`. Raises `Stale` where somebody else saved something meanwhile."""
        if len(json.dumps(data, ensure_ascii=False)) > MOST_CHARACTERS:
            raise Invalid([Problem("text", "draft_too_big")])
        now = self.clock()
        row = {"version": version + 1, "data": dict(data), "saved_at": now, "saved_by": by}
        with self.db.change() as tx:
            run = tx.connection.execute
            mine = drafts.update().where(drafts.c.team == team, drafts.c.version == version)
            if run(mine.values(row)).rowcount == 1:
                return Draft(version + 1, dict(data), now, by)
            known = run(sa.select(drafts).where(drafts.c.team == team)).first()
            if known is None and version == 0:
                run(drafts.insert().values(team=team, **row))
                return Draft(1, dict(data), now, by)
            current = 0 if known is None else int(known.version)
            if known is not None and dict(known.data) == dict(data):
                return Draft(current, dict(data), known.saved_at, known.saved_by)
        raise Stale("project_draft", team, version, current)

    def drop(self, team: UUID) -> None:
        """The team is gone."""
        with self.db.change() as tx:
            for table in (drafts, files):
                tx.connection.execute(table.delete().where(table.c.team == team))

    # -- files ----------------------------------------------------------------------------------------------------

    def files_of(self, team: UUID) -> list[StoredFile]:
        """What the team uploaded, the oldest first."""
        query = sa.select(files).where(files.c.team == team).order_by(files.c.uploaded_at, files.c.digest)
        with self.db.read() as connection:
            rows = connection.execute(query).all()
        return [StoredFile(row.digest, row.name, row.media_type, row.kind, row.size) for row in rows]

    def add_file(self, team: UUID, file: StoredFile, by: UUID, field: str = "file") -> None:
        """Remember an upload; the same content again only gets the newer name. Raises `Invalid` for too many."""
        with self.db.change() as tx:
            run = tx.connection.execute
            count = run(sa.select(sa.func.count()).select_from(files).where(files.c.team == team)).scalar() or 0
            this = sa.and_(files.c.team == team, files.c.digest == file.digest)
            run(files.delete().where(this))
            if count >= MOST_FILES:
                raise Invalid([Problem(field, "too_many_files", {"most": MOST_FILES})])
            row = {
                "team": team, "digest": file.digest, "name": file.name, "media_type": file.media_type,
                "kind": file.kind, "size": file.size, "uploaded_at": self.clock(), "uploaded_by": by,
            }  # fmt: skip
            run(files.insert().values(row))

    def remove_file(self, team: UUID, digest: str) -> None:
        """Take a file out of the draft; versions that were submitted keep theirs."""
        with self.db.change() as tx:
            tx.connection.execute(files.delete().where(files.c.team == team, files.c.digest == digest))

    def forget(self, connection: sa.Connection, account: UUID) -> None:
        """A person is erased: what they saved for their team stays, without them."""
        connection.execute(drafts.update().where(drafts.c.saved_by == account).values(saved_by=None))
        connection.execute(files.update().where(files.c.uploaded_by == account).values(uploaded_by=None))
