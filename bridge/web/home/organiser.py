"""An organiser's start page: figures of their country or of all, who works with whom, and what happened last."""

from dataclasses import dataclass

from flask import render_template
from flask_babel import gettext

from bridge.readmodels import figures
from bridge.readmodels.directory import Filters
from bridge.web.app import current_bridge
from bridge.web.charts import Pair, pairs_in_words
from bridge.web.happenings import told
from bridge.web.names import country
from bridge.web.viewer import current_viewer

NEWS = 8
YEARS = 6
STATES = ("proposed", "accepted", "met", "nothing", "declined", "expired", "withdrawn")


@dataclass(frozen=True, slots=True)
class Series:
    """One of the small multiples: its total and a value for each of the last years."""

    label: str
    total: int
    values: list[int]
    words: str


def organiser_home() -> str:
    """Show the page of the organiser's office."""
    bridge, actor = current_bridge(), current_viewer().actor
    office = None if actor.office == "*" else actor.office
    this_year = bridge.clock().year
    years = [str(year) for year in range(this_year - YEARS + 1, this_year + 1)]
    with bridge.reading() as reading:
        connection, views = reading.connection, reading.views
        startups = views.directory.count(connection, actor, Filters(countries=(office,) if office else ()))
        introductions = figures.introductions_by_state(connection, views, office)
        partnerships = figures.partnerships_by_state(connection, views, office)
        introduced = figures.introduced_countries(connection, views, office)
        partnered = figures.partnered_countries(connection, views, office)
        by_year = [
            (gettext("Startups registered"), figures.startups_by_year(connection, views, office)),
            (gettext("Introductions proposed"), figures.introductions_by_year(connection, views, office)),
            (gettext("Pairs that met"), figures.meetings_by_year(connection, views, office)),
            (gettext("Partnerships begun"), figures.partnerships_by_year(connection, views, office)),
        ]
        news = told(reading, figures.latest_news(connection, views, NEWS))
    pairs, partner_pairs = _pairs(introduced), _pairs(partnered)
    return render_template(
        "home/organiser.html",
        office=office,
        startups=startups,
        introductions=introductions,
        states=[(state, introductions[state]) for state in STATES if introductions.get(state)],
        proposed=sum(introductions.values()),
        met=introductions.get("met", 0) + introductions.get("nothing", 0),
        partnerships=sum(partnerships.get(state, 0) for state in figures.DONE),
        pairs=pairs,
        pair_words=pairs_in_words(pairs, country),
        partner_pairs=partner_pairs,
        partner_words=pairs_in_words(partner_pairs, country),
        country_of=country,
        series=[_series(label, counts, years) for label, counts in by_year],
        years=(years[0], years[-1]),
        news=news,
    )


def _pairs(counts: dict[tuple[str, str], int]) -> list[Pair]:
    return [Pair(one, other, count) for (one, other), count in sorted(counts.items(), key=lambda item: -item[1])]


def _series(label: str, counts: dict[str, int], years: list[str]) -> Series:
    values = [counts.get(year, 0) for year in years]
    return Series(
        label, sum(counts.values()), values, ", ".join(f"{y}: {n}" for y, n in zip(years, values, strict=True))
    )
