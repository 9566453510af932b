"""What people can do with startups; every command takes the actor first and decides whether they may."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from events import slugs, vocabulary
from events.actor import Actor
from events.checks import Checker
from events.errors import Broken, Invalid, Problem, Refused, Stale, Taken
from events.incubators.aggregate import Incubator
from events.startups.aggregate import Startup
from events.startups.allowing import Allowing
from events.startups.profile import EMPTY, VISIBILITIES, Profile, checked

SLUG = "startup_slug"
SOURCE = "startup_source"
DRAFT = "startup_draft"


class Startups(Allowing):
    """Commands on startups."""

    # -- registering and describing -----------------------------------------------------------------------------

    def register(self, by: Actor, typed: Mapping[str, Any], *, draft: str | None = None) -> Startup:
        """A founder registers a startup; the same `draft` sent again answers the same startup. Raises `Invalid`."""
        if by.account is None:
            raise Refused("sign_in")
        if by.only is not None:
            raise Refused("another_organisation")
        once = f"{by.account.hex}:{draft}" if draft else None
        return self._sent_before(once) or self._register(by, self._checked(typed), founder=by.account, once=once)

    def register_unclaimed(
        self, by: Actor, typed: Mapping[str, Any], *, source: str, row: str, incubator: UUID | None = None
    ) -> Startup:
        """A row of a list becomes a hidden profile that nobody has taken over; `source` and `row` are its identity."""
        if by.system is None and incubator is None:
            self._must_organise(by, typed.get("country"))
        if incubator is not None:
            self._must_manage(by, incubator)
        profile = {**self._checked(typed), "visibility": "hidden"}

        def admit(startup: Startup, now: datetime) -> None:
            if incubator is not None:
                startup.offer_admission(by, now, incubator)

        return self._register(by, profile, source=source, row=row, then=admit)

    def reimport(self, by: Actor, startup: UUID, typed: Mapping[str, Any]) -> bool:
        """The list has a newer row: take what no person has edited. Answers whether anything changed."""
        if by.system is None:
            self._must_run(by, self.log.get(Startup, startup))

        def command() -> bool:
            found = self.log.get(Startup, startup)
            profile = {**self._checked(typed), "visibility": found.profile["visibility"], "logo": found.profile["logo"]}
            different = found.change(by, self.log.clock(), profile, imported=True)
            if different:
                self.log.save(found)
            return different

        return self.again(command)

    def change(self, by: Actor, startup: UUID, typed: Mapping[str, Any], *, version: int | None = None) -> Startup:
        """Edit the profile: only the fields that are in `typed`. `version` is what the person saw; raises `Stale`."""
        found = self.log.get(Startup, startup)
        self._must_edit(by, found)
        if version is not None and version != found.version:
            raise Stale("startup", startup, version, found.version)
        profile = self._checked({**found.profile, **typed})
        if found.unclaimed and by.system is None and profile["visibility"] != found.profile["visibility"]:
            raise Broken("publish_first")
        if found.change(by, self.log.clock(), profile):
            self.log.save(found)
        return found

    def rename(self, by: Actor, startup: UUID, slug: str) -> Startup:
        """Give the page another address; old addresses keep leading to it. Raises `Invalid` where it is taken."""
        found = self.log.get(Startup, startup)
        self._must_edit(by, found)
        wanted = slugs.slug(slug, fallback="")
        if len(wanted) < 2 or wanted in ("new",):
            raise Invalid([Problem("slug", "not_an_address", {})])
        found.rename(by, self.log.clock(), wanted)
        try:
            self.log.save(found, claim=[(SLUG, wanted, found.id)])
        except Taken as taken:
            raise Invalid([Problem("slug", "taken", {"value": wanted})]) from taken
        return found

    def publish(self, by: Actor, startup: UUID, visibility: str) -> Startup:
        """Show an unclaimed profile: its incubator's managers or an organiser of its country."""
        found = self.log.get(Startup, startup)
        if not found.unclaimed:
            found.must_be_founder(by)
        else:
            self._must_run(by, found)
        check = Checker()
        check.code("visibility", visibility, VISIBILITIES, required=True)
        check.done()
        found.publish(by, self.log.clock(), visibility)
        self.log.save(found)
        return found

    # -- founders -----------------------------------------------------------------------------------------------

    def invite_founder(self, by: Actor, startup: UUID, invitation: UUID) -> Startup:
        """Open the door for one more founder; for an unclaimed profile its incubator or an organiser does."""
        found = self.log.get(Startup, startup)
        self._must_edit(by, found)
        found.invite_founder(by, self.log.clock(), invitation)
        self.log.save(found)
        return found

    def revoke_invitation(self, by: Actor, startup: UUID, invitation: UUID) -> Startup:
        """Take an unused invitation back."""
        found = self.log.get(Startup, startup)
        self._must_edit(by, found)
        found.revoke_invitation(by, self.log.clock(), invitation)
        self.log.save(found)
        return found

    def renew_invitation(self, by: Actor, startup: UUID, invitation: UUID, newer: UUID) -> Startup:
        """Send another one instead of an unused invitation: both in one transaction."""
        found, now = self.log.get(Startup, startup), self.log.clock()
        self._must_edit(by, found)
        found.revoke_invitation(by, now, invitation)
        found.invite_founder(by, now, newer)
        self.log.save(found)
        return found

    def join(self, by: Actor, startup: UUID, invitation: UUID) -> Startup:
        """Use an invitation; that it is this person's, the accounts have checked by its secret link."""
        found = self.log.get(Startup, startup)
        found.join(by, self.log.clock(), invitation)
        self.log.save(found)
        return found

    def leave(self, by: Actor, startup: UUID, account: UUID) -> Startup:
        """A founder goes, or is taken off by another founder."""
        found = self.log.get(Startup, startup)
        found.must_be_founder(by)
        found.leave(by, self.log.clock(), account)
        self.log.save(found)
        return found

    # -- incubators ---------------------------------------------------------------------------------------------

    def ask_admission(self, by: Actor, startup: UUID, incubator: UUID, message: object = None) -> Startup:
        """A founder asks an incubator of any country."""
        found = self.log.get(Startup, startup)
        found.must_be_founder(by)
        self.log.get(Incubator, incubator)
        found.ask_admission(by, self.log.clock(), incubator, self.personal(by, "message", message, most=1000))
        self.log.save(found)
        return found

    def offer_admission(self, by: Actor, startup: UUID, incubator: UUID) -> Startup:
        """A manager invites a startup; an unclaimed one is admitted at once, nobody is there to answer."""
        self._must_manage(by, incubator)
        found = self.log.get(Startup, startup)
        if found.unclaimed and by.system is None and found.profile["visibility"] == "hidden":
            raise Refused("not_visible")
        found.offer_admission(by, self.log.clock(), incubator)
        self.log.save(found)
        return found

    def answer_request(self, by: Actor, startup: UUID, incubator: UUID, yes: bool, why: object = None) -> Startup:
        """A manager answers a startup that asks."""
        self._must_manage(by, incubator)
        found = self.log.get(Startup, startup)
        reason = self.personal(by, "why", why, most=1000)
        found.answer_admission(by, self.log.clock(), incubator, "asked", yes, reason)
        self.log.save(found)
        return found

    def answer_offer(self, by: Actor, startup: UUID, incubator: UUID, yes: bool) -> Startup:
        """A founder answers an incubator's invitation."""
        found = self.log.get(Startup, startup)
        found.must_be_founder(by)
        found.answer_admission(by, self.log.clock(), incubator, "offered", yes)
        self.log.save(found)
        return found

    def end_admission(self, by: Actor, startup: UUID, incubator: UUID, how: str) -> Startup:
        """A founder withdraws a request or leaves ('withdrawn', 'left'); a manager may end either as well."""
        if how not in ("withdrawn", "left"):
            raise Invalid([Problem("how", "unknown_code", {})])
        found = self.log.get(Startup, startup)
        if not by.acts_for(startup, found.founders):
            self._must_manage(by, incubator)
        found.end_admission(by, self.log.clock(), incubator, how)
        self.log.save(found)
        return found

    def graduate(self, by: Actor, startup: UUID, incubator: UUID, on: object) -> Startup:
        """A manager records that a startup finished the programme on a day."""
        self._must_manage(by, incubator)
        found = self.log.get(Startup, startup)
        now = self.log.clock()
        check = Checker()
        day = check.day("on", on, today=now.date())
        check.done()
        found.graduate(by, now, incubator, day)
        self.log.save(found)
        return found

    # -- whom it wants to hear from -----------------------------------------------------------------------------

    def pause(self, by: Actor, startup: UUID, paused: bool) -> Startup:
        """Close or open the door for new proposals."""
        return self._as_founder(by, startup, lambda found, now: found.pause(by, now, paused))

    def block(self, by: Actor, startup: UUID, other: UUID, why: object = None) -> Startup:
        """No suggestion and no proposal between the two any more."""
        self.log.get(Startup, other)
        reason = self.personal(by, "why", why, most=1000)
        return self._as_founder(by, startup, lambda found, now: found.block(by, now, other, reason))

    def unblock(self, by: Actor, startup: UUID, other: UUID) -> Startup:
        """Take a block back."""
        return self._as_founder(by, startup, lambda found, now: found.unblock(by, now, other))

    def dismiss(
        self,
        by: Actor,
        startup: UUID,
        other: UUID,
        reason: object,
        note: object = None,
        shown: dict[str, Any] | None = None,
    ) -> Startup:
        """Not interested; `shown` is how the engine presented the pair (engine, score, rank, reasons)."""
        check = Checker()
        code = check.choice("reason", reason, vocabulary.dismiss_reasons)
        check.done()
        self.log.get(Startup, other)
        text = self.personal(by, "note", note, most=500)
        return self._as_founder(by, startup, lambda found, now: found.dismiss(by, now, other, code, text, shown))

    def restore(self, by: Actor, startup: UUID, other: UUID) -> Startup:
        """Take a dismissal back."""
        return self._as_founder(by, startup, lambda found, now: found.reconsider(by, now, other))

    # -- inside -------------------------------------------------------------------------------------------------

    def _register(
        self,
        by: Actor,
        profile: Profile,
        *,
        founder: UUID | None = None,
        source: str | None = None,
        row: str | None = None,
        once: str | None = None,
        then: Callable[[Startup, datetime], None] = lambda startup, now: None,
    ) -> Startup:
        now = self.log.clock()
        for slug in slugs.candidates(profile["name"], fallback="startup"):
            if slug == "new":
                continue
            startup = Startup.begin(by, now, slug=slug, profile=profile, founder=founder, source=source, row=row)
            then(startup, now)
            claims = [(DRAFT, once, startup.id)] if once is not None else []
            claims.append((SLUG, slug, startup.id))
            if source is not None:
                claims.append((SOURCE, f"{source}:{row}", startup.id))
            try:
                self.log.save(startup, claim=claims)
            except Taken as taken:
                if taken.kind == DRAFT and (sent := self._sent_before(once)) is not None:
                    return sent
                if taken.kind == SOURCE:
                    raise Broken("already_imported", source=source, row=row) from taken
                continue
            return startup
        raise Invalid([Problem("name", "taken", {"value": profile["name"]})])

    def _sent_before(self, once: str | None) -> Startup | None:
        owner = self.log.owner(DRAFT, once) if once is not None else None
        return None if owner is None else self.log.get(Startup, owner)

    def _checked(self, typed: Mapping[str, Any]) -> Profile:
        return checked({**EMPTY, **typed}, year=self.log.clock().year)
