"""A visitor's start page: who is there, an example of a pair that should meet, and how it works."""

from typing import Any

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
LOOKED_AT = 30  # startups among which the example pair is looked for
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
    wanted = Filters(countries=(there,), terms={"offer": (need,)})
    with current_bridge().reading() as reading:
        directory, connection = reading.views.directory, reading.connection
        count = directory.count(connection, VISITOR, wanted)
        rows = figures.offering(
            connection, reading.views, VISITOR, offer=need, country=there, to=home, limit=SHOWN
        ) if count else []  # fmt: skip
        anywhere = count or directory.count(connection, VISITOR, wanted.without("countries"))
        pair = _pair(reading, home, there)
        countries = figures.startups_by_country(connection, reading.views, VISITOR)
        partnerships = figures.partnerships_seen(connection, reading.views, VISITOR)
        incubators = directory.find_incubators(connection, VISITOR, Filters(), limit=1).total
    shown = VisitorHome(
        countries=sorted(((code, country(code)) for code in vocabulary.countries.codes), key=lambda item: item[1]),
        needs=[(code, phrase(code, "exchange", "need")) for code in vocabulary.exchange.codes],
        home_country=home,
        need=need,
        country=there,
        count=count,
        anywhere=anywhere,
        asked="need" in request.args,
        found=[_public(row) for row in rows],
        pair=pair,
        startups=sum(countries.values()),
        countries_with_startups=len(countries),
        incubators=incubators,
        partnerships=partnerships,
    )
    return render_template("home/visitor.html", home=shown)


def _asked(name: str, terms: vocabulary.Terms, otherwise: str) -> str:
    code = request.args.get(name, "")
    return code if code in terms else otherwise


def _pair(reading: Reading, home: str, there: str) -> PublicPair | None:
    """The best suggestion between two startups that everybody may see, if it can be across the asked border."""
    rows, connection = reading.views.startups.rows, reading.connection
    public = rows.c.visibility == "public"
    recent = sa.select(rows.c.id).where(public).order_by(rows.c.changed_at.desc()).limit(LOOKED_AT)
    candidates = list(connection.scalars(recent.where(rows.c.country == home))) or list(connection.scalars(recent))
    if not candidates:
        return None
    one, other = rows.alias("one"), rows.alias("other")
    query = (
        sa.select(suggestions.c.startup, suggestions.c.other, suggestions.c.reasons)
        .join(one, one.c.id == suggestions.c.startup)
        .join(other, other.c.id == suggestions.c.other)
        .where(suggestions.c.startup.in_(candidates), one.c.visibility == "public", other.c.visibility == "public")
        .order_by(sa.case((other.c.country == there, 0), else_=1), suggestions.c.score.desc(), suggestions.c.other)
        .limit(1)
    )
    found = connection.execute(query).first()
    if found is None:
        return None
    both = reading.views.directory.by_ids(connection, VISITOR, [found.startup, found.other])
    sentences = reasons.in_words(unpacked(found.reasons))
    return PublicPair(_public(both[found.startup]), _public(both[found.other]), sentences)


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
