"""Who may see which startups and incubators, as conditions for queries."""

from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.incubators import Incubators
from bridge.readmodels.search import Search
from bridge.readmodels.startups import Startups
from events.actor import Actor
from events.startups.aggregate import BELONGS
from events.startups.handing_over import HANDED
from events.startups.standing import ACTIVE, GONE


class Visibility:
    """What every query over startups and incubators begins with."""

    def __init__(self, startups: Startups, incubators: Incubators, search: Search) -> None:
        self.startups, self.incubators, self.search = startups, incubators, search

    def visible(self, actor: Actor) -> sa.ColumnElement[bool]:
        """The condition on a startup's row under which an actor may know of it.

        What was merged or withdrawn is missing for everybody; what is suspended is there for its own people, for those
        who look after it and for those with a role.
        """
        rows, admissions = self.startups.rows, self.startups.admissions
        if actor.system is not None or actor.roles:
            return self.present()
        active = rows.c.standing == ACTIVE
        if actor.account is None:
            return sa.and_(rows.c.visibility == "public", active)
        # Subqueries over the few rows of one person, not over the many of the list.
        own, managed = self.own_startups(actor), self.own_incubators(actor)
        of_mine = sa.select(admissions.c.startup).where(
            admissions.c.incubator.in_(managed), admissions.c.state.in_([*BELONGS, "asked", "offered", HANDED])
        )
        shown = sa.and_(rows.c.visibility.in_(["public", "members"]), active)
        return sa.or_(shown, sa.and_(sa.or_(rows.c.id.in_(own), rows.c.id.in_(of_mine)), self.present()))

    def own_startups(self, actor: Actor) -> sa.Select[tuple[UUID]]:
        """The ids of the startups that an actor is a founder of; of one only, for a token of an organisation."""
        people = self.startups.people.c
        own = sa.select(people.startup).where(people.account == actor.account)
        return own if actor.only is None else own.where(people.startup == actor.only)

    def own_incubators(self, actor: Actor) -> sa.Select[tuple[UUID]]:
        """The same for the incubators that an actor manages."""
        people = self.incubators.people.c
        own = sa.select(people.incubator).where(people.account == actor.account)
        return own if actor.only is None else own.where(people.incubator == actor.only)

    def present(self) -> sa.ColumnElement[bool]:
        """The condition on a startup's row that it was neither merged nor withdrawn."""
        return self.startups.rows.c.standing.not_in(GONE)

    def incubator_visible(self, actor: Actor) -> sa.ColumnElement[bool]:
        """The same for an incubator's row."""
        rows = self.incubators.rows
        if actor.system is not None or actor.roles:
            return sa.true()
        if actor.account is None:
            return rows.c.visibility == "public"
        return sa.or_(rows.c.visibility.in_(["public", "members"]), rows.c.id.in_(self.own_incubators(actor)))
