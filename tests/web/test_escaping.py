"""Markup that people type stays text: on every page, in letters, in calendar files."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from bridge.folders import TEMPLATES
from bridge.mail import Letter
from bridge.mail.outbox import Leased
from bridge.mail.tables import mailbox
from bridge.mail.writing import Writer
from events.startups.aggregate import Startup
from tests.databases import Sqlite
from tests.permissions import roles
from tests.permissions.answers import ALLOWED, Outcome
from tests.permissions.hacking import CONTENT
from tests.permissions.rows import Row
from tests.permissions.table import TABLE
from tests.permissions.world import SYSTEM, World
from tests.web.rough import Rough

EVIL = "'\"><script>alert(1)</script><img src=x onerror=alert(1)>"
SHORT = "<script>alert(1)</script>"  # where there is little room
TEXTS = {"en": EVIL, "ru": EVIL}
PAGES = {
    row.path: row
    for row in reversed(TABLE)
    if row.method == "GET" and not row.rule.startswith(("/static", "/files", "/metrics"))
}
LETTERS = sorted(path.stem for path in (TEMPLATES / "mail").glob("*.txt") if path.stem != "layout")
# No markup, whatever is written in them, as long as a browser takes them for what they say they are.
RAW = ("application/json", "application/problem+json", "text/csv", "text/calendar")
LANGUAGES = ("en", "ru", "ur")


@pytest.fixture(scope="module")
def site(sqlite: Sqlite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rough]:
    url = sqlite.fresh()
    opened = Rough(tmp_path_factory.mktemp("evil"), url.render_as_string(hide_password=False), more=plant)
    yield opened
    opened.close()
    sqlite.drop(url)


def plant(world: World) -> None:
    """Put markup into whatever people can type."""
    bridge = world.bridge
    founder, partner, manager = (world.actor(who) for who in (roles.FOUNDER, roles.PARTNER, roles.MANAGER))
    for who, account in world.accounts.items():
        details = {"language": "en", "time_zone": "UTC", "phone": "", "whatsapp": "", "telegram": ""}
        bridge.accounts.change_details(account, name=f"{EVIL} {who}", **details)
    row = {"text": TEXTS, "countries": ["UZ"], "sectors": []}
    profile = {"city": EVIL, "one_liner": TEXTS, "description": TEXTS, "tags": [SHORT, "units"]}
    offered = {"needs": [{"code": "distribution", **row}], "offers": [{"code": "talent", **row}]}
    for startup, editor in (("anor", founder), ("shifo", partner), ("steppe", None), ("accepted", founder)):
        by = editor or bridge.actor_for(next(iter(_founders(world, startup))))
        bridge.startups.change(by, world.id(startup), {"name": f"{EVIL} {startup}", **profile, **offered})
    page = {"name": TEXTS, "city": EVIL, "description": TEXTS, "offers": TEXTS}
    bridge.incubators.change(manager, world.id("center"), page)
    introductions = bridge.introductions
    introductions.accept(partner, UUID(world.names["i_proposed"]), EVIL)
    introductions.cancel_meeting(founder, UUID(world.names["i_meeting"]), EVIL)
    times = [{"wall": "2026-06-12T14:00", "minutes": 30, "format": "video"}]
    made = introductions.propose_times(partner, UUID(world.names["i_meeting"]), times, "Asia/Tashkent", EVIL)
    introductions.confirm_time(founder, made.id, made.times[0]["start"])
    introductions.propose_times(partner, UUID(world.names["i_accepted"]), times, "Asia/Tashkent", EVIL)
    introductions.close(founder, UUID(world.names["i_met"]), "price", EVIL)
    for pair in ("p_confirmed", "p_recorded"):
        milestone = {"kind": "signed", "on": "2026-04-22", "note": TEXTS, "amount_usd": "", "evidence": ""}
        bridge.partnerships.reach(founder, UUID(world.names[pair]), milestone)
    bridge.partnerships.end(founder, UUID(world.names["p_confirmed"]), {"on": "2026-04-22", "reason": TEXTS})
    bridge.startups.block(founder, world.id("anor"), world.id("steppe"), EVIL)
    bridge.startups.ask_admission(founder, world.id("recorded"), world.id("center"), EVIL)
    bridge.terms.fold(SYSTEM, "<script>alert(1)</script> folded", "sector", "foodtech")
    for who in (roles.MEMBER, roles.FOUNDER):
        draft = {"name": EVIL, "city": EVIL, "country": "PK", "one_liner": TEXTS, "tags": [SHORT], **offered}
        bridge.drafts.save(world.accounts[who], "startup", draft, world.names["draft"])
    _plant_hackathons(world)
    letter = {"id": uuid4(), "sent_at": world.clock.now, "email": "a@people.example", "subject": EVIL}
    with bridge.db.change() as tx:
        tx.connection.execute(sa.insert(mailbox).values(**letter, text=EVIL, html="<p>made by the writer</p>"))
        tx.connection.execute(sa.update(mailbox).values(subject=EVIL, text=EVIL))


def _plant_hackathons(world: World) -> None:
    """The same for what is typed about hackathons, teams and projects, and said around them."""
    bridge, founder, manager = world.bridge, world.actor(roles.FOUNDER), world.actor(roles.MANAGER)
    texts = {"title": TEXTS, "summary": TEXTS, "description": TEXTS, "binding": "en"}
    for name in ("hackrun", "hackdone"):
        hackathon = UUID(world.names[f"{name}_id"])
        bridge.hackathons.change(manager, hackathon, "about", texts)
        schedule = {"items": [{"title": TEXTS, "text": TEXTS, "where": EVIL, "starts": "2026-09-01T10:00"}]}
        bridge.hackathons.change(manager, hackathon, "schedule", schedule)
    running, team, done = (UUID(world.names[name]) for name in ("hackrun_id", "suuteam", "doneteam"))
    bridge.teams.describe(founder, team, {"open": True, "skills": ["iot"], "text": TEXTS})
    bridge.talking.answer(manager, bridge.talking.ask(founder, running, EVIL).id, EVIL)
    project = {**CONTENT, "title": EVIL, "text": EVIL, "summary": TEXTS}
    bridge.projects.submit(founder, team, project)
    late = bridge.projects.submit(founder, done, project)
    bridge.projects.answer_late(manager, done, len(late.versions), True, EVIL)


def _founders(world: World, startup: str) -> frozenset[UUID]:
    return frozenset(world.bridge.log.get(Startup, world.id(startup)).founders)


class Markup(HTMLParser):
    """Finds what typed markup would become if it came through."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and not (given.get("src") or "").startswith("/static/"):
            self.found.append(f"<script> {given}")
        self.found += [f"<{tag} {name}>" for name in given if name.startswith("on")]
        for name in ("href", "src", "action", "formaction"):
            drawn = tag == "img" and (given.get(name) or "").startswith("data:image/svg+xml")  # runs nothing in an img
            if re.match(r"\s*(javascript|data|vbscript):", given.get(name) or "", re.I) and not drawn:
                self.found.append(f"<{tag} {name}={given[name]}>")


