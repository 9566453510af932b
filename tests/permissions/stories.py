"""What happened in the world: introductions in every state, partnerships, invitations, links in mail."""

from datetime import timedelta
from uuid import UUID, uuid4

import sqlalchemy as sa

from bridge.accounts import NewAccount
from bridge.accounts.registration import DEMO_PASSWORD
from bridge.mail.tables import outbox
from tests.permissions import roles
from tests.permissions.world import SYSTEM, World

CHOICES = {"want": "distribution", "offer": "talent", "next_step": "call", "language": "ru"}


def old_things(world: World) -> None:
    """What has to lie some weeks back: a proposal without an answer, a meeting, an invitation that has ended."""
    introduction = _propose(world, "expired")
    _hold(world, _propose(world, "held"))
    _invite(world, "startup", "anor", roles.MEMBER, "expired")
    world.clock.forward(days=22)
    world.bridge.introductions.expire(SYSTEM, introduction)


def introductions(world: World) -> None:
    """One in every state; each has a startup of the founder's own, and Shifo on the other side."""
    service, founder, partner = world.bridge.introductions, world.actor(roles.FOUNDER), world.actor(roles.PARTNER)
    _propose(world, "proposed")
    service.decline(partner, _propose(world, "declined"), "no_fit", "only both sides read this refusal")
    service.withdraw(founder, _propose(world, "withdrawn"))
    for state in ("accepted", "offering", "meeting", "met", "nothing", "recorded", "confirmed", "disputed", "ended"):
        introduction = _propose(world, state)
        service.accept(partner, introduction, "only both sides read this yes")
        if state == "accepted":  # an incubator sees this startup's history, and not whom it talks with
            center = world.id("center")
            world.bridge.startups.ask_admission(founder, world.id(state), center)
            world.bridge.startups.answer_request(world.actor(roles.MANAGER), world.id(state), center, True)
        if state in ("offering", "meeting"):
            times = [{"wall": "2026-06-10T14:00", "minutes": 30, "format": "video"}]
            made = service.propose_times(
                partner, introduction, times, "Asia/Tashkent", "only both sides know this place"
            )
            world.names["start"] = made.times[0]["start"]
        if state == "meeting":
            service.confirm_time(founder, introduction, world.names["start"])
        if state in ("met", "recorded", "confirmed", "disputed", "ended"):
            service.mark_met(founder, introduction, "2026-04-20")
        if state == "nothing":
            service.close(founder, introduction, "price", "only both sides know what was too dear")
        if state in ("recorded", "confirmed", "disputed", "ended"):
            _agree(world, state, introduction)


def _hold(world: World, introduction: UUID) -> None:
    """A confirmed meeting whose time is over; nobody has said whether it took place."""
    service, partner = world.bridge.introductions, world.actor(roles.PARTNER)
    service.accept(partner, introduction)
    wall = f"{world.clock.now + timedelta(days=2):%Y-%m-%dT%H:%M}"
    made = service.propose_times(partner, introduction, [{"wall": wall, "format": "video"}], "UTC")
    service.confirm_time(world.actor(roles.FOUNDER), introduction, made.times[0]["start"])


def _propose(world: World, state: str) -> UUID:
    made = world.startup(f"{state.title()} Pair", roles.FOUNDER)
    message = {"message": f"only both sides read this {state} proposal"}
    founder = world.actor(roles.FOUNDER)
    introduction = world.bridge.introductions.propose(founder, made.id, world.id("shifo"), {**CHOICES, **message})
    world.names[f"i_{state}"] = str(introduction.id)
    return introduction.id


def _agree(world: World, state: str, introduction: UUID) -> None:
    service, founder, partner = world.bridge.partnerships, world.actor(roles.FOUNDER), world.actor(roles.PARTNER)
    summary = {"en": f"Summary of the {state} partnership"}
    made = service.record(founder, introduction, {"kind": "pilot", "since": "2026-04-20", "summary": summary})
    world.names[f"p_{state}"] = str(made.id)
    if state != "recorded":
        service.answer(partner, made.id, state != "disputed")
    if state == "ended":  # and one side has hidden itself since: the partnership stays, its name is gone
        world.bridge.startups.change(founder, world.id("ended"), {"visibility": "hidden"})
        service.end(founder, made.id, {"on": "2026-04-21", "reason": {"en": "It was a short pilot"}})


def invitations(world: World) -> None:
    """Open, used and taken back, to a startup and to an incubator; two that an organiser or a founder may take back."""
    _invite(world, "startup", "anor", roles.MEMBER, "open")
    _invite(world, "incubator", "center", roles.MEMBER, "center")
    _invite(world, "startup", "woken", roles.MEMBER, "claim")
    used, revoked = (
        _invite(world, "startup", "anor", "joined", "used"),
        _invite(world, "startup", "anor", "joined", "gone"),
    )
    world.bridge.startups.join(world.actor("joined"), world.id("anor"), used)
    world.bridge.invitations.used(used)
    world.bridge.startups.revoke_invitation(world.actor(roles.FOUNDER), world.id("anor"), revoked)
    world.bridge.invitations.revoked(revoked)


def _invite(world: World, kind: str, subject: str, to: str, key: str) -> UUID:
    bridge, invitation, about = world.bridge, uuid4(), world.id(subject)
    inviter = {"anor": roles.FOUNDER, "woken": roles.MANAGER, "center": roles.MANAGER}[subject]
    if kind == "startup":
        bridge.startups.invite_founder(world.actor(inviter), about, invitation)
    else:
        bridge.incubators.invite_manager(world.actor(inviter), about, invitation)
    with bridge.db.change() as tx:
        email = f"{to}@people.example"
        secret = bridge.invitations.add(tx.connection, invitation, kind, about, email, world.accounts[inviter])
    world.names |= {f"invitation_{key}": secret, f"invitation_{key}_id": str(invitation)}
    return invitation


def links(world: World) -> None:
    """Links in mail that still work: to confirm an account, a new password and a new address."""
    accounts, member = world.bridge.accounts, world.accounts[roles.MEMBER]
    password = "a long walk over the pass"  # of an account that never comes to be
    new = NewAccount(
        email="newcomer@people.example", password=password, name="New Comer", language="en", time_zone="UTC", next=None
    )
    accounts.register(new, "10.0.0.1")
    accounts.request_reset("member@people.example", "10.0.0.1")
    accounts.request_email(member, DEMO_PASSWORD, "moved@people.example")
    with world.bridge.db.read() as connection:
        paths = [path for path in connection.scalars(sa.select(outbox.c.path)) if path]
    for key in ("confirm", "reset", "email"):
        prefix = f"/account/{key}/"
        world.names[f"link_{key}"] = next(path for path in paths if path.startswith(prefix)).removeprefix(prefix)
