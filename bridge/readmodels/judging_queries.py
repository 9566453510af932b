"""What commands and pages ask about judging. Implements the domain's `Ties` (of conflicts) and `Evidence`."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import Id, ReadModel, unpacked
from bridge.readmodels.interests import Interests, Judge
from bridge.readmodels.keyset import Key, Order, ordered
from bridge.readmodels.projects import SHOWN, Projects
from events.judging.conflicts import Active, Conflict
from events.judging.scores import digest_of
from events.store import Prepared, Transaction

COUNTS = "submitted"
GONE = ("left", "declined", "removed")


class JudgingQueries(ReadModel):
    """Queries over the tables of `Judging`; who may read what, the pages ask."""

    judges: sa.Table
    declared: sa.Table
    mentors: sa.Table
    rounds: sa.Table
    assignments: sa.Table
    cards: sa.Table
    past: sa.Table
    publications: sa.Table
    interests: Interests
    projects: Projects

    def prepare_queries(self) -> None:
        """The statements that run inside transactions."""
        key, judge = sa.bindparam("key", type_=Id), sa.bindparam("the_judge", type_=Id)
        project, rounds = sa.bindparam("the_project", type_=Id), self.rounds.c
        self.read_state = Prepared(sa.select(rounds.state, rounds.published).where(rounds.id == key))
        looks = self.assignments.c
        stands = (looks.round == key, looks.judge == judge, looks.project == project, looks.withdrawn_at.is_(None))
        self.read_look = Prepared(sa.select(looks.at).where(*stands))

    # -- inside a transaction -----------------------------------------------------------------------------------------

    def conflicts(
        self,
        connection: sa.Connection,
        round: UUID,
        now: datetime,
        projects: Collection[UUID] = (),
        *,
        gone: bool = False,
        also: Mapping[UUID, UUID] | None = None,
        judges: Collection[UUID] = (),
    ) -> list[Conflict]:
        """Every conflict between the judges of a round's hackathon and its projects (only these, where given).

        `gone`: also those of judges who left: what they handed in may count. `also`: the accounts of guests.
        """
        found = self.round(connection, round)
        if found is None:
            return []
        among = projects or {UUID(id) for id in unpacked(found["projects"])}
        declared, mine = self.declared.c, found["hackathon"]
        query = sa.select(declared.judge, declared.project).where(declared.hackathon == mine)
        if judges:
            query = query.where(declared.judge.in_(judges))
        pairs = {(row.judge, row.project) for row in connection.execute(query)}
        seats = [Judge(row["judge"], unpacked(row["seat"])) for row in self.panel(connection, mine, judges, gone=gone)]
        same = bool(unpacked(found["plan"])["rubric"].get("same_country"))
        return self.interests.conflicts(connection, seats, among, pairs, now, same_country=same, also=also)

    def asked_to_judge(self, round: UUID, only: Collection[UUID] = ()) -> "sa.Select[tuple[UUID]]":
        """Everybody who was ever asked to judge in the hackathon of a round, or those of some people who were."""
        rounds, judges = self.rounds.c, self.judges.c
        mine = sa.select(rounds.hackathon).where(rounds.id == round).scalar_subquery()
        query = sa.select(judges.judge).where(judges.hackathon == mine)
        return query.where(judges.judge.in_(only)) if only else query

    def active(self, connection: sa.Connection) -> list[Active]:
        """The assignments that stand and the scorecards that count, in rounds that are not published."""
        looks, cards, rounds = self.assignments.c, self.cards.c, self.rounds.c
        unpublished = sa.select(rounds.id).where(rounds.published == 0)
        standing = sa.select(looks.round, looks.judge, looks.project).where(
            looks.withdrawn_at.is_(None), looks.round.in_(unpublished)
        )
        counting = sa.select(cards.round, cards.judge, cards.project).where(
            cards.state == COUNTS, cards.round.in_(unpublished)
        )
        return [Active(*row) for row in connection.execute(standing.union(counting))]

    def counting(self, connection: sa.Connection, round: UUID) -> list[Active]:
        """The scorecards of a round that count."""
        cards = self.cards.c
        query = sa.select(cards.round, cards.judge, cards.project).where(cards.round == round, cards.state == COUNTS)
        return [Active(*row) for row in connection.execute(query)]

    def round_state(self, tx: Transaction, round: UUID) -> str | None:
        """planned, open, closed or published; None where there is no such round."""
        rows = tx.rows(self.read_state, {"key": round})
        return None if not rows else "published" if rows[0][1] else str(rows[0][0])

    def assigned(self, tx: Transaction, round: UUID, judge: UUID, project: UUID) -> bool:
        """Whether a judge looks at a project."""
        return bool(tx.rows(self.read_look, {"key": round, "the_judge": judge, "the_project": project}))

    def rounds_with(self, connection: sa.Connection, project: UUID) -> list[UUID]:
        """The rounds that judge a project and are not published."""
        rounds, projects = self.rounds.c, self.projects.rows.c
        mine = sa.select(projects.hackathon).where(projects.id == project).scalar_subquery()
        query = sa.select(rounds.id, rounds.projects).where(rounds.hackathon == mine, rounds.published == 0)
        return [row.id for row in connection.execute(query.order_by(rounds.number)) if str(project) in row.projects]

    def rounds_of_judge(self, connection: sa.Connection, hackathon: UUID, judge: UUID) -> list[UUID]:
        """The rounds of a hackathon in which somebody is to judge, and that are not published."""
        found = self.rounds_of(connection, hackathon)
        return [row["id"] for row in found if not row["published"] and str(judge) in row["judges"]]

    def submitted(self, connection: sa.Connection, hackathon: UUID) -> list[UUID]:
        """The projects of a hackathon that were handed in and stand."""
        rows = self.projects.rows.c
        query = sa.select(rows.id).where(rows.hackathon == hackathon, rows.state == SHOWN)
        return list(connection.scalars(query.order_by(rows.number)))

    def digest(self, connection: sa.Connection, round: UUID) -> str:
        """The digest of method, rubric, projects and all scores that count now."""
        found = self.round(connection, round)
        if found is None:
            return ""
        counted = [(row["judge"], row["project"], unpacked(row["scores"])) for row in self.sheets(connection, round)]
        projects = [UUID(id) for id in unpacked(found["projects"])]
        late = dict.fromkeys(projects, 0.0) | {
            UUID(id): share for id, share in self.penalties(connection, projects).items()
        }
        return digest_of(unpacked(found["plan"]), found["method"] or "", counted, late)

    def penalties(self, connection: sa.Connection, projects: Collection[UUID]) -> dict[str, float]:
        """The share that is taken off the mark of projects that came late, where there are any; kept as percent."""
        rows = self.projects.rows.c
        query = sa.select(rows.id, rows.penalty).where(rows.id.in_(projects), rows.penalty > 0)
        return {str(row.id): row.penalty / 100 for row in connection.execute(query)}

    def judged(self, connection: sa.Connection, projects: Collection[UUID]) -> list[dict[str, Any]]:
        """What the assignment has to know of projects: id, language, first track, countries."""
        rows, tags = self.projects.rows.c, self.projects.tags.c
        said: dict[UUID, dict[str, list[str]]] = {}
        query = sa.select(tags.project, tags.kind, tags.code).where(tags.project.in_(projects))
        for project, kind, code in connection.execute(query.order_by(tags.project, tags.kind, tags.code)):
            said.setdefault(project, {}).setdefault(kind, []).append(code)
        found = connection.execute(sa.select(rows.id, rows.language).where(rows.id.in_(projects)).order_by(rows.id))
        return [
            {
                "id": row.id, "language": row.language,
                "track": next(iter(said.get(row.id, {}).get("track", ())), None),
                "countries": tuple(said.get(row.id, {}).get("country", ())),
            }
            for row in found
        ]  # fmt: skip

    def named(self, connection: sa.Connection, projects: Collection[UUID]) -> Sequence[sa.RowMapping]:
        """What pages call projects: title, team, language, number; in the order in which they were handed in first."""
        rows = self.projects.rows.c
        query = sa.select(rows.id, rows.number, rows.title, rows.team_name, rows.team, rows.language, rows.state)
        return connection.execute(query.where(rows.id.in_(projects)).order_by(rows.number)).mappings().all()

    # -- for pages and followers --------------------------------------------------------------------------------------

    def round(self, connection: sa.Connection, round: UUID) -> sa.RowMapping | None:
        """The row of a round."""
        return connection.execute(sa.select(self.rounds).where(self.rounds.c.id == round)).mappings().first()

    def rounds_of(self, connection: sa.Connection, hackathon: UUID) -> Sequence[sa.RowMapping]:
        """The rounds of a hackathon, the first first."""
        query = sa.select(self.rounds).where(self.rounds.c.hackathon == hackathon)
        return connection.execute(query.order_by(self.rounds.c.number)).mappings().all()

    def panel(
        self, connection: sa.Connection, hackathon: UUID, only: Collection[UUID] = (), *, gone: bool = False
    ) -> Sequence[sa.RowMapping]:
        """The judges of a hackathon, or some of them; those who left only where `gone`."""
        query = sa.select(self.judges).where(self.judges.c.hackathon == hackathon)
        if only:
            query = query.where(self.judges.c.judge.in_(only))
        if not gone:
            query = query.where(self.judges.c.state.not_in(GONE))
        return connection.execute(query.order_by(self.judges.c.invited_at, self.judges.c.judge)).mappings().all()

    def sitting(self, hackathon: UUID) -> sa.Select[Any]:
        """The judges of a hackathon who did not leave."""
        return sa.select(self.judges).where(self.judges.c.hackathon == hackathon, self.judges.c.state.not_in(GONE))

    def sitting_order(self) -> Order:
        """Whoever was asked first."""
        return ordered(Key(self.judges.c.invited_at, "invited_at"), Key(self.judges.c.judge, "judge"))

    def seat(self, connection: sa.Connection, hackathon: UUID, judge: UUID) -> sa.RowMapping | None:
        """What is known of one judge; None for somebody who is none, or not any more."""
        mine = (self.judges.c.hackathon == hackathon, self.judges.c.judge == judge)
        query = sa.select(self.judges).where(*mine, self.judges.c.state.not_in(GONE))
        return connection.execute(query).mappings().first()

    def seats_of(self, connection: sa.Connection, judge: UUID) -> Sequence[sa.RowMapping]:
        """Every panel that somebody sits in or sat in."""
        query = sa.select(self.judges).where(self.judges.c.judge == judge)
        return connection.execute(query.order_by(self.judges.c.invited_at)).mappings().all()

    def declared_of(self, connection: sa.Connection, hackathon: UUID, judge: UUID) -> set[UUID]:
        """The projects with which a conflict of a judge was declared."""
        rows = self.declared.c
        query = sa.select(rows.project).where(rows.hackathon == hackathon, rows.judge == judge)
        return set(connection.scalars(query))

    def mentored_by(self, connection: sa.Connection, account: UUID) -> list[UUID]:
        """The hackathons in which somebody helps teams now."""
        rows = self.mentors.c
        return list(connection.scalars(sa.select(rows.hackathon).where(rows.mentor == account, rows.until.is_(None))))

    def declared_by(self, connection: sa.Connection, hackathon: UUID) -> dict[UUID, int]:
        """How many conflicts of interest were declared for each judge."""
        rows = self.declared.c
        query = sa.select(rows.judge, sa.func.count().label("many")).where(rows.hackathon == hackathon)
        return {row.judge: row.many for row in connection.execute(query.group_by(rows.judge))}

    def sheets(self, connection: sa.Connection, round: UUID, as_of: str | None = None) -> Sequence[sa.RowMapping]:
        """The scorecards of a round that count: judge, project, scores; now, or as of a past moment."""
        if as_of is None:
            cards = self.cards.c
            query = sa.select(cards.judge, cards.project, cards.scores).where(
                cards.round == round, cards.state == COUNTS
            )
            return connection.execute(query.order_by(cards.judge, cards.project)).mappings().all()
        past = self.past.c
        then = sa.and_(past.since <= as_of, sa.or_(past.until.is_(None), past.until > as_of))
        old = sa.select(past.judge, past.project, past.scores).where(past.round == round, past.state == COUNTS, then)
        return connection.execute(old.order_by(past.judge, past.project)).mappings().all()

    def cards_of(self, connection: sa.Connection, round: UUID, **where: Any) -> Sequence[sa.RowMapping]:
        """Scorecards of a round, of one judge or project."""
        cards = self.cards
        conditions = [cards.c[name] == value for name, value in where.items()]
        query = sa.select(cards).where(cards.c.round == round, *conditions)
        return connection.execute(query.order_by(cards.c.judge, cards.c.project)).mappings().all()

    def looks_of(
        self, connection: sa.Connection, round: UUID, *, gone: bool = False, **where: Any
    ) -> Sequence[sa.RowMapping]:
        """The assignments of a round that stand, of one judge or project; with `gone` those withdrawn as well."""
        looks = self.assignments
        conditions = [looks.c[name] == value for name, value in where.items()]
        query = sa.select(looks).where(looks.c.round == round, *conditions)
        if not gone:
            query = query.where(looks.c.withdrawn_at.is_(None))
        return connection.execute(query.order_by(looks.c.judge, looks.c.project)).mappings().all()

    def mentors_of(self, connection: sa.Connection, hackathon: UUID) -> Sequence[sa.RowMapping]:
        """Who helps teams now."""
        mentors = self.mentors.c
        query = sa.select(self.mentors).where(mentors.hackathon == hackathon, mentors.until.is_(None))
        return connection.execute(query.order_by(mentors.since, mentors.mentor)).mappings().all()

    def published(self, connection: sa.Connection, hackathon: UUID) -> Sequence[sa.RowMapping]:
        """Everything that was published about a hackathon, the newest first."""
        rows = self.publications
        query = sa.select(rows).where(rows.c.hackathon == hackathon)
        return connection.execute(query.order_by(rows.c.at.desc(), rows.c.number.desc())).mappings().all()
