"""Addresses of reports, decisions and appeals in the demonstration, each with whom it is for."""

from uuid import uuid4

import sqlalchemy as sa

from bridge.accounts.tables import accounts
from bridge.composition import Bridge, Reading
from events.actor import Actor

JUDGED = "founder-bishkek@demo.example"


def suspended(bridge: Bridge, reporter: str, administrator: str) -> dict[str, list[tuple[str, str | None]]]:
    """The page of somebody whose account is suspended: a new account, whose startup goes with it."""
    asks, decides = bridge.accounts.by_email(reporter), bridge.accounts.by_email(administrator)
    assert asks is not None
    assert decides is not None
    number = uuid4().hex[:8]
    account = bridge.accounts.demo_account(email := f"suspended-{number}@demo.example", "Demo Founder Suspended")
    profile = {"name": f"Suspended {number}", "country": "PK", "visibility": "members"}
    startup = bridge.startups.register(Actor(account), profile)
    report = bridge.reports.report(Actor(asks.id), "person", account, {"reason": "scam"}, startup=startup.id)
    typed = {"measure": "suspend_person", "reason": "scam", "message": "Show us that you are registered."}
    bridge.moderation.decide(bridge.actor_for(decides.id), [report.id], typed)
    return {"/account/suspended": [("/account/suspended", email)]}


def of_trust(
    reading: Reading, administrator: str, organiser: str, incubator: str
) -> dict[str, list[tuple[str, str | None]]]:
    """(address, who) by rule."""
    views, connection = reading.views, reading.connection
    reports, made = views.reports.rows.c, views.reports.decisions.c
    waiting = connection.execute(sa.select(reports.id, reports.about).where(reports.open.is_(True))).first()
    appealed = connection.scalar(sa.select(made.id).where(made.appeal == "open"))
    rows, people = views.introductions.rows.c, views.startups.people.c
    received = connection.execute(
        sa.select(rows.id, accounts.c.email)
        .join_from(views.introductions.rows, views.startups.people, people.startup == rows.receiver)
        .join(accounts, accounts.c.id == people.account)
        .where(rows.state == "proposed", rows.message.is_not(None))
        .order_by(rows.id)
    ).first()
    assert waiting is not None
    assert received is not None
    by_visitor = connection.scalar(sa.select(reports.id).where(reports.by == "visitor").order_by(reports.at))
    return {
        "/startups/<slug>/report": [
            ("/startups/seaview-settle/report", None),
            ("/startups/seaview-settle/report", organiser),
        ],
        "/incubators/<slug>/report": [(f"{incubator}/report", None)],
        "/introductions/<uuid:introduction>/report": [(f"/introductions/{received.id}/report", received.email)],
        "/reports/<uuid:report>": [(f"/reports/{by_visitor}", None)],
        "/decisions/<uuid:decision>": [(f"/decisions/{appealed}", JUDGED)],
        "/decisions/<uuid:decision>/appeal": [(f"/decisions/{appealed}/appeal", JUDGED)],
        "/admin/moderation": [("/admin/moderation", organiser), ("/admin/moderation", administrator)],
        "/admin/moderation/<uuid:about>": [(f"/admin/moderation/{waiting.about}", administrator)],
        "/admin/moderation/decisions/<uuid:decision>": [(f"/admin/moderation/decisions/{appealed}", administrator)],
    }
