"""The tables of startups: one row each, their terms, people, admissions, blocks and dismissals."""

import sqlalchemy as sa

from bridge.readmodels.base import Code, Id, Moment, Number, ReadModel, deleting, index, inserting, updating
from bridge.readmodels.freshness import columns
from events.store import Prepared


class StartupTables(ReadModel):
    """Tables, and the statements that handlers send; the handlers are in `startups`."""

    def build(self) -> None:
        self.rows = self.table(
            "startups",
            sa.Column("id", Id, primary_key=True),
            sa.Column("number", Number, nullable=False, unique=True),
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("slug", sa.String(80), nullable=False),
            sa.Column("name", sa.String(120), nullable=False),
            sa.Column("country", sa.String(2), nullable=False),
            sa.Column("city", sa.String(80), nullable=False),
            sa.Column("stage", Code),
            sa.Column("founded", sa.Integer),
            sa.Column("team_size", sa.Integer),
            sa.Column("visibility", Code, nullable=False),
            sa.Column("unclaimed", sa.Boolean, nullable=False),
            sa.Column("standing", Code, nullable=False),
            sa.Column("merged_into", Id),
            sa.Column("paused", sa.Boolean, nullable=False),
            sa.Column("lacking", sa.Integer, nullable=False),  # how many of the facts that matter
            sa.Column("source", sa.String(120)),
            sa.Column("source_row", sa.String(120)),
            sa.Column("letters", sa.String(80), nullable=False),
            sa.Column("profile", sa.Text, nullable=False),
            sa.Column("registered_at", Moment, nullable=False),
            sa.Column("changed_at", Moment, nullable=False),
            *columns(),
        )
        # This order: SQLite would take the other one for look-ups by id.
        index(self.rows, "country", "visibility", "standing")
        index(self.rows, "source", "source_row")
        index(self.rows, "asked", "ask_at")
        # All that finding, counting and ordering read, beside the wide rows.
        index(self.rows, "visibility", "standing", "changed_at", "number", "id", "letters", "name", called="narrow")
        index(self.rows, "merged_into")
        self.slugs = self.table(
            "startup_slugs",
            sa.Column("slug", sa.String(80), primary_key=True),
            sa.Column("startup", Id, nullable=False),
        )
        self.tags = self.table(
            "startup_terms",
            sa.Column("kind", Code, primary_key=True),
            sa.Column("code", sa.String(80), primary_key=True),
            sa.Column("startup", Id, primary_key=True),
        )
        index(self.tags, "startup")
        self.people = self.table(
            "startup_people", sa.Column("startup", Id, primary_key=True), sa.Column("account", Id, primary_key=True),
            sa.Column("since", Moment, nullable=False),
        )  # fmt: skip
        index(self.people, "account")
        self.invitations = self.table(
            "startup_invitations",
            sa.Column("invitation", Id, primary_key=True),
            sa.Column("startup", Id, nullable=False),
            sa.Column("since", Moment, nullable=False),
        )  # fmt: skip
        index(self.invitations, "startup")
        self.admissions = self.table(
            "startup_admissions",
            sa.Column("startup", Id, primary_key=True),
            sa.Column("incubator", Id, primary_key=True),
            sa.Column("state", Code, nullable=False),
            sa.Column("changed_at", Moment, nullable=False),
            sa.Column("admitted_at", Moment),
            sa.Column("graduated_on", sa.String(10)),
            sa.Column("message", sa.Text),
            sa.Column("why", sa.Text),
            sa.Column("update_asked_at", Moment),  # when it last asked the founders to look through their profile
        )
        index(self.admissions, "incubator", "state")
        self.blocks = self.table(
            "startup_blocks", sa.Column("startup", Id, primary_key=True), sa.Column("other", Id, primary_key=True),
            sa.Column("since", Moment, nullable=False),
        )  # fmt: skip
        self.dismissals = self.table(
            "startup_dismissals",
            sa.Column("startup", Id, primary_key=True),
            sa.Column("other", Id, primary_key=True),
            sa.Column("reason", Code, nullable=False),
            sa.Column("note", sa.Text),
            sa.Column("shown", sa.Text),
            sa.Column("at", Moment, nullable=False),
        )
        self._prepare()

    def _prepare(self) -> None:
        rows, tags, admissions, key = self.rows, self.tags, self.admissions, sa.bindparam("key", type_=Id)
        self.insert, self.update = inserting(rows), updating(rows)
        self.read = Prepared(sa.select(rows.c.profile, rows.c.number).where(rows.c.id == key))
        self.read_claimed = Prepared(sa.select(rows.c.profile, rows.c.unclaimed).where(rows.c.id == key))
        self.add_slug = inserting(self.slugs)
        addresses = self.slugs.update().where(self.slugs.c.startup == key)
        self.move_slugs = Prepared(addresses.values(startup=sa.bindparam("into", type_=Id)))
        self.drop_slugs = deleting(self.slugs, "startup")
        self.read_tags = Prepared(sa.select(tags.c.kind, tags.c.code).where(tags.c.startup == key))
        self.add_tag, self.drop_tag = inserting(tags), deleting(tags, "kind", "code", "startup")
        self.add_person, self.drop_person = inserting(self.people), deleting(self.people, "startup", "account")
        self.count_people = Prepared(sa.select(sa.func.count()).where(self.people.c.startup == key))
        self.add_invitation, self.drop_invitation = (
            inserting(self.invitations),
            deleting(self.invitations, "invitation"),
        )
        self.read_admission = Prepared(
            sa.select(admissions.c.admitted_at, admissions.c.graduated_on, admissions.c.message).where(
                admissions.c.startup == key, admissions.c.incubator == sa.bindparam("incubator", type_=Id)
            )
        )
        self.add_admission, self.drop_admission = inserting(admissions), deleting(admissions, "startup", "incubator")
        self.add_block, self.drop_block = inserting(self.blocks), deleting(self.blocks, "startup", "other")
        self.add_dismissal = inserting(self.dismissals)
        self.drop_dismissal = deleting(self.dismissals, "startup", "other")
