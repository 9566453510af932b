"""Who looks at what in all rounds of a hackathon, how far it is, and what was handed in; notes of the jury never."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa

from bridge.accounts.guests import as_asked, asked_as
from bridge.listings.base import Asked, Choice, Column, Found, Listing, Look, Place, plain
from bridge.listings.short import hackathon_of
from bridge.readmodels.base import unpacked
from bridge.readmodels.freezing import held_back, stands_since
from bridge.readmodels.keyset import Key, Order, ordered
from events.actor import Actor
from events.errors import Refused
from events.hackathons.hosting import RIGHTS
from events.judging.scorecard import scorecard_of

if TYPE_CHECKING:
    from bridge.composition import Reading

STATES = ("todo", "submitted", "skipped", "withdrawn")
STATE, ROUND = Choice("state", STATES), Choice("round", ("1", "2", "3", "4", "5", "6"))


READS = frozenset({"judging", "chair"})


def rights_in(reading: "Reading", actor: Actor, hackathon: UUID) -> frozenset[str]:
    """What somebody may do in a hackathon; managers of its hosts everything."""
    hackathons, connection = reading.views.hackathons, reading.connection
    if any(side["state"] == "accepted" for side in hackathons.sides_of(connection, actor, hackathon)):
        return frozenset(RIGHTS)
    if actor.account is None or actor.only not in (None, hackathon):
        return frozenset()
    mine = [one for one in hackathons.people_of(connection, hackathon) if one["account"] == actor.account]
    return frozenset(right for one in mine for right in unpacked(one["rights"]))


def must_read(reading: "Reading", actor: Actor, hackathon: UUID) -> frozenset[str]:
    """Their rights. Raises `Refused` for those who have nothing to do with its judging; organisers read."""
    rights = rights_in(reading, actor, hackathon)
    if not READS & rights and "organiser" not in actor.roles:
        raise Refused("no_right_in_hackathon", right="judging")
    return rights


@dataclass(frozen=True, slots=True)
class Sheets:
    """Of which hackathon, in which states and rounds."""

    hackathon: UUID | None
    states: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()


def parse(asked: Asked, of: UUID | None) -> Sheets:
    """Some states and rounds, or all."""
    return Sheets(of, STATE.chosen(asked), ROUND.chosen(asked))


def find(look: Look, asked: Sheets, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """A row for every pair of judge and project, for those who may read about the judging."""
    reading, connection = look.reading, look.reading.connection
    hackathon: UUID = hackathon_of(look, asked.hackathon)["id"]
    chairs = "chair" in must_read(reading, look.actor, hackathon)
    query, order = _query(look, asked), _order(look, asked)
    total = connection.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0
    if after is not None:
        query = query.where(order.after(after))
    rows = connection.execute(query.order_by(*order.by()).limit(limit).offset(offset)).mappings().all()
    reading.fetch_keys(row["sealed"] for row in rows)
    names = as_asked(look.accounts.names({row["judge"] for row in rows}), asked_as(connection, hackathon))
    return Found([_told(look, row, names, chairs) for row in rows], total)


def _query(look: Look, asked: Sheets) -> sa.Select[Any]:
    judging, projects = look.reading.views.judging, look.reading.views.projects.rows
    looks, cards, rounds = judging.assignments, judging.cards, judging.rounds
    same = sa.and_(
        cards.c.round == looks.c.round, cards.c.judge == looks.c.judge, cards.c.project == looks.c.project
    )  # fmt: skip
    state = sa.func.coalesce(
        cards.c.state, sa.case((looks.c.withdrawn_at.is_not(None), "withdrawn"), else_="todo")
    ).label("state")
    query = (
        sa.select(
            rounds.c.number.label("round"), projects.c.number.label("place"), looks.c.judge, looks.c.project,
            looks.c.round.label("round_id"), projects.c.title, looks.c.how, looks.c.at,
            looks.c.withdrawn_at, sa.func.coalesce(cards.c.code, looks.c.code).label("code"), state,
            rounds.c.frozen_at, cards.c.scores, cards.c.paper, cards.c.submitted_at, cards.c.comment.label("sealed"),
        )
        .join_from(looks, rounds, rounds.c.id == looks.c.round)
        .join(projects, projects.c.id == looks.c.project)
        .outerjoin(cards, same)
        .where(rounds.c.hackathon == asked.hackathon)
    )  # fmt: skip
    if asked.states:
        query = query.where(state.in_(asked.states))
    if asked.rounds:
        query = query.where(rounds.c.number.in_([int(one) for one in asked.rounds]))
    return query


def _told(look: Look, row: sa.RowMapping, names: dict[UUID, str | None], chairs: bool) -> dict[str, Any]:
    held = held_back(row, stands_since(row, {"chair"} if chairs else ()))
    scores = unpacked(row["scores"]) if row["scores"] and not held else {}
    return {
        **row, "id": scorecard_of(row["round_id"], row["judge"], row["project"]), "name": names.get(row["judge"]) or "",
        "assigned": row["withdrawn_at"] is None, "scores": scores,
        "paper": bool(row["paper"]), "comment": "" if held else look.reading.open(row["sealed"]) or "", "held": held,
    }  # fmt: skip


def _order(look: Look, asked: Sheets) -> Order:
    judging, projects = look.reading.views.judging, look.reading.views.projects.rows
    judge = judging.assignments.c.judge
    return ordered(Key(judging.rounds.c.number, "round"), Key(projects.c.number, "place"), Key(judge, "judge"))


SCORECARDS = Listing(
    "scorecards",
    parse,
    find,
    _order,
    (
        plain("id", "id"),
        plain("round", "number"),
        plain("judge", "id"),
        plain("name", "person"),
        plain("project", "id"),
        plain("title"),
        plain("assigned", "flag"),
        plain("state", "code", "scorecard_states"),
        plain("code"),
        Column("scores", lambda row: row["scores"], "json"),
        Column("marks", lambda row: ", ".join(f"{key} {mark}" for key, mark in row["scores"].items())),
        plain("comment"),
        plain("paper", "flag"),
        plain("at", "moment"),
        plain("submitted_at", "moment"),
    ),
    choices=(STATE, ROUND),
    of="hackathon",
)
