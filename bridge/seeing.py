"""What somebody sees when they ask for one thing by its address: the thing and what they are to it, or nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import unpacked
from events.actor import Actor
from events.errors import Missing, Refused
from events.introductions.aggregate import PROPOSER, RECEIVER
from events.startups.aggregate import BELONGS
from events.startups.profile import EMPTY

if TYPE_CHECKING:
    from bridge.composition import Reading

SAID_YES = ("accepted", "met", "nothing")
CONFIRMED = ("confirmed", "ended")


@dataclass(frozen=True)
class SeenStartup:
    """A startup in front of somebody; `own` for its founders, `keeps` for those who look after an unclaimed one."""

    actor: Actor
    row: sa.RowMapping
    founders: list[UUID]
    admissions: list[sa.RowMapping]
    manages: bool

    @cached_property
    def profile(self) -> dict[str, Any]:
        return {**EMPTY, **unpacked(self.row["profile"])}

    @property
    def id(self) -> UUID:
        found: UUID = self.row["id"]
        return found

    @property
    def own(self) -> bool:
        return self.actor.acts_for(self.id, self.founders)

    @property
    def keeps(self) -> bool:
        return bool(self.row["unclaimed"]) and (self.manages or self.actor.organises(self.row["country"]))

    def must(self, allowed: bool) -> None:
        """Refuse what is not for them."""
        if not allowed:
            raise Refused("not_a_founder" if self.actor.signed_in else "sign_in")


@dataclass(frozen=True)
class SeenIncubator:
    """An incubator in front of somebody."""

    actor: Actor
    row: sa.RowMapping
    managers: list[UUID]

    @cached_property
    def page(self) -> dict[str, Any]:
        found: dict[str, Any] = unpacked(self.row["page"])
        return found

    @property
    def id(self) -> UUID:
        found: UUID = self.row["id"]
        return found

    @property
    def manages(self) -> bool:
        return self.actor.acts_for(self.id, self.managers)

    @property
    def leads(self) -> bool:
        return self.manages or self.actor.organises(self.row["country"])

    def must(self, allowed: bool) -> None:
        """Refuse what is not for them."""
        if not allowed:
            raise Refused("not_a_manager" if self.actor.signed_in else "sign_in")


@dataclass(frozen=True)
class SeenIntroduction:
    """An introduction; `side` is which of the two somebody acts for, None for an organiser, who reads its outline."""

    row: sa.RowMapping
    startups: Mapping[str, sa.RowMapping]
    founders: Mapping[str, list[UUID]]
    side: str | None
    now: datetime

    @property
    def state(self) -> str:
        """The state at this moment: a proposal whose time is over has expired, recorded already or not."""
        over = self.row["state"] == "proposed" and self.now >= datetime.fromisoformat(self.row["expires_at"])
        return "expired" if over else str(self.row["state"])

    @property
    def said_yes(self) -> bool:
        """Whether both sides have said yes: contact details are open from then on."""
        return self.state in SAID_YES


@dataclass(frozen=True)
class SeenPartnership:
    """A partnership; `side` is the startup of the two that somebody acts for, `startups` those they may know of."""

    row: sa.RowMapping
    startups: Mapping[UUID, sa.RowMapping]
    side: UUID | None


def _named(
    kind: str,
    key: str,
    by_slug: Callable[[str], sa.RowMapping | None],
    by_ids: Callable[[list[UUID]], Mapping[UUID, sa.RowMapping]],
) -> sa.RowMapping:
    """What an address names, by its slug or its id. Raises `Missing`."""
    row = None
    if (id := id_of(key)) is not None:
        row = by_ids([id]).get(id)
    elif "\0" not in key:
        row = by_slug(key)
    if row is None:
        raise Missing(kind, key)
    return row


def startup(reading: "Reading", actor: Actor, key: str) -> SeenStartup:
    """A startup by its slug, an earlier slug, or its id. Raises `Missing`."""
    directory, connection = reading.views.directory, reading.connection
    by_slug, by_ids = directory.by_slug, directory.by_ids
    row = _named("startup", key, partial(by_slug, connection, actor), partial(by_ids, connection, actor))
    return SeenStartup(actor, row, *around_startup(reading, actor, row))


def around_startup(
    reading: "Reading", actor: Actor, row: sa.RowMapping
) -> tuple[list[UUID], list[sa.RowMapping], bool]:
    """Its founders, how it stands with incubators, and whether somebody manages one of its own."""
    directory, connection = reading.views.directory, reading.connection
    admissions = directory.admissions_of(connection, row["id"])
    belongs = {admission["incubator"] for admission in admissions if admission["state"] in BELONGS}
    managed = set(connection.scalars(directory.own_incubators(actor))) if belongs and actor.account else set()
    return directory.founders(connection, row["id"]), admissions, bool(belongs & managed)


def incubator(reading: "Reading", actor: Actor, key: str) -> SeenIncubator:
    """An incubator by its slug or its id. Raises `Missing`."""
    directory, connection = reading.views.directory, reading.connection
    by_slug, by_ids = directory.incubator_by_slug, directory.incubators_by_ids
    row = _named("incubator", key, partial(by_slug, connection, actor), partial(by_ids, connection, actor))
    return SeenIncubator(actor, row, directory.managers(connection, row["id"]))


def introduction(reading: "Reading", actor: Actor, id: UUID, now: datetime) -> SeenIntroduction:
    """An introduction of one's own, or of anybody's for organisers. Raises `Missing`."""
    directory, connection = reading.views.directory, reading.connection
    row = reading.views.introductions.one(connection, id)
    if row is None or not actor.signed_in:
        raise Missing("introduction", id)
    found = directory.by_ids(connection, actor, [row["proposer"], row["receiver"]], introduced=True)
    startups = {PROPOSER: found[row["proposer"]], RECEIVER: found[row["receiver"]]}
    founders = {side: directory.founders(connection, startup["id"]) for side, startup in startups.items()}
    side = next((side for side in startups if actor.acts_for(startups[side]["id"], founders[side])), None)
    if side is None and "organiser" not in actor.roles:  # organisers of every office read, none of them acts
        raise Missing("introduction", id)
    return SeenIntroduction(row, startups, founders, side, now)


def partnership(reading: "Reading", actor: Actor, id: UUID) -> SeenPartnership:
    """A partnership: for its own people and organisers always, for others once it is confirmed. Raises `Missing`."""
    directory, connection = reading.views.directory, reading.connection
    row = reading.views.partnerships.one(connection, id)
    if row is None:
        raise Missing("partnership", id)
    ids = [row["one"], row["other"]]
    mine = set(connection.scalars(directory.own_startups(actor))) if actor.account else set()
    side = next((startup for startup in ids if startup in mine), None)
    found = directory.by_ids(connection, actor, ids, introduced=side is not None)
    if side is None and "organiser" not in actor.roles and (row["state"] not in CONFIRMED or not found):
        raise Missing("partnership", id)
    return SeenPartnership(row, found, side)


def hackathon(reading: "Reading", actor: Actor, key: str) -> sa.RowMapping:
    """A hackathon by its slug or its id; a draft for those who prepare it alone. Raises `Missing`."""
    hackathons, connection = reading.views.hackathons, reading.connection
    by_slug, by_ids = hackathons.by_slug, hackathons.by_ids
    return _named("hackathon", key, partial(by_slug, connection, actor), partial(by_ids, connection, actor))


def is_in_hackathon(reading: "Reading", actor: Actor, hackathon: UUID) -> bool:
    """Whether somebody takes part, judges or mentors: who runs it, is asked elsewhere."""
    if actor.account is None or actor.only not in (None, hackathon):
        return False
    views, connection = reading.views, reading.connection
    registration = views.registrations.of(connection, hackathon, actor.account)
    if registration is not None and registration["state"] == "approved":
        return True
    seat = views.judging.seat(connection, hackathon, actor.account)
    if seat is not None and seat["left_at"] is None:
        return True
    return hackathon in views.judging.mentored_by(connection, actor.account)


def id_of(key: str) -> UUID | None:
    """The id that a key is; None for a slug."""
    # Slugs never look like an id with its four hyphens.
    try:
        return UUID(key) if len(key) == 36 else None
    except ValueError:
        return None