def through(page: str) -> list[str]:
    """What came through as markup."""
    return Markup(page).found + (["a script"] if "<script>alert" in page or "<img src=x" in page else [])


def harmful(came: Outcome) -> list[str]:
    """What an answer would do to its reader; files for programs are no pages, and say so."""
    if came.headers["Content-Type"].partition(";")[0] not in RAW:
        return through(came.text)
    return [] if came.headers["X-Content-Type-Options"] == "nosniff" else ["a file that may be taken for a page"]


def test_markup_that_comes_through_would_be_seen() -> None:
    assert through(f"<p>{EVIL}</p>")
    assert through("<a title='' onclick=1>")
    assert through('<a href="javascript:x">')
    assert not through('<script src="/static/app.js"></script><p title="&quot; onerror=">&lt;script&gt;</p>')


def readers(row: Row, number: int, *, first: bool) -> list[str]:
    """Who looks at a page: everybody who reads something on one for all, and somebody who is turned away, by turns."""
    reading = [role for role in roles.ROLES if row.answers[role] in (*ALLOWED, "shows")]
    turned_away = [role for role in roles.ROLES if role not in reading]
    if not first:
        return [(reading or turned_away)[number % len(reading or turned_away)]]
    if row.rule.startswith("/api/"):  # says the same to everybody, and is no page
        return reading[:1]
    if "<" in row.rule:
        reading = [role for role in reading if role in (reading[0], roles.FOUNDER, roles.ORGANISER_ALL)]
    return reading + turned_away[number % len(roles.ROLES) :][:1]


