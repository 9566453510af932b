"""Finding questions and announcements of hackathons, and who is in which group."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.judging import Judging
from bridge.readmodels.keyset import Key, Order, Place, ordered
from bridge.readmodels.projects import Projects
from bridge.readmodels.registrations import Registrations
from bridge.readmodels.teams import Teams
from events.store import Prepared, Transaction

ASKED, ANSWERED, WITHDRAWN = "asked", "answered", "withdrawn"


class FindingTalk:
    """Queries over questions and announcements; implements the domain's `Listeners`."""

    registrations: Registrations
    teams: Teams
    projects: Projects
    judging: Judging
    hackathons: sa.Table
    questions: sa.Table
    answers: sa.Table
    announcements: sa.Table
    readers_of: sa.Table
    count_waiting: Prepared

    # -- questions --------------------------------------------------------------------------------------------------

    def questions_waiting(self, tx: Transaction, hackathon: UUID, account: UUID) -> int:
        """How many questions of somebody wait for an answer."""
        [(found,)] = tx.rows(self.count_waiting, {"hackathon": hackathon, "whose": account})
        return int(found)

    def question(self, connection: sa.Connection, question: UUID) -> sa.RowMapping | None:
        """One question; who may read it, the page asks."""
        query = sa.select(self.questions).where(self.questions.c.id == question)
        return connection.execute(query).mappings().first()

    def questions_of(
        self, connection: sa.Connection, hackathon: UUID, *, account: UUID | None = None, hidden: bool = False,
        waiting: bool = False, limit: int = 50, offset: int = 0, after: Place | None = None,
    ) -> tuple[list[sa.RowMapping], int]:  # fmt: skip
        """Questions, the newest first; hidden ones for who asked them (`account`) and for managers (`hidden`)."""
        rows = self.questions.c
        seen = [rows.hackathon == hackathon, rows.state != WITHDRAWN]
        if not hidden:
            seen.append(sa.or_(rows.hidden.is_(False), rows.account == account))
        if waiting:
            seen.append(rows.state == ASKED)
        total = connection.scalar(sa.select(sa.func.count()).select_from(self.questions).where(*seen)) or 0
        query = sa.select(self.questions).where(*seen)
        if after is not None:
            query = query.where(self.order().after(after))
        found = connection.execute(query.order_by(*self.order().by()).limit(limit).offset(offset))
        return list(found.mappings()), total

    def order(self) -> Order:
        """How questions are ordered: the newest first."""
        return ordered(Key(self.questions.c.number, "number", down=True))

    def wordings(self, connection: sa.Connection, questions: Collection[UUID]) -> dict[UUID, list[sa.RowMapping]]:
        """Every wording of the answers to some questions, the newest first."""
        rows, found = self.answers, dict[UUID, list[sa.RowMapping]]()
        query = sa.select(rows).where(rows.c.question.in_(questions)).order_by(rows.c.number.desc())
        for row in connection.execute(query).mappings() if questions else ():
            found.setdefault(row["question"], []).append(row)
        return found

    def unanswered_of(self, connection: sa.Connection, account: UUID) -> list[UUID]:
        """What somebody asked and nobody has answered, anywhere."""
        rows = self.questions.c
        query = sa.select(rows.id).where(rows.account == account, rows.state == ASKED)
        return list(connection.scalars(query.order_by(rows.number)))

    # -- announcements ------------------------------------------------------------------------------------------------

    def written(self, hackathon: UUID) -> sa.Select[Any]:
        """What was written in a hackathon, and what waits for its moment: for those who write."""
        return sa.select(self.announcements).where(self.announcements.c.hackathon == hackathon)

    def written_order(self) -> Order:
        """The newest first."""
        return ordered(Key(self.announcements.c.number, "number", down=True))

    def addressed(self, hackathon: UUID, account: UUID | None) -> sa.Select[Any]:
        """What somebody was written."""
        rows, readers = self.announcements, self.readers_of.c
        mine = sa.select(readers.announcement).where(readers.account == account, readers.hackathon == hackathon)
        return sa.select(rows).where(rows.c.id.in_(mine))

    def addressed_order(self) -> Order:
        """What came last first."""
        rows = self.announcements.c
        return ordered(Key(rows.sent_at, "sent_at", down=True), Key(rows.id, "id"))

    def announced_to(self, connection: sa.Connection, hackathon: UUID, account: UUID) -> list[sa.RowMapping]:
        """The same, read."""
        query = self.addressed(hackathon, account).order_by(*self.addressed_order().by())
        return list(connection.execute(query).mappings())

    def announcement(self, connection: sa.Connection, announcement: UUID) -> sa.RowMapping | None:
        """One announcement."""
        query = sa.select(self.announcements).where(self.announcements.c.id == announcement)
        return connection.execute(query).mappings().first()

    def due(self, connection: sa.Connection, now: datetime) -> list[UUID]:
        """What has to go out by now."""
        rows = self.announcements.c
        query = sa.select(rows.id).where(rows.state == "scheduled", rows.due_at <= now.isoformat())
        return list(connection.scalars(query.order_by(rows.due_at, rows.id).limit(50)))

    def readers(self, connection: sa.Connection, hackathon: UUID, group: str, track: str | None) -> list[UUID]:
        """Who is in a group now."""
        people, projects, tags = self.teams.people.c, self.projects.rows.c, self.projects.tags.c
        registered = self.registrations.rows.c
        taking_part = sa.select(registered.account).where(
            registered.hackathon == hackathon, registered.state == "approved"
        )
        in_team = sa.select(people.account).where(people.hackathon == hackathon, people.until.is_(None))
        if group == "judges":
            judges = self.judging.judges.c
            query = sa.select(judges.judge).where(
                judges.hackathon == hackathon, judges.state.in_(("invited", "entered"))
            )
        elif group == "mentors":
            mentors = self.judging.mentors.c
            query = sa.select(mentors.mentor).where(mentors.hackathon == hackathon, mentors.until.is_(None))
        elif group == "no_team":
            query = taking_part.where(registered.account.not_in(in_team))
        elif group == "not_submitted":
            done = sa.select(projects.team).where(
                projects.hackathon == hackathon, projects.state.in_(("submitted", "waiting", "disqualified"))
            )
            query = in_team.where(people.team.not_in(done))
        elif group == "track":
            theirs = sa.select(projects.team).where(
                projects.id.in_(sa.select(tags.project).where(
                    tags.hackathon == hackathon, tags.kind.in_(("track", "challenge")), tags.code == track
                ))
            )  # fmt: skip
            query = in_team.where(people.team.in_(theirs))
        else:
            query = taking_part
        return list(connection.scalars(query.distinct()))

    def scheduled_by(self, connection: sa.Connection, account: UUID) -> list[UUID]:
        """What somebody wrote and has not gone out."""
        rows = self.announcements.c
        query = sa.select(rows.id).where(rows.by == str(account), rows.state == "scheduled")
        return list(connection.scalars(query.order_by(rows.number)))

    def is_shown(self, connection: sa.Connection, kind: str, about: UUID) -> bool:
        """Whether everybody may look at a question, a project or a team, as far as it is up to the thing itself."""
        questions, projects, teams = self.questions.c, self.projects.rows.c, self.teams.rows.c
        tables = {
            "question": (questions.id, questions.hidden.is_(False)),
            "project": (projects.id, projects.state == "submitted"),
            "team": (teams.id, sa.and_(teams.hidden.is_(False), teams.dissolved_at.is_(None))),
        }
        id, shown = tables[kind]
        return connection.execute(sa.select(id).where(id == about, shown)).first() is not None

    def named(self, connection: sa.Connection, kind: str, about: UUID) -> sa.RowMapping | None:
        """The name of a question (none), a project or a team, and the slug and name of its hackathon."""
        tables = {"question": self.questions, "project": self.projects.rows, "team": self.teams.rows}
        table, hackathons = tables[kind], self.hackathons
        names: dict[str, sa.ColumnElement[Any]] = {
            "question": sa.literal(None), "project": self.projects.rows.c.title, "team": self.teams.rows.c.name,
        }  # fmt: skip
        query = (
            sa.select(hackathons.c.slug, hackathons.c.sort_name, names[kind].label("name"))
            .join(table, table.c.hackathon == hackathons.c.id)
            .where(table.c.id == about)
        )
        return connection.execute(query).mappings().first()
