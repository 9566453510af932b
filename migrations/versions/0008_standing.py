"""Profiles that were taken over, merged or withdrawn; go-betweens."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None
rebuild = True

BETWEEN: dict[str, sa.types.TypeEngine[Any]] = {
    "declined_by": sa.String(length=40), "go_between": sa.Uuid(), "agreed_by": sa.String(length=40),
    "agreed_at": sa.String(length=32), "agreement": sa.Text(),
}  # fmt: skip
NARROW = ["changed_at", "number", "id", "letters", "name"]


def upgrade() -> None:
    for slot in ("a", "b"):
        _standing(slot)
        _claims(slot)
        _enquiries(slot)
        _between(slot)
    _invitations()


def _claims(slot: str) -> None:
    table = f"startup_claims_{slot}"
    op.create_table(
        table,
        sa.Column("request", sa.Uuid(), nullable=False),
        sa.Column("startup", sa.Uuid(), nullable=False),
        sa.Column("account", sa.Uuid(), nullable=False),
        sa.Column("own", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("answered_at", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("request"),
    )
    op.create_index(f"ix_{table}_startup_state", table, ["startup", "state"])
    op.create_index(f"ix_{table}_account_state", table, ["account", "state"])
    op.add_column(f"startup_admissions_{slot}", sa.Column("update_asked_at", sa.String(length=32), nullable=True))


def _enquiries(slot: str) -> None:
    table = f"enquiries_{slot}"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("startup", sa.Uuid(), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=False),
        sa.Column("incubator", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("want", sa.String(length=40), nullable=False),
        sa.Column("offer", sa.String(length=40), nullable=False),
        sa.Column("next_step", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=True),
        sa.Column("answer_text", sa.Text(), nullable=True),
        sa.Column("asked_at", sa.String(length=32), nullable=False),
        sa.Column("answered_at", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(f"ix_{table}_startup_state", table, ["startup", "state"])
    op.create_index(f"ix_{table}_incubator_state", table, ["incubator", "state"])


def _between(slot: str) -> None:
    table = f"introductions_{slot}"
    for name, kind in BETWEEN.items():
        op.add_column(table, sa.Column(name, kind, nullable=True))
    op.create_index(f"ix_{table}_go_between_state", table, ["go_between", "state"])


def _invitations() -> None:
    """Links that are handed over, who used one, newer ones, and requests for them."""
    instant = sa.DateTime(timezone=True)
    op.add_column("invitations", sa.Column("name", sa.String(length=100), nullable=True))
    for column in ("account", "used_by", "asked_by"):
        op.add_column("invitations", sa.Column(column, sa.Uuid(), nullable=True))
    for column in ("replaced_at", "asked_at"):
        op.add_column("invitations", sa.Column(column, instant, nullable=True))
    # Looked for on every page of somebody who is signed in.
    op.create_index("invitations_account", "invitations", ["account"])


def _standing(slot: str) -> None:
    table = f"startups_{slot}"
    op.add_column(table, sa.Column("standing", sa.String(length=40), nullable=False, server_default="active"))
    op.add_column(table, sa.Column("merged_into", sa.Uuid(), nullable=True))
    op.add_column(table, sa.Column("lacking", sa.Integer(), nullable=False, server_default="0"))
    op.drop_index(f"ix_{table}_country_visibility", table)
    op.create_index(f"ix_{table}_country_visibility_standing", table, ["country", "visibility", "standing"])
    op.drop_index(f"ix_{table}_narrow", table)
    op.create_index(f"ix_{table}_narrow", table, ["visibility", "standing", *NARROW])
    op.create_index(f"ix_{table}_merged_into", table, ["merged_into"])


def _no_care(slot: str) -> None:
    op.drop_index(f"ix_introductions_{slot}_go_between_state", f"introductions_{slot}")
    for name in BETWEEN:
        op.drop_column(f"introductions_{slot}", name)
    op.drop_table(f"enquiries_{slot}")
    op.drop_column(f"startup_admissions_{slot}", "update_asked_at")
    op.drop_table(f"startup_claims_{slot}")


def downgrade() -> None:
    op.drop_index("invitations_account", "invitations")
    for column in ("name", "account", "used_by", "asked_by", "replaced_at", "asked_at"):
        op.drop_column("invitations", column)
    for slot in ("a", "b"):
        _no_care(slot)
        table = f"startups_{slot}"
        op.drop_index(f"ix_{table}_merged_into", table)
        op.drop_index(f"ix_{table}_narrow", table)
        op.create_index(f"ix_{table}_narrow", table, ["visibility", *NARROW])
        op.drop_index(f"ix_{table}_country_visibility_standing", table)
        op.create_index(f"ix_{table}_country_visibility", table, ["country", "visibility"])
        op.drop_column(table, "lacking")
        op.drop_column(table, "merged_into")
        op.drop_column(table, "standing")
