"""The hash chain of each hackathon's judging, entry by entry, in the order of the log.

Judges stand in it under names of their own: a hash under the panel's random salt, which leads nobody to a person and
means nothing in another hackathon. Comments and notes leave the seal of their sealed text, which is random already.
Scores and rankings stand under a seal too, which is opened for everybody with the publication that they count for: so
a round that is published can be checked at once, whatever else is being judged.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson
import sqlalchemy as sa

from bridge.readmodels.base import Id, Moment, Number, index, inserting, moment
from events.fact import Fact
from events.judging import panel_events as panels
from events.judging import round_events as rounds
from events.judging import scorecard_events as cards
from events.judging_chain import Entry, Sealed, commit, entry_after, opaque, opening
from events.personal import PersonalText
from events.store import Prepared, Transaction

Told = dict[str, Any]


class JudgingChain:
    """One row an entry; rows are only ever added."""

    def __init__(self, slot: str, metadata: sa.MetaData) -> None:
        self.rows = sa.Table(
            f"judging_chain_{slot}",
            metadata,
            sa.Column("hackathon", Id, primary_key=True),
            sa.Column("number", sa.Integer, primary_key=True),
            sa.Column("event_id", Number, nullable=False),
            sa.Column("card", Id),  # the scorecard whose receipt this entry is
            sa.Column("round", Id),  # whose results open its seal
            sa.Column("said", sa.Text),  # what stands under its seal
            sa.Column("salt", sa.String(32)),
            sa.Column("body", sa.Text, nullable=False),
            sa.Column("hash", sa.String(64), nullable=False),
            sa.Column("at", Moment, nullable=False),
        )
        index(self.rows, "card")
        self.salts = sa.Table(
            f"judging_salts_{slot}",
            metadata,
            sa.Column("hackathon", Id, primary_key=True),
            sa.Column("salt", Id, nullable=False),
        )
        rows, key = self.rows.c, sa.bindparam("key", type_=Id)
        self._insert, self._insert_salt = inserting(self.rows), inserting(self.salts)
        self._salt = Prepared(sa.select(self.salts.c.salt).where(self.salts.c.hackathon == key))
        self._newest = Prepared(
            sa.select(rows.number, rows.hash).where(rows.hackathon == key).order_by(rows.number.desc()).limit(1)
        )

    def connect(self, scorecards: sa.Table, rounds: sa.Table, publications: sa.Table) -> None:
        """The statement that finds what a scorecard is about; the row is there before its facts come here."""
        self.rounds, self.publications = rounds, publications
        card, key = scorecards.c, sa.bindparam("key", type_=Id)
        self._card = Prepared(sa.select(card.hackathon, card.round, card.judge, card.project).where(card.id == key))

    def handle(self, tx: Transaction, fact: Fact, event_id: int) -> None:
        """Append what a fact of judging says; other facts say nothing."""
        if isinstance(fact, panels.PanelFormed):
            tx.send(self._insert_salt, {"hackathon": fact.hackathon, "salt": fact.salt})
        if (tell := _TOLD.get(type(fact))) is None:
            return
        whose, of, said = None, None, {}
        if fact.TOPIC.startswith("scorecard."):
            [(hackathon, round, judge, project)] = tx.rows(self._card, {"key": fact.originator_id})
            name = self._names(tx, hackathon)
            said = {"round": round.hex, "judge": name.judge(judge), "project": project.hex}
            whose, of = fact.originator_id, round
        else:
            hackathon = getattr(fact, "hackathon")  # noqa: B009  # every other fact of judging carries it
            name = self._names(tx, hackathon)
            if fact.TOPIC.startswith("judging_round."):
                said, of = {"round": fact.originator_id.hex}, fact.originator_id
        last = tx.rows(self._newest, {"key": hackathon})
        if not last:
            first = opening(hackathon.hex, fact.timestamp)
            self._add(tx, fact, event_id, hackathon, first)
            last = [(first.number, first.hash)]
        number, previous = last[0]
        sealed = None
        if (hide := _HIDDEN.get(type(fact))) is not None:
            sealed = Sealed.of(hide(fact), name.key, number + 1)
            said["seal"] = sealed.seal
        made = entry_after(number + 1, previous, fact.TOPIC, fact.timestamp, {**said, **tell(name, fact)})
        self._add(tx, fact, event_id, hackathon, made, whose, of, sealed)

    def _names(self, tx: Transaction, hackathon: UUID) -> "Names":
        rows = tx.rows(self._salt, {"key": hackathon})
        return Names(rows[0][0] if rows else hackathon)  # before there is a panel, there is nobody to name

    def _add(
        self, tx: Transaction, fact: Fact, event_id: int, hackathon: UUID, entry: Entry, card: UUID | None = None,
        round: UUID | None = None, sealed: Sealed | None = None,
    ) -> None:  # fmt: skip
        row = {"hackathon": hackathon, "number": entry.number, "body": entry.body, "hash": entry.hash, "card": card}
        under = {"round": round, "said": sealed.said if sealed else None, "salt": sealed.salt if sealed else None}
        tx.send(self._insert, {**row, **under, "event_id": event_id, "at": moment(fact)})

    # -- queries ------------------------------------------------------------------------------------------------------

    def end(self, tx: Transaction, hackathon: UUID) -> tuple[int, str]:
        """How many entries came after the opening one, and the root, as a transaction sees it; (0, "") before any."""
        rows = tx.rows(self._newest, {"key": hackathon})
        return (rows[0][0], rows[0][1]) if rows else (0, "")

    def now(self, connection: sa.Connection, hackathon: UUID) -> tuple[int, str]:
        """The same as of now."""
        rows = self.rows.c
        query = sa.select(rows.number, rows.hash).where(rows.hackathon == hackathon)
        row = connection.execute(query.order_by(rows.number.desc()).limit(1)).first()
        return (row.number, row.hash) if row else (0, "")

    def public_end(self, connection: sa.Connection, hackathon: UUID) -> int | None:
        """The last entry that everybody may read; None before results are published.

        What was published is there at once. What comes after the newest publication, who gets into a final say, waits
        for the next one, as long as a round is under way.
        """
        of, rounds = self.publications.c, self.rounds.c
        query = sa.select(sa.func.max(of.entries) + 1).where(of.hackathon == hackathon)  # it is the entry after those
        published: int | None = connection.scalar(query)
        under_way = sa.select(rounds.id).where(rounds.hackathon == hackathon, rounds.published == 0).limit(1)
        if published is None or connection.scalar(under_way) is not None:
            return published
        return self.now(connection, hackathon)[0]

    def entries(
        self, connection: sa.Connection, hackathon: UUID, upto: int | None = None, *, also: Collection[UUID] = ()
    ) -> Iterator[Entry]:
        """All entries in their order, or those up to one; seals are open that a publication opened, or of `also`."""
        rows, of = self.rows.c, self.publications.c
        printed = sa.select(of.round, sa.func.max(of.entries)).where(of.hackathon == hackathon).group_by(of.round)
        covered: dict[UUID, int] = {row[0]: row[1] for row in connection.execute(printed)}
        query = sa.select(rows.number, rows.body, rows.hash, rows.round, rows.said, rows.salt)
        query = query.where(rows.hackathon == hackathon)
        if upto is not None:
            query = query.where(rows.number <= upto)
        for row in connection.execute(query.order_by(rows.number)):
            may = row.round in also or row.number <= covered.get(row.round, -1)
            yield Entry(row.number, row.body, row.hash, Sealed(row.said, row.salt) if row.said and may else None)

    def entry(self, connection: sa.Connection, hackathon: UUID, number: int) -> Entry | None:
        """The entry with a number."""
        rows = self.rows.c
        query = sa.select(rows.number, rows.body, rows.hash).where(rows.hackathon == hackathon, rows.number == number)
        row = connection.execute(query).first()
        return None if row is None else Entry(*row)

    def receipt(self, connection: sa.Connection, card: UUID) -> Entry | None:
        """The newest entry about a scorecard: what its judge keeps."""
        rows = self.rows.c
        query = sa.select(rows.number, rows.body, rows.hash).where(rows.card == card)
        row = connection.execute(query.order_by(rows.number.desc()).limit(1)).first()
        return None if row is None else Entry(*row)


class Names:
    """What judges of one hackathon are called in its chain."""

    def __init__(self, salt: UUID) -> None:
        self.key = salt.bytes

    def judge(self, id: UUID | str) -> str:
        """A judge."""
        return opaque(self.key, "judge", _hex(id))


def _hex(id: UUID | str) -> str:
    return (id if isinstance(id, UUID) else UUID(str(id))).hex


def _digest(value: object) -> str:
    return sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS, default=str)).hexdigest()


def _seal(text: PersonalText | None) -> str | None:
    """The seal of a sealed text: random already, so its own hash salts it."""
    if text is None:
        return None
    sealed = str(text)
    return commit(sealed, sha256(sealed.encode()).digest()[:16])


def _submitted(names: Names, fact: cards.ScoresSubmitted) -> Told:
    return {"comment": _seal(fact.comment), "note": _seal(fact.note), "paper": fact.paper}


def _scores(fact: cards.ScoresSubmitted) -> Told:
    return {"values": {key: int(value) for key, value in fact.values.items()}}


def _pairs(names: Names, fact: rounds.JudgesAssigned) -> Told:
    pairs = sorted([names.judge(judge), _hex(project)] for judge, project in fact.pairs)
    return {"how": fact.how, "pairs": pairs}


def _ranking(fact: rounds.RankingConfirmed) -> Told:
    ranking = [[_hex(row["project"]), int(row["place"])] for row in fact.ranking]
    return {"ranking": ranking, "departs": fact.departs}


def _published(names: Names, fact: rounds.ResultsPublished) -> Told:
    return {
        "number": fact.number, "digest": fact.digest, "rows": _digest(fact.rows), "prizes": _digest(fact.prizes),
        "entries": fact.entries, "root": fact.root, "why": _seal(fact.why),
    }  # fmt: skip


def _nothing(names: Names, fact: Fact) -> Told:
    return {}


_TOLD: Mapping[type[Fact], Callable[[Names, Any], Told]] = {
    panels.JudgeInvited: lambda names, fact: {"judge": names.judge(fact.judge)},
    panels.JudgeLeft: lambda names, fact: {"judge": names.judge(fact.judge), "how": fact.how},
    panels.ConflictDeclared: lambda names, fact: {"judge": names.judge(fact.judge), "project": fact.project.hex},
    panels.ConflictLifted: lambda names, fact: {"judge": names.judge(fact.judge), "project": fact.project.hex},
    rounds.RoundPlanned: lambda names, fact: {"number": fact.number, "plan": _digest(fact.plan)},
    rounds.RoundChanged: lambda names, fact: {"changes": _digest(fact.changes)},
    rounds.PanelSeated: lambda names, fact: {"judges": sorted(names.judge(judge) for judge in fact.judges)},
    rounds.ProjectsTaken: lambda names, fact: {"projects": sorted(_hex(project) for project in fact.projects)},
    rounds.JudgesAssigned: _pairs,
    rounds.AssignmentWithdrawn: lambda names, fact: {
        "judge": names.judge(fact.judge), "project": fact.project.hex, "code": fact.code,
    },
    rounds.RoundOpened: lambda names, fact: {"method": fact.method, "digest": fact.digest},
    rounds.RoundClosed: _nothing,
    rounds.RoundReopened: lambda names, fact: {"why": _seal(fact.why)},
    rounds.RankingConfirmed: lambda names, fact: {"computed": fact.computed, "why": _seal(fact.why)},
    rounds.ResultsPublished: _published,
    rounds.FeedbackReleased: _nothing,
    cards.ScoresSubmitted: _submitted,
    cards.ProjectSkipped: lambda names, fact: {"reason": fact.reason},
    cards.ScorecardWithdrawn: lambda names, fact: {"code": fact.code, "why": _seal(fact.why)},
    cards.ScorecardReinstated: lambda names, fact: {"why": _seal(fact.why)},
}  # fmt: skip
# What stands under a seal until the results are published for which it counts.
_HIDDEN: Mapping[type[Fact], Callable[[Any], Told]] = {
    cards.ScoresSubmitted: _scores, rounds.RankingConfirmed: _ranking,
}  # fmt: skip
