"""What becomes of the rows of startups when something happens to them."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import (
    handles,
    moment,
    packed,
    token,
    unpacked,
)  # fmt: skip
from bridge.readmodels.freshness import looked_after
from bridge.readmodels.profiles import SEARCHED, TAGGED, columns_of, document_of, is_bare, letters_of_profile, terms_of
from bridge.readmodels.search import Search
from bridge.readmodels.startup_tables import StartupTables
from bridge.readmodels.terms import Terms
from bridge.readmodels.todo import Kind, of_incubator, of_startup
from events.fact import Fact
from events.startups import events as facts
from events.startups import standing
from events.store import Transaction

if TYPE_CHECKING:  # stands on this one
    from bridge.readmodels.claims import Claims


class Startups(StartupTables):
    """Handlers; the tables are in `startup_tables`, the queries in `directory`."""

    search: Search
    terms: Terms
    claims: "Claims"

    # -- the profile --------------------------------------------------------------------------------------------

    @handles(facts.StartupRegistered)
    def _registered(self, tx: Transaction, fact: facts.StartupRegistered, event_id: int) -> None:
        startup, at = fact.originator_id, moment(fact)
        row = {
            "id": startup, "number": event_id, "slug": fact.slug, "unclaimed": fact.founder is None, "paused": False,
            "standing": standing.ACTIVE,
            "source": fact.source, "source_row": fact.row, "registered_at": at,
        }  # fmt: skip
        terms = self.terms.effective(tx, terms_of(fact.profile))
        row["letters"] = letters_of_profile(fact.profile, terms)
        row |= looked_after(fact.timestamp, fact.profile["visibility"], by_people=fact.founder is not None)
        tx.send(self.insert, {**row, **columns_of(fact.profile, fact.originator_version, at)})
        tx.send(self.add_slug, {"slug": fact.slug, "startup": startup})
        if fact.founder is not None:
            tx.send(self.add_person, {"startup": startup, "account": fact.founder, "since": at})
        self._tag(tx, startup, terms, new=True)
        self.search.put(tx, event_id, document_of(fact.profile), new=True)
        if fact.founder is not None and is_bare(fact.profile):
            self.todo.file(tx, fact, Kind.FINISH_PROFILE, of_startup(startup), startup)

    @handles(facts.ProfileChanged)
    def _changed(self, tx: Transaction, fact: facts.ProfileChanged, event_id: int) -> None:
        self._merge(tx, fact, fact.changes)
        if not fact.imported:
            self._looked_after(tx, fact)

    @handles(facts.StartupPublished)
    def _published(self, tx: Transaction, fact: facts.StartupPublished, event_id: int) -> None:
        self._merge(tx, fact, {"visibility": fact.visibility})
        self._looked_after(tx, fact)

    def fill(self, tx: Transaction, fact: Fact, new: dict[str, Any]) -> None:
        """A duplicate brought what the profile lacked."""
        if tx.rows(self.read, {"key": fact.originator_id}):  # a stored sample of the fact comes without its startup
            self._merge(tx, fact, new)

    def show(self, tx: Transaction, fact: Fact, visibility: str) -> None:
        """A decision hides the profile, or does so no more."""
        if tx.rows(self.read, {"key": fact.originator_id}):
            self._merge(tx, fact, {"visibility": visibility})

    def write(self, tx: Transaction, fact: Fact, **columns: Any) -> None:
        """Write columns of the row that a fact is about."""
        tx.send(self.update, {"key": fact.originator_id, "version": fact.originator_version, **columns})

    def founded(self, connection: sa.Connection, account: UUID) -> list[UUID]:
        """The startups that a person is a founder of, whatever their standing."""
        people = self.people.c
        return list(connection.scalars(sa.select(people.startup).where(people.account == account)))

    def _looked_after(self, tx: Transaction, fact: Fact) -> None:
        for profile, _ in tx.rows(self.read, {"key": fact.originator_id}):
            self.write(tx, fact, **looked_after(fact.timestamp, unpacked(profile)["visibility"]))
        self.todo.close_all(tx, fact.originator_id, Kind.CONFIRM_PROFILE, Kind.LOOK_THROUGH)

    def _merge(self, tx: Transaction, fact: Fact, new: dict[str, Any]) -> None:
        startup = fact.originator_id
        [(text, number)] = tx.rows(self.read, {"key": startup})
        profile = {**unpacked(text), **new}
        row = {"key": startup, **columns_of(profile, fact.originator_version, moment(fact))}
        if new.keys() & TAGGED:
            terms = self.terms.effective(tx, terms_of(profile))
            row["letters"] = letters_of_profile(profile, terms)
            self._tag(tx, startup, terms)
        tx.send(self.update, row)
        if new.keys() & SEARCHED:
            self.search.put(tx, number, document_of(profile))
        if is_bare(unpacked(text)) and not is_bare(profile):
            self.todo.close(tx, Kind.FINISH_PROFILE, of_startup(startup), startup)

    # -- whether it takes part ----------------------------------------------------------------------------------

    @handles(*standing.FACTS)
    def _stands(self, tx: Transaction, fact: standing.StandingChanged, event_id: int) -> None:
        startup = fact.originator_id
        row = {"key": startup, "version": fact.originator_version, "standing": fact.standing}
        if fact.standing in standing.GONE:  # what is gone is neither found nor counted
            self._tag(tx, startup, set())
            for _, number in tx.rows(self.read, {"key": startup}):
                self.search.drop(tx, number)
            self.todo.forget(tx, startup)
        if isinstance(fact, standing.StartupMerged):
            row["merged_into"] = fact.into
            tx.send(self.move_slugs, {"key": startup, "into": fact.into})
        elif isinstance(fact, standing.StartupWithdrawn) and fact.undone is not None:
            tx.send(self.drop_slugs, {"startup": startup})
        tx.send(self.update, row)
        if fact.standing == standing.ACTIVE:
            self._looked_after(tx, fact)
        else:
            self.todo.close_all(tx, startup, Kind.CONFIRM_PROFILE)

    def _tag(self, tx: Transaction, startup: UUID, wanted: set[tuple[str, str]], *, new: bool = False) -> None:
        present = set() if new else {(kind, code) for kind, code in tx.rows(self.read_tags, {"key": startup})}
        if gone := sorted(present - wanted):
            tx.send(self.drop_tag, [{"kind": kind, "code": code, "startup": startup} for kind, code in gone])
        if come := sorted(wanted - present):
            tx.send(self.add_tag, [{"kind": kind, "code": code, "startup": startup} for kind, code in come])

    def retag(self, tx: Transaction, startup: UUID) -> None:
        """Words have another meaning now: make a startup's term rows again."""
        [(text, _)] = tx.rows(self.read, {"key": startup})
        profile = unpacked(text)
        terms = self.terms.effective(tx, terms_of(profile))
        tx.send(self.update, {"key": startup, "letters": letters_of_profile(profile, terms)})
        self._tag(tx, startup, terms)

    @handles(facts.StartupRenamed)
    def _renamed(self, tx: Transaction, fact: facts.StartupRenamed, event_id: int) -> None:
        tx.send(self.update, {"key": fact.originator_id, "version": fact.originator_version, "slug": fact.slug})
        tx.send(self.add_slug, {"slug": fact.slug, "startup": fact.originator_id})

    # -- people -------------------------------------------------------------------------------------------------

    @handles(facts.FounderInvited)
    def _invited(self, tx: Transaction, fact: facts.FounderInvited, event_id: int) -> None:
        self.bump(tx, fact)
        row = {"invitation": fact.invitation, "startup": fact.originator_id, "since": moment(fact)}
        tx.send(self.add_invitation, row)

    @handles(facts.FounderInvitationRevoked)
    def _revoked(self, tx: Transaction, fact: facts.FounderInvitationRevoked, event_id: int) -> None:
        self.bump(tx, fact)
        tx.send(self.drop_invitation, {"invitation": fact.invitation})

    @handles(facts.FounderAdded)
    def _joined(self, tx: Transaction, fact: facts.FounderAdded, event_id: int) -> None:
        startup = fact.originator_id
        [(profile, unclaimed)] = tx.rows(self.read_claimed, {"key": startup})
        tx.send(self.update, {"key": startup, "version": fact.originator_version, "unclaimed": False})
        if unclaimed and is_bare(unpacked(profile)):
            self.todo.file(tx, fact, Kind.FINISH_PROFILE, of_startup(startup), startup)
        tx.send(self.add_person, {"startup": startup, "account": fact.account, "since": moment(fact)})
        tx.send(self.drop_invitation, {"invitation": fact.invitation})
        self._looked_after(tx, fact)
        self.claims.claimed(tx, fact)

    @handles(facts.FounderLeft)
    def _left(self, tx: Transaction, fact: facts.FounderLeft, event_id: int) -> None:
        startup = fact.originator_id
        tx.send(self.drop_person, {"startup": startup, "account": fact.account})
        [(left,)] = tx.rows(self.count_people, {"key": startup})
        tx.send(self.update, {"key": startup, "version": fact.originator_version, "unclaimed": left == 0})

    # -- incubators ---------------------------------------------------------------------------------------------

    @handles(facts.AdmissionAsked, facts.AdmissionOffered, facts.Admitted, facts.AdmissionEnded, facts.Graduated)
    def _admission(self, tx: Transaction, fact: Any, event_id: int) -> None:
        self.bump(tx, fact)
        pair = {"startup": fact.originator_id, "incubator": fact.incubator}
        before = tx.rows(self.read_admission, {"key": fact.originator_id, "incubator": fact.incubator})
        admitted_at, graduated_on, message = before[0] if before else (None, None, None)
        if before:
            tx.send(self.drop_admission, pair)
        if isinstance(fact, facts.Admitted):
            admitted_at = fact.on or moment(fact)
        elif isinstance(fact, facts.Graduated):
            graduated_on = fact.on
        elif isinstance(fact, facts.AdmissionAsked):
            message = token(fact.message)
        state = fact.how if isinstance(fact, facts.AdmissionEnded) else _ADMISSION[type(fact)]
        row = {"state": state, "changed_at": moment(fact), "admitted_at": admitted_at, "graduated_on": graduated_on}
        tx.send(self.add_admission, {**pair, **row, "message": message, "why": token(fact.why)})
        startup, house, incubator = of_startup(fact.originator_id), of_incubator(fact.incubator), fact.incubator
        if before:
            self.todo.close(tx, Kind.ANSWER_ADMISSION, house, startup.id, other=startup.id)
            self.todo.close(tx, Kind.ANSWER_OFFER, startup, startup.id, other=incubator)
            self.todo.close(tx, Kind.ANSWER_HANDOVER, house, startup.id, other=startup.id)
        if state == "asked":
            self.todo.file(tx, fact, Kind.ANSWER_ADMISSION, house, startup.id, other=startup.id)
        elif state == "offered":
            self.todo.file(tx, fact, Kind.ANSWER_OFFER, startup, startup.id, other=incubator)

    # -- whom it wants to hear from -----------------------------------------------------------------------------

    @handles(facts.ProposalsPaused, facts.ProposalsResumed)
    def _paused(self, tx: Transaction, fact: Fact, event_id: int) -> None:
        paused = isinstance(fact, facts.ProposalsPaused)
        tx.send(self.update, {"key": fact.originator_id, "version": fact.originator_version, "paused": paused})

    @handles(facts.StartupBlocked)
    def _blocked(self, tx: Transaction, fact: facts.StartupBlocked, event_id: int) -> None:
        self.bump(tx, fact)
        tx.send(self.add_block, {"startup": fact.originator_id, "other": fact.other, "since": moment(fact)})

    @handles(facts.StartupUnblocked)
    def _unblocked(self, tx: Transaction, fact: facts.StartupUnblocked, event_id: int) -> None:
        self.bump(tx, fact)
        tx.send(self.drop_block, {"startup": fact.originator_id, "other": fact.other})

    @handles(facts.SuggestionDismissed)
    def _dismissed(self, tx: Transaction, fact: facts.SuggestionDismissed, event_id: int) -> None:
        self.bump(tx, fact)
        row = {"startup": fact.originator_id, "other": fact.other, "reason": fact.reason, "note": token(fact.note)}
        shown = None if fact.shown is None else packed(fact.shown)
        tx.send(self.add_dismissal, {**row, "shown": shown, "at": moment(fact)})

    @handles(facts.SuggestionRestored)
    def _restored(self, tx: Transaction, fact: facts.SuggestionRestored, event_id: int) -> None:
        self.bump(tx, fact)
        tx.send(self.drop_dismissal, {"startup": fact.originator_id, "other": fact.other})

    def bump(self, tx: Transaction, fact: Any) -> None:
        """Something happened to a startup of which its row shows nothing but the version."""
        tx.send(self.update, {"key": fact.originator_id, "version": fact.originator_version})


_ADMISSION: dict[type, str] = {
    facts.AdmissionAsked: "asked", facts.AdmissionOffered: "offered",
    facts.Admitted: "admitted", facts.Graduated: "graduated",
}  # fmt: skip
