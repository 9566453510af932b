"""Which hats a person has, which one they wear now, and the startup and incubator that it is about."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import request, session
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from bridge import todo
from bridge.accounts import Account
from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.web.app import current_bridge
from bridge.web.names import country, picked
from bridge.web.sign_in import current_account
from bridge.web.viewer import Hat, Viewer
from events.actor import Actor

WORN = "hat"  # in the session and in the address
LONGEST = 90  # a key is a kind and a slug


@dataclass(frozen=True, slots=True)
class Part:
    """One part that a person plays: `key` tells two startups of one founder apart."""

    kind: str
    key: str
    name: str = ""
    address: str | None = None


def load() -> Viewer:
    """Say who looks at this page, in one look at the read models."""
    account = current_account()
    if account is None:
        return Viewer()
    bridge = current_bridge()
    with bridge.reading() as reading:
        actor = reading.actor(account.id)
        if actor.account is None:  # suspended: a visitor everywhere
            return Viewer()
        parts = list(_parts(reading, account, actor))
        waiting = todo.count(reading.connection, reading.views, actor, account.email, bridge.clock())
    worn = _worn(parts)
    return Viewer(
        actor=actor,
        name=account.name,
        locale=account.language,
        timezone=account.time_zone,
        hat=worn.kind if worn else "member",
        hats=_hats(parts, worn) if len(parts) > 1 else (),
        waiting=waiting,
        startup=_address("founder", parts, worn),
        incubator=_address("manager", parts, worn),
    )


def _parts(reading: Reading, account: Account, actor: Actor) -> Iterator[Part]:
    """The parts in the order in which they are worn when nobody has chosen."""
    directory, connection = reading.views.directory, reading.connection
    if "administrator" in actor.roles:
        yield Part("administrator", "administrator")
    if "organiser" in actor.roles:
        yield Part("organiser", "organiser", actor.office or "")
    for row in directory.managed_by(connection, account.id):
        # Names are in the language of the account: the page's own is not known before its viewer is.
        name = picked(unpacked(row["page"])["name"], account.language)[1]
        yield Part("manager", f"manager:{row['slug']}", name, f"/incubators/{row['slug']}")
    for row in directory.founded_by(connection, account.id):
        yield Part("founder", f"founder:{row['slug']}", row["name"], f"/startups/{row['slug']}")
    if reading.views.registrations.takes_part(connection, account.id):
        yield Part("participant", "participant")


def _worn(parts: list[Part]) -> Part | None:
    asked = request.args.get(WORN, "")
    for choice in (asked, session.get(WORN, "")):
        for part in parts:
            if choice in (part.key, part.kind) and len(choice) <= LONGEST:
                if choice == asked and session.get(WORN) != part.key:
                    session[WORN] = part.key
                return part
    return parts[0] if parts else None


def _hats(parts: list[Part], worn: Part | None) -> tuple[Hat, ...]:
    # The menu marks the hat whose name is the worn kind: of two startups only one may be marked.
    return tuple(Hat(part.kind if part == worn else part.key, _label(part), f"/?hat={part.key}") for part in parts)


def _label(part: Part) -> LazyString:
    # Lazy, because the language of the page depends on the viewer that is being loaded.
    if part.kind == "administrator":
        return _l("Administrator")
    if part.kind == "participant":
        return _l("Participant of hackathons")
    if part.kind == "organiser":
        everywhere = part.name == "*"
        return _l("Organiser") if everywhere else _l("Organiser · %(country)s", country=LazyString(country, part.name))
    if part.kind == "manager":
        return _l("Manager of %(name)s", name=part.name)
    return _l("Founder of %(name)s", name=part.name)


def _address(kind: str, parts: list[Part], worn: Part | None) -> str | None:
    if worn is not None and worn.kind == kind:
        return worn.address
    return next((part.address for part in parts if part.kind == kind), None)
