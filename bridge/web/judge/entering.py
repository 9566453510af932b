"""Coming in by a personal link: the address shows whose it is, and only the button opens the door."""

import sqlalchemy as sa
from flask import make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from bridge.accounts.guests import JudgeLink, as_asked
from bridge.juries import Juries
from bridge.readmodels.base import unpacked
from bridge.web.app import Answer, current_bridge
from bridge.web.judge.access import blueprint, come_in, opens
from events.actor import VISITOR, Actor
from events.errors import Missing


@blueprint.route("/j/<token>", methods=["GET", "POST"])
def enter(token: str) -> Answer:
    """Say whose link this is, or come in by it."""
    bridge = current_bridge()
    link = bridge.guests.by_secret(token)
    if link is None:
        raise Missing("judge_link", "")
    with bridge.reading() as reading:
        found = reading.views.hackathons.by_ids(reading.connection, VISITOR, [link.hackathon])
        usable = opens(reading, link)
    if (row := found.get(link.hackathon)) is None:
        raise Missing("hackathon", link.hackathon)
    if request.method == "GET" or not usable:  # programs that check mail for danger open every link
        return _page(link, row, usable)
    Juries(bridge, Actor(account=link.judge, only=link.hackathon), "", "en").come_in(link.hackathon)
    come_in(link, row["slug"])
    return redirect(f"/hackathons/{row['slug']}/judge", 303)


def _page(link: JudgeLink, row: sa.RowMapping, usable: bool) -> Response:
    bridge = current_bridge()
    names = as_asked(bridge.accounts.names([link.judge]), bridge.guests.asked_as(link.hackathon))
    name = names.get(link.judge)
    page = render_template(
        "judge/enter.html",
        row=row,
        title=unpacked(row["setup"])["about"]["title"],
        name=name,
        usable=usable,
    )
    response = make_response(page, 200 if usable else 410)
    response.headers["Cache-Control"] = "no-store"
    return response
