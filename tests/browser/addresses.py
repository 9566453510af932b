"""An address for every page of the site, with the demo account that may open it; a page without one fails the test."""

import io
import os
import re
from dataclasses import dataclass
from uuid import UUID, uuid4

import sqlalchemy as sa
from PIL import Image

from bridge.accounts import NewAccount
from bridge.accounts.registration import DEMO_PASSWORD
from bridge.accounts.tables import accounts
from bridge.composition import Bridge, Reading
from bridge.listings import LISTINGS
from bridge.mail.tables import mailbox
from bridge.web import create_app
from events.actor import Actor
from tests.browser.addresses_of_care import of_care
from tests.browser.addresses_of_hackathons import of_hackathons
from tests.browser.addresses_of_judging import FILES as FILES_OF_JUDGES
from tests.browser.addresses_of_judging import of_judging
from tests.browser.addresses_of_jury import of_jury
from tests.browser.addresses_of_results import FILES as FILES_OF_RESULTS
from tests.browser.addresses_of_results import of_results
from tests.browser.addresses_of_taking_part import FILES as FILES_OF_PROJECTS
from tests.browser.addresses_of_taking_part import of_taking_part
from tests.browser.addresses_of_talking import of_talking
from tests.browser.addresses_of_trust import of_trust, suspended
from tests.browser.site import Site, wait_for

FOUNDER, MANAGER, ORGANISER, ADMINISTRATOR, NEWCOMER = (
    f"{name}@demo.example"
    for name in ("founder-peshawar", "manager-khyber", "organiser", "administrator", "newcomer")
)  # fmt: skip
THIN = "thin-profile@demo.example"
INCUBATOR, UNCLAIMED = "/incubators/demo-incubator-khyber", "/incubators/nic-peshawar"
MAILED = {"confirm": "/account/confirm/", "email": "/account/email/", "reset": "/account/reset/"}
# What answers something else than a page.
FORMS = ("csv", "xlsx", "json")
FILES = {"/files/<digest>.webp", "/health", "/metrics", "/static/<path:filename>", "/robots.txt"}
FILES |= {"/incubators/<slug>/manage/import/<uuid:job>/rows.<any(csv, xlsx):kind>"}
FILES |= {"/incubators/<slug>/manage/import/<uuid:job>.<any(csv, xlsx, json):form>"}
FILES |= {"/introductions/<uuid:introduction>/meeting.ics", "/favicon.ico"}
FILES |= {"/share.svg", "/pictures/<language>/site.png"}
FILES |= {"/pictures/<language>/<any(startups, incubators, hackathons):kind>/<slug>.png"}
FILES |= {"/pictures/<language>/<any(startups, incubators, partnerships, hackathons):kind>.png"}
FILES |= {"/hackathons/<slug>/calendar.ics"} | FILES_OF_JUDGES | FILES_OF_PROJECTS | FILES_OF_RESULTS
FILES |= {"/feeds/<secret>.ics", "/feeds/<secret>.json"}
PROGRAMS = "/api/v1/"  # answers no browser asks for, but for the page that describes them
TWIN = ".<any(csv, xlsx, json):form>"
FILES |= {f"{page}{TWIN}" for page in LISTINGS} | {f"/incubators/<slug>/manage/import{TWIN}"}
# Leads to a place in the page of all questions.
FILES |= {"/hackathons/<slug>/questions/<uuid:question>"}
# A letter in its box runs no scripts, so nothing can be asked of it in a browser.
FILES |= {"/mailbox/<uuid:id>/html"}


@dataclass(frozen=True)
class Sample:
    """One address, and who opens it."""

    address: str
    who: str | None = None


# Lists that a page shows among other things: their files have addresses of their own.
OTHERS = {
    "/incubators/<slug>/startups": Sample(f"{INCUBATOR}/startups"),
    "/admin/moderation/decisions": Sample("/admin/moderation/decisions", ORGANISER),
    "/admin/vocabulary/folded": Sample("/admin/vocabulary/folded", ORGANISER),
    "/admin/vocabulary/replaced": Sample("/admin/vocabulary/replaced", ORGANISER),
    "/incubators/<slug>/manage/people/invitations": Sample(f"{INCUBATOR}/manage/people/invitations", MANAGER),
}


