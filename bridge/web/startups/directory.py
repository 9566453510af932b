"""The directory of startups: found by text and filters, all of it in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import sqlalchemy as sa
from flask import redirect, render_template, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from bridge.composition import Reading
from bridge.listings import STARTUPS, Choice
from bridge.readmodels.base import unpacked
from bridge.readmodels.directory import Filters
from bridge.readmodels.letters import Counts
from bridge.web.app import current_bridge
from bridge.web.badges import badges_of
from bridge.web.crowd import same_for_visitors
from bridge.web.filtering import Filter, Option, chips
from bridge.web.layout import here
from bridge.web.names import country, label, language
from bridge.web.pagination import page_of
from bridge.web.startups.access import blueprint, logo_address
from bridge.web.viewer import current_viewer
from events.actor import Actor

LAST_ROW = 10_000_000
CHOICES = {choice.key: choice for choice in STARTUPS.choices}


@dataclass(frozen=True, slots=True)
class Kind:
    """One filter: what an address may say of it, its name in the query, and how its codes are called."""

    choice: Choice
    name: str
    title: LazyString
    say: Any

    @property
    def key(self) -> str:
        return self.choice.key


KINDS = (
    Kind(CHOICES["country"], "countries", _l("Country"), country),
    Kind(CHOICES["need"], "need", _l("Seeks"), lambda code: label(code, "exchange", "need")),
    Kind(CHOICES["offer"], "offer", _l("Offers"), lambda code: label(code, "exchange", "offer")),
    Kind(CHOICES["sector"], "sector", _l("Sector"), lambda code: label(code, "sectors")),
    Kind(CHOICES["technology"], "technology", _l("Technology"), lambda code: label(code, "technologies")),
    Kind(CHOICES["language"], "language", _l("Works in"), language),
    Kind(CHOICES["stage"], "stages", _l("Stage"), lambda code: label(code, "stages")),
)


@blueprint.get("/startups")
@same_for_visitors
def directory() -> str | Response:
    """List the startups that the address asks for."""
    if "from" in request.args:
        return redirect(_sought(request.args), 302)
    actor, filters = current_viewer().actor, asked(request.args)
    with current_bridge().reading() as reading:
        asked_page = page_of(request.args, LAST_ROW)
        found = reading.views.directory.find(
            reading.connection, actor, filters, limit=asked_page.size, offset=asked_page.offset
        )
        page = page_of(request.args, found.total)
        if page.number != asked_page.number:
            # Beyond the end: the last page instead of nothing.
            found = reading.views.directory.find(
                reading.connection, actor, filters, limit=page.size, offset=page.offset
            )
        badges = badges_of(reading, actor, [row["id"] for row in found.rows])
        relaxations = [] if found.total else _relaxations(reading, actor, filters, found.counts)
    groups = [_group(kind, filters, found.counts.values[kind.name]) for kind in KINDS]
    return render_template(
        "startups/directory.html",
        cards=[card(row, badges.get(row["id"], ())) for row in found.rows],
        filters=groups,
        chips=chips(groups, filters.text),
        order=filters.order,
        text=filters.text,
        page=page,
        relaxations=relaxations,
    )


def asked(args: MultiDict[str, str]) -> Filters:
    """The filters in an address, as its twins and the API read them."""
    return STARTUPS.parse(args.to_dict(flat=False), None)


def card(row: sa.RowMapping, verified: Sequence[Markup] = ()) -> dict[str, Any]:
    """What the card of a startup shows."""
    profile = unpacked(row["profile"])
    badges = []
    if row["unclaimed"]:
        badges.append((gettext("Unclaimed"), "apricot"))
    if row["visibility"] != "public":
        badges.append((gettext("Members only") if row["visibility"] == "members" else gettext("Hidden"), "plain"))
    return {
        "name": row["name"],
        "href": f"/startups/{row['slug']}",
        "country": row["country"],
        "city": row["city"],
        "line": profile["one_liner"],
        "labels": [label(code, "sectors") for code in profile["sectors"]],
        "badges": badges,
        "logo": logo_address(profile["logo"]),
        "verified": verified,
    }


def _sought(args: MultiDict[str, str]) -> str:
    """The start page's 'I am in A, seeking B in C' as filters: what one seeks, the other offers."""
    query = [("offer", value) for value in args.getlist("need")]
    query += [("country", value) for value in args.getlist("country")]
    return f"/startups?{urlencode(query)}" if query else "/startups"


def _group(kind: Kind, filters: Filters, counts: Mapping[str, int]) -> Filter:
    chosen = filters.codes(kind.name)
    options = [
        Option(code, kind.say(code), counts.get(code, 0), code in chosen)
        for code in kind.choice.codes
        if counts.get(code) or code in chosen
    ]
    if kind.name != "stages":
        options.sort(key=lambda option: (not option.chosen, -option.count, option.label))
    return Filter(kind.key, str(kind.title), options)


def _relaxations(reading: Reading, actor: Actor, filters: Filters, counts: Counts) -> list[tuple[str, str, int]]:
    """What to take away when nothing is found: its name, the address without it, and how many that would show."""
    without = dict(counts.without)
    if filters.text:
        rest = filters.without("text")
        without["text"] = reading.views.directory.find(reading.connection, actor, rest, limit=0).total
    titles = {kind.name: (kind.key, str(kind.title)) for kind in KINDS} | {"text": ("q", f"“{filters.text}”")}
    found = []
    for name, count in without.items():
        key, title = titles[name]
        if count:
            found.append((title, here(**{key: None, "page": None}), count))
    return sorted(found, key=lambda item: -item[2])
