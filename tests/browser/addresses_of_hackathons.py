"""Addresses of the pages of hackathons: one that is announced and one that is prepared, made for the walk."""

from bridge.composition import Bridge
from events.actor import Actor
from events.errors import Invalid
from tests.domain.hackathon_setup import setup

Samples = dict[str, list[tuple[str, str | None]]]


def of_hackathons(bridge: Bridge, email: str) -> Samples:
    """The pages for everybody, and those of a manager of its host."""
    account = bridge.accounts.by_email(email)
    assert account is not None
    by = Actor(account.id)
    with bridge.reading() as reading:
        house = reading.views.directory.managed_by(reading.connection, account.id)[0]["id"]
    for slug, announced in (("walked", True), ("prepared", False)):
        try:
            made = bridge.hackathons.draft(by, house, setup(bridge.clock()), slug=slug)
        except Invalid:
            continue  # an earlier walk of the same site made it
        if announced:
            bridge.hackathons.announce(by, made.id)
    with bridge.reading() as reading:
        id = reading.views.hackathons.by_slug(reading.connection, by, "walked")
    assert id is not None
    on, draft, manage = "/hackathons/walked", "/hackathons/prepared", "/hackathons/<slug>/manage"
    parts = ("about", "dates", "questions", "rubric", "rules", "schedule")
    return {
        "/hackathons": [(f"/hackathons{query}", None) for query in ("", "?country=PK&form=hybrid", "?q=xyzzy")],
        "/hackathons/new": [("/hackathons/new", email)],
        "/hackathons/<slug>": [(on, None), (on, email)],
        "/hackathons/<slug>/schedule": [(f"{on}/schedule", None)],
        "/hackathons/<slug>/calendar.ics": [(f"{on}/calendar.ics", None)],
        "/hackathons/<uuid:hackathon>/<path:rest>": [(f"/hackathons/{id['id']}/schedule", email)],
        manage: [(f"{draft}/manage", email)],
        f"{manage}/setup": [(f"{draft}/manage/setup", email), (f"{on}/manage/setup", email)],
        f"{manage}/setup/<part>": [(f"{draft}/manage/setup/{part}", email) for part in parts],
        f"{manage}/team": [(f"{on}/manage/team", email)],
        f"{manage}/team/link": [(f"{on}/manage/team/link", email)],
    }