def test_no_page_lets_typed_markup_through(site: Rough) -> None:
    problems, showing, raw, walked = [], set(), set(), set[str]()
    for number, (path, row) in enumerate(PAGES.items()):
        for role in readers(row, number, first=row.rule not in walked):
            came = site.ask(site.address(path), role)
            problems += [f"{role} {path}: {found}" for found in harmful(came)]
            raw.update({came.headers["Content-Type"].partition(";")[0]} & {*RAW})
            if "&lt;script&gt;alert(1)" in came.text:
                showing.add(row.rule)
        walked.add(row.rule)
    assert problems == []
    assert raw >= {"application/json", "text/csv", "text/calendar"}
    # Pages that show what was planted; without them the walk would prove nothing.
    assert showing >= {
        "/", "/startups", "/startups/<slug>", "/startups/<slug>/edit", "/startups/<slug>/history", "/startups/new",
        "/startups/<slug>/people", "/startups/<slug>/introduce", "/startups/<slug>/incubators", "/introductions",
        "/startups/<slug>/suggestions", "/startups/<slug>/blocked", "/introductions/<uuid:introduction>",
        "/partnerships/<uuid:partnership>", "/incubators", "/incubators/<slug>", "/incubators/<slug>/edit",
        "/incubators/<slug>/history", "/incubators/<slug>/manage/people", "/incubators/<slug>/manage/startups",
        "/incubators/<slug>/manage/startups/<uuid:startup>", "/account", "/i/<secret>", "/admin/people",
        "/admin/vocabulary", "/mailbox", "/mailbox/<uuid:id>",
        "/hackathons", "/hackathons/<slug>", "/hackathons/<slug>/schedule", "/hackathons/<slug>/questions",
        "/hackathons/<slug>/teams", "/hackathons/<slug>/teams/<uuid:team>", "/hackathons/<slug>/projects",
        "/hackathons/<slug>/projects/<uuid:project>", "/hackathons/<slug>/manage/people",
    }  # fmt: skip


def test_a_calendar_file_takes_no_lines_from_what_was_typed(site: Rough) -> None:
    came = site.ask(site.address("/introductions/{i_meeting}/meeting.ics"), roles.FOUNDER)
    assert came.status == 200
    unfolded = came.text.replace("\r\n ", "")
    assert EVIL.replace('"', '\\"') in unfolded or EVIL in unfolded
    assert all(re.match(r"[A-Z-]+[;:]", line) for line in unfolded.split("\r\n") if line)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", LETTERS)
def test_letters_show_markup_as_it_was_typed(site: Rough, kind: str, language: str) -> None:
    words = {"measure": "change", "outcome": "upheld", "again": True}
    words |= {"kind": "startup", "minutes": 30, "zone": "UTC", "when": "2026-03-05T09:00:00+00:00"}
    words |= {"answer": "joined", "decision": "reinstated", "withdrawn": False, "left": 2, "receipts": [EVIL, EVIL]}
    words |= {"title": TEXTS, "text": TEXTS, "part": "dates"}
    words |= {"moved": [{"what": "building.closes", "when": "2026-03-05T09:00:00+00:00", "zone": "UTC"}]}
    params = (
        dict.fromkeys(
            (
                "name",
                "inviter",
                "asker",
                "startup",
                "incubator",
                "mine",
                "theirs",
                "about",
                "hackathon",
                "team",
                "one",
                "other",
            ),
            EVIL,
        )
        | words
    )
    line = {"text": EVIL, "path": "/somewhere"}
    news = {"kind": "introduction_accepted", "params": dict(params), "path": "/somewhere"}
    params |= {"waiting": [line], "news": [news]}
    letter = Letter(kind, email="a@people.example", params=params, path="/somewhere")
    leased = Leased(uuid4(), uuid4(), letter, site.clock.now, 0)
    writer = Writer("https://bridge.example", "Startup Bridge <bridge@bridge.example>")
    written = writer.write(leased, language)
    assert through(written.html) == []
    message = writer.message(leased, written, "a@people.example", EVIL + "\r\nBcc: other@people.example")
    assert message["Bcc"] is None
    assert "\n" not in message["Subject"]
