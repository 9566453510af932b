"""Erases a person: their part in the log ends, their rows and the key of what they typed are destroyed.

The account is closed first, in a transaction of its own. Whatever interrupts what follows, the timer goes on with
closed accounts, and each step may be taken twice.
"""

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy as sa

from bridge.accounts.invitations import invitations
from bridge.accounts.tables import accounts, guests, judge_links, tokens
from bridge.drafts import drafts
from bridge.files import files
from bridge.importing.tables import jobs
from bridge.importing.tables import rows as import_rows
from bridge.mail import Letter
from bridge.mail.tables import mailbox, outbox
from bridge.papers import BADGES, SHEETS, papers
from bridge.scorecard_drafts import drafts as scorecard_drafts
from bridge.suggestions import shown
from events.actor import Actor
from events.errors import Broken, DomainError, Missing, Stale
from events.people.leaving import Departures

if TYPE_CHECKING:
    from bridge.composition import Bridge

logger = logging.getLogger(__name__)
LEAVING = Actor(system="leaving")
GONE = "other"  # why an introduction comes to nothing that a go-between proposed

# Rows that know a person only by the id, which means nobody afterwards: what was shown at which rank is kept for
# learning, an import belongs to its incubator, an invitation that somebody sent still lets its reader in.
KEPT = {shown: "account", jobs: "account", invitations: "invited_by"}


