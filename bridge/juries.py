"""Asking people to judge, with and without an account, and the personal links by which they come in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from bridge.accounts import checks
from bridge.accounts.guests import Asked
from bridge.mail import Letter
from bridge.texts import best_text
from events.actor import Actor
from events.checks import Checker
from events.errors import Broken, DomainError, Invalid, Missing, Problem
from events.hackathons.aggregate import Hackathon

if TYPE_CHECKING:
    from bridge.composition import Bridge


A_DAY = 400  # links of one hackathon, newer ones included: a jury of 200, and as many lost phones


@dataclass(frozen=True, slots=True)
class Made:
    """A judge with a fresh link; its path is kept nowhere. `mailed` is the address that it went to."""

    judge: UUID
    name: str
    path: str
    mailed: str | None


@dataclass(frozen=True)
class Juries:
    """Who does this, what letters call them, and the language for guests whose own is not known."""

    bridge: "Bridge"
    actor: Actor
    name: str
    language: str

    def invite(self, hackathon: UUID, typed: Mapping[str, Any], seat: Mapping[str, Any]) -> Made:
        """Ask somebody to judge: by `email`, or only by `name` where the link is handed over. Raises `Invalid`."""
        check, bridge = Checker(), self.bridge
        email, name = str(typed.get("email") or "").strip(), str(typed.get("name") or "").strip()
        if email:
            checks.email(check, "email", email)
        elif not name:
            check.problem("email", "email_or_name")
        # One who was asked by address alone is called by it until somebody writes the name.
        asked = Asked(checks.name(check, "name", name or email.partition("@")[0]) if name or email else "", email)
        check.done()
        if bridge.panels.led_by(self.actor, hackathon, "judging").state == "draft":
            raise Broken("hackathon_not_announced")
        self._must_not_be_too_many(hackathon)
        known = self._known(hackathon, email) if email else None
        if known is not None:
            if known == self.actor.account:
                raise Invalid([Problem("email", "own_seat")])
            self._take(hackathon, known, seat)
            bridge.guests.rename(known, asked.name)
            return self.send_link(hackathon, known, asked)
        guest = bridge.guests.welcome(asked.name, email, self.language)
        try:
            self._take(hackathon, guest.id, seat)
        except DomainError:
            bridge.guests.erase(guest.id)
            raise
        return self.send_link(hackathon, guest.id)

    def _known(self, hackathon: UUID, email: str) -> UUID | None:
        """Whose address this is: of an account, or of a guest who judges or judged here. Raises `Invalid`.

        Who asks sees the same either way: that somebody has an account is theirs to tell.
        """
        bridge, key = self.bridge, checks.key_of(email)
        with bridge.reading() as reading:
            seats = reading.views.judging.panel(reading.connection, hackathon, gone=True)
        account = bridge.accounts.by_email(email)
        guest = bridge.guests.with_address([row["judge"] for row in seats], email)
        known = account.id if account is not None else guest.id if guest is not None else None
        asked = {judge for judge, one in bridge.guests.asked_as(hackathon).items() if checks.key_of(one.email) == key}
        sitting = {row["judge"] for row in seats if row["left_at"] is None}
        if sitting & {known, *asked, *([guest.id] if guest is not None else [])}:
            raise Invalid([Problem("email", "judge_invited_already")])
        return known

    def _must_not_be_too_many(self, hackathon: UUID) -> None:
        if self.bridge.guests.made_lately(hackathon) >= A_DAY:
            raise Broken("too_many_links", most=A_DAY)

    def _take(self, hackathon: UUID, judge: UUID, seat: Mapping[str, Any]) -> None:
        try:
            self.bridge.panels.invite(self.actor, hackathon, judge, seat)
        except Broken as broken:
            raise Invalid([Problem("email", broken.code, broken.params)]) from broken

    def send_link(self, hackathon: UUID, judge: UUID, asked: Asked | None = None) -> Made:
        """A new link, mailed where there is an address; the old one is dead, and so is who came in by it.

        `asked` is what was written of somebody who is asked now.
        """
        bridge = self.bridge
        self._must_not_be_too_many(hackathon)
        link = bridge.panels.issue_link(self.actor, hackathon, judge)
        account, guest = bridge.accounts.by_id(judge), bridge.guests.guest(judge)
        known = account or guest
        if known is None:
            raise Missing("judge", judge)
        as_whom = None if account is None else asked or bridge.guests.asked_as(hackathon).get(judge)
        called, mailed = (as_whom.name, as_whom.email) if as_whom is not None else (known.name, known.email)
        titles: dict[str, str] = bridge.log.get(Hackathon, hackathon).setup["about"]["title"]
        title = best_text(titles, known.language)
        with bridge.db.change() as tx:
            path = f"/j/{bridge.guests.replace_link(tx.connection, link, judge, hackathon, as_whom)}"
            if known.email:
                params = {"hackathon": title, "inviter": self.name, "name": known.name}
                letter = Letter("judge_link", email=known.email, language=known.language, params=params, path=path)
                bridge.outbox.put(tx.connection, letter)
        return Made(judge, called, path, mailed)

    def come_in(self, hackathon: UUID) -> None:
        """A judge comes in, by the link or an account: that is their yes, and from now on they have their own name."""
        judge = self.actor.account
        self.bridge.panels.enter(self.actor, hackathon)
        if judge is not None:
            self.bridge.guests.accepted(judge, hackathon)

    def say_yes(self, hackathon: UUID) -> None:
        """Whoever acts as a judge by their account has come in."""
        if self.actor.account in self.bridge.guests.asked_as(hackathon):
            self.come_in(hackathon)

    def revoke_link(self, hackathon: UUID, judge: UUID) -> None:
        """Close the door."""
        self.bridge.panels.revoke_link(self.actor, hackathon, judge)
        self._end(hackathon, judge)

    def remove(self, hackathon: UUID, judge: UUID, why: object = None) -> None:
        """Take a judge off the panel and out of the rounds that are not published; what they handed in stays."""
        self.bridge.panels.remove(self.actor, hackathon, judge, why)
        self._end(hackathon, judge)

    def erase(self, hackathon: UUID, judge: UUID) -> None:
        """Forget a guest of this hackathon who has left it: name, address, words. Raises `Broken`, `Missing`."""
        bridge = self.bridge
        bridge.panels.led_by(self.actor, hackathon, "judging")
        panel = bridge.panels.panel(hackathon)
        with bridge.reading() as reading:
            seats = reading.views.judging.seats_of(reading.connection, judge)
        if hackathon not in {row["hackathon"] for row in seats}:
            raise Missing("judge", judge)
        if panel is None or judge.hex in panel.judges:
            raise Broken("judge_still_sits")
        if asked := bridge.guests.asked_as(hackathon).get(judge):  # their account is nobody's business here
            if not asked.email:
                raise Missing("judge", judge)
            bridge.guests.forget_asked(judge, hackathon)
            return
        if any(row["left_at"] is None for row in seats):
            raise Broken("judge_still_sits")
        bridge.erasure.departures.forget_guest(self.actor, judge)
        bridge.guests.erase(judge)
        bridge.keys.forget(judge)
        with bridge.db.change() as tx:
            bridge.scorecard_drafts.forget(tx.connection, judge)

    def _end(self, hackathon: UUID, judge: UUID) -> None:
        with self.bridge.db.change() as tx:
            self.bridge.guests.end_links(tx.connection, judge, hackathon)
