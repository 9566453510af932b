"""Rows beside the log about imports at work: the file, how it is read, how far it came, what became of each row."""

import sqlalchemy as sa

from bridge.columns import Instant

metadata = sa.MetaData()
jobs = sa.Table(
    "import_jobs",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("incubator", sa.Uuid, nullable=False),
    sa.Column("account", sa.Uuid, nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("file_name", sa.String(120), nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("how", sa.JSON, nullable=False),  # encoding, delimiter, sheet, header: what a person chose
    sa.Column("columns", sa.JSON, nullable=False),  # field by column: a code, or None
    sa.Column("settings", sa.JSON, nullable=False),  # name of the list, country, what happens to the undecided
    sa.Column("headers", sa.String(64), nullable=False),  # a hash: the same header is offered the same mapping
    sa.Column("total", sa.Integer, nullable=False),
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("counts", sa.JSON, nullable=False),
    sa.Column("words", sa.JSON, nullable=False),  # that became tags, and how often
    sa.Column("problem", sa.JSON),
    sa.Column("uploaded_at", Instant, nullable=False),
    sa.Column("changed_at", Instant, nullable=False),
    sa.Column("file_removed_at", Instant),
)
sa.Index("import_jobs_incubator", jobs.c.incubator, jobs.c.uploaded_at)
sa.Index("import_jobs_state", jobs.c.state)
rows = sa.Table(
    "import_rows",
    metadata,
    sa.Column("job", sa.Uuid, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("outcome", sa.String(20), nullable=False),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("startup", sa.Uuid),
    sa.Column("alike", sa.Uuid),  # a startup of the incubator that this may be
    sa.Column("decision", sa.String(10)),
    sa.Column("version", sa.Integer),  # of the startup when the row was through
    sa.Column("claimed", sa.String(250)),  # source and id that the startup is known by from this row on
    sa.Column("problems", sa.JSON, nullable=False),
    sa.Column("undone", sa.String(20)),
)
sa.Index("import_rows_outcome", rows.c.job, rows.c.outcome, rows.c.number)