def rules(site: Site) -> list[str]:
    """Every rule of the site that answers to GET."""
    with site.opened() as bridge:
        found = [str(rule) for rule in create_app(bridge).url_map.iter_rules() if "GET" in (rule.methods or ())]
    return sorted(rule for rule in found if not rule.startswith(PROGRAMS) or rule == f"{PROGRAMS}docs")


def samples(site: Site) -> dict[str, list[Sample]]:
    """The samples by rule."""
    with site.opened() as bridge:
        links, turned_away = _links(bridge), suspended(bridge, FOUNDER, ADMINISTRATOR)
        hacking = of_hackathons(bridge, MANAGER) | of_talking(bridge, MANAGER) | of_judging(bridge) | of_jury(bridge)
        hacking |= of_results(bridge)
        with bridge.reading() as reading:
            found = (
                _of_imports(bridge, reading)
                | _of_everybody(links)
                | _of_startups(bridge, reading)
                | _of_incubators(reading)
                | _of_pairs(reading)
            )
            others = of_trust(reading, ADMINISTRATOR, ORGANISER, INCUBATOR) | of_care(reading)
            others |= of_taking_part(reading) | turned_away | hacking
    found |= {rule: [Sample(*one) for one in many] for rule, many in others.items()}
    wait_for("a letter in the mailbox", lambda: _letter(site) is not None, 30)
    letter = _letter(site)
    # Addresses that only take forms lead somebody who opens them to the page of the form.
    for rule in rules(site):
        if parts := re.fullmatch(r"(.+)/<any\((\w+)[^)]*\):\w+>", rule):
            page = found[parts[1]][0]
            found[rule] = [Sample(f"{page.address}/{parts[2]}", page.who)]
    for listed in LISTINGS:
        one = found[listed][0] if listed in found else OTHERS.get(listed) or _part_of(found, listed)
        found[f"{listed}{TWIN}"] = [Sample(f"{one.address.partition('?')[0]}.{form}", one.who) for form in FORMS]
    return found | {
        "/mailbox": [Sample("/mailbox")],
        "/mailbox/<uuid:id>": [Sample(f"/mailbox/{letter}")],
        "/mailbox/<uuid:id>/html": [Sample(f"/mailbox/{letter}/html")],
    }


def _part_of(found: dict[str, list[Sample]], listed: str) -> Sample:
    """A list below the address of the page that shows it."""
    page, _, part = listed.rpartition("/")
    shown = found[page][0]
    return Sample(f"{shown.address.partition('?')[0]}/{part}", shown.who)


def _of_everybody(links: dict[str, str]) -> dict[str, list[Sample]]:
    own = ("data", "email", "letters", "password", "tokens")
    members = {address: [Sample(address, NEWCOMER)] for address in ("/account", *(f"/account/{part}" for part in own))}
    coming_in = ("/account/check-mail", "/account/forgot", "/account/register", "/account/sign-in")
    open_to_all = (*coming_in, "/help", "/account/data/erased", f"{PROGRAMS}docs")
    offices = {address: [Sample(address, ORGANISER)] for address in ("/admin/vocabulary", "/incubators/new")}
    desks = ("/admin/health", "/admin/mail", "/admin/people")
    administration = {address: [Sample(address, ADMINISTRATOR)] for address in desks}
    machines = {address: [Sample(address)] for address in ("/health", "/metrics", "/robots.txt", "/favicon.ico")}
    everybody = (None, FOUNDER, THIN, MANAGER, ORGANISER, ADMINISTRATOR, NEWCOMER)
    return {
        **{address: [Sample(address)] for address in open_to_all},
        **members, **offices, **administration, **machines,
        "/": [Sample("/", who) for who in everybody],
        "/account/confirm/<token>": [Sample(links["confirm"])],
        "/account/email/<token>": [Sample(links["email"])],
        "/account/reset/<token>": [Sample(links["reset"])],
        "/feeds/<secret>.ics": [Sample(f"{links['feed']}.ics")],
        "/feeds/<secret>.json": [Sample(f"{links['feed']}.json")],
        "/letters/<token>": [Sample(links["stop"])],
        "/letters/<token>/stop": [Sample(f"{links['stop']}/stop")],
        "/i/<secret>": [Sample(links["invitation"])],
        "/invitations/<uuid:invitation>": [Sample(links["own invitation"], NEWCOMER)],
        "/static/<path:filename>": [Sample("/static/mark.svg")],
        "/search": [Sample("/search?q=water"), Sample("/search?q=water&kind=project"), Sample("/search")],
        "/share": [Sample("/share?path=/startups")],
        "/share.svg": [Sample("/share.svg?path=/startups")],
        "/pictures/<language>/site.png": [Sample("/pictures/ru/site.png")],
        "/pictures/<language>/<any(startups, incubators, partnerships, hackathons):kind>.png": [
            Sample("/pictures/en/startups.png?country=UZ")
        ],
        "/styleguide": [Sample("/styleguide")],
        "/account/data/erase": [Sample("/account/data/erase", FOUNDER)],
    }  # fmt: skip


