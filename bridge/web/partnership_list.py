"""The list of partnerships: one's own in every state, and what others have confirmed."""

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, render_template, request
from flask_babel import gettext

from bridge.listings import PARTNERSHIPS, Row, look
from bridge.listings.partnerships import STATES as IN_ORDER
from bridge.web.app import Answer, current_bridge
from bridge.web.filtering import Filter, Option, chips
from bridge.web.names import label
from bridge.web.pagination import page_of
from bridge.web.partnerships import STATES
from bridge.web.viewer import current_viewer
from events import vocabulary

blueprint = Blueprint("partnership_list", __name__)


@blueprint.get("/partnerships")
def listed() -> Answer:
    """List the partnerships that the viewer may know of."""
    bridge, actor = current_bridge(), current_viewer().actor
    wanted = PARTNERSHIPS.parse(request.args.to_dict(flat=False), None)
    with bridge.reading() as reading:
        here = look(bridge, reading, actor)
        views = reading.views
        counts = views.partnerships.counts(reading.connection, views.partnerships.visible(views.directory, actor))
        page = page_of(request.args, PARTNERSHIPS.page(here, wanted, limit=0).total)
        found = PARTNERSHIPS.page(here, wanted, limit=page.size, offset=page.offset)
    shown = _filters(counts, wanted.kinds, wanted.states)
    return render_template(
        "partnerships/list.html",
        rows=[_shown(row) for row in found.rows], page=page, filters=shown, chips=chips(shown), any=bool(counts),
    )  # fmt: skip


def _shown(row: Row) -> Row:
    state, kind = STATES[row["state"]]
    return {**row, "said": state, "look": kind, "day": date.fromisoformat(row["since"])}


def _filters(counts: Mapping[tuple[str, str], int], kinds: tuple[str, ...], states: tuple[str, ...]) -> list[Filter]:
    """What can be chosen; the counts of a filter leave itself out."""
    by_kind = {
        code: sum(n for (kind, state), n in counts.items() if kind == code and (not states or state in states))
        for code in vocabulary.partnership_kinds
    }
    by_state = {
        code: sum(n for (kind, state), n in counts.items() if state == code and (not kinds or kind in kinds))
        for code in IN_ORDER
    }
    return [
        Filter(
            "kind",
            gettext("Kind"),
            [
                Option(code, label(code, "partnership_kinds"), count, code in kinds)
                for code, count in by_kind.items()
                if count or code in kinds
            ],
        ),
        Filter(
            "state",
            gettext("State"),
            [
                Option(code, str(STATES[code][0]), count, code in states)
                for code, count in by_state.items()
                if count or code in states
            ],
        ),
    ]
