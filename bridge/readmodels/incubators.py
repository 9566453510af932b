"""Incubators as pages list them, and who manages them."""

from typing import Any

import sqlalchemy as sa

from bridge.readmodels.base import (
    Code,
    Id,
    Moment,
    Number,
    ReadModel,
    deleting,
    handles,
    index,
    inserting,
    moment,
    packed,
    unpacked,
    updating,
)  # fmt: skip
from bridge.readmodels.search import Search
from bridge.readmodels.todo import Kind, of_account, of_incubator
from bridge.readmodels.words import document
from events import vocabulary
from events.incubators import events as facts
from events.incubators.page import Page
from events.store import Prepared, Transaction


class Incubators(ReadModel):
    """Tables and handlers; the queries are in `directory`."""

    search: Search

    def build(self) -> None:
        self.rows = self.table(
            "incubators",
            sa.Column("id", Id, primary_key=True),
            sa.Column("number", Number, nullable=False, unique=True),
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("slug", sa.String(80), nullable=False, unique=True),
            sa.Column("kind", Code, nullable=False),
            sa.Column("country", sa.String(2), nullable=False),
            sa.Column("city", sa.String(80), nullable=False),
            sa.Column("sort_name", sa.String(160), nullable=False),
            sa.Column("visibility", Code, nullable=False),
            sa.Column("unclaimed", sa.Boolean, nullable=False),
            sa.Column("page", sa.Text, nullable=False),
            sa.Column("facts", sa.Text, nullable=False),
            sa.Column("listed_at", Moment, nullable=False),
            sa.Column("changed_at", Moment, nullable=False),
        )
        index(self.rows, "country")
        self.people = self.table(
            "incubator_people",
            sa.Column("incubator", Id, primary_key=True),
            sa.Column("account", Id, primary_key=True),
            sa.Column("since", Moment, nullable=False),
        )  # fmt: skip
        index(self.people, "account")
        self.invitations = self.table(
            "incubator_invitations", sa.Column("invitation", Id, primary_key=True),
            sa.Column("incubator", Id, nullable=False), sa.Column("since", Moment, nullable=False),
        )  # fmt: skip
        index(self.invitations, "incubator")
        key = sa.bindparam("key", type_=Id)
        self.insert, self.update = inserting(self.rows), updating(self.rows)
        self.read = Prepared(sa.select(self.rows.c.page, self.rows.c.number).where(self.rows.c.id == key))
        self.read_unclaimed = Prepared(sa.select(self.rows.c.unclaimed).where(self.rows.c.id == key))
        self.add_person, self.drop_person = inserting(self.people), deleting(self.people, "incubator", "account")
        self.add_invitation, self.drop_invitation = (
            inserting(self.invitations),
            deleting(self.invitations, "invitation"),
        )

    @handles(facts.IncubatorListed)
    def _listed(self, tx: Transaction, fact: facts.IncubatorListed, event_id: int) -> None:
        at = moment(fact)
        row = {"id": fact.originator_id, "number": event_id, "slug": fact.slug, "unclaimed": True, "listed_at": at}
        tx.send(self.insert, {**row, **_row(fact.page), "version": 1, "facts": packed(fact.facts), "changed_at": at})
        self.search.put(tx, event_id, _document(fact.page), new=True)

    @handles(facts.FactsListed)
    def _relisted(self, tx: Transaction, fact: facts.FactsListed, event_id: int) -> None:
        self._write(tx, fact, fact.page, facts=packed(fact.facts))

    @handles(facts.IncubatorConfirmed)
    def _confirmed(self, tx: Transaction, fact: facts.IncubatorConfirmed, event_id: int) -> None:
        self._write(tx, fact, fact.page, unclaimed=False)
        self.todo.close_all(tx, fact.originator_id, Kind.CONFIRM_PAGE)

    @handles(facts.PageChanged)
    def _changed(self, tx: Transaction, fact: facts.PageChanged, event_id: int) -> None:
        [(page, _)] = tx.rows(self.read, {"key": fact.originator_id})
        self._write(tx, fact, {**unpacked(page), **fact.changes})

    def show(self, tx: Transaction, fact: Any, visibility: str) -> None:
        """A decision hides the page, or does so no more."""
        for page, _ in tx.rows(self.read, {"key": fact.originator_id}):
            self._write(tx, fact, {**unpacked(page), "visibility": visibility})

    def _write(self, tx: Transaction, fact: Any, page: Page, **more: Any) -> None:
        [(_, number)] = tx.rows(self.read, {"key": fact.originator_id})
        row = {"key": fact.originator_id, "version": fact.originator_version, "changed_at": moment(fact)}
        tx.send(self.update, {**row, **_row(page), **more})
        self.search.put(tx, number, _document(page))

    @handles(facts.ManagerInvited)
    def _invited(self, tx: Transaction, fact: facts.ManagerInvited, event_id: int) -> None:
        self.bump(tx, fact)
        row = {"invitation": fact.invitation, "incubator": fact.originator_id, "since": moment(fact)}
        tx.send(self.add_invitation, row)

    @handles(facts.ManagerInvitationRevoked)
    def _revoked(self, tx: Transaction, fact: facts.ManagerInvitationRevoked, event_id: int) -> None:
        self.bump(tx, fact)
        tx.send(self.drop_invitation, {"invitation": fact.invitation})

    @handles(facts.ManagerAdded)
    def _joined(self, tx: Transaction, fact: facts.ManagerAdded, event_id: int) -> None:
        self.bump(tx, fact)
        tx.send(self.add_person, {"incubator": fact.originator_id, "account": fact.account, "since": moment(fact)})
        tx.send(self.drop_invitation, {"invitation": fact.invitation})
        if tx.rows(self.read_unclaimed, {"key": fact.originator_id})[0][0]:
            self.todo.file(tx, fact, Kind.CONFIRM_PAGE, of_incubator(fact.originator_id), fact.originator_id)

    @handles(facts.ManagerLeft)
    def _left(self, tx: Transaction, fact: facts.ManagerLeft, event_id: int) -> None:
        self.bump(tx, fact)
        tx.send(self.drop_person, {"incubator": fact.originator_id, "account": fact.account})
        self.todo.close_between(tx, Kind.IMPORT_STOPPED, of_account(fact.account), fact.originator_id)

    def bump(self, tx: Transaction, fact: Any) -> None:
        """Keep the row's version in step with a fact that changes nothing else of it."""
        tx.send(self.update, {"key": fact.originator_id, "version": fact.originator_version})


def _row(page: Page) -> dict[str, Any]:
    name = page["name"].get("en") or next(iter(page["name"].values()))
    kept = {field: page[field] for field in ("kind", "country", "city", "visibility")}
    return {**kept, "sort_name": name, "page": packed(page)}


def _document(page: Page) -> str:
    languages = vocabulary.LANGUAGES
    kind = [vocabulary.incubator_kinds.label(page["kind"], language) for language in languages]
    country = [vocabulary.countries.label(page["country"], language) for language in languages]
    return document(*page["name"].values(), page["city"], *kind, *country, *page["description"].values())
