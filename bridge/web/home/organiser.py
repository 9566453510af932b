"""An organiser's start page: figures of their country or of all, who works with whom, and what happened last."""

from dataclasses import dataclass

from flask import current_app, render_template
from flask_babel import gettext

from bridge.composition import Reading
from bridge.readmodels import figures
from bridge.web.app import current_bridge
from bridge.web.charts import Pair, pairs_in_words
from bridge.web.happenings import told
from bridge.web.names import country
from bridge.web.todo import first_lines
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
        found = _overview(reading, office)
        todo = first_lines(reading, bridge.clock())
        news = told(reading, figures.latest_news(reading.connection, reading.views, office, NEWS))
    pairs, partner_pairs = _pairs(found.introduced), _pairs(found.partnered)
    states = found.introductions
    return render_template(
        "home/organiser.html",
        office=office,
        todo=todo,
        startups=found.startups.total(),
        states=[(state, states[state]) for state in STATES if states[state]],
        proposed=states.total(),
        met=found.met.total(),
        partnerships=found.partnerships.total(),
        pairs=pairs,
        pair_words=pairs_in_words(pairs, country),
        partner_pairs=partner_pairs,
        partner_words=pairs_in_words(partner_pairs, country),
        country_of=country,
        series=[
            _series(gettext("Startups registered"), found.startups, years),
            _series(gettext("Introductions proposed"), found.proposed, years),
            _series(gettext("Pairs that met"), found.met, years),
            _series(gettext("Partnerships begun"), found.partnerships, years),
        ],
        years=(years[0], years[-1]),
        news=news,
    )


def _overview(reading: Reading, office: str | None) -> figures.Overview:
    """The figures of an office, counted again only when something has happened since."""
    kept: dict[tuple[str, str | None], tuple[int, figures.Overview]]
    kept = current_app.extensions.setdefault("overviews", {})
    newest = figures.newest(reading.connection, reading.views)
    key = (reading.views.slot, office)
    if key not in kept or kept[key][0] != newest:
        kept[key] = (newest, figures.overview(reading.connection, reading.views, office))
    return kept[key][1]


def _pairs(counts: dict[tuple[str, str], int]) -> list[Pair]:
    return [Pair(one, other, count) for (one, other), count in sorted(counts.items(), key=lambda item: -item[1])]


def _series(label: str, counts: dict[str, int], years: list[str]) -> Series:
    values = [counts.get(year, 0) for year in years]
    return Series(
        label, sum(counts.values()), values, ", ".join(f"{y}: {n}" for y, n in zip(years, values, strict=True))
    )
