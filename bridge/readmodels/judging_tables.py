"""The tables of judging: judges and mentors, rounds, who looks at what, scorecards through time, publications."""

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from bridge.readmodels.base import Code, Id, Moment, index

Maker = Callable[..., sa.Table]


@dataclass(frozen=True, slots=True)
class Tables:
    """All of one slot."""

    judges: sa.Table
    declared: sa.Table
    mentors: sa.Table
    rounds: sa.Table
    assignments: sa.Table
    cards: sa.Table
    past: sa.Table
    publications: sa.Table


def tables(table: Maker) -> Tables:
    """Make them."""
    judges = table(
        "judges",
        sa.Column("hackathon", Id, primary_key=True),
        sa.Column("judge", Id, primary_key=True),
        sa.Column("state", Code, nullable=False),  # invited, entered, left, declined, removed
        sa.Column("seat", sa.Text, nullable=False),  # languages, country, incubators, startups, tracks, most
        sa.Column("link", Id),
        sa.Column("invited_at", Moment, nullable=False),
        sa.Column("entered_at", Moment),
        sa.Column("left_at", Moment),
    )
    index(judges, "judge")
    declared = table(
        "judge_conflicts",
        sa.Column("judge", Id, primary_key=True),
        sa.Column("project", Id, primary_key=True),
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("why", sa.Text),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", Moment, nullable=False),
    )
    index(declared, "hackathon")
    mentors = table(
        "mentors",
        sa.Column("hackathon", Id, primary_key=True),
        sa.Column("mentor", Id, primary_key=True),
        sa.Column("topics", sa.Text, nullable=False),
        sa.Column("since", Moment, nullable=False),
        sa.Column("until", Moment),
    )
    index(mentors, "mentor")
    rounds = table(
        "judging_rounds",
        sa.Column("id", Id, primary_key=True),
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", Code, nullable=False),  # planned, open, closed
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("method", Code),
        sa.Column("rules_agreed", sa.Text, nullable=False),  # by host the name of the rules that it agreed to
        sa.Column("judges", sa.Text, nullable=False),
        sa.Column("projects", sa.Text, nullable=False),
        sa.Column("pitches", sa.Text, nullable=False),
        sa.Column("frozen_at", Moment),  # since when the leaderboard stands still for all but the chair
        sa.Column("ranking", sa.Text, nullable=False),
        sa.Column("computed", sa.String(64)),
        sa.Column("departs", sa.Boolean, nullable=False),
        sa.Column("why", sa.Text),  # of the jury, where it departs from what was computed
        sa.Column("agreed", sa.Text, nullable=False),
        sa.Column("published", sa.Integer, nullable=False),
        sa.Column("feedback", sa.Boolean, nullable=False),
        sa.Column("revealed", sa.Integer),
        sa.Column("opened_at", Moment),
        sa.Column("closed_at", Moment),
        sa.Column("changed_at", Moment, nullable=False),
    )
    index(rounds, "hackathon", "number")
    assignments = table(
        "assignments",
        sa.Column("round", Id, primary_key=True),
        sa.Column("judge", Id, primary_key=True),
        sa.Column("project", Id, primary_key=True),
        sa.Column("how", Code, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("code", Code),  # why it was withdrawn
        sa.Column("withdrawn_at", Moment),
    )
    index(assignments, "judge", "withdrawn_at")
    cards = table(
        "scorecards",
        sa.Column("id", Id, primary_key=True),
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("round", Id, nullable=False),
        sa.Column("judge", Id, nullable=False),
        sa.Column("project", Id, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", Code, nullable=False),  # open, submitted, skipped, withdrawn
        sa.Column("before", Code, nullable=False),  # what it was before it was withdrawn
        sa.Column("scores", sa.Text, nullable=False),
        sa.Column("comment", sa.Text),
        sa.Column("note", sa.Text),
        sa.Column("paper", sa.Boolean, nullable=False),
        sa.Column("code", Code),  # of a skip or a withdrawal
        sa.Column("why", sa.Text),
        sa.Column("times", sa.Integer, nullable=False),  # how often it was handed in
        sa.Column("submitted_at", Moment),
        sa.Column("changed_at", Moment, nullable=False),
    )
    index(cards, "round", "state")
    index(cards, "judge", "round")
    index(cards, "project")
    past = table(
        "scorecard_past",
        sa.Column("card", Id, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("round", Id, nullable=False),
        sa.Column("judge", Id, nullable=False),
        sa.Column("project", Id, nullable=False),
        sa.Column("state", Code, nullable=False),
        sa.Column("scores", sa.Text, nullable=False),
        sa.Column("since", Moment, nullable=False),
        sa.Column("until", Moment),
    )
    index(past, "round", "since")
    publications = table(
        "publications",
        sa.Column("round", Id, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("method", Code, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("rows", sa.Text, nullable=False),
        sa.Column("prizes", sa.Text, nullable=False),
        sa.Column("departs", sa.Boolean, nullable=False),
        sa.Column("why", sa.Text),
        sa.Column("entries", sa.Integer, nullable=False),
        sa.Column("root", sa.String(64), nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", Moment, nullable=False),
    )
    index(publications, "hackathon")
    return Tables(judges, declared, mentors, rounds, assignments, cards, past, publications)
