"""A startup's suggestions: whom it should meet and why, whom it does not want, and what would make the list better."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Blueprint, flash, make_response, redirect, render_template, request
from flask_babel import gettext
from markupsafe import Markup
from werkzeug.wrappers import Response

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.suggestions import KEPT, Shown
from bridge.web import reasons
from bridge.web.app import current_bridge
from bridge.web.completeness import FACTS, missing
from bridge.web.forms import whole
from bridge.web.i18n import page_language
from bridge.web.names import bdi, label
from bridge.web.sign_in import members_only
from bridge.web.startups.access import Seen, logo_address, look
from bridge.web.viewer import current_viewer
from events import vocabulary
from events.errors import Missing
from events.store.places import places

blueprint = Blueprint("suggestions", __name__)

MOST = KEPT  # all of the stored list
AT_FIRST = 12  # a page that a phone loads at once; the rest is one link away
MOST_GONE = 50
MOST_REASONS = 4
LOOKS = 30  # how often a page asks again by itself before it says that this takes longer
MATCHER = "matcher"
BY_THE_WAY = ("logo",)  # good to have, but no reason to be suggested


@dataclass(frozen=True, slots=True)
class Card:
    """One suggestion as it is shown."""

    row: sa.RowMapping
    line: dict[str, str]
    logo: str | None
    labels: list[str]
    reasons: list[str]

    @property
    def address(self) -> str:
        return f"/startups/{self.row['slug']}"


@blueprint.get("/startups/<slug>/suggestions")
@members_only
def show(slug: str) -> Response:
    """Show the list, or only its part of the page when the page asks again."""
    bridge, actor = current_bridge(), current_viewer().actor
    with bridge.reading() as reading:
        seen = look(reading, slug)
        seen.must(seen.own or seen.manages or "organiser" in actor.roles)
        newest = _newest(reading, seen.id)
        limit = MOST if "all" in request.args else AT_FIRST
        shown = bridge.suggestions.of(reading.connection, reading.views, actor, seen.id, limit=limit)
        gone = _gone(reading, seen)
    if seen.own and actor.account is not None:
        bridge.suggestions.record(actor.account, seen.id, shown, bridge.clock().date())
    page: dict[str, Any] = {
        "seen": seen,
        "cards_shown": [_card(one) for one in shown],
        "more": len(shown) == AT_FIRST,
        "gone": gone,
        "advice": [FACTS[code] for code in missing(seen.profile) if code not in BY_THE_WAY][:3],
        "dismiss_reasons": vocabulary.dismiss_reasons.choices(page_language()),
        **_waiting(newest),
    }
    part = request.headers.get("HX-Request") == "true"
    answer = make_response(render_template("suggestions/_list.html" if part else "suggestions/show.html", **page))
    answer.vary.add("HX-Request")  # or a browser's cache would show the part as the page
    return answer


@blueprint.get("/startups/<slug>/suggestions/<any(dismiss, restore):part>")
def back(slug: str, part: str) -> Response:
    """Whoever had to sign in while a form was on its way comes back to the list."""
    return redirect(f"/startups/{slug}/suggestions", 303)


@blueprint.post("/startups/<slug>/suggestions/dismiss")
@members_only
def dismiss(slug: str) -> Response:
    """Take a suggestion away, with the reason and with how it was shown."""
    bridge, actor = current_bridge(), current_viewer().actor
    with bridge.reading() as reading:
        seen = look(reading, slug)
        seen.must(seen.own)
        other = _other(reading)
        if other["id"] == seen.id:
            raise Missing("suggestion", other["slug"])
        shown = facts_of(reading, seen.id, other["id"])
    bridge.startups.dismiss(actor, seen.id, other["id"], request.form.get("reason"), request.form.get("note"), shown)
    undo = Markup('<a href="#not-interested">{}</a>').format(gettext("Bring it back"))
    done = _named(gettext("%(name)s will not be suggested any more."), other)
    flash(Markup("{} {}").format(done, undo), "success")
    return redirect(f"{seen.address}/suggestions", 303)


@blueprint.post("/startups/<slug>/suggestions/restore")
@members_only
def restore(slug: str) -> Response:
    """Take a dismissal back."""
    with current_bridge().reading() as reading:
        seen = look(reading, slug)
        seen.must(seen.own)
        other = _other(reading)
    current_bridge().startups.restore(current_viewer().actor, seen.id, other["id"])
    flash(_named(gettext("%(name)s may be suggested again."), other), "success")
    return redirect(f"{seen.address}/suggestions", 303)


def facts_of(reading: Reading, startup: UUID, other: UUID) -> dict[str, Any] | None:
    """How the engine presents a pair at this moment, None where it does not: what proposals and dismissals keep."""
    actor = current_viewer().actor
    return current_bridge().suggestions.facts(reading.connection, reading.views, actor, startup, other)


def _card(shown: Shown) -> Card:
    profile = unpacked(shown.row["profile"])
    labels = [label(code, "sectors") for code in profile["sectors"]]
    said = reasons.in_words(shown.reasons)[:MOST_REASONS]
    return Card(shown.row, profile["one_liner"], logo_address(profile["logo"]), labels, said)


def _named(text: str, row: sa.RowMapping) -> Markup:
    return Markup(text) % {"name": bdi(row["name"])}  # noqa: S704  # a text of our own catalogue


def _other(reading: Reading) -> sa.RowMapping:
    """The startup that the form names by its address: one that the viewer may know of."""
    slug = request.form.get("other", "")
    row = reading.views.directory.by_slug(reading.connection, current_viewer().actor, slug)
    if row is None:
        raise Missing("startup", slug)
    return row


def _gone(reading: Reading, seen: Seen) -> list[tuple[sa.RowMapping, str]]:
    """Those that were dismissed, the last one first, each with the reason."""
    if not seen.own:
        return []
    rows, table = reading.views.startups.rows, reading.views.startups.dismissals
    query = (
        sa.select(rows, table.c.reason.label("_reason"))
        .join(table, table.c.other == rows.c.id)
        .where(table.c.startup == seen.id, reading.views.directory.visible(current_viewer().actor))
        .order_by(table.c.at.desc(), rows.c.id)
        .limit(MOST_GONE)
    )
    found = reading.connection.execute(query).mappings()
    return [(row, label(row["_reason"], "dismiss_reasons")) for row in found]


def _newest(reading: Reading, startup: UUID) -> int:
    """The last event about a startup."""
    history = reading.views.history.rows
    query = sa.select(sa.func.max(history.c.event_id)).where(history.c.subject == startup)
    return reading.connection.scalar(query) or 0


def _waiting(newest: int) -> dict[str, Any]:
    """Whether the matcher has yet to see the startup's last change, and where the page asks again."""
    place = places(current_bridge().db).get(MATCHER)
    looks = (whole(request.args.get("look", "")) or 0) + 1
    behind = place is None or place.position < newest
    stopped = place is not None and place.stopped_at is not None
    ask = behind and not stopped and looks <= LOOKS
    return {"behind": behind, "poll": f"{request.path}?look={looks}" if ask else None}
