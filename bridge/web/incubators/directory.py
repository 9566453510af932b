"""The list of incubators: text search and filters with counts, all of it in the address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import render_template, request
from flask_babel import gettext

from bridge.composition import Reading
from bridge.listings import INCUBATORS
from bridge.readmodels import figures
from bridge.readmodels.base import unpacked
from bridge.readmodels.directory import Filters
from bridge.web.app import current_bridge
from bridge.web.crowd import same_for_visitors
from bridge.web.filtering import Filter, Option, chips
from bridge.web.incubators.access import blueprint, paged
from bridge.web.names import country, label
from bridge.web.pagination import SIZE, Page
from bridge.web.viewer import current_viewer


@dataclass(frozen=True, slots=True)
class Listed:
    """An incubator as the list shows it."""

    row: sa.RowMapping
    page: dict[str, Any]

    @property
    def address(self) -> str:
        return f"/incubators/{self.row['slug']}"


@dataclass(frozen=True, slots=True)
class Way:
    """A filter to relax when nothing was found, and how many there would be then."""

    label: str
    key: str
    count: int


@blueprint.get("/incubators")
@same_for_visitors
def index() -> str:
    """List incubators."""
    filters = INCUBATORS.parse(request.args.to_dict(flat=False), None)
    actor = current_viewer().actor
    with current_bridge().reading() as reading:
        page, rows = _found(reading, filters)
        shown = [
            _filter(reading, filters, "country", "countries", gettext("Country"), country),
            _filter(reading, filters, "kind", "kinds", gettext("Kind"), lambda code: label(code, "incubator_kinds")),
        ]
        ways = [] if rows else _ways(reading, filters)
    return render_template(
        "incubators/index.html",
        page=page,
        incubators=[Listed(row, unpacked(row["page"])) for row in rows],
        filters=shown,
        chips=chips(shown, filters.text),
        text=filters.text,
        order=filters.order,
        ways=ways,
        may_list="organiser" in actor.roles,
    )


def _found(reading: Reading, filters: Filters) -> tuple[Page, list[sa.RowMapping]]:
    find, actor = reading.views.directory.find_incubators, current_viewer().actor
    found, page = paged(
        lambda limit, offset: find(reading.connection, actor, filters, limit=limit, offset=offset), SIZE
    )
    return page, found.rows


def _filter(
    reading: Reading, filters: Filters, name: str, field: str, title: str, called: Callable[[str], str]
) -> Filter:
    counts = figures.incubator_facet(reading.connection, reading.views, current_viewer().actor, filters, field)
    chosen = getattr(filters, field)
    codes = sorted({*counts, *chosen}, key=lambda code: (-counts.get(code, 0), called(code)))
    return Filter(name, title, [Option(code, called(code), counts.get(code, 0), code in chosen) for code in codes])


def _ways(reading: Reading, filters: Filters) -> list[Way]:
    labels = {
        "text": ("q", gettext("Search without the words")),
        "countries": ("country", gettext("Look in every country")),
        "kinds": ("kind", gettext("Look at every kind")),
    }
    ways = []
    for name in filters.names():
        key, text = labels[name]
        actor, others = current_viewer().actor, filters.without(name)
        total = reading.views.directory.find_incubators(reading.connection, actor, others, limit=1).total
        if total:
            ways.append(Way(text, key, total))
    return ways
