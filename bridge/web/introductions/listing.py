"""The list of a founder's introductions: which wait for whom, which are under way, which are over."""

from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from flask import render_template, request
from flask_babel import gettext
from flask_babel.speaklater import LazyString
from werkzeug.wrappers import Response

from bridge.listings import INTRODUCTIONS, Row, look
from bridge.listings.introductions import EVERY, GROUPS
from bridge.readmodels.base import unpacked
from bridge.web.app import current_bridge
from bridge.web.introductions.access import blueprint
from bridge.web.introductions.wording import STATES
from bridge.web.layout import here
from bridge.web.pagination import page_of
from bridge.web.sign_in import members_only
from bridge.web.startups.access import logo_address
from bridge.web.viewer import current_viewer

ALL = "all"  # as an address without a state asks of files and programs


@dataclass(frozen=True, slots=True)
class Item:
    """One introduction in the list, seen from the viewer's startup."""

    row: Row
    mine: sa.RowMapping
    other: sa.RowMapping
    sent: bool
    state: LazyString
    kind: str
    logo: str | None
    until: datetime
    meeting: datetime | None
    changed: datetime

    @property
    def asked(self) -> bool:
        """Whether it waits for the viewer's answer."""
        if self.row["state"] != "proposed":
            return False
        if self.row["go_between"] is None:
            return not self.sent
        return bool(self.row["agreed_by"] != ("proposer" if self.sent else "receiver"))

    @property
    def address(self) -> str:
        return f"/introductions/{self.row['id']}"


@blueprint.get("/introductions")
@members_only
def listed() -> str | Response:
    """List the introductions of the viewer's startups."""
    bridge, account = current_bridge(), current_viewer().actor.account
    wanted = INTRODUCTIONS.parse(request.args.to_dict(flat=False), None)
    side = wanted.side
    with bridge.reading() as reading:
        startups = reading.views.directory.founded_by(reading.connection, account) if account else []
        chosen = next((row for row in startups if row["slug"] == wanted.startup), None)
        ids = [row["id"] for row in ([chosen] if chosen else startups)]
        counts = _counts(reading.views.introductions.counts(reading.connection, ids) if ids else {}, side)
        asked = request.args.get("state", "")
        group = asked if asked in counts else next((name for name in GROUPS if counts[name]), "waiting")
        page = page_of(request.args, counts[group], 20)
        wanted = replace(wanted, states=GROUPS.get(group, EVERY))
        here = look(bridge, reading, current_viewer().actor)
        found = INTRODUCTIONS.page(here, wanted, limit=page.size, offset=page.offset) if counts[group] else None
        items = [_item(row) for row in found.rows] if found else []
    return render_template(
        "introductions/list.html",
        startups=startups, chosen=chosen, items=items, page=page, group=group, side=side, now=bridge.clock(),
        any=any(counts.values()), tabs=_tabs(counts, group), sides=_sides(side),
    )  # fmt: skip


def _counts(found: dict[tuple[str, str], int], side: str | None) -> dict[str, int]:
    return {
        name: sum(n for (which, state), n in found.items() if state in states and side in (None, which))
        for name, states in {**GROUPS, ALL: EVERY}.items()
    }


def _tabs(counts: dict[str, int], group: str) -> list[tuple[str, str, bool]]:
    labels = {
        "waiting": gettext("Waiting (%(count)s)", count=counts["waiting"]),
        "going": gettext("Under way (%(count)s)", count=counts["going"]),
        "over": gettext("Over (%(count)s)", count=counts["over"]),
        ALL: gettext("All (%(count)s)", count=counts[ALL]),
    }
    return [(text, here(state=name, page=None), name == group) for name, text in labels.items()]


def _sides(side: str | None) -> list[tuple[str, str, bool]]:
    labels = {None: gettext("All"), "received": gettext("Received"), "sent": gettext("Sent")}
    return [(text, here(side=name, page=None), name == side) for name, text in labels.items()]


def _item(row: Row) -> Item:
    state, kind = STATES[row["state"]]
    moments = {name: datetime.fromisoformat(row[name]) for name in ("expires_at", "changed_at")}
    return Item(
        row, row["mine"], row["other"], row["side"] == "sent", state, kind,
        logo_address(unpacked(row["other"]["profile"])["logo"]),
        moments["expires_at"], datetime.fromisoformat(row["meeting_at"]) if row["meeting_at"] else None,
        moments["changed_at"],
    )  # fmt: skip