class Erasure:
    """The only way out of the accounts."""

    def __init__(self, bridge: "Bridge") -> None:
        self.bridge = bridge
        self.departures = Departures(bridge.log, bridge.keys)

    def sole(self, account: UUID) -> list[sa.RowMapping]:
        """The startups that nobody would answer for: their profiles would be unclaimed."""
        with self.bridge.reading() as reading:
            directory, connection = reading.views.directory, reading.connection
            founded = directory.founded_by(connection, account)
            return [row for row in founded if directory.founders(connection, row["id"]) == [account]]

    def erase(self, by: Actor, account: UUID) -> None:
        """Erase a person for good. Raises `Refused`, `Missing`, and `Broken` for administrators."""
        self.departures.may_leave(by, account)
        self._close(account)
        self._go_on(by, account)

    def go_on(self) -> int:
        """Finish what was interrupted; answers how many people that were."""
        with self.bridge.db.read() as connection:
            closed = connection.scalars(sa.select(accounts.c.id).where(accounts.c.closed_at.is_not(None))).all()
        for account in closed:
            logger.warning("the erasure of account %s goes on", account)
            try:
                self._go_on(LEAVING, account)
            except DomainError:
                # Whoever waits behind them is not kept waiting by it.
                logger.exception("the erasure of account %s does not go on", account)
        return len(closed)

    def _close(self, account: UUID) -> None:
        """Nobody signs in any more, and one letter says good-bye to the address that is forgotten with it."""
        with self.bridge.db.change() as tx:
            row = tx.connection.execute(sa.select(accounts).where(accounts.c.id == account).with_for_update()).first()
            if row is None:
                raise Missing("account", account)
            if row.closed_at is not None:
                return
            end = {"closed_at": self.bridge.clock(), "epoch": row.epoch + 1, "password_hash": ""}
            tx.connection.execute(sa.update(accounts).where(accounts.c.id == account).values(end))
            letter = Letter("erased", email=row.email, language=row.language)
            self.bridge.outbox.put(tx.connection, letter, key=f"erased:{account}")

    def _go_on(self, by: Actor, account: UUID) -> None:
        person = Actor(account)
        with self.bridge.reading() as reading:
            directory, connection = reading.views.directory, reading.connection
            startups = [row["id"] for row in directory.founded_by(connection, account)]
            incubators = [row["id"] for row in directory.managed_by(connection, account)]
            alone = [id for id in startups if directory.founders(connection, id) == [account]]
            views, house = reading.views, self.bridge
            waiting: list[Callable[[], object]] = []
            for claim in views.claims.asked_by(connection, account):
                waiting.append(partial(house.claiming.withdraw, person, *claim))
            for id in views.hackathons.helped_by(connection, account):
                waiting.append(partial(house.hackathons.leave, person, id, account))
            for id in views.teams.asked_by(connection, account):
                waiting.append(partial(house.teams.take_back, person, id))
            for id in views.help.asked_by(connection, account):  # nobody could read what is asked
                waiting.append(partial(house.help.withdraw, person, id))
            for row in views.registrations.of_account(connection, account):
                waiting.append(partial(house.registrations.forget_answers, person, row["hackathon"], account))
                waiting.append(partial(house.registrations.withdraw, LEAVING, row["hackathon"], account))
            for row in views.judging.seats_of(connection, account):
                if row["left_at"] is None:
                    waiting.append(partial(house.panels.remove, LEAVING, row["hackathon"], account))
            for id in views.judging.mentored_by(connection, account):
                waiting.append(partial(house.panels.remove_mentor, person, id, account))
            for id in views.talking.unanswered_of(connection, account):
                waiting.append(partial(house.talking.withdraw, person, id))
            for id in views.talking.scheduled_by(connection, account):
                waiting.append(partial(house.talking.cancel_announcement, LEAVING, id))
            for id in views.enquiries.waiting(connection, alone):
                waiting.append(partial(house.enquiries.withdraw, person, id))
            for id in views.introductions.unanswered(connection, alone):
                waiting.append(partial(house.introductions.withdraw, person, id))
            for id in views.introductions.brought(connection, alone):
                waiting.append(partial(house.introductions.decline, person, id, GONE))
        for step in waiting:
            try:
                step()
            except (Broken, Stale):
                logger.info("something was answered in the last moment, or rests while a side is suspended")
        self.departures.leave(by, account, startups=startups, incubators=incubators)
        self._forget_papers(account)
        self._forget_guests(account)
        self.bridge.keys.forget(account)
        self.bridge.import_jobs.forget(account)
        self._forget_rows(account)
        self.bridge.db.scrub(
            [
                accounts,
                guests,
                tokens,
                drafts,
                scorecard_drafts,
                judge_links,
                invitations,
                outbox,
                mailbox,
                jobs,
                import_rows,
                papers,
            ]
        )

    def _forget_papers(self, account: UUID) -> None:
        """Their certificates and the badges of their hackathons are drawn: the name is in the file."""
        with self.bridge.reading() as reading:
            certificates, registered = reading.views.results.certificates.c, reading.views.registrations.rows.c
            mine = certificates.account == account
            queries = (
                sa.select(certificates.id).where(mine),
                sa.select(certificates.hackathon).where(mine),
                sa.select(registered.hackathon).where(registered.account == account),
            )
            subjects = list(reading.connection.scalars(sa.union(*queries)))
        with self.bridge.db.change() as tx:
            # Badges and score sheets hold many names, of judges and helpers too; they are drawn anew when wanted.
            named = sa.or_(papers.c.subject.in_(subjects), papers.c.kind.in_((BADGES, SHEETS)))
            tx.connection.execute(papers.delete().where(named))

    def _forget_guests(self, account: UUID) -> None:
        """Whoever judged as a guest with the same address is the same person."""
        house = self.bridge
        with house.db.read() as connection:
            key = connection.scalar(sa.select(accounts.c.email_key).where(accounts.c.id == account))
            same = sa.select(guests.c.id).where(sa.func.lower(guests.c.email) == key)
            known = list(connection.scalars(same))
        for guest in known:
            self.departures.forget_guest(LEAVING, guest)
            house.keys.forget(guest)
            house.guests.erase(guest)

    def _forget_rows(self, account: UUID) -> None:
        with self.bridge.db.change() as tx:
            run = tx.connection.execute
            row = run(
                sa.select(accounts.c.name, accounts.c.email, accounts.c.email_key).where(accounts.c.id == account)
            ).one()
            for table in (drafts, outbox):
                run(table.delete().where(table.c.account == account))
            run(judge_links.delete().where(judge_links.c.judge == account))
            self.bridge.scorecard_drafts.forget(tx.connection, account)
            self.bridge.machines.forget(tx.connection, account)
            self.bridge.project_drafts.forget(tx.connection, account)
            run(tokens.delete().where(tokens.c.email_key == row.email_key))
            run(mailbox.delete().where(mailbox.c.email == row.email))
            run(files.update().where(files.c.owner == account).values(owner=None))
            # A link is for whoever has it: it goes on working, but does not say any more whom it was made for.
            named = run(sa.select(invitations.c.id, invitations.c.name).where(invitations.c.name.is_not(None)))
            called = row.name.strip().casefold()  # in Python: SQLite knows capital letters of English alone
            theirs = [link.id for link in named if link.name.strip().casefold() == called]
            run(invitations.update().where(invitations.c.id.in_(theirs)).values(name=""))
            mine = sa.or_(invitations.c.account == account, sa.func.lower(invitations.c.email) == row.email_key)
            unused = sa.and_(mine, invitations.c.used_at.is_(None), invitations.c.revoked_at.is_(None))
            run(invitations.update().where(unused).values(revoked_at=self.bridge.clock()))
            run(invitations.update().where(mine).values(email=None, name=None))
            run(accounts.delete().where(accounts.c.id == account))
