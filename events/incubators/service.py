"""What people can do with incubators."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from events import slugs
from events.actor import Actor
from events.errors import Invalid, Problem, Refused, Stale, Taken
from events.incubators.aggregate import Incubator
from events.incubators.page import checked
from events.service import Service

SLUG = "incubator_slug"


class Incubators(Service):
    """Commands on incubators."""

    def list(
        self, by: Actor, typed: Mapping[str, Any], facts: list[dict[str, Any]], *, slug: str | None = None
    ) -> Incubator:
        """Put an incubator into the directory, unclaimed: the reference data, or an organiser of its country."""
        page = checked(typed)
        if by.system is None and not by.organises(page["country"]):
            raise Refused("not_an_organiser")
        now = self.log.clock()
        name = page["name"].get("en") or next(iter(page["name"].values()))
        for candidate in [slug] if slug else slugs.candidates(name, fallback="incubator"):
            if candidate == "new":  # the address of the form
                continue
            incubator = Incubator.begin(by, now, slug=candidate, page=page, facts=facts)
            try:
                self.log.save(incubator, claim=[(SLUG, candidate, incubator.id)])
            except Taken:
                continue
            return incubator
        raise Invalid([Problem("slug", "taken", {"value": slug or name})])

    def relist(self, by: Actor, incubator: UUID, typed: Mapping[str, Any], facts: Any) -> bool:
        """Newer reference data for an incubator that nobody has taken over. Answers whether anything changed."""
        if by.system is None:
            raise Refused("not_an_organiser")
        found = self.log.get(Incubator, incubator)
        changed = found.relist(by, self.log.clock(), checked(typed), facts)
        if changed:
            self.log.save(found)
        return changed

    def change(self, by: Actor, incubator: UUID, typed: Mapping[str, Any], *, version: int | None = None) -> Incubator:
        """A manager edits the page; for an unclaimed incubator that confirms text and visibility. Raises `Stale`."""
        found = self.log.get(Incubator, incubator)
        found.must_be_manager(by)
        if version is not None and version != found.version:
            raise Stale("incubator", incubator, version, found.version)
        found.change(by, self.log.clock(), checked({**found.page, **typed}))
        self.log.save(found)
        return found

    def invite_manager(self, by: Actor, incubator: UUID, invitation: UUID) -> Incubator:
        """A manager invites another; an organiser of its country invites the first ones."""
        found = self.log.get(Incubator, incubator)
        self._must_lead(by, found)
        found.invite_manager(by, self.log.clock(), invitation)
        self.log.save(found)
        return found

    def revoke_invitation(self, by: Actor, incubator: UUID, invitation: UUID) -> Incubator:
        """Take an unused invitation back."""
        found = self.log.get(Incubator, incubator)
        self._must_lead(by, found)
        found.revoke_invitation(by, self.log.clock(), invitation)
        self.log.save(found)
        return found

    def renew_invitation(self, by: Actor, incubator: UUID, invitation: UUID, newer: UUID) -> Incubator:
        """Send another one instead of an unused invitation: both in one transaction."""
        found, now = self.log.get(Incubator, incubator), self.log.clock()
        self._must_lead(by, found)
        found.revoke_invitation(by, now, invitation)
        found.invite_manager(by, now, newer)
        self.log.save(found)
        return found

    def join(self, by: Actor, incubator: UUID, invitation: UUID) -> Incubator:
        """Use an invitation; that it is this person's, the accounts have checked by its secret link."""
        found = self.log.get(Incubator, incubator)
        found.join(by, self.log.clock(), invitation)
        self.log.save(found)
        return found

    def leave(self, by: Actor, incubator: UUID, account: UUID) -> Incubator:
        """A manager goes, or is taken off by another one or an organiser."""
        found = self.log.get(Incubator, incubator)
        if by.account != account or by.only is not None:
            self._must_lead(by, found)
        found.leave(by, self.log.clock(), account)
        self.log.save(found)
        return found

    def _must_lead(self, by: Actor, incubator: Incubator) -> None:
        if by.system is None and not by.organises(incubator.page["country"]):
            incubator.must_be_manager(by)
