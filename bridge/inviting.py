"""Inviting somebody to act for a startup or an incubator, to help or to take part: by mail, or by a link."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from uuid import UUID, uuid4

from sqlalchemy import Connection

from bridge.accounts.checks import email
from bridge.accounts.invitations import Invitation
from bridge.mail import Letter
from bridge.mentors import Mentors
from bridge.texts import best_text
from events.actor import Actor
from events.checks import Checker
from events.errors import Broken, Missing
from events.hackathons.aggregate import Hackathon
from events.hackathons.service import Hackathons
from events.incubators.aggregate import Incubator
from events.incubators.service import Incubators
from events.startups.aggregate import Startup
from events.startups.service import Startups
from events.teams.aggregate import Team
from events.teams.service import Teams

if TYPE_CHECKING:
    from bridge.composition import Bridge

Kind = Literal["startup", "incubator", "hackathon", "team", "mentor"]
A_DAY = 20  # invitations that one person may make, mailed or as links, newer ones included


@dataclass(frozen=True, slots=True)
class Guest:
    """Whom an invitation is for: an address, an account that asked for it, or a name where a link is handed over."""

    email: str | None = None
    name: str | None = None
    account: UUID | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A new invitation: its id, and the path of its link, which is kept nowhere."""

    id: UUID
    path: str


@dataclass(frozen=True)
class Inviter:
    """Who invites, what letters call them, and the language for guests whose own is not known."""

    bridge: "Bridge"
    actor: Actor
    name: str
    language: str
    rights: tuple[str, ...] = ()  # of whom is invited to help with a hackathon
    topics: tuple[str, ...] = ()  # of whom is asked to mentor teams

    def invite(self, kind: Kind, subject: UUID, typed_email: str) -> Made:
        """Invite the person with an e-mail address. Raises `Invalid`, `Refused`, `Broken`."""
        check = Checker()
        address = email(check, "email", typed_email)
        return self._invite(check, "email", kind, subject, Guest(email=address.address))

    def hand_over(self, kind: Kind, subject: UUID, typed_name: str) -> Made:
        """Make a link for somebody without mailing it. Raises like `invite`."""
        check = Checker()
        name = check.text("name", typed_name, least=2, most=100) or ""
        return self._invite(check, "name", kind, subject, Guest(name=name))

    def renew(self, kind: Kind, subject: UUID, old: UUID, *, to_who_asked: bool = False) -> Made:
        """Send a newer invitation, after which the old link is dead.

        `to_who_asked` sends it to the account that asked for it instead. Raises `Missing`, `Refused`, `Broken`.
        """
        bridge, newer = self.bridge, uuid4()
        found = self._of(subject, old)
        guest = Guest(found.email, found.name, found.account)
        if to_who_asked:
            asker = bridge.accounts.by_id(found.asked_by) if found.asked_by else None
            if asker is None:
                raise Missing("invitation", old)
            guest = Guest(email=asker.email, account=asker.id)
        if self.actor.account is not None and bridge.invitations.sent_lately(self.actor.account) >= A_DAY:
            raise Broken("too_many_invitations", most=A_DAY)
        self._service(kind).renew_invitation(self.actor, subject, old, newer)
        with bridge.db.change() as tx:
            bridge.invitations.replaced(tx.connection, old)
            return Made(newer, self._write(tx.connection, newer, kind, subject, guest))

    def revoke(self, kind: Kind, subject: UUID, invitation: UUID) -> None:
        """Take an unused invitation back. Raises `Refused`, `Broken`."""
        self._service(kind).revoke_invitation(self.actor, subject, invitation)
        self.bridge.invitations.revoked(invitation)

    def _invite(self, check: Checker, field: str, kind: Kind, subject: UUID, guest: Guest) -> Made:
        bridge, actor = self.bridge, self.actor
        with bridge.reading() as reading:
            if bridge.invitations.is_open(reading.connection, kind, subject, guest.email, name=guest.name):
                check.problem(field, "already_invited")
        if actor.account is not None and bridge.invitations.sent_lately(actor.account) >= A_DAY:
            check.problem(field, "too_many_invitations", most=A_DAY)
        check.done()
        invitation, path = uuid4(), ""
        # The domain decides first; the letter goes out with the row that its link needs.
        if kind == "startup":
            bridge.startups.invite_founder(actor, subject, invitation)
        elif kind == "hackathon":
            bridge.hackathons.invite_person(actor, subject, invitation, self.rights)
        elif kind == "team":
            bridge.teams.invite(actor, subject, invitation)
        elif kind == "mentor":
            bridge.mentors.ask(actor, subject, invitation, self.topics)
        else:
            bridge.incubators.invite_manager(actor, subject, invitation)
        with bridge.db.write() as tx:  # under the lock: of two that are sent at once, the second sees the first
            twice = bridge.invitations.is_open(tx.connection, kind, subject, guest.email, name=guest.name)
            if not twice:
                path = self._write(tx.connection, invitation, kind, subject, guest)
        if twice:
            self.revoke(kind, subject, invitation)
            check.problem(field, "already_invited")
            check.done()
        return Made(invitation, path)

    def _write(self, connection: Connection, invitation: UUID, kind: Kind, subject: UUID, guest: Guest) -> str:
        """Keep an invitation and mail it, unless it is a link to hand over; answers its path."""
        bridge, by = self.bridge, self.actor.account or UUID(int=0)
        secret = bridge.invitations.add(
            connection, invitation, kind, subject, guest.email, by, name=guest.name, account=guest.account
        )
        path = f"/i/{secret}"
        if guest.email is not None:
            known = bridge.accounts.by_email(guest.email)
            letter = Letter(
                "invitation",
                email=guest.email,
                language=known.language if known else self.language,
                params={"kind": kind, "name": self._called(kind, subject), "inviter": self.name},
                path=path,
            )
            bridge.outbox.put(connection, letter)
        return path

    def _service(self, kind: Kind) -> Startups | Incubators | Hackathons | Teams | Mentors:
        bridge = self.bridge
        if kind == "team":
            return bridge.teams
        if kind == "mentor":
            return bridge.mentors
        if kind == "hackathon":
            return bridge.hackathons
        return bridge.startups if kind == "startup" else bridge.incubators

    def _called(self, kind: Kind, subject: UUID) -> str:
        if kind == "startup":
            return str(self.bridge.log.get(Startup, subject).profile["name"])
        if kind == "team":
            return self.bridge.log.get(Team, subject).name
        names: dict[str, str] = (
            self.bridge.log.get(Hackathon, subject).setup["about"]["title"]
            if kind in ("hackathon", "mentor")
            else self.bridge.log.get(Incubator, subject).page["name"]
        )
        return best_text(names, self.language)

    def _of(self, subject: UUID, invitation: UUID) -> Invitation:
        found = self.bridge.invitations.by_id(invitation)
        if found is None or found.subject != subject:
            raise Missing("invitation", invitation)
        return found