def _links(bridge: Bridge) -> dict[str, str]:
    """Links as they stand in letters: to confirm an account, a new address, a new password, an invitation."""
    number = f"{os.getpid()}-{uuid4().hex[:6]}"
    people, here = bridge.accounts, f"127.0.0.1:{number}"
    email = f"links-{number}@demo.example"
    account = people.demo_account(email, "Demo Owner of Links")
    new = f"new-{number}@demo.example"
    people.register(NewAccount(new, "apricots beyond the pass", "Demo Newcomer"), here)
    people.request_reset(email, here)
    people.request_email(account, DEMO_PASSWORD, f"moved-{number}@demo.example")
    wait_for("the letters with links", lambda: len(_mailed(bridge, number)) == len(MAILED), 60)
    links = _mailed(bridge, number)
    with bridge.reading() as reading:
        startup = _startup_of(reading, FOUNDER)
    founder = people.by_email(FOUNDER)
    assert founder is not None
    invitation = uuid4()
    bridge.startups.invite_founder(Actor(account=founder.id), startup.id, invitation)
    with bridge.db.change() as tx:
        secret = bridge.invitations.add(tx.connection, invitation, "startup", startup.id, new, founder.id)
        bridge.invitations.add(tx.connection, own := uuid4(), "startup", startup.id, NEWCOMER, founder.id)
    more = {"invitation": f"/i/{secret}", "own invitation": f"/invitations/{own}"}
    # Of an account of this process: another process would give a shared one another address.
    feed = f"/feeds/{bridge.machines.feeds.reset(account)}"
    return links | more | {"stop": bridge.stop_links.path(account), "feed": feed}


def _mailed(bridge: Bridge, number: str) -> dict[str, str]:
    """The links of letters to addresses with this number, by the page that they open."""
    with bridge.db.read() as connection:
        letters = connection.scalars(sa.select(mailbox.c.text).where(mailbox.c.email.like(f"%-{number}@%"))).all()
    paths = [path for text in letters for path in re.findall(r"https?://[^/\s]+(/\S+)", text)]
    return {kind: path for kind, start in MAILED.items() for path in paths if path.startswith(start)}


