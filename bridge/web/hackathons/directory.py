"""The list of hackathons: search and filters in the address, what comes next at the top."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from flask_babel import gettext

from bridge.listings import HACKATHONS, look
from bridge.readmodels.finding_hackathons import STATES, Asked
from bridge.web import hackathon_words as words
from bridge.web.app import current_bridge
from bridge.web.crowd import same_for_visitors
from bridge.web.filtering import Filter, Option, chips
from bridge.web.hackathons.access import blueprint
from bridge.web.names import country, label, language
from bridge.web.pagination import SIZE, asked_number, page_of
from bridge.web.viewer import current_viewer

KEYS = {"country": "countries", "sector": "sectors", "language": "languages", "form": "forms", "state": "states"}


@dataclass(frozen=True, slots=True)
class Way:
    """A filter to relax when nothing was found, and how many there would be then."""

    label: str
    key: str
    count: int


@blueprint.get("/hackathons")
@same_for_visitors
def index() -> str:
    """List hackathons."""
    bridge, actor = current_bridge(), current_viewer().actor
    asked = HACKATHONS.parse(request.args.to_dict(flat=False), None)
    with bridge.reading() as reading:
        looking = look(bridge, reading, actor)
        found = HACKATHONS.find(looking, asked, limit=SIZE, offset=(asked_number(request.args) - 1) * SIZE, after=None)
        page = page_of(request.args, found.total, SIZE)
        if page.number != asked_number(request.args):
            found = HACKATHONS.find(looking, asked, limit=SIZE, offset=page.offset, after=None)
        counts = reading.views.hackathons.counts(reading.connection, actor, asked, reading.now)
        ways = [] if found.rows else _ways(reading, asked)
        may_draft = actor.account is not None and bool(
            reading.views.directory.managed_by(reading.connection, actor.account)
        )
    filters = _filters(asked, counts)
    return render_template(
        "hackathons/index.html",
        page=page,
        rows=found.rows,
        filters=filters,
        chips=chips(filters, asked.text),
        text=asked.text,
        ways=ways,
        may_draft=may_draft,
        now=bridge.clock(),
    )


def _filters(asked: Asked, counts: Mapping[str, Mapping[str, int]]) -> list[Filter]:
    states = {
        "registration": gettext("Registration is open"), "building": gettext("Teams are building"),
        "judging": gettext("Being judged"), "coming": gettext("Coming"), "past": gettext("Past"),
        "draft": gettext("Drafts"),
    }  # fmt: skip
    called: dict[str, tuple[str, Callable[[str], str]]] = {
        "state": (gettext("When"), states.__getitem__),
        "country": (gettext("Country"), country),
        "form": (gettext("Form"), lambda code: str(words.FORMS[code])),
        "sector": (gettext("Sector"), lambda code: label(code, "sectors")),
        "language": (gettext("Language"), language),
    }
    found = []
    for key, (title, name) in called.items():
        there, chosen = counts[KEYS[key]], getattr(asked, KEYS[key])
        codes = sorted({*there, *chosen}, key=lambda code: (-there.get(code, 0), name(code)))
        if key == "state":
            codes = [state for state in STATES if state in codes]
        options = [Option(code, name(code), there.get(code, 0), code in chosen) for code in codes]
        found.append(Filter(key, title, options))
    return [one for one in found if one.options]


def _ways(reading: Any, asked: Asked) -> list[Way]:
    said = {
        "text": ("q", gettext("Search without the words")),
        "countries": ("country", gettext("Look in every country")),
        "sectors": ("sector", gettext("Look in every sector")),
        "languages": ("language", gettext("Look in every language")),
        "forms": ("form", gettext("Online and in person")),
        "states": ("state", gettext("Past ones and coming ones")),
    }
    find, actor, ways = reading.views.hackathons.find, current_viewer().actor, []
    for name in asked.names():
        total = find(reading.connection, actor, asked.without(name), reading.now, limit=1).total
        if total:
            ways.append(Way(said[name][1], said[name][0], total))
    return ways
