"""Finding teams, who is in them and who asks, as pages and rules ask."""

from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.keyset import Key, Order, Place, ordered
from bridge.readmodels.projects import Projects

ASKED = "asked"


class FindingTeams:
    """Queries over the tables of teams."""

    projects: Projects
    rows: sa.Table
    skills: sa.Table
    people: sa.Table
    requests: sa.Table
    startups_of: sa.Table

    def one(self, connection: sa.Connection, team: UUID) -> sa.RowMapping | None:
        """A team by its id, dissolved or not."""
        return connection.execute(sa.select(self.rows).where(self.rows.c.id == team)).mappings().first()

    def of_person(self, connection: sa.Connection, hackathon: UUID, account: UUID) -> sa.RowMapping | None:
        """The team that somebody is in."""
        rows, people = self.rows, self.people.c
        mine = sa.select(people.team).where(
            people.account == account, people.hackathon == hackathon, people.until.is_(None)
        )
        return connection.execute(sa.select(rows).where(rows.c.id.in_(mine))).mappings().first()

    def members(self, connection: sa.Connection, team: UUID, *, former: bool = False) -> list[sa.RowMapping]:
        """Who is in a team, or with `former` everybody who ever was: account, since, until, how."""
        people = self.people
        query = sa.select(people).where(people.c.team == team)
        if not former:
            query = query.where(people.c.until.is_(None))
        return list(connection.execute(query.order_by(people.c.number)).mappings())

    def asking(self, connection: sa.Connection, team: UUID) -> list[sa.RowMapping]:
        """Who asks to join, the oldest first."""
        rows = self.requests
        query = sa.select(rows).where(rows.c.team == team, rows.c.state == ASKED).order_by(rows.c.at, rows.c.account)
        return list(connection.execute(query).mappings())

    def requests_of(self, connection: sa.Connection, hackathon: UUID, account: UUID) -> dict[UUID, sa.RowMapping]:
        """What somebody asked of which team."""
        rows = self.requests
        query = sa.select(rows).where(rows.c.hackathon == hackathon, rows.c.account == account)
        return {row["team"]: row for row in connection.execute(query).mappings()}

    def order(self) -> Order:
        """How teams are listed: the open ones first, then the oldest."""
        rows = self.rows.c
        first = sa.case((rows.open, 1), else_=0)  # a number: places of rows fit into JSON
        return ordered(Key(first, "first", down=True), Key(rows.number, "number"))

    def find(
        self,
        connection: sa.Connection,
        hackathon: UUID,
        *,
        open_only: bool = False,
        skills: tuple[str, ...] = (),
        limit: int = 20,
        offset: int = 0,
        after: Place | None = None,
    ) -> tuple[list[sa.RowMapping], int]:
        """Teams of a hackathon, those that look for people first, and how many there are."""
        rows, order = self.rows, self.order()
        where = [rows.c.hackathon == hackathon, rows.c.dissolved_at.is_(None), rows.c.hidden.is_(False)]
        if open_only or skills:
            where.append(rows.c.open)
        if skills:
            having = sa.select(self.skills.c.team).where(self.skills.c.code.in_(skills))
            where.append(rows.c.id.in_(having))
        total = connection.scalar(sa.select(sa.func.count()).select_from(rows).where(*where)) or 0
        if after is not None:
            where.append(order.after(after))
        found = connection.execute(sa.select(rows).where(*where).order_by(*order.by()).limit(limit).offset(offset))
        return list(found.mappings()), total

    def skills_sought(self, connection: sa.Connection, hackathon: UUID) -> dict[str, int]:
        """How many open teams look for which skill."""
        rows, skills = self.rows.c, self.skills.c
        query = (
            sa.select(skills.code, sa.func.count())
            .join(self.rows, rows.id == skills.team)
            .where(rows.hackathon == hackathon, rows.open, rows.dissolved_at.is_(None), rows.hidden.is_(False))
            .group_by(skills.code)
        )
        return {row[0]: row[1] for row in connection.execute(query)}

    def names_of(self, connection: sa.Connection, hackathon: UUID, accounts: list[UUID]) -> dict[UUID, str]:
        """The teams of some people by name."""
        rows, people = self.rows.c, self.people.c
        query = (
            sa.select(people.account, rows.name)
            .join(self.rows, rows.id == people.team)
            .where(people.hackathon == hackathon, people.until.is_(None), people.account.in_(accounts))
        )
        return {row[0]: row[1] for row in connection.execute(query)}

    def behind(self, connection: sa.Connection, about: UUID) -> list[UUID]:
        """The members of a team, or of the team of a project."""
        people, projects = self.people.c, self.projects.rows.c
        team = sa.select(projects.team).where(projects.id == about)
        query = sa.select(people.account).where(
            sa.or_(people.team == about, people.team.in_(team)), people.until.is_(None)
        )
        return list(connection.scalars(query.order_by(people.number)))

    def asked_by(self, connection: sa.Connection, account: UUID) -> list[UUID]:
        """The teams that somebody waits for an answer of."""
        rows = self.requests.c
        return list(connection.scalars(sa.select(rows.team).where(rows.account == account, rows.state == ASKED)))

    def of_account(self, connection: sa.Connection, account: UUID) -> list[UUID]:
        """The hackathons in which somebody is in a team."""
        people = self.people.c
        return list(
            connection.scalars(sa.select(people.hackathon).where(people.account == account, people.until.is_(None)))
        )
