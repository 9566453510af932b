"""What one judge has before them: assignments, standing or withdrawn, with project, scorecard and receipt."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy as sa

from events.judging.scorecard_events import ScoresSubmitted
from events.judging_chain.chain import Entry
from events.judging_chain.verifying import Receipt

if TYPE_CHECKING:
    from bridge.readmodels import Views


def sheets(connection: sa.Connection, views: "Views", judge: UUID, hackathon: UUID) -> Sequence[sa.RowMapping]:
    """A row an assignment, round by round, in the order in which a judge goes through them."""
    looks, cards = views.judging.assignments.c, views.judging.cards
    rounds, projects = views.judging.rounds, views.projects.rows
    mine = sa.and_(cards.c.round == looks.round, cards.c.judge == looks.judge, cards.c.project == looks.project)
    query = (
        sa.select(
            looks.round, looks.project, looks.code, looks.withdrawn_at,
            rounds.c.number, rounds.c.state.label("round_state"), rounds.c.published, rounds.c.plan,
            projects.c.title, projects.c.team_name, projects.c.language, projects.c.summary,
            projects.c.changed_at.label("project_changed_at"),
            cards.c.id.label("card"), cards.c.state, cards.c.code.label("card_code"), cards.c.scores,
            cards.c.comment, cards.c.note, cards.c.times, cards.c.paper, cards.c.submitted_at,
        )
        .select_from(views.judging.assignments)
        .join(rounds, rounds.c.id == looks.round)
        .join(projects, projects.c.id == looks.project)
        .join(cards, mine, isouter=True)
        .where(looks.judge == judge, rounds.c.hackathon == hackathon)
        .order_by(rounds.c.number, projects.c.number)
    )  # fmt: skip
    return connection.execute(query).mappings().all()


@dataclass(frozen=True, slots=True)
class Given:
    """The receipt of one handing in; `newest` of its scorecard."""

    card: UUID
    receipt: Receipt
    at: str
    newest: bool


def handed_in(connection: sa.Connection, views: "Views", cards: Sequence[UUID]) -> list[Given]:
    """The receipts of every handing in of some scorecards, the oldest first."""
    rows = views.judging_chain.rows.c
    query = sa.select(rows.card, rows.number, rows.body, rows.hash, rows.at).where(rows.card.in_(cards))
    found = [
        (row.card, Entry(row.number, row.body, row.hash).receipt, row.at)
        for row in connection.execute(query.order_by(rows.number))
        if json.loads(row.body)["kind"] == ScoresSubmitted.TOPIC
    ]
    last = {card: receipt for card, receipt, _ in found}
    return [Given(card, receipt, at, last[card] == receipt) for card, receipt, at in found]


def receipts(connection: sa.Connection, views: "Views", cards: Sequence[UUID]) -> dict[UUID, Receipt]:
    """The newest entry of the judging's chain about each of some scorecards."""
    rows = views.judging_chain.rows.c
    query = sa.select(rows.card, rows.number, rows.body, rows.hash).where(rows.card.in_(cards)).order_by(rows.number)
    return {row.card: Entry(row.number, row.body, row.hash).receipt for row in connection.execute(query)}