def _of_startups(bridge: Bridge, reading: Reading) -> dict[str, list[Sample]]:
    startup = _startup_of(reading, FOUNDER)
    thin = _startup_of(reading, THIN)
    others = reading.views.startups.rows
    other = reading.connection.execute(
        sa.select(others).where(others.c.country == "UZ", others.c.visibility == "public").order_by(others.c.slug)
    ).first()
    assert other is not None
    own = f"/startups/{startup.slug}"
    parts = ("blocked", "edit", "history", "incubators", "people", "people/link", "suggestions", "tokens")
    return {
        "/startups": [Sample(f"/startups{query}") for query in ("", "?q=clinic&country=UZ", "?q=xyzzy")],
        "/startups/new": [Sample("/startups/new", NEWCOMER)],
        "/startups/<slug>": [Sample(own), Sample(own, FOUNDER), Sample(f"/startups/{other.slug}", FOUNDER)],
        **{f"/startups/<slug>/{part}": [Sample(f"{own}/{part}", FOUNDER)] for part in parts},
        "/startups/<slug>/suggestions": [
            Sample(f"{own}/suggestions", FOUNDER), Sample(f"/startups/{thin.slug}/suggestions", THIN)
        ],
        "/startups/<slug>/introduce": [Sample(f"/startups/{other.slug}/introduce", FOUNDER)],
        "/pictures/<language>/<any(startups, incubators, hackathons):kind>/<slug>.png": [
            Sample(f"/pictures/ur/startups/{startup.slug}.png")
        ],
        "/files/<digest>.webp": [Sample(f"/files/{_logo(bridge)}.webp")],
    }  # fmt: skip


def _of_incubators(reading: Reading) -> dict[str, list[Sample]]:
    startups, admissions = reading.views.startups.rows, reading.views.startups.admissions
    incubators = reading.views.incubators.rows
    member = reading.connection.scalar(
        sa.select(admissions.c.startup)
        .join(incubators, incubators.c.id == admissions.c.incubator)
        .join(startups, startups.c.id == admissions.c.startup)
        .where(incubators.c.slug == INCUBATOR.rpartition("/")[2], admissions.c.state == "admitted")
        .limit(1)
    )
    managed = ("invite", "people", "people/link", "startups", "tokens")
    parts = ("edit", "history", *(f"manage/{part}" for part in managed))
    return {
        "/incubators": [Sample("/incubators"), Sample("/incubators?country=PK", ORGANISER)],
        "/incubators/<slug>": [Sample(INCUBATOR), Sample(UNCLAIMED), Sample(INCUBATOR, MANAGER)],
        **{f"/incubators/<slug>/{part}": [Sample(f"{INCUBATOR}/{part}", MANAGER)] for part in parts},
        "/incubators/<slug>/manage/startups/<uuid:startup>": [
            Sample(f"{INCUBATOR}/manage/startups/{member}", MANAGER)
        ],
    }  # fmt: skip


def _of_imports(bridge: Bridge, reading: Reading) -> dict[str, list[Sample]]:
    """The imports of the demonstration: one that is done, and a file that waits for its columns."""
    imports = reading.views.imports.rows
    done = reading.connection.execute(sa.select(imports.c.id, imports.c.incubator)).first()
    assert done is not None, "the demonstration has no import"
    [waiting] = [job for job in bridge.import_jobs.of(done.incubator, ["mapping"]) if job.file_name.endswith(".csv")][
        :1
    ]
    base = f"{INCUBATOR}/manage/import"
    return {
        "/incubators/<slug>/manage/import": [Sample(base, MANAGER), Sample(base, ORGANISER)],
        "/incubators/<slug>/manage/import/<uuid:job>": [
            Sample(f"{base}/{waiting.id}", MANAGER), Sample(f"{base}/{done.id}", MANAGER),
            Sample(f"{base}/{done.id}?rows=new", ORGANISER),
        ],
        "/incubators/<slug>/manage/import/<uuid:job>/undo": [Sample(f"{base}/{done.id}/undo", MANAGER)],
        "/incubators/<slug>/manage/import/<uuid:job>/rows.<any(csv, xlsx):kind>": [
            Sample(f"{base}/{done.id}/rows.csv", MANAGER)
        ],
        f"/incubators/<slug>/manage/import{TWIN}": [Sample(f"{base}.{form}", MANAGER) for form in FORMS],
        f"/incubators/<slug>/manage/import/<uuid:job>{TWIN}": [
            Sample(f"{base}/{done.id}.{form}", MANAGER) for form in FORMS
        ],
    }  # fmt: skip


