"""What an import does to startups: many rows in one transaction, each as one command would do it, and back again."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from events import slugs
from events.actor import Actor
from events.errors import Invalid, Problem
from events.imports.service import Imports
from events.log import Log
from events.startups.aggregate import Startup
from events.startups.events import ProfileChanged
from events.startups.profile import Profile, changes
from events.startups.service import SLUG, SOURCE
from events.startups.standing import GONE
from events.store import Transaction

NEW, UPDATED, SAME, KEPT = "new", "updated", "same", "kept"
RESERVED = ("new",)  # the address of the form


class Batch:
    """Some rows of one import by one person, saved together or not at all."""

    def __init__(self, log: Log, by: Actor, incubator: UUID) -> None:
        self.log, self.by, self.incubator = log, by, incubator
        self.now: datetime = log.clock()
        self.startups: list[Startup] = []
        self.claims: dict[tuple[str, str], UUID] = {}
        self.releases: list[tuple[str, str]] = []

    def owner(self, source: str, row: str) -> UUID | None:
        """The startup that came from this row of this list earlier."""
        return self.claims.get((SOURCE, f"{source}:{row}")) or self.log.owner(SOURCE, f"{source}:{row}")

    def register(self, profile: Profile, *, source: str, row: str) -> Startup:
        """A checked row becomes a hidden profile that nobody has taken over, admitted to the incubator."""
        slug = self._free_slug(profile["name"])
        hidden = {**profile, "visibility": "hidden"}
        startup = Startup.begin(
            self.by, self.now, slug=slug, profile=hidden, founder=None, source=source, row=row
        )  # fmt: skip
        startup.offer_admission(self.by, self.now, self.incubator)
        self.claims[SLUG, slug] = self.claims[SOURCE, f"{source}:{row}"] = startup.id
        self.startups.append(startup)
        return startup

    def update(self, startup: UUID, profile: Profile, *, source: str, row: str) -> tuple[str, Startup, bool]:
        """Take what no person has edited: what became of it, the startup, whether the row is known as its from now on.

        A profile with founders is theirs, and one of another incubator is not ours: both are kept as they are.
        """
        found = self.log.get(Startup, startup)
        if self._is_kept(found):
            return KEPT, found, False
        key = SOURCE, f"{source}:{row}"
        new = key not in self.claims and self.log.owner(*key) is None
        if new:
            self.claims[key] = startup
        kept = {"visibility": found.profile["visibility"], "logo": found.profile["logo"]}
        if not found.change(self.by, self.now, {**profile, **kept}, imported=True):
            return SAME, found, new
        self.startups.append(found)
        return UPDATED, found, new

    def would_update(self, startup: UUID, profile: Profile) -> tuple[str, Startup]:
        """What `update` would do, without doing it; and the startup as it is."""
        found = self.log.get(Startup, startup)
        if self._is_kept(found):
            return KEPT, found
        kept = {"visibility": found.profile["visibility"], "logo": found.profile["logo"]}
        different = changes(found.profile, {**profile, **kept}).keys() - set(found.edited)
        return UPDATED if different else SAME, found

    def _is_kept(self, startup: Startup) -> bool:
        return startup.standing in GONE or not startup.unclaimed or self.incubator not in startup.incubators()

    def withdraw(self, startup: UUID, version: int, undone: UUID) -> bool:
        """Take a row's profile back if nothing has happened to it since `version`; answers whether it was."""
        found = self.log.get(Startup, startup)
        if found.version != version or not found.unclaimed:
            return False
        found.withdraw(self.by, self.now, undone)
        # Nobody but its incubator has ever seen the address: the next import may give it to the same row again.
        self.releases += [(SLUG, found.slug), (SOURCE, f"{found.source}:{found.row}")]
        self.startups.append(found)
        return True

    def restore(self, startup: UUID, version: int) -> bool:
        """Give fields the values from before an update, if nothing has happened since; answers whether it was done."""
        found = self.log.get(Startup, startup)
        if found.version != version:
            return False
        before: Mapping[str, Any] = self.log.get(Startup, startup, version - 1).profile
        last = self.log.entries(of=startup, newest_first=True, limit=1)[0].fact
        if not isinstance(last, ProfileChanged):
            return False
        changes = {field: before[field] for field in last.changes}
        found.record(ProfileChanged, self.by, self.now, changes=changes, imported=True)
        self.startups.append(found)
        return True

    def forget_row(self, known: str) -> None:
        """A row, as source and id, belongs to no startup any more."""
        self.releases.append((SOURCE, known))

    def save(self, also: Callable[[Transaction], object]) -> None:
        """Write everything, and what `also` writes, in one transaction. Raises `Stale` or `Taken`; then all is void."""
        claims = [(kind, value, owner) for (kind, value), owner in self.claims.items()]
        if not (self.startups or claims or self.releases):
            with self.log.database.change() as tx:
                also(tx)
            return
        self.log.save(*self.startups, claim=claims, release=self.releases, guards=[also])

    def _free_slug(self, name: str) -> str:
        for slug in slugs.candidates(name, fallback="startup"):
            if slug not in RESERVED and (SLUG, slug) not in self.claims and self.log.owner(SLUG, slug) is None:
                return slug
        raise Invalid([Problem("name", "taken", {"value": name})])


class ImportedStartups:
    """Opens batches for those who may bring lists into an incubator."""

    def __init__(self, imports: Imports) -> None:
        self.imports = imports

    def batch(self, by: Actor, incubator: UUID) -> Batch:
        """An empty batch. Raises `Refused`."""
        self.imports.must_import(by, incubator)
        return Batch(self.imports.log, by, incubator)
