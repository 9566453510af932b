"""A visitor's start page: who is there, an example of a pair that should meet, and how it works."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import render_template, request

from bridge.composition import Reading
from bridge.readmodels import figures
from bridge.readmodels.base import unpacked
from bridge.readmodels.directory import Filters
from bridge.suggestions import suggestions
from bridge.web import reasons
from bridge.web.app import current_bridge
from bridge.web.i18n import page_language
from bridge.web.names import country, label, phrase
from bridge.web.startups.access import logo_address
from bridge.web.visitor_home import PublicPair, PublicStartup, VisitorHome
from events import vocabulary
from events.actor import VISITOR

SHOWN = 3
REASONS = 4
LOOKED_AT = 30  # startups among which the ones to show are looked for
COMPARED = 100  # suggestions among which the example pair is looked for
# Who reads in a language most likely is in the first country and curious about the second.
LIKELY = {"ru": ("KG", "PK"), "ky": ("KG", "PK"), "uz": ("UZ", "PK")}
USUAL = ("PK", "UZ")
NEED = "distribution"


def visitor_home() -> str:
    """Show what everybody may know: nothing here depends on who is signed in."""
    likely = LIKELY.get(page_language(), USUAL)
    home = _asked("from", vocabulary.countries, likely[0])
    there = _asked("country", vocabulary.countries, likely[1])
    need = _asked("need", vocabulary.exchange, NEED)
    with current_bridge().reading() as reading:
        connection, views = reading.connection, reading.views
        offering = figures.offering(connection, views, VISITOR, need)
        fitting = figures.newest_offering(connection, views, VISITOR, need, there, LOOKED_AT)
        rows = _first(reading, fitting, home)
        pair = _pair(reading, home, there)
        countries = figures.public_by_country(connection, views)
        partnerships = figures.partnerships_seen(connection, views, VISITOR)
        coming = views.hackathons.next(connection, reading.now)
        incubators = sum(figures.incubator_facet(connection, views, VISITOR, Filters(), "countries").values())
    shown = VisitorHome(
        countries=sorted(((code, country(code)) for code in vocabulary.countries.codes), key=lambda item: item[1]),
        needs=[(code, phrase(code, "exchange", "need")) for code in vocabulary.exchange.codes],
        home_country=home,
        need=need,
        country=there,
        count=offering.get(there, 0),
        anywhere=sum(offering.values()),
        asked="need" in request.args,
        found=[_public(row) for row in rows],
        pair=pair,
        hackathon=None if coming is None else {**coming, "setup": unpacked(coming["setup"])},
        startups=sum(countries.values()),
        countries_with_startups=len(countries),
        incubators=incubators,
        partnerships=partnerships,
    )
    return render_template("home/visitor.html", home=shown)


def _asked(name: str, terms: vocabulary.Terms, otherwise: str) -> str:
    code = request.args.get(name, "")
    return code if code in terms else otherwise


def _first(reading: Reading, fitting: list[UUID], home: str) -> list[sa.RowMapping]:
    """The three to show: those that want to work in the visitor's country come first."""
    if not fitting:
        return []
    eager = figures.eager(reading.connection, reading.views, fitting, home)
    chosen = sorted(fitting, key=lambda id: id not in eager)[:SHOWN]
    found = reading.views.directory.by_ids(reading.connection, VISITOR, chosen)
    return [found[id] for id in chosen]


def _pair(reading: Reading, home: str, there: str) -> PublicPair | None:
    """The best suggestion between two startups that everybody may see, across the asked border if it can be."""
    views, rows, connection = reading.views, reading.views.startups.rows, reading.connection
    recent = sa.select(rows.c.id).where(views.directory.visible(VISITOR)).limit(LOOKED_AT)
    at_home = list(connection.scalars(recent.where(rows.c.country == home)))
    candidates = at_home or list(connection.scalars(recent.order_by(rows.c.changed_at.desc())))
    best = (
        sa.select(suggestions.c.startup, suggestions.c.other, suggestions.c.reasons)
        .where(suggestions.c.startup.in_(candidates))
        .order_by(suggestions.c.score.desc(), suggestions.c.other)
        .limit(COMPARED)
    )
    found = list(connection.execute(best)) if candidates else []
    public = sa.select(rows.c.id, rows.c.country).where(
        rows.c.id.in_({row.other for row in found}), views.directory.visible(VISITOR)
    )
    others = {row.id: row.country for row in connection.execute(public)} if found else {}
    seen = [row for row in found if row.other in others]
    if not seen:
        return None
    one = next((row for row in seen if others[row.other] == there), seen[0])
    both = reading.views.directory.by_ids(connection, VISITOR, [one.startup, one.other])
    sentences = reasons.in_words(unpacked(one.reasons))[:REASONS]
    return PublicPair(_public(both[one.startup]), _public(both[one.other]), sentences)


def _public(row: sa.RowMapping) -> PublicStartup:
    profile: dict[str, Any] = unpacked(row["profile"])
    return PublicStartup(
        name=row["name"],
        href=f"/startups/{row['slug']}",
        country=row["country"],
        city=row["city"],
        one_liner=profile["one_liner"],
        logo=logo_address(profile["logo"]),
        labels=[label(code, "sectors") for code in profile["sectors"]],
    )
