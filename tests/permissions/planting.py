"""Builds the world: who there is, which incubators and startups, and rows beside the log."""

import io
from uuid import uuid4

import sqlalchemy as sa
from PIL import Image

from bridge.composition import Bridge
from bridge.mail import Letter
from bridge.mail.tables import mailbox, outbox
from bridge.suggestions import packed_reasons, suggestions
from events.incubators.aggregate import Incubator
from events.startups.aggregate import Startup
from tests.permissions import (
    caring,
    hacking,
    hosting,
    judging,
    juryrooms,
    lists,
    proving,
    roles,
    seating,
    stories,
    talking,
)
from tests.permissions.world import SYSTEM, Clock, World

OFFICES = {roles.ORGANISER_HERE: "PK", roles.ORGANISER_THERE: "KZ", roles.ORGANISER_ALL: "*"}
# More people than roles: colleagues who can be taken off, a founder whom nobody here knows, one who was taken on.
OTHERS = ("cofounder", "comanager", "stranger", "joined")


def plant(bridge: Bridge, clock: Clock) -> World:
    """Build the world; the clock stands at its present afterwards."""
    world = World(bridge, clock)
    _people(world)
    _incubators(world)
    lists.imports(world)
    _startups(world)
    for tag in ("plov", "samsa"):
        bridge.terms.fold(SYSTEM, tag, "sector", "foodtech")
    stories.old_things(world)
    clock.forward(days=30)
    stories.introductions(world)
    stories.invitations(world)
    judging.reports(world)
    caring.profiles(world)
    hacking.hackathons(world)
    proving.results(world)
    talking.talks(world)
    clock.forward(days=6)
    _rows(world)
    stories.links(world)
    hosting.hackathons(world)
    seating.panels(world)
    juryrooms.juries(world)
    for key in [name.removesuffix("_version") for name in world.names if name.endswith("_version")]:
        kind = Incubator if key in ("center", "tower", "garden", "cellar", "park") else Startup
        world.names[f"{key}_version"] = str(bridge.log.get(kind, world.id(key)).version)
    return world


def _people(world: World) -> None:
    for number, who in enumerate([role for role in roles.ROLES if role != roles.VISITOR] + list(OTHERS)):
        world.accounts[who] = world.bridge.accounts.demo_account(
            f"{who}@people.example",
            f"Person {who.title()}",
            phone=f"+9230000000{number:02}",
            telegram=f"@{who}_telegram",
        )
    world.names |= {who: str(account) for who, account in world.accounts.items()}
    for role, office in OFFICES.items():
        world.bridge.offices.grant(SYSTEM, world.accounts[role], "organiser", office)
    world.bridge.offices.grant(SYSTEM, world.accounts[roles.ADMINISTRATOR], "administrator")


def _incubators(world: World) -> None:
    """Three with managers, one of them for members; one that nobody has taken over; one that nobody may know of."""
    plans = (
        ("center", "PK", "Peshawar Center", (roles.MANAGER, "comanager"), "public"),
        ("tower", "KZ", "Steppe Tower", (roles.OTHER_MANAGER,), "public"),
        ("garden", "PK", "Members Garden", ("comanager",), "members"),
        ("cellar", "PK", "Cellar Of Silence", ("comanager",), "hidden"),
        ("park", "PK", "Unclaimed Park", (), "public"),
    )
    service = world.bridge.incubators
    for key, country, name, managers, visibility in plans:
        fact = {"field": "operator", "value": {"en": name}, "source": "https://example.org", "year": 2024, "note": None}
        page = {"name": {"en": name}, "kind": "it_park", "country": country, "city": "Here", "visibility": visibility}
        made = service.list(SYSTEM, page, [fact])
        for manager in managers:
            service.invite_manager(SYSTEM, made.id, invitation := uuid4())
            made = service.join(world.actor(manager), made.id, invitation)
        if managers:
            made = service.change(world.actor(managers[0]), made.id, {"description": {"en": f"About {name}"}})
        world.names |= {key: made.slug, f"{key}_id": str(made.id), f"{key}_version": str(made.version)}


