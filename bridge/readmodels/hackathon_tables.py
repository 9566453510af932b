"""The tables of hackathons: one row each, its hosts, people, phases, changes, and the words that lists filter by."""

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from bridge.readmodels.base import Code, Id, Moment, Number, index

Maker = Callable[..., sa.Table]


@dataclass(frozen=True, slots=True)
class Tables:
    """All of one slot."""

    rows: sa.Table
    hosts: sa.Table
    people: sa.Table
    invitations: sa.Table
    phases: sa.Table
    changes: sa.Table
    words: sa.Table


def tables(table: Maker) -> Tables:
    """Make them."""
    rows = table(
        "hackathons",
        sa.Column("id", Id, primary_key=True),
        sa.Column("number", Number, nullable=False, unique=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("slug", sa.String(80), nullable=False, unique=True),
        sa.Column("state", Code, nullable=False),  # draft, announced, cancelled
        sa.Column("shown", sa.Boolean, nullable=False),  # announced once: what is cancelled afterwards stays to be read
        sa.Column("form", Code),
        sa.Column("zone", sa.String(60)),
        sa.Column("sort_name", sa.String(160), nullable=False),
        sa.Column("setup", sa.Text, nullable=False),
        sa.Column("versions", sa.Text, nullable=False),
        sa.Column("starts", Moment),  # when building opens
        sa.Column("ends", Moment),  # the last moment of its dates
        sa.Column("next_at", Moment),  # the first moment that the timer has not recorded
        sa.Column("why", sa.Text),  # of a cancellation
        sa.Column("announced_at", Moment),
        sa.Column("changed_at", Moment, nullable=False),
    )
    index(rows, "shown", "starts")
    index(rows, "next_at")
    hosts = table(
        "hackathon_hosts",
        sa.Column("hackathon", Id, primary_key=True),
        sa.Column("incubator", Id, primary_key=True),
        sa.Column("state", Code, nullable=False),  # invited, accepted
        sa.Column("agreed", sa.String(64)),  # the digest of the text that it agreed to
        sa.Column("since", Moment, nullable=False),
    )
    index(hosts, "incubator", "state")
    people = table(
        "hackathon_people",
        sa.Column("hackathon", Id, primary_key=True),
        sa.Column("account", Id, primary_key=True),
        sa.Column("rights", sa.Text, nullable=False),
        sa.Column("since", Moment, nullable=False),
    )
    index(people, "account")
    invitations = table(
        "hackathon_invitations",
        sa.Column("invitation", Id, primary_key=True),
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("rights", sa.Text, nullable=False),
        sa.Column("since", Moment, nullable=False),
    )
    index(invitations, "hackathon")
    phases = table(
        "hackathon_phases",
        sa.Column("hackathon", Id, primary_key=True),
        sa.Column("phase", Code, primary_key=True),
        sa.Column("opens", Moment),
        sa.Column("closes", Moment),
        sa.Column("hand", Code),  # opened, closed
        sa.Column("opened_at", Moment),
        sa.Column("closed_at", Moment),
    )
    changes = table(
        "hackathon_changes",
        sa.Column("change", Id, primary_key=True),
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("part", Code, nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("state", Code, nullable=False),  # proposed, applied, refused
        sa.Column("agreed", sa.Text, nullable=False),
        sa.Column("why", sa.Text),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("done_at", Moment),
    )
    index(changes, "hackathon", "state")
    words = table(
        "hackathon_words",
        sa.Column("hackathon", Id, primary_key=True),
        sa.Column("kind", Code, primary_key=True),  # country, sector, language
        sa.Column("code", Code, primary_key=True),
    )
    index(words, "kind", "code")
    return Tables(rows, hosts, people, invitations, phases, changes, words)