def _of_pairs(reading: Reading) -> dict[str, list[Sample]]:
    """An introduction in every state, the open one from both sides; partnerships, seen by a founder and a visitor."""
    rows = reading.views.introductions.rows
    pages, files = [], []
    for state in ("proposed", "accepted", "met", "declined", "withdrawn", "expired", "nothing"):
        row = reading.connection.execute(sa.select(rows).where(rows.c.state == state).order_by(rows.c.id)).first()
        assert row is not None, f"the demonstration has no introduction that is {state}"
        sides = (row.proposer, row.receiver) if state == "proposed" else (row.proposer,)
        pages += [Sample(f"/introductions/{row.id}", _founder_of(reading, side)) for side in sides]
    confirmed = rows.c.meeting_at.is_not(None)
    if (row := reading.connection.execute(sa.select(rows).where(confirmed).order_by(rows.c.id)).first()) is not None:
        files.append(Sample(f"/introductions/{row.id}/meeting.ics", _founder_of(reading, row.proposer)))
    todo = reading.views.todo.rows.c
    asked = sa.select(todo.subject, todo.owner).where(todo.kind == "did_you_meet").order_by(todo.opens_at, todo.id)
    over = reading.connection.execute(asked).first()
    assert over is not None, "the demonstration has no meeting that is over and was not answered for"
    held = Sample(f"/introductions/{over.subject}/held", _founder_of(reading, over.owner))
    agreed, partnerships = reading.views.partnerships.rows, []
    for state in ("confirmed", "recorded", "ended", "disputed"):
        one = reading.connection.execute(sa.select(agreed).where(agreed.c.state == state).order_by(agreed.c.id)).first()
        if one is not None:
            address = f"/partnerships/{one.id}"
            partnerships.append(Sample(address, _founder_of(reading, one.other)))
            partnerships += [Sample(address)] if state == "confirmed" else []
    return {
        "/introductions": [Sample("/introductions", pages[0].who), Sample("/introductions", THIN)],
        "/introductions/<uuid:introduction>": pages,
        "/introductions/<uuid:introduction>/held": [held],
        "/todo": [Sample("/todo", who) for who in (FOUNDER, MANAGER, ORGANISER, NEWCOMER)],
        "/introductions/<uuid:introduction>/meeting.ics": files,
        "/partnerships": [Sample("/partnerships"), Sample("/partnerships", pages[0].who)],
        "/partnerships/<uuid:partnership>": partnerships,
    }


def _startup_of(reading: Reading, email: str) -> sa.Row[tuple[object, ...]]:
    rows, people = reading.views.startups.rows, reading.views.startups.people
    query = (
        sa.select(rows).join(people, people.c.startup == rows.c.id).join(accounts, accounts.c.id == people.c.account)
    )
    found = reading.connection.execute(query.where(accounts.c.email == email).order_by(rows.c.slug)).first()
    assert found is not None, f"{email} has no startup"
    return found


def _founder_of(reading: Reading, startup: UUID) -> str:
    people = reading.views.startups.people
    query = sa.select(accounts.c.email).join(people, people.c.account == accounts.c.id)
    return str(reading.connection.scalar(query.where(people.c.startup == startup).limit(1)))


def _logo(bridge: Bridge) -> str:
    """A picture that a demo startup carries from now on."""
    picture = io.BytesIO()
    Image.new("RGB", (64, 64), (40, 60, 160)).save(picture, "PNG")
    founder = bridge.accounts.by_email(FOUNDER)
    assert founder is not None
    with bridge.reading() as reading:
        startup = _startup_of(reading, FOUNDER)
    digest = bridge.files.put_logo("logo", picture.getvalue(), founder.id)
    bridge.startups.change(Actor(account=founder.id), UUID(str(startup.id)), {"logo": digest})
    return digest


def _letter(site: Site) -> UUID | None:
    with site.opened() as bridge, bridge.db.read() as connection:
        found: UUID | None = connection.scalar(sa.select(mailbox.c.id).order_by(mailbox.c.sent_at).limit(1))
        return found


def public_pages(site: Site) -> dict[str, str]:
    """The pages that visitors see first: the start page, the directory, a startup with a full profile."""
    with site.opened() as bridge, bridge.reading() as reading:
        return {"home": "/", "directory": "/startups", "startup": f"/startups/{_startup_of(reading, FOUNDER).slug}"}