def _startups(world: World) -> None:
    """Of every visibility, claimed and not, and in every standing with the incubator."""
    service, center = world.bridge.startups, world.id("center")
    founder, manager = world.actor(roles.FOUNDER), world.actor(roles.MANAGER)
    pictures = {
        name: world.bridge.files.put_logo("logo", _logo(colour), world.accounts[roles.FOUNDER])
        for name, colour in (("public_logo", "red"), ("hidden_logo", "black"), ("draft_logo", "blue"))
    }
    world.names |= pictures
    need = {"code": "distribution", "countries": ["UZ"], "text": {"en": "clinics"}}
    anor = world.startup(
        "Anor Clinic", roles.FOUNDER, logo=pictures["public_logo"], tags=["units"], needs=[need], stage="mvp",
        languages={"en": "fluent", "ru": "working"}, sectors=["healthtech"],
    )  # fmt: skip
    world.startup("Shifo Labs", roles.PARTNER, "UZ", offers=[{"code": "distribution"}], languages={"ru": "native"})
    world.startup("Steppe Works", "stranger", "KZ", sectors=["healthtech"])
    world.startup("Inner Circle", roles.FOUNDER, visibility="members")
    world.startup("Veiled Lantern", roles.FOUNDER, visibility="hidden", logo=pictures["hidden_logo"])
    world.startup("Faraway Shadow", "stranger", "TJ", visibility="hidden", sectors=["mining"])
    for name in ("Anor Clinic", "Veiled Lantern", "Graduate Studio", "Inner Circle"):
        made = anor if name.startswith("Anor") else None
        key = name.split()[0].lower()
        if made is None and key not in world.names:
            world.startup(name, roles.FOUNDER)
        service.ask_admission(founder, world.id(key), center)
        service.answer_request(manager, world.id(key), center, True)
    service.graduate(manager, world.id("graduate"), center, "2026-03-01")
    world.startup("Asking Studio", roles.FOUNDER)
    service.rename(founder, world.id("asking"), "asking-now")
    world.names |= {"asking": "asking-now", "asking_before": "asking-studio"}
    service.ask_admission(founder, world.id("asking"), center, "only the managers read why we ask")
    world.startup("Offered Studio", roles.FOUNDER)
    service.offer_admission(manager, world.id("offered"), center)
    service.invite_founder(founder, anor.id, invitation := uuid4())
    service.join(world.actor("cofounder"), anor.id, invitation)
    _unclaimed(world)
    for blocked in ("loose", "shifo"):
        service.block(founder, anor.id, world.id(blocked), "only we know why we block them")
    service.dismiss(founder, anor.id, world.id("woken"), "other", "only we know why we do not want them")


def _unclaimed(world: World) -> None:
    service, center = world.bridge.startups, world.id("center")
    for name in ("Dormant Row", "Woken Row"):
        typed = {"name": name, "country": "PK"}
        row = service.register_unclaimed(SYSTEM, typed, source="list", row=name, incubator=center)
        key = name.split()[0].lower()
        world.names |= {key: row.slug, f"{key}_id": str(row.id), f"{key}_version": str(row.version)}
    service.publish(SYSTEM, world.id("woken"), "public")
    world.startup("Loose Row", None)
    service.publish(SYSTEM, world.id("loose"), "public")


def _logo(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (32, 32), colour).save(out, "PNG")
    return out.getvalue()


def _rows(world: World) -> None:
    """Rows beside the log: suggestions as the matcher leaves them, drafts, a letter in the mailbox."""
    rows = [
        {
            "startup": world.id("anor"), "other": world.id(other), "score": 0.5, "there": 0.5, "back": 0.5,
            "reasons": packed_reasons([{"code": "need_met", "params": {"code": "distribution"}}]), "engine": "1",
        }
        for other in ("steppe", "faraway")
    ]  # fmt: skip
    letter = {"id": uuid4(), "sent_at": world.clock.now, "email": "a@people.example", "subject": "A letter"}
    world.names["letter"] = str(letter["id"])
    with world.bridge.db.change() as tx:
        tx.connection.execute(sa.insert(suggestions), rows)
        tx.connection.execute(sa.insert(mailbox).values(**letter, text="What is in it", html="<p>What is in it</p>"))
    _letters(world)
    draft = {"name": "Drafted Thing", "country": "PK", "logo": world.names["draft_logo"]}
    world.names["draft"] = "0123456789abcdef"
    world.bridge.drafts.save(world.accounts[roles.MEMBER], "startup", draft, world.names["draft"])
    world.names["finished"] = "fedcba9876543210"  # everybody has one under this name
    for account in world.accounts.values():
        world.bridge.drafts.save(account, "startup", {"name": "Brand New", "country": "PK"}, world.names["finished"])
    pair = f"{world.id('anor').hex}:{world.id('steppe').hex}"
    typed = {**stories.CHOICES, "message": "only its writer reads this unsent proposal"}
    world.bridge.drafts.save(world.accounts[roles.FOUNDER], "introduction", typed, pair)


def _letters(world: World) -> None:
    """Links that stop letters, and a letter that could not leave."""
    links = world.bridge.stop_links
    world.names |= {"stop_link": links.token(world.accounts[roles.MEMBER]), "stop_link_gone": links.token(uuid4())}
    failed = Letter("a_kind_of_letter", account=world.accounts["stranger"])
    with world.bridge.db.change() as tx:
        world.bridge.outbox.put(tx.connection, failed)
        mine = outbox.c.kind == failed.kind
        tx.connection.execute(sa.update(outbox).where(mine).values(state="failed", failure="SMTPDataError 554"))
        world.names["failed_letter"] = str(tx.connection.scalar(sa.select(outbox.c.id).where(mine)))
